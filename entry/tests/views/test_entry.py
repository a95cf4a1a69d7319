"""Owns the proof of the quarter's entry page, and of saving one cell with and without JavaScript."""

import re
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from plans.actions.achievements import record_achievement
from plans.actions.reporting import approve_report, return_report, submit_report
from plans.models import RefusedValue
from plans.tests.deciding import send
from plans.tests.factories import cell_of

HTMX = {"HTTP_HX_REQUEST": "true"}
TOO_LONG = "৫" * 4001  # for any cell
CELL = r'<div class="cell[^>]*id="cell-{}".*?</div>\s*</div>'


def page_of(plan, quarter=1):
    return reverse("entry:entry", kwargs={"plan_id": plan.pk, "quarter": quarter})


def address_of(cell):
    return reverse("entry:record", kwargs={"cell_id": cell.pk})


def queries_of(ask):
    with CaptureQueriesContext(connection) as queries:
        ask()
    return len(queries)


@pytest.fixture
def save(alice, client_of):
    """``save(cell, "১")``: what the browser of Alice is answered when she types into a cell."""
    client = client_of(alice)

    def post(cell, text, *, version=None, client=client, htmx=True, **data):
        seen = cell.version if version is None else version
        return client.post(address_of(cell), {"text": text, "version": seen} | data, **(HTMX if htmx else {}))

    return post


# --- the page ----------------------------------------------------------------------------------------------------


def test_the_page_shows_the_printed_form_with_one_quarter_to_fill(industries, alice, client_of):
    page = client_of(alice).get(page_of(industries)).text
    assert "প্রাতিষ্ঠানিক ব্যবস্থা" in page
    assert "১৩.৩ আওতাধীন দপ্তর/সংস্থা" in page.replace("\n", " ")
    assert len(re.findall(r'form="cells" name="text"', page)) == 37
    assert page.count('class="indicator"') == 37


def test_the_egov_page_shows_its_grades_and_what_was_reported(labour, charlie, client_of):
    page = client_of(charlie).get(page_of(labour)).text
    assert "অসাধারণ" in page
    assert "৩০/০৮/২০২১" in page
    assert 'value="২৫/০৮/২০২১"' in page
    assert len(re.findall(r'form="cells" name="text"', page)) == 13


@pytest.mark.parametrize("who", ["rita", "administrator"])
def test_who_does_not_enter_sees_the_form_and_why_it_is_closed(industries, request, client_of, who):
    page = client_of(request.getfixturevalue(who)).get(page_of(industries)).text
    assert "এ কাজ কেবল এই দপ্তরের ফোকাল পয়েন্ট করতে পারেন।" in page
    assert 'name="text"' not in page


def test_a_submitted_quarter_is_shown_closed_with_the_reason(industries, alice, client_of):
    submit_report(report=industries.reports.get(quarter=1), by=alice)
    page = client_of(alice).get(page_of(industries)).text
    assert "প্রতিবেদনটি জমা দেওয়া হয়েছে" in page
    assert 'name="text"' not in page
    assert 'name="text"' in client_of(alice).get(page_of(industries, 2)).text


def test_a_returned_quarter_is_open_again_and_shows_why_it_came_back(industries, alice, rita, client_of):
    report = submit_report(report=industries.reports.get(quarter=1), by=alice)
    return_report(report=report, reason="১.২-এর প্রমাণক নেই", by=rita)
    page = client_of(alice).get(page_of(industries)).text
    assert "১.২-এর প্রমাণক নেই" in page
    assert 'name="text"' in page


def test_a_quarter_that_has_not_begun_is_shown_closed(plan_of_size, alice, client_of):
    plan = plan_of_size(1, year=2090)
    page = client_of(alice).get(page_of(plan)).text
    assert "এই কোয়ার্টার এখনও শুরু হয়নি।" in page
    assert 'name="text"' not in page


@pytest.mark.parametrize("address", ["/plans/999999/q1/", "/plans/1/q0/", "/plans/1/q5/", "/plans/x/q1/"])
def test_a_plan_or_quarter_that_is_not_there_is_not_found(industries, alice, client_of, address):
    assert client_of(alice).get(address).status_code == 404


def test_both_languages_show_the_page(industries, alice, client_of):
    client = client_of(alice)
    client.cookies["django_language"] = "en"
    page = client.get(page_of(industries)).text
    assert '<html lang="en"' in page
    assert "Ministry of Industries" in page
    assert "প্রাতিষ্ঠানিক ব্যবস্থা" in page  # what the office wrote is not translated


