"""Owns the questions asked of offices, people and the calendar."""
