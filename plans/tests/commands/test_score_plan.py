"""Owns the proof of ``score_plan``: the worked example of the rulebook, the promised shape and the exit codes."""

from decimal import Decimal

import pytest

from plans.actions.reporting import assess_cell, submit_report
from plans.tests.commands.schema import SCORED
from plans.tests.commands.shell import run
from plans.tests.factories import cell_of, workbook

LABOUR = ("--office", "শ্রম মন্ত্রণালয়", "--year", "2021-22", "--kind", "egov")
INDUSTRIES = ("--office", "36", "--year", "২০২০-২১", "--kind", "integrity")


def scored(*arguments):
    result = run("score_plan", *arguments, "--json")
    assert result.code == 0, result.err
    return result.json


def marks_of(data, name):
    return {row["number"]: row[name] for row in data["indicators"] if row[name] not in (None, "0.00")}


def test_the_first_quarter_of_labour_earns_what_the_rulebook_works_out(labour):
    data = scored(*LABOUR, "--through", "q1")
    assert (data["through"], data["computed"], data["earned"]) == ("q1", "11.00", "11.00")
    assert (data["possible"], data["possible_to_date"]) == ("50", "29.00")
    assert data["claimed"] == {"total": "50", "obtained": "17"}
    assert data["policy"] == "ই-গভর্ন্যান্স ২০২১-২২"
    assert marks_of(data, "earned") == {"1.4.1": "4.00", "1.5.1": "6.00", "1.6.1": "1.00"}


def test_words_have_no_computed_mark_until_they_are_assessed(labour):
    rows = {row["number"]: row for row in scored(*LABOUR, "--through", "q1")["indicators"]}
    for number in ("2.1.1", "2.1.2"):
        row = rows[number]
        assert (row["computed"], row["assessed"], row["earned"], row["status"]) == (None, None, "0.00", "words")


def test_two_assessments_make_the_printed_seventeen(labour, charlie, rita):
    submit_report(report=labour.reports.get(quarter=1), by=charlie)
    assess_cell(cell=cell_of(labour, "2.1.1", 1), marks=Decimal(4), reason="প্রমাণক দেখা হয়েছে", by=rita)
    assess_cell(cell=cell_of(labour, "2.1.2", 1), marks=Decimal(2), reason="প্রমাণক দেখা হয়েছে", by=rita)
    data = scored(*LABOUR, "--through", "q1")
    assert (data["earned"], data["computed"], data["claimed"]["obtained"]) == ("17.00", "11.00", "17")
    rows = {row["number"]: row for row in data["indicators"]}
    assert (rows["2.1.1"]["computed"], rows["2.1.1"]["assessed"], rows["2.1.1"]["status"]) == (
        None,
        "4.00",
        "assessed",
    )
    assert any("rita" in line for line in rows["2.1.1"]["explanation"])


@pytest.mark.parametrize("through", ["q1", "q2", "q3", "q4"])
def test_scores_have_the_promised_shape(industries, labour, through):
    for plan in (INDUSTRIES, LABOUR):
        data = scored(*plan, "--through", through)
        assert SCORED(data)
        assert sum(Decimal(row["earned"]) for row in data["indicators"]) == Decimal(data["earned"])
        assert sum(Decimal(row["possible"]) for row in data["indicators"]) == Decimal(data["possible"])
        assert all(row["explanation"] and row["explanation_en"] for row in data["indicators"])


def test_the_whole_year_is_scored_when_no_quarter_is_named(industries):
    assert scored(*INDUSTRIES)["through"] == "q4"


def test_scores_are_printed_for_reading_too(labour):
    result = run("score_plan", *LABOUR, "--through", "q1")
    assert result.code == 0
    assert "1.4.1" in result.out
    assert "11.00 / 50" in result.out


def test_a_plan_that_is_not_there_ends_with_1(labour):
    result = run("score_plan", *LABOUR[:2], "--year", "2019-20", "--kind", "egov")
    assert result.code == 1
    assert "2019-20" in result.err


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("--office", "কল্পিত", "--year", "2021-22", "--kind", "egov"),
        ("--office", "36", "--year", "2090-91", "--kind", "egov"),
        ("--office", "36", "--year", "2021-22", "--kind", "apa"),
        (*LABOUR, "--through", "q5"),
    ],
)
def test_wrong_usage_ends_with_2(labour, arguments, capsys):
    assert run("score_plan", *arguments).code == 2


def test_the_marks_of_the_guideline_of_2021_22_come_out_of_its_example(reference):
    """By its published clauses, as column 13 of the document carries them."""
    path = workbook("cases/marks-nis-2021-22-guideline/input.xlsx")
    read = run("import_plan", path, "--json")
    assert (read.code, read.json["saved"]) == (0, True)
    told = {each["cell"] for each in read.json["problems"] if each["code"] == "late_rule_suggested"}
    rows = {row["number"]: row for area in read.json["areas"] for row in area["indicators"]}
    assert [number for number, row in rows.items() if "late_rule" in row] == ["2.1"]
    assert (rows["2.1"]["late_rule"], told) == ({"marks": "0.25", "days": 14}, {"A13"})
    plan = ("--office", "শিল্প মন্ত্রণালয়", "--year", "2021-22", "--kind", "integrity")
    marks = {each["number"]: each["earned"] for each in run("score_plan", *plan, "--json").json["indicators"]}
    assert marks == {"1.1": "4.00", "1.5": "1.50", "1.8": "0.00", "2.1": "1.75", "2.2": "2.00", "2.3": "1.86"}
