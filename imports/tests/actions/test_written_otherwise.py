"""Owns the proof that a document which only writes otherwise what is stored changes nothing, and says so."""

from dataclasses import replace

import pytest

from cell_values.digits import to_ascii, to_bengali
from cell_values.text import written_alike
from cell_values.value import Value
from imports.actions.importing import store_plan
from imports.actions.merging import Merging, changes_of
from offices.models import FiscalYear
from plans.models import Event
from plans.tests.factories import draft_of_size, typed

WORDS = {
    "title": "১ম পর্যায়ের সভা",
    "responsible": "উপসচিব (প্রশাসন ২)",
    "remark": "স্মারক ১২৩",
    "unit_text": "সংখ্যা ১",
    "claimed_total": "৩টি",
    "annual": typed("১ম ধাপ সম্পন্ন"),
}
WRITTEN = [
    to_ascii,
    to_bengali,
    lambda text: f"  {text.replace(' ', '   ')} ",
    lambda text: text.replace(" ", "\n"),
    lambda text: text.replace("\u09af\u09bc", "\u09df"),
]


def drafted(write=lambda text: text):
    """A plan whose texts are written in one way or another."""
    parts = {name: _written(content, write) for name, content in WORDS.items()}
    draft = draft_of_size(1).with_indicators(lambda row: replace(row, **parts))
    areas = (replace(area, title=write(area.title), activities=_titled(area.activities, write)) for area in draft.areas)
    return replace(draft, areas=tuple(areas))


def _titled(activities, write):
    return tuple(replace(each, title=write(each.title)) for each in activities)


def _written(content, write):
    return typed(write(content.text)) if isinstance(content, Value) else write(content)


@pytest.fixture
def plan(industries_office):
    return store_plan(
        draft=drafted(), office=industries_office, year=FiscalYear.objects.get(start_year=2022), by=None
    ).plan


@pytest.mark.parametrize("write", WRITTEN, ids=["ascii", "bengali", "spaces", "lines", "composed"])
def test_another_way_of_writing_is_no_change_and_stores_nothing(plan, write):
    assert changes_of(Merging(plan, drafted(write)).steps()) == ()
    before = Event.objects.count()
    told = store_plan(draft=drafted(write), office=plan.office, year=plan.year, by=None)
    assert (told.event, Event.objects.count()) == (None, before)


def test_another_word_is_a_change(plan):
    changes = changes_of(Merging(plan, drafted(lambda text: text.replace("সভা", "সেমিনার"))).steps())
    assert [(change.subject, change.field) for change in changes] == [("1.1", "title")]


@pytest.mark.parametrize(
    ("text", "other", "alike"),
    [
        ("৫টি", "5টি", True),
        ("ক  খ", "ক\nখ", True),
        ("য়", "\u09df", True),
        ("", " ", True),
        ("৫", "৬", False),
        ("ক-খ", "ক খ", False),
        ("কখ", "ক খ", False),
    ],
)
def test_texts_are_written_alike_but_for_digits_spaces_and_composition(text, other, alike):
    assert written_alike(text, other) is written_alike(other, text) is alike
