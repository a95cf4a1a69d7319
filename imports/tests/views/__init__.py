"""Owns the proof of the import pages."""
