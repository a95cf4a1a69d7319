"""Owns reading a document into drafts: the workbook is opened once and each kind is asked for its form."""

from dataclasses import dataclass
from pathlib import Path

from plans.checks import check_draft
from plans.drafts import PlanDraft
from plans.kinds import PlanKind, plan_kind, plan_kinds
from plans.problems import Problem, Severity
from plans.sheets.annex import apply_annex, is_annex
from plans.sheets.computed import without_computed
from plans.sheets.grid import Sheet, Workbook
from plans.sheets.opening import open_workbook
from plans.values.sentence import Sentence

NO_FORM = Sentence(
    "ফাইলে কোনো কর্ম-পরিকল্পনার ফরম পাওয়া যায়নি: কলামের নম্বরের সারি (১, ২, ৩ …) খোঁজা হয়েছে। আনুষ্ঠানিক ফরমসহ ফাইলটি আবার দিন।",
    "No plan form was found in the file: the row numbering the columns (1, 2, 3 …) was looked for. "
    "Give the file with the official form.",
)


@dataclass(frozen=True)
class Document:
    """The plans read from a file; ``problems`` belong to the file, those of a plan to its draft."""

    drafts: tuple[PlanDraft, ...]
    problems: tuple[Problem, ...]


def read_document(source: Path | bytes, filename: str = "", *, kind: str = "") -> Document:
    """Reads every plan in a workbook; ``kind`` restricts the search to one kind of form."""
    workbook = open_workbook(source, filename)
    if workbook.is_refused:
        return Document((), workbook.problems)
    kinds = [plan_kind(kind)] if kind else list(plan_kinds().values())
    drafts = tuple(_drafts(workbook, kinds))
    missing = () if drafts else (Problem(Severity.ERROR, "no_form_found", NO_FORM),)
    return Document(drafts, workbook.problems + missing)


def all_problems(document: Document, draft: PlanDraft) -> tuple[Problem, ...]:
    """The file's problems, the reader's, and those of the plan as a whole."""
    return document.problems + draft.problems + check_draft(draft)


def _drafts(workbook: Workbook, kinds: list[PlanKind]) -> list[PlanDraft]:
    """The drafts in the order of their sheets; an annex belongs to the form before it."""
    drafts: list[PlanDraft] = []
    for sheet in workbook.sheets:
        if drafts and is_annex(sheet):
            drafts[-1] = apply_annex(drafts[-1], sheet)
        elif draft := _draft(sheet, kinds):
            drafts.append(without_computed(draft, sheet))
    return drafts


def _draft(sheet: Sheet, kinds: list[PlanKind]) -> PlanDraft | None:
    for kind in kinds:
        anchor = kind.recognise(sheet)
        if anchor is not None:
            return kind.read(sheet, anchor)
    return None
