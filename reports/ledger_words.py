"""Owns what the contents of events are called, and how they are shown, in the reader's language."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache

from django.db import models
from django.db.models.fields.json import JSONField

from cell_values.sentence import Sentence
from plans.display import date_short, digits, quarter_name, said
from plans.models import (
    Activity,
    AnnualReport,
    AnnualRound,
    Area,
    Evidence,
    GradedTarget,
    HalfYearFeedback,
    Indicator,
    OtherYearValue,
    Plan,
    PlanRound,
    QuarterCell,
    QuarterReport,
    RowReview,
    TargetRevision,
)
from plans.verbs import VERBS
from reports.queries.ledger import Changed

AS_STORED = frozenset({"sha256", "name", "receipt"})  # digests, names of files, numbers that are typed again
HIDDEN = frozenset({"seen", "figures", "contents"})  # digests of what a page showed or a plan said
MODELS: tuple[type[models.Model], ...] = (
    *(Indicator, Activity, Area, QuarterReport, Plan, GradedTarget, OtherYearValue),
    *(QuarterCell, Evidence, RowReview, PlanRound, AnnualReport, HalfYearFeedback, AnnualRound, TargetRevision),
)
NAMES: Mapping[str, Sentence] = {
    "": Sentence("বিষয়", "content"),
    "target": Sentence("লক্ষ্যমাত্রা", "target"),
    "achievement": Sentence("অর্জন", "achievement"),
    "assessment": Sentence("মূল্যায়ন", "assessment"),
    "exemption": Sentence("প্রযোজ্য নয়", "not applicable"),
    "granted": Sentence("মঞ্জুর", "granted"),
    "text": Sentence("লেখা", "text"),
    "name": Sentence("নাম", "name"),
    "by": Sentence("যাঁর লেখা", "typed by"),
    "marks": Sentence("নম্বর", "marks"),
    "reason": Sentence("কারণ", "reason"),
    "earned": Sentence("অর্জিত নম্বর", "marks earned"),
    "receipt": Sentence("প্রাপ্তি নম্বর", "receipt"),
    "questions": Sentence("প্রশ্ন", "questions"),
    "round": Sentence("দফা", "round"),
    "note": Sentence("টোকা", "note"),
    "targets": Sentence("চাওয়া লক্ষ্যমাত্রা", "targets asked for"),
    "counts_from": Sentence("যে কোয়ার্টার থেকে ধরা হয়", "counts from"),
    "published": Sentence("প্রকাশিত", "published"),
    "areas": Sentence("ক্ষেত্র", "areas"),
    "activities": Sentence("কার্যক্রম", "activities"),
    "indicators": Sentence("সূচক", "indicators"),
    "rows": Sentence("সারি", "rows"),
    "made_from": Sentence("যা থেকে তৈরি", "made from"),
    "sha256": Sentence("ফাইলের SHA-256", "SHA-256 of the file"),
    "reply_by": Sentence("জবাবের তারিখ", "reply by"),
}
# What an event is about where it is no row: documents of the year, and prints that are kept.
ABOUT: Mapping[str, Sentence] = {
    "annual": Sentence("বার্ষিক প্রতিবেদন", "annual report"),
    "half-year": Sentence("ষাণ্মাসিক ফিডব্যাক", "half-yearly feedback"),
    "form bn": Sentence("ফরম, বাংলা", "form in Bengali"),
    "form en": Sentence("ফরম, ইংরেজি", "form in English"),
    "scorecard bn": Sentence("স্কোরকার্ড, বাংলা", "scorecard in Bengali"),
    "scorecard en": Sentence("স্কোরকার্ড, ইংরেজি", "scorecard in English"),
}
YES = Sentence("হ্যাঁ", "yes")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_REVISED = re.compile(r"-r[0-9]+(?= )")
_QUARTER = re.compile(r"\bq([1-4])\b")


def verb_name(verb: str) -> str:
    return said(VERBS[verb]) if verb in VERBS else verb


def in_words(changes: tuple[Changed, ...]) -> Iterator[Changed]:
    """The contents with their names, choices and digits as the reader knows them."""
    for each in changes:
        if each.name not in HIDDEN:
            yield Changed(_name(each.name), *(_shown(each.name, text) for text in (each.before, each.after)))


def about_in_words(about: str) -> str:
    """The number of a row, a quarter by its name; a document or a print by its name, whatever was revised for it."""
    if known := ABOUT.get(_REVISED.sub("", about)):
        return said(known)
    return digits(_QUARTER.sub(lambda found: quarter_name(int(found[1])), about))


def _name(name: str) -> str:
    if name in NAMES:
        return said(NAMES[name])
    return str(_fields()[name][0].verbose_name) if name in _fields() else about_in_words(name)


def _shown(name: str, text: str) -> str:
    if name in AS_STORED:
        return text
    if _DAY.fullmatch(text):
        return date_short(date.fromisoformat(text))
    for field in _fields().get(name, ()):
        if text in (choices := dict(field.flatchoices)):
            return str(choices[text])
    return said(YES) if text == "True" else about_in_words(text)


@cache
def _fields() -> Mapping[str, "list[models.Field[object, object]]"]:
    """The columns of what a plan is made of by their names, those of the first model first."""
    known: dict[str, list[models.Field[object, object]]] = {}
    for model in MODELS:
        for field in model._meta.fields:
            if not isinstance(field, JSONField):
                known.setdefault(field.name, []).append(field)
    return known
