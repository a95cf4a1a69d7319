"""Owns the proof that what somebody does to the database or the files behind our back is refused, or found.

The owner of the database can do anything: then it is found, against a checkpoint that was held outside.
"""

import json
from decimal import Decimal
from functools import partial
from io import StringIO
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from offices.models import Person, Role
from offices.tests.people import add_person
from plans import guards
from plans.actions.checkpoints import make_checkpoint, make_when_due, not_anchored
from plans.actions.evidence import attach_evidence, write_comment
from plans.actions.ledger import EventDraft, lock_plan, write_events
from plans.actions.policies import add_policy_version
from plans.actions.prints import keep_print
from plans.actions.reporting import approve_report, assess_cell, submit_report
from plans.models import Checkpoint, Event, MarkingPolicy, Plan
from plans.tests.beginning import remembered
from plans.tests.factories import LABOUR, cell_of, official_plan

KEPT, OTHER = b"%PDF-1.4\n%%EOF", b"%PDF-1.4 another\n%%EOF"
CELLS = "SELECT id FROM plans_quartercell WHERE quarter = 1 AND indicator_id IN (SELECT id FROM plans_indicator)"
DOINGS = {
    "the last events": "DELETE FROM plans_event WHERE plan_id = {plan} AND sequence > 3",
    "all events of a plan": "DELETE FROM plans_event WHERE plan_id = {plan}",
    "all events": "DELETE FROM plans_event",
    "an event's content": "UPDATE plans_event SET after = NULL WHERE plan_id = {plan} AND sequence = 2",
    "a cell": f"UPDATE plans_quartercell SET achievement_text = '৯৯' WHERE id IN ({CELLS}) AND version > 0",
    "a report's state": "UPDATE plans_quarterreport SET state = 'submitted', frozen_switches = NULL, "
    "approved_at = NULL, approved_by_id = NULL WHERE plan_id = {plan} AND quarter = 1",
    "an assessment": f"UPDATE plans_quartercell SET assessed_marks = 1 WHERE id IN ({CELLS}) AND assessed_marks = 4",
    "a frozen figure": "UPDATE plans_quarterreport SET earned = 50 WHERE plan_id = {plan} AND quarter = 1",
    "a row of evidence": "UPDATE plans_evidence SET sha256 = '0'",
}


@pytest.fixture
def plan(labour_office, cabinet_division):
    """With its files as they were kept, whatever the test before did to them."""
    made = remembered("approved, with files", partial(approved_plan, labour_office, cabinet_division))
    plan = Plan.objects.select_related("office", "year", "policy").get(pk=made.pk)
    for file in files_of(plan).values():
        overwrite(file.name, KEPT)
    return plan


@pytest.fixture
def charlie(plan):
    return Person.objects.get(username="charlie")


@pytest.fixture
def rita(plan):
    return Person.objects.get(username="rita")


def files_of(plan):
    return {
        "evidence": cell_of(plan, "1.6.1", 1).evidence.get().file,
        "print": plan.reports.get(quarter=1).prints.get().file,
    }


def approved_plan(labour_office, cabinet_division):
    """The first quarter of a real plan: with a file, assessed, approved and printed."""
    labour = official_plan(LABOUR)
    charlie = add_person("charlie", labour_office, Role.FOCAL_POINT)
    rita = add_person("rita", cabinet_division, Role.REVIEWER)
    attach_evidence(cell=cell_of(labour, "1.6.1", 1), file=SimpleUploadedFile("a.pdf", KEPT), by=charlie)
    report = submit_report(report=labour.reports.get(quarter=1), by=charlie)
    assess_cell(cell=cell_of(labour, "2.1.1", 1), marks=Decimal(4), reason="দেখা হয়েছে", by=rita)
    report = approve_report(report=report, by=rita, leaves_unassessed=True)
    keep_print(report=report, figures="f" * 64, paper="form", language="bn", pdf=KEPT)
    return labour


@pytest.fixture
def outside(plan, tmp_path, django_capture_on_commit_callbacks) -> Path:
    """A checkpoint somebody took away."""
    held = tmp_path / "held.json"
    with django_capture_on_commit_callbacks(execute=True):
        call_command("checkpoint", "-o", str(held), verbosity=0, stdout=StringIO())
    return held


