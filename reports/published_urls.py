"""Owns the addresses of what offices publish; they stay, for others refer to them."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from reports.publishing import ENDINGS
from reports.views import public


class YearConverter(StringConverter):
    """A fiscal year in an address: 2020-21."""

    regex = "20[0-9]{2}-[0-9]{2}"


class PublishedEndingConverter(StringConverter):
    """The ending of a file that is offered of a published report."""

    regex = "|".join(ENDINGS)


register_converter(YearConverter, "fiscal_year")
register_converter(PublishedEndingConverter, "published_ending")

app_name = "public"
urlpatterns = [
    path("", public.published, name="list"),
    path("schema/report-<int:version>.json", public.schema, name="schema"),
    path("<slug:kind>/<fiscal_year:year>/<slug:office>/<quarter:quarter>/", public.report, name="report"),
    path(
        "<slug:kind>/<fiscal_year:year>/<slug:office>/<quarter:quarter>.<published_ending:ending>",
        public.file,
        name="file",
    ),
]
