"""Owns the proof of drafts: nothing typed is lost or overwritten unseen, and a plan becomes what its draft says."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from editor.actions import StaleDraftError, discard_draft, store_draft, write_draft
from editor.models import PlanDraft
from editor.queries import open_plan
from editor.tests.drafting import numbers, outline, row_of, stored_numbers, write
from editor.typed_rows import TypedRow, sayable
from plan_tree.outline import Level, OutlineRow
from plans.actions.achievements import record_achievement
from plans.actions.ledger import is_chain_whole
from plans.models import Area, Indicator, QuarterCell
from plans.queries.replay import mismatches
from plans.tests.factories import cell_of
from workflow.transitions import Refusal


def store(plan, by):
    store_draft(plan=plan, version=open_plan(plan).version, by=by)
    assert is_chain_whole(plan.pk)


# --- drafts ------------------------------------------------------------------------------------------------------


def test_looking_makes_no_draft_and_typing_does(industries, administrator):
    row = row_of(industries, "1.1")
    assert write(industries, administrator, row.id, step="open:" + row_of(industries, "1.2").id).at_hand
    assert not PlanDraft.objects.exists()
    write(industries, administrator, row.id, title="নতুন কথা")
    assert row_of(industries, "1.1").text("title") == "নতুন কথা"
    assert Indicator.objects.get(pk=row.key).title != "নতুন কথা"


def test_an_older_page_overwrites_nothing(industries, administrator):
    row, version = row_of(industries, "1.1"), open_plan(industries).version
    write(industries, administrator, row.id, title="একজনের")
    with pytest.raises(StaleDraftError) as stale:
        write_draft(plan=industries, typed=TypedRow(row.id, {"title": "আরেকজনের"}), version=version, by=administrator)
    assert stale.value.draft.outline.find(row.id).text("title") == "একজনের"


def test_a_page_of_before_the_plan_changed_begins_no_draft(industries, administrator):
    row, version = row_of(industries, "1.1"), open_plan(industries).version
    Indicator.objects.filter(pk=row.key).update(title="এর মধ্যে বদলানো")
    with pytest.raises(StaleDraftError):
        write_draft(plan=industries, typed=TypedRow(row.id, {"title": "নতুন"}), version=version, by=administrator)


def test_steps_lead_back_one_after_the_other(industries, administrator):
    before = outline(industries).rows
    row = row_of(industries, "1.2").id
    write(industries, administrator, row, title="ক")
    write(industries, administrator, row, title="কখ")  # saved again while typing: one step
    write(industries, administrator, row, step="up")
    write(industries, administrator, row, step="duplicate")
    write(industries, administrator, row, step="remove")
    for _ in range(3):
        write(industries, administrator, step="undo")
    assert row_of(industries, "1.2").text("title") == "কখ"
    write(industries, administrator, step="undo")
    assert outline(industries).rows == before


def test_only_who_may_write_the_plan_writes_its_draft(industries, alice, rita):
    for person in (alice, rita):
        with pytest.raises(Refusal):
            write(industries, person, row_of(industries, "1.1").id, title="x")
    assert not PlanDraft.objects.exists()


def test_a_row_that_holds_reports_is_not_taken_away_and_what_was_typed_stays(industries, administrator, alice):
    record_achievement(cell=cell_of(industries, "1.1", 1), value="১", version=0, by=alice)
    row = row_of(industries, "1.1").id
    written = write(industries, administrator, row, step="remove", title="টাইপ করা")
    assert "সরানো যায় না" in written.refused.bn
    assert row_of(industries, "1.1").text("title") == "টাইপ করা"


def test_a_draft_is_given_up(industries, administrator):
    before = outline(industries).rows
    write(industries, administrator, row_of(industries, "1.1").id, title="ক")
    discard_draft(plan=industries, version=open_plan(industries).version, by=administrator)
    assert outline(industries).rows == before


# --- stored ------------------------------------------------------------------------------------------------------


def test_a_field_is_stored_with_its_event_and_the_draft_is_gone(industries, administrator):
    row, events = row_of(industries, "1.1"), industries.events.count()
    write(industries, administrator, row.id, title="নতুন কথা", q2="২")
    store(industries, administrator)
    stored = Indicator.objects.get(pk=row.key)
    assert stored.title == "নতুন কথা"
    assert stored.cells.get(quarter=2).target_text == "২"
    assert industries.events.count() == events + 2
    assert not PlanDraft.objects.exists()


def test_rows_change_places_and_numbers(industries, administrator):
    second, keys = row_of(industries, "1.2"), {row.pk: row.number for row in Indicator.objects.all()}
    write(industries, administrator, second.id, step="up")
    store(industries, administrator)
    assert Indicator.objects.get(pk=second.key).number == "1.1"
    assert stored_numbers(industries) == [*keys.values()]
    event = industries.events.filter(indicator=second.key).last()
    assert (event.before["number"], event.after["number"]) == ("1.2", "1.1")


def test_an_activity_moves_to_another_area_and_its_own_area_goes(industries, administrator):
    moved = row_of(industries, "8.1")
    while "8.2" in numbers(industries):
        write(industries, administrator, row_of(industries, "8.2").id, step="remove")
    write(industries, administrator, moved.id, step="to_area:" + row_of(industries, "7", Level.AREA).id)
    write(industries, administrator, row_of(industries, "8", Level.AREA).id, step="remove")
    expected = numbers(industries)
    store(industries, administrator)
    assert stored_numbers(industries) == expected
    assert Indicator.objects.get(pk=moved.key).activity.area.number == "7"
    assert Area.objects.filter(plan=industries).count() == 12


def test_new_rows_are_stored_with_their_targets(industries, administrator):
    at_hand = write(industries, administrator, row_of(industries, "2.4").id, step="add_activity").at_hand
    fields = {"title": "প্রশিক্ষণার্থী", "weight": "২", "unit": "number", "full": "৪০", "q1": "১০", "q2": "১০"}
    fields |= {"q3": "১০", "q4": "১০", "unit_text": "জন"}
    write(industries, administrator, at_hand, above={"title": "নতুন প্রশিক্ষণ"}, **fields)
    store(industries, administrator)
    stored = Indicator.objects.get(activity__area__plan=industries, number="2.5")
    assert (stored.activity.title, stored.title, stored.unit_text) == ("নতুন প্রশিক্ষণ", "প্রশিক্ষণার্থী", "জন")
    assert stored.quarter_rule == "sum"  # suggested by its targets
    assert stored.annual.quantity == 40
    assert [cell.target_text for cell in stored.cells.all()] == ["১০"] * 4
    assert QuarterCell.objects.filter(indicator=stored).count() == 4


def test_what_cannot_be_read_is_refused_and_kept(industries, administrator):
    row = row_of(industries, "1.1").id
    write(industries, administrator, row, q1="৩১/০২/২০২০", unit="date")
    with pytest.raises(Refusal):
        store(industries, administrator)
    assert row_of(industries, "1.1").text("q1") == "৩১/০২/২০২০"


def test_a_plan_changed_meanwhile_is_not_overwritten(industries, administrator):
    row = row_of(industries, "1.1")
    write(industries, administrator, row.id, title="খসড়ার কথা")
    Indicator.objects.filter(pk=row.key).update(title="অন্যজনের কথা")
    with pytest.raises(Refusal, match="changed the plan"):
        store(industries, administrator)
    assert row_of(industries, "1.1").text("title") == "খসড়ার কথা"


def test_the_ledger_replays_what_was_stored(industries, administrator):
    for step in ("up", "duplicate", "add_activity", "add_area"):
        write(industries, administrator, row_of(industries, "5.2").id, step=step)
    for row in [row for row in outline(industries).rows if row.is_empty]:
        write(industries, administrator, row.id, title="কথা", weight="১", unit="number")
    store(industries, administrator)
    assert mismatches(industries) == []


def test_a_row_is_stored_in_as_many_statements_whatever_the_size_of_the_plan(plan_of_size, administrator):
    counts = []
    for size in (3, 30):
        plan = plan_of_size(size)
        write(plan, administrator, row_of(plan, "1.1").id, title="নতুন কথা")
        version = open_plan(plan).version
        with CaptureQueriesContext(connection) as asked:
            store_draft(plan=plan, version=version, by=administrator)
        counts.append(len(asked))
    assert counts[0] == counts[1] < 50


@pytest.mark.parametrize("name", ["100.5%", "0%", "101%", "q5", "weight%", "key"])
def test_no_row_says_what_no_form_has_a_place_for(name):
    row = OutlineRow("i1", Level.INDICATOR, "1.1")
    assert sayable(row, {name: "৫"}) == {}
    assert sayable(row, {"82.5%": "৫"}) == {"82.5%": "৫"}