@pytest.fixture
def verify(capsys):
    def run(*options):
        code = 0
        try:
            call_command("verify_events", "--json", *map(str, options))
        except SystemExit as ended:
            code = ended.code
        return [each for each in json.loads(capsys.readouterr().out)["differences"] if not _is_trigger(each)], code

    return run


def _is_trigger(difference):
    """The owner at work took the guards away: that is found too, but here it is what is behind them that counts."""
    return difference["what"].startswith("trigger ")


def execute(statement, plan):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(plan=plan.pk))


def test_what_nobody_touched_is_proved(plan, outside, verify):
    assert verify("--checkpoint", outside) == ([], 0)


@pytest.mark.parametrize("doing", DOINGS)
def test_by_sql_it_is_refused(plan, doing):
    with pytest.raises(DatabaseError, match=r"does not change|append-only"):
        execute(DOINGS[doing], plan)


@pytest.mark.parametrize("doing", DOINGS)
def test_by_the_owner_it_is_found(plan, outside, unguarded, verify, doing):
    execute(DOINGS[doing], plan)
    found, code = verify("--checkpoint", outside)
    assert (bool(found), code) == (True, 1)


def test_a_chain_forged_anew_is_found_by_the_checkpoint_only(plan, outside, unguarded, verify):
    """The last events and the stored checkpoints are taken away, and what is left fits together."""
    execute("DELETE FROM plans_checkpoint", plan)
    execute("DELETE FROM plans_event WHERE plan_id = {plan} AND verb = 'keep_print'", plan)
    execute("DELETE FROM plans_keptprint", plan)
    assert verify() == ([], 1 if guards.missing(connection) else 0)
    found, _ = verify("--checkpoint", outside)
    assert {"events", "checkpoint 1"} <= {each["what"] for each in found}


@pytest.mark.parametrize("damage", [lambda place: default_storage.delete(place), lambda place: overwrite(place, OTHER)])
@pytest.mark.parametrize("kept", ["evidence", "print"])
def test_a_file_that_was_changed_or_lost_is_found(plan, verify, kept, damage):
    damage(files_of(plan)[kept].name)
    (found,), code = verify()
    assert code == 1
    assert found["what"].startswith("file" if kept == "evidence" else "print")
    assert found["quarter"] == "q1"


def overwrite(place, content):
    with default_storage.open(place, "wb") as file:
        file.write(content)


def test_both_values_are_named_with_their_place(plan, unguarded, verify):
    execute(DOINGS["an assessment"], plan)
    (found,), _ = verify()
    assert (found["office"], found["kind"], found["year"]) == (plan.office.name_bn, "egov", "2021-22")
    assert (found["indicator"], found["quarter"]) == ("2.1.1", "q1")
    assert (found["ledger"], found["found"]) == ("4.00", "1.00")


def test_a_refresh_accepts_no_cell_that_was_changed_past_the_ledger(plan, capsys):
    cell = cell_of(plan, "1.6.1", 2)
    execute(f"UPDATE plans_quartercell SET achievement_text = '৪', achievement_state = 'given', "
            f"achievement_quantity = 4 WHERE id = {cell.pk}", plan)  # fmt: skip
    earned = plan.reports.get(quarter=2).earned
    with pytest.raises(SystemExit):
        call_command("verify_scorecards", "--refresh", "--json")
    told = json.loads(capsys.readouterr().out)["differences"]
    assert any(each["computed"] == "ledger: –" and "1.6.1" in each["stored"] for each in told)
    assert plan.reports.get(quarter=2).earned == earned


def test_a_plan_deleted_with_all_its_rows_is_missed(labour, verify):
    number = labour.pk
    labour.delete()
    (found,), _ = verify()
    assert (found["what"], found["plan"], found["found"]) == ("plan", number, "missing")


# --- checkpoints -------------------------------------------------------------------------------------------------


def test_a_forged_checkpoint_is_not_believed(plan, outside, verify):
    document = json.loads(outside.read_text())
    document["chains"][0][1] = 1
    outside.write_text(json.dumps(document))
    found, _ = verify("--checkpoint", outside)
    assert found[0]["ledger"] == "a signature by a known key"


