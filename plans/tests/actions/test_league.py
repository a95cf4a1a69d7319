"""Owns the proof that the comparison's own figures follow every change, and that the command finds them where not."""

from decimal import Decimal

import pytest

from imports.actions.bringing import bring_in, keep_source, read_plans
from imports.actions.undoing import undo_import
from plans.actions.achievements import record_achievement
from plans.actions.editing import note_edit
from plans.actions.league import enter_league, restore_league
from plans.actions.reporting import approve_report, return_report, submit_report
from plans.actions.scoring import refresh_scorecards
from plans.models import LeagueEntry, Plan, PlanImport, QuarterReport
from plans.tests.commands.shell import run
from plans.tests.factories import LABOUR, cell_of, workbook


def entry(plan: Plan, quarter: int = 1) -> LeagueEntry:
    return LeagueEntry.objects.get(office=plan.office, year=plan.year, kind=plan.kind, quarter=quarter)


def differences() -> list[dict]:
    result = run("verify_scorecards", "--json")
    assert result.code == bool(result.json["differences"])
    return result.json["differences"]


def revised(plan: Plan) -> Plan:
    """A second revision of a plan, without rows: nothing is possible in it."""
    later = Plan.objects.create(
        office=plan.office, year=plan.year, kind=plan.kind, policy=plan.policy, revision=plan.revision + 1
    )
    QuarterReport.objects.bulk_create(QuarterReport(plan=later, quarter=quarter) for quarter in (1, 2, 3, 4))
    refresh_scorecards(later)
    return later


def test_a_new_plan_stands_in_the_league_with_four_quarters(labour):
    assert [each.quarter for each in labour.league_entries.order_by("quarter")] == [1, 2, 3, 4]
    first = entry(labour)
    assert (first.earned, first.possible, first.due) == (11, 50, 29)
    assert (first.percent, first.ranked_by) == (Decimal("37.93"), None)
    assert first.shares == {"area-1": 79, "area-2": 0}
    assert differences() == []


def test_an_achievement_moves_its_quarter_and_the_later_ones(plan_of_size, alice):
    plan = plan_of_size(2)
    record_achievement(cell=cell_of(plan, "1.1", 2), value="১", version=0, by=alice)
    assert [entry(plan, quarter).percent for quarter in (1, 2, 3, 4)] == [
        0,
        Decimal("25"),
        Decimal("16.67"),
        Decimal("12.5"),
    ]
    assert differences() == []


def test_states_follow_every_step(labour, charlie, rita):
    report = labour.reports.get(quarter=1)
    assert entry(labour).state == "draft"
    report = submit_report(report=report, by=charlie)
    assert (entry(labour).state, entry(labour).submitted_at) == ("submitted", report.submitted_at)
    report = return_report(report=report, reason="প্রমাণক দিন", by=rita)
    assert entry(labour).state == "returned"
    approve_report(report=submit_report(report=report, by=charlie), by=rita, leaves_unassessed=True)
    assert entry(labour).state == "approved"
    assert differences() == []


def test_the_latest_revision_takes_the_place_of_the_earlier_one(labour):
    later = revised(labour)
    assert (entry(labour).plan, entry(labour).percent, entry(labour).shares) == (later, None, {})
    refresh_scorecards(labour)
    assert entry(labour).plan == later
    assert differences() == []
    later.delete()
    restore_league(labour.office, labour.year, labour.kind)
    assert entry(labour).plan == labour
    assert differences() == []


def test_a_plan_undone_leaves_the_league(reference, administrator):
    source = keep_source(workbook(LABOUR).read_bytes(), LABOUR, by=administrator)
    bring_in(read_plans(workbook(LABOUR).read_bytes(), LABOUR), source=source, by=administrator)
    assert LeagueEntry.objects.count() == 4
    undo_import(plan_import=PlanImport.objects.get(), by=administrator)
    assert not LeagueEntry.objects.exists()


def test_a_plan_moved_to_another_year_takes_its_entries_along(plan_of_size, administrator):
    plan, other = plan_of_size(2), plan_of_size(1)
    other.league_entries.all().delete()
    other.delete()
    plan.year = other.year
    plan.save()
    note_edit(plan=plan, subject="year", before=None, after=None, by=administrator)
    assert {each.year for each in LeagueEntry.objects.all()} == {other.year}
    assert differences() == []


def test_where_a_revision_moved_away_the_one_before_it_stands_again(labour, administrator):
    later = revised(labour)
    later.year = type(labour.year).objects.get(start_year=2018)
    later.save()
    note_edit(plan=later, subject="year", before=None, after=None, by=administrator)
    assert (entry(labour).plan, entry(later).plan) == (labour, later)
    assert differences() == []


def test_a_plan_that_became_the_earlier_revision_gives_its_place_to_the_later(labour, administrator):
    later = revised(labour)
    labour.revision = later.revision + 1
    labour.save()
    note_edit(plan=labour, subject="revision", before=None, after=None, by=administrator)
    later.revision = labour.revision + 1
    later.save()
    labour.revision = 0
    labour.save()
    note_edit(plan=labour, subject="revision", before=None, after=None, by=administrator)
    assert entry(labour).plan == later
    assert differences() == []


@pytest.mark.parametrize("change", [{"earned": 12}, {"percent": 23}, {"shares": {}}, {"state": "approved"}])
def test_the_command_finds_an_entry_that_was_changed_and_mends_it(labour, change):
    LeagueEntry.objects.filter(plan=labour, quarter=1).update(**change)
    (found,) = differences()
    assert (found["quarter"], found["computed"]) == ("q1", "comparison: 11.00")
    assert run("verify_scorecards", "--refresh", "--json").code == 0
    assert differences() == []


def test_the_command_finds_entries_missing_and_too_many(labour):
    LeagueEntry.objects.filter(quarter=3).delete()
    assert [found["stored"] for found in differences()] == ["comparison: None"]
    enter_league(labour)
    revised_entry = entry(labour)
    revised_entry.pk, revised_entry.year = None, type(labour.year).objects.get(start_year=2018)
    revised_entry.save()
    assert [found["quarter"] for found in differences()] == ["q1"]
