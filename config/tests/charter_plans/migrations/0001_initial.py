from django.db import migrations


class Migration(migrations.Migration):
    initial = True
    dependencies = [("plans", "0001_initial")]
    operations = [
        migrations.CreateModel(
            name="CharterPlan",
            fields=[],
            options={
                "verbose_name": "সেবা প্রতিশ্রুতির পরিকল্পনা",
                "verbose_name_plural": "সেবা প্রতিশ্রুতির পরিকল্পনা",
                "proxy": True,
                "indexes": [],
                "constraints": [],
            },
            bases=("plans.plan",),
        ),
    ]
