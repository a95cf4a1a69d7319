"""Owns the proof that reports go their way as the workflow says, with receipts, events and frozen marks."""

import json
from datetime import timedelta
from decimal import Decimal
from itertools import product

import pytest
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils import timezone

from offices.models import Deadline, Office, Role
from offices.tests.people import add_person
from plans.actions.achievements import record_achievement
from plans.actions.evidence import attach_evidence, write_comment
from plans.actions.ledger import is_chain_whole
from plans.actions.reporting import UnassessedError, approve_report, assess_cell, return_report, submit_report
from plans.actions.scoring import refresh_scorecards
from plans.actions.seeing import ChangedMeanwhileError
from plans.models import MarkingPolicy, Plan, QuarterReport
from plans.queries.policies import frozen_with
from plans.queries.quarter_contents import QuarterContents
from plans.queries.scorecards import stored_scorecard
from plans.queries.seen import shown_of
from plans.seen import digest_of
from plans.tests.factories import cell_of
from plans.tests.stepping import submit_through
from workflow.transitions import NOT_BEGUN, NOT_NOW, NOT_YOURS, OPEN, Refusal, ReportState, Side, Step


@pytest.fixture
def plan(plan_of_size):
    return plan_of_size(3)


def report_in(plan, state, *, alice, rita, quarter=1):
    """The plan's report, brought into a state by the steps that lead there."""
    report = plan.reports.get(quarter=quarter)
    if state is not ReportState.DRAFT:
        report = submit_report(report=report, by=alice)
    if state is ReportState.RETURNED:
        report = return_report(report=report, reason="প্রমাণক দিন", by=rita)
    if state is ReportState.APPROVED:
        report = approve_report(report=report, by=rita)
    return report


STEPS = {
    Step.RECORD: lambda plan, by: record_achievement(cell=cell_of(plan, "1.1", 1), value="১", version=0, by=by),
    Step.SUBMIT: lambda plan, by: submit_report(report=plan.reports.get(quarter=1), by=by),
    Step.RETURN: lambda plan, by: return_report(report=plan.reports.get(quarter=1), reason="কারণ", by=by),
    Step.APPROVE: lambda plan, by: approve_report(report=plan.reports.get(quarter=1), by=by),
    Step.ASSESS: lambda plan, by: assess_cell(cell=cell_of(plan, "1.1", 1), marks=Decimal("0.5"), reason="কারণ", by=by),
}
SIDES = {
    Step.RECORD: Side.ENTERING,
    Step.SUBMIT: Side.ENTERING,
    Step.RETURN: Side.REVIEWING,
    Step.APPROVE: Side.REVIEWING,
    Step.ASSESS: Side.REVIEWING,
}
SOURCES = {side: OPEN if side is Side.ENTERING else {ReportState.SUBMITTED} for side in Side}


@pytest.mark.parametrize(("step", "state"), list(product(STEPS, ReportState)))
def test_the_actions_obey_the_state(plan, alice, rita, step, state):
    report_in(plan, state, alice=alice, rita=rita)
    side = SIDES[step]
    by = alice if side is Side.ENTERING else rita
    events = plan.events.count()
    if state in SOURCES[side]:
        STEPS[step](plan, by)
        assert plan.events.count() == events + 1
    else:
        with pytest.raises(Refusal) as refused:
            STEPS[step](plan, by)
        assert refused.value.sentence is NOT_NOW[state]
        assert plan.events.count() == events
        assert plan.reports.get(quarter=1).state == state


@pytest.mark.parametrize(("step", "state"), list(product(STEPS, [ReportState.DRAFT, ReportState.SUBMITTED])))
def test_the_actions_obey_the_person(plan, alice, rita, charlie, administrator, step, state):
    report_in(plan, state, alice=alice, rita=rita)
    side = SIDES[step]
    strangers = [charlie, administrator, rita if side is Side.ENTERING else alice]
    events = plan.events.count()
    for stranger in strangers:
        with pytest.raises(Refusal) as refused:
            STEPS[step](plan, stranger)
        assert refused.value.sentence is NOT_YOURS[side]
    assert plan.events.count() == events


def test_a_reviewer_reviews_downward_only(plan, alice, rita, industries_office):
    department = Office.objects.create(
        parent=industries_office, name_bn="অধিদপ্তর", name_en="Department", tier="department"
    )
    report_in(plan, ReportState.SUBMITTED, alice=alice, rita=rita)
    for place in (department, industries_office):
        reviewer = add_person(f"reviewer-{place.pk}", place, Role.REVIEWER)
        for step in (Step.RETURN, Step.APPROVE, Step.ASSESS):
            with pytest.raises(Refusal):
                STEPS[step](plan, reviewer)


