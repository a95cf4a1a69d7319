"""Owns the proof of a plan's own life: written, submitted, returned by row, mended, approved, and told throughout."""

from datetime import date

import pytest

from imports.actions.importing import ImportRefusedError, store_plan
from offices.models import Membership, Role, Tier
from offices.tests.people import SINCE, add_person
from plans.actions.achievements import record_achievement
from plans.actions.life_steps import PLAN_MOVED
from plans.actions.plan_steps import (
    NEEDS_REFERENCE,
    NOT_SIGNED_YET,
    approve_plan,
    record_signed_plan,
    return_plan,
    submit_plan,
)
from plans.actions.reporting import submit_report
from plans.actions.revising import ask_for_revision
from plans.actions.row_edits import edit_plan
from plans.actions.row_reviews import RowWord, review_plan_row
from plans.actions.row_writes import RowEdit
from plans.actions.tree_rows import add_areas
from plans.models import Event, Indicator, Plan, RowReview
from plans.queries.plan_reviews import PlanReviews, notes_of
from plans.queries.plan_writing import check_may_write_plan
from plans.queries.replay import mismatches
from plans.queries.trees import load_tree
from plans.tests.factories import cell_of, draft_of_size
from plans.tests.writing import as_draft, row_of, write_title
from workflow.plan_states import (
    ADMINISTRATORS_RECORD,
    ANOTHER_RECORDS,
    EMPTY_PLAN,
    NOT_APPROVED_YET,
    NOTHING_ASKED_OF_PLAN,
    NOTHING_TO_REVISE,
    OWN_PLAN,
    PLAN_NOT_NOW,
    PlanState,
)
from workflow.row_states import RowState
from workflow.transitions import NOT_YOURS, Refusal, Side, Work
from year_opening.actions.opening import open_year
from year_opening.queries.opening_offices import OpeningChoices


@pytest.fixture
def draft(plan_of_size):
    return as_draft(plan_of_size(3))


def question(plan, number, reason="একক ঠিক করুন", *, by):
    return review_plan_row(plan=plan, word=RowWord(row_of(plan, number).pk, RowState.QUESTION, reason), by=by)


def accept(plan, number, *, by):
    return review_plan_row(plan=plan, word=RowWord(row_of(plan, number).pk, RowState.ACCEPTED), by=by)


def states(plan):
    plan = Plan.objects.get(pk=plan.pk)
    reviews = PlanReviews(plan, load_tree(plan))
    return {row.number: reviews.states[row.key].value for row in reviews.tree.indicators}


def refusal(step, **arguments):
    with pytest.raises(Refusal) as refused:
        step(**arguments)
    return refused.value.sentence


def state_of(plan):
    return Plan.objects.get(pk=plan.pk).state


# --- the story -----------------------------------------------------------------------------------------------------


def test_a_plan_is_written_submitted_returned_by_row_mended_and_approved(draft, alice, rita):
    write_title(draft, "1.1", "নতুন সূচক", by=alice)
    assert submit_plan(plan=draft, by=alice).number == 1
    question(draft, "1.2", by=rita)
    accept(draft, "1.1", by=rita)
    return_plan(plan=draft, by=rita)
    assert states(draft) == {"1.1": "accepted", "1.2": "question", "1.3": "unseen"}
    write_title(draft, "1.2", "ঠিক করা সূচক", by=alice)
    assert states(draft)["1.2"] == "mended"
    submit_plan(plan=draft, by=alice)
    assert states(draft) == {"1.1": "accepted", "1.2": "mended", "1.3": "unseen"}
    accept(draft, "1.2", by=rita)
    approve_plan(plan=draft, by=rita)
    assert state_of(draft) == "approved"
    rounds = [(each.number, each.is_approved, each.decided_by) for each in draft.rounds.all()]
    assert rounds == [(1, False, rita), (2, True, rita)]
    told = list(draft.events.order_by("sequence").values_list("verb", flat=True))[1:]
    assert told == [
        *("edit_plan", "submit_plan", "review_row", "review_row", "return_plan"),
        *("edit_plan", "submit_plan", "review_row", "approve_plan"),
    ]
    assert mismatches(Plan.objects.get(pk=draft.pk)) == []


