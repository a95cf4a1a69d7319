"""Owns the doubts about the days an achievement names: days to come, of another quarter, denied by the own receipt."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from cell_values.date_doubts import show_date, show_dates
from cell_values.digits import to_bengali
from cell_values.sentence import Sentence
from official_forms.achieved_days import Achieved, achieved_in
from official_forms.date_checks import YearSpan, outside_days
from official_forms.own_submissions import HandedInDays, OwnSubmission, own_submission
from official_forms.places import ordinal
from plan_tree.problems import Problem, Severity
from plan_tree.surroundings import OF_THE_PLAN
from plan_tree.terms import QUARTERS
from plan_tree.tree import PlanTree

# What the calendar or a receipt denies. The other doubts may have their reasons: an early deed, a second one.
DENIED = frozenset({"date_in_future", "receipt_contradicts"})

HandedIn = Callable[[], HandedInDays]  # asked when needed
Found = tuple[Severity, str, Sentence]


@dataclass(frozen=True, slots=True)
class Known:
    """What is known beside the plan: the day it is, and the receipts; None where nobody can know of any.

    ``of_document``: what is checked comes from elsewhere, where reports may have been handed in that have no receipt.
    ``own_words`` name the kind of the plan.
    """

    today: date
    handed_in: HandedIn | None = None
    of_document: bool = False
    own_words: tuple[str, ...] = ()


def check_achieved(draft: PlanTree, known: Known) -> Iterator[Problem]:
    """Doubts about the achievements of a draft whose year is known; each stands at its cell."""
    if not draft.year:
        return
    year = YearSpan(draft.start_year)
    for activity, row in draft.in_activities:
        for quarter in QUARTERS:
            achieved = achieved_in(activity.title, row, quarter, is_to_date=quarter in draft.to_date)
            for severity, code, sentence in _known_doubts(achieved, year, known):
                cell = row.quarter(quarter).achievement_cell
                yield Problem(severity, code, sentence, draft.sheet, cell, row.number)


def cell_doubts(achieved: Achieved, year: YearSpan, known: Known) -> tuple[Sentence, ...]:
    """Every doubt about the days in one cell, for who writes or reviews it; what is stored stays as it is."""
    past = [day for day in achieved.days if day <= known.today]
    outside = outside_days(achieved.place, past, achieved.quarter, year)
    return tuple(sentence for _, _, sentence in (*_known_doubts(achieved, year, known), *outside))


def _known_doubts(achieved: Achieved, year: YearSpan, known: Known) -> Iterator[Found]:
    place = achieved.place
    for day in achieved.days:
        if day > known.today:
            yield Severity.WARNING, "date_in_future", _to_come(place, day)
    past = [day for day in achieved.days if day <= known.today]
    asked = own_submission(achieved.activity, achieved.title, known.own_words)
    if known.handed_in is not None and past and asked:
        handed_in = known.handed_in()
        if asked is OwnSubmission.PLAN:
            yield from _plan_denied(place, past, handed_in)
        else:
            yield from (each for day in past if (each := _denied(place, day, year, handed_in, known.of_document)))
    if not achieved.is_to_date:
        for day in past:
            if year.begins(1) <= day < year.begins(achieved.quarter):
                yield Severity.WARNING, "date_outside_quarter", _early(place, day)
    if achieved.exceeds is not None:
        yield Severity.WARNING, "more_dates_than_targets", _too_many(achieved, achieved.exceeds)


def _plan_denied(place: Sentence, days: Sequence[date], handed_in: HandedInDays) -> Iterator[Found]:
    """A plan that was never handed in here may have been elsewhere."""
    received = handed_in.get(OF_THE_PLAN)
    for day in days:
        if received is not None and day != received:
            yield Severity.WARNING, "receipt_contradicts", _plan_otherwise(place, day, received)


def _denied(place: Sentence, day: date, year: YearSpan, handed_in: HandedInDays, of_document: bool) -> Found | None:
    """A report is submitted after its quarter: a day is held against the receipt of the quarter that ended last."""
    ended = max((quarter for quarter in QUARTERS if year.begins(quarter + 1) <= day), default=None)
    if ended is None or handed_in.get(ended) == day or (of_document and ended not in handed_in):
        return None
    return Severity.WARNING, "receipt_contradicts", _otherwise(place, day, ended, handed_in.get(ended))


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


def _too_many(achieved: Achieved, targets: int) -> Sentence:
    place, days = achieved.place, sorted(set(achieved.days))
    bn, en = show_dates(days)
    return Sentence(
        f"{place.bn}ে {to_bengali(str(len(days)))}টি তারিখ ({bn}), কিন্তু সেখানে তারিখের লক্ষ্যমাত্রা "
        f"{to_bengali(str(targets))}টি। বাড়তিটি অন্য কোয়ার্টারের বা অন্য সূচকের কি না দেখুন।",
        f"{place.en} names {len(days)} dates ({en}) for {targets} dated {'target' if targets == 1 else 'targets'}. "
        "Check whether one belongs to another quarter or indicator.",
    )


def _plan_otherwise(place: Sentence, day: date, received: date) -> Sentence:
    return Sentence(
        f"{place.bn}ে দাখিলের তারিখ {show_date(day)} লেখা, কিন্তু প্রাপ্তি অনুযায়ী পরিকল্পনাটি {show_date(received)} তারিখে প্রথম জমা "
        "পড়েছে। মিলিয়ে দেখুন।",
        f"{place.en} says submitted on {show_date(day, bengali=False)}, but by its receipt the plan was first handed "
        f"in on {show_date(received, bengali=False)}. Check it.",
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