def test_a_quarter_not_begun_is_neither_entered_nor_submitted(plan_of_size, alice):
    plan = plan_of_size(1, year=2090)
    for step in (Step.RECORD, Step.SUBMIT):
        with pytest.raises(Refusal) as refused:
            STEPS[step](plan, alice)
        assert refused.value.sentence is NOT_BEGUN
    assert plan.reports.get(quarter=1).state == ReportState.DRAFT


# --- submit, return, approve -------------------------------------------------------------------------------------


def test_submitting_gives_a_receipt_naming_plan_quarter_and_moment(plan, alice):
    report = submit_through(plan, 2, by=alice)
    moment = timezone.localtime(report.submitted_at)
    assert report.receipt == f"I{plan.pk:05d}-{plan.year.code}-Q2-{moment:%Y%m%d%H%M%S}"
    stored = plan.reports.get(quarter=2)
    assert (stored.receipt, stored.submitted_by, stored.state) == (report.receipt, alice, ReportState.SUBMITTED)
    assert [report.state for report in plan.reports.filter(quarter__gt=2)] == [ReportState.DRAFT] * 2


@pytest.mark.parametrize("reason", ["", "  ", "\n"])
def test_returning_needs_a_reason(plan, alice, rita, reason):
    report = report_in(plan, ReportState.SUBMITTED, alice=alice, rita=rita)
    with pytest.raises(Refusal) as refused:
        return_report(report=report, reason=reason, by=rita)
    assert "কারণ" in refused.value.sentence.bn
    assert plan.reports.get(quarter=1).state == ReportState.SUBMITTED


def test_a_returned_report_tells_why_and_is_handed_in_again(plan, alice, bob, rita):
    report = report_in(plan, ReportState.RETURNED, alice=alice, rita=rita)
    assert (report.return_reason, report.returned_by) == ("প্রমাণক দিন", rita)
    record_achievement(cell=cell_of(plan, "1.1", 1), value="১", version=0, by=alice)
    again = submit_report(report=report, by=bob)
    assert (again.state, again.receipts.last().submitted_by) == (ReportState.SUBMITTED, bob)
    assert approve_report(report=again, by=rita).state == ReportState.APPROVED


def test_a_later_round_keeps_the_receipt_of_the_first_and_has_its_own(plan, alice, bob, rita):
    report = report_in(plan, ReportState.RETURNED, alice=alice, rita=rita)
    first = (report.receipt, report.submitted_at, report.submitted_by)
    again = submit_report(report=report, by=bob)
    assert (again.receipt, again.submitted_at, again.submitted_by) == first
    one, two = again.receipts.all()
    assert (one.round, one.number, one.submitted_at, one.submitted_by) == (1, *first)
    assert (two.round, two.submitted_by) == (2, bob)
    assert two.number.endswith("-2")
    assert two.submitted_at > one.submitted_at
    assert plan.league_entries.get(quarter=1).submitted_at == first[1]


def test_a_round_is_judged_by_the_day_its_return_named(plan, alice, rita):
    report = report_in(plan, ReportState.SUBMITTED, alice=alice, rita=rita)
    today = timezone.localdate()
    with pytest.raises(Refusal) as refused:
        return_report(report=report, reason="কারণ", reply_by=today - timedelta(days=1), by=rita)
    assert "উত্তরের শেষ তারিখ" in refused.value.sentence.bn
    return_report(report=report, reason="কারণ", reply_by=today, by=rita)
    report = submit_report(report=report, by=alice)
    assert [receipt.reply_by for receipt in report.receipts.all()] == [None, today]
    return_report(report=report, reason="কারণ", by=rita)
    submit_report(report=report, by=alice)
    assert [receipt.reply_by for receipt in report.receipts.all()] == [None, today, None]


