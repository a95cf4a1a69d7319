"""Owns the proof of saving several cells in one request, with and without JavaScript."""

import re

import pytest
from django.urls import reverse

from entry.tests.views.test_entry import CELL, HTMX, TOO_LONG, page_of
from entry.tests.views.test_saving_statements import SAVED, statements_of
from plans.actions.achievements import record_achievement
from plans.actions.ledger import is_chain_whole
from plans.models import QuarterCell, RefusedValue
from plans.tests.factories import cell_of


@pytest.fixture
def plan(plan_of_size):
    return plan_of_size(3)


@pytest.fixture
def client(alice, client_of):
    return client_of(alice)


def together(plan):
    return reverse("entry:record_all", kwargs={"plan_id": plan.pk, "quarter": 1})


def fields(texts, *, was=None):
    """What a page sends: ``texts`` by cell, in the version each cell has; ``was`` what stood in the fields before."""
    sent = {"cell": [cell.pk for cell in texts], "version": [cell.version for cell in texts], "text": [*texts.values()]}
    return sent if was is None else sent | {"was": was}


def cells_in(plan, *numbers):
    return [cell_of(plan, number, 1) for number in numbers]


def texts_of(plan):
    cells = QuarterCell.objects.filter(indicator__activity__area__plan=plan, quarter=1)
    return list(cells.order_by("indicator__number").values_list("achievement_text", flat=True))


@pytest.mark.django_db(transaction=True)
def test_thirty_seven_cells_ask_as_many_statements_as_one(plan_of_size, client):
    plan = plan_of_size(37)
    cells = QuarterCell.objects.filter(indicator__activity__area__plan=plan, quarter=1)
    sent = fields(dict.fromkeys(cells, "১"))
    asked = statements_of(lambda: client.post(together(plan), sent, **HTMX))
    in_bulk = {"UPDATE plans_quartercell": "INSERT plans_quartercell"}
    assert sorted(asked) == sorted(in_bulk.get(each, each) for each in SAVED)
    assert texts_of(plan) == ["১"] * 37


def test_every_changed_cell_has_its_event_and_the_marks_are_those_of_all(plan, client, alice):
    first, second, third = cells_in(plan, "1.1", "1.2", "1.3")
    answer = client.post(together(plan), fields({first: "১", second: "২", third: ""}), **HTMX)
    assert answer.status_code == 200
    assert [len(re.findall(CELL.format(cell.pk), answer.text, re.DOTALL)) for cell in (first, second, third)] == [1] * 3
    assert answer.text.count('id="entry-summary"') == 1
    told = plan.events.filter(verb="record_achievement", by=alice)
    assert sorted(told.values_list("subject", flat=True)) == ["1.1 q1", "1.2 q1"]
    assert is_chain_whole(plan.pk)
    assert "২ / ৩" in answer.text
    assert plan.reports.get(quarter=1).earned > 0


def test_one_that_lost_against_a_colleague_keeps_no_other_from_being_saved(plan, client, bob):
    first, second = cells_in(plan, "1.1", "1.2")
    record_achievement(cell=first, value="৪", version=0, by=bob)
    answer = client.post(together(plan), fields({first: "১", second: "২"}), **HTMX)
    assert answer.status_code == 409
    assert "is-conflict" in answer.text
    assert texts_of(plan) == ["৪", "২", ""]
    assert RefusedValue.objects.get().text == "১"


@pytest.mark.parametrize(("text", "state"), [("-৫", "is-unread"), (TOO_LONG, "is-refused")])
def test_what_is_not_understood_or_not_taken_says_so_among_the_others(plan, client, text, state):
    first, second = cells_in(plan, "1.1", "1.2")
    answer = client.post(together(plan), fields({first: text, second: "২"}), **HTMX).text
    (shown,) = re.findall(CELL.format(first.pk), answer, re.DOTALL)
    assert state in shown
    assert texts_of(plan)[1] == "২"


# --- without JavaScript ------------------------------------------------------------------------------------------


def test_any_button_saves_what_was_typed_anywhere_and_leaves_the_rest(plan, client, bob):
    first, second, third = cells_in(plan, "1.1", "1.2", "1.3")
    record_achievement(cell=third, value="৪", version=0, by=bob)  # since the page was shown
    sent = fields({first: "১", second: "২", third: ""}, was=["", "", ""])
    response = client.post(reverse("entry:record", kwargs={"cell_id": second.pk}), sent)
    assert response.status_code == 302
    assert response.url.endswith(f"#cell-{second.pk}")
    assert texts_of(plan) == ["১", "২", "৪"]
    assert not RefusedValue.objects.exists()