@pytest.mark.parametrize("kind", ["integrity", "egov"])
def test_the_page_takes_as_many_queries_for_37_indicators_as_for_one(plan_of_size, alice, client_of, kind):
    client = client_of(alice)
    plans = [plan_of_size(size, kind=kind) for size in (1, 3, 37)]
    counts = {queries_of(lambda plan=plan: client.get(page_of(plan))) for plan in plans}
    assert len(counts) == 1
    assert counts.pop() <= 10  # one of them: what was typed and not taken


# --- saving ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("typed", ["১", "1"])
def test_a_saved_cell_comes_back_with_total_mark_and_summary(industries, save, typed):
    cell = cell_of(industries, "1.1", 1)
    response = save(cell, typed)
    assert response.status_code == 200
    answer = response.text
    assert f'id="cell-{cell.pk}"' in answer
    assert f'value="{typed}"' in answer
    assert 'name="version" value="1"' in answer
    assert f'id="total-{cell.indicator_id}" hx-swap-oob="true">১<' in answer
    assert f'id="mark-{cell.indicator_id}" hx-swap-oob="true"' in answer
    assert "<strong>০.৫০</strong>" in answer  # one meeting of four, two marks
    assert 'id="entry-summary"' in answer
    assert "<html" not in answer
    assert cell_of(industries, "1.1", 1).achievement.quantity == 1


def test_the_parts_that_come_back_are_those_the_page_shows(industries, save, alice, client_of):
    cell = cell_of(industries, "1.1", 1)
    answer = save(cell, "১").text
    page = client_of(alice).get(page_of(industries)).text
    for part in (
        r'<div class="cell .*?</div>\s*</div>',
        r"<span id=\"total-.*?</span>",
        r'<section class="summary".*?</section>',
    ):
        (came_back,) = re.findall(part, answer, re.DOTALL)
        assert plain(came_back) in plain(page)


def plain(html):
    """HTML without what differs by design: tokens, places and what htmx is told."""
    html = re.sub(r'<input type="hidden" name="csrfmiddlewaretoken"[^>]*>| hx-swap-oob="true"', "", html)
    return re.sub(r"\s+", " ", html)


def test_without_javascript_a_saved_cell_leads_back_to_its_place(industries, save):
    cell = cell_of(industries, "1.1", 1)
    response = save(cell, "১", htmx=False)
    assert response.status_code == 302
    assert response.url == f"{page_of(industries)}#cell-{cell.pk}"


@pytest.mark.parametrize("htmx", [True, False])
def test_a_doubtful_value_is_saved_and_the_doubt_is_told(industries, save, htmx):
    cell = cell_of(industries, "13.1", 1)
    response = save(cell, "০৩/০৮/২০", htmx=htmx)
    page = response.text if htmx else response.client.get(response.url).text
    assert "২০২০ ধরা হয়েছে" in page
    assert cell_of(industries, "13.1", 1).achievement.is_given


def test_words_are_saved_and_wait_for_an_assessment(industries, save):
    answer = save(cell_of(industries, "1.1", 1), "সভা হয়েছে").text
    assert 'value="সভা হয়েছে"' in answer.replace("\u09af\u09bc", "য়")
    assert cell_of(industries, "1.1", 1).achievement.state == "words"
    assert "mark-words" in answer


def test_a_blank_clears_the_cell(industries, save):
    cell = cell_of(industries, "1.1", 1)
    save(cell, "১")
    assert save(cell, "", version=1).status_code == 200
    assert cell_of(industries, "1.1", 1).achievement.is_blank
    assert industries.reports.get(quarter=1).earned == 0


def test_the_same_value_again_is_no_new_version(industries, save):
    cell = cell_of(industries, "1.1", 1)
    save(cell, "১")
    assert 'name="version" value="1"' in save(cell, "১", version=1).text
    assert industries.events.filter(verb="record_achievement").count() == 1


# --- what is refused ---------------------------------------------------------------------------------------------


@pytest.fixture
def plan(plan_of_size):
    return plan_of_size(2)


