"""Owns which deadlines a fiscal year that is opened gets, each with what would be done about it and why."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, Q, Value

from cell_values.later_years import years_later
from cell_values.sentence import Sentence
from offices.models import DeadlineExtension, FiscalYear, Tier
from plan_tree.terms import QUARTERS
from plans.models import Plan, QuarterReport
from workflow.quarter_days import SetDays
from workflow.transitions import OPEN

Place = tuple[str, int]  # tier and quarter
Days = Mapping[Place, date]
DAYS = ("due_on", "opens_on", "grace_until", "locks_after")  # of a deadline, as ``SetDays`` has them
HALF_YEARS = (2, 4)  # the quarters in which a tier reports that reports by half-years
WEEKEND = (4, 5)  # Friday and Saturday

ON_A_WEEKEND = Sentence("শুক্র বা শনিবারে পড়ে", "falls on a Friday or Saturday")
BEFORE_THE_END = Sentence("কোয়ার্টার শেষ হওয়ার আগে", "before the quarter has ended")
OUT_OF_ORDER = Sentence("আগের কোয়ার্টারের সময়সীমার পরে নয়", "not after the deadline of the quarter before")
HANDED_IN = Sentence(
    "এ কোয়ার্টারের প্রতিবেদন জমা পড়েছে, তাই সময়সীমাটি যেমন আছে তেমনই থাকে",
    "reports of this quarter were handed in, so the deadline stays as it is",
)
EXTENDED = Sentence(
    "কোনো দপ্তরকে বাড়তি সময় দেওয়া আছে, তাই সময়সীমাটি সরানো হয় না",
    "an office was given more time, so the deadline is not taken away",
)
NO_DAY = Sentence("আগের কোনো বছরে তারিখ নেই; তারিখটি লিখুন", "no earlier year has a day for it; write one")
NOT_IN_THE_YEAR = Sentence(
    "এ কোয়ার্টারের সময়সীমা হতে পারে না: কোয়ার্টার শুরুর আগে, কিংবা শেষ হওয়ার এক বছরের বেশি পরে",
    "cannot be the deadline of this quarter: before it begins, or more than a year after its end",
)


class DayFate(StrEnum):
    """What becomes of the deadline of a tier and quarter."""

    MADE = "made"
    THERE = "there"  # stored as it should be
    CHANGED = "changed"
    TAKEN_AWAY = "taken_away"
    NOT_DUE = "not_due"  # the tier reports by half-years
    KEPT = "kept"  # it should be another, but is not touched
    REFUSED = "refused"  # no day, or one that cannot be


@dataclass(frozen=True)
class OpeningDay:
    """The deadline of a tier in a quarter: the day stored, the day it should be, what is done, and what is to be seen.

    ``moved_from`` is the day of an earlier year it was copied from. The other days move with the day it is due.
    """

    tier: str
    quarter: int
    fate: DayFate
    due_on: date | None
    stored: date | None = None
    moved_from: date | None = None
    notes: tuple[Sentence, ...] = ()
    opens_on: date | None = None
    grace_until: date | None = None
    locks_after: date | None = None

    @property
    def columns(self) -> dict[str, date | None]:
        """The days as a deadline stores them."""
        return {name: getattr(self, name) for name in DAYS}

    def as_json(self) -> dict[str, Any]:
        days = {**self.columns, "stored": self.stored, "moved_from": self.moved_from}
        return {
            "tier": self.tier,
            "quarter": f"q{self.quarter}",
            "outcome": self.fate.value,
            **{name: day and day.isoformat() for name, day in days.items()},
            "notes": [note.en for note in self.notes],
        }


@dataclass(frozen=True)
class StoredCalendar:
    """The fiscal years that are kept with their deadlines; of which of them there are plans."""

    days: Mapping[int, Mapping[Place, SetDays]]
    with_plans: frozenset[int]

    @classmethod
    def load(cls) -> "StoredCalendar":
        """One query."""
        days: dict[int, dict[Place, SetDays]] = {}
        with_plans = set()
        is_planned = ExpressionWrapper(Q(pk__in=Plan.objects.values("year")), BooleanField())
        rows = FiscalYear.objects.annotate(is_planned=is_planned).order_by()
        columns = [f"deadlines__{name}" for name in ("tier", "quarter", *DAYS)]
        for start_year, is_planned, tier, quarter, *of_place in rows.values_list("start_year", "is_planned", *columns):
            of_year = days.setdefault(start_year, {})
            with_plans |= {start_year} if is_planned else set()
            if tier is not None:
                of_year[tier, quarter] = SetDays(*of_place)
        return cls(days, frozenset(with_plans))

    def of(self, start_year: int) -> Mapping[Place, SetDays]:
        return self.days.get(start_year, {})

    def before(self, start_year: int) -> tuple[Mapping[Place, SetDays], int]:
        """The deadlines of the latest year before that has any, and the year in which it begins."""
        latest = max((year for year, days in self.days.items() if days and year < start_year), default=None)
        return ({}, start_year) if latest is None else (self.days[latest], latest)

    def half_yearly(self, start_year: int) -> frozenset[str]:
        """The tiers that report by half-years in a year or, where it has no deadlines, in the latest one before."""
        days = self.of(start_year) or self.before(start_year)[0]
        quarters = {tier: {quarter for each, quarter in days if each == tier} for tier in Tier.values}
        return frozenset(tier for tier, found in quarters.items() if found == set(HALF_YEARS))


def opening_days(
    start_year: int, half_yearly: Collection[str] | None, typed: Days, calendar: StoredCalendar | None = None
) -> list[OpeningDay]:
    """Every tier's deadlines of a year. A day is the typed one, else the stored one, else that of the latest year
    before, moved on. ``half_yearly``: the tiers that report by half-years; None: those that do so already.
    """
    year, calendar = FiscalYear(start_year=start_year), calendar or StoredCalendar.load()
    stored, (before, from_year) = calendar.of(start_year), calendar.before(start_year)
    tiers = calendar.half_yearly(start_year) if half_yearly is None else half_yearly
    fixed = _Fixed.of(start_year)
    found: list[OpeningDay] = []
    for place in ((tier, quarter) for tier in Tier.values for quarter in QUARTERS):
        moved = _years_on(before[place], start_year - from_year) if place in before else None
        proposed = _proposed(typed.get(place), stored.get(place) or moved)
        wanted = None if place[0] in tiers and place[1] not in HALF_YEARS else proposed
        is_moved = wanted is not None and wanted == moved and place not in stored
        origin = before[place].due if is_moved else None
        is_due = wanted is not None or place[0] not in tiers
        found.append(_judged(year, place, stored.get(place), wanted, origin, is_due=is_due, fixed=fixed))
    return [_in_order(each, found) for each in found]


def is_possible(day: date, start_year: int, quarter: int) -> bool:
    """Whether a day can be the deadline of a quarter at all; a wrong year is a slip of the hand."""
    year = FiscalYear(start_year=start_year)
    return year.quarter_starts(quarter) <= day <= years_later(year.quarter_ends(quarter), 1)


def _years_on(days: SetDays, years: int) -> SetDays:
    return SetDays(years_later(days.due, years), *(each and years_later(each, years) for each in days[1:]))


def _proposed(typed: date | None, otherwise: SetDays | None) -> SetDays | None:
    """The days as they stand or move on; where another day was typed, the others keep their distance from it."""
    if typed is None or otherwise is None:
        return otherwise if typed is None else SetDays(typed)
    return otherwise.moved(typed - otherwise.due)


@dataclass(frozen=True)
class _Fixed:
    """The deadlines that are not touched any more."""

    handed_in: frozenset[Place]
    extended: frozenset[Place]

    @classmethod
    def of(cls, start_year: int) -> "_Fixed":
        sent = QuarterReport.objects.filter(plan__year__start_year=start_year)
        sent = sent.exclude(state__in=[state.value for state in OPEN]).order_by()
        extended = DeadlineExtension.objects.filter(deadline__year__start_year=start_year).order_by()
        places = sent.values_list("plan__office__tier", "quarter", Value(False)).union(
            extended.values_list("deadline__tier", "deadline__quarter", Value(True))
        )
        found = list(places)
        return cls(*(frozenset(place[:2] for place in found if place[2] == is_extended) for is_extended in (0, 1)))


def _judged(
    year: FiscalYear,
    place: Place,
    stored: SetDays | None,
    wanted: SetDays | None,
    moved_from: date | None,
    *,
    is_due: bool,
    fixed: _Fixed,
) -> OpeningDay:
    if stored != wanted and stored is not None and place in fixed.handed_in:
        return _day(place, DayFate.KEPT, stored, stored.due, notes=(HANDED_IN,))
    if wanted is None:
        return _without_a_day(place, stored, is_due=is_due, is_extended=place in fixed.extended)
    until_now = stored and stored.due
    if not is_possible(wanted.due, year.start_year, place[1]):
        return _day(place, DayFate.REFUSED, wanted, until_now, notes=(NOT_IN_THE_YEAR,))
    fate = DayFate.MADE if stored is None else DayFate.THERE if stored == wanted else DayFate.CHANGED
    return _day(place, fate, wanted, until_now, moved_from, tuple(_notes(wanted.due, year, place[1])))


def _without_a_day(place: Place, stored: SetDays | None, *, is_due: bool, is_extended: bool) -> OpeningDay:
    if is_due:
        return OpeningDay(*place, DayFate.REFUSED, None, notes=(NO_DAY,))
    if stored is None:
        return OpeningDay(*place, DayFate.NOT_DUE, None)
    if is_extended:
        return _day(place, DayFate.KEPT, stored, stored.due, notes=(EXTENDED,))
    return OpeningDay(*place, DayFate.TAKEN_AWAY, None, stored.due)


def _day(
    place: Place,
    fate: DayFate,
    days: SetDays,
    stored: date | None,
    moved_from: date | None = None,
    notes: tuple[Sentence, ...] = (),
) -> OpeningDay:
    return OpeningDay(*place, fate, days.due, stored, moved_from, notes, days.opens, days.grace, days.locks)


def _notes(day: date, year: FiscalYear, quarter: int) -> Iterator[Sentence]:
    if day.weekday() in WEEKEND:
        yield ON_A_WEEKEND
    if day <= year.quarter_ends(quarter):
        yield BEFORE_THE_END


def _in_order(each: OpeningDay, days: Sequence[OpeningDay]) -> OpeningDay:
    """Points out a day that does not follow those of the quarters before it."""
    earlier = [
        other.due_on for other in days if other.tier == each.tier and other.quarter < each.quarter and other.due_on
    ]
    if each.due_on is None or not earlier or each.due_on > max(earlier):
        return each
    return OpeningDay(**{**vars(each), "notes": (*each.notes, OUT_OF_ORDER)})
