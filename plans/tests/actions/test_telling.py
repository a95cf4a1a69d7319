"""Owns the proof of who is told what: the other side of the table, once, with the page it leads to."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from notices.models import Notice
from offices.models import DeadlineExtension, FiscalYear, Role
from offices.tests.people import add_person
from plans.actions.achievements import record_achievement
from plans.actions.evidence import write_comment
from plans.actions.exempting import decide_exemption
from plans.actions.plan_steps import approve_plan, return_plan, submit_plan
from plans.actions.reference_edits import edit_reference
from plans.actions.reopening import reopen_report
from plans.actions.reporting import approve_report, return_report, submit_report
from plans.actions.revising import ask_for_revision, decide_on_revision
from plans.actions.row_openings import answer_opening, ask_to_open
from plans.actions.row_reviews import RowWord, review_quarter_rows
from plans.actions.row_writes import RowEdit
from plans.actions.signing import sign_off_report
from plans.models import Plan
from plans.queries.quarter_contents import QuarterContents
from plans.tests.factories import cell_of
from workflow.row_states import RowState
from workflow.transitions import Refusal


@pytest.fixture
def plan(plan_of_size):
    return plan_of_size(2)


@pytest.fixture
def hasan(industries_office):
    """Head of the office."""
    return add_person("hasan", industries_office, Role.HEAD)


@pytest.fixture
def everybody(alice, bob, charlie, rita, hasan, administrator):
    """Alice does the work of the office; Charlie is a stranger."""


def told():
    """Who was told what, since this was asked last."""
    notices = list(Notice.objects.select_related("person").order_by("pk"))
    Notice.objects.all().delete()
    return {each.person.username: each for each in notices}


def report_of(plan, quarter=1):
    return plan.reports.get(quarter=quarter)


def entry_page(plan, quarter=1):
    return reverse("entry:entry", args=[plan.pk, quarter])


def test_who_reviews_is_told_that_a_quarter_was_handed_in_and_again(plan, everybody, alice, rita):
    submit_report(report=report_of(plan), by=alice)
    (rita_told,) = told().values()
    assert (rita_told.person, rita_told.kind, rita_told.link) == (rita, "handed_in", entry_page(plan))
    assert rita_told.text_bn == f"শিল্প মন্ত্রণালয়, শুদ্ধাচার {plan.year.label}, ১ম কোয়ার্টার জমা পড়েছে।"
    assert rita_told.text_en == "Ministry of Industries, Integrity 2023-2024, 1st quarter was handed in."
    return_report(report=report_of(plan), reason="কারণ", by=rita)
    told()
    submit_report(report=report_of(plan), by=alice)
    assert "দফা ২।" in told()["rita"].text_bn


def test_the_office_is_told_that_a_quarter_came_back_why_and_until_when(plan, everybody, alice, rita):
    submit_report(report=report_of(plan), by=alice)
    told()
    until = timezone.localdate() + timedelta(days=3)
    return_report(report=report_of(plan), reason="সভার\nকার্যবিবরণী দিন।", reply_by=until, by=rita)
    found = told()
    assert set(found) == {"alice", "bob", "hasan"}
    assert {(each.kind, each.link) for each in found.values()} == {("returned", entry_page(plan))}
    assert "ফেরত এসেছে। সভার কার্যবিবরণী দিন।" in found["bob"].text_bn
    assert f"{until.day} " in found["bob"].text_en


def test_rows_in_question_are_told_by_their_number(plan, everybody, alice, rita):
    submit_report(report=report_of(plan), by=alice)
    ask_of_row(plan, "1.1", by=rita)
    told()
    return_report(report=report_of(plan), reason="", by=rita)
    assert told()["alice"].text_bn.endswith("ফেরত এসেছে। প্রশ্ন আছে ১টি সারিতে।")


def test_a_wish_to_open_a_row_is_told_to_reviewers_and_its_answer_to_the_office(plan, everybody, alice, rita):
    submit_report(report=report_of(plan), by=alice)
    ask_of_row(plan, "1.1", by=rita)
    return_report(report=report_of(plan), reason="", by=rita)
    told()
    row = cell_of(plan, "1.2", 1).indicator
    ask_to_open(report=report_of(plan), row=row, reason="সংখ্যা ভুল।", by=alice)
    found = told()
    assert (set(found), found["rita"].kind, found["rita"].link) == ({"rita"}, "request", entry_page(plan))
    assert "সারি ১.২: দপ্তর খুলতে চায়: সংখ্যা ভুল।" in found["rita"].text_bn
    answer_opening(report=report_of(plan), row=row, granted=False, answer="প্রমাণ নেই।", by=rita)
    found = told()
    assert (set(found), found["bob"].kind) == ({"alice", "bob", "hasan"}, "decision")
    assert "সারি ১.২ বন্ধই থাকছে: প্রমাণ নেই।" in found["bob"].text_bn


def test_an_approval_that_is_taken_back_is_told_to_the_office(plan, everybody, alice, rita):
    submit_report(report=report_of(plan), by=alice)
    approve_report(report=report_of(plan), by=rita)
    told()
    reopen_report(report=report_of(plan), reason="হিসাবে ভুল।", by=rita)
    found = told()
    assert (set(found), found["hasan"].kind) == ({"alice", "bob", "hasan"}, "returned")
    assert "অনুমোদন প্রত্যাহার করা হয়েছে: হিসাবে ভুল।" in found["hasan"].text_bn


def test_a_signature_of_the_head_is_told_to_who_hands_in(plan, everybody, hasan):
    type(plan.office).objects.filter(pk=plan.office_id).update(needs_sign_off=True)
    sign_off_report(report=report_of(plan), by=hasan)
    found = told()
    assert set(found) == {"alice", "bob"}
    assert "hasan স্বাক্ষর করেছেন" in found["alice"].text_bn


def ask_of_row(plan, number, *, by):
    contents = QuarterContents(Plan.objects.get(pk=plan.pk), 1)
    key = next(row.key for row in contents.tree.indicators if row.number == number)
    words = [RowWord(key, RowState.QUESTION, "প্রমাণ দিন।")]
    review_quarter_rows(report=report_of(plan), words=words, by=by)


def test_the_office_is_told_that_a_quarter_was_approved_with_its_marks(plan, everybody, alice, rita):
    submit_report(report=report_of(plan), by=alice)
    told()
    approve_report(report=report_of(plan), by=rita)
    found = told()
    assert set(found) == {"alice", "bob", "hasan"}
    assert "০.০০ নম্বর" in found["hasan"].text_bn
    assert "with 0.00 marks" in found["hasan"].text_en


def test_a_plan_itself_is_told_of_like_its_quarters(plan, everybody, alice, rita):
    Plan.objects.filter(pk=plan.pk).update(state="draft")
    submit_plan(plan=plan, by=alice)
    assert {name: each.kind for name, each in told().items()} == {"rita": "handed_in"}
    return_plan(plan=plan, reason="ওজন ঠিক করুন।", by=rita)
    found = told()
    assert set(found) == {"alice", "bob", "hasan"}
    assert "ওজন ঠিক করুন।" in found["alice"].text_bn
    assert found["alice"].link == reverse("entry:plan", args=[plan.pk])
    submit_plan(plan=plan, by=alice)
    told()
    approve_plan(plan=plan, by=rita)
    assert {name: each.kind for name, each in told().items()} == dict.fromkeys(("alice", "bob", "hasan"), "approved")


def test_a_comment_is_told_to_both_sides_but_not_to_who_wrote_it(plan, everybody, alice):
    cell = cell_of(plan, "1.2", 1)
    write_comment(cell=cell, text="নথিতে তোলা হয়েছে।", by=alice)
    found = told()
    assert set(found) == {"bob", "hasan", "rita"}
    assert "সারি ১.২" in found["rita"].text_bn
    assert "নথিতে তোলা হয়েছে।" in found["rita"].text_bn
    assert found["rita"].link == reverse("entry:cell", args=[cell.pk])


def test_a_long_comment_is_told_by_its_beginning(plan, everybody, alice):
    write_comment(cell=cell_of(plan, "1.2", 1), text="কথা " * 400, by=alice)
    text = told()["rita"].text_bn
    assert len(text) < 420
    assert text.endswith("…")


def test_revised_targets_are_told_when_asked_for_and_when_decided(plan, everybody, alice, rita):
    FiscalYear.objects.update(revisions_until=timezone.localdate())
    indicator = cell_of(plan, "1.1", 4).indicator
    revision = ask_for_revision(indicator=indicator, texts={"100%": "৬"}, reason="বাজেট বেড়েছে।", by=alice)
    found = told()
    assert (set(found), found["rita"].kind) == ({"rita"}, "request")
    assert "বাজেট বেড়েছে।" in found["rita"].text_bn
    decide_on_revision(revision=revision, granted=False, reason="প্রমাণ নেই।", by=rita)
    found = told()
    assert (set(found), found["alice"].kind) == ({"alice", "bob", "hasan"}, "decision")
    assert "নামঞ্জুর হয়েছে: প্রমাণ নেই।" in found["alice"].text_bn


def test_what_is_not_applicable_is_told_with_the_hand_in_and_when_decided(plan, everybody, alice, rita):
    cell = cell_of(plan, "1.1", 1)
    record_achievement(cell=cell, value="প্রযোজ্য নয়", version=cell.version, by=alice)
    submit_report(report=report_of(plan), by=alice)
    assert "প্রযোজ্য নয় চাওয়া হয়েছে: ১টি।" in told()["rita"].text_bn
    decide_exemption(cell=cell_of(plan, "1.1", 1), granted=True, reason="এ বছর নেই।", by=rita)
    found = told()
    assert set(found) == {"alice", "bob", "hasan"}
    assert "প্রযোজ্য নয় মঞ্জুর হয়েছে: এ বছর নেই।" in found["alice"].text_bn


def test_more_time_is_told_to_its_office_once_for_each_end(plan, everybody, administrator, industries_office):
    year = FiscalYear.objects.get(start_year=2020)
    deadline = year.deadlines.get(quarter=2, tier=industries_office.tier)
    given = DeadlineExtension(deadline=deadline, office=industries_office, until=date(2021, 1, 25), reason="বন্যা")
    edit_reference(edits=[RowEdit(given)], by=administrator)
    found = told()
    assert set(found) == {"alice", "bob", "hasan"}
    assert "২৫ জানুয়ারি ২০২১" in found["alice"].text_bn
    assert "25 January 2021" in found["alice"].text_en


def test_nothing_is_told_of_what_was_refused(plan, everybody, alice):
    with pytest.raises(Refusal):
        return_report(report=report_of(plan), reason="কারণ", by=alice)
    assert told() == {}
