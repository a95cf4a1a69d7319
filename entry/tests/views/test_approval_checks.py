"""Owns the proof of the check before an approval: what is open first, each answered where it stands, the rest quiet."""

import re
from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from plans.actions.achievements import record_achievement
from plans.actions.exempting import decide_exemption
from plans.actions.reporting import approve_report, assess_cell, submit_report
from plans.actions.row_reviews import RowWord, review_quarter_rows
from plans.models import Indicator, QuarterReport, QuarterRound
from plans.tests.deciding import send
from plans.tests.factories import cell_of
from plans.tests.writing import row_of
from workflow.row_states import RowState
from workflow.transitions import ReportState

ENTERED = {"1.1": "৫", "1.2": "সভা হয়েছে", "1.3": "প্রযোজ্য নয়", "1.4": "১"}


@pytest.fixture
def plan(plan_of_size, alice):
    """Handed in late: 1.1 beyond its target, 1.2 in words, 1.3 not applicable, 1.4 claimed otherwise."""
    plan = plan_of_size(4)
    for number, text in ENTERED.items():
        record_achievement(cell=cell_of(plan, number, 1), value=text, version=0, by=alice)
    Indicator.objects.filter(pk=row_of(plan, "1.4").pk).update(claimed_marks=Decimal(1))
    plan.year.deadlines.update_or_create(
        quarter=1, tier=plan.office.tier, defaults={"due_on": timezone.localdate() - timedelta(days=3)}
    )
    submit_report(report=plan.reports.get(quarter=1), by=alice)
    return plan


def at(name, plan):
    return reverse(f"entry:{name}", kwargs={"plan_id": plan.pk, "quarter": 1})


def checks(client, plan):
    """Title → the rows listed and those not answered yet."""
    found = client.get(at("approve", plan)).context["approval"].checks
    return {
        check.title: (
            [line.number for line in check.lines],
            [each.number for each in check.lines if not each.is_answered],
        )
        for check in found
        if check.lines
    }


def test_everything_that_stands_against_it_is_listed_the_open_ones_first(plan, rita, client_of):
    found = checks(client_of(rita), plan)
    assert found == {
        "নম্বর বাকি": (["1.2"], ["1.2"]),
        "প্রযোজ্য নয় চাওয়া": (["1.3"], ["1.3"]),
        "১০০ %-এর বেশি": (["1.1"], ["1.1"]),
        "দাবি ও হিসাব": (["1.4"], ["1.4"]),
        "দেরি": ([""], []),
    }
    page = client_of(rita).get(at("approve", plan)).text
    assert "লক্ষ্যের ৫০০ %" in page
    assert "দপ্তরের দাবি ১.০০, হিসাব ০.২৫, তফাত −০.৭৫" in page
    assert "৩ দিন দেরি" in page
    assert page.index("করণীয়") < page.index("দেরি")


def test_each_is_answered_where_it_stands(plan, alice, rita, client_of):
    client, back = client_of(rita), {"back": "approve"}
    for number in ("1.1", "1.4"):
        row = row_of(plan, number).pk
        seen = next(each.token for each in client.get(at("entry", plan)).context["review"].rows if each.key == row)
        response = client.post(at("review", plan), back | {f"say-{row}": "accepted", f"was-{row}": seen})
        assert response.url == at("approve", plan)
    words, asked = cell_of(plan, "1.2", 1).pk, cell_of(plan, "1.3", 1).pk
    send(client, reverse("entry:assess", args=[words]) + "?percent=80", page=at("approve", plan))
    send(
        client,
        reverse("entry:exempt", args=[asked]),
        page=at("approve", plan),
        **{f"exempt-{asked}": "এমন কাজ নেই", "answer": "grant"},
    )
    assert all(not left for _listed, left in checks(client, plan).values())
    send(client, at("approve", plan), agreed="on", note="পরের বার সময়ে দিন")
    assert plan.reports.get(quarter=1).state == ReportState.APPROVED
    assert QuarterRound.objects.get().note == "পরের বার সময়ে দিন"
    assert "পরের বার সময়ে দিন" in client_of(alice).get(at("entry", plan)).text


def open_places(page):
    """The names of the lines the page says are still open, and where its next step leads."""
    return set(re.findall(r'<a(?: class="button")? href="#(check-\d+-\d+)"', page))


def test_each_open_line_is_led_to_where_it_is_answered(plan, rita, client_of):
    page = client_of(rita).get(at("approve", plan)).text
    places = open_places(page)
    assert len(places) == 4
    for place in places:
        line = page[page.index(f'<li id="{place}"') :].partition("</li>")[0]
        assert 'class="check-answer"' in line
    assert f'href="{at("entry", plan)}#marks-' not in page[page.index("decision-side") :]


