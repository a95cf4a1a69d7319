"""Owns the choice between the kinds of database that are backed up."""

from pathlib import Path

from django.db import connection

from config.backup.databases import Database
from config.backup.postgresql import PostgreSQL
from config.backup.sqlite import SQLite


def database() -> Database:
    """The database of the settings, to be copied or filled."""
    known = connection.settings_dict
    return PostgreSQL(known) if connection.vendor == "postgresql" else SQLite(Path(known["NAME"]))
