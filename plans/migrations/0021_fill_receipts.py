"""Gives every round of a report its receipt: the last one from the report, those before it as the ledger tells them."""

from django.db import migrations

BATCH = 500


def fill(apps, schema_editor):
    reports = apps.get_model('plans', 'QuarterReport').objects.filter(submitted_at__isnull=False)
    receipt = apps.get_model('plans', 'Receipt')
    for report in reports.only('plan_id', 'quarter', 'submitted_at', 'submitted_by', 'receipt').iterator(BATCH):
        rounds = [*_overwritten(apps, report), (report.submitted_at, report.submitted_by_id, report.receipt)]
        receipt.objects.bulk_create(
            receipt(report_id=report.pk, round=number, submitted_at=at, submitted_by_id=by, number=kept)
            for number, (at, by, kept) in enumerate(rounds, start=1)
        )
        if len(rounds) > 1:
            _bear(apps, report, *rounds[0])


def _overwritten(apps, report):
    """The rounds before the last: when and by whom the ledger tells, their number nobody kept."""
    told = apps.get_model('plans', 'Event').objects.filter(
        plan_id=report.plan_id, verb='submit_report', subject=f'q{report.quarter}', by__isnull=False
    )
    rounds = list(told.order_by('sequence').values_list('at', 'by'))
    return [(at, by, '') for at, by in rounds[:-1]]


def _bear(apps, report, at, by, kept):
    """The report and its place in the comparison bear the round that decides in time or late."""
    reports = apps.get_model('plans', 'QuarterReport').objects
    reports.filter(pk=report.pk).update(submitted_at=at, submitted_by=by, receipt=kept)
    entries = apps.get_model('plans', 'LeagueEntry').objects
    entries.filter(plan_id=report.plan_id, quarter=report.quarter).update(submitted_at=at)


def bear_the_last(apps, schema_editor):
    for receipt in apps.get_model('plans', 'Receipt').objects.order_by('round').select_related('report').iterator(BATCH):
        _bear(apps, receipt.report, receipt.submitted_at, receipt.submitted_by_id, receipt.number)


class Migration(migrations.Migration):

    dependencies = [
        ('plans', '0020_receipts'),
    ]

    operations = [
        migrations.RunPython(fill, bear_the_last),
    ]