def test_what_changed_since_the_round_before_is_told_with_what_stood_there(draft, alice, rita):
    submit_plan(plan=draft, by=alice)
    return_plan(plan=draft, by=rita, reason="নাম ঠিক করুন")
    before = row_of(draft, "1.2").title
    write_title(draft, "1.2", "ঠিক করা সূচক", by=alice)
    submit_plan(plan=draft, by=alice)
    plan = Plan.objects.get(pk=draft.pk)
    (changed,) = PlanReviews(plan, load_tree(plan)).changes_of(row_of(draft, "1.2").pk)
    assert (changed.field, changed.before, changed.now) == ("title", before, "ঠিক করা সূচক")
    assert PlanReviews(plan, load_tree(plan)).changes_of(row_of(draft, "1.1").pk) == []


def test_a_row_taken_away_while_mending_takes_its_question_with_it_and_the_ledger_keeps_it(draft, alice, rita):
    submit_plan(plan=draft, by=alice)
    question(draft, "1.2", by=rita)
    return_plan(plan=draft, by=rita)
    edit_plan(plan=draft, edits=[RowEdit(row_of(draft, "1.2"), is_removed=True)], by=alice)
    submit_plan(plan=draft, by=alice)
    approve_plan(plan=draft, by=rita)
    assert not RowReview.objects.exists()
    returned = draft.events.get(verb="return_plan")
    assert returned.after["questions"] == {"1.2": "একক ঠিক করুন"}
    assert mismatches(Plan.objects.get(pk=draft.pk)) == []


# --- what is refused -----------------------------------------------------------------------------------------------


def test_a_plan_without_rows_is_not_submitted(plan_of_size, alice):
    plan = as_draft(plan_of_size(1))
    plan.areas.all().delete()
    assert refusal(submit_plan, plan=plan, by=alice) == EMPTY_PLAN


def test_a_plan_goes_back_with_a_question_or_a_reason_and_never_without(draft, alice, rita):
    submit_plan(plan=draft, by=alice)
    assert refusal(return_plan, plan=draft, by=rita, reason=" ") == NOTHING_ASKED_OF_PLAN
    assert return_plan(plan=draft, by=rita, reason="পুরোটাই আবার").return_reason == "পুরোটাই আবার"
    assert state_of(draft) == "returned"


def test_a_question_says_why(draft, alice, rita):
    submit_plan(plan=draft, by=alice)
    assert "কারণ" in refusal(question, plan=draft, number="1.1", reason="  ", by=rita).bn
    assert not RowReview.objects.exists()


def test_a_plan_is_not_approved_over_a_question_also_one_that_was_not_mended(draft, alice, rita):
    submit_plan(plan=draft, by=alice)
    question(draft, "1.2", by=rita)
    assert "1.2" in refusal(approve_plan, plan=draft, by=rita).en
    return_plan(plan=draft, by=rita)
    submit_plan(plan=draft, by=alice)
    assert "1.2" in refusal(approve_plan, plan=draft, by=rita).en
    accept(draft, "1.2", by=rita)
    approve_plan(plan=draft, by=rita)


def test_a_step_in_a_page_that_is_no_more_true_is_refused(draft, alice, bob, rita):
    token = PlanReviews(draft, load_tree(draft)).token
    write_title(draft, "1.1", "অন্য", by=bob)
    assert "বদলেছে" in refusal(submit_plan, plan=draft, by=alice, seen=token).bn
    submit_plan(plan=draft, by=alice)
    plan = Plan.objects.get(pk=draft.pk)
    reviews = PlanReviews(plan, load_tree(plan))
    token, row = reviews.token, row_of(plan, "1.1").pk
    word = RowWord(row, RowState.ACCEPTED, seen=reviews.row_token(row))
    review_plan_row(plan=plan, word=word, by=rita)
    assert "বদলেছে" in refusal(approve_plan, plan=plan, by=rita, seen=token).bn
    again = RowWord(row, RowState.QUESTION, "কেন", seen=word.seen)
    assert "বদলেছে" in refusal(review_plan_row, plan=plan, word=again, by=rita).bn


