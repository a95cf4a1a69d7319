"""Scorecards are compressed by lz4 on PostgreSQL: four of them are written at a save. What is stored stays readable."""

from django.db import NotSupportedError, migrations, transaction


def compress(method):
    def change(apps, editor):
        connection = editor.connection
        if connection.vendor != "postgresql" or connection.pg_version < 140000:
            return
        try:
            with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
                cursor.execute(f"ALTER TABLE plans_quarterreport ALTER COLUMN scorecard SET COMPRESSION {method}")
        except NotSupportedError:
            pass  # a server that was built without lz4

    return change


class Migration(migrations.Migration):
    dependencies = [("plans", "0041_published_reports_are_found")]

    operations = [migrations.RunPython(compress("lz4"), compress("pglz"))]