def test_a_checkpoint_of_a_key_that_was_replaced_is_believed(plan, outside, verify, settings):
    settings.CHECKPOINT_KEYS = ["new", *settings.CHECKPOINT_KEYS]
    assert verify("--checkpoint", outside) == ([], 0)
    settings.CHECKPOINT_KEYS = ["new"]
    assert verify("--checkpoint", outside)[1] == 1


def test_what_is_not_anchored_yet_is_said(plan, outside, administrator, capsys):
    base = MarkingPolicy.objects.get(kind="integrity")
    add_policy_version(
        base=base, name="নতুন", valid_from=base.valid_from, switches={"decimals": 0}, reason="ক", by=administrator
    )
    call_command("verify_events", "--json")
    assert json.loads(capsys.readouterr().out)["not_anchored"] == 1


@pytest.mark.parametrize(("waiting", "made"), [(98, 0), (99, 1)])
def test_a_checkpoint_is_made_once_a_hundred_events_wait(plan, outside, charlie, waiting, made):
    told = [EventDraft("write_comment", "", rows={}) for _ in range(waiting + 1)]
    write_events(told={lock_plan(plan.pk): told}, by=charlie)
    make_when_due()
    assert Checkpoint.objects.count() == 1 + made


def test_a_checkpoint_is_made_once_the_last_is_an_hour_old(plan, outside, charlie, unguarded):
    write_comment(cell=cell_of(plan, "1.6.1", 1), text="দেখা হলো", by=charlie)
    assert make_when_due() is None
    Checkpoint.objects.update(made_at="2020-01-01T00:00:00Z")
    assert make_when_due().number == 2


@pytest.mark.parametrize(("events", "complete"), [(1, False), (3, True)])
def test_of_many_chains_all_are_said_once_as_much_was_written_as_there_are_chains(
    plan, outside, plan_of_size, charlie, unguarded, monkeypatch, events, complete
):
    for _ in range(2):
        plan_of_size(1)
    make_checkpoint(complete=True)  # three chains
    monkeypatch.setattr("plans.actions.checkpoints.FEW_CHAINS", 0)
    Checkpoint.objects.update(made_at="2020-01-01T00:00:00Z")
    told = [EventDraft("write_comment", "", rows={}) for _ in range(events)]
    write_events(told={lock_plan(plan.pk): told}, by=charlie)
    assert make_checkpoint().is_complete is False
    write_events(told={lock_plan(plan.pk): told[:1]}, by=charlie)
    assert make_checkpoint().is_complete is complete


@pytest.mark.parametrize("chains", [1, 3])
def test_a_checkpoint_takes_as_many_statements_for_three_chains_as_for_one(
    outside, plan_of_size, charlie, chains, django_assert_num_queries
):
    make_checkpoint()
    plans = [plan_of_size(1) for _ in range(chains)]
    with django_assert_num_queries(1):
        assert make_when_due() is None
    with django_assert_num_queries(9 if connection.vendor == "postgresql" else 8):
        assert len(json.loads(make_checkpoint().document)["chains"]) == len(plans)
    assert not_anchored() == 0


def test_the_next_checkpoint_names_only_chains_that_grew_and_the_one_before(plan, outside, charlie):
    write_comment(cell=cell_of(plan, "1.6.1", 1), text="দেখা হলো", by=charlie)
    second = json.loads(make_checkpoint().document)
    assert second["previous"] == Checkpoint.objects.get(number=1).digest
    last = Event.objects.filter(plan=plan).order_by("sequence").last()
    assert second["chains"] == [[plan.pk, last.sequence, last.digest]]
    assert second["complete"] is False


@pytest.mark.parametrize(("change", "code"), [(0, 0), (1, 1)])
def test_a_paper_is_held_against_the_ledger(plan, change, code, capsys):
    last = Event.objects.filter(plan=plan).order_by("sequence").last()
    ended = 0
    try:
        call_command("verify_events", "--head", str(plan.pk), str(last.sequence - change), last.digest[:16])
    except SystemExit as error:
        ended = error.code
    assert ended == code