def test_what_was_said_already_is_not_told_twice(draft, alice, rita):
    submit_plan(plan=draft, by=alice)
    assert accept(draft, "1.1", by=rita) is not None
    assert accept(draft, "1.1", by=rita) is None
    assert Event.objects.filter(verb="review_row").count() == 1


def test_no_row_of_another_plan_is_reviewed(draft, plan_of_size, alice, rita):
    submit_plan(plan=draft, by=alice)
    stranger = row_of(plan_of_size(1), "1.1").pk
    word = RowWord(stranger, RowState.ACCEPTED)
    assert "নেই" in refusal(review_plan_row, plan=draft, word=word, by=rita).bn
    assert not RowReview.objects.exists()


# --- who -----------------------------------------------------------------------------------------------------------

WHO = ("alice", "charlie", "rita", "administrator", "child", "sibling_reviewer")


@pytest.fixture
def people(request, industries_office, labour_office):
    known = {name: request.getfixturevalue(name) for name in ("alice", "charlie", "rita", "administrator")}
    below = industries_office.children.first()
    known["child"] = add_person("child", below, Role.FOCAL_POINT)
    known["sibling_reviewer"] = add_person("sibling", labour_office, Role.REVIEWER)
    return known


@pytest.mark.parametrize("who", WHO)
def test_the_focal_point_of_the_office_alone_submits_and_the_reviewer_above_alone_decides(draft, people, who):
    if who == "alice":
        submit_plan(plan=draft, by=people[who])
    else:
        assert refusal(submit_plan, plan=draft, by=people[who]) == NOT_YOURS[Side.ENTERING]
        submit_plan(plan=draft, by=people["alice"])
    if who == "rita":
        accept(draft, "1.1", by=people[who])
        return_plan(plan=draft, by=people[who], reason="কারণ")
    else:
        for step in (accept, question):
            assert refusal(step, plan=draft, number="1.1", by=people[who]) == NOT_YOURS[Side.REVIEWING]
        for step in (return_plan, approve_plan):
            assert refusal(step, plan=draft, by=people[who]) == NOT_YOURS[Side.REVIEWING]


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("state", PlanState)
def test_rows_are_written_by_whom_the_state_allows(draft, people, who, state):
    Plan.objects.filter(pk=draft.pk).update(state=state.value)
    draft.refresh_from_db()
    office = who == "alice" and state in {PlanState.DRAFT, PlanState.RETURNED}
    administrator = who == "administrator" and state is not PlanState.SUBMITTED
    if office or administrator:
        check_may_write_plan(plan=draft, by=people[who])
        write_title(draft, "1.1", "নতুন", by=people[who])
        assert row_of(draft, "1.1").title == "নতুন"
    else:
        with pytest.raises(Refusal):
            check_may_write_plan(plan=draft, by=people[who])
        with pytest.raises(Refusal):
            write_title(draft, "1.1", "নতুন", by=people[who])
        assert row_of(draft, "1.1").title != "নতুন"


def test_the_office_makes_no_plan_by_itself(draft, alice):
    new = Plan(office=draft.office, year=draft.year, kind=draft.kind, policy=draft.policy, revision=2)
    with pytest.raises(Refusal):
        edit_plan(plan=new, edits=[], by=alice)


@pytest.mark.parametrize(("did", "work"), [("wrote", Work.ENTERED), ("submitted", Work.SUBMITTED)])
def test_nobody_decides_on_a_plan_they_wrote_or_submitted(draft, alice, bob, cabinet_division, did, work):
    Membership.objects.create(person=alice, office=cabinet_division, role=Role.REVIEWER, since=SINCE)
    if did == "wrote":
        write_title(draft, "1.1", "নতুন", by=alice)
    submit_plan(plan=draft, by=bob if did == "wrote" else alice)
    for step in (return_plan, approve_plan):
        sentence = refusal(step, plan=draft, by=alice)
        assert sentence.en.startswith(OWN_PLAN[work].en)
        assert "no reviewer who had no part" in sentence.en


