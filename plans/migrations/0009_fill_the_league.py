"""Fills the league table from the stored figures of every plan's latest revision."""

from decimal import ROUND_HALF_UP, Decimal

from django.db import migrations

BATCH = 1000


def percent(earned, possible, places):
    share = 100 * Decimal(earned) / Decimal(possible) if Decimal(possible) else None
    return None if share is None else share.quantize(Decimal(places), ROUND_HALF_UP)


def fill(apps, schema_editor):
    reports = apps.get_model('plans', 'QuarterReport').objects.select_related('plan').defer('scorecard')
    entry = apps.get_model('plans', 'LeagueEntry')
    plans = apps.get_model('plans', 'Plan').objects.order_by('revision')
    latest = {(each.office_id, each.year_id, each.kind): each.pk for each in plans.iterator()}
    current = set(latest.values())
    entries = (_entry(entry, report) for report in reports.iterator(BATCH) if report.plan_id in current)
    entry.objects.bulk_create(entries, batch_size=BATCH)


def _entry(model, report):
    areas = [(number, percent(earned, possible, '1')) for number, earned, possible in report.area_marks]
    return model(
        plan=report.plan,
        office_id=report.plan.office_id,
        year_id=report.plan.year_id,
        kind=report.plan.kind,
        quarter=report.quarter,
        state=report.state,
        submitted_at=report.submitted_at,
        earned=report.earned,
        possible=report.possible,
        percent=percent(report.earned, report.possible, '0.01'),
        shares={f'area-{number}': int(share) for number, share in areas if share is not None},
    )


def empty(apps, schema_editor):
    apps.get_model('plans', 'LeagueEntry').objects.all().delete()


class Migration(migrations.Migration):

    dependencies = [
        ('plans', '0008_league_entries'),
    ]

    operations = [
        migrations.RunPython(fill, empty),
    ]
