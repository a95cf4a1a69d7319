"""Owns whose plan a form is and of which year, as its titles and headings say; a contradiction is told, not guessed."""

from collections.abc import Iterable
from dataclasses import dataclass

from cell_values.sentence import Sentence
from official_forms.form_table import FormTable
from official_forms.grid import Cell, Sheet
from official_forms.header import is_of_plan
from official_forms.items import is_titled
from official_forms.sheet_reading import SheetReading
from official_forms.titles import FoundText, NamedOffices, differing, find_offices, find_years, is_title


@dataclass(frozen=True, slots=True)
class Identity:
    """The office's name and the fiscal year ("2020-21") as found, "" where none or contradictory ones are."""

    office_name: str = ""
    office_cell: str = ""
    year: str = ""
    year_cell: str = ""

    @property
    def start_year(self) -> int | None:
        """The calendar year in which the fiscal year begins."""
        return int(self.year[:4]) if self.year else None


def title_cells(sheet: Sheet, table: FormTable) -> list[Cell]:
    """The cells above a form, without the rows of a plan that came to stand there."""
    rows = (sheet.rows[row] for row in table.titles)
    return [cell for cells in rows if not is_of_plan(cells) for cell in cells]


def identify(reading: SheetReading, table: FormTable, year_cells: Iterable[Cell] = ()) -> Identity:
    """Find office and year in the titles; ``year_cells`` are the headings that name the plan's own year."""
    titles = title_cells(reading.sheet, table)
    office = _office(reading, find_offices(titles))
    year = _year(reading, list(find_years([*titles, *year_cells])))
    understood = [found.cell for found in (office, year) if found] + [cell for cell in titles if _says_no_more(cell)]
    for cell in (*understood, *_place_below(office, titles)):
        reading.take(cell)
    return Identity(*_text_and_cell(office), *_text_and_cell(year))


def _place_below(office: FoundText | None, titles: list[Cell]) -> list[Cell]:
    """The cell below an office's that holds its place, which was read as a part of its name."""
    if office is None:
        return []
    below = [cell for cell in titles if cell.row > office.cell.row][:1]
    return [cell for cell in below if office.text.endswith(f", {cell.text.strip(' ,।.')}")]


def _says_no_more(cell: Cell) -> bool:
    """Whether a cell is the plan's name or the letterhead; the heading of an area may speak of plans as well."""
    return is_title(cell) and not is_titled(cell.text)


def _text_and_cell(found: FoundText | None) -> tuple[str, str]:
    return (found.text, found.cell.address) if found else ("", "")


def _office(reading: SheetReading, offices: NamedOffices) -> FoundText | None:
    chosen = offices.surest
    other = offices.contradicting(chosen) if chosen else None
    if chosen is None or other is None:
        return chosen
    sentence = Sentence(
        f"ফাইলে একাধিক দপ্তরের নাম: “{chosen.text}” ও “{other.text}”। কোনটি ঠিক, জানিয়ে দিন।",
        f"The sheet names more than one office: “{chosen.text}” and “{other.text}”. State which is right.",
    )
    reading.warn("office_contradicts", sentence, other.cell.address)
    return None


def _year(reading: SheetReading, found: list[FoundText]) -> FoundText | None:
    different = differing(found)
    if len(different) > 1:
        texts = ", ".join(f"{each.text} ({each.cell.address})" for each in different)
        sentence = Sentence(
            f"ফাইলে একাধিক অর্থবছর লেখা: {texts}। কোনটি ঠিক, জানিয়ে দিন।",
            f"The sheet names more than one fiscal year: {texts}. State which is right.",
        )
        reading.warn("year_contradicts", sentence, different[1].cell.address)
        return None
    return different[0] if different else None