def test_who_opened_the_year_wrote_nothing_of_the_plans_and_may_decide_on_them(administrator, cabinet_division, alice):
    Membership.objects.create(person=administrator, office=cabinet_division, role=Role.REVIEWER, since=SINCE)
    plan = opened(by=administrator)
    assert plan.state == PlanState.DRAFT.value
    tree = draft_of_size(2)
    add_areas(plan, tree, tree.areas)
    submit_plan(plan=plan, by=alice)
    approve_plan(plan=plan, by=administrator)
    assert state_of(plan) == "approved"


def opened(*, by):
    """The plan that opening a year makes for the Ministry of Industries."""
    year = 2031
    ends = [date(year, 10, 15), date(year + 1, 1, 15), date(year + 1, 4, 15), date(year + 1, 7, 15)]
    days = {(Tier.MINISTRY.value, quarter): day for quarter, day in enumerate(ends, start=1)}
    choices = OpeningChoices(year, ("integrity",), (Tier.MINISTRY.value,), days=days)
    *_, _done = open_year(choices=choices, by=by)
    return Plan.objects.get(office__name_bn="শিল্প মন্ত্রণালয়", year__start_year=year)


def fill(plan, *, by):
    store_plan(draft=draft_of_size(2), office=plan.office, year=plan.year, by=by)


# --- where plans come from ------------------------------------------------------------------------------------------


def test_an_imported_plan_records_a_signed_one(plan_of_size):
    assert plan_of_size(1).state == PlanState.APPROVED.value


def test_a_document_that_fills_an_opened_plan_records_the_signed_one(plan_of_size, administrator):
    plan = as_draft(plan_of_size(2))
    plan.areas.all().delete()
    fill(plan, by=administrator)
    assert state_of(plan) == "approved"


def test_a_document_laid_over_what_an_office_wrote_leaves_it_a_draft(draft, administrator):
    Indicator.objects.filter(activity__area__plan=draft, number="1.1").update(title="দপ্তরের কথা")
    store_plan(draft=draft_of_size(3), office=draft.office, year=draft.year, by=administrator)
    assert row_of(draft, "1.1").title != "দপ্তরের কথা"
    assert state_of(draft) == "draft"


def test_no_document_changes_a_plan_that_waits(draft, alice, administrator):
    submit_plan(plan=draft, by=alice)
    Indicator.objects.filter(activity__area__plan=draft, number="1.1").update(title="দপ্তরের কথা")
    with pytest.raises(ImportRefusedError) as refused:
        store_plan(draft=draft_of_size(3), office=draft.office, year=draft.year, by=administrator)
    assert [each.code for each in refused.value.problems] == ["plan_waits"]


# --- what hangs on it ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("state", [PlanState.DRAFT, PlanState.SUBMITTED, PlanState.RETURNED])
def test_no_quarter_of_a_plan_that_is_not_approved_is_submitted_or_revised(draft, alice, state):
    Plan.objects.filter(pk=draft.pk).update(state=state.value)
    record_achievement(cell=cell_of(draft, "1.1", 1), value="১", version=0, by=alice)
    assert refusal(submit_report, report=draft.reports.get(quarter=1), by=alice) == NOT_APPROVED_YET
    row = row_of(draft, "1.1")
    asked = {"indicator": row, "texts": {"100%": "৫"}, "reason": "কারণ", "by": alice}
    assert refusal(ask_for_revision, **asked) == NOTHING_TO_REVISE


# --- what the office is told ----------------------------------------------------------------------------------------


