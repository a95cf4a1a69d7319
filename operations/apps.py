"""Owns the app of operators: commands and template tags; it has no tables."""

from django.apps import AppConfig


class OperationsConfig(AppConfig):
    name = "operations"
