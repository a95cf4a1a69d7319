"""Owns the proof of ``import_plan``: what it prints and stores, what it refuses, and its exit codes."""

from decimal import Decimal

import openpyxl
import pytest
from django.core.files.storage import default_storage

from offices.models import Office
from plans.models import Event, Plan, PlanImport, QuarterCell, SourceFile
from plans.tests.commands.schema import IMPORTED
from plans.tests.commands.shell import run
from plans.tests.factories import INDUSTRIES, LABOUR, cell_of, workbook
from plans.tests.workbooks import opened, two_sheets, with_cells
from sheets.saving import as_bytes

pytestmark = pytest.mark.usefixtures("reference")

BOTH = pytest.mark.parametrize("name", [INDUSTRIES, LABOUR])


def imported(name, *arguments):
    return run("import_plan", workbook(name), "--json", *arguments)


def errors_of(result):
    return [problem["code"] for problem in result.json["problems"] if problem["severity"] == "error"]


@pytest.fixture
def changed(tmp_path):
    """``changed(INDUSTRIES, K8="১")``: the path of a workbook with some cells written anew."""

    def change(name, **cells):
        path = tmp_path / name
        path.write_bytes(with_cells(name, cells))
        return path

    return change


# --- what it prints ----------------------------------------------------------------------------------------------


@BOTH
def test_import_prints_the_plan_in_the_promised_shape(name):
    result = imported(name)
    assert result.code == 0
    assert IMPORTED(result.json)
    assert result.json["saved"] is True


def test_import_prints_the_integrity_plan():
    data = imported(INDUSTRIES).json
    assert (data["kind"], data["office"], data["year"]) == ("integrity", "শিল্প মন্ত্রণালয়", "2020-21")
    assert len(data["areas"]) == 13
    rows = {row["number"]: row for area in data["areas"] for row in area["indicators"]}
    assert len(rows) == 37
    assert sum(Decimal(row["weight"]) for row in rows.values()) == 100
    assert rows["12.1"]["quarters"]["q1"]["target"] == {
        "text": "1.25",
        "quantity": "1.25",
        "dates": [],
        "state": "given",
    }
    assert rows["13.2"]["annual"]["dates"] == ["2020-10-15", "2021-01-15", "2021-04-15"]
    assert rows["1.1"]["quarters"]["q1"]["achievement"] is None
    assert data["claimed"] == {"total": None, "obtained": None}


def test_import_prints_the_egov_plan_with_activities_and_grades():
    data = imported(LABOUR).json
    assert (data["kind"], data["office"], data["year"]) == ("egov", "শ্রম ও কর্মসংস্থান মন্ত্রণালয়", "2021-22")
    rows = {row["number"]: row for area in data["areas"] for row in area["indicators"]}
    assert len(rows) == 13
    row = rows["1.4.1"]
    assert (row["activity_number"], row["weight"], row["unit"]) == ("1.4", "4", "date")
    assert [grade["percent"] for grade in row["grades"]] == [100, 80, 60]
    assert row["grades"][0]["value"]["dates"] == ["2021-08-30"]
    assert row["annual"] == row["grades"][0]["value"]
    assert row["quarters"]["q1"]["achievement"]["dates"] == ["2021-08-25"]
    assert rows["1.5.1"]["quarters"]["q1"]["achievement"]["quantity"] == "90"
    assert rows["1.1.1"]["quarters"]["q1"]["achievement"] == {
        "text": "--",
        "quantity": None,
        "dates": [],
        "state": "none",
    }
    assert rows["2.1.1"]["quarters"]["q1"]["achievement"]["state"] == "words"
    assert data["claimed"] == {"total": "50", "obtained": "17"}


def test_import_tells_of_every_known_doubt_with_its_cell():
    found = {(each["code"], each["cell"]) for each in imported(INDUSTRIES).json["problems"]}
    assert {
        ("date_outside_year", "K23"),
        ("date_outside_year", "K25"),
        ("date_outside_year", "K71"),
        ("date_outside_quarter", "I75"),
        ("date_outside_quarter", "K91"),
        ("quarters_repeat_annual", "F16"),
        ("quarters_repeat_annual", "F18"),
    } <= found
    found = {(each["code"], each["cell"]) for each in imported(LABOUR).json["problems"]}
    assert {("area_weight_differs", "C8"), ("area_weight_differs", "C14")} <= found


@BOTH
def test_import_without_json_prints_problems_and_a_last_line(name):
    result = run("import_plan", workbook(name))
    assert result.code == 0
    assert "warning" in result.out
    assert result.out.strip().endswith("; stored")


