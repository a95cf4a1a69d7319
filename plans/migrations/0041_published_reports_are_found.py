"""Gives the published reports an index of their own: they are counted and put in order for everybody."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('plans', '0036_year_end'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name='quarterreport',
            index=models.Index(condition=models.Q(('published_at__isnull', False), ('state', 'approved')), fields=['plan', 'quarter'], name='report_published'),
        ),
    ]
