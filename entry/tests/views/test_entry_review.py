"""Owns the proof of what the quarter's page asks of a reviewer, and of what it says about the deadline."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from plans.actions.achievements import record_achievement
from plans.actions.reporting import assess_cell, return_report, submit_report
from plans.models import GradedTarget, QuarterCell
from plans.tests.factories import cell_of
from plans.tests.stepping import submit_through


def page_of(plan, quarter=1):
    return reverse("entry:entry", kwargs={"plan_id": plan.pk, "quarter": quarter})


@pytest.fixture
def asked(rita, client_of):
    """``asked(plan)``: the numbers of the rows Rita is asked to assess, with what was withdrawn of each."""

    def ask(plan, quarter=1):
        review = client_of(rita).get(page_of(plan, quarter)).context.get("review")
        rows = [row.to_assess for row in review.rows if row.to_assess] if review else []
        return {each.row.number: each.withdrawn and each.withdrawn.marks for each in rows}

    return ask


# --- what a reviewer is asked ------------------------------------------------------------------------------------


def test_rows_in_words_are_asked(labour, charlie, asked):
    assert asked(labour) == {}  # not handed in yet
    submit_report(report=labour.reports.get(quarter=1), by=charlie)
    assert asked(labour) == {"2.1.1": None, "2.1.2": None}


def test_words_beside_figures_of_other_quarters_are_asked(plan_of_size, alice, asked):
    plan = plan_of_size(1)
    for quarter, text in ((1, "১"), (2, "সভা হয়েছে")):
        record_achievement(cell=cell_of(plan, "1.1", quarter), value=text, version=0, by=alice)
    submit_through(plan, 2, by=alice)
    assert asked(plan, 2) == {"1.1": None}


def test_a_row_without_a_target_to_measure_by_is_asked(plan_of_size, alice, asked, rita, client_of):
    plan = plan_of_size(2)
    words = {"target_text": "চলমান", "target_state": "words", "target_quantity": None}
    for model in (QuarterCell, GradedTarget):
        model.objects.filter(indicator__activity__area__plan=plan, indicator__number="1.2").update(**words)
    record_achievement(cell=cell_of(plan, "1.2", 1), value="৩", version=0, by=alice)
    submit_report(report=plan.reports.get(quarter=1), by=alice)
    assert asked(plan) == {"1.2": None}
    assert "মাপার লক্ষ্যমাত্রা নেই" in client_of(rita).get(page_of(plan)).text


def test_a_row_whose_assessment_was_withdrawn_is_asked_again(labour, charlie, rita, asked, client_of):
    """Even where the new achievement is one that a rule can mark."""
    report = submit_report(report=labour.reports.get(quarter=1), by=charlie)
    assess_cell(cell=cell_of(labour, "1.6.1", 1), marks=Decimal("2.5"), reason="দুটির প্রমাণক আছে", by=rita)
    assert asked(labour) == {"1.6.1": None, "2.1.1": None, "2.1.2": None}
    return_report(report=report, reason="১.৬.১ ঠিক করুন", by=rita)
    record_achievement(cell=cell_of(labour, "1.6.1", 1), value="৪", version=1, by=charlie)
    submit_report(report=report, by=charlie)
    assert asked(labour)["1.6.1"] == Decimal("2.5")
    page = client_of(rita).get(page_of(labour)).text
    assert "আগে ২.৫০ নম্বর দেওয়া হয়েছিল (দুটির প্রমাণক আছে)" in page
    assess_cell(cell=cell_of(labour, "1.6.1", 1), marks=Decimal(4), reason="চারটি সভা", by=rita)
    assert asked(labour)["1.6.1"] is None


def test_the_history_of_a_cell_tells_the_withdrawal(labour, charlie, rita, client_of):
    report = submit_report(report=labour.reports.get(quarter=1), by=charlie)
    cell = assess_cell(cell=cell_of(labour, "2.1.1", 1), marks=Decimal(4), reason="দেখা হয়েছে", by=rita)
    return_report(report=report, reason="ঠিক করুন", by=rita)
    record_achievement(cell=cell, value="চলমান", version=1, by=charlie)
    page = client_of(charlie).get(reverse("entry:cell", kwargs={"cell_id": cell.pk})).text
    assert "নির্ধারিত নম্বর তুলে নেওয়া হয়েছে" in page


def test_marks_given_in_an_earlier_quarter_say_so_to_both_sides(plan_of_size, alice, rita, client_of):
    plan = plan_of_size(1)
    record_achievement(cell=cell_of(plan, "1.1", 1), value="সভা হয়েছে", version=0, by=alice)
    record_achievement(cell=cell_of(plan, "1.1", 2), value="৪", version=0, by=alice)
    submit_report(report=plan.reports.get(quarter=1), by=alice)
    assess_cell(cell=cell_of(plan, "1.1", 1), marks=Decimal(1), reason="কার্যবিবরণী দেখা হয়েছে", by=rita)
    submit_through(plan, 2, by=alice)
    for reader in (alice, rita):
        client = client_of(reader)
        pages = {quarter: client.get(page_of(plan, quarter)).text for quarter in (1, 2)}
        assert "পর্যালোচক নির্ধারিত" in pages[1]
        assert "পর্যালোচক নির্ধারিত (১ম কোয়ার্টার)" not in pages[1]
        assert "পর্যালোচক নির্ধারিত (১ম কোয়ার্টার)" in pages[2]


# --- the deadline ------------------------------------------------------------------------------------------------


@pytest.fixture
def due(industries, alice, client_of):
    """``due(3)``: the page of the first quarter, whose report is due in three days."""

    def page(days):
        year, tier = industries.year, industries.office.tier
        deadlines = year.deadlines.filter(quarter=1, tier=tier)
        if days is None:
            deadlines.delete()
        else:
            deadlines.update(due_on=timezone.localdate() + timedelta(days=days))
        text = client_of(alice).get(page_of(industries)).text
        return text[text.index('class="quarters"') :].split("</nav>")[0]

    return page


@pytest.mark.parametrize(
    ("days", "said"),
    [(3, "৩ দিন বাকি"), (0, "আজই শেষ দিন"), (-1, "১ দিন দেরি"), (-99, "৯৯ দিন দেরি"), (-100, "-এর মধ্যে দেওয়ার কথা ছিল")],
)
def test_the_quarter_says_how_much_time_there_is(due, days, said):
    page = due(days)
    assert said in page
    assert "১০০ দিন" not in page


def test_a_quarter_without_a_deadline_says_its_state_alone(due):
    page = due(None)
    assert "শেষ দিন" not in page
    assert "খসড়া" in page


# --- not applicable ----------------------------------------------------------------------------------------------


@pytest.fixture
def declared(industries, alice):
    """The first quarter handed in with 1.1 said to be not applicable."""
    record_achievement(cell=cell_of(industries, "1.1", 1), value="প্রযোজ্য নয়", version=0, by=alice)
    submit_report(report=industries.reports.get(quarter=1), by=alice)
    return industries


def answer(client, plan, said, reason):
    cell = cell_of(plan, "1.1", 1).pk
    return client.post(reverse("entry:exempt", kwargs={"cell_id": cell}), said | {f"exempt-{cell}": reason["reason"]})


@pytest.mark.parametrize(("said", "possible"), [("grant", 98), ("refuse", 100)])
def test_a_reviewer_answers_to_not_applicable_on_the_page(declared, rita, client_of, said, possible):
    client = client_of(rita)
    page = client.get(page_of(declared)).text
    assert "“প্রযোজ্য নয়” বলা হয়েছে: মঞ্জুর বা নামঞ্জুর করুন" in page
    response = answer(client, declared, {"answer": said}, {"reason": "এমন কাজ নেই"})
    assert response.status_code == 302
    assert declared.reports.get(quarter=1).possible == possible
    assert "এমন কাজ নেই" in client.get(page_of(declared)).text


def test_a_reason_that_is_not_taken_stays_where_it_was_typed(declared, rita, client_of):
    reason = "ক" * 4001
    response = answer(client_of(rita), declared, {"answer": "grant"}, {"reason": reason})
    assert response.status_code == 422
    assert f'value="{reason}"' in response.text
    assert declared.reports.get(quarter=1).possible == 100


def test_the_office_is_not_offered_to_answer_itself(declared, alice, client_of):
    assert "মঞ্জুর বা নামঞ্জুর করুন" not in client_of(alice).get(page_of(declared)).text
