"""Owns every write to a plan: permission, state, version, change and event in one transaction."""
