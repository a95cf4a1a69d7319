"""Owns the proof of the annual report's steps: who takes them when, what is kept, told to people and to the ledger."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from notices.models import Notice
from offices.models import YearEndDeadline
from plans.actions.achievements import record_achievement
from plans.actions.annual_reports import (
    CHANGED_MEANWHILE,
    WRITTEN_MEANWHILE,
    accept_annual_report,
    reopen_annual_report,
    return_annual_report,
    submit_annual_report,
    write_annual_report,
)
from plans.actions.reopening import reopen_report
from plans.actions.reporting import NEEDS_REASON, return_report, submit_report
from plans.models import AnnualReport, AnnualRound
from plans.queries.annual_work import AnnualWork, annual_days_late
from plans.queries.period_told import PeriodTold
from plans.queries.replay import mismatches
from plans.tests.factories import cell_of
from plans.tests.stepping import approve_through, submit_through
from plans.tests.year_end import NARRATIVE, hand_in_year, report_year, write_narrative
from workflow.annual_reports import (
    ACCEPTED_ABOVE,
    ANNUAL_NOT_NOW,
    OWN_ANNUAL,
    PARTS_MISSING,
    YEAR_CHANGED,
    YEAR_NOT_ENDING,
    AnnualState,
)
from workflow.transitions import NOT_YOURS, Refusal, Side


@pytest.fixture
def plan(plan_of_size):
    return plan_of_size(2)


def refused(step, **how):
    with pytest.raises(Refusal) as refusal:
        step(**how)
    return refusal.value.sentence


def state_of(plan):
    return AnnualReport.objects.get(plan=plan).state


def test_what_is_written_is_kept_and_told_to_the_ledger(plan, alice):
    write_narrative(plan, by=alice)
    stored = AnnualReport.objects.get(plan=plan)
    assert (stored.successes, stored.version, stored.state) == (NARRATIVE["successes"], 1, "draft")
    event = plan.events.last()
    assert (event.verb, event.by, event.after) == ("write_annual_report", alice, NARRATIVE)
    assert mismatches(plan) == []


def test_writing_the_same_again_is_no_event(plan, alice):
    write_narrative(plan, by=alice)
    count = plan.events.count()
    write_narrative(plan, by=alice, version=1)
    assert plan.events.count() == count


def test_who_writes_over_somebody_else_is_told(plan, alice, bob):
    write_narrative(plan, by=alice)
    assert refused(write_narrative, plan=plan, by=bob, successes="অন্য কথা") is WRITTEN_MEANWHILE
    assert AnnualReport.objects.get(plan=plan).successes == NARRATIVE["successes"]


def test_nobody_else_writes_or_hands_in(plan, alice, charlie, rita, administrator):
    report_year(plan, by=alice)
    write_narrative(plan, by=alice)
    for stranger in (charlie, rita, administrator):
        assert refused(write_narrative, plan=plan, by=stranger, version=1) is NOT_YOURS[Side.ENTERING]
        assert refused(submit_annual_report, plan=plan, by=stranger) is NOT_YOURS[Side.ENTERING]


def test_nothing_of_a_year_is_written_before_its_last_quarter(plan_of_size, alice):
    plan = plan_of_size(1, year=timezone.localdate().year + 1)
    assert refused(write_narrative, plan=plan, by=alice) is YEAR_NOT_ENDING


def test_the_annual_report_follows_all_quarters(plan, alice):
    write_narrative(plan, by=alice)
    submit_through(plan, 3, by=alice)
    assert refused(submit_annual_report, plan=plan, by=alice).en.startswith("The 4th quarter has not been submitted")
    submit_through(plan, 4, by=alice)
    assert submit_annual_report(plan=plan, by=alice).number == 1


def test_a_quarter_that_came_back_goes_first(plan, alice, rita):
    report_year(plan, by=alice)
    write_narrative(plan, by=alice)
    return_report(report=plan.reports.get(quarter=2), reason="ঠিক করুন", by=rita)
    assert refused(submit_annual_report, plan=plan, by=alice).en.startswith("The 2nd quarter was returned")


def test_every_part_of_the_narrative_is_asked_for(plan, alice):
    report_year(plan, by=alice)
    assert refused(submit_annual_report, plan=plan, by=alice) is PARTS_MISSING
    write_narrative(plan, by=alice, obstacles="")
    assert refused(submit_annual_report, plan=plan, by=alice) is PARTS_MISSING


def test_the_round_keeps_the_year_with_its_rows_marks_and_evidence(plan, alice):
    round_ = hand_in_year(plan, by=alice)
    told = PeriodTold.from_json(round_.contents)
    first, second = told.rows
    assert (first.number, first.targets, first.total, first.earned, first.possible) == ("1.1", ((0, "৪"),), "৪", 1, 1)
    (file,) = first.files
    assert (file.quarter, file.name, file.size) == (1, "notice.pdf", len(b"%PDF-1.4 notice"))
    assert len(file.sha256) == 64
    assert (second.total, second.earned, second.files) == ("", 0, ())
    assert (told.earned, told.possible, told.words) == (1, 2, NARRATIVE)
    assert told == AnnualWork(plan).live


def test_the_receipt_names_plan_year_and_moment_and_the_digest_is_told(plan, alice):
    round_ = hand_in_year(plan, by=alice)
    assert round_.receipt.startswith(f"I{plan.pk:05d}-{plan.year.code}-A-") or "-A-" in round_.receipt
    event = plan.events.get(verb="submit_annual_report")
    assert event.after["receipt"] == round_.receipt
    assert event.after["contents"] == PeriodTold.from_json(round_.contents).digest
    assert mismatches(plan) == []


def test_handed_in_it_is_locked(plan, alice):
    hand_in_year(plan, by=alice)
    waits = ANNUAL_NOT_NOW[AnnualState.SUBMITTED]
    assert refused(write_narrative, plan=plan, by=alice, version=1, successes="আরও") is waits
    assert refused(submit_annual_report, plan=plan, by=alice) is waits


def test_what_changed_since_the_page_was_opened_is_not_handed_in_unseen(plan, alice):
    report_year(plan, by=alice)
    write_narrative(plan, by=alice)
    seen = AnnualWork(plan).live.digest
    write_narrative(plan, by=alice, version=1, successes="নতুন")
    assert refused(submit_annual_report, plan=plan, by=alice, seen=seen) is CHANGED_MEANWHILE
    assert submit_annual_report(plan=plan, by=alice, seen=AnnualWork(plan).live.digest)


@pytest.mark.parametrize(("due_in", "late"), [(0, 0), (5, 0), (-3, 3)])
def test_in_time_or_late_is_judged_by_the_calendar_of_that_day(plan, alice, due_in, late):
    due = timezone.localdate() + timedelta(due_in)
    place = {"year": plan.year, "tier": plan.office.tier, "document": "annual"}
    YearEndDeadline.objects.update_or_create(**place, defaults={"due_on": due})
    round_ = hand_in_year(plan, by=alice)
    assert (round_.due_on, annual_days_late(round_)) == (due, late)
    YearEndDeadline.objects.update(due_on=due + timedelta(100))
    assert annual_days_late(AnnualRound.objects.get()) == late


def test_without_a_day_of_its_own_it_is_due_on_the_15th_of_july(plan, alice):
    YearEndDeadline.objects.all().delete()
    assert f"{AnnualWork(plan).due_on:%d/%m/%Y}" == f"15/07/{plan.year.start_year + 1}"


def test_it_comes_back_with_a_reason_and_goes_out_again_as_a_second_round(plan, alice, rita):
    hand_in_year(plan, by=alice)
    assert refused(return_annual_report, plan=plan, reason="\u200b\u200d", by=rita) is NEEDS_REASON
    returned = return_annual_report(plan=plan, reason="বাধা বিস্তারিত লিখুন", by=rita)
    assert (state_of(plan), returned.is_approved, returned.decided_by) == ("returned", False, rita)
    write_narrative(plan, by=alice, version=1, obstacles="বিস্তারিত")
    second = submit_annual_report(plan=plan, by=alice)
    assert (second.number, annual_days_late(second), second.receipt.endswith("-2")) == (2, None, True)
    first = AnnualRound.objects.get(number=1)
    assert PeriodTold.from_json(first.contents).words["obstacles"] == NARRATIVE["obstacles"]
    assert mismatches(plan) == []


def test_it_is_accepted_once_all_quarters_are_approved(plan, alice, rita):
    hand_in_year(plan, by=alice)
    assert refused(accept_annual_report, plan=plan, by=rita).en.startswith("The 1st quarter is not approved yet")
    approve_through(plan, 4, by=alice, reviewer=rita)
    accepted = accept_annual_report(plan=plan, by=rita)
    assert (state_of(plan), accepted.is_approved) == ("accepted", True)
    assert mismatches(plan) == []
    call_command("verify_events")


def test_what_a_quarter_says_otherwise_since_is_not_accepted(plan, alice, rita):
    hand_in_year(plan, by=alice)
    return_report(report=plan.reports.get(quarter=4), reason="ঠিক করুন", by=rita)
    record_achievement(cell=cell_of(plan, "1.1", 4), value="০", version=1, by=alice)
    submit_report(report=plan.reports.get(quarter=4), by=alice)
    approve_through(plan, 4, by=alice, reviewer=rita)
    assert refused(accept_annual_report, plan=plan, by=rita) is YEAR_CHANGED


def test_nobody_decides_about_a_round_that_was_not_shown(plan, alice, rita):
    round_ = hand_in_year(plan, by=alice)
    assert refused(return_annual_report, plan=plan, reason="কারণ", by=rita, seen="other") is CHANGED_MEANWHILE
    assert return_annual_report(plan=plan, reason="কারণ", by=rita, seen=round_.receipt)


def test_only_the_reviewing_office_decides_and_nobody_on_the_own_year(plan, alice, rita, charlie):
    from offices.models import Membership, Role
    from offices.tests.people import SINCE

    hand_in_year(plan, by=alice)
    for somebody in (alice, charlie):
        assert refused(return_annual_report, plan=plan, reason="কারণ", by=somebody) is NOT_YOURS[Side.REVIEWING]
    Membership.objects.create(person=alice, office=plan.office.parent, role=Role.REVIEWER, since=SINCE)
    assert refused(return_annual_report, plan=plan, reason="কারণ", by=alice) in OWN_ANNUAL.values()


def test_a_quarter_stays_as_it_is_under_an_accepted_annual_report(plan, alice, rita):
    hand_in_year(plan, by=alice)
    approve_through(plan, 4, by=alice, reviewer=rita)
    accept_annual_report(plan=plan, by=rita)
    last = plan.reports.get(quarter=4)
    assert refused(reopen_report, report=last, reason="ভুল", by=rita) is ACCEPTED_ABOVE
    assert refused(reopen_annual_report, plan=plan, reason="\u200b\u200d", by=rita) is NEEDS_REASON
    reopen_annual_report(plan=plan, reason="ভুল", by=rita)
    assert (state_of(plan), AnnualRound.objects.get().is_approved) == ("submitted", None)
    assert reopen_report(report=last, reason="ভুল", by=rita)
    assert mismatches(plan) == []


def test_each_side_is_told_once_in_both_languages(plan, alice, bob, rita):
    def told():
        notices = {each.person: (each.kind, each.text_bn, each.text_en, each.link) for each in Notice.objects.all()}
        Notice.objects.all().delete()
        return notices

    page = reverse("entry:annual", args=[plan.pk])
    report_year(plan, by=alice)
    write_narrative(plan, by=alice)
    told()
    submit_annual_report(plan=plan, by=alice)
    office = f"শিল্প মন্ত্রণালয়, শুদ্ধাচার {plan.year.label}"
    in_english = "Ministry of Industries, Integrity 2023-2024"
    handed_in = f"The annual report was handed in: {in_english}."
    assert told() == {rita: ("handed_in", f"বার্ষিক প্রতিবেদন জমা পড়েছে: {office}।", handed_in, page)}
    return_annual_report(plan=plan, reason="বিস্তারিত লিখুন", by=rita)
    returned = told()
    assert set(returned) == {alice, bob}
    assert returned[bob][:2] == ("returned", f"বার্ষিক প্রতিবেদন ফেরত এসেছে: {office}: বিস্তারিত লিখুন")
    submit_annual_report(plan=plan, by=alice)
    assert "দফা ২।" in told()[rita][1]
    approve_through(plan, 4, by=alice, reviewer=rita)
    told()
    accept_annual_report(plan=plan, by=rita)
    assert told()[alice][:2] == ("approved", f"বার্ষিক প্রতিবেদন গৃহীত হয়েছে: {office}।")
    reopen_annual_report(plan=plan, reason="ভুল ছিল", by=rita)
    assert told()[alice][1] == f"বার্ষিক প্রতিবেদনের গ্রহণ প্রত্যাহার করা হয়েছে: {office}: ভুল ছিল"


def test_parts_are_stored_without_the_space_around_them(plan, alice):
    write_annual_report(plan=plan, parts=dict.fromkeys(NARRATIVE, "  কথা \n"), version=0, by=alice)
    assert AnnualReport.objects.get(plan=plan).obstacles == "কথা"
