"""Adds the league table, from which offices are compared."""

import django.db.models.deletion
import plans.models.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('offices', '0002_cache_table'),
        ('plans', '0007_reports_can_be_published'),
    ]

    operations = [
        migrations.CreateModel(
            name='LeagueEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=20, verbose_name='kind of plan')),
                ('quarter', models.PositiveSmallIntegerField(verbose_name='quarter')),
                ('state', models.CharField(choices=[('draft', 'draft'), ('submitted', 'submitted'), ('returned', 'returned'), ('approved', 'approved')], default='draft', max_length=20, verbose_name='state')),
                ('submitted_at', models.DateTimeField(null=True)),
                ('earned', plans.models.fields.MarksField(decimal_places=2, max_digits=7)),
                ('possible', plans.models.fields.MarksField(decimal_places=2, max_digits=7)),
                ('percent', models.DecimalField(decimal_places=2, max_digits=5, null=True)),
                ('shares', models.JSONField(default=dict)),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='league_entries', to='offices.office', verbose_name='office')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='league_entries', to='plans.plan', verbose_name='plan')),
                ('year', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.fiscalyear', verbose_name='fiscal year')),
            ],
            options={
                'verbose_name': 'league entry',
                'verbose_name_plural': 'league entries',
                'indexes': [models.Index(fields=['year', 'kind', 'quarter', '-percent', 'office', 'state'], name='league_ranking')],
                'constraints': [models.UniqueConstraint(fields=('office', 'year', 'kind', 'quarter'), name='league_entry_once')],
            },
        ),
    ]
