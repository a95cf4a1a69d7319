"""Who was staff was an administrator; now the role at the topmost office makes one, and they hold it."""

from django.db import migrations
from django.utils import timezone


def give_the_role(apps, schema_editor):
    person, office = apps.get_model("offices", "Person"), apps.get_model("offices", "Office")
    membership = apps.get_model("offices", "Membership")
    tops = office.objects.filter(parent__isnull=True).order_by("pk")
    top = tops.filter(tier="cabinet_division").first() or tops.first()
    if top is None:
        return  # no office, so nothing to administrate yet
    for each in person.objects.filter(is_staff=True, is_superuser=False).order_by("pk"):
        held = membership.objects.filter(person=each, role="administrator", office__parent__isnull=True)
        if not held.filter(until__isnull=True).exists():
            since = timezone.localdate(each.date_joined)
            membership.objects.get_or_create(person=each, office=top, role="administrator", since=since)


class Migration(migrations.Migration):

    dependencies = [
        ("offices", "0003_second_factors_are_hidden"),
    ]

    operations = [
        migrations.RunPython(give_the_role, migrations.RunPython.noop),
    ]