def test_the_button_above_the_form_saves_everything_typed(plan, client):
    page = client.get(page_of(plan)).text
    assert "যেটিই চাপুন" in page
    cells = cells_in(plan, "1.1", "1.2", "1.3")
    sent = fields(dict(zip(cells, ["", "২", "৩"], strict=True)), was=["", "", ""])
    assert client.post(together(plan), sent).url.endswith(f"#cell-{cells[1].pk}")
    assert texts_of(plan) == ["", "২", "৩"]


def test_nothing_typed_saves_nothing(plan, client):
    cells = cells_in(plan, "1.1", "1.2")
    sent = fields(dict.fromkeys(cells, ""), was=["", ""])
    assert client.post(together(plan), sent).url == page_of(plan)
    assert plan.events.count() == 1


def test_line_ends_that_a_field_does_not_show_are_no_change(plan, client, alice):
    (cell,) = cells_in(plan, "1.1")
    cell = record_achievement(cell=cell, value="কাজ\nচলছে", version=0, by=alice).cell
    client.post(together(plan), fields({cell: "কাজচলছে"}, was=["কাজ\r\nচলছে"]))
    assert cell_of(plan, "1.1", 1).version == 1


def test_a_conflict_of_one_shows_the_page_with_all_that_was_saved(plan, client, bob):
    first, second = cells_in(plan, "1.1", "1.2")
    record_achievement(cell=first, value="৪", version=0, by=bob)
    response = client.post(together(plan), fields({first: "১", second: "২"}, was=["", ""]))
    assert response.status_code == 409
    assert "<html" in response.text
    assert "<dd>৪</dd>" in response.text
    assert texts_of(plan) == ["৪", "২", ""]


def test_leaving_one_and_typing_another_does_both(plan, client):
    first, second = cells_in(plan, "1.1", "1.2")
    client.post(together(plan), fields({first: TOO_LONG}))
    sent = fields({first: TOO_LONG, second: "২"}, was=[TOO_LONG, ""]) | {"keep": "theirs"}
    assert client.post(reverse("entry:record", kwargs={"cell_id": first.pk}), sent).status_code == 302
    assert texts_of(plan) == ["", "২", ""]
    assert not RefusedValue.objects.exists()
    assert is_chain_whole(plan.pk)


# --- who and what ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("htmx", [True, False])
def test_nothing_is_saved_under_another_name_than_the_pages(plan, client, bob, htmx):
    (cell,) = cells_in(plan, "1.1")
    sent = fields({cell: "১"}) | {"owner": bob.pk}
    response = client.post(together(plan), sent, **(HTMX if htmx else {}))
    assert response.status_code == 403
    assert "এখন অন্য কেউ প্রবেশ করেছেন" in response.text
    assert texts_of(plan) == ["", "", ""]


@pytest.mark.parametrize(
    "odd",
    [
        {"version": ["0"]},
        {"text": ["১"]},
        {"cell": ["১", "x"]},
        {"cell": ["1", "1"]},
        {"was": [""]},
        {"version": ["0", "x"]},
        {"keep": "ours"},
    ],
)
def test_a_request_no_page_makes_is_bad_and_saves_nothing(plan, client, odd):
    sent = fields(dict.fromkeys(cells_in(plan, "1.1", "1.2"), "১"))
    address = reverse("entry:record", kwargs={"cell_id": sent["cell"][0]})
    assert client.post(address, sent | odd).status_code == 400
    assert texts_of(plan) == ["", "", ""]


def test_cells_of_two_quarters_or_plans_are_no_request_of_one_page(plan, plan_of_size, client):
    (own,) = cells_in(plan, "1.1")
    for other in (cell_of(plan, "1.1", 2), cell_of(plan_of_size(1), "1.1", 1)):
        assert client.post(together(plan), fields({own: "১", other: "১"})).status_code == 404
        assert client.post(together(plan), fields({other: "১", own: "১"})).status_code == 404
    assert texts_of(plan) == ["", "", ""]


@pytest.mark.parametrize("who", ["charlie", "rita"])
def test_who_does_not_enter_saves_nothing(plan, request, client_of, who):
    client = client_of(request.getfixturevalue(who))
    response = client.post(together(plan), fields(dict.fromkeys(cells_in(plan, "1.1", "1.2"), "১")), **HTMX)
    assert response.status_code == (404 if who == "charlie" else 403)
    assert texts_of(plan) == ["", "", ""]
    assert not RefusedValue.objects.exists()