@pytest.mark.parametrize("htmx", [True, False])
@pytest.mark.parametrize("typed", ["১২৩৪৫৬৭৮৯০১২৩৪", "-৫"])
def test_what_cannot_be_read_stays_in_the_cell_as_typed_marked_not_understood(
    plan, save, alice, client_of, htmx, typed
):
    save(cell_of(plan, "1.1", 1), "১")
    response = save(cell_of(plan, "1.1", 1), typed, htmx=htmx)
    assert response.status_code == (200 if htmx else 302)
    shown = response.text if htmx else client_of(alice).get(page_of(plan)).text
    (cell,) = re.findall(CELL.format(cell_of(plan, "1.1", 1).pk), shown, re.DOTALL)
    assert "is-unread" in cell
    assert f'value="{typed}"' in cell
    assert 'aria-invalid="true"' in cell
    assert "বোঝা যায়নি:" in cell
    assert 'name="version" value="2"' in cell
    assert "০ / ২" in shown  # what nobody understood is not filled
    stored = cell_of(plan, "1.1", 1)
    assert (stored.achievement.text, stored.achievement.state) == (typed, "unreadable")
    assert plan.reports.get(quarter=1).earned == 0


@pytest.mark.parametrize("typed", ["ক" * 4001, "১\x002"])
def test_a_text_no_cell_takes_comes_back_with_a_sentence(plan, save, typed):
    response = save(cell_of(plan, "1.1", 1), typed)
    assert response.status_code == 422
    assert 'aria-invalid="true"' in response.text
    assert cell_of(plan, "1.1", 1).achievement.is_blank


@pytest.mark.parametrize("data", [{"version": "x"}, {"version": "-1"}, {"version": ""}, {"keep": "ours"}])
def test_a_request_no_page_of_ours_makes_is_bad(plan, save, data):
    assert save(cell_of(plan, "1.1", 1), "১", **data).status_code == 400
    assert cell_of(plan, "1.1", 1).achievement.is_blank


@pytest.fixture
def conflict(plan, alice, bob):
    """A cell of version 1, into which Bob wrote while Alice looked at version 0."""
    return record_achievement(cell=cell_of(plan, "1.1", 1), value="২", version=0, by=bob).cell


@pytest.mark.parametrize("htmx", [True, False])
def test_a_conflict_shows_both_values_and_who_wrote(conflict, save, htmx):
    response = save(conflict, "৩", version=0, htmx=htmx)
    assert response.status_code == 409
    assert 'value="৩"' in response.text
    assert "<dd>৩</dd>" in response.text
    assert "<dd>২</dd>" in response.text
    assert "bob" in response.text
    conflict.refresh_from_db()
    assert conflict.achievement.text == "২"


def test_mine_is_kept_over_the_version_the_conflict_showed(conflict, save, alice):
    answer = save(conflict, "৩", version=0).text
    (shown,) = re.findall(r'name="version" value="(\d+)"', answer)
    assert save(conflict, "৩", version=shown, keep="mine").status_code == 200
    conflict.refresh_from_db()
    assert (conflict.achievement.text, conflict.entered_by, conflict.version) == ("৩", alice, 2)


@pytest.mark.parametrize("htmx", [True, False])
def test_theirs_is_kept_without_writing(conflict, plan, save, htmx):
    response = save(conflict, "৩", version=1, keep="theirs", htmx=htmx)
    assert response.status_code == (200 if htmx else 302)
    if htmx:
        assert 'value="২"' in response.text
    conflict.refresh_from_db()
    assert (conflict.achievement.text, conflict.version) == ("২", 1)
    assert plan.events.filter(verb="record_achievement").count() == 1


@pytest.mark.parametrize("htmx", [True, False])
@pytest.mark.parametrize(("steps", "sentence"), [(("submit",), "জমা দেওয়া হয়েছে"), (("submit", "approve"), "অনুমোদিত")])
def test_after_submission_nothing_is_written_and_the_page_says_so(plan, alice, rita, save, htmx, steps, sentence):
    report = submit_report(report=plan.reports.get(quarter=1), by=alice)
    if "approve" in steps:
        approve_report(report=report, by=rita)
    response = save(cell_of(plan, "1.1", 1), "১", htmx=htmx)
    assert response.status_code == 403
    assert sentence in response.text
    if htmx:
        assert 'value="১"' in response.text
    assert cell_of(plan, "1.1", 1).achievement.is_blank


def test_a_colleague_goes_on_where_one_left_off(plan, save, bob, client_of):
    save(cell_of(plan, "1.1", 1), "১")
    cell = cell_of(plan, "1.1", 1)
    assert save(cell, "২", client=client_of(bob)).status_code == 200
    assert cell_of(plan, "1.1", 1).entered_by == bob


def test_marks_of_the_page_are_the_stored_ones(industries, save, alice, client_of):
    save(cell_of(industries, "1.2", 1), "১০০")
    page = client_of(alice).get(page_of(industries)).text
    earned = industries.reports.get(quarter=1).earned
    assert earned == Decimal("1.50")  # a quarter of six marks
    assert "<strong>১.৫০</strong>" in page


