"""Owns the printed reports: each filled from what is stored, every text ready to set."""
