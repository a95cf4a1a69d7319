"""Owns the proof of undoing an import: all of it goes back, until somebody has built upon it."""

from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from imports.actions.bringing import bring_in, keep_source, read_plans
from imports.actions.traces import rows_of
from imports.actions.undoing import undo_import
from imports.queries.undoing import why_not_undone, with_obstacles
from plans.actions.achievements import record_achievement
from plans.actions.editing import note_edit
from plans.actions.evidence import attach_evidence, remove_evidence, write_comment
from plans.actions.ledger import is_chain_whole
from plans.actions.reporting import approve_report, assess_cell, return_report, submit_report
from plans.models import (
    Activity,
    Area,
    Event,
    GradedTarget,
    Indicator,
    Plan,
    PlanImport,
    QuarterCell,
    QuarterReport,
    SourceFile,
)
from plans.tests.factories import INDUSTRIES, LABOUR, cell_of, workbook
from plans.tests.workbooks import with_cells
from workflow.transitions import Refusal

pytestmark = pytest.mark.usefixtures("reference")
OF_A_PLAN = (Plan, Area, Activity, Indicator, GradedTarget, QuarterCell, QuarterReport)
CHANGES = {
    "H8": "১",  # an achievement
    "K9": "৯০",  # a target of a quarter
    "F7": "৫",  # the target of the year
    "A6": "১. প্রাতিষ্ঠানিক কাঠামো.....৮",  # an area
    "B7": "বৈঠক",
    "C7": "১",
    "N12": "নতুন মন্তব্য",
    "A93": "১৩.৪ নতুন কার্যক্রম",  # a row more
    "B93": "সূচক",
    "C93": "১",
    "D93": "সংখ্যা",
    "F93": "১",
}


@pytest.fixture
def bring(administrator):
    """``bring(content)``: stores a workbook and answers its import."""

    def stored(content, name=INDUSTRIES):
        source = keep_source(content, name, by=administrator)
        (outcome,) = bring_in(read_plans(content, name), source=source, by=administrator)
        assert outcome.stored, outcome.problems
        return PlanImport.objects.filter(source=source).latest("pk")

    return stored


@pytest.fixture
def first(bring):
    """The import of the plan of the Ministry of Industries."""
    return bring(workbook(INDUSTRIES).read_bytes())


def reports_of(plan):
    return list(plan.reports.order_by("quarter").values())


def why_not(plan_import):
    return why_not_undone(with_obstacles(PlanImport.objects).get(pk=plan_import.pk))


# --- a new plan --------------------------------------------------------------------------------------------------


def test_a_new_plan_disappears_and_its_document_and_events_stay(first, administrator):
    plan_id = first.plan_id
    undo_import(plan_import=first, by=administrator)
    assert [model.objects.count() for model in OF_A_PLAN] == [0] * len(OF_A_PLAN)
    assert [event.verb for event in Event.objects.filter(plan_id=plan_id)] == ["import_plan", "undo_import"]
    assert is_chain_whole(plan_id)
    kept = PlanImport.objects.get()
    assert (kept.plan, kept.undone_by, kept.imported_by) == (None, administrator, administrator)
    assert (kept.office.code, kept.year.code, kept.kind) == ("36", "2020-21", "integrity")
    assert SourceFile.objects.get().sha256 == Event.objects.get(verb="undo_import").before["sha256"]


def test_an_undone_document_can_be_imported_again_under_a_number_of_its_own(first, bring, administrator):
    undo_import(plan_import=first, by=administrator)
    again = bring(workbook(INDUSTRIES).read_bytes())
    assert again.plan_id not in {None, first.plan_id}
    assert Event.objects.filter(plan_id=again.plan_id).count() == 1
    assert PlanImport.objects.count() == 2


# --- a changed plan ----------------------------------------------------------------------------------------------


def test_an_update_goes_back_field_by_field(first, bring, administrator):
    plan = first.plan
    before, reports = rows_of(plan), reports_of(plan)
    second = bring(with_cells(INDUSTRIES, CHANGES))
    assert second.plan == plan
    assert rows_of(plan) != before
    undo_import(plan_import=second, by=administrator)
    after = rows_of(plan)
    cell = cell_of(plan, "1.1", 1)
    assert after["QuarterCell"].pop(str(cell.pk)) == before["QuarterCell"].pop(str(cell.pk)) | {"version": 2}
    assert after == before
    assert reports_of(plan) == reports
    assert is_chain_whole(plan.pk)


def test_the_ledger_tells_the_changes_the_other_way_round(first, bring, administrator):
    second = bring(with_cells(INDUSTRIES, N12="নতুন মন্তব্য"))
    undo_import(plan_import=second, by=administrator)
    told = first.plan.events.get(verb="undo_import")
    assert told.by == administrator
    assert told.after == [["2.1", "remark", "নতুন মন্তব্য", ""]]


def test_a_taken_away_grade_comes_back(bring, administrator):
    first = bring(workbook(LABOUR).read_bytes(), LABOUR)
    before = rows_of(first.plan)["GradedTarget"]
    second = bring(with_cells(LABOUR, J6="৭০%"), LABOUR)
    assert first.plan.areas.first().activities.first().indicators.first().graded_targets.filter(percent=70).exists()
    undo_import(plan_import=second, by=administrator)
    assert rows_of(first.plan)["GradedTarget"] == before


