"""Owns the doubts about dates in a draft: dates outside the fiscal year, dates in the cell of another quarter."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from plans.drafts import IndicatorDraft, Placed, PlanDraft
from plans.marking.facts import QUARTERS
from plans.problems import Problem, Severity
from plans.values.dates import show_date
from plans.values.digits import to_bengali
from plans.values.sentence import Sentence

REPORTED_BY = 15  # a quarter is reported by this day of the month after it (rulebook §2)

_ORDINALS = {1: ("১ম", "first"), 2: ("২য়", "second"), 3: ("৩য়", "third"), 4: ("৪র্থ", "fourth")}


@dataclass(frozen=True, slots=True)
class FiscalYear:
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


def check_dates(draft: PlanDraft) -> Iterator[Problem]:
    """Doubts about the dates of a draft whose year is known; each stands at the cell of the date."""
    if not draft.year:
        return
    year = FiscalYear(int(draft.year[:4]))
    for indicator in draft.indicators:
        for severity, code, sentence, cell in _doubts(indicator, year):
            yield Problem(severity, code, sentence, draft.sheet, cell)


_Found = tuple[Severity, str, Sentence, str]


def _doubts(indicator: IndicatorDraft, year: FiscalYear) -> Iterator[_Found]:
    for placed in dict.fromkeys((indicator.annual, *(grade.target for grade in indicator.grades))):
        yield from _outside_year(placed, year)
    for quarter in QUARTERS:
        for placed in (indicator.target(quarter), indicator.achievement(quarter)):
            yield from _outside_year(placed, year)
            for day in filter(year.holds, placed.value.dates):
                yield from _outside_quarter(indicator, placed, quarter, day, year)


def _outside_year(placed: Placed, year: FiscalYear) -> Iterator[_Found]:
    outside = [day for day in placed.value.dates if not year.holds(day)]
    if outside:
        bn_days, en_days = _days(outside)
        bn_year, en_year = year.words()
        sentence = Sentence(
            f"{bn_days} তারিখ {bn_year} অর্থবছরের বাইরে। সাল ঠিক আছে কি না দেখুন।",
            f"{en_days} lies outside the fiscal year {en_year}. Check the year.",
        )
        yield Severity.WARNING, "date_outside_year", sentence, placed.cell


def _outside_quarter(
    indicator: IndicatorDraft, placed: Placed, quarter: int, day: date, year: FiscalYear
) -> Iterator[_Found]:
    """An achievement may be older than the quarter it is reported in, a target may not be due before its quarter."""
    is_target = placed is indicator.target(quarter)
    bn, en = _ORDINALS[quarter]
    bn_day, en_day = _days([day])
    if day > year.reported_by(quarter) or (is_target and day < year.begins(quarter)):
        sentence = Sentence(
            f"{bn_day} তারিখ {bn} কোয়ার্টারের ঘরে, কিন্তু ঐ কোয়ার্টারে পড়ে না। তারিখ বা ঘর ঠিক আছে কি না দেখুন।",
            f"{en_day} stands under the {en} quarter but does not lie in it. Check the date or the column.",
        )
        yield Severity.WARNING, "date_outside_quarter", sentence, placed.cell
    elif is_target and day >= year.begins(quarter + 1):
        sentence = Sentence(
            f"{bn_day} তারিখ {bn} কোয়ার্টারের পরে, তার প্রতিবেদনের সময়ে; ঐ কোয়ার্টারেই গণ্য হবে।",
            f"{en_day} comes after the {en} quarter, in the days of its report; it counts for that quarter.",
        )
        yield Severity.NOTICE, "date_after_quarter", sentence, placed.cell


def _days(days: list[date]) -> tuple[str, str]:
    return ", ".join(map(show_date, days)), ", ".join(show_date(day, bengali=False) for day in days)
