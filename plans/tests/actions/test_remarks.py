"""Owns the proof of what an office says beside an achievement: a remark by quarter, and the marks it claims."""

from decimal import Decimal

import pytest

from plans.actions.achievements import StaleVersionError, record_achievement
from plans.actions.ledger import is_chain_whole
from plans.actions.remarks import NO_MARKS, claim_marks, fingerprint, write_remark
from plans.actions.reporting import submit_report
from plans.queries.access import standing_today
from plans.queries.row_scene import load_row_scene
from plans.tests.factories import cell_of
from workflow.transitions import NOT_NOW, NOT_YOURS, Refusal, ReportState, Side

UNWRITTEN = fingerprint("")


@pytest.fixture
def plan(plan_of_size):
    return plan_of_size(2)


@pytest.fixture
def write(plan, alice):
    """``write(write_remark, "ঐ")``: what Alice writes beside 1.1 in the first quarter."""

    def written(action, text, *, over=UNWRITTEN, by=alice, quarter=1):
        place = {"cell_id": cell_of(plan, "1.1", quarter).pk, "among": None}
        action(text=text, over=over, by=standing_today(by), **place)
        return cell_of(plan, "1.1", quarter)

    return written


def test_a_remark_and_a_claim_are_kept_with_their_events_and_change_no_mark(plan, write, alice):
    record_achievement(cell=cell_of(plan, "1.1", 1), value="১", version=0, by=alice)
    earned = plan.reports.get(quarter=1).earned
    cell = write(write_remark, "  ৮টি সম্পন্ন\nবাকি পরে ")
    cell = write(claim_marks, "০.৮০")
    assert (cell.remark, cell.claimed_marks, cell.version) == ("৮টি সম্পন্ন\nবাকি পরে", Decimal("0.8"), 1)
    events = plan.events.filter(verb__in=["write_remark", "claim_marks"]).order_by("pk")
    told = [(event.verb, event.before["text"], event.after["text"]) for event in events]
    assert told == [("write_remark", "", "৮টি সম্পন্ন\nবাকি পরে"), ("claim_marks", "", "0.8")]
    assert [each.verb for each in load_row_scene(plan.pk, cell).history][:2] == [
        "claim_marks",
        "write_remark",
    ]
    assert is_chain_whole(plan.pk)
    assert plan.reports.get(quarter=1).earned == earned


def test_the_same_again_is_no_event_and_blank_takes_it_back(plan, write):
    write(write_remark, "ঐ")
    write(write_remark, "ঐ", over="whatever")
    write(claim_marks, "১")
    assert write(claim_marks, "", over=fingerprint("1")).claimed_marks is None
    assert write(write_remark, "", over=fingerprint("ঐ")).remark == ""
    assert plan.events.filter(verb="write_remark").count() == 2
    assert plan.events.filter(verb="claim_marks").count() == 2


def test_nobody_overwrites_unseen(write, bob):
    write(write_remark, "আমার")
    with pytest.raises(StaleVersionError) as stale:
        write(write_remark, "তার", by=bob)
    assert stale.value.cell.remark == "আমার"


@pytest.mark.parametrize("text", ["অনেক", "-১", "১.২৫৫", "৩০/০৯/২০২০", "১ ২ ৩"])
def test_what_is_no_number_of_marks_is_not_claimed(plan, write, text):
    with pytest.raises(Refusal) as refused:
        write(claim_marks, text)
    assert refused.value.sentence == NO_MARKS
    assert cell_of(plan, "1.1", 1).claimed_marks is None


@pytest.mark.parametrize(("action", "text"), [(write_remark, "ঐ"), (claim_marks, "১")])
def test_who_and_when_are_asked_as_for_an_achievement(plan, write, rita, alice, action, text):
    with pytest.raises(Refusal) as refused:
        write(action, text, by=rita)
    assert refused.value.sentence == NOT_YOURS[Side.ENTERING]
    submit_report(report=plan.reports.get(quarter=1), by=alice)
    with pytest.raises(Refusal) as refused:
        write(action, text)
    assert refused.value.sentence == NOT_NOW[ReportState.SUBMITTED]
    assert not plan.events.filter(verb__in=["write_remark", "claim_marks"]).exists()