# --- what it stores ----------------------------------------------------------------------------------------------


@BOTH
def test_import_stores_what_it_prints(name):
    data = imported(name).json
    plan = Plan.objects.get()
    assert (plan.office.name_bn, plan.year.code, plan.kind) == (data["office"], data["year"], data["kind"])
    for area in data["areas"]:
        for row in area["indicators"]:
            for quarter in (1, 2, 3, 4):
                cell, printed = cell_of(plan, row["number"], quarter), row["quarters"][f"q{quarter}"]
                assert cell.target.as_json() == printed["target"]
                assert cell.achievement.as_json() == printed["achievement"]
            assert cell.indicator.annual.as_json() == row["annual"]


@BOTH
def test_import_keeps_the_document_beside_the_plan(name):
    imported(name)
    kept = PlanImport.objects.get(plan=Plan.objects.get())
    with default_storage.open(kept.source.file.name) as file:
        assert file.read() == workbook(name).read_bytes()
    assert kept.source.name == name


@BOTH
def test_a_dry_run_prints_the_same_and_stores_nothing(name):
    dry = imported(name, "--dry-run")
    assert dry.code == 0
    assert dry.json["saved"] is False
    stored = (Plan, Event, SourceFile, PlanImport, QuarterCell)
    assert [model.objects.count() for model in stored] == [0] * len(stored)
    assert dry.json | {"saved": True} == imported(name).json


@BOTH
def test_the_same_workbook_again_changes_nothing(name):
    imported(name)
    rows, events = list(QuarterCell.objects.order_by("pk").values()), Event.objects.count()
    again = imported(name)
    assert (again.code, again.json["saved"]) == (0, True)
    assert list(QuarterCell.objects.order_by("pk").values()) == rows
    assert (Plan.objects.count(), Event.objects.count(), PlanImport.objects.count()) == (1, events, 1)
    assert run("import_plan", workbook(name)).out.strip().endswith("0 changes")


def test_a_changed_workbook_stores_exactly_its_changes(industries, changed):
    before = {cell.pk: cell for cell in QuarterCell.objects.all()}
    path = changed(INDUSTRIES, H8="১", K9="৯০", F7="৫", N12="নতুন মন্তব্য")

    result = run("import_plan", path, "--json")

    plan = Plan.objects.get()
    assert result.json["saved"] is True
    event = plan.events.get(verb="import_changes")
    assert sorted((subject, field) for subject, field, *_ in event.after) == [
        ("1.1 100%", "target"),
        ("1.1 q1", "achievement"),
        ("1.2 q4", "target"),
        ("2.1", "remark"),
    ]
    assert cell_of(plan, "1.1", 1).achievement.quantity == 1
    assert cell_of(plan, "1.1", 1).version == 1
    assert cell_of(plan, "1.2", 4).target.quantity == 90
    assert cell_of(plan, "1.1", 1).indicator.annual.quantity == 5
    touched = {cell_of(plan, "1.1", 1).pk, cell_of(plan, "1.2", 4).pk}
    after = {cell.pk: cell for cell in QuarterCell.objects.all()}
    assert {pk for pk in after if after[pk].__dict__ != before[pk].__dict__ | {"_state": after[pk]._state}} == touched


def test_marks_follow_a_changed_workbook(industries, changed):
    run("import_plan", changed(INDUSTRIES, H8="১"))
    reports = Plan.objects.get().reports.order_by("quarter")
    assert [report.earned for report in reports] == [Decimal("0.50")] * 4


def test_a_workbook_with_blanks_keeps_achievements_entered_meanwhile(labour, changed):
    cell = cell_of(Plan.objects.get(), "1.4.1", 1)
    run("import_plan", changed(LABOUR, K11=None, K12="৯৫%"))
    plan = Plan.objects.get()
    assert cell_of(plan, "1.4.1", 1).achievement == cell.achievement
    assert cell_of(plan, "1.5.1", 1).achievement.quantity == 95


def test_a_workbook_without_a_stored_row_is_refused(industries, changed):
    before = Event.objects.count()
    path = changed(INDUSTRIES)
    book = openpyxl.load_workbook(path)
    sheet = book.active
    for merged in list(sheet.merged_cells.ranges):
        if merged.min_row >= 86:
            sheet.unmerge_cells(merged.coord)
    sheet.delete_rows(91, 2)
    path.write_bytes(as_bytes(book))
    result = run("import_plan", path, "--json")
    assert result.code == 1
    assert errors_of(result) == ["indicators_missing"]
    assert result.json["saved"] is False
    assert Event.objects.count() == before


