"""Owns what is marked in a workbook given back: colours by gravity, the words of a comment, the sheet of problems."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from plan_tree.problems import Problem, Severity

COLOURS = {Severity.ERROR: "FFF4B0B0", Severity.WARNING: "FFFFE08A", Severity.NOTICE: "FFBFDCF5"}  # red, amber, blue
NAMES = {Severity.ERROR: "ভুল", Severity.WARNING: "সন্দেহজনক", Severity.NOTICE: "জ্ঞাতব্য"}  # as on the pages
AUTHOR = "পরিবীক্ষণ"
SHEET = "সমস্যা"
HEADINGS = ("গুরুত্ব", "পাতা", "ঘর", "কী হয়েছে", "সংকেত")
WIDTHS = (12, 24, 9, 90, 28)
LINK_COLUMN = 2  # of HEADINGS
_GRAVITY = tuple(COLOURS)


@dataclass(frozen=True, slots=True)
class CellMark:
    """What is marked in one cell."""

    address: str
    severity: Severity
    comment: str


def marks_of(problems: Iterable[Problem], sheet: str) -> tuple[CellMark, ...]:
    """The marks of a sheet, one for each doubtful cell, in the colour of its gravest doubt."""
    by_cell: dict[str, list[Problem]] = {}
    for problem in problems:
        if problem.cell and problem.sheet == sheet:
            by_cell.setdefault(problem.cell, []).append(problem)
    return tuple(_mark(cell, found) for cell, found in by_cell.items())


def _mark(cell: str, problems: list[Problem]) -> CellMark:
    gravest = min((problem.severity for problem in problems), key=_GRAVITY.index)
    lines = (f"{NAMES[problem.severity]}: {problem.sentence.bn} [{problem.code}]" for problem in problems)
    return CellMark(cell, gravest, "\n".join(lines))


def listed(problems: Iterable[Problem]) -> list[Problem]:
    """The problems as the sheet lists them, the gravest first."""
    return sorted(problems, key=lambda problem: _GRAVITY.index(problem.severity))


def row_of(problem: Problem) -> tuple[str, ...]:
    """A problem under ``HEADINGS``."""
    return NAMES[problem.severity], problem.sheet, problem.cell, problem.sentence.bn, problem.code


def link_to(problem: Problem) -> str:
    """Where the link of a problem leads: 'পাতা'!K7; "" for a problem without a cell."""
    quoted = problem.sheet.replace("'", "''")
    return f"'{quoted}'!{problem.cell}" if problem.cell and problem.sheet else ""


def opening_sheet(problems: Iterable[Problem], sheets: Sequence[str]) -> str:
    """The sheet a workbook opens on: the first with a mark in it, "" where none is marked."""
    marked = {problem.sheet for problem in problems if problem.cell}
    return next((name for name in sheets if name in marked), "")


def free_name(taken: Iterable[str]) -> str:
    """The name of the sheet of problems, one no sheet has yet."""
    known = {name.casefold() for name in taken}
    names: Mapping[int, str] = {number: f"{SHEET} {number}" for number in range(2, len(known) + 3)}
    return next(name for name in (SHEET, *names.values()) if name.casefold() not in known)
