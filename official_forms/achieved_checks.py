"""Owns the doubts about the days an achievement names: days to come, of another quarter, denied by the own receipt."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from cell_values.dates import show_date
from cell_values.sentence import Sentence
from cell_values.text import key
from official_forms.date_checks import YearSpan, outside_days
from official_forms.places import achievement_of, ordinal
from plan_tree.problems import Problem, Severity
from plan_tree.terms import QUARTERS
from plan_tree.tree import PlanTree

# An indicator whose words hold one of each group asks when the quarterly report was submitted: the system took it,
# so it knows. Words tell it, for its number differs from year to year. What is about the reports of others does not.
SUBMISSION = (
    ("ত্রৈমাসিক", "কোয়ার্টার", "quarter"),
    ("প্রতিবেদন", "report"),
    ("দাখিল", "প্রেরণ", "প্রেরিত", "জমা", "submi", "sent"),
)
OF_OTHERS = ("ফিডব্যাক", "আওতাধীন", "feedback", "subordinate")

HandedIn = Callable[[], Mapping[int, date]]  # the day each quarter's report was first handed in; asked when needed
Found = tuple[Severity, str, Sentence]


@dataclass(frozen=True, slots=True)
class Known:
    """What is known beside the plan: the day it is, and the receipts; None where there are none, as of a document."""

    today: date
    handed_in: HandedIn | None = None


@dataclass(frozen=True, slots=True)
class Achieved:
    """The days named in one cell, with the words of its indicator."""

    number: str
    activity: str
    title: str
    quarter: int
    days: tuple[date, ...]

    @property
    def place(self) -> Sentence:
        return achievement_of(self.number, self.quarter)


def check_achieved(draft: PlanTree, known: Known) -> Iterator[Problem]:
    """Doubts about the achievements of a draft whose year is known; each stands at its cell."""
    if not draft.year:
        return
    year = YearSpan(draft.start_year)
    for area in draft.areas:
        for activity in area.activities:
            for indicator in activity.indicators:
                for quarter in QUARTERS:
                    node = indicator.quarter(quarter)
                    of_cell = (indicator.number, activity.title, indicator.title, quarter, node.achievement.dates)
                    for severity, code, sentence in _known_doubts(Achieved(*of_cell), year, known):
                        yield Problem(severity, code, sentence, draft.sheet, node.achievement_cell, indicator.number)


def cell_doubts(achieved: Achieved, year: YearSpan, known: Known) -> tuple[Sentence, ...]:
    """Every doubt about the days in one cell, for who writes or reviews it; what is stored stays as it is."""
    place, quarter = achieved.place, achieved.quarter
    past = [day for day in achieved.days if day <= known.today]
    early = [day for day in past if year.begins(1) <= day < year.begins(quarter)]
    found = [*_known_doubts(achieved, year, known), *outside_days(place, past, quarter, year)]
    return (*(sentence for _, _, sentence in found), *(_early(place, day) for day in early))


def asks_for_submission(activity: str, title: str) -> bool:
    """Whether an indicator is about the timely submission of the office's own quarterly reports."""
    words = key(f"{activity} {title}")
    if any(key(word) in words for word in OF_OTHERS):
        return False
    return all(any(key(word) in words for word in group) for group in SUBMISSION)


def _known_doubts(achieved: Achieved, year: YearSpan, known: Known) -> Iterator[Found]:
    place = achieved.place
    for day in achieved.days:
        if day > known.today:
            yield Severity.WARNING, "date_in_future", _to_come(place, day)
    past = [day for day in achieved.days if day <= known.today]
    if known.handed_in is not None and past and asks_for_submission(achieved.activity, achieved.title):
        yield from _denied(place, past, year, known.handed_in())


def _denied(place: Sentence, days: list[date], year: YearSpan, handed_in: Mapping[int, date]) -> Iterator[Found]:
    """A report is submitted after its quarter: a day is held against the receipt of the quarter that ended last."""
    for day in days:
        ended = max((quarter for quarter in QUARTERS if year.begins(quarter + 1) <= day), default=None)
        if ended is not None and handed_in.get(ended) != day:
            yield Severity.WARNING, "receipt_contradicts", _otherwise(place, day, ended, handed_in.get(ended))


def _to_come(place: Sentence, day: date) -> Sentence:
    return Sentence(
        f"{place.bn}ে লেখা {show_date(day)} তারিখ এখনও আসেনি। তারিখটি ঠিক আছে কি না দেখুন।",
        f"{place.en} names {show_date(day, bengali=False)}, a day still to come. Check the date.",
    )


def _early(place: Sentence, day: date) -> Sentence:
    return Sentence(
        f"{place.bn}ে লেখা {show_date(day)} তারিখ ঐ কোয়ার্টার শুরুর আগের। তারিখ বা ঘর ঠিক আছে কি না দেখুন।",
        f"{place.en} names {show_date(day, bengali=False)}, before that quarter began. Check the date or the column.",
    )


def _otherwise(place: Sentence, day: date, quarter: int, received: date | None) -> Sentence:
    bn, en = ordinal(quarter)
    typed, typed_en = show_date(day), show_date(day, bengali=False)
    if received is None:
        return Sentence(
            f"{place.bn}ে দাখিলের তারিখ {typed} লেখা, কিন্তু {bn} কোয়ার্টারের প্রতিবেদন এখানে এখনও জমা পড়েনি। মিলিয়ে দেখুন।",
            f"{place.en} says submitted on {typed_en}, but no {en}-quarter report was handed in here yet. Check it.",
        )
    return Sentence(
        f"{place.bn}ে দাখিলের তারিখ {typed} লেখা, কিন্তু প্রাপ্তি অনুযায়ী {bn} কোয়ার্টারের প্রতিবেদন {show_date(received)} "
        "তারিখে প্রথম জমা পড়েছে। মিলিয়ে দেখুন।",
        f"{place.en} says submitted on {typed_en}, but by its receipt the {en}-quarter report was first handed in on "
        f"{show_date(received, bengali=False)}. Check it.",
    )
