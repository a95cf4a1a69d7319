"""Owns the official form of a stored plan as a workbook that is the same plan again when it is imported."""

from openpyxl import Workbook

from marking.scorecard import Scorecard
from official_forms.annex import differences
from plan_tree.surroundings import NO_SURROUNDINGS, Surroundings
from plan_tree.tree import ActivityNode, PlanTree
from plans.kinds import plan_kind, read_document
from plans.models import Plan
from plans.queries.scorecards import stored_scorecard
from plans.queries.trees import load_tree, with_reports
from sheets.annex_writing import write_annex
from sheets.form_writing import official_form_book
from sheets.saving import as_bytes


def export_plan(plan: Plan, *, through: int) -> bytes:
    """The form as an .xlsx file: achievements and computed marks through a quarter."""
    scorecard = stored_scorecard(plan.reports.get(quarter=through))
    return write_form(with_reports(load_tree(plan), plan), scorecard, through=through)


def export_signed_plan(plan: Plan) -> bytes:
    """The form of the plan by itself: what it undertakes, with nothing reported."""
    return write_form(with_reports(load_tree(plan), plan).as_signed, None, through=0)


def write_form(draft: PlanTree, scorecard: Scorecard | None, *, through: int) -> bytes:
    """The form of a draft; what reads differently from what is meant stands in an annex behind it."""
    meant = draft.through(through)
    book, content, read = _written(draft, scorecard, through, meant.surroundings_of_form)
    if not read or not (lines := differences(read, meant)):
        return content
    write_annex(book, lines)
    return as_bytes(book)


def _written(
    draft: PlanTree, scorecard: Scorecard | None, through: int, around: Surroundings
) -> tuple[Workbook, bytes, PlanTree | None]:
    """The form and how it reads; with the usual titles alone where with those printed it would be another plan."""
    book = official_form_book(plan_kind(draft.kind).form, draft, scorecard, through, around)
    content = as_bytes(book)
    read = next(iter(read_document(content, kind="" if not around.is_empty else draft.kind).drafts), None)
    if around.is_empty or (read and _is_same_plan(read, draft)):
        return book, content, read
    return _written(draft, scorecard, through, NO_SURROUNDINGS)


def _is_same_plan(read: PlanTree, draft: PlanTree) -> bool:
    """Whether a form says by itself whose plan it is, of which kind and year, and has the rows that were meant."""
    theirs, mine = ((each.kind, each.office_name, each.year, _rows(each)) for each in (read, draft))
    return theirs == mine


def _rows(plan: PlanTree) -> list[tuple[str, list[tuple[str, list[str]]]]]:
    """The numbers of areas, activities and indicators, a number as often as it stands there.

    Words below a form may begin with a number: they must not become an activity without indicators either.
    """
    return [(area.number, [_activity(each) for each in area.activities]) for area in plan.areas]


def _activity(activity: ActivityNode) -> tuple[str, list[str]]:
    return activity.number, [row.number for row in activity.indicators]
