"""Owns the proof that verification computes every figure anew and names what was tampered with."""

import json
from contextlib import suppress
from datetime import date
from decimal import Decimal

import pytest
from django.core.management import call_command

from offices.models import Deadline
from plans.actions.achievements import record_achievement
from plans.actions.ledger import lock_plan, write_event
from plans.actions.policies import add_policy_version
from plans.actions.reporting import approve_report, assess_cell, submit_report
from plans.models import Event, MarkingPolicy, QuarterReport
from plans.tests.factories import cell_of
from plans.tests.stepping import approve_through


@pytest.fixture
def verify(capsys):
    """``verify()``: the differences the command prints, and whether it ended with an error."""

    def run(*options):
        try:
            call_command("verify_scorecards", "--json", *options)
        except SystemExit as ended:
            return json.loads(capsys.readouterr().out)["differences"], ended.code
        return json.loads(capsys.readouterr().out)["differences"], 0

    return run


@pytest.fixture
def signed(labour, charlie, rita):
    """The real first quarter, assessed and approved."""
    report = submit_report(report=labour.reports.get(quarter=1), by=charlie)
    assess_cell(cell=cell_of(labour, "2.1.1", 1), marks=Decimal(4), reason="দেখা হয়েছে", by=rita)
    approve_report(report=report, by=rita, leaves_unassessed=True)
    return labour


def test_stored_figures_are_the_computed_ones(industries, signed, alice, verify):
    record_achievement(cell=cell_of(industries, "1.2", 1), value="৮০", version=0, by=alice)
    assert verify() == ([], 0)


def test_a_frozen_report_is_computed_with_the_policy_it_was_signed_under(signed, administrator, verify):
    base = signed.policy
    signed.policy = add_policy_version(
        base=base, name="নতুন", valid_from=base.valid_from, switches={"decimals": 0}, reason="কারণ", by=administrator
    )
    signed.save()
    write_event(plan=lock_plan(signed.pk), verb="edit_plan", subject="policy", by=administrator)
    assert verify("--refresh") == ([], 0)
    assert signed.reports.get(quarter=2).scorecard["policy"] == "নতুন"


def test_a_save_marks_its_row_and_hides_no_wrong_mark_of_another(industries, alice, unguarded, verify):
    report = industries.reports.get(quarter=2)
    report.scorecard["areas"][-1]["marks"][-1]["earned"] = "0.01"
    report.save(update_fields=["scorecard"])
    record_achievement(cell=cell_of(industries, "1.2", 2), value="৮০", version=0, by=alice)
    (difference,), code = verify()
    assert (code, difference["quarter"]) == (1, "q2")
    assert verify("--refresh")[0] == []


def test_a_save_moves_the_marks_of_its_quarter_and_of_the_later_ones(industries, alice):
    before = dict(industries.reports.values_list("quarter", "scorecard"))
    record_achievement(cell=cell_of(industries, "1.2", 3), value="৮০", version=0, by=alice)
    after = dict(industries.reports.values_list("quarter", "scorecard"))
    assert [quarter for quarter in after if after[quarter] != before[quarter]] == [3, 4]


@pytest.mark.parametrize("quarter", [1, 3])
def test_a_figure_that_was_changed_is_named(signed, verify, unguarded, quarter):
    QuarterReport.objects.filter(plan=signed, quarter=quarter).update(earned=Decimal(50))
    (difference,), code = verify()
    assert code == 1
    assert (difference["quarter"], difference["stored"]) == (f"q{quarter}", "50.00")


@pytest.mark.parametrize("shared", [True, False])
def test_a_broken_ledger_is_named_whether_of_a_plan_or_of_what_plans_share(
    signed, administrator, verify, unguarded, shared
):
    base = MarkingPolicy.objects.get(kind="integrity")
    add_policy_version(
        base=base, name="নতুন", valid_from=base.valid_from, switches={"decimals": 0}, reason="কারণ", by=administrator
    )
    verb = "add_policy" if shared else "assess_cell"
    Event.objects.filter(verb=verb).update(after={"reason": "অন্য"})
    (difference,), code = verify()
    assert code == 1
    assert (difference["stored"], difference["office"]) == ("ledger", None if shared else signed.office.name_bn)


# --- approved before an earlier quarter --------------------------------------------------------------------------


@pytest.fixture
def out_of_order(plan_of_size, alice, rita):
    """A third quarter approved on two drafts, as was possible before the order was kept."""
    plan = plan_of_size(1)
    Deadline.objects.filter(year=plan.year).exclude(quarter=3).delete()
    report = submit_report(report=plan.reports.get(quarter=3), by=alice)
    approve_report(report=report, by=rita)
    Deadline.objects.bulk_create(
        Deadline(year=plan.year, quarter=quarter, tier=plan.office.tier, due_on=date(2024, 1, 15)) for quarter in (1, 2)
    )
    return plan


@pytest.fixture
def told(capsys):
    """``told()``: the quarters told as breaches with their frozen and computed sums, and the differences."""

    def run():
        with suppress(SystemExit):
            call_command("verify_scorecards", "--json")
        said = json.loads(capsys.readouterr().out)
        breaches = [(each["quarter"], each["frozen"], each["computed"]) for each in said["breaches"]]
        return breaches, [(each["quarter"], each["stored"]) for each in said["differences"]]

    return run


def test_an_approval_out_of_order_is_listed_and_no_failure(out_of_order, told):
    assert told() == ([("q3", "0.00", "0.00")], [])


def test_filling_the_quarters_below_leaves_the_frozen_figure_a_told_breach(out_of_order, alice, rita, told):
    for quarter in (1, 2):
        record_achievement(cell=cell_of(out_of_order, "1.1", quarter), value="১", version=0, by=alice)
    assert told() == ([("q3", "0.00", "0.50")], [])
    approve_through(out_of_order, 2, by=alice, reviewer=rita)
    assert told() == ([("q3", "0.00", "0.50")], [])


def test_a_frozen_figure_that_was_changed_is_no_mere_breach(out_of_order, told, unguarded):
    QuarterReport.objects.filter(plan=out_of_order, quarter=3).update(earned=Decimal("0.75"))
    breaches, differences = told()
    assert (breaches, differences[0]) == ([], ("q3", "0.75"))


def test_reports_approved_in_their_order_are_no_breach(plan_of_size, alice, rita, told):
    plan = plan_of_size(1)
    approve_through(plan, 3, by=alice, reviewer=rita)
    assert told() == ([], [])
