"""Owns the doubts about dates in a draft: dates outside the fiscal year, dates in the cell of another quarter."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from cell_values.date_doubts import show_dates
from cell_values.digits import to_bengali
from cell_values.sentence import Sentence
from official_forms.places import achievement_of, annual_target, graded_target, quarter_target
from plan_tree.problems import Problem, Severity
from plan_tree.terms import QUARTERS
from plan_tree.tree import IndicatorNode, PlanTree

REPORTED_BY = 15  # a quarter is reported by this day of the month after it (rulebook §2)


@dataclass(frozen=True, slots=True)
class YearSpan:
    """The year from 1 July of ``start`` to 30 June."""

    start: int

    def begins(self, quarter: int) -> date:
        """The first day of a quarter; of a fifth one the day after the year."""
        years, month = divmod(3 + 3 * quarter, 12)
        return date(self.start + years, month + 1, 1)

    def reported_by(self, quarter: int) -> date:
        """The last day on which a quarter's report is in time."""
        return self.begins(quarter + 1).replace(day=REPORTED_BY)

    def holds(self, day: date) -> bool:
        """Whether a day lies in the year or in the days of its last report."""
        return self.begins(1) <= day <= self.reported_by(4)

    def words(self) -> tuple[str, str]:
        text = f"{self.start}-{(self.start + 1) % 100:02}"
        return to_bengali(text), text


def check_dates(draft: PlanTree) -> Iterator[Problem]:
    """Doubts about the dates of a draft whose year is known; each stands at the cell of the date."""
    if not draft.year:
        return
    year = YearSpan(draft.start_year)
    for indicator in draft.indicators:
        for severity, code, sentence, cell in _doubts(indicator, year):
            yield Problem(severity, code, sentence, draft.sheet, cell, indicator.number)


_Doubt = tuple[Severity, str, Sentence]
_Found = tuple[Severity, str, Sentence, str]


def _doubts(indicator: IndicatorNode, year: YearSpan) -> Iterator[_Found]:
    yearly = {(indicator.annual, indicator.cell("annual")): annual_target(indicator)}
    for grade in indicator.grades:
        yearly.setdefault((grade.target, grade.cell), graded_target(indicator, grade.percent))
    for (value, cell), place in yearly.items():
        yield from _at(cell, _outside_year(value.dates, place, year))
    for quarter in QUARTERS:
        node = indicator.quarter(quarter)
        if days := node.target.dates:
            asked = quarter_target(indicator, quarter)
            yield from _at(node.target_cell, _of_quarter(days, asked, quarter, year, is_target=True))
        if days := node.achievement.dates:
            done = achievement_of(indicator.number, quarter)
            yield from _at(node.achievement_cell, outside_days(done, days, quarter, year))


def _at(cell: str, doubts: Iterator[_Doubt]) -> Iterator[_Found]:
    return ((*doubt, cell) for doubt in doubts)


def _of_quarter(
    days: Sequence[date], place: Sentence, quarter: int, year: YearSpan, *, is_target: bool
) -> Iterator[_Doubt]:
    yield from _outside_year(days, place, year)
    for day in filter(year.holds, days):
        if found := _outside_quarter(place, quarter, day, year, is_target=is_target):
            yield found


def outside_days(place: Sentence, days: Sequence[date], quarter: int, year: YearSpan) -> Iterator[_Doubt]:
    """The doubts about days that were achieved outside the year, or after a quarter's report."""
    return _of_quarter(days, place, quarter, year, is_target=False)


def _outside_year(days: Sequence[date], place: Sentence, year: YearSpan) -> Iterator[_Doubt]:
    outside = [day for day in days if not year.holds(day)]
    if outside:
        bn_days, en_days = show_dates(outside)
        bn_year, en_year = year.words()
        sentence = Sentence(
            f"{place.bn} {bn_days} তারিখ {bn_year} অর্থবছরের বাইরে। সাল ঠিক আছে কি না দেখুন।",
            f"{place.en}, {en_days}, lies outside the fiscal year {en_year}. Check the year.",
        )
        yield Severity.WARNING, "date_outside_year", sentence


def _outside_quarter(place: Sentence, quarter: int, day: date, year: YearSpan, *, is_target: bool) -> _Doubt | None:
    """An achievement may be older than the quarter it is reported in, a target may not be due before its quarter."""
    bn_day, en_day = show_dates([day])
    if day > year.reported_by(quarter) or (is_target and day < year.begins(quarter)):
        sentence = Sentence(
            f"{place.bn} {bn_day} তারিখ ঐ কোয়ার্টারে পড়ে না। তারিখ বা ঘর ঠিক আছে কি না দেখুন।",
            f"{place.en}, {en_day}, does not lie in that quarter. Check the date or the column.",
        )
        return Severity.WARNING, "date_outside_quarter", sentence
    if is_target and day >= year.begins(quarter + 1):
        sentence = Sentence(
            f"{place.bn} {bn_day} তারিখ কোয়ার্টারের পরে, তার প্রতিবেদনের সময়ে; ঐ কোয়ার্টারেই গণ্য হবে।",
            f"{place.en}, {en_day}, comes after the quarter, in the days of its report; it counts for that quarter.",
        )
        return Severity.NOTICE, "date_after_quarter", sentence
    return None
