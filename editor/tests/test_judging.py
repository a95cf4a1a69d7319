"""Owns the proof that direction and late rule of a row are written in the editor, looked at, undone and stored."""

import re

import pytest
from django.urls import reverse

from editor.actions import store_draft
from editor.queries import open_plan
from editor.tests.drafting import row_of, write
from editor.tests.test_doubts import doubts
from plan_tree.late_rules import read_late_rule
from plan_tree.outline import Level, Outline, OutlineRow
from plan_tree.outline_merge import merged
from plans.models import Indicator
from plans.queries.replay import mismatches
from workflow.transitions import Refusal

DATED, COUNTED = "3.3", "1.1"


def page_of(client, plan, number, page="whole"):
    address = reverse(f"admin:integrity_plans_integrityplan_{page}", args=[plan.pk])
    return client.get(address, {"row": row_of(plan, number).id}).text


def store(plan, by):
    store_draft(plan=plan, version=open_plan(plan).version, by=by)
    assert mismatches(plan) == []


def test_a_late_rule_is_written_in_either_digits_looked_at_and_stored(industries, administrator, client_of):
    client = client_of(administrator)
    assert "বিলম্বের নিয়ম নেই" in page_of(client, industries, DATED)
    write(industries, administrator, row_of(industries, DATED).id, late_marks="০.২৫", late_days="14")
    told = "বিলম্বে: শুরু হওয়া প্রতি ১৪ দিনে ০.২৫ নম্বর কম"
    assert told in page_of(client, industries, DATED)
    assert told in page_of(client, industries, COUNTED)  # of a row that is not in hand
    look = page_of(client, industries, DATED, "look")
    assert re.search(r"বিলম্বে কাটা নম্বর</dt><dd><del>–</del> → <ins>০.২৫</ins>", look)
    store(industries, administrator)
    stored = Indicator.objects.get(activity__area__plan=industries, number=DATED)
    assert (str(stored.late_rule.marks), stored.late_rule.days) == ("0.25", 14)
    event = industries.events.filter(indicator=stored.pk).last()
    assert event.after["late_days"] == "14"


def test_a_direction_is_chosen_looked_at_and_stored(industries, administrator, client_of):
    client = client_of(administrator)
    write(industries, administrator, row_of(industries, COUNTED).id, direction="lower")
    assert '<option value="lower" selected>' in page_of(client, industries, COUNTED)
    assert "<del>বেশি হলে ভালো</del> → <ins>কম হলে ভালো</ins>" in page_of(client, industries, COUNTED, "look")
    store(industries, administrator)
    assert Indicator.objects.get(activity__area__plan=industries, number=COUNTED).direction == "lower"


def test_undo_leads_back_and_what_is_the_usual_way_leaves_an_empty_row_empty(industries, administrator):
    write(industries, administrator, row_of(industries, DATED).id, late_marks="১", late_days="৭")
    write(industries, administrator, step="undo")
    assert row_of(industries, DATED).text("late_marks") == ""
    at_hand = write(industries, administrator, row_of(industries, COUNTED).id, step="add_activity").at_hand
    write(industries, administrator, at_hand, direction="", late_marks="", late_days="")
    assert open_plan(industries).outline.find(at_hand).is_empty


@pytest.mark.parametrize(
    ("marks", "days", "lacking"),
    [("০.২৫", "", {"days"}), ("", "১৪", {"marks"}), ("পোয়া", "১৪", {"marks"}), ("0.255", "০", {"marks", "days"})],
)
def test_half_a_rule_is_told_at_its_field_and_not_stored(industries, administrator, client_of, marks, days, lacking):
    write(industries, administrator, row_of(industries, DATED).id, late_marks=marks, late_days=days)
    assert set(read_late_rule(marks, days).doubts) == lacking
    told = {doubt.field for doubt in doubts(industries, DATED) if doubt.is_error}
    assert told
    assert told <= {f"late_{each}" for each in lacking}
    page = page_of(client_of(administrator), industries, DATED)
    assert page.count('class="field-error"') == len(lacking)
    assert re.search(r'<details class="editor-judging[^>]* open>', page)
    with pytest.raises(Refusal):
        store(industries, administrator)


def test_two_who_write_a_late_rule_do_not_make_a_third_one():
    def outline(**fields):
        return Outline((OutlineRow("i1", Level.INDICATOR, "1.1", {"title": "ক", **fields}, 1),))

    base, draft = outline(late_marks="1", late_days="30"), outline(late_marks="2", late_days="30")
    stored = outline(late_marks="1", late_days="7", direction="lower")
    (row,) = merged(base, draft, stored).rows
    assert (row.text("late_marks"), row.text("late_days"), row.text("direction")) == ("2", "30", "lower")
