"""Owns reading a form with graded targets into the tree of its plan."""

from dataclasses import replace
from decimal import Decimal

from cell_values.digits import to_ascii
from official_forms.description import FormDescription, FormFamily
from official_forms.further_columns import further_columns
from official_forms.graded.columns import KNOWN
from official_forms.graded.indicator import GradedIndicatorReader
from official_forms.graded.progress import reported_quarters
from official_forms.graded.recognising import PROGRESS, grades, recognise
from official_forms.graded.rows import RowHead, form_rows
from official_forms.graded.shifted import shift_of_head
from official_forms.grid import Sheet
from official_forms.items import read_item
from official_forms.layout import Form
from official_forms.plan_reading import begin, finished
from official_forms.sheet_reading import SheetReading
from official_forms.short_rows import put_right
from official_forms.sign_offs import without_sign_off
from official_forms.told import area_weight_missing
from plan_tree.problems import Severity
from plan_tree.tree import ActivityNode, AreaNode, PlanTree, weight_of


def read(sheet: Sheet, form: Form, description: FormDescription, kind: str) -> PlanTree:
    """The plan in a recognised form: graded targets, the reported quarters' progress, every doubt with its cell."""
    short = put_right(sheet, without_sign_off(sheet, form), shift_of_head)
    reading, identity = begin(short.sheet, form, description, grades(form).values())
    short.tell(reading)
    quarters = reported_quarters(reading, form)
    heads, claims = form_rows(reading, short.form)
    indicators = GradedIndicatorReader(reading, grades(form), quarters.parts, further_columns(sheet, form, description))
    _take_serials(reading, heads)
    areas = tuple(_area(reading, form, head, indicators) for head in heads)
    reported = next(iter(quarters.parts)) if len(quarters.parts) == 1 else None
    claimed, unread = claims.read(reading, areas), set(PROGRESS) - set(quarters.parts.values())
    plan = finished(reading, form, description, identity, kind, areas, claimed, reported, unread)
    return replace(plan, to_date=quarters.to_date)


def _area(reading: SheetReading, form: Form, head: RowHead, indicators: GradedIndicatorReader) -> AreaNode:
    cells = reading.unrepeated(indicators.cells(head.rows, "area_weight"))
    text, address = reading.text(cells), cells[0].address if cells else ""
    weight = reading.number(text, address, "weight_unreadable", Severity.ERROR)
    title = _title(reading, head, "area", indicators)
    activities = tuple(_activity(reading, below, indicators) for below in head.below)
    summed = weight_of(row for activity in activities for row in activity.indicators)
    if not cells and form.has("area_weight"):
        reading.notice("area_weight_missing", area_weight_missing(head.number, summed), head.cell.address)
    printed = (weight or Decimal(0)) if cells else summed
    return AreaNode(head.number, title, printed, activities, cell=head.cell.address, weight_cell=address)


def _activity(reading: SheetReading, head: RowHead, indicators: GradedIndicatorReader) -> ActivityNode:
    title = _title(reading, head, "activity", indicators)
    return ActivityNode(head.number, title, tuple(map(indicators.read, head.below)), head.cell.address)


def _title(reading: SheetReading, head: RowHead, level: str, indicators: GradedIndicatorReader) -> str:
    """A head's title with what goes on below its cell; a cell that begins with its number again is another one."""
    if not head.title:
        return ""
    cells = [cell for cell in indicators.cells(head.rows, level) if cell != head.cell and not reading.is_taken(cell)]
    further = [cell for cell in cells if not ((item := read_item(cell.text)) and item.number == head.number)]
    return f"{head.title} {reading.continuation(head.cell, further)}".rstrip()


def _take_serials(reading: SheetReading, areas: list[RowHead]) -> None:
    """Take serials: an area's place or number, or those that count on; any other is left over, to be told."""
    above = 0
    for place, head in enumerate(areas, start=1):
        for row in head.rows:
            cell = reading.sheet.cells.get((row.row, row.page.column("serial") or 0))
            number = to_ascii(cell.text).strip(".)। ") if cell else ""
            if number.isdecimal() and (number == head.number or int(number) in (place, above, above + 1)):
                reading.take(cell)
                above = int(number)


GRADED = FormFamily(
    name="graded", known=KNOWN, recognise=recognise, read=read, lines=1, sets_quarters=False, telling="area"
)
