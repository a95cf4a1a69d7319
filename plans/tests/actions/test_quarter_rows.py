"""Owns the proof of a quarter's rows: asked and accepted, three go back and the rest stays closed by every door."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from cell_values.reading import read_value
from cell_values.value import Unit
from flat_tables.cell_table import CellTable
from flat_tables.tests.tables import exported, previewed, problems
from imports.actions.importing import ImportRefusedError, store_plan
from offices.models import Role
from offices.tests.people import add_person
from plans.actions.achievements import record_achievement
from plans.actions.evidence import attach_evidence
from plans.actions.remarks import claim_marks, fingerprint, write_remark
from plans.actions.reopening import reopen_report
from plans.actions.reporting import NEEDS_REASON, approve_report, assess_cell, return_report, submit_report
from plans.actions.row_edits import edit_plan
from plans.actions.row_openings import answer_opening, ask_to_open
from plans.actions.row_reviews import QUARTER_MOVED, QUESTION_NEEDS_REASON, RowWord, review_quarter_rows
from plans.actions.row_writes import RowEdit
from plans.actions.signing import sign_off_report
from plans.actions.tables import CellChange, store_cells
from plans.models import Plan, QuarterCell, QuarterReport, QuarterRound, RowReview
from plans.queries.access import standing_today
from plans.queries.plan_writing import is_reported
from plans.queries.quarter_contents import QuarterContents
from plans.queries.quarter_reviews import QuarterReviews
from plans.queries.replay import mismatches
from plans.queries.trees import load_rows_of, load_tree
from plans.tests.factories import cell_of
from plans.tests.stepping import approve_through
from plans.tests.writing import row_of
from workflow.plan_states import REPORTED
from workflow.quarter_order import NOT_REOPENED
from workflow.row_openings import NOT_ASKED_TO_OPEN, ROW_ASKED_ALREADY, ROW_CLOSED, ROW_OPEN_ALREADY
from workflow.row_states import RowState
from workflow.sign_offs import CHANGED_SINCE_SIGNED, NOT_SIGNED_OFF, NOT_THE_HEAD, NOT_WANTED
from workflow.transitions import NOT_NOW, NOT_YOURS, OWN_WORK, Refusal, ReportState, Side, Work


@pytest.fixture
def plan(plan_of_size, alice):
    """Three rows, each with one done, handed in."""
    plan = plan_of_size(3)
    for number in ("1.1", "1.2", "1.3"):
        enter(plan, number, "১", by=alice)
    submit_report(report=report_of(plan), by=alice)
    return plan


def report_of(plan, quarter=1):
    return QuarterReport.objects.get(plan=plan, quarter=quarter)


def enter(plan, number, text, *, by, quarter=1):
    cell = cell_of(plan, number, quarter)
    return record_achievement(cell=cell, value=text, version=cell.version, by=by)


def say(plan, number, state, reason="", *, by):
    word = RowWord(row_of(plan, number).pk, state, reason)
    return review_quarter_rows(report=report_of(plan), words=[word], by=by)


def question(plan, number, reason="প্রমাণক দিন", *, by):
    return say(plan, number, RowState.QUESTION, reason, by=by)


def send_back(plan, *numbers, by, **more):
    for number in numbers:
        question(plan, number, by=by)
    return return_report(report=report_of(plan), by=by, **more)


def reviews_of(plan, quarter=1):
    return QuarterReviews(QuarterContents(Plan.objects.get(pk=plan.pk), quarter))


def states(plan):
    reviews = reviews_of(plan)
    return {row.number: reviews.states[row.key].value for row in reviews.rows.indicators}


def refusal(step, **arguments):
    with pytest.raises(Refusal) as refused:
        step(**arguments)
    return refused.value.sentence


# --- rows, round by round ----------------------------------------------------------------------------------------


def test_rows_go_through_two_rounds_and_the_ledger_tells_it(plan, alice, rita):
    assert states(plan) == {"1.1": "unseen", "1.2": "unseen", "1.3": "unseen"}
    say(plan, "1.2", RowState.ACCEPTED, by=rita)
    send_back(plan, "1.1", by=rita, reply_by=timezone.localdate() + timedelta(days=7))
    assert states(plan) == {"1.1": "question", "1.2": "accepted", "1.3": "unseen"}
    enter(plan, "1.1", "২", by=alice)
    assert states(plan)["1.1"] == "mended"
    submit_report(report=report_of(plan), by=alice)
    assert states(plan) == {"1.1": "mended", "1.2": "accepted", "1.3": "unseen"}
    first, second = QuarterRound.objects.filter(report=report_of(plan))
    key = str(row_of(plan, "1.1").pk)
    assert (first.contents[key]["achievement"], second.contents[key]["achievement"]) == ("১", "২")
    assert (first.is_approved, second.is_approved) == (False, None)
    assert mismatches(plan) == []
    approve_report(report=report_of(plan), by=rita)
    assert mismatches(plan) == []


def test_an_accepted_row_that_changes_is_looked_at_anew(plan, alice, rita):
    say(plan, "1.2", RowState.ACCEPTED, by=rita)
    return_report(report=report_of(plan), by=rita, reason="সব দেখুন")  # without a question all of it goes back
    enter(plan, "1.2", "৩", by=alice)
    submit_report(report=report_of(plan), by=alice)
    assert states(plan)["1.2"] == "unseen"


def test_marks_a_reviewer_gives_are_no_change_of_the_row(plan, alice, rita):
    say(plan, "1.2", RowState.ACCEPTED, by=rita)
    send_back(plan, "1.1", by=rita)
    submit_report(report=report_of(plan), by=alice)
    assess_cell(cell=cell_of(plan, "1.2", 1), marks=1, reason="দেখা", by=rita)
    assert states(plan) == {"1.1": "question", "1.2": "accepted", "1.3": "unseen"}


def test_a_word_is_about_what_was_seen_and_a_question_has_its_reason(plan, rita):
    key, report = row_of(plan, "1.1").pk, report_of(plan)
    seen = reviews_of(plan).row_token(key)
    question(plan, "1.1", by=rita)
    stale = [RowWord(key, RowState.ACCEPTED, seen=seen)]
    assert refusal(review_quarter_rows, report=report, words=stale, by=rita) == QUARTER_MOVED
    bare = [RowWord(key, RowState.QUESTION, " ")]
    assert refusal(review_quarter_rows, report=report, words=bare, by=rita) == QUESTION_NEEDS_REASON
    assert RowReview.objects.get(quarter=1).reason == "প্রমাণক দিন"


def test_a_question_stands_against_approval_and_a_bare_return_is_none(plan, rita):
    report = report_of(plan)
    assert refusal(return_report, report=report, by=rita) == NEEDS_REASON
    question(plan, "1.2", by=rita)
    assert "১.২" in refusal(approve_report, report=report, by=rita).bn
    say(plan, "1.2", RowState.ACCEPTED, by=rita)
    approve_report(report=report, by=rita, note="ধন্যবাদ")
    assert QuarterRound.objects.get(report=report).note == "ধন্যবাদ"


@pytest.mark.parametrize("who", ["alice", "charlie", "both"])
def test_only_a_reviewer_who_had_no_part_in_it_speaks_of_rows(
    plan, alice, charlie, cabinet_division, industries_office, who
):
    if who == "both":
        add_person("above", cabinet_division, Role.REVIEWER)
        alice.memberships.create(office=cabinet_division, role=Role.REVIEWER, since="2020-01-01")
    said = {"alice": NOT_YOURS[Side.REVIEWING], "charlie": NOT_YOURS[Side.REVIEWING], "both": OWN_WORK[Work.ENTERED]}
    word = [RowWord(row_of(plan, "1.1").pk, RowState.ACCEPTED)]
    found = refusal(review_quarter_rows, report=report_of(plan), words=word, by=charlie if who == "charlie" else alice)
    assert found.bn.startswith(said[who].bn)


# --- what did not go back stays closed ---------------------------------------------------------------------------


def by_page(plan, number, *, alice, **_people):
    enter(plan, number, "৯", by=alice)


def by_evidence(plan, number, *, alice, **_people):
    attach_evidence(cell=cell_of(plan, number, 1), file=SimpleUploadedFile("a.pdf", b"%PDF-1.4"), by=alice)


def by_table(plan, number, *, administrator, **_people):
    rows = load_rows_of([plan])
    cell = next(each for row in rows[plan.pk].indicators for each in row.cells.all() if _is(each, number))
    change = CellChange(cell, achievement=read_value("৯", Unit.NUMBER).value)
    store_cells(changes={plan: [change]}, rows=rows, by=administrator, source="ছক")


def _is(cell, number):
    return cell.indicator.number == number and cell.quarter == 1


def by_document(plan, number, *, administrator, **_people):
    tree = load_tree(plan)
    areas = tuple(
        replace(area, activities=tuple(_written(each, number) for each in area.activities)) for area in tree.areas
    )
    try:
        store_plan(draft=replace(tree, areas=areas), office=plan.office, year=plan.year, by=administrator)
    except ImportRefusedError as refused:
        named = {(each.code, each.about) for each in refused.problems}
        closed = named == {("row_closed", f"{number} q1")}
        raise Refusal(ROW_CLOSED if closed else refused.problems[0].sentence) from None


def _written(activity, number):
    rows = tuple(_with(row) if row.number == number else row for row in activity.indicators)
    return replace(activity, indicators=rows)


def _with(row):
    cell = replace(row.quarters[1], achievement=read_value("৯", Unit.NUMBER).value)
    return replace(row, quarters={**row.quarters, 1: cell})


def by_remark(plan, number, *, alice, **_people):
    cell = cell_of(plan, number, 1)
    place = {"cell_id": cell.pk, "by": standing_today(alice), "among": None}
    write_remark(text="পাঁচটি", over=fingerprint(cell.remark), **place)


def by_claim(plan, number, *, alice, **_people):
    place = {"cell_id": cell_of(plan, number, 1).pk, "by": standing_today(alice), "among": None}
    claim_marks(text="১", over=fingerprint(""), **place)


DOORS = {
    "page": by_page,
    "remark": by_remark,
    "claim": by_claim,
    "evidence": by_evidence,
    "table": by_table,
    "document": by_document,
}


@pytest.mark.parametrize("door", DOORS)
def test_by_no_door_is_a_row_written_that_did_not_go_back(plan, alice, rita, administrator, door):
    send_back(plan, "1.1", by=rita)
    people = {"alice": alice, "administrator": administrator}
    assert refusal(DOORS[door], plan=plan, number="1.2", **people) == ROW_CLOSED
    assert cell_of(plan, "1.2", 1).achievement.text == "১"
    DOORS[door](plan, "1.1", **people)
    assert mismatches(plan) == []


def test_a_table_tells_a_closed_row_before_it_stores_anything(plan, rita, administrator):
    send_back(plan, "1.1", by=rita)
    rows = exported(CellTable, QuarterCell.objects.filter(indicator__activity__area__plan=plan).order_by("pk"))
    for row in rows:
        if (row["number"], row["quarter"]) in {("1.1", "1"), ("1.2", "1")}:
            row["achievement"] = row["remark"] = "৯"
    told = problems(previewed(CellTable, rows, administrator))
    closed = [("achievement", ROW_CLOSED.bn), ("remark", ROW_CLOSED.bn)]
    assert sorted((column, text) for (_line, column), text in told.items()) == closed


def test_what_was_accepted_keeps_its_targets(plan, rita, administrator):
    edit = [RowEdit(row_of(plan, "1.2"), {"title": "অন্য সূচক"})]
    send_back(plan, "1.1", by=rita)
    assert is_reported(plan)
    assert refusal(edit_plan, plan=plan, edits=edit, by=administrator) == REPORTED


def test_returned_as_a_whole_every_row_is_open(plan, alice, rita):
    return_report(report=report_of(plan), by=rita, reason="সব দেখুন")
    assert not is_reported(plan)
    enter(plan, "1.3", "২", by=alice)


# --- opened on request -------------------------------------------------------------------------------------------


def ask(plan, number, reason="দুটি বাদ পড়েছিল", *, by):
    return ask_to_open(report=report_of(plan), row=row_of(plan, number), reason=reason, by=by)


def answer(plan, number, granted, *, by, text=""):
    return answer_opening(report=report_of(plan), row=row_of(plan, number), granted=granted, answer=text, by=by)


def test_a_closed_row_is_opened_on_request_until_it_is_handed_in_again(plan, alice, rita):
    send_back(plan, "1.1", by=rita)
    assert refusal(ask, plan=plan, number="1.1", by=alice) == ROW_OPEN_ALREADY
    assert refusal(ask, plan=plan, number="1.2", reason=" ", by=alice) == NEEDS_REASON
    assert refusal(ask, plan=plan, number="1.2", by=rita) == NOT_YOURS[Side.ENTERING]
    ask(plan, "1.2", by=alice)
    assert refusal(ask, plan=plan, number="1.2", by=alice) == ROW_ASKED_ALREADY
    assert refusal(enter, plan=plan, number="1.2", text="২", by=alice) == ROW_CLOSED
    assert refusal(answer, plan=plan, number="1.2", granted=True, by=alice) == NOT_YOURS[Side.REVIEWING]
    answer(plan, "1.2", True, by=rita)
    assert refusal(answer, plan=plan, number="1.2", granted=True, by=rita) == NOT_ASKED_TO_OPEN
    enter(plan, "1.2", "২", by=alice)
    assert refusal(enter, plan=plan, number="1.3", text="২", by=alice) == ROW_CLOSED
    submit_report(report=report_of(plan), by=alice)
    send_back(plan, by=rita)  # 1.1 was not mended
    assert refusal(enter, plan=plan, number="1.2", text="৩", by=alice) == ROW_CLOSED
    assert mismatches(plan) == []


def test_a_row_kept_closed_says_why_and_can_be_asked_for_again(plan, alice, rita):
    send_back(plan, "1.1", by=rita)
    ask(plan, "1.2", by=alice)
    assert refusal(answer, plan=plan, number="1.2", granted=False, by=rita) == NEEDS_REASON
    assert answer(plan, "1.2", False, by=rita, text="প্রমাণক মেলে না").answer == "প্রমাণক মেলে না"
    assert refusal(enter, plan=plan, number="1.2", text="২", by=alice) == ROW_CLOSED
    ask(plan, "1.2", by=alice)


def test_a_wish_nobody_answered_lapses_with_handing_in_and_can_be_put_again(plan, alice, rita):
    send_back(plan, "1.1", by=rita)
    lapsed = ask(plan, "1.2", by=alice)
    submit_report(report=report_of(plan), by=alice)
    assert refusal(answer, plan=plan, number="1.2", granted=True, by=rita) == NOT_ASKED_TO_OPEN
    send_back(plan, "1.1", by=rita)
    again = ask(plan, "1.2", "আরও একটি বাদ পড়েছে", by=alice)
    assert (again.round, again.reason, again.pk) == (lapsed.round + 1, "আরও একটি বাদ পড়েছে", lapsed.pk)
    answer(plan, "1.2", True, by=rita)
    enter(plan, "1.2", "২", by=alice)
    assert mismatches(plan) == []


def test_a_wish_granted_while_the_quarter_waits_goes_back_like_a_question(plan, alice, rita):
    say(plan, "1.2", RowState.ACCEPTED, by=rita)
    ask(plan, "1.2", by=alice)
    answer(plan, "1.2", True, by=rita)
    assert states(plan)["1.2"] == "question"
    send_back(plan, by=rita)
    enter(plan, "1.2", "২", by=alice)
    assert refusal(enter, plan=plan, number="1.1", text="২", by=alice) == ROW_CLOSED


def test_nothing_is_asked_of_a_draft_or_of_what_is_approved(plan, alice, rita):
    assert (
        refusal(ask_to_open, report=report_of(plan, 2), row=row_of(plan, "1.1"), reason="ক", by=alice)
        == (NOT_NOW[ReportState.DRAFT])
    )
    approve_report(report=report_of(plan), by=rita)
    assert refusal(ask, plan=plan, number="1.1", by=alice) == NOT_NOW[ReportState.APPROVED]


# --- an approval taken back --------------------------------------------------------------------------------------


def test_an_approval_is_taken_back_with_a_reason_and_kept(plan, alice, rita):
    approve_report(report=report_of(plan), by=rita)
    frozen = report_of(plan)
    assert refusal(reopen_report, report=frozen, reason=" ", by=rita) == NEEDS_REASON
    assert refusal(reopen_report, report=frozen, reason="ভুল", by=alice) == NOT_YOURS[Side.REVIEWING]
    kept = reopen_report(report=frozen, reason="১.১ ভুল গোনা", by=rita)
    report = report_of(plan)
    assert (report.state, report.approved_at, report.frozen_switches) == ("submitted", None, None)
    assert (kept.earned, kept.scorecard, kept.approved_by) == (frozen.earned, frozen.scorecard, rita)
    assert mismatches(plan) == []
    send_back(plan, "1.1", by=rita)
    enter(plan, "1.1", "০", by=alice)
    submit_report(report=report, by=alice)
    say(plan, "1.1", RowState.ACCEPTED, by=rita)
    approve_report(report=report, by=rita)
    reopen_report(report=report, reason="আবার", by=rita)
    assert report.superseded.count() == 2
    assert mismatches(plan) == []


def test_no_approval_is_taken_back_below_a_later_one(plan_of_size, alice, rita):
    plan = plan_of_size(1)
    approve_through(plan, 2, by=alice, reviewer=rita)
    found = refusal(reopen_report, report=report_of(plan), reason="ভুল", by=rita)
    assert found.en == NOT_REOPENED.en.format("2nd quarter")
    reopen_report(report=report_of(plan, 2), reason="ভুল", by=rita)
    reopen_report(report=report_of(plan), reason="ভুল", by=rita)


# --- the head signs off ------------------------------------------------------------------------------------------


def test_where_the_office_wants_it_the_head_signs_what_is_handed_in(plan_of_size, alice, industries_office):
    head, plan = add_person("head", industries_office, Role.HEAD, name_bn="করিম"), plan_of_size(1)
    report = report_of(plan)
    assert refusal(sign_off_report, report=report, by=head) == NOT_WANTED
    type(industries_office).objects.filter(pk=industries_office.pk).update(needs_sign_off=True)
    assert refusal(submit_report, report=report, by=alice) == NOT_SIGNED_OFF
    assert refusal(sign_off_report, report=report, by=alice) == NOT_THE_HEAD
    sign_off_report(report=report, by=head)
    enter(plan, "1.1", "১", by=alice)
    assert refusal(submit_report, report=report, by=alice) == CHANGED_SINCE_SIGNED
    signed = sign_off_report(report=report, by=head)
    assert (signed.name, signed.round) == ("করিম", 1)
    submit_report(report=report, by=alice)
    assert refusal(sign_off_report, report=report, by=head) == NOT_NOW[ReportState.SUBMITTED]
    assert mismatches(plan) == []
