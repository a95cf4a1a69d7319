"""Owns the WSGI entry point."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from config import run_mode as running

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()

from jobs import caretaking  # noqa: E402 - knows tables, which are there only now

running.hold(settings.DATA_DIR)
caretaking.start()
