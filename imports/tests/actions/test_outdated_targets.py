"""Owns the proof that a document of before a revision takes back no target that a reviewer granted, and is told so."""

import pytest

from cell_values.digits import to_bengali
from imports.actions.bringing import bring_in, read_plans
from plans.actions.reporting import submit_report
from plans.exporting import export_plan
from plans.tests.actions.test_revising import ask, decide, open_window, record, row_of
from plans.tests.factories import INDUSTRIES, LABOUR, cell_of, workbook
from reports.file_formats import Format
from reports.printing import Paper, report_of
from reports.spreadsheets import MAKERS

MENDED = {"3.2": "৩০/৪/২০২১", "3.3": "৩০/৬/২০২১"}


def brought(content, name):
    (outcome,) = bring_in(read_plans(content, name), source=None, by=None)
    return outcome


def outdated(outcome):
    return [(each.severity, each.cell) for each in outcome.problems if each.code == "target_outdated"]


@pytest.fixture
def mended(industries, alice, rita):
    """Rows 3.2 and 3.3 with a fourth quarter within the year; what the plan's workbook said of them is kept there."""
    before = export_plan(industries, through=4)
    word = MAKERS[Paper.FORM, Format.DOCX](report_of(industries, 4))
    open_window(industries)
    for number, text in MENDED.items():
        decide(ask(industries, alice, {"100%": text, "q4": text}, number=number), rita)
    return {"export.xlsx": before, "form.docx": word, INDUSTRIES: workbook(INDUSTRIES).read_bytes()}


@pytest.mark.parametrize("name", [INDUSTRIES, "export.xlsx", "form.docx"])
def test_an_old_form_leaves_the_mended_rows_as_they_were_granted(industries, mended, name):
    outcome = brought(mended[name], name)
    assert outcome.stored, [each.sentence.en for each in outcome.problems]
    assert [cell_of(industries, number, 4).target.text for number in MENDED] == list(MENDED.values())
    assert [row_of(industries, number).annual.text for number in MENDED] == list(MENDED.values())
    assert len(outdated(outcome)) == 4
    assert not [each for each in outcome.stored.changes if each.field == "target"]


def test_an_old_form_still_brings_what_was_achieved(industries, alice, rita):
    record(industries, 1, "৫", alice, number="2.3")
    content = export_plan(industries, through=1)
    open_window(industries)
    decide(ask(industries, alice, {"q4": "৩০/৪/২০২১"}, number="3.2"), rita)
    record(industries, 1, "৬", alice, number="2.3")
    outcome = brought(content, "old.xlsx")
    assert [(each.subject, each.field) for each in outcome.stored.changes] == [("2.3 q1", "achievement")]
    assert cell_of(industries, "3.2", 4).target.text == "৩০/৪/২০২১"


def test_another_target_than_the_old_and_the_new_is_a_change_as_ever(industries, mended, alice):
    content = mended["export.xlsx"]
    cell = cell_of(industries, "3.2", 4)
    cell.target_text, cell.target_dates = "১/৫/২০২১", ["2021-05-01"]
    cell.save()
    outcome = brought(content, "old.xlsx")
    assert ("3.2 q4", "target") in [(each.subject, each.field) for each in outcome.stored.changes]


def test_a_grade_of_before_is_not_taken_back(labour, charlie, rita):
    content = export_plan(labour, through=1)
    open_window(labour)
    decide(ask(labour, charlie, {"60%": "১"}, number="1.6.1"), rita)
    for name, text in (("old.xlsx", content), (LABOUR, workbook(LABOUR).read_bytes())):
        outcome = brought(text, name)
        assert outcome.stored
        assert len(outdated(outcome)) == 1
    assert "১" in [each.target.text for each in row_of(labour, "1.6.1").graded_targets.all()]


def test_an_approved_quarter_is_no_reason_to_refuse_an_old_form(plan_of_size, alice, rita):
    plan = plan_of_size(2)
    content = export_plan(plan, through=1)
    open_window(plan)
    submit_report(report=plan.reports.get(quarter=1), by=alice)
    decide(ask(plan, alice, {"100%": "২"}), rita)
    outcome = brought(content, "old.xlsx")
    assert outcome.stored
    assert outcome.stored.changes == ()
    (told,) = [each.sentence for each in outcome.problems if each.code == "target_outdated"]
    assert told.bn.startswith(f"সূচক {to_bengali('1.1')}-এর লক্ষ্যমাত্রা সংশোধিত হয়ে “২” হয়েছে")
