"""Owns what a page says, shown or read out, and what of it is in another language than the page."""

import json
import re
from collections.abc import Iterable, Iterator
from html import unescape

from allauth.account.models import EmailAddress
from django.apps import apps
from django.db import models

from cell_values.units import UNIT_WORDS
from jobs.models import Job
from offices.models import Office, OfficeSpelling, Person
from plans.models import Activity, Area, Evidence, Indicator, SourceFile

LATIN = re.compile(r"[A-Za-z]{2,}")
DIGIT = re.compile(r"[0-9]")
# Names of formats, of the other language, and what stands so in a file of rows.
ALLOWED = {"Excel", "Word", "PowerPoint", "OpenDocument", "PDF", "JSON", "CSV", "SHA", "QR", "English"}
ALLOWED |= {"xlsx", "xls", "ods", "docx", "html", "zip", "tsv", "integrity", "egov", "yes", "no"}
UNSEEN = re.compile(r"<(script|style|textarea|code|kbd|pre|svg)\b.*?</\1>|<!--.*?-->", re.DOTALL)
SAID_BY_ATTRIBUTES = re.compile(r'\b(?:placeholder|title|alt|aria-label)="([^"]*)"')
BUTTON = re.compile(r'<input[^>]*type="(?:submit|button)"[^>]*>')
VALUE = re.compile(r'\bvalue="([^"]*)"')
# A page of errors, which nobody's choice of language reaches, says it in both, and marks the other one.
MARKED = r'<(?!html)(\w+)\b[^>]*\blang="%s"[^>]*>.*?</\1>'
OTHER_LANGUAGE = {"bn": re.compile(MARKED % "en", re.DOTALL), "en": re.compile(MARKED % "bn", re.DOTALL)}
LANGUAGE = re.compile(r'<html\b[^>]*\blang="(bn|en)')
TAG = re.compile(r"<[^>]*>")
VERIFIES = r"[1-9A-Z]{1,4}(?:-[1-9A-Z]{4}){2,4}(?:-[1-9A-Z]{1,4})?"  # the number on a paper
DIGEST = re.compile(rf"\b(?:[0-9a-f]{{12,}}|[A-Z2-7]{{32}}|{VERIFIES})\b")  # and a secret of a second factor
NAME = re.compile(r"[\w.@/+-]*[A-Za-z][\w.@/+-]*")  # for log-in, of a file, of a standard
# The one way of the site: ১৫ অক্টোবর ২০২০ and ১৫/১০/২০২০; clocks go to twenty-four.
OTHER_DATES = re.compile(r"\b\d{4}-\d{2}-\d{2}\b|\b\d{1,2} [ঀ-৥]+, \d{4}\b|\d:\d{2} ?(?:[ap]\.?m|AM|PM|পূর্বাহ্ন|অপরাহ্ন)")
BENGALI = re.compile(r"[ঀ-৥][ঀ-৥\u200c\u200d]*(?:[\s,/‘’–-]+[ঀ-৥][ঀ-৥\u200c\u200d]*)*")
BENGALI_FIGURE = re.compile(r"[০-৯][০-৯.,/:-]*")
QUOTED = re.compile(r"“[^”]*”")  # as somebody typed it
OF_THE_LANGUAGES = {"বাংলা"}


def said(page: str) -> list[str]:
    """The texts a page shows and reads out, without what people type into it."""
    language = LANGUAGE.search(page)
    body = OTHER_LANGUAGE[language[1] if language else "bn"].sub(" ", UNSEEN.sub(" ", page))
    buttons = VALUE.findall(" ".join(BUTTON.findall(body)))
    texts = [*TAG.split(body), *SAID_BY_ATTRIBUTES.findall(body), *buttons]
    return [unescape(text.strip()) for text in texts if text.strip()]


def data_words() -> set[str]:
    """Latin words that are data: names for log-in, of files, of offices in English, addresses."""
    texts = [
        *Office.objects.values_list("name_en", flat=True),
        *OfficeSpelling.objects.values_list("spelling", flat=True),
        *EmailAddress.objects.values_list("email", flat=True),
        *Evidence.objects.values_list("name", flat=True),
        *SourceFile.objects.values_list("name", flat=True),
        *Job.objects.values_list("file_name", flat=True),
        *titles(),
    ]
    for names in Person.objects.values_list("username", "email", "first_name", "last_name"):
        texts += names
    return {word for text in texts for word in LATIN.findall(text)}


def titles() -> list[str]:
    """What rows of plans are called, as it was typed."""
    return [title for model in (Area, Activity, Indicator) for title in model.objects.values_list("title", flat=True)]


def stored_texts() -> set[str]:
    """Every text of the database, of values in JSON too, and the units as forms print them."""
    return {text for model in apps.get_models() for text in _texts_of(model)} | set(UNIT_WORDS.values())


def _texts_of(model: type[models.Model]) -> Iterator[str]:
    kinds = (models.CharField, models.TextField, models.JSONField)
    for field in (each.name for each in model._meta.concrete_fields if isinstance(each, kinds)):
        for value in model._default_manager.values_list(field, flat=True):
            yield from [value] if isinstance(value, str) else _leaves(value)


def _leaves(value: object) -> Iterator[str]:
    """The texts in a value of JSON, and what an object that was read from it would be written as."""
    if isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _leaves(inner)
    elif value is not None:
        yield value if isinstance(value, str) else json.dumps(value, default=str, ensure_ascii=False)


def not_bengali(page: str, words: set[str], typed: Iterable[str]) -> list[str]:
    """What a Bengali page says in Latin letters or digits, but for known ``words`` and what was ``typed`` so."""
    return foreign_in(said(page), words, typed)


def foreign_in(texts: Iterable[str], words: set[str], typed: Iterable[str]) -> list[str]:
    """The same of texts by themselves: those of a file, a mail."""
    return [text for text in texts if _is_foreign(DIGEST.sub("", text), words, typed)]


def _is_foreign(text: str, words: set[str], typed: Iterable[str]) -> bool:
    if set(LATIN.findall(text)) - ALLOWED - words or OTHER_DATES.search(text):
        return True
    rest = NAME.sub("", text)
    if not DIGIT.search(rest):
        return False
    for each in typed:
        rest = rest.replace(each, "")
    return bool(DIGIT.search(rest))


def not_english(page: str, stored: set[str]) -> list[str]:
    """What an English page says in Bengali letters or digits that nobody typed."""
    return bengali_in(said(page), stored)


def bengali_in(said_so: Iterable[str], stored: set[str]) -> list[str]:
    """The same of texts by themselves: those of a file, a mail."""
    as_typed = {" ".join(text.split()) for text in stored}
    whole = " ".join(" ".join(stored).split())
    texts = [QUOTED.sub("", text) for text in said_so if " ".join(text.split()) not in as_typed]
    words = [each for text in texts for each in BENGALI.findall(text) if " ".join(each.split()) not in whole]
    figures = [text for text in texts if set(BENGALI_FIGURE.findall(text)) and not BENGALI.search(text)]
    lone = [text for text in figures if any(each.rstrip(".,:") not in stored for each in BENGALI_FIGURE.findall(text))]
    return [each for each in (*words, *lone) if each not in OF_THE_LANGUAGES]
