"""Owns the lines above a form's table: they are kept as printed, and those of a letterhead raise no question."""

import re
from collections.abc import Iterable, Iterator, Sequence

from cell_values.digits import to_bengali
from cell_values.quarter_words import ORDINALS
from cell_values.sentence import Sentence
from cell_values.text import key, normalise
from official_forms.description import FormDescription
from official_forms.grid import Cell
from official_forms.sheet_reading import SheetReading
from plan_tree.surroundings import joined_lines
from plan_tree.terms import QUARTERS
from plan_tree.tree import PlanTree

_MOST_LINES = 40
_LONGEST_LINE = 500  # characters
_LONGEST_CERTAIN = 200
_ADDRESS = re.compile(r"[^\s@]*\S(?:https?://|www\.|@)\S+|(?:https?://|www\.)\S+|\S+@\S+\.\S+", re.IGNORECASE)
_UNIT = re.compile(
    normalise(
        r"(?:.*[\s-])?(?:সেল|শাখা|অধিশাখা|অনুবিভাগ|উইং|ইউনিট|কোষ|সেকশন|টিম|section|branch|wing|cell|unit)(?:\s?[-–]\s?\S{1,4})?[,।]?"
    ),
    re.IGNORECASE,
)
_ANNEX = re.compile(normalise(r"(?:সংযোজনী|পরিশিষ্ট|annex(?:ure)?|appendix)[\s:ঃ–-]{0,3}\S{0,6}"), re.IGNORECASE)
_LABELS = {"মন্ত্রণালয়": "মন্ত্রণালয়ের নাম", "বিভাগ": "বিভাগের নাম"}
_GOVERNMENT = key("Government of the People's Republic of Bangladesh")


def take_letterhead(reading: SheetReading, above: Sequence[Cell], top: int) -> str:
    """The lines ``above`` a table as printed. Of those that name no office, year or plan, a letterhead's are taken.

    The others are kept as well, and told. Nothing is kept of what is too much to be titles, or stands on a page before
    the one that heads the table, which begins in row ``top``: the letter that sends a form is no part of it.
    """
    titles = _on_its_page(above, reading.sheet.page_starts, top)
    is_headed = False
    for cell in titles:
        if not reading.is_taken(cell) and _is_letterhead(cell.text, is_headed):
            reading.take(cell)
        is_headed = is_headed or reading.is_taken(cell)
    lines = joined_lines(_rows(titles))
    if len(titles) > _MOST_LINES or any(len(line) > _LONGEST_LINE for line in lines.split("\n")):
        return ""
    for cell in titles:
        reading.keep(cell)
    return lines


def _on_its_page(above: Sequence[Cell], page_starts: Iterable[int], top: int) -> Sequence[Cell]:
    """The cells on the page of the table; all of them where none is there, as a title may have a page of its own."""
    first = max((row for row in page_starts if row <= top), default=0)
    return [cell for cell in above if cell.row >= first] or above


def _is_letterhead(text: str, is_headed: bool) -> bool:
    """Whether a line is an address on the net or an annex's name; below a government's or office's, a unit of it."""
    if len(text) > _LONGEST_CERTAIN:
        return False
    of_itself = _ADDRESS.fullmatch(text) or _ANNEX.fullmatch(text) or key(text) == _GOVERNMENT
    return bool(of_itself or (is_headed and _UNIT.fullmatch(text)))


def _rows(titles: Iterable[Cell]) -> Iterator[str]:
    """The text of each row; what is filled across the row instead of merged stands once."""
    rows: dict[int, dict[str, None]] = {}
    for cell in titles:
        rows.setdefault(cell.row, {})[cell.text] = None
    return (" ".join(texts) for texts in rows.values())


def usual_lines(description: FormDescription, tree: PlanTree, quarter: int) -> list[str]:
    """The lines a form is headed with where no document said others; those that would be empty left out."""
    titles = description.titles
    above = (titles.through(Sentence(line, line), quarter).bn for line in titles.above)
    lines = (_title_line(line, tree, quarter) for line in above)
    return [line for line in lines if line]


def _title_line(line: str, tree: PlanTree, quarter: int) -> str:
    """A line above a form, filled in; "" for one about the office of a plan that has none.

    "{office_label}: {office}" is মন্ত্রণালয়ের নাম: শিল্প মন্ত্রণালয়, "{year}" ২০২০-২০২১, "{quarter}" ১ম, of 0 nothing.
    """
    office = normalise(tree.office_name)
    if "{office}" in line and not office:
        return ""
    label = next((label for ending, label in _LABELS.items() if office.endswith(normalise(ending))), "কার্যালয়ের নাম")
    year = to_bengali(f"{tree.start_year}-{tree.start_year + 1}") if tree.year else ""
    ordinal = ORDINALS[quarter].bn if quarter else ""
    return line.format(office=office, office_label=label, year=year, quarter=ordinal).strip(" ,")


def without_usual(above: str, description: FormDescription, tree: PlanTree) -> str:
    """The lines above a form; nothing where they are the usual ones, which need not be kept."""
    said = [key(line) for line in above.splitlines()]
    usual = ([key(line) for line in usual_lines(description, tree, quarter)] for quarter in QUARTERS)
    return "" if said in usual else above
