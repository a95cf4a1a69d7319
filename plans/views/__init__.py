"""Owns the pages of plans: read a form, call one action, answer."""