def test_every_step_writes_its_event_with_states_and_marks(plan, alice, rita):
    record_achievement(cell=cell_of(plan, "1.1", 1), value="১", version=0, by=alice)
    report = report_in(plan, ReportState.RETURNED, alice=alice, rita=rita)
    approve_report(report=submit_report(report=report, by=alice), by=rita)
    told = [
        (event.verb, event.by, event.subject, event.before["state"], event.after["state"], event.after["earned"])
        for event in plan.events.filter(verb__endswith="_report")
    ]
    assert told == [
        ("submit_report", alice, "q1", "draft", "submitted", "0.25"),
        ("return_report", rita, "q1", "submitted", "returned", "0.25"),
        ("submit_report", alice, "q1", "returned", "submitted", "0.25"),
        ("approve_report", rita, "q1", "submitted", "approved", "0.25"),
    ]
    assert plan.events.get(verb="return_report").after["reason"] == "প্রমাণক দিন"
    assert is_chain_whole(plan.pk)


# --- frozen marks ------------------------------------------------------------------------------------------------


def test_approval_freezes_the_scorecard_with_the_switches_of_its_policy(plan, alice, rita):
    record_achievement(cell=cell_of(plan, "1.1", 1), value="১", version=0, by=alice)
    report = report_in(plan, ReportState.APPROVED, alice=alice, rita=rita)
    assert report.frozen_switches == frozen_with(plan.policy.as_policy())
    assert stored_scorecard(report).earned == report.earned == Decimal("0.25")


@pytest.mark.parametrize("state", ReportState)
def test_a_report_is_frozen_exactly_when_it_is_approved(plan, alice, rita, state):
    report = report_in(plan, state, alice=alice, rita=rita)
    stored = QuarterReport.objects.get(pk=report.pk)
    assert (stored.frozen_switches is not None) is (state is ReportState.APPROVED)
    assert (stored.approved_at is not None) is (state is ReportState.APPROVED)


