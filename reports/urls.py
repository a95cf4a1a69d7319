"""Owns the addresses of reports."""

from django.urls import path

from plans import urls as _plans  # noqa: F401 - registers the quarter of an address
from reports.views import comparison, papers, printed_comparison, scorecard

app_name = "reports"
urlpatterns = [
    path("comparison/", comparison.comparison, name="comparison"),
    path("comparison.pdf", printed_comparison.comparison, name="printed_comparison"),
    path("booklet/", printed_comparison.booklet, name="booklet"),
    path("<int:plan_id>/<quarter:quarter>/scorecard/", scorecard.scorecard, name="scorecard"),
    path("<int:plan_id>/<quarter:quarter>/form.pdf", papers.official_form, name="official_form"),
    path("<int:plan_id>/<quarter:quarter>/scorecard.pdf", papers.scorecard, name="printed_scorecard"),
    path("<int:plan_id>/<quarter:quarter>/letter.pdf", papers.letter, name="letter"),
]
