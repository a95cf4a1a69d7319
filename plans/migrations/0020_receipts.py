import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('plans', '0019_checkpoints'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='quarterreport',
            name='reply_by',
            field=models.DateField(editable=False, null=True),
        ),
        migrations.CreateModel(
            name='Receipt',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('round', models.PositiveSmallIntegerField(verbose_name='round')),
                ('number', models.CharField(blank=True, max_length=40, verbose_name='receipt')),
                ('submitted_at', models.DateTimeField(verbose_name='submitted at')),
                ('reply_by', models.DateField(null=True, verbose_name='reply by')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='receipts', to='plans.quarterreport', verbose_name='report')),
                ('submitted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'receipt',
                'verbose_name_plural': 'receipts',
                'ordering': ('round',),
                'constraints': [
                    models.UniqueConstraint(fields=('report', 'round'), name='receipt_once_per_round'),
                    models.UniqueConstraint(condition=models.Q(('number', ''), _negated=True), fields=('number',), name='receipt_number_once'),
                    models.CheckConstraint(condition=models.Q(('round__gte', 1)), name='receipt_round_from_1'),
                ],
            },
        ),
    ]