# --- what was typed and not taken --------------------------------------------------------------------------------


@pytest.mark.parametrize("htmx", [True, False])
def test_what_was_refused_is_there_again_at_reload_with_its_sentence(plan, save, alice, client_of, htmx):
    cell = cell_of(plan, "1.1", 1)
    save(cell, "২")
    save(cell, TOO_LONG, version=1, htmx=htmx)
    page = client_of(alice).get(page_of(plan)).text
    (form,) = re.findall(CELL.format(cell.pk), page, re.DOTALL)
    assert f'value="{TOO_LONG}"' in form
    assert "is-refused" in form
    assert "সংরক্ষিত হয়নি" in form
    assert "<q>২</q>" in form  # what stands in the plan
    assert "লেখা হয়েছে, সংরক্ষিত হয়নি" in page


def test_a_conflict_is_there_again_at_reload_with_both_values(conflict, plan, save, alice, client_of):
    save(conflict, "৩", version=0)
    page = client_of(alice).get(page_of(plan)).text
    assert "is-conflict" in page
    assert "<dd>৩</dd>" in page
    assert "<dd>২</dd>" in page


def test_a_colleague_finds_own_values_in_the_cells_and_is_told_of_what_was_not_taken(plan, save, bob, client_of):
    save(cell_of(plan, "1.1", 1), TOO_LONG)
    page = client_of(bob).get(page_of(plan)).text
    assert f'value="{TOO_LONG}"' not in page
    assert f"<q>{TOO_LONG[:99]}…</q>" in page
    assert "alice" in page


def test_a_reviewer_reads_nothing_of_it(plan, save, rita, client_of):
    save(cell_of(plan, "1.1", 1), TOO_LONG)
    assert TOO_LONG[:99] not in client_of(rita).get(page_of(plan)).text


@pytest.mark.parametrize("htmx", [True, False])
def test_leaving_the_stored_value_gives_up_what_was_typed(plan, save, htmx):
    cell = cell_of(plan, "1.1", 1)
    save(cell, TOO_LONG)
    assert save(cell, TOO_LONG, keep="theirs", htmx=htmx).status_code == (200 if htmx else 302)
    assert not RefusedValue.objects.exists()


def test_a_value_typed_while_the_report_was_handed_in_is_told_on_the_closed_page(plan, save, bob, alice, client_of):
    submit_report(report=plan.reports.get(quarter=1), by=bob)
    answer = save(cell_of(plan, "1.1", 1), "৩")
    assert "data-not-kept" not in answer.text
    page = client_of(alice).get(page_of(plan)).text
    assert "<q>৩</q>" in page
    assert "জমা দেওয়া হয়েছে" in page


def test_what_the_server_does_not_keep_is_left_to_the_browser(plan, save, rita, client_of):
    assert "data-not-kept" in save(cell_of(plan, "1.1", 1), "৩", client=client_of(rita)).text


def test_the_page_before_submitting_lists_what_was_not_taken_and_offers_no_submitting(plan, save, alice, client_of):
    save(cell_of(plan, "1.1", 1), TOO_LONG)
    client, address = client_of(alice), reverse("entry:submit", kwargs={"plan_id": plan.pk, "quarter": 1})
    page = client.get(address).text
    assert "সংরক্ষিত হয়নি বা বোঝা যায়নি" in page
    assert f"<q>{TOO_LONG[:199]}…</q>" in page
    assert "প্রতিবেদন জমা দিন" not in page
    assert "১.১" in client.post(address, follow=True).text
    assert plan.reports.get(quarter=1).state == "draft"
    refused = RefusedValue.objects.get()
    page = client.post(reverse("entry:discard_refused", kwargs={"refused_id": refused.pk}), follow=True).text
    assert "প্রতিবেদন জমা দিন" in page
    send(client, address)
    assert plan.reports.get(quarter=1).state == "submitted"


@pytest.mark.parametrize("who", ["charlie", "rita"])
def test_a_stranger_gives_up_nothing(plan, save, request, client_of, who):
    save(cell_of(plan, "1.1", 1), TOO_LONG)
    address = reverse("entry:discard_refused", kwargs={"refused_id": RefusedValue.objects.get().pk})
    assert client_of(request.getfixturevalue(who)).post(address).status_code == (404 if who == "charlie" else 302)
    assert RefusedValue.objects.exists()
