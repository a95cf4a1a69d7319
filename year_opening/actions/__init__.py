"""Owns every write with which a year begins: its days, the plans made for its offices, the rows a plan begins with."""
