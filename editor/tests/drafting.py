"""Owns what tests of the editor share: an outline opened, typed on, and found again."""

from editor.actions import write_draft
from editor.queries import open_plan
from editor.typed_rows import TypedRow
from plan_tree.outline import Level
from plans.models import Plan


def outline(plan):
    return open_plan(plan).outline


def row_of(plan, number, level=Level.INDICATOR):
    return next(row for row in outline(plan).rows if (row.level, row.number) == (level, number))


def numbers(plan, level=Level.INDICATOR):
    return [row.number for row in outline(plan).rows if row.level is level]


def write(plan, by, row="", step="save", above=None, **fields):
    """Types into a row and takes a step, on the page as it stands."""
    typed = TypedRow(row, {name.replace("full", "100%"): text for name, text in fields.items()}, above or {}, step)
    return write_draft(plan=plan, typed=typed, version=open_plan(plan).version, by=by)


def stored_numbers(plan: Plan):
    return [row.number for row in open_plan(plan).stored.indicators]
