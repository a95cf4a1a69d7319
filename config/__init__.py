"""Owns the project's configuration."""
