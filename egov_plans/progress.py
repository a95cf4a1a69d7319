"""Owns which quarters an e-governance form reports: by the headings of its progress columns, else by its title."""

from collections.abc import Mapping

from egov_plans.columns import EgovForm
from plans.problems import Severity
from plans.sheets.grid import Cell
from plans.sheets.headings import heading_cells
from plans.sheets.sheet_reading import SheetReading
from plans.sheets.titles import quarters_in
from plans.values.sentence import Sentence


def reported_quarters(reading: SheetReading, form: EgovForm) -> Mapping[int, int]:
    """Quarter (1 to 4) -> printed number of its progress column.

    A column whose quarter neither heading nor title names is left out with a warning, and so is not taken over.
    """
    titles = [cell for row in form.table.titles for cell in reading.sheet.rows[row]]
    titled = [(quarter, cell) for cell in titles for quarter in quarters_in(cell.text)]
    found: dict[int, int] = {}
    for number, headed in form.progress.items():
        quarter = headed or (titled[0][0] if titled else None)
        if quarter is None or quarter in found:
            (*_, lowest) = heading_cells(reading.sheet, form.table.pages[0], [number])
            reading.report(Severity.WARNING, "quarter_unknown", _UNKNOWN, lowest.address)
        else:
            found[quarter] = number
    _check_title(reading, found, titled)
    return found


def _check_title(reading: SheetReading, found: Mapping[int, int], titled: list[tuple[int, Cell]]) -> None:
    for quarter, cell in titled:
        reading.take(cell)
        if len(found) == 1 and quarter not in found:
            reading.report(Severity.WARNING, "quarter_contradicts", _contradiction(quarter, *found), cell.address)


_UNKNOWN = Sentence(
    "অগ্রগতির কলামটি কোন ত্রৈমাসিকের, তা শিরোনামে নেই; তাই অর্জনগুলো নেওয়া হয়নি। শিরোনামে ত্রৈমাসিক লিখে আবার দিন।",
    "Neither heading nor title says which quarter the progress column reports, so its achievements were not taken "
    "over. Write the quarter into the heading and send the file again.",
)


def _contradiction(titled: int, headed: int) -> Sentence:
    bn = "০১২৩৪"
    return Sentence(
        f"শিরোনামে {bn[titled]} নম্বর ত্রৈমাসিক, কিন্তু কলামের শিরে {bn[headed]} নম্বর; কলামেরটি নেওয়া হয়েছে।",
        f"The title names quarter {titled}, the heading of the column quarter {headed}; the column's was taken.",
    )
