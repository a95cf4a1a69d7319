"""Owns what a printed form says, read off its cells."""

from html import unescape

from django.utils.html import strip_tags

from plans.display import digits
from reports.printed.official_form import OfficialForm
from reports.printed.paper_table import PaperTable, rows_of

Line = dict[str, str]  # column -> text


def texts_of(form: OfficialForm) -> dict[str, list[Line]]:
    """The lines of every indicator by its number, in the active language."""
    table, rows = PaperTable(form), (row for area in form.tree.areas for row in rows_of(form, area))
    return {
        digits(row.indicator.number): [
            {column.name: unescape(strip_tags(table.text(column, row, line))) for column in form.columns}
            for line in range(table.lines)
        ]
        for row in rows
    }