def test_the_office_reads_questions_once_the_plan_is_returned_and_not_before(draft, alice, rita):
    submit_plan(plan=draft, by=alice)
    question(draft, "1.2", by=rita)
    accept(draft, "1.1", by=rita)
    assert notes_of(Plan.objects.get(pk=draft.pk)) == {}
    return_plan(plan=draft, by=rita)
    plan, row = Plan.objects.get(pk=draft.pk), row_of(draft, "1.2").pk
    (key, (line,)), *others = notes_of(plan).items()
    assert (key, others) == (row, [])
    assert line.bn.startswith("প্রশ্ন: একক ঠিক করুন (")
    write_title(plan, "1.2", "ঠিক করা", by=alice)
    assert notes_of(plan)[row][0].bn.startswith("সংশোধিত: একক ঠিক করুন")


def test_nothing_is_told_of_a_plan_that_never_was_submitted(draft):
    assert notes_of(draft) == {}


# --- signed on paper -----------------------------------------------------------------------------------------------

SIGNED = {"signed_on": date(2021, 6, 28), "reference": "স্মারক ০৪.০০.০০০০.১২৩"}


@pytest.mark.parametrize("state", [PlanState.DRAFT, PlanState.RETURNED])
def test_a_plan_signed_on_paper_is_approved_and_the_ledger_tells_which_paper(draft, administrator, alice, rita, state):
    if state is PlanState.RETURNED:
        submit_plan(plan=draft, by=alice)
        return_plan(plan=draft, reason="সই করে পাঠান", by=rita)
    round_ = record_signed_plan(plan=draft, by=administrator, **SIGNED)
    assert (state_of(draft), round_.number) == ("approved", 1 + (state is PlanState.RETURNED))
    assert (round_.is_approved, round_.approved_on) == (True, date(2021, 6, 28))
    event = draft.events.latest("sequence")
    assert (event.verb, event.by, event.before) == ("approve_plan", administrator, {"state": state.value})
    assert (event.after["signed_on"], event.after["reference"]) == ("2021-06-28", "স্মারক ০৪.০০.০০০০.১২৩")
    assert mismatches(Plan.objects.get(pk=draft.pk)) == []
    submit_report(report=draft.reports.get(quarter=1), by=alice)  # its quarters can be reported on


def test_no_plan_is_recorded_as_signed_that_waits_is_approved_or_has_no_rows(draft, plan_of_size, administrator, alice):
    submit_plan(plan=draft, by=alice)
    assert refusal(record_signed_plan, plan=draft, by=administrator, **SIGNED) == PLAN_NOT_NOW[PlanState.SUBMITTED]
    approved = plan_of_size(1)
    assert refusal(record_signed_plan, plan=approved, by=administrator, **SIGNED) == PLAN_NOT_NOW[PlanState.APPROVED]
    empty = as_draft(plan_of_size(1))
    empty.areas.all().delete()
    assert refusal(record_signed_plan, plan=empty, by=administrator, **SIGNED) == EMPTY_PLAN
    assert not Event.objects.filter(verb="approve_plan").exists()


@pytest.mark.parametrize(
    ("paper", "sentence"),
    [
        ({"reference": " "}, NEEDS_REFERENCE),
        ({"signed_on": date(2100, 1, 1)}, NOT_SIGNED_YET),
        ({"seen": "another"}, PLAN_MOVED),
    ],
    ids=["no paper", "not signed yet", "the plan changed since"],
)
def test_what_is_recorded_names_a_paper_a_past_day_and_the_plan_that_was_seen(draft, administrator, paper, sentence):
    assert refusal(record_signed_plan, plan=draft, by=administrator, **SIGNED | paper) == sentence
    assert state_of(draft) == "draft"


def test_administrators_record_it_and_none_who_wrote_or_submitted_the_plan(draft, administrator, alice, rita):
    for person in (alice, rita):
        assert refusal(record_signed_plan, plan=draft, by=person, **SIGNED) == ADMINISTRATORS_RECORD
    write_title(draft, "1.1", "নতুন সূচক", by=administrator)
    assert refusal(record_signed_plan, plan=draft, by=administrator, **SIGNED) == ANOTHER_RECORDS
    assert state_of(draft) == "draft"
