"""Owns the addresses of reports."""

from django.urls import path

from plans import urls as _plans  # noqa: F401 - registers the quarter of an address
from reports.views import comparison, official_form, scorecard

app_name = "reports"
urlpatterns = [
    path("comparison/", comparison.comparison, name="comparison"),
    path("<int:plan_id>/<quarter:quarter>/scorecard/", scorecard.scorecard, name="scorecard"),
    path("<int:plan_id>/<quarter:quarter>/form.pdf", official_form.official_form, name="official_form"),
]