def test_other_marks_are_given_in_the_check_and_what_is_not_taken_stays_there(plan, rita, client_of):
    client, cell = client_of(rita), cell_of(plan, "1.2", 1)
    marks, why = f"marks-{cell.pk}", f"why-{cell.pk}"
    address, typed = reverse("entry:assess", args=[cell.pk]), {marks: "৯৯", why: "আংশিক হয়েছে", "back": "approve"}
    refused = send(client, address, page=at("approve", plan), **typed)
    assert refused.status_code == 422
    assert "অনুমোদনের আগে দেখুন" in refused.text
    assert 'value="৯৯" aria-invalid="true"' in refused.text
    assert 'value="আংশিক হয়েছে"' in refused.text
    taken = send(client, address, page=at("approve", plan), **typed | {marks: "০.১০"})
    assert taken.redirect_chain[-1][0] == at("approve", plan)
    cell.refresh_from_db()
    assert (cell.assessed_marks, cell.assessed_reason) == (Decimal("0.10"), "আংশিক হয়েছে")


def test_a_row_is_asked_about_in_the_check(plan, rita, client_of):
    client, key = client_of(rita), row_of(plan, "1.1").pk
    typed = {"back": "approve", f"say-{key}": "question"}
    bare = send(client, at("review", plan), page=at("approve", plan), **typed, **{f"ask-{key}": ""})
    assert bare.status_code == 422
    assert "অনুমোদনের আগে দেখুন" in bare.text
    assert 'class="field-error"' in bare.text
    asked = send(client, at("review", plan), page=at("approve", plan), **typed, **{f"ask-{key}": "প্রমাণক কোথায়"})
    assert asked.redirect_chain[-1][0] == at("approve", plan)
    assert checks(client, plan)["প্রশ্ন"] == (["1.1"], ["1.1"])


def test_an_answer_refused_in_the_check_is_told_there(plan, rita, client_of):
    asked = cell_of(plan, "1.3", 1).pk
    address, typed = (
        reverse("entry:exempt", args=[asked]),
        {f"exempt-{asked}": " ", "answer": "grant", "back": "approve"},
    )
    refused = send(client_of(rita), address, page=at("approve", plan), **typed)
    assert (refused.status_code, "অনুমোদনের আগে দেখুন" in refused.text) == (422, True)


def test_what_was_typed_at_other_rows_outlives_an_answer_in_the_check(plan, rita, client_of):
    client, words, asked = client_of(rita), cell_of(plan, "1.2", 1).pk, cell_of(plan, "1.3", 1).pk
    send(client, at("approve", plan), page=at("entry", plan), **{f"why-{words}": "আধা লেখা কারণ"})
    typed = {f"exempt-{asked}": "এমন কাজ নেই", "answer": "grant", "back": "approve"}
    page = send(client, reverse("entry:exempt", args=[asked]), page=at("approve", plan), **typed).text
    assert 'value="আধা লেখা কারণ"' in page


def test_a_question_is_listed_and_stands_against_the_approval(plan, rita, client_of):
    report = QuarterReport.objects.get(plan=plan, quarter=1)
    assess_cell(cell=cell_of(plan, "1.2", 1), marks=Decimal(1), reason="দেখা", by=rita)
    words = [RowWord(row_of(plan, "1.1").pk, RowState.QUESTION, "পাঁচটির প্রমাণক কোথায়")]
    review_quarter_rows(report=report, words=words, by=rita)
    assert "পাঁচটির প্রমাণক কোথায়" in client_of(rita).get(at("approve", plan)).text
    response = send(client_of(rita), at("approve", plan), agreed="on")
    assert "১.১ সারিতে প্রশ্ন আছে" in response.text
    assert plan.reports.get(quarter=1).state == ReportState.SUBMITTED


def test_what_was_granted_in_an_earlier_quarter_is_told_so_and_asks_nothing(plan, alice, rita, client_of):
    """An answer holds for the quarters that go on saying so; the page called the row unanswered and still counted."""
    decide_exemption(cell=cell_of(plan, "1.3", 1), granted=True, reason="এমন কাজ নেই", by=rita)
    assess_cell(cell=cell_of(plan, "1.2", 1), marks=Decimal("0.25"), reason="দেখা", by=rita)
    approve_report(report=plan.reports.get(quarter=1), by=rita)
    for number in ENTERED:
        text = ENTERED["1.3"] if number == "1.3" else "১"
        record_achievement(cell=cell_of(plan, number, 2), value=text, version=0, by=alice)
    submit_report(report=plan.reports.get(quarter=2), by=alice)
    client, place = client_of(rita), {"plan_id": plan.pk, "quarter": 2}
    page = client.get(reverse("entry:approve", kwargs=place))
    (line,) = next(each.lines for each in page.context["approval"].checks if each.title == "প্রযোজ্য নয় চাওয়া")
    assert (line.number, line.is_answered) == ("1.3", True)
    assert line.detail == "আগের কোয়ার্টারে মঞ্জুর: সম্ভাব্য নম্বর থেকে বাদ"
    assert plan.reports.get(quarter=2).possible == 3
    review = client.get(reverse("entry:entry", kwargs=place))
    assert "আগের কোয়ার্টারে মঞ্জুর হয়েছে" in review.text
    assert not next(row for row in review.context["review"].rows if row.number == "1.3").needs_answer
