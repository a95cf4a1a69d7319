"""Owns what the headings over a column say of what it reports: a target or an achievement, of when, of another year."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from official_forms.description import FormDescription
from official_forms.form_table import FormTable
from official_forms.grid import Cell, Sheet
from official_forms.headings import Stacks, part, stacks
from official_forms.identity import title_cells
from official_forms.periods import (
    Period,
    counts_from_july,
    is_cumulative,
    periods_in,
    quarter_alone,
    speaks_of_the_past,
    years_of_months,
)
from official_forms.spelling import holds, is_made_of
from official_forms.titles import find_years
from plan_tree.terms import QUARTERS

_TARGETS = ("লক্ষ্যমাত্রা", "target")
ACHIEVEMENTS = ("অর্জন", "অগ্রগতি", "achievement", "progress")
_EVIDENCE = ("প্রমাণক", "প্রমাণপত্র", "evidence")
_REASONS = ("কারণ", "প্রতিবন্ধকতা", "অন্তরায়", "সম্ভাবনা", "ব্যাখ্যা", "চ্যালেঞ্জ", "reason", "constraint")  # beside what was achieved
ASIDE = "aside_"  # begins the names of columns that the plan has no place for
_MONITORING = "পরিবীক্ষণ"  # বাস্তবায়ন অগ্রগতি পরিবীক্ষণ stands over targets and achievements alike


class ReportedAs(Enum):
    """What the words over a column name."""

    TARGET = "target"
    ACHIEVEMENT = "achievement"
    BOTH = "both"
    NEITHER = "neither"


@dataclass(frozen=True, slots=True)
class ReportedColumn:
    """What a column reports: ``years`` are the fiscal years its lowest such heading names ("2020-21").

    ``to_date``: it counts from the beginning of the year, be it said until when or not (ক্রমপুঞ্জিত অর্জন).
    """

    what: ReportedAs
    period: Period | None
    years: tuple[str, ...]
    to_date: bool = False
    is_of_the_past: bool = False  # গত বছরের, পূর্ববর্তী ত্রৈমাসিকের: of which, it does not say

    def is_of_another_year(self, year: str) -> bool:
        """Whether it names years and the plan's, where that is known, is not among them."""
        return bool(year and self.years) and year not in self.years


def reported_columns(found: Stacks) -> dict[int, ReportedColumn]:
    """Column -> what its headings say together, the lowest first where they differ."""
    return {column: reported_column(stack) for column, stack in found.items()}


def reported_column(stack: Sequence[Cell]) -> ReportedColumn:
    """What the headings over one column say."""
    period = _period(stack) or _joined_period(stack)
    what = _what(stack)
    years = years_over(stack)
    is_of_the_past = any(speaks_of_the_past(cell.text) for cell in stack) and not years
    return ReportedColumn(what, period, years, _is_to_date(stack, what), is_of_the_past)


def plan_year(sheet: Sheet, table: FormTable) -> str:
    """The one year the titles name, else the one the headings of targets name; "" where none or several are."""
    titled = {each.text for each in find_years(title_cells(sheet, table))}
    if titled:
        return titled.pop() if len(titled) == 1 else ""
    over = (stack for stack in stacks(sheet, table.pages[0]).values() if _what(stack) is ReportedAs.TARGET)
    headed = {year for stack in over for year in years_over(stack)}
    return headed.pop() if len(headed) == 1 else ""


def years_over(stack: Iterable[Cell]) -> tuple[str, ...]:
    """The fiscal years the lowest heading names that names any, by itself or by its months.

    What stands above is of other columns too.
    """
    told = (
        (*(year.text for year in find_years([cell])), *years_of_months(cell.text)) for cell in reversed(tuple(stack))
    )
    return next((tuple(dict.fromkeys(years)) for years in told if years), ())


