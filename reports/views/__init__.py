"""Owns the pages of reports."""
