"""Owns the proof that where nothing can be written any more a page shows what stands, and what was typed beside it."""

from django.urls import reverse

from entry.tests.views.test_entry import HTMX, address_of, page_of
from plans.actions.achievements import record_achievement
from plans.actions.remarks import fingerprint
from plans.actions.reporting import return_report, submit_report
from plans.actions.row_reviews import RowWord, review_quarter_rows
from plans.tests.factories import cell_of
from workflow.row_openings import ROW_CLOSED
from workflow.row_states import RowState
from workflow.transitions import NOT_NOW, ReportState

SAYS = NOT_NOW[ReportState.SUBMITTED].bn


def shown_in_the_quarter(page):
    """What the cell of the quarter shows as what stands."""
    return page.split('class="quarter current entry shown"')[1].split(">", 1)[1].split("<", 1)[0].strip()


def test_a_quarter_handed_in_shows_what_stands_and_beside_it_what_came_too_late(plan_of_size, alice, bob, client_of):
    plan = plan_of_size(1)
    record_achievement(cell=cell_of(plan, "1.1", 1), value="১", version=0, by=alice)
    submit_report(report=plan.reports.get(quarter=1), by=bob)
    client, cell = client_of(alice), cell_of(plan, "1.1", 1)
    answered = client.post(address_of(cell), {"text": "৭", "version": cell.version})
    assert answered.status_code == 403
    for page in (answered.text, client.get(page_of(plan)).text):
        assert shown_in_the_quarter(page) == "১"
        assert "<q>৭</q>" in page
        assert SAYS in page
    assert shown_in_the_quarter(client_of(bob).get(page_of(plan)).text) == "১"


def test_a_row_that_did_not_go_back_shows_what_stands_and_why_the_rest_was_not_taken(
    plan_of_size, alice, rita, client_of
):
    plan = plan_of_size(2)
    record_achievement(cell=cell_of(plan, "1.1", 1), value="১", version=0, by=alice)
    report = submit_report(report=plan.reports.get(quarter=1), by=alice)
    word = RowWord(cell_of(plan, "1.2", 1).indicator_id, RowState.QUESTION, "কেন?")
    review_quarter_rows(report=report, words=[word], by=rita)
    return_report(report=report, by=rita)
    cell = cell_of(plan, "1.1", 1)
    answered = client_of(alice).post(address_of(cell), {"text": "৭", "version": cell.version}, **HTMX)
    closed = answered.text.split('class="closed-cell"')[1].split("entry_total")[0]
    assert answered.status_code == 403
    assert "<p>১</p>" in closed
    assert "<q>৭</q>" in closed
    assert ROW_CLOSED.bn in closed


def test_a_remark_and_a_claim_that_come_too_late_are_shown_with_the_reason(plan_of_size, alice, bob, client_of):
    plan = plan_of_size(1)
    submit_report(report=plan.reports.get(quarter=1), by=bob)
    cell, client = cell_of(plan, "1.1", 1), client_of(alice)
    for name, text in (("remark", "দীর্ঘ মন্তব্য"), ("claim", "০.৭৫")):
        place, data = reverse(f"entry:{name}", args=[cell.pk]), {"text": text, "version": fingerprint("")}
        for headers in ({}, HTMX):
            answered = client.post(place, data, **headers)
            assert answered.status_code == 403
            assert f"<blockquote><p>{text}</p>" in answered.text or f"<blockquote>{text}" in answered.text
            assert SAYS in answered.text
