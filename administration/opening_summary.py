"""Owns what the job that opens a year tells on its page, line by line in both languages."""

from collections.abc import Iterator
from functools import partial

from django.urls import reverse
from django.utils.http import urlencode

from cell_values.digits import to_bengali
from cell_values.quarter_words import QUARTER_NAMES
from cell_values.sentence import Sentence, joined
from offices.models import Tier
from plans.actions.notice_words import in_both
from plans.kinds import plan_kind
from year_opening.actions.opening import OpenedYear
from year_opening.queries.opening import NO_POLICY, OpeningOfKind, YearOpening
from year_opening.queries.opening_days import DayFate

DAYS_DONE = {
    DayFate.MADE: Sentence("তৈরি", "made"),
    DayFate.CHANGED: Sentence("বদলানো", "changed"),
    DayFate.TAKEN_AWAY: Sentence("সরানো", "taken away"),
    DayFate.THERE: Sentence("আগেই ছিল", "there already"),
    DayFate.KEPT: Sentence("বদলানো যায়নি", "kept as they were"),
}


def opening_summary(opening: YearOpening, opened: OpenedYear) -> Iterator[dict[str, str]]:
    """The lines of the job's page: what lacks first, then plans by kind, deadlines, people."""
    for kind in opened.without_policy:
        yield _line("error", _of_kind(kind, NO_POLICY))
    for each in opening.kinds:
        if each.policy is not None:
            yield _line("success", _of_kind(each.kind, _plans(each, opened)), _comparison(each, opening))
    yield _line("success", _days(opened))
    yield from _days_kept(opened)
    yield from _people(opening, opened)
    yield from _to_see(opened)


def _plans(each: OpeningOfKind, opened: OpenedYear) -> Sentence:
    made = opened.made.get(each.kind, 0)
    parts = [_counted(made, "টি পরিকল্পনা তৈরি", " plans made")]
    if templated := opened.templated.get(each.kind, 0):
        parts.append(_counted(templated, "টি টেমপ্লেটের সারি নিয়ে", " of them with the rows of a template"))
    if rolled := opened.rolled.get(each.kind, 0):
        parts.append(_counted(rolled, "টি আগের বছরের সারি নিয়ে", " of them with the rows of the year before"))
    if left := each.made - made:
        parts.append(_counted(left, "টি বাকি", " left"))
    if each.there:
        parts.append(_counted(each.there, "টি আগেই ছিল", " there already"))
    if each.no_own_plan:
        parts.append(_counted(each.no_own_plan, "টি দপ্তর নিজে পরিকল্পনা করে না", " offices make none themselves"))
    return joined(parts, ", ")


def _days(opened: OpenedYear) -> Sentence:
    fates = [day.fate for day in opened.days]
    counts = [
        Sentence(f"{word.bn} {to_bengali(str(count))}", f"{word.en} {count}")
        for fate, word in DAYS_DONE.items()
        if (count := fates.count(fate))
    ]
    told = joined(counts, ", ")
    return Sentence(f"সময়সীমা: {told.bn}", f"Deadlines: {told.en}")


def _days_kept(opened: OpenedYear) -> Iterator[dict[str, str]]:
    for day in opened.days:
        if day.fate is DayFate.KEPT:
            tier = in_both(partial(str, Tier(day.tier).label))
            quarter, why = QUARTER_NAMES[day.quarter], joined(day.notes, ", ")
            told = Sentence(f"{tier.bn}, {quarter.bn}: {why.bn}", f"{tier.en}, {quarter.en}: {why.en}")
            yield _line("warning", told)


def _people(opening: YearOpening, opened: OpenedYear) -> Iterator[dict[str, str]]:
    if opened.carried:
        carried = _counted(opened.carried, "জন ফোকাল পয়েন্টের দায়িত্ব নতুন বছরেও থাকল", " focal points carried over")
        yield _line("success", carried)
    if without := opening.people.without:
        told = _counted(without, "টি দপ্তরে কোনো ফোকাল পয়েন্ট নেই", " offices have no focal point")
        yield _line("warning", told)


def _to_see(opened: OpenedYear) -> Iterator[dict[str, str]]:
    """The plans somebody has to look at, each with the way to what was moved in it."""
    for each in opened.to_see:
        office, short = each.before.office, plan_kind(each.before.kind).short
        moved = _counted(each.moved, "টি লক্ষ্যমাত্রার তারিখ এগোনো", " targets with dates moved")
        told = joined([moved, _counted(each.to_see, "টি জায়গা দেখে নিন", " places to look at")], ", ")
        bn, en = f"{office.name_bn}, {short.bn}: {told.bn}", f"{office.name_en}, {short.en}: {told.en}"
        yield _line("warning", Sentence(bn, en), reverse("admin:offices_fiscalyear_rolled", args=[each.before.pk]))
    if opened.unnamed:
        yield _line("warning", _counted(opened.unnamed, "টি পরিকল্পনা আরও দেখতে হবে", " more plans to look at"))


def _comparison(each: OpeningOfKind, opening: YearOpening) -> str:
    """Where the plans of a kind are looked at."""
    return f"{reverse('reports:comparison')}?{urlencode({'kind': each.kind, 'year': str(opening.choices.start_year)})}"


def _of_kind(kind: str, told: Sentence) -> Sentence:
    short = plan_kind(kind).short
    return Sentence(f"{short.bn}: {told.bn}", f"{short.en}: {told.en}")


def _counted(count: int, bn: str, en: str) -> Sentence:
    return Sentence(f"{to_bengali(str(count))}{bn}", f"{count}{en}")


def _line(level: str, told: Sentence, url: str = "") -> dict[str, str]:
    return {"level": level, "name": "", "text": told.bn, "text_en": told.en, "url": url}