def test_a_row_the_document_adds_is_added(industries, changed):
    path = changed(
        INDUSTRIES,
        A93="১৩.৪ নতুন কার্যক্রম",
        B93="নতুন সূচক",
        C93=1,
        D93="সংখ্যা",
        F93=4,
        G93="লক্ষ্যমাত্রা",
        H93=1,
        I93=1,
        J93=1,
        K93=1,
        G94="অর্জন",
    )
    assert run("import_plan", path).code == 0
    plan = Plan.objects.get()
    assert cell_of(plan, "13.4", 4).target.quantity == 1
    assert plan.reports.get(quarter=4).possible == 101


# --- office and year ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("office", ["শিল্প মন্ত্রণালয়", "শিল্প মন্ত্রনালয়", "Ministry of Industries", "36", "৩৬"])
@pytest.mark.parametrize("year", ["2020-21", "২০২০-২০২১"])
def test_office_and_year_may_be_named_as_well(office, year):
    assert imported(INDUSTRIES, "--office", office, "--year", year, "--kind", "integrity", "--dry-run").code == 0


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("--office", "শ্রম মন্ত্রণালয়"), "office_contradiction"),
        (("--office", "কল্পিত মন্ত্রণালয়"), "office_unknown"),
        (("--year", "2021-22"), "year_contradiction"),
        (("--year", "2090-91"), "year_unknown"),
        (("--year", "গত বছর"), "year_unknown"),
        (("--kind", "egov"), "no_form_found"),
    ],
)
def test_a_contradiction_is_a_problem_and_stores_nothing(arguments, code):
    result = imported(INDUSTRIES, *arguments)
    assert result.code == 1
    assert errors_of(result) == [code]
    assert IMPORTED(result.json)
    assert result.json["saved"] is False
    assert not Plan.objects.exists()
    assert not SourceFile.objects.exists()


def test_an_office_the_reference_does_not_know_is_a_problem_at_its_cell(changed):
    result = run("import_plan", changed(INDUSTRIES, A2="মন্ত্রণালয়ের নাম: কল্পিত মন্ত্রণালয়"), "--json")
    assert result.code == 1
    (problem,) = [each for each in result.json["problems"] if each["severity"] == "error"]
    assert (problem["code"], problem["cell"]) == ("office_unknown", "A2")
    assert "কল্পিত" in problem["message"]


def test_a_name_two_offices_share_must_be_named_by_code(changed):
    department = Office.objects.get(code="36").children.create(
        name_bn="প্রশাসন অনুবিভাগ", name_en="Administration", tier="department", code="3601"
    )
    Office.objects.get(code="40").children.create(
        name_bn="প্রশাসন অনুবিভাগ", name_en="Administration", tier="department", code="4001"
    )
    path = changed(INDUSTRIES, A2="দপ্তরের নাম: প্রশাসন অনুবিভাগ")
    refused = run("import_plan", path, "--json")
    assert (refused.code, errors_of(refused)) == (1, ["office_ambiguous"])
    assert run("import_plan", path, "--office", "3601").code == 0
    assert Plan.objects.get().office == department


def test_office_and_year_are_taken_from_the_arguments_when_the_sheet_has_none(changed):
    bare = changed(
        INDUSTRIES,
        A1="কর্ম-পরিকল্পনা",
        A2=None,
        F3="অর্থবছরের লক্ষ্যমাত্রা",
        G3="বাস্তবায়ন অগ্রগতি পরিবীক্ষণ",
    )
    refused = run("import_plan", bare, "--json")
    assert (refused.code, set(errors_of(refused))) == (1, {"office_unknown", "year_unknown"})
    assert (refused.json["office"], refused.json["year"]) == (None, None)
    assert run("import_plan", bare, "--office", "36", "--year", "2020-21").code == 0
    assert Plan.objects.get().year.code == "2020-21"


# --- wrong usage and broken files --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("missing.xlsx",),
        ("/",),
        (workbook(INDUSTRIES), "--kind", "apa"),
        (workbook(INDUSTRIES), "--nonsense"),
        (workbook(INDUSTRIES), "extra"),
    ],
)
def test_wrong_usage_ends_with_2(arguments, capsys):
    assert run("import_plan", *arguments).code == 2