def test_a_claim_goes_back(bring, administrator):
    first = bring(workbook(LABOUR).read_bytes(), LABOUR)
    second = bring(with_cells(LABOUR, K22="১৯"), LABOUR)
    assert first.plan.reports.get(quarter=1).claimed_obtained == 19
    undo_import(plan_import=second, by=administrator)
    assert first.plan.reports.get(quarter=1).claimed_obtained == 17


def test_marks_follow(first, bring, administrator):
    second = bring(with_cells(INDUSTRIES, H8="১"))
    assert first.plan.reports.get(quarter=1).earned == Decimal("0.50")
    undo_import(plan_import=second, by=administrator)
    assert first.plan.reports.get(quarter=1).earned == 0


def test_a_cell_opened_while_the_import_stood_is_not_overwritten_unseen(first, bring, administrator, alice):
    opened_before = cell_of(first.plan, "1.1", 1).version
    second = bring(with_cells(INDUSTRIES, H8="১"))
    opened_meanwhile = cell_of(first.plan, "1.1", 1).version
    undo_import(plan_import=second, by=administrator)
    assert cell_of(first.plan, "1.1", 1).version not in {opened_before, opened_meanwhile}


def test_imports_are_undone_from_the_last_to_the_first(first, bring, administrator):
    second, third = bring(with_cells(INDUSTRIES, H8="১")), bring(with_cells(INDUSTRIES, H8="২"))
    for earlier in (first, second):
        with pytest.raises(Refusal):
            undo_import(plan_import=earlier, by=administrator)
    undo_import(plan_import=third, by=administrator)
    assert cell_of(first.plan, "1.1", 1).achievement.text == "১"
    undo_import(plan_import=second, by=administrator)
    assert cell_of(first.plan, "1.1", 1).achievement.is_blank
    undo_import(plan_import=first, by=administrator)
    assert not Plan.objects.exists()


def test_an_import_is_undone_once(first, bring, administrator):
    second = bring(with_cells(INDUSTRIES, H8="১"))
    undo_import(plan_import=second, by=administrator)
    undo_import(plan_import=first, by=administrator)
    events = Event.objects.count()
    for undone in (first, second):
        with pytest.raises(Refusal) as refusal:
            undo_import(plan_import=undone, by=administrator)
        assert "আগেই" in refusal.value.sentence.bn
    assert Event.objects.count() == events


def test_another_plan_stays_as_it_is(first, bring, administrator):
    other = bring(workbook(LABOUR).read_bytes(), LABOUR)
    before = rows_of(other.plan)
    undo_import(plan_import=first, by=administrator)
    assert rows_of(other.plan) == before
    assert why_not(other) is None


# --- too late ----------------------------------------------------------------------------------------------------


def entered(plan, people):
    record_achievement(cell=cell_of(plan, "1.1", 1), value="১", version=0, by=people["alice"])


def evidenced(plan, people):
    file = SimpleUploadedFile("notice.pdf", b"%PDF-1.4")
    return attach_evidence(cell=cell_of(plan, "1.1", 1), file=file, by=people["alice"])


def evidence_removed(plan, people):
    remove_evidence(evidence=evidenced(plan, people), by=people["alice"])


def commented(plan, people):
    write_comment(cell=cell_of(plan, "1.1", 1), text="দেখুন", by=people["rita"])


def submitted(plan, people):
    submit_report(report=plan.reports.get(quarter=1), by=people["alice"])


def assessed(plan, people):
    submitted(plan, people)
    assess_cell(cell=cell_of(plan, "1.1", 1), marks=Decimal(1), reason="দেখা হয়েছে", by=people["rita"])


def returned(plan, people):
    submitted(plan, people)
    return_report(report=plan.reports.get(quarter=1), reason="অসম্পূর্ণ", by=people["rita"])


def approved(plan, people):
    submitted(plan, people)
    approve_report(report=plan.reports.get(quarter=1), by=people["rita"])


def edited(plan, people):
    note_edit(plan=plan, subject="1.1", before={"weight": "1"}, after={"weight": "2"}, by=people["admin"])


@pytest.mark.parametrize(
    ("build_upon", "named"),
    [
        (entered, "অর্জন লেখা"),
        (evidenced, "প্রমাণক যুক্ত"),
        (evidence_removed, "প্রমাণক যুক্ত"),
        (commented, "মন্তব্য"),
        (submitted, "জমা"),
        (assessed, "জমা"),
        (returned, "জমা"),
        (approved, "জমা"),
        (edited, "সম্পাদনা"),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_what_was_built_upon_is_not_undone(first, alice, rita, administrator, build_upon, named):
    build_upon(first.plan, {"alice": alice, "rita": rita, "admin": administrator})
    before, events = rows_of(first.plan), Event.objects.count()
    with pytest.raises(Refusal) as refusal:
        undo_import(plan_import=first, by=administrator)
    assert named in refusal.value.sentence.bn
    assert refusal.value.sentence == why_not(first)
    assert rows_of(first.plan) == before
    assert Event.objects.count() == events
    assert PlanImport.objects.get().undone_at is None


def test_an_import_of_which_nothing_was_kept_is_not_undone(first, administrator):
    PlanImport.objects.update(sequence=0)
    with pytest.raises(Refusal) as refusal:
        undo_import(plan_import=first, by=administrator)
    assert "রাখা হয়নি" in refusal.value.sentence.bn
