"""Owns how the whole is put up: on one machine, in containers, behind nginx."""
