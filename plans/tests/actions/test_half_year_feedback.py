"""Owns the proof of the half-yearly feedback's steps: who takes them when, what is kept, and who is told what."""

import pytest
from django.urls import reverse

from notices.models import Notice
from offices.models import Membership, Role
from offices.tests.people import SINCE
from plans.actions.achievements import record_achievement
from plans.actions.annual_reports import CHANGED_MEANWHILE, WRITTEN_MEANWHILE
from plans.actions.half_year_feedback import answer_feedback, give_feedback, write_feedback
from plans.models import HalfYearFeedback
from plans.queries.feedback_work import FeedbackWork
from plans.queries.period_told import PeriodTold
from plans.queries.replay import mismatches
from plans.tests.factories import cell_of
from plans.tests.stepping import submit_through
from plans.tests.year_end import report_year
from workflow.half_year_feedback import FEEDBACK_EMPTY, FEEDBACK_NOT_NOW, OWN_HALF_YEAR, FeedbackState
from workflow.transitions import NOT_YOURS, Refusal, Side

TEXT = "অগ্রগতি ভালো; ১.২ সারিতে গতি বাড়ান।"


@pytest.fixture
def plan(plan_of_size):
    return plan_of_size(2)


def key_of(plan, number):
    return cell_of(plan, number, 1).indicator_id


def refused(step, **how):
    with pytest.raises(Refusal) as refusal:
        step(**how)
    return refusal.value.sentence


def write(plan, by, version=0, **how):
    return write_feedback(plan=plan, **({"text": TEXT, "row_notes": {}} | how), version=version, by=by)


def given(plan, alice, rita):
    report_year(plan, by=alice, through=2)
    write(plan, rita, row_notes={key_of(plan, "1.2"): "এখনও কিছু হয়নি"})
    return give_feedback(plan=plan, by=rita)


def test_a_draft_is_kept_with_what_is_said_of_rows_of_this_plan(plan, rita):
    row = key_of(plan, "1.2")
    stored = write(plan, rita, row_notes={row: " ধীর ", 999_999: "অন্য পরিকল্পনা", key_of(plan, "1.1"): " "})
    assert (stored.text, stored.row_notes, stored.version) == (TEXT, {str(row): "ধীর"}, 1)
    assert mismatches(plan) == []


def test_the_ledger_which_the_office_reads_tells_nothing_of_a_draft(plan, rita):
    write(plan, rita)
    event = plan.events.last()
    assert (event.verb, event.before, event.after) == ("write_feedback", None, None)


def test_who_writes_over_somebody_else_is_told(plan, rita):
    write(plan, rita)
    assert refused(write, plan=plan, by=rita, text="অন্য") is WRITTEN_MEANWHILE
    assert write(plan, rita, version=1, text="অন্য").version == 2


def test_only_the_reviewing_office_writes_and_gives(plan, alice, charlie, administrator):
    for somebody in (alice, charlie, administrator):
        assert refused(write, plan=plan, by=somebody) is NOT_YOURS[Side.REVIEWING]
        assert refused(give_feedback, plan=plan, by=somebody) is NOT_YOURS[Side.REVIEWING]


def test_nobody_gives_feedback_on_the_own_half_year(plan, alice):
    report_year(plan, by=alice, through=2)
    Membership.objects.create(person=alice, office=plan.office.parent, role=Role.REVIEWER, since=SINCE)
    assert refused(write, plan=plan, by=alice) is OWN_HALF_YEAR


def test_it_is_given_once_both_quarters_are_handed_in_and_something_is_said(plan, alice, rita):
    write(plan, rita, text="\u200b\u200d")
    submit_through(plan, 1, by=alice)
    assert refused(give_feedback, plan=plan, by=rita).en.startswith("The 2nd quarter is not handed in")
    submit_through(plan, 2, by=alice)
    assert refused(give_feedback, plan=plan, by=rita) is FEEDBACK_EMPTY
    write(plan, rita, version=0)
    assert give_feedback(plan=plan, by=rita).state == "given"


def test_given_it_keeps_the_figures_of_the_half_year_and_does_not_change(plan, alice, rita):
    feedback = given(plan, alice, rita)
    told = PeriodTold.from_json(feedback.contents)
    first, second = told.rows
    assert (first.targets, first.total) == (((1, "১"), (2, "১")), "২")
    assert (second.total, second.note) == ("", "এখনও কিছু হয়নি")
    assert (told.through, told.possible, told.words) == (2, 1, {"feedback": TEXT})
    assert (feedback.given_by, "-H-" in feedback.number) == (rita, True)
    assert refused(write, plan=plan, by=rita, text="আরও") is FEEDBACK_NOT_NOW[FeedbackState.GIVEN]
    assert refused(give_feedback, plan=plan, by=rita) is FEEDBACK_NOT_NOW[FeedbackState.GIVEN]
    record_achievement(cell=cell_of(plan, "1.1", 3), value="৯", version=0, by=alice)
    assert FeedbackWork(plan).told == told
    assert mismatches(plan) == []


def test_figures_that_changed_since_the_page_was_opened_are_not_given_unseen(plan, alice, rita):
    report_year(plan, by=alice, through=2)
    write(plan, rita)
    assert refused(give_feedback, plan=plan, by=rita, seen="other") is CHANGED_MEANWHILE
    assert give_feedback(plan=plan, by=rita, seen=FeedbackWork(plan).live.digest)


def test_the_office_answers_once_with_or_without_words(plan, alice, bob, rita):
    assert refused(answer_feedback, plan=plan, by=alice) is FEEDBACK_NOT_NOW[FeedbackState.DRAFT]
    given(plan, alice, rita)
    assert refused(answer_feedback, plan=plan, by=rita) is NOT_YOURS[Side.ENTERING]
    answered = answer_feedback(plan=plan, by=alice, answer=" গতি বাড়ানো হবে। ")
    assert (answered.state, answered.answer, answered.answered_by) == ("answered", "গতি বাড়ানো হবে।", alice)
    assert refused(answer_feedback, plan=plan, by=bob) is FEEDBACK_NOT_NOW[FeedbackState.ANSWERED]
    assert HalfYearFeedback.objects.get().answer == "গতি বাড়ানো হবে।"
    assert mismatches(plan) == []


def test_each_side_is_told_in_both_languages(plan, alice, bob, rita):
    page = reverse("entry:feedback", args=[plan.pk])
    feedback = given(plan, alice, rita)
    notices = {each.person: each for each in Notice.objects.filter(once=f"give_feedback:{feedback.pk}")}
    assert set(notices) == {alice, bob}
    office = f"শিল্প মন্ত্রণালয়, শুদ্ধাচার {plan.year.label}"
    assert notices[bob].text_bn == f"ষাণ্মাসিক ফিডব্যাক: {office}: {TEXT}"
    assert notices[bob].text_en.startswith("The half-yearly feedback: Ministry of Industries, Integrity 2023-2024:")
    assert notices[bob].link == page
    answer_feedback(plan=plan, by=alice, answer="দেখেছি")
    (answered,) = Notice.objects.filter(once=f"answer_feedback:{feedback.pk}")
    assert (answered.person, answered.link) == (rita, page)
    assert answered.text_bn == f"দপ্তর ষাণ্মাসিক ফিডব্যাক দেখেছে: {office}। দেখেছি"
