"""Owns indexes of texts by their groups of three letters, as migrations give them to PostgreSQL for searches."""

from collections.abc import Mapping

from django.db import DatabaseError, transaction


def add_indexes(schema_editor, indexes: Mapping[str, tuple[str, str]]) -> None:
    """``indexes``: name -> table and column. Without the extension, which a role may not add, rows are looked through."""
    connection = schema_editor.connection
    if connection.vendor != "postgresql":
        return
    try:
        with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
            cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
            for name, (table, column) in indexes.items():
                expression = f"UPPER({column}::text) gin_trgm_ops"  # as Django asks whether a text holds another
                cursor.execute(f"CREATE INDEX IF NOT EXISTS {name} ON {table} USING gin ({expression})")
    except DatabaseError:
        return


def remove_indexes(schema_editor, indexes: Mapping[str, tuple[str, str]]) -> None:
    """The extension stays: others may use it."""
    if schema_editor.connection.vendor == "postgresql":
        for name in indexes:
            schema_editor.execute(f"DROP INDEX IF EXISTS {name}")
