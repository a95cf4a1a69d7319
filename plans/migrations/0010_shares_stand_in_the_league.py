"""Takes the areas' marks off the reports: the league table has their percentages, the scorecards the marks."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('plans', '0009_fill_the_league'),
    ]

    operations = [
        migrations.RemoveField(
            model_name='quarterreport',
            name='area_marks',
        ),
    ]
