"""What offices had called not applicable becomes a request: live marks are computed anew, frozen ones stay signed."""

from datetime import date, UTC
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import migrations
from django.db.models import Q

from plan_tree.terms import Assessment, Direction, QuarterRule
from plan_tree.tree import ActivityNode, AreaNode, GradeNode, IndicatorNode, PlanTree, QuarterNode
from marking.figures import percent_of
from marking.policy import Policy
from marking.score import score
from cell_values.value import BLANK, ValueState, Unit, Value

SAID = ValueState.NOT_APPLICABLE.value
FULL = Decimal(100)


def ask(apps, schema_editor):
    said = Q(cells__achievement_state=SAID) | Q(graded_targets__target_state=SAID)
    rows = apps.get_model('plans', 'Indicator').objects.filter(said)
    plans = apps.get_model('plans', 'Plan').objects.filter(pk__in=rows.values('activity__area__plan'))
    for plan in plans.select_related('year', 'policy').iterator():
        facts, policy = _plan_facts(plan), Policy.from_switches(plan.policy.name, plan.policy.switches)
        for report in plan.reports.exclude(state='approved'):
            _store(apps, report, score(facts, policy, through=report.quarter))


def _store(apps, report, card):
    report.earned, report.possible, report.computed = card.earned, card.possible, card.computed
    report.possible_to_date, report.scorecard = card.possible_to_date, card.as_json()
    report.save()
    percent = _reached(card.earned, card.possible_to_date, 2)
    shares = {f'area-{area.number}': _reached(area.earned, area.possible_to_date, 0) for area in card.areas}
    entries = apps.get_model('plans', 'LeagueEntry').objects.filter(plan=report.plan_id, quarter=report.quarter)
    entries.update(
        earned=card.earned,
        possible=card.possible,
        due=card.possible_to_date,
        percent=percent,
        ranked_by=percent if report.state == 'submitted' else None,
        shares={area: int(share) for area, share in shares.items() if share is not None},
    )


def _reached(earned, due, places):
    percent = percent_of(earned, due, places=places)
    return None if percent is None else min(percent, FULL)


def _plan_facts(plan):
    areas = plan.areas.order_by('position')
    start = plan.year.start_year
    return PlanTree(plan.kind, '', f'{start}-{(start + 1) % 100:02}', tuple(_area_facts(area) for area in areas))


def _area_facts(area):
    activities = area.activities.order_by('position').prefetch_related(
        'indicators__graded_targets', 'indicators__cells__assessed_by'
    )
    rows = ((each, sorted(each.indicators.all(), key=lambda row: row.position)) for each in activities)
    below = (ActivityNode(each.number, each.title, tuple(map(_indicator_facts, some))) for each, some in rows)
    return AreaNode(area.number, area.title, area.weight, tuple(below))


def _indicator_facts(row):
    graded = sorted(row.graded_targets.all(), key=lambda each: -each.percent)
    grades = tuple(GradeNode(each.percent, _value(each, 'target')) for each in graded)
    return IndicatorNode(
        number=row.number,
        title=row.title,
        weight=row.weight,
        unit=Unit(row.unit),
        quarter_rule=QuarterRule(row.quarter_rule) if row.quarter_rule else None,
        direction=Direction(row.direction),
        annual=next((grade.target for grade in grades if grade.percent == FULL), BLANK),
        grades=grades,
        quarters={cell.quarter: _quarter_facts(cell) for cell in row.cells.all()},
    )


def _quarter_facts(cell):
    return QuarterNode(_value(cell, 'target'), _value(cell, 'achievement'), assessment=_assessment(cell))


def _assessment(cell):
    if cell.assessed_marks is None:
        return None
    by, at = cell.assessed_by, cell.assessed_at
    name = by.name_bn or f'{by.first_name} {by.last_name}'.strip() or by.username
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    return Assessment(cell.assessed_marks, cell.assessed_reason, name, at.astimezone(ZoneInfo(settings.TIME_ZONE)).date())


def _value(row, name):
    text, state, quantity, dates = (getattr(row, f'{name}_{part}') for part in ('text', 'state', 'quantity', 'dates'))
    return Value(text, ValueState(state), quantity, tuple(map(date.fromisoformat, dates)))


class Migration(migrations.Migration):

    dependencies = [
        ('plans', '0014_exemptions'),
        ('offices', '0001_initial'),
    ]

    operations = [
        migrations.RunPython(ask, migrations.RunPython.noop),
    ]
