"""Owns the office and the year of a plan whose form names none: as the sheet is called, else as a cover sheet says."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from plans.drafts import PlanDraft
from plans.problems import Problem, Severity
from plans.sheets.grid import Cell, Sheet
from plans.sheets.titles import Found, differing, find_offices, find_years
from plans.values.sentence import Sentence
from plans.values.text import normalise

Place = tuple[str, list[Cell]]  # a sheet's name and the cells that may tell


def named_elsewhere(draft: PlanDraft, sheet: Sheet, covers: Sequence[Sheet]) -> PlanDraft:
    """The draft with the office and the year its form lacks, each with a notice that says where it was found.

    What the form itself contradicts stays empty; of several names in one place none is taken.
    """
    places: list[Place] = [(sheet.name, [Cell(1, 1, normalise(sheet.name))])]
    places += [(cover.name, list(cover.cells.values())) for cover in covers]
    told = {problem.code for problem in draft.problems}
    if not draft.office_name and "office_contradicts" not in told:
        name, place = _first(places, _offices)
        draft = replace(draft, office_name=name)
        draft = _noticed(draft, "office_named_elsewhere", _found("দপ্তরের নাম", "office", name, place), name)
    if not draft.year and "year_contradicts" not in told:
        year, place = _first(places, _years)
        draft = replace(draft, year=year)
        draft = _noticed(draft, "year_named_elsewhere", _found("অর্থবছর", "fiscal year", year, place), year)
    return draft


def _first(places: Sequence[Place], names_in: Callable[[list[Cell]], tuple[Found, ...]]) -> tuple[str, str]:
    """The name of the first place that tells exactly one, and that place; "" twice for none."""
    found = ((names_in(cells), place) for place, cells in places)
    return next(((names[0].text, place) for names, place in found if len(names) == 1), ("", ""))


def _offices(cells: list[Cell]) -> tuple[Found, ...]:
    offices = find_offices(cells)
    return differing(each for each in (*offices.named, *offices.lines) if each.text)


def _years(cells: list[Cell]) -> tuple[Found, ...]:
    return differing(find_years(cells))


def _noticed(draft: PlanDraft, code: str, sentence: Sentence, name: str) -> PlanDraft:
    if not name:
        return draft
    return replace(draft, problems=(*draft.problems, Problem(Severity.NOTICE, code, sentence, draft.sheet)))


def _found(bn: str, en: str, name: str, place: str) -> Sentence:
    return Sentence(
        f"ফরমে {bn} লেখা নেই; “{place}” পাতা থেকে “{name}” নেওয়া হয়েছে।",
        f"The form does not name the {en}; “{name}” was taken from the sheet “{place}”.",
    )
