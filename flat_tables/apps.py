"""Owns the app of flat tables: offices, people, deadlines, indicators and cells as rows for data people."""

from django.apps import AppConfig


class FlatTablesConfig(AppConfig):
    name = "flat_tables"
