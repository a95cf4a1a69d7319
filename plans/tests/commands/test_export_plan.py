"""Owns the proof of ``export_plan``: a workbook that says nothing new when it is imported, and the exit codes."""

import pytest
from openpyxl import load_workbook

from plans.models import Event
from plans.tests.commands.shell import run

INDUSTRIES = ("--office", "শিল্প মন্ত্রণালয়", "--year", "2020-21", "--kind", "integrity")
LABOUR = ("--office", "শ্রম মন্ত্রণালয়", "--year", "২০২১-২২", "--kind", "egov")


@pytest.mark.parametrize("arguments", [INDUSTRIES, (*LABOUR, "--through", "q1"), LABOUR])
def test_an_exported_plan_imports_without_a_change(industries, labour, tmp_path, arguments):
    file = tmp_path / "form.xlsx"
    assert run("export_plan", *arguments, "-o", file).code == 0
    events = Event.objects.count()
    result = run("import_plan", file)
    assert (result.code, result.out.rstrip().endswith("0 changes")) == (0, True)
    assert Event.objects.count() == events


def test_the_quarter_asked_for_is_the_one_whose_marks_are_shown(labour, tmp_path):
    file = tmp_path / "form.xlsx"
    run("export_plan", *LABOUR, "--through", "q2", "-o", file)
    assert "২য় কোয়ার্টার পর্যন্ত" in load_workbook(file, read_only=True).worksheets[0]["A24"].value


def test_an_import_tells_that_the_marks_were_computed_here(labour, tmp_path):
    file = tmp_path / "form.xlsx"
    run("export_plan", *LABOUR, "-o", file)
    data = run("import_plan", file, "--dry-run", "--json").json
    assert ("notice", "computed_by_system", "A24") in [(p["severity"], p["code"], p["cell"]) for p in data["problems"]]
    assert data["claimed"] == {"total": "50", "obtained": "17"}


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"--year": "2019-20"}, 1),
        ({"--office": "চাঁদ মন্ত্রণালয়"}, 2),
        ({"--year": "কবে"}, 2),
        ({"-o": "/nowhere/form.xlsx"}, 2),
    ],
)
def test_what_is_not_there_is_told_by_the_exit_code(industries, tmp_path, changed, code):
    given = dict(zip(INDUSTRIES[::2], INDUSTRIES[1::2], strict=True)) | {"-o": tmp_path / "form.xlsx"} | changed
    result = run("export_plan", *(word for pair in given.items() for word in pair))
    assert result.code == code
    assert result.err
