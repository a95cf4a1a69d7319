"""Owns the proof of the papers beside the quarters: what they print, and what they say to whoever verifies them."""

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from plans.actions.annual_reports import accept_annual_report, return_annual_report, submit_annual_report
from plans.actions.half_year_feedback import give_feedback, write_feedback
from plans.actions.office_changes import move_office
from plans.models import AnnualRound, GradedTarget, HalfYearFeedback, QuarterCell
from plans.tests.factories import cell_of
from plans.tests.stepping import approve_through
from plans.tests.year_end import NARRATIVE, hand_in_year, report_year
from reports.document_numbers import annual_number, contents_digest, feedback_number, find_year_end
from reports.paper_numbers import LETTERS
from reports.tests.pdf.extraction import text_of

TEXT = "অগ্রগতি সন্তোষজনক।\nআরও চেষ্টা করুন।"


@pytest.fixture
def plan(plan_of_size):
    return plan_of_size(2)


@pytest.fixture
def round_(plan, alice):
    return hand_in_year(plan, by=alice)


@pytest.fixture
def feedback(plan, alice, rita):
    report_year(plan, by=alice, through=2)
    write_feedback(plan=plan, text=TEXT, row_notes={cell_of(plan, "1.2", 1).indicator_id: "ধীর"}, version=0, by=rita)
    return give_feedback(plan=plan, by=rita)


def words_of(client, name, *place, language="bn"):
    answer = client.get(reverse(f"reports:{name}", args=place), {"language": language})
    assert answer["Content-Type"] == "application/pdf"
    with translation.override(language):
        return text_of(answer.content).replace("\n", " ")


def together(text):
    return "".join(text.split())


@pytest.mark.parametrize(
    ("language", "title", "marks"), [("bn", "বার্ষিক প্রতিবেদন", "১.০০ / ২"), ("en", "Annual report", "1.00 / 2")]
)
def test_the_annual_report_is_printed_with_its_evidence(round_, plan, rita, client_of, language, title, marks):
    words = words_of(client_of(rita), "annual_report", plan.pk, 1, language=language)
    for said in (title, marks, "notice.pdf", *(line for text in NARRATIVE.values() for line in text.splitlines())):
        assert said in words
    file = round_.contents["rows"][0]["files"][0]
    for said in (round_.receipt, file["sha256"], contents_digest(round_), annual_number(round_)):
        assert together(said) in together(words)


def test_a_row_without_a_target_of_the_year_tells_those_of_its_quarters(plan, alice, client_of):
    GradedTarget.objects.filter(indicator__number="1.2").delete()
    for quarter, text in ((2, "৭"), (4, "৯")):
        QuarterCell.objects.filter(indicator__number="1.2", quarter=quarter).update(target_text=text)
    QuarterCell.objects.filter(indicator__number="1.2", quarter__in=(1, 3)).update(target_text="")
    round_ = hand_in_year(plan, by=alice)
    assert round_.contents["rows"][1]["targets"] == [[2, "৭"], [4, "৯"]]
    words = words_of(client_of(alice), "annual_report", plan.pk, 1)
    assert "২য় কোয়ার্টার: ৭" in words
    assert "৪র্থ কোয়ার্টার: ৯" in words


def test_a_round_stays_as_it_was_handed_in(round_, plan, alice, rita, client_of):
    return_annual_report(plan=plan, reason="কারণ", by=rita)
    submit_annual_report(plan=plan, by=alice)
    first, second = AnnualRound.objects.order_by("number")
    words = words_of(client_of(alice), "annual_report", plan.pk, 1)
    assert together(first.receipt) in together(words)
    assert together(second.receipt) not in together(words)


def test_what_was_never_handed_in_or_given_has_no_paper(plan, alice, client_of):
    client = client_of(alice)
    assert client.get(reverse("reports:annual_report", args=[plan.pk, 1])).status_code == 404
    assert client.get(reverse("reports:half_year_feedback", args=[plan.pk])).status_code == 404


@pytest.mark.parametrize(
    ("language", "title"), [("bn", "ষাণ্মাসিক মূল্যায়ন ও ফিডব্যাক"), ("en", "half-yearly evaluation and feedback")]
)
def test_the_feedback_is_printed_as_a_letter_with_the_figures(feedback, plan, alice, client_of, language, title):
    words = words_of(client_of(alice), "half_year_feedback", plan.pk, language=language)
    for said in (title, *TEXT.splitlines(), "ধীর", "সূচক 1.2"):
        assert said in words
    assert together(feedback.number) in together(words)
    assert together(feedback_number(feedback)) in together(words)


def verdict(client, number):
    return client.get(reverse("verification:verdict", args=[number]))


def test_anybody_verifies_an_annual_report_through_all_its_life(round_, plan, alice, rita, client):
    number = annual_number(round_)
    shown = verdict(client, number)
    assert shown.status_code == 200
    assert "গ্রহণের অপেক্ষায় আছে" in shown.text
    assert contents_digest(round_) in shown.text
    assert str(alice) not in shown.text  # the paper says it; the public is not told
    return_annual_report(plan=plan, reason="কারণ", by=rita)
    assert "ফেরত গেছে" in verdict(client, number).text
    second = submit_annual_report(plan=plan, by=alice)
    assert "পরে আবার জমা দেওয়া হয়েছে" in verdict(client, number).text
    approve_through(plan, 4, by=alice, reviewer=rita)
    accept_annual_report(plan=plan, by=rita)
    assert "আসল ও গৃহীত" in verdict(client, annual_number(second)).text
    assert find_year_end(annual_number(second).lower().replace("-", " ")).round == second


def test_anybody_verifies_a_feedback_without_reading_it(feedback, rita, client):
    shown = verdict(client, feedback_number(feedback))
    assert "এই ষাণ্মাসিক ফিডব্যাক আসল" in shown.text
    assert feedback.number in shown.text
    assert TEXT not in shown.text
    assert str(rita) not in shown.text


def test_an_invented_number_and_a_changed_content_are_told(round_, client):
    number = annual_number(round_)
    other = LETTERS[(LETTERS.index(number[-3]) + 1) % len(LETTERS)]
    assert find_year_end(number[:-3] + other + number[-2:]) is None
    round_.contents["rows"][0]["total"] = "৯৯"
    round_.save()
    answer = verdict(client, number)
    assert "যেমন দেওয়া হয়েছিল তেমন নেই" in answer.text
    assert contents_digest(round_) not in answer.text


def test_a_number_of_one_paper_is_none_of_the_other(feedback, plan, alice):
    assert find_year_end(feedback_number(feedback)).feedback == HalfYearFeedback.objects.get()
    assert find_year_end(feedback_number(feedback)).round is None


def test_a_feedback_stays_that_of_the_office_that_gave_it(feedback, plan, labour_office, administrator, client_of):
    today = timezone.localdate()
    move_office(office=plan.office, above=labour_office, on=today, reason="আদেশ", by=administrator)
    words = words_of(client_of(administrator), "half_year_feedback", plan.pk)
    assert "পর্যালোচক, মন্ত্রিপরিষদ বিভাগ" in words
    assert labour_office.name_bn not in words
