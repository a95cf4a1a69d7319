"""Owns the choice between the kinds of database that are backed up."""

from pathlib import Path

from django.db import connection

from config.backup.postgresql import PostgreSQL, PostgreSQLSnapshot
from config.backup.sqlite import SQLite, SQLiteSnapshot

Database = PostgreSQL | SQLite
Snapshot = PostgreSQLSnapshot | SQLiteSnapshot
"""A database as it stood at one moment, whatever is written meanwhile."""


def database() -> Database:
    """The database of the settings, to be copied or filled."""
    known = connection.settings_dict
    return PostgreSQL(known) if connection.vendor == "postgresql" else SQLite(Path(known["NAME"]))