@pytest.mark.parametrize(
    "content", [b"", b"not a workbook", b"PK\x03\x04 broken", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1old"]
)
def test_a_file_that_is_no_workbook_ends_with_1_and_says_why(tmp_path, content):
    path = tmp_path / "plan.xlsx"
    path.write_bytes(content)
    result = run("import_plan", path, "--json")
    assert result.code == 1
    assert IMPORTED(result.json)
    assert (result.json["kind"], result.json["areas"]) == (None, [])
    assert errors_of(result)
    assert run("import_plan", path).out.strip().endswith("no plan")


def test_a_workbook_without_a_form_ends_with_1(tmp_path):
    book = openpyxl.Workbook()
    book.active["A1"] = "কিছু না"
    (tmp_path / "empty.xlsx").write_bytes(as_bytes(book))
    result = run("import_plan", tmp_path / "empty.xlsx", "--json")
    assert (result.code, errors_of(result)) == (1, ["no_form_found"])


# --- all or nothing ----------------------------------------------------------------------------------------------


def two_plans(tmp_path, **cells):
    """The path of a workbook with the same plan on two sheets, the second one with some cells written anew."""
    path = tmp_path / "two.xlsx"
    path.write_bytes(two_sheets(**cells))
    return path


def test_two_plans_of_one_workbook_are_printed_as_a_list(tmp_path):
    result = run("import_plan", two_plans(tmp_path, A2="মন্ত্রণালয়ের নাম: শ্রম মন্ত্রণালয়"), "--json")
    assert result.code == 0
    assert [IMPORTED(plan) and plan["saved"] for plan in result.json] == [True, True]
    assert Plan.objects.count() == 2


def test_an_error_on_the_second_sheet_keeps_the_first_from_being_stored(tmp_path):
    result = run("import_plan", two_plans(tmp_path, A2="মন্ত্রণালয়ের নাম: কল্পিত মন্ত্রণালয়"), "--json")
    assert result.code == 1
    assert [plan["saved"] for plan in result.json] == [False, False]
    assert not Plan.objects.exists()


def test_a_plan_refused_while_storing_takes_back_the_one_before_it(labour, tmp_path):
    book = openpyxl.load_workbook(workbook(INDUSTRIES))
    second = book.create_sheet("দ্বিতীয়")
    for row in opened(LABOUR).active.iter_rows():
        for cell in row:
            second[cell.coordinate] = cell.value
    second["E9"] = "[১.২.৯] একটি সেবা সহজিকৃত"  # the stored 1.2.1 is missing
    path = tmp_path / "both.xlsx"
    path.write_bytes(as_bytes(book))
    events = Event.objects.count()

    result = run("import_plan", path, "--json")

    assert result.code == 1
    assert [plan["saved"] for plan in result.json] == [False, False]
    assert Plan.objects.get().kind == "egov"
    assert Event.objects.count() == events


@pytest.mark.parametrize(
    ("name", "cells", "code", "cell"),
    [
        (INDUSTRIES, {"A11": "১. দক্ষতা.....১০"}, "number_repeated", "A11"),
        (LABOUR, {"D10": "[১.২] সেবা ডিজিটাইজেশন"}, "number_repeated", "D10"),
        (INDUSTRIES, {"C7": 123456789}, "weight_out_of_range", "C7"),
        (INDUSTRIES, {"C7": "২.৩৪৫"}, "weight_out_of_range", "C7"),
        (LABOUR, {"C8": 12345678901}, "weight_out_of_range", "C8"),
        (LABOUR, {"J6": "৬০.১২৩%"}, "grade_out_of_range", "J8"),
        (LABOUR, {"H6": "১২০%"}, "grade_out_of_range", "H8"),
    ],
)
def test_what_the_tables_cannot_hold_is_an_error_at_its_cell(changed, name, cells, code, cell):
    result = run("import_plan", changed(name, **cells), "--json")
    assert result.code == 1
    assert (code, cell) in {(each["code"], each["cell"]) for each in result.json["problems"]}
    assert code in errors_of(result)
    assert not Plan.objects.exists()


def test_long_words_and_large_claims_are_stored_as_printed(changed):
    path = changed(INDUSTRIES, E7="সচিব " * 200, D7="সংখ্যা " * 40, M8="১২৩৪৫৬৭৮৯.১২৩৪")
    assert run("import_plan", path).code == 0
    row = cell_of(Plan.objects.get(), "1.1", 1).indicator
    assert row.responsible == ("সচিব " * 200).strip()
    assert row.claimed_marks == Decimal("123456789.1234")
    assert run("import_plan", path).out.strip().endswith("0 changes")
