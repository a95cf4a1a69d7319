"""Owns which files people may attach: judged by what is in them, never by their names."""
