"""Owns the proof that every column of every form is explained in both languages, out of its description."""

import re
from html import unescape

import pytest
from django.urls import reverse

from official_forms.column_help import FILLED_BY, HOLDS, help_of
from official_forms.columns import Filler, Part, Surface
from plans.kinds import plan_kinds

KINDS = ["integrity", "egov"]


def test_every_part_and_filler_is_explained():
    assert set(HOLDS) == set(Part)
    assert set(FILLED_BY) == set(Filler)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", ["bn", "en"])
def test_a_page_explains_every_column_of_the_form(alice, client_of, kind, language):
    client = client_of(alice)
    client.cookies["django_language"] = language
    page = client.get(reverse("entry:columns", args=[kind]))
    text, columns = unescape(page.text), plan_kinds()[kind].form.printed(Surface.ENTRY)
    assert len(page.context["rows"]) == len(columns)
    for column in columns:
        assert getattr(column.headings[-1], language) in text
        assert getattr(help_of(column.column), language) in text


def test_the_columns_of_words_are_told_apart():
    told = {help_of(each).bn for each in plan_kinds()["integrity"].form.of(Part.TEXT)}
    assert len(told) == 2


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_typed_each_quarter_is_told_how(kind):
    form = plan_kinds()[kind].form
    typed = [*form.of(Part.QUARTER), *form.of(Part.PROGRESS)]
    assert typed
    for column in typed:
        assert "৩০/০৯/২০২০" in help_of(column).bn
        assert re.search("[ঀ-৿]", help_of(column).bn)


def test_an_unknown_form_is_not_explained(alice, client_of):
    assert client_of(alice).get("/plans/form/apa/").status_code == 404


def test_the_entry_page_leads_to_it(alice, client_of, industries):
    page = client_of(alice).get(reverse("entry:entry", kwargs={"plan_id": industries.pk, "quarter": 1})).text
    assert reverse("entry:columns", args=["integrity"]) in page


@pytest.mark.parametrize("kind", KINDS)
def test_only_targets_are_said_to_change_by_a_request(kind):
    """A request is about targets: who wants another weight or unit must not be sent to that page."""
    columns = [each.column for each in plan_kinds()[kind].form.printed(Surface.ENTRY)]
    asked_for = {each.part for each in columns if "সংশোধনের আবেদনে" in help_of(each).bn}
    assert asked_for == {each.part for each in columns} & {Part.ANNUAL, Part.GRADE}


def test_the_marks_are_explained_where_the_pages_say_they_are():
    assert "স্কোরকার্ড" in HOLDS[Part.MARKS].bn
