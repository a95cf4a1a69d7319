"""Owns the proof that the ledger, replayed, is what the database holds, whatever door a change came by."""

from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from cell_values.reading import read_value
from cell_values.value import Unit
from imports.actions.bringing import bring_in, keep_source, read_plans
from imports.actions.undoing import undo_import
from offices.models import FiscalYear, Person
from offices.tests.people import add_person
from plans.actions.achievements import record_achievement
from plans.actions.evidence import attach_evidence, remove_evidence, write_comment
from plans.actions.prints import forget_print, keep_print
from plans.actions.publishing import publish_report, withdraw_report
from plans.actions.reporting import approve_report, assess_cell, return_report, submit_report
from plans.actions.row_edits import RowEdit, edit_plan
from plans.actions.tables import CellChange, IndicatorChange, store_cells, store_indicators
from plans.models import Activity, Area, Indicator, MarkingPolicy, Plan, PlanImport
from plans.queries.replay import is_told_gone, mismatches
from plans.queries.row_scene import load_row_scene
from plans.queries.trees import load_rows_of
from plans.tests.beginning import remembered
from plans.tests.factories import LABOUR, cell_of, workbook
from plans.tests.workbooks import with_cells

CHANGES = {"K14": "আংশিক হালনাগাদ", "J6": "৭০%"}  # an achievement and a grade


def brought(name, by, content=None):
    """The import of a workbook."""
    source = keep_source(content or workbook(name).read_bytes(), name, by=by)
    (outcome,) = bring_in(read_plans(content or workbook(name).read_bytes(), name), source=source, by=by)
    assert outcome.stored, outcome.problems
    return PlanImport.objects.filter(source=source).latest("pk")


def brought_plan():
    return brought(LABOUR, add_person("admin", is_staff=True, is_superuser=True)).plan


@pytest.fixture
def plan(reference):
    made = remembered("brought by the administration", brought_plan)
    return Plan.objects.select_related("office", "year", "policy").get(pk=made.pk)


@pytest.fixture
def administrator(plan):
    return Person.objects.get(username="admin")


def enter(plan, number, text, by):
    cell = cell_of(plan, number, 1)
    record_achievement(cell=cell, value=text, version=cell.version, by=by)


def by_table(plan, number, by, **values):
    cell = cell_of(plan, number, 1)
    read = {name: read_value(text, Unit(cell.indicator.unit), start_year=2021).value for name, text in values.items()}
    store_cells(changes={plan: [CellChange(cell, **read)]}, rows=load_rows_of([plan]), by=by, source="ছক.xlsx")


def verbs(plan, number, quarter=1):
    return [event.verb for event in load_row_scene(plan.pk, cell_of(plan, number, quarter)).history][::-1]


def test_a_plan_that_was_imported_is_what_its_ledger_tells(plan):
    assert mismatches(plan) == []


def test_whatever_happens_to_a_plan_the_ledger_tells_it(plan, charlie, rita, administrator):
    report = plan.reports.get(quarter=1)
    enter(plan, "1.6.1", "২", charlie)
    evidence = attach_evidence(
        cell=cell_of(plan, "1.6.1", 1), file=SimpleUploadedFile("a.pdf", b"%PDF-1.4"), by=charlie
    )
    assert mismatches(plan) == []
    remove_evidence(evidence=evidence, by=charlie)
    attach_evidence(cell=cell_of(plan, "1.6.1", 1), file=SimpleUploadedFile("b.pdf", b"%PDF-1.4 b"), by=charlie)
    write_comment(cell=cell_of(plan, "1.6.1", 1), text="দেখুন", by=charlie)
    submit_report(report=report, by=charlie)
    assess_cell(cell=cell_of(plan, "2.1.1", 1), marks=Decimal(4), reason="দেখা হয়েছে", by=rita)
    assert mismatches(plan) == []
    return_report(report=report, reason="ঠিক করুন", by=rita)
    enter(plan, "2.1.1", "আংশিক", charlie)
    by_table(plan, "1.6.1", administrator, target="৩", achievement="৩")
    assert mismatches(plan) == []
    submit_report(report=report, by=charlie)
    approve_report(report=report, by=rita, leaves_unassessed=True)
    assert mismatches(plan) == []


def test_publishing_is_told_too(plan, charlie, rita):
    report = submit_report(report=plan.reports.get(quarter=1), by=charlie)
    approve_report(report=report, by=rita, leaves_unassessed=True)
    publish_report(report=report, by=charlie)
    assert mismatches(plan) == []
    withdraw_report(report=report, by=charlie)
    assert mismatches(plan) == []


def test_prints_that_are_kept_and_forgotten_are_told(plan, charlie, rita):
    report = submit_report(report=plan.reports.get(quarter=1), by=charlie)
    report = approve_report(report=report, by=rita, leaves_unassessed=True)
    kept = keep_print(report=report, figures="f" * 64, paper="form", language="bn", pdf=b"%PDF-1.4 %%EOF")
    assert mismatches(plan) == []
    forget_print(kept=kept)
    assert mismatches(plan) == []


def test_a_document_laid_over_a_plan_and_its_undoing_are_told(plan, administrator):
    second = brought(LABOUR, administrator, with_cells(LABOUR, CHANGES))
    assert mismatches(plan) == []
    undo_import(plan_import=second, by=administrator)
    assert mismatches(plan) == []


