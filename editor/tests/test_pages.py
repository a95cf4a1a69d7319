"""Owns the proof of the editor's pages without JavaScript: one row with fields, one POST, nothing lost, few queries."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from editor.models import PlanDraft
from editor.queries import open_plan
from editor.tests.drafting import numbers, outline, row_of
from plan_tree.outline import Level
from plans.actions.achievements import record_achievement
from plans.actions.reporting import submit_report
from plans.models import Indicator, Plan
from plans.tests.factories import cell_of

WHOLE = "admin:integrity_plans_integrityplan_whole"
LOOK = "admin:integrity_plans_integrityplan_look"


@pytest.fixture
def client(administrator, client_of):
    return client_of(administrator)


@pytest.fixture
def place(industries):
    return reverse(WHOLE, args=[industries.pk])


def posted(plan, row="", do="save", **fields):
    named = {name if name.startswith("above:") else f"f:{name}": text for name, text in fields.items()}
    return {"version": open_plan(plan).version, "row": row, "do": do, **named}


def test_the_page_shows_every_row_as_text_and_fields_for_the_one_in_hand(client, industries, place):
    page = client.get(place)
    assert page.text.count('class="editor-line') == 37
    assert "<textarea" not in page.text
    row = row_of(industries, "3.3")
    page = client.get(place, {"row": row.id})
    assert set(re.findall(r'name="((?:f|above):[^"]+)"', page.text)) == {
        *("above:title", "f:title", "f:weight", "f:unit", "f:responsible", "f:quarter_rule", "f:100%"),
        *("f:q1", "f:q2", "f:q3", "f:q4", "f:late_marks", "f:late_days"),
    }
    assert page.text.count("<textarea") == 3


def test_a_plan_of_37_indicators_is_a_page_of_less_than_150_kb(client, industries, place):
    assert len(client.get(place, {"row": row_of(industries, "3.3").id}).content) < 150_000


def test_a_post_keeps_what_was_typed_and_leads_to_the_next_row(client, industries, place):
    row, other = row_of(industries, "1.1"), row_of(industries, "2.3")
    answer = client.post(place, posted(industries, row.id, f"open:{other.id}", title="নতুন কথা", weight="৩"))
    assert answer.status_code == 302
    assert answer.url == f"{place}?row={other.id}#row-{other.id}"
    assert row_of(industries, "1.1").text("weight") == "৩"
    page = client.get(answer.url)
    assert "১০১ / ১০০" in page.text
    assert "১ বেশি" in page.text


def test_every_step_works_by_its_button(client, industries, place):
    row = row_of(industries, "4.2").id
    steps = ["add_activity", "add_area", "duplicate", "undo", "undo", "undo", "remove", "undo", "up", "down"]
    counts = []
    for step in steps:
        at_hand = row if outline(industries).find(row) else ""
        assert client.post(place, posted(industries, at_hand, step)).status_code == 302
        counts.append(len(numbers(industries)))
    assert counts == [38, 39, 40, 39, 38, 37, 36, 37, 37, 37]
    data = posted(industries, row, "to_area") | {"area": row_of(industries, "1", Level.AREA).id}
    client.post(place, data)
    assert outline(industries).find(row).number == "1.3"


def test_an_older_page_is_answered_with_both_and_saves_when_sent_again(client, industries, place):
    row, data = row_of(industries, "1.1"), posted(industries, row_of(industries, "1.1").id, title="আমার কথা")
    client.post(place, posted(industries, row.id, title="অন্যজনের কথা"))
    answer = client.post(place, data)
    assert answer.status_code == 409
    assert "আমার কথা" in answer.text
    assert row_of(industries, "1.1").text("title") == "অন্যজনের কথা"
    version = re.search(r'name="version" value="(\d+)"', answer.text)[1]
    assert client.post(place, data | {"version": version}).status_code == 302
    assert row_of(industries, "1.1").text("title") == "আমার কথা"


def test_a_row_that_is_gone_gives_back_what_was_typed_into_it(client, industries, place):
    data = posted(industries, row_of(industries, "1.2").id, title="আমার কথা")
    client.post(place, posted(industries, row_of(industries, "1.2").id, "remove"))
    answer = client.post(place, data)
    assert answer.status_code == 409
    assert "আমার কথা" in answer.text


def test_a_row_with_achievements_says_at_the_row_why_it_stays(client, industries, place, alice):
    record_achievement(cell=cell_of(industries, "1.1", 1), value="১", version=0, by=alice)
    row = row_of(industries, "1.1").id
    answer = client.post(place, posted(industries, row, "remove", title="টাইপ করা"))
    assert answer.status_code == 422
    body = answer.text.split(f'id="row-{row}"')[1].split("</tbody>")[0]
    assert "সরানো যায় না" in body
    assert "টাইপ করা" in body


def test_the_script_gets_the_form_alone(client, industries, place):
    row = row_of(industries, "1.1").id
    answer = client.post(place, posted(industries, row, title="ক"), headers={"X-Editor": "1"})
    assert answer.status_code == 200
    assert answer.text.lstrip().startswith("<form")
    assert "খসড়া সংরক্ষিত" in answer.text


@pytest.mark.parametrize("odd", [{"version": "x"}, {"version": "-1"}, {"version": ""}])
def test_what_no_page_sends_is_no_request(client, industries, place, odd):
    assert client.post(place, posted(industries) | odd).status_code == 400


@pytest.mark.parametrize(
    ("row", "do", "fields"),
    [
        ("i1x", "save", {"title": "ক"}),
        ("", "up", {}),
        ("", "remove", {}),
        ("first", "open:nowhere", {}),
        ("first", "to_area:nowhere", {}),
        ("first", "set:nowhere:title=ক", {}),
        ("first", "set:i", {}),
        ("first", "dance", {}),
        ("first", "save", {"unit": "ell", "quarter_rule": "guess", "direction": "up", "q9": "1", "0%": "1", "x": "1"}),
    ],
)
def test_odd_steps_and_fields_change_nothing(client, industries, place, row, do, fields):
    before = outline(industries).rows
    row = row_of(industries, "1.1").id if row == "first" else row
    assert client.post(place, posted(industries, row, do, **fields)).status_code in (302, 403)
    assert outline(industries).rows == before


# --- look, then store --------------------------------------------------------------------------------------------


def test_what_changes_is_shown_before_and_after_and_then_stored(client, industries, place):
    row, look = row_of(industries, "1.1"), reverse(LOOK, args=[industries.pk])
    client.post(place, posted(industries, row.id, q2="২"))
    client.post(place, posted(industries, row_of(industries, "13.3").id, "remove"))
    page = client.get(look)
    assert "<del>১</del> → <ins>২</ins>" in page.text
    assert "বাদ" in page.text
    assert client.post(look, {"version": open_plan(industries).version, "do": "store"}).status_code == 302
    assert Indicator.objects.get(pk=row.key).cells.get(quarter=2).target_text == "২"
    assert Indicator.objects.filter(activity__area__plan=industries).count() == 36
    assert not PlanDraft.objects.exists()


def test_a_draft_with_an_error_cannot_be_stored_and_says_where_it_is(client, industries, place):
    row, look = row_of(industries, "1.1"), reverse(LOOK, args=[industries.pk])
    client.post(place, posted(industries, row.id, weight="অনেক"))
    page = client.get(look)
    assert 'value="store"' not in page.text
    assert f"?row={row.id}#row-{row.id}" in page.text
    answer = client.post(look, {"version": open_plan(industries).version, "do": "store"})
    assert answer.status_code == 422
    assert row_of(industries, "1.1").text("weight") == "অনেক"


def test_a_draft_is_given_up_on_the_page(client, industries, place):
    client.post(place, posted(industries, row_of(industries, "1.1").id, title="ক"))
    look = reverse(LOOK, args=[industries.pk])
    assert client.post(look, {"version": open_plan(industries).version, "do": "discard"}).status_code == 302
    assert not PlanDraft.objects.exists()


def test_the_plans_page_leads_to_the_editor_and_a_new_plan_lands_there(client, industries, industries_office):
    page = client.get(reverse("admin:integrity_plans_integrityplan_change", args=[industries.pk]))
    assert reverse(WHOLE, args=[industries.pk]) in page.text
    year = industries.year._meta.model.objects.get(start_year=2019)
    add = reverse("admin:integrity_plans_integrityplan_add")
    data = {"office": industries_office.pk, "year": year.pk, "policy": industries.policy_id, "revision": "১"}
    total = {f"areas-{name}_FORMS": "0" for name in ("TOTAL", "INITIAL")}
    answer = client.post(add, data | total)
    made = Plan.objects.get(office=industries_office, year=year)
    assert answer.url == reverse(WHOLE, args=[made.pk])
    assert "প্রথম ক্ষেত্র" in client.get(answer.url).text


# --- the work of the database ------------------------------------------------------------------------------------


def queries(act):
    with CaptureQueriesContext(
        connection,
    ) as asked:
        act()
    return len(asked)


def test_the_page_and_the_draft_cost_the_same_for_any_plan(client, plan_of_size):
    counts = []
    for size in (3, 30):
        plan = plan_of_size(size)
        place = reverse(WHOLE, args=[plan.pk])
        row = row_of(plan, "1.2").id
        client.get(place)
        first = queries(lambda place=place: client.get(place))
        begun = queries(lambda plan=plan, place=place, row=row: client.post(place, posted(plan, row, title="ক")))
        saved = queries(lambda plan=plan, place=place, row=row: client.post(place, posted(plan, row, "up", title="খ")))
        counts.append((first, begun, saved))
    assert counts[0] == counts[1]
    assert max(counts[0]) <= 20  # to begin a draft, with what last year reached


# --- who, and when -----------------------------------------------------------------------------------------------


def test_a_plan_with_a_report_handed_in_is_shown_and_not_written(client, industries, place, alice):
    row = row_of(industries, "1.1").id
    data = posted(industries, row, title="টাইপ করা")
    submit_report(report=industries.reports.get(quarter=1), by=alice)
    page = client.get(place, {"row": row})
    assert page.text.count('class="editor-line') == 37
    assert "<textarea" not in page.text
    assert 'value="open:' not in page.text
    answer = client.post(place, data)
    assert answer.status_code == 403
    assert "টাইপ করা" in answer.text  # nothing is lost
    assert not PlanDraft.objects.exists()


@pytest.mark.parametrize("name", ["alice", "rita"])
def test_others_than_administrators_do_not_find_it_in_the_administration(request, client_of, industries, place, name):
    person = request.getfixturevalue(name)
    assert client_of(person).get(place).status_code in (302, 403)
    assert client_of(person).post(place, posted(industries)).status_code in (302, 403)
