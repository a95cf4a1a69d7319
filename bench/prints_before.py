"""Owns the site as it was before prints had a place of their own: for the benchmark beside it."""

from config.wsgi import application
from reports.printing import PrintDesk
from reports.views import papers

papers.place_of = lambda request: PrintDesk()

__all__ = ["application"]