@pytest.mark.parametrize(
    "fields",
    [
        {"state": "approved"},
        {"frozen_switches": {}},
        {"approved_at": timezone.now()},
        {"submitted_at": timezone.now()},
    ],
)
def test_the_database_refuses_a_half_signed_report(plan, fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        QuarterReport.objects.filter(plan=plan, quarter=1).update(**fields)


@pytest.mark.parametrize("state", [ReportState.DRAFT, ReportState.SUBMITTED, ReportState.RETURNED])
def test_the_database_refuses_to_freeze_what_is_not_approved(plan, alice, rita, state):
    report = report_in(plan, state, alice=alice, rita=rita)
    with pytest.raises(IntegrityError), transaction.atomic():
        QuarterReport.objects.filter(pk=report.pk).update(
            frozen_switches={}, approved_at=timezone.now(), approved_by=rita
        )


def test_a_signed_quarter_does_not_move_when_later_quarters_do(plan, alice, rita):
    record_achievement(cell=cell_of(plan, "1.1", 1), value="১", version=0, by=alice)
    report = report_in(plan, ReportState.APPROVED, alice=alice, rita=rita)
    signed = QuarterReport.objects.filter(pk=report.pk).values().get()
    for quarter in (2, 3, 4):
        record_achievement(cell=cell_of(plan, "1.1", quarter), value="১", version=0, by=alice)
    assert QuarterReport.objects.filter(pk=report.pk).values().get() == signed
    assert [report.earned for report in plan.reports.order_by("quarter")] == [
        Decimal(mark) for mark in ("0.25", "0.5", "0.75", "1")
    ]


def test_a_signed_quarter_does_not_move_when_the_rules_do(plan, alice, rita):
    record_achievement(cell=cell_of(plan, "1.1", 1), value="১", version=0, by=alice)
    report = report_in(plan, ReportState.APPROVED, alice=alice, rita=rita)
    signed = QuarterReport.objects.filter(pk=report.pk).values().get()
    old = plan.policy
    new = MarkingPolicy.objects.create(
        kind=old.kind, name="সংস্করণ ২", valid_from=old.valid_from, version=2, switches={"decimals": 0}
    )
    plan.policy = new
    plan.save()
    refresh_scorecards(plan)
    assert QuarterReport.objects.filter(pk=report.pk).values().get() == signed
    assert plan.reports.get(quarter=2).scorecard["policy"] == "সংস্করণ ২"


def test_a_plan_keeps_its_policy_when_a_new_version_appears(plan, alice):
    old = plan.policy
    MarkingPolicy.objects.create(
        kind=old.kind, name="সংস্করণ ২", valid_from=old.valid_from, version=2, switches={"decimals": 0}
    )
    record_achievement(cell=cell_of(plan, "1.1", 1), value="১", version=0, by=alice)
    assert plan.reports.get(quarter=1).earned == Decimal("0.25")
    assert plan.reports.get(quarter=1).scorecard["policy"] == old.name


# --- assessing ---------------------------------------------------------------------------------------------------


@pytest.fixture
def submitted(labour, charlie):
    """The real first quarter of the Ministry of Labour, handed in."""
    submit_report(report=labour.reports.get(quarter=1), by=charlie)
    return labour


def test_two_assessments_make_the_printed_total(submitted, rita):
    assess_cell(cell=cell_of(submitted, "2.1.1", 1), marks=Decimal(4), reason="প্রমাণক দেখা হয়েছে", by=rita)
    assess_cell(cell=cell_of(submitted, "2.1.2", 1), marks=Decimal(2), reason="প্রমাণক দেখা হয়েছে", by=rita)
    report = submitted.reports.get(quarter=1)
    assert (report.earned, report.computed, report.possible) == (17, 11, 50)
    assert report.claimed_obtained == 17


def test_an_assessment_keeps_who_why_and_when(submitted, rita):
    assess_cell(cell=cell_of(submitted, "2.1.1", 1), marks=Decimal("3.5"), reason=" দেখা হয়েছে ", by=rita)
    cell = cell_of(submitted, "2.1.1", 1)
    assert (cell.assessed_marks, cell.assessed_reason, cell.assessed_by) == (Decimal("3.5"), "দেখা হয়েছে", rita)
    assert cell.assessed_at is not None
    event = submitted.events.get(verb="assess_cell")
    assert (event.before, event.after) == (None, {"marks": "3.5", "reason": "দেখা হয়েছে"})
    assess_cell(cell=cell_of(submitted, "2.1.1", 1), marks=Decimal(4), reason="পূর্ণ", by=rita)
    assert submitted.events.filter(verb="assess_cell").last().before == {"marks": "3.50", "reason": "দেখা হয়েছে"}


def test_an_assessment_builds_on_what_is_stored_not_on_an_old_copy(submitted, rita):
    stale = cell_of(submitted, "2.1.1", 1)
    assess_cell(cell=cell_of(submitted, "2.1.1", 1), marks=Decimal(1), reason="প্রথম", by=rita)
    assess_cell(cell=stale, marks=Decimal(2), reason="দ্বিতীয়", by=rita)
    assert submitted.events.filter(verb="assess_cell").last().before == {"marks": "1.00", "reason": "প্রথম"}


@pytest.mark.parametrize("marks", ["0", "4", "2.25"])
def test_marks_between_zero_and_the_weight_are_given(submitted, rita, marks):
    cell = assess_cell(cell=cell_of(submitted, "2.1.1", 1), marks=Decimal(marks), reason="কারণ", by=rita)
    assert cell.assessed_marks == Decimal(marks)


@pytest.mark.parametrize("marks", ["-0.01", "4.01", "100", "2.255"])
def test_marks_out_of_range_are_refused(submitted, rita, marks):
    with pytest.raises(Refusal) as refused:
        assess_cell(cell=cell_of(submitted, "2.1.1", 1), marks=Decimal(marks), reason="কারণ", by=rita)
    assert "নম্বর" in refused.value.sentence.bn
    assert cell_of(submitted, "2.1.1", 1).assessed_marks is None


def test_an_assessment_needs_a_reason(submitted, rita):
    with pytest.raises(Refusal):
        assess_cell(cell=cell_of(submitted, "2.1.1", 1), marks=Decimal(4), reason=" ", by=rita)
    assert not submitted.events.filter(verb="assess_cell").exists()


# --- the order of the quarters -----------------------------------------------------------------------------------


ORDER = [  # what was done before, the step with the second quarter (or the first, marked 1), and what stands in the way
    ("", "submit", "১ম কোয়ার্টার এখনও জমা হয়নি"),
    ("submit 1", "submit", None),
    ("submit 1, return 1", "submit", "১ম কোয়ার্টার সংশোধনের জন্য ফেরত"),
    ("submit 1, submit 2", "approve", "১ম কোয়ার্টার এখনও অনুমোদিত নয়"),
    ("submit 1, submit 2, return 1", "approve", "১ম কোয়ার্টার এখনও অনুমোদিত নয়"),
    ("submit 1, submit 2, approve 1", "approve", None),
    ("submit 1, submit 2", "return 1", None),
    ("submit 1, submit 2, return 1", "submit 1", None),
]


def take(plan, steps, people):
    """Steps like "submit 1, approve 1"; without a number the second quarter is meant."""
    alice, rita = people
    actions = {
        "submit": lambda report: submit_report(report=report, by=alice),
        "return": lambda report: return_report(report=report, reason="কারণ", by=rita),
        "approve": lambda report: approve_report(report=report, by=rita),
    }
    for step in filter(None, steps.split(", ")):
        name, _, quarter = step.partition(" ")
        actions[name](plan.reports.get(quarter=int(quarter or 2)))


@pytest.mark.parametrize(("before", "step", "in_the_way"), ORDER)
def test_the_actions_keep_the_order_of_the_quarters(plan, alice, rita, before, step, in_the_way):
    take(plan, before, (alice, rita))
    events = plan.events.count()
    if in_the_way is None:
        take(plan, step, (alice, rita))
        assert plan.events.count() == events + 1
    else:
        with pytest.raises(Refusal) as refused:
            take(plan, step, (alice, rita))
        assert in_the_way in refused.value.sentence.bn
        assert plan.events.count() == events


def test_half_yearly_offices_hand_in_the_second_quarter_alone_and_the_first_closes_with_it(plan, alice, rita):
    Deadline.objects.filter(year=plan.year, tier=plan.office.tier, quarter__in=(1, 3)).delete()
    record_achievement(cell=cell_of(plan, "1.1", 1), value="১", version=0, by=alice)
    take(plan, "submit", (alice, rita))
    for step in (
        lambda: record_achievement(cell=cell_of(plan, "1.1", 1), value="২", version=1, by=alice),
        lambda: take(plan, "submit 1", (alice, rita)),
        lambda: attach_evidence(cell=cell_of(plan, "1.1", 1), file=ContentFile(b"%PDF-1.4", "a.pdf"), by=alice),
    ):
        with pytest.raises(Refusal) as refused:
            step()
        assert "এর অর্জন ২য় কোয়ার্টারের প্রতিবেদনের অংশ" in refused.value.sentence.bn
    take(plan, "return", (alice, rita))
    record_achievement(cell=cell_of(plan, "1.1", 1), value="২", version=1, by=alice)
    take(plan, "submit, approve", (alice, rita))
    assert [report.state for report in plan.reports.all()] == ["draft", "approved", "draft", "draft"]


def test_where_nobody_set_a_deadline_every_quarter_has_its_turn(plan, alice, rita):
    Deadline.objects.filter(year=plan.year).delete()
    with pytest.raises(Refusal):
        take(plan, "submit", (alice, rita))
    take(plan, "submit 1, submit", (alice, rita))


# --- what waits for marks, and what was seen ---------------------------------------------------------------------


def test_nothing_that_waits_for_marks_is_approved_unsaid(submitted, rita):
    report = submitted.reports.get(quarter=1)
    with pytest.raises(UnassessedError) as refused:
        approve_report(report=report, by=rita)
    assert refused.value.numbers == ("2.1.1", "2.1.2")
    assert submitted.reports.get(quarter=1).state == ReportState.SUBMITTED
    assess_cell(cell=cell_of(submitted, "2.1.1", 1), marks=Decimal(4), reason="কারণ", by=rita)
    approve_report(report=report, by=rita, leaves_unassessed=True)
    assert submitted.events.get(verb="approve_report").after["unassessed"] == ["2.1.2"]


def seen_by(person, plan):
    return shown_of(QuarterContents(Plan.objects.get(pk=plan.pk), 1), to=person)


DECISIONS = {
    Step.SUBMIT: lambda plan, by, seen: submit_report(report=plan.reports.get(quarter=1), by=by, seen=seen),
    Step.RETURN: lambda plan, by, seen: return_report(
        report=plan.reports.get(quarter=1), reason="কারণ", by=by, seen=seen
    ),
    Step.APPROVE: lambda plan, by, seen: approve_report(report=plan.reports.get(quarter=1), by=by, seen=seen),
    Step.ASSESS: lambda plan, by, seen: assess_cell(
        cell=cell_of(plan, "1.1", 1), marks=Decimal(1), reason="কারণ", by=by, seen=seen
    ),
}


def mark_another(plan, others):
    assess_cell(cell=cell_of(plan, "1.2", 1), marks=Decimal("0.5"), reason="কারণ", by=others["reviewer"])


def mark_the_same(plan, others):
    assess_cell(cell=cell_of(plan, "1.1", 1), marks=Decimal("0.5"), reason="কারণ", by=others["reviewer"])


def comment(plan, others):
    write_comment(cell=cell_of(plan, "1.1", 1), text="১.১ ভুল ছিল", by=others["focal point"])


def attach(plan, others):
    file = ContentFile(b"%PDF-1.4 proof", "proof.pdf")
    attach_evidence(cell=cell_of(plan, "1.1", 1), file=file, by=others["focal point"])


def record(plan, others):
    record_achievement(cell=cell_of(plan, "1.1", 1), value="৩", version=1, by=others["focal point"])


def record_later(plan, others):
    record_achievement(cell=cell_of(plan, "1.1", 2), value="৩", version=0, by=others["focal point"])


def go_another_round(plan, others):
    report = return_report(report=plan.reports.get(quarter=1), reason="কারণ", by=others["reviewer"])
    record(plan, others)
    submit_report(report=report, by=others["focal point"])


# The decision, what others did since the page was shown, and the fields of rows that are told; None: it is taken.
MEANWHILE = [
    (Step.APPROVE, mark_another, {("1.2", "assessed"), ("1.2", "mark"), ("", "earned")}),
    (Step.APPROVE, comment, {("1.1", "comments")}),
    (Step.APPROVE, record_later, None),
    (Step.APPROVE, go_another_round, {("1.1", "achievement"), ("1.1", "mark"), ("", "earned"), ("", "receipt")}),
    (Step.RETURN, mark_the_same, {("1.1", "assessed"), ("1.1", "mark"), ("", "earned")}),
    (Step.RETURN, record_later, None),
    (Step.ASSESS, mark_the_same, {("1.1", "assessed"), ("1.1", "mark")}),
    (Step.ASSESS, comment, {("1.1", "comments")}),
    (Step.ASSESS, mark_another, None),
    (Step.ASSESS, go_another_round, {("1.1", "achievement"), ("1.1", "mark"), ("", "receipt")}),
    (Step.SUBMIT, record, {("1.1", "achievement"), ("1.1", "mark"), ("", "earned")}),
    (Step.SUBMIT, attach, {("1.1", "evidence")}),
    (Step.SUBMIT, record_later, None),
]


@pytest.mark.parametrize(("step", "meanwhile", "told"), MEANWHILE)
def test_a_decision_is_about_what_was_seen(plan, cabinet_division, alice, bob, rita, step, meanwhile, told):
    record_achievement(cell=cell_of(plan, "1.1", 1), value="১", version=0, by=bob)
    if step is not Step.SUBMIT:
        submit_report(report=plan.reports.get(quarter=1), by=bob)
    by = alice if step is Step.SUBMIT else rita
    seen = seen_by(by, plan)
    meanwhile(plan, {"reviewer": add_person("rafiq", cabinet_division, Role.REVIEWER), "focal point": bob})
    events = plan.events.count()
    if told is None:
        DECISIONS[step](plan, by, seen)
        assert plan.events.order_by("sequence").last().by == by
        return
    with pytest.raises(ChangedMeanwhileError) as refused:
        DECISIONS[step](plan, by, seen)
    assert {(each.number, each.field) for each in refused.value.moved} == told
    assert plan.events.count() == events
    DECISIONS[step](plan, by, seen_by(by, plan))


def test_the_ledger_keeps_the_digest_of_what_was_decided_about(plan, alice, rita):
    report_in(plan, ReportState.SUBMITTED, alice=alice, rita=rita)
    seen = seen_by(rita, plan)
    approve_report(report=plan.reports.get(quarter=1), by=rita, seen=seen)
    assert plan.events.get(verb="approve_report").after["seen"] == digest_of(seen)


def test_marks_computed_otherwise_since_are_no_longer_what_was_seen_and_are_shown_next(plan, alice, rita):
    record_achievement(cell=cell_of(plan, "1.1", 1), value="১", version=0, by=alice)
    report_in(plan, ReportState.SUBMITTED, alice=alice, rita=rita)
    other = json.loads(json.dumps(plan.reports.get(quarter=1).scorecard).replace('"0.25"', '"0.75"'))
    QuarterReport.objects.filter(plan=plan, quarter=1).update(earned="0.75", scorecard=other)
    with pytest.raises(ChangedMeanwhileError):
        approve_report(report=plan.reports.get(quarter=1), by=rita, seen=seen_by(rita, plan))
    assert plan.reports.get(quarter=1).earned == Decimal("0.25")
    approve_report(report=plan.reports.get(quarter=1), by=rita, seen=seen_by(rita, plan))
