"""Gives PostgreSQL indexes of the titles of plans' rows by their groups of three letters, for searches."""

from django.db import migrations

from offices.migrations._trigrams import add_indexes, remove_indexes

INDEXES = {f"plans_{table}_title_trigrams": (f"plans_{table}", "title") for table in ("area", "activity", "indicator")}


def add(apps, schema_editor):
    add_indexes(schema_editor, INDEXES)


def remove(apps, schema_editor):
    remove_indexes(schema_editor, INDEXES)


class Migration(migrations.Migration):
    dependencies = [("plans", "0030_lists_are_narrowed")]
    operations = [migrations.RunPython(add, remove)]
