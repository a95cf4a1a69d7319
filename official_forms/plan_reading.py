"""Owns what the reader of every shape of form does around its rows: frame and identity before them, the tree behind."""

from collections.abc import Collection, Iterable
from dataclasses import replace

from official_forms.description import FormDescription
from official_forms.frame import take_frame, tell_missing
from official_forms.grid import Cell, Sheet
from official_forms.headings import heading_cells
from official_forms.identity import Identity, identify, title_cells
from official_forms.layout import Form
from official_forms.letterheads import take_letterhead, without_usual
from official_forms.merged_values import doubt_merged_values
from official_forms.official_layout import column_names, needed_columns
from official_forms.sheet_reading import SheetReading
from official_forms.sign_offs import take_sign_off
from official_forms.told import no_weights
from official_forms.two_meanings import doubt_two_meanings
from official_forms.unplaced import doubt_rows_of_nobody, doubt_unplaced_figures
from plan_tree.surroundings import Surroundings
from plan_tree.tree import AreaNode, Claimed, PlanTree


def begin(
    sheet: Sheet, form: Form, description: FormDescription, of_the_year: Iterable[str]
) -> tuple[SheetReading, Identity]:
    """The reading of a recognised form, its frame taken; the headings of the columns ``of_the_year`` name that."""
    reading, names = SheetReading(sheet), column_names(description)
    take_frame(reading, form, names)
    tell_missing(reading, form, needed_columns(description), names)
    identity = identify(reading, form.table, _headings(sheet, form, list(of_the_year)))
    reading.start_year = identity.start_year
    return reading, identity


def _headings(sheet: Sheet, form: Form, names: Iterable[str]) -> tuple[Cell, ...]:
    """The headings of some columns on every page."""
    return tuple(
        cell
        for page in form.pages
        for name in names
        if (column := page.column(name))
        for cell in heading_cells(sheet, page.page, [column])
    )


def finished(
    reading: SheetReading,
    form: Form,
    description: FormDescription,
    identity: Identity,
    kind: str,
    areas: tuple[AreaNode, ...],
    claimed: Claimed,
    reported_quarter: int | None = None,
    unread: Collection[str] = (),
) -> PlanTree:
    """The tree of a form whose rows were read, with every doubt; ``unread`` are columns whose cells nobody read."""
    if areas and not form.has("weight"):
        reading.warn("no_weights", no_weights(), areas[0].cell)
    below = take_sign_off(reading, form) if areas else ""
    doubt_unplaced_figures(reading, form, unread)
    doubt_rows_of_nobody(reading, form)
    doubt_merged_values(reading, form, areas)
    doubt_two_meanings(reading, form)
    above = take_letterhead(reading, title_cells(reading.sheet, form.table), form.table.pages[0].top)
    plan = PlanTree(
        kind,
        identity.office_name,
        identity.year,
        areas,
        sheet=reading.sheet.name,
        office_cell=identity.office_cell,
        year_cell=identity.year_cell,
        reported_quarter=reported_quarter,
        claimed=claimed,
        problems=reading.problems(),
    )
    return replace(plan, surroundings=Surroundings(without_usual(above, description, plan), below))
