"""Owns which quarters an e-governance form reports: by the headings of its progress columns, else by its title."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cell_values.quarter_words import ORDINALS
from cell_values.sentence import Sentence
from official_forms.graded.recognising import PROGRESS
from official_forms.grid import Cell
from official_forms.headings import heading_cells
from official_forms.identity import title_cells
from official_forms.layout import Form
from official_forms.periods import Period, counts_from_july, periods_in
from official_forms.sheet_reading import SheetReading
from official_forms.told import year_to_date


@dataclass(frozen=True, slots=True)
class ReportedQuarters:
    """Quarter (1 to 4) -> part of the form that holds its progress, in the order of the columns.

    ``to_date``: those whose progress counts from the beginning of the year.
    """

    parts: Mapping[int, str]
    to_date: tuple[int, ...]


def reported_quarters(reading: SheetReading, form: Form) -> ReportedQuarters:
    """The quarters a form reports; progress from the beginning of the year is the latest quarter's.

    A column whose quarter neither heading nor title names is left out with a warning, and so is not taken over.
    """
    titles = title_cells(reading.sheet, form.table)
    titled = [(period, cell) for cell in titles for period in periods_in(cell.text)]
    found: dict[int, str] = {}
    to_date: list[int] = []
    parts = [name for name in PROGRESS if name in form.best.columns]
    # A heading that names its quarter says more than the title, which names that of all the others.
    for name in sorted(parts, key=lambda name: (PROGRESS[name] is None, form.best.columns[name])):
        period = PROGRESS[name] or (titled[-1][0] if titled else None)
        headings = heading_cells(reading.sheet, form.best.page, [form.best.columns[name]])
        place = _heading_place(form, form.best.columns[name], headings)
        if period is None or period.quarter in found:
            reading.warn("quarter_unknown", _UNKNOWN, place)
            continue
        found[period.quarter] = name
        if period.to_date or any(counts_from_july(cell.text) for cell in headings):
            to_date.append(period.quarter)
            reading.notice("year_to_date", year_to_date(period.quarter), place)
    _check_title(reading, found, titled)
    in_order = dict(sorted(found.items(), key=lambda each: form.best.columns[each[1]]))
    return ReportedQuarters(in_order, tuple(to_date))


def _heading_place(form: Form, column: int, headings: Sequence[Cell]) -> str:
    """The address of a column's lowest heading, of its number where it has none."""
    numbers = [cell for cell in form.best.page.numbers.values() if cell.column == column]
    return next((cell.address for cell in (*reversed(headings), *numbers)), "")


def _check_title(reading: SheetReading, found: Mapping[int, str], titled: list[tuple[Period, Cell]]) -> None:
    for period, cell in titled:
        reading.take(cell)
        if len(found) == 1 and period.quarter not in found:
            sentence = _contradiction(period.quarter, *found)
            reading.warn("quarter_contradicts", sentence, cell.address)


_UNKNOWN = Sentence(
    "অগ্রগতির কলামটি কোন ত্রৈমাসিকের, তা শিরোনামে নেই বা আগেই আছে; তাই অর্জনগুলো নেওয়া হয়নি। শিরোনামে ত্রৈমাসিক লিখে আবার দিন।",
    "Neither heading nor title says which quarter the progress column reports, or another column has it already, so "
    "its achievements were not taken over. Write the quarter into the heading and send the file again.",
)


def _contradiction(titled: int, headed: int) -> Sentence:
    bn_titled, bn_headed = ORDINALS[titled].bn, ORDINALS[headed].bn
    return Sentence(
        f"শিরোনামে {bn_titled} ত্রৈমাসিক, কিন্তু কলামের শিরে {bn_headed} ত্রৈমাসিক; কলামেরটি নেওয়া হয়েছে।",
        f"The title names quarter {titled}, the heading of the column quarter {headed}; the column's was taken.",
    )
