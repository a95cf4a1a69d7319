"""Owns telling a form in two lines by its columns: activities with indicators, and quarters or lines."""

from official_forms.description import FormDescription
from official_forms.form_table import FormTable
from official_forms.further_columns import other_years_by_heading
from official_forms.grid import Sheet
from official_forms.headings import Stacks
from official_forms.layout import Form, lay_out
from official_forms.lines.columns import ACHIEVED, ACHIEVEMENT_WORDS, QUARTERS, TARGET_WORDS
from official_forms.official_layout import official_layout
from official_forms.periods import quarter_alone
from official_forms.spelling import is_made_of


def recognise(sheet: Sheet, table: FormTable, description: FormDescription) -> Form | None:
    """The form in a sheet, None where there is none.

    It has activities with indicators, and quarters or lines; a form with columns of areas or grades is another one.
    """
    official = official_layout(description, _composed, told_by_contents="line")
    form = lay_out(sheet, table, official)
    if form.has("area") or form.has("grade"):
        return None
    has_quarters = sum(map(form.has, (*QUARTERS.values(), *ACHIEVED.values()))) > 1
    has_heads = form.has("activity") and form.has("indicator")
    is_form = has_heads and (has_quarters or form.has("line") or form.has("responsible"))
    return form if is_form or sum(map(form.has, official.order)) >= description.unmistakable else None


def _composed(_: FormDescription, found: Stacks) -> dict[str, int]:
    return _lines_as_columns(found) | other_years_by_heading(found)


def _lines_as_columns(found: Stacks) -> dict[str, int]:
    """Layouts with two columns per quarter: লক্ষ্যমাত্রা and অর্জন under ১ম কোয়ার্টার."""
    columns: dict[str, int] = {}
    for column, (*above, lowest) in ((column, stack) for column, stack in found.items() if len(stack) > 1):
        quarters = [quarter for cell in above if (quarter := quarter_alone(cell.text))]
        if quarters and is_made_of(lowest.text, TARGET_WORDS):
            columns.setdefault(QUARTERS[quarters[-1]], column)
        elif quarters and is_made_of(lowest.text, (*ACHIEVEMENT_WORDS, "প্রকৃত")):
            columns.setdefault(ACHIEVED[quarters[-1]], column)
    return columns
