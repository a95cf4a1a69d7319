"""Owns the addresses of plans."""

from django.urls import path, register_converter

from plans.views import entry


class QuarterConverter:
    """A quarter in an address: q1 to q4."""

    regex = "q[1-4]"

    def to_python(self, value: str) -> int:
        return int(value[1])

    def to_url(self, value: int) -> str:
        return f"q{value}"


register_converter(QuarterConverter, "quarter")

app_name = "plans"
urlpatterns = [
    path("<int:plan_id>/<quarter:quarter>/", entry.entry, name="entry"),
    path("cells/<int:cell_id>/", entry.record, name="record"),
]
