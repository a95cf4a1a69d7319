"""Adds to an import whose plan it was and what an undo needs, and fills it in for imports made before."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def fill(apps, schema_editor):
    """Says whose plan each import was; of earlier imports only the first one, which made the plan, can be undone."""
    imports = apps.get_model('plans', 'PlanImport').objects.select_related('plan').order_by('imported_at')
    events = apps.get_model('plans', 'Event').objects.filter(sequence=1, verb='import_plan')
    made_by_import = set(events.values_list('plan_id', flat=True))
    for each in imports:
        each.office_id, each.year_id, each.kind = each.plan.office_id, each.plan.year_id, each.plan.kind
        if each.plan_id in made_by_import:
            each.is_first, each.sequence = True, 1
            made_by_import.remove(each.plan_id)
        each.save()


class Migration(migrations.Migration):

    dependencies = [
        ('offices', '0001_initial'),
        ('plans', '0003_claims_and_texts_as_printed'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='planimport',
            name='office',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office', verbose_name='office'),
        ),
        migrations.AddField(
            model_name='planimport',
            name='year',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.fiscalyear', verbose_name='fiscal year'),
        ),
        migrations.AddField(
            model_name='planimport',
            name='kind',
            field=models.CharField(default='', max_length=20, verbose_name='kind of plan'),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='planimport',
            name='is_first',
            field=models.BooleanField(default=False, verbose_name='made the plan'),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='planimport',
            name='sequence',
            field=models.PositiveIntegerField(default=0),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='planimport',
            name='before',
            field=models.JSONField(default=dict),
        ),
        migrations.AddField(
            model_name='planimport',
            name='undone_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='planimport',
            name='undone_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
