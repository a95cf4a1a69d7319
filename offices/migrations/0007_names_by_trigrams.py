"""Gives PostgreSQL an index of the names of offices by their groups of three letters, where it has pg_trgm."""

from django.db import DatabaseError, migrations, transaction

INDEX = "offices_spelling_trigrams"


def add_index(apps, schema_editor):
    """Where the extension is missing, or may not be added by this role, names are compared without it."""
    connection = schema_editor.connection
    if connection.vendor != "postgresql":
        return
    try:
        with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
            cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
            cursor.execute(f"CREATE INDEX IF NOT EXISTS {INDEX} ON offices_officespelling USING gin (key gin_trgm_ops)")
    except DatabaseError:
        return


def remove_index(apps, schema_editor):
    """The extension stays: others may use it."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"DROP INDEX IF EXISTS {INDEX}")


class Migration(migrations.Migration):
    dependencies = [("offices", "0006_target_revisions")]
    operations = [migrations.RunPython(add_index, remove_index)]
