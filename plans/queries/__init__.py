"""Owns the questions asked of plans; every object a person reaches comes from here."""
