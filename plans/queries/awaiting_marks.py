"""Owns how many rows of stored scorecards wait for a reviewer's marks, counted where they are stored."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Func, IntegerField
from django.db.models.sql.compiler import SQLCompiler

from marking.reach import AWAITING
from plans.models import QuarterReport

# The words are our own, no text of anybody's.
WORDS = ", ".join(f"'{status.value}'" for status in sorted(AWAITING))


class AwaitingMarks(Func):
    """The number of marks in a scorecard that no rule could give and nobody has: the scorecard stays where it is."""

    output_field = IntegerField()
    arity = 1

    def as_postgresql(self, compiler: SQLCompiler, connection: Any, **more: Any) -> tuple[str, Any]:
        """By its functions for jsonb."""
        areas = "jsonb_array_elements(%(expressions)s -> 'areas') AS area"
        marks = "jsonb_array_elements(area -> 'marks') AS mark"
        template = _counting(f"{areas}, {marks}", "mark ->> 'status'")
        return self.as_sql(compiler, connection, template=template, **more)

    def as_sqlite(self, compiler: SQLCompiler, connection: Any, **more: Any) -> tuple[str, Any]:
        """By its table of a JSON text."""
        areas, marks = "json_each(%(expressions)s, '$.areas') AS area", "json_each(area.value, '$.marks') AS mark"
        template = _counting(f"{areas}, {marks}", "json_extract(mark.value, '$.status')")
        return self.as_sql(compiler, connection, template=template, **more)


def _counting(marks: str, status: str) -> str:
    return f"(SELECT COUNT(*) FROM {marks} WHERE {status} IN ({WORDS}))"  # noqa: S608 - no word of it is typed


def marks_open(reports: Iterable[QuarterReport]) -> dict[int, int]:
    """Key of a report → how many of its rows wait for a reviewer's marks. One query, however many there are."""
    keys = [each.pk for each in reports]
    counted = QuarterReport.objects.filter(pk__in=keys).values_list("pk", AwaitingMarks("scorecard"))
    return dict(counted) if keys else {}
