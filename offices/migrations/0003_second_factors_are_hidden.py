"""Secrets of second factors stored in the clear are hidden by the key of the settings; hidden ones stay."""

from typing import Any

from allauth.mfa.adapter import get_adapter
from django.db import migrations

PARTS = ("secret", "seed")


def hide(apps: Any, schema_editor: Any) -> None:
    rewrite(apps, lambda text: get_adapter().encrypt(get_adapter().decrypt(text)))


def show(apps: Any, schema_editor: Any) -> None:
    rewrite(apps, lambda text: get_adapter().decrypt(text))


def rewrite(apps: Any, written: Any) -> None:
    for row in apps.get_model("mfa", "Authenticator").objects.all():
        row.data |= {part: written(row.data[part]) for part in PARTS if part in row.data}
        if codes := row.data.get("migrated_codes"):
            row.data["migrated_codes"] = [written(code) for code in codes]
        row.save(update_fields=["data"])


class Migration(migrations.Migration):
    dependencies = [("offices", "0002_cache_table"), ("mfa", "0003_authenticator_type_uniq")]
    operations = [migrations.RunPython(hide, show)]
