"""Owns the last day before a deadline as a script: everybody at once, and what becomes of what they save."""
