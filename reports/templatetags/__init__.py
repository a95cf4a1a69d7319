"""Owns the filters of report pages."""
