"""Owns the project's configuration; loads the Celery application with it."""

from config.celery import app as celery_app

__all__ = ["celery_app"]
