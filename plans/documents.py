"""Owns reading a document into drafts: the workbook is opened once and each kind is asked for its form."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from plans.checks import check_draft
from plans.drafts import PlanDraft
from plans.finding import find_plans
from plans.kinds import plan_kind, plan_kinds
from plans.problems import Problem, Severity
from plans.sheets.grid import Sheet, Workbook
from plans.sheets.opening import open_workbook
from plans.sheets.pasted import read_pasted
from plans.values.sentence import Sentence
from plans.values.text import normalise

Place = tuple[str, str]  # the name of a sheet and the address of a cell
PASTED = ".tsv"
# As headings name the quarters.
QUARTERS = {1: "১ম ত্রৈমাসিক", 2: "২য় ত্রৈমাসিক", 3: "৩য় ত্রৈমাসিক", 4: "৪র্থ ত্রৈমাসিক"}
NO_FORM = Sentence(
    "ফাইলে কোনো কর্ম-পরিকল্পনার ফরম পাওয়া যায়নি: কলামের নম্বরের সারি (১, ২, ৩ …) ও কলামের শিরোনাম খোঁজা হয়েছে। "
    "আনুষ্ঠানিক ফরমসহ ফাইলটি আবার দিন।",
    "No plan form was found in the file: the row numbering the columns (1, 2, 3 …) and the headings of the columns "
    "were looked for. Give the file with the official form.",
)


@dataclass(frozen=True)
class Document:
    """The plans read from a file; ``problems`` belong to the file, those of a plan to its draft."""

    drafts: tuple[PlanDraft, ...]
    problems: tuple[Problem, ...]


def read_document(
    source: Path | bytes, filename: str = "", *, kind: str = "", quarters: Mapping[Place, int] | None = None
) -> Document:
    """Reads every plan in a file; ``kind`` restricts the search to one kind of form.

    ``quarters`` says which quarter a column reports whose heading, at this place, does not say it.
    """
    workbook = _open(source, filename)
    if workbook.is_refused:
        return Document((), workbook.problems)
    kinds = [plan_kind(kind)] if kind else list(plan_kinds().values())
    found = find_plans([_headed(sheet, quarters or {}) for sheet in workbook.sheets], kinds)
    told = (each for each in workbook.problems if each.code != "hidden_sheet" or each.sheet not in found.unhidden)
    missing = () if found.drafts else (Problem(Severity.ERROR, "no_form_found", NO_FORM),)
    return Document(found.drafts, (*told, *found.problems, *missing))


def is_pasted(filename: str) -> bool:
    """Whether a document holds rows pasted from a spreadsheet: cells parted by tabs."""
    return filename.endswith(PASTED)


def _open(source: Path | bytes, filename: str) -> Workbook:
    if isinstance(source, bytes) and is_pasted(filename):
        return read_pasted(source.decode(errors="replace"))
    return open_workbook(source, filename)


def _headed(sheet: Sheet, quarters: Mapping[Place, int]) -> Sheet:
    """The sheet with the answers written into its headings, as if it had said them itself."""
    answers = {cell: quarter for (name, cell), quarter in quarters.items() if name == sheet.name}
    if not answers:
        return sheet
    cells = {
        position: replace(cell, text=f"{cell.text} {normalise(QUARTERS[answers[cell.address]])}")
        if cell.address in answers
        else cell
        for position, cell in sheet.cells.items()
    }
    return replace(sheet, cells=cells)


def all_problems(document: Document, draft: PlanDraft) -> tuple[Problem, ...]:
    """The file's problems, the reader's, and those of the plan as a whole."""
    return document.problems + draft.problems + check_draft(draft)
