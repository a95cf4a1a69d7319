"""Owns the Celery application of the workers."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
app = Celery("plans")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
