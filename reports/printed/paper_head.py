"""Owns the lines over the table of a printed form: the usual ones, or those of the document the report came with."""

from collections.abc import Sequence
from dataclasses import dataclass

from cell_values.text import key
from official_forms.grid import Cell
from official_forms.titles import find_offices, names_a_plan
from plan_tree.surroundings import Surroundings


@dataclass(frozen=True, slots=True)
class HeadLine:
    """A line over the table; ``is_as_printed``: it is the document's, in its own language."""

    text: str
    is_heading: bool = False
    is_as_printed: bool = False


def head_lines(
    usual: Sequence[str], headline: int, around: Surroundings, *, office: str, is_english: bool
) -> list[HeadLine]:
    """The lines over the table. Those of the document stand there where they name the plan and its office.

    In English the usual ones stay, and the document's letterhead joins them. ``headline`` is the place of the heading
    among the ``usual`` ones.
    """
    own = around.lines_above if _names(around, office) else ()
    if own and not is_english:
        heading = max(place for place, line in enumerate(own) if names_a_plan(line))
        return [HeadLine(line, place == heading, is_as_printed=True) for place, line in enumerate(own)]
    lines = [HeadLine(line, place == headline) for place, line in enumerate(usual)]
    beside = [HeadLine(line, is_as_printed=True) for line in own if _is_letterhead(line, office)]
    before = headline or len(lines)
    return [*lines[:before], *beside, *lines[before:]]


def _names(around: Surroundings, office: str) -> bool:
    named = find_offices(Cell(row, 1, line) for row, line in enumerate(around.lines_above, start=1)).surest
    is_named = named is not None and key(named.text) == key(office)
    return is_named and any(map(names_a_plan, around.lines_above))


def _is_letterhead(line: str, office: str) -> bool:
    """Whether a line says what the usual ones do not: neither government, office nor plan."""
    said = key(line)
    return not names_a_plan(line) and key(office) not in said and said != key("গণপ্রজাতন্ত্রী বাংলাদেশ সরকার")