def is_running_total(column: int, reported: Mapping[int, ReportedColumn]) -> bool:
    """Whether a column counts from the year's beginning beside one of its own quarter, or a whole year beside any.

    One that does not say until when does so beside any quarter too.
    """
    own = reported[column].period
    plain = {each.period.quarter for each in reported.values() if each.period and not each.period.to_date}
    if own is None:
        return reported[column].to_date and bool(plain)
    return own is not None and own.to_date and (own.quarter in plain or (own.quarter == QUARTERS[-1] and bool(plain)))


def is_past_actual(column: ReportedColumn, year: str) -> bool:
    """Whether it is what was achieved in the whole of an earlier year than the plan's."""
    is_whole = column.period is None or column.period == Period(QUARTERS[-1], to_date=True)
    is_earlier = column.is_of_another_year(year) and column.years[0] < year
    return is_earlier and is_whole and column.what is ReportedAs.ACHIEVEMENT


def kept_aside(reported: Mapping[int, ReportedColumn], year: str) -> dict[str, int]:
    """Name -> column of those that speak of another year than the plan's and are no value of the year before."""
    targets = [each for each in reported.values() if each.what is ReportedAs.TARGET and each.period is None]
    has_own = any(not each.is_of_another_year(year) for each in targets)
    return {
        f"{ASIDE}{column}": column
        for column, each in reported.items()
        if each.is_of_the_past
        or (
            each.is_of_another_year(year)
            and (each.period is not None or (each.what is ReportedAs.TARGET and has_own) or _is_to_come(each, year))
        )
    }


def evidence_aside(found: Stacks, description: FormDescription) -> dict[str, int]:
    """Name -> column of those headed as evidence or reasons, where the form has none: figures there are no progress."""
    own = [part(column.name, *column.words) for column in description.columns if column.words]
    lowest = {column: stack[-1].text for column, stack in found.items() if stack}
    return {
        f"{ASIDE}{column}": column
        for column, text in lowest.items()
        if _names(text, (*_EVIDENCE, *_REASONS)) and not any(each.is_named(text, holds) for each in own)
    }


def _is_to_come(column: ReportedColumn, year: str) -> bool:
    return column.what is ReportedAs.ACHIEVEMENT and column.years[0] > year


def _what(stack: Iterable[Cell]) -> ReportedAs:
    """A heading that names one of both decides, the lowest such; one that names both says nothing of either."""
    for cell in reversed(tuple(stack)):
        names_target, names_achievement = (_names(cell.text, words) for words in (_TARGETS, ACHIEVEMENTS))
        if names_target and names_achievement:
            return ReportedAs.BOTH
        if names_target:
            return ReportedAs.TARGET
        if (names_achievement and not holds(cell.text, _MONITORING)) or is_made_of(cell.text, ("প্রকৃত",)):
            return ReportedAs.ACHIEVEMENT
    return ReportedAs.NEITHER


def _is_to_date(stack: Sequence[Cell], what: ReportedAs) -> bool:
    """Whether the lowest heading counts from July: what was achieved, or what is called a running total; no target."""
    lowest = stack[-1].text if stack else ""
    if what in (ReportedAs.TARGET, ReportedAs.BOTH):
        return False
    return is_cumulative(lowest) or (what is ReportedAs.ACHIEVEMENT and counts_from_july(lowest))


def _names(text: str, words: Iterable[str]) -> bool:
    return any(holds(text, word) for word in words)


def _period(stack: Sequence[Cell]) -> Period | None:
    """The period the lowest telling heading names; of several quarters the latest, from the beginning of the year."""
    for cell in reversed(stack):
        if periods := periods_in(cell.text):
            return periods[-1] if len(periods) == 1 else Period(periods[-1].quarter, to_date=True)
        if quarter := quarter_alone(cell.text):
            return Period(quarter)
    return None


def _joined_period(stack: Sequence[Cell]) -> Period | None:
    """The months of a whole year are a period only beside a word for what was achieved, which may stand above them."""
    periods = periods_in(" ".join(cell.text for cell in stack))
    return periods[-1] if periods else None
