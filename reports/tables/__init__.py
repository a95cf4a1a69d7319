"""Owns reports as tables of typed cells, for Excel and for programs."""
