"""Reckons the percentages of the league table of what was due so far, from the stored scorecards."""

from decimal import ROUND_HALF_UP, Decimal

from django.db import migrations

BATCH = 500
FIELDS = ['due', 'percent', 'ranked_by', 'shares']
HANDED_IN = ('submitted', 'approved')


def reached(earned, due, places):
    if not Decimal(due):
        return None
    return min(Decimal(100), (100 * Decimal(earned) / Decimal(due)).quantize(Decimal(places), ROUND_HALF_UP))


def fill(apps, schema_editor):
    model = apps.get_model('plans', 'LeagueEntry')
    reports = apps.get_model('plans', 'QuarterReport').objects
    keys = list(model.objects.order_by('pk').values_list('pk', flat=True))
    for start in range(0, len(keys), BATCH):
        entries = list(model.objects.filter(pk__in=keys[start : start + BATCH]))
        found = reports.filter(plan__in={entry.plan_id for entry in entries})
        stored = {(report.plan_id, report.quarter): report for report in found.iterator(BATCH)}
        for entry in entries:
            _fill_entry(entry, stored.get((entry.plan_id, entry.quarter)))
        model.objects.bulk_update(entries, FIELDS)


def _fill_entry(entry, report):
    if report is None:
        return
    entry.due = report.possible_to_date
    entry.percent = reached(report.earned, report.possible_to_date, '0.01')
    entry.ranked_by = entry.percent if entry.state in HANDED_IN else None
    areas = report.scorecard.get('areas', [])
    shares = [(area['number'], reached(area['earned'], area['possible_to_date'], '1')) for area in areas]
    entry.shares = {f'area-{number}': int(share) for number, share in shares if share is not None}


class Migration(migrations.Migration):

    dependencies = [
        ('plans', '0012_league_by_what_was_due'),
    ]

    operations = [
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
