"""Owns the office and the year of a plan whose form names none: as the sheet is called, else as a cover sheet says."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from cell_values.sentence import Sentence
from cell_values.text import normalise
from official_forms.grid import Cell, Sheet
from official_forms.titles import FoundText, differing, find_offices, find_years
from plan_tree.problems import Problem, Severity
from plan_tree.tree import PlanTree


@dataclass
class Cover:
    """A place beside a form that may name its office and year; looked through once, however many forms ask."""

    name: str
    cells: Sequence[Cell]

    @cached_property
    def offices(self) -> tuple[FoundText, ...]:
        offices = find_offices(self.cells)
        return differing(each for each in (*offices.named, *offices.lines) if each.text)

    @cached_property
    def years(self) -> tuple[FoundText, ...]:
        return differing(find_years(self.cells))


def named_elsewhere(draft: PlanTree, sheet: Sheet, covers: Sequence[Cover]) -> PlanTree:
    """The draft with the office and the year its form lacks, each with a notice that says where it was found.

    What the form itself contradicts stays empty; of several names in one place none is taken.
    """
    places = [Cover(sheet.name, [Cell(1, 1, normalise(sheet.name))]), *covers]
    told = {problem.code for problem in draft.problems}
    if not draft.office_name and "office_contradicts" not in told:
        name, place = _first((place.name, place.offices) for place in places)
        draft = replace(draft, office_name=name)
        draft = _noticed(draft, "office_named_elsewhere", _found("দপ্তরের নাম", "office", name, place), name)
    if not draft.year and "year_contradicts" not in told:
        year, place = _first((place.name, place.years) for place in places)
        draft = replace(draft, year=year)
        draft = _noticed(draft, "year_named_elsewhere", _found("অর্থবছর", "fiscal year", year, place), year)
    return draft


def _first(found: Iterable[tuple[str, tuple[FoundText, ...]]]) -> tuple[str, str]:
    """The name of the first place that tells exactly one, and that place; "" twice for none."""
    return next(((names[0].text, place) for place, names in found if len(names) == 1), ("", ""))


def _noticed(draft: PlanTree, code: str, sentence: Sentence, name: str) -> PlanTree:
    if not name:
        return draft
    return replace(draft, problems=(*draft.problems, Problem(Severity.NOTICE, code, sentence, draft.sheet)))


def _found(bn: str, en: str, name: str, place: str) -> Sentence:
    return Sentence(
        f"ফরমে {bn} লেখা নেই; “{place}” পাতা থেকে “{name}” নেওয়া হয়েছে।",
        f"The form does not name the {en}; “{name}” was taken from the sheet “{place}”.",
    )