def test_what_the_administration_writes_is_told(plan, administrator):
    cell, area = cell_of(plan, "1.6.1", 2), plan.areas.first()
    row = cell.indicator
    activity = Activity(area=area, position=9, number="1.9", title="নতুন")
    new = Indicator(activity=activity, position=0, number="1.9.1", title="নতুন", weight=1, unit="number")
    edits = [
        RowEdit(plan.areas.last(), {"weight": Decimal(20)}),
        RowEdit(row, {"unit": "percent"}),
        RowEdit(cell, {"target_text": "৩"}),
        RowEdit(row.graded_targets.first(), {"target_text": "৫"}),
        RowEdit(activity),
        RowEdit(new),
    ]
    edit_plan(plan=plan, edits=edits, by=administrator)
    assert mismatches(plan) == []
    assert verbs(plan, "1.6.1", 2) == ["edit_plan"]
    edit_plan(plan=plan, edits=[RowEdit(activity, is_removed=True)], by=administrator)
    assert mismatches(plan) == []


def test_a_plan_made_by_the_administration_is_told(industries_office, administrator):
    policy, year = MarkingPolicy.objects.filter(kind="integrity").first(), FiscalYear.objects.first()
    made = Plan(office=industries_office, year=year, kind="integrity", policy=policy)
    edit_plan(
        plan=made, edits=[RowEdit(Area(plan=made, position=0, number="1", title="ক", weight=8))], by=administrator
    )
    assert mismatches(made) == []


def test_indicators_from_a_table_are_told(plan, administrator):
    row = cell_of(plan, "1.6.1", 1).indicator
    change = IndicatorChange(
        row, {"unit": "percent", "weight": Decimal(3)}, {Decimal(60): read_value("", Unit.NUMBER).value}
    )
    store_indicators(changes={plan: [change]}, by=administrator, source="ছক.xlsx")
    assert mismatches(plan) == []


def test_a_plan_that_went_is_told_gone(plan, administrator):
    number = plan.pk
    assert not is_told_gone(number)
    undo_import(plan_import=PlanImport.objects.get(plan=plan), by=administrator)
    assert not Plan.objects.filter(pk=number).exists()
    assert is_told_gone(number)


def test_the_history_of_a_cell_tells_every_door(plan, charlie, administrator):
    enter(plan, "2.1.1", "হালনাগাদ চলছে", charlie)
    second = brought(LABOUR, administrator, with_cells(LABOUR, K14="আংশিক হালনাগাদ"))
    undo_import(plan_import=second, by=administrator)
    by_table(plan, "2.1.1", administrator, achievement="শেষ")
    assert verbs(plan, "2.1.1") == [
        "import_cell",
        "record_achievement",
        "import_cell",
        "undo_import_cell",
        "import_table_cell",
    ]
    latest = load_row_scene(plan.pk, cell_of(plan, "2.1.1", 1)).history[0]
    assert [each["text"] for each in latest.changes["achievement"]] == ["হালনাগাদ চলছে", "শেষ"]


def test_every_changed_cell_is_one_event_with_indicator_and_quarter(plan, administrator):
    events = plan.events.count()
    brought(LABOUR, administrator, with_cells(LABOUR, K14="আংশিক হালনাগাদ", K13="৩০/০৯/২০২১"))
    new = plan.events.order_by("sequence")[events:]
    told = [(event.verb, event.indicator and event.indicator.number, event.quarter) for event in new]
    assert told == [("import_changes", None, None), ("import_cell", "1.6.1", 1), ("import_cell", "2.1.1", 1)]


# --- what is changed past the ledger -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("UPDATE plans_quartercell SET achievement_text = '৯' WHERE id = {cell}", ("achievement_text", "1.6.1", 1)),
        ("UPDATE plans_quartercell SET target_quantity = 9 WHERE id = {cell}", ("target_quantity", "1.6.1", 1)),
        ("UPDATE plans_quartercell SET version = 7 WHERE id = {cell}", ("version", "1.6.1", 1)),
        ("UPDATE plans_indicator SET weight = 9 WHERE id = {indicator}", ("weight", "1.6.1", None)),
        ("UPDATE plans_gradedtarget SET target_quantity = 1 WHERE indicator_id = {indicator} AND percent = 60",
         ("target_quantity", "1.6.1", None)),
        ("UPDATE plans_quarterreport SET return_reason = 'x' WHERE plan_id = {plan} AND quarter = 2",
         ("return_reason", None, 2)),
        ("UPDATE plans_plan SET revision = 3 WHERE id = {plan}", ("revision", None, None)),
        ("DELETE FROM plans_comment WHERE cell_id = {cell}", ("", "1.6.1", 1)),
        ("INSERT INTO plans_comment (cell_id, text, written_by_id, written_at) "
         "SELECT cell_id, 'x', written_by_id, written_at FROM plans_comment", ("", "1.6.1", 1)),
    ],
)  # fmt: skip
def test_a_change_past_the_ledger_is_named(plan, charlie, statement, found):
    cell = cell_of(plan, "1.6.1", 1)
    write_comment(cell=cell, text="দেখুন", by=charlie)
    with connection.cursor() as cursor:
        cursor.execute(statement.format(cell=cell.pk, indicator=cell.indicator_id, plan=plan.pk))
    (difference,) = mismatches(plan)
    assert (difference.column, difference.indicator, difference.quarter) == found
    assert difference.told != difference.stored
