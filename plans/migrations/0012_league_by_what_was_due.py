"""Lets the league table tell what was due so far, and what an office is ranked by."""

import plans.models.fields
from django.db import migrations, models
from django.db.models import F, Q


class Migration(migrations.Migration):

    dependencies = [
        ('plans', '0011_events_of_cells'),
    ]

    operations = [
        migrations.RemoveIndex(model_name='leagueentry', name='league_ranking'),
        migrations.AddField(
            model_name='leagueentry',
            name='due',
            field=plans.models.fields.MarksField(decimal_places=2, default=0, max_digits=7),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='leagueentry',
            name='ranked_by',
            field=models.DecimalField(decimal_places=2, max_digits=5, null=True),
        ),
        migrations.AddIndex(
            model_name='leagueentry',
            index=models.Index(
                fields=['year', 'kind', 'quarter', '-ranked_by', 'office', 'state'], name='league_ranking'
            ),
        ),
        migrations.AddConstraint(
            model_name='leagueentry',
            constraint=models.CheckConstraint(
                condition=Q(ranked_by__isnull=True) | Q(ranked_by=F('percent'), state__in=['approved', 'submitted']),
                name='league_ranks_what_was_handed_in',
            ),
        ),
    ]
