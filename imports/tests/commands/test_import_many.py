"""Owns the proof of ``import_plan`` with a folder or zip: one summary, its JSON and its exit codes."""

import pytest

from plans.models import Plan, SourceFile
from plans.tests.commands.schema import IMPORTED, PROBLEM, list_of, one_of, record, words
from plans.tests.commands.shell import run
from plans.tests.factories import INDUSTRIES, LABOUR, workbook
from plans.tests.workbooks import FAULTLESS, of_office, two_sheets, with_cells, zipped

pytestmark = pytest.mark.usefixtures("reference")


def count(data):
    return isinstance(data, int) and not isinstance(data, bool)


MANY = record(
    files=list_of(
        record(
            file=words,
            outcome=one_of({"stored", "unchanged", "refused"}),
            plans=list_of(IMPORTED),
            problems=list_of(PROBLEM),
        )
    ),
    summary=record(files=count, stored=count, unchanged=count, refused=count),
)
GOOD = {
    "ক/industries.xlsx": workbook(INDUSTRIES).read_bytes(),
    "labour.xlsx": with_cells(LABOUR, FAULTLESS),
    "two.xlsx": two_sheets(A2="মন্ত্রণালয়ের নাম: খাদ্য মন্ত্রণালয়"),
}
BAD = {"broken.xlsx": b"no workbook", "wrong.xlsx": of_office("কল্পিত মন্ত্রণালয়")}


@pytest.fixture(params=["folder", "zip"])
def brought(request, tmp_path):
    """``brought(files)``: the path of a folder or zip with these files."""

    def make(files):
        if request.param == "zip":
            (tmp_path / "all.zip").write_bytes(zipped(files))
            return tmp_path / "all.zip"
        for name, content in files.items():
            (tmp_path / "all" / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / "all" / name).write_bytes(content)
        return tmp_path / "all"

    return make


def outcomes(result):
    return {each["file"]: each["outcome"] for each in result.json["files"]}


def test_all_workbooks_are_stored_with_one_summary(brought):
    result = run("import_plan", brought(GOOD), "--json")
    assert result.code == 0
    assert MANY(result.json)
    assert outcomes(result) == {"labour.xlsx": "stored", "two.xlsx": "stored", "ক/industries.xlsx": "unchanged"}
    assert result.json["summary"] == {"files": 3, "stored": 2, "unchanged": 1, "refused": 0}
    assert [plan["saved"] for each in result.json["files"] for plan in each["plans"]] == [True] * 4
    assert Plan.objects.count() == 3


def test_some_refused_end_with_1_and_the_others_are_stored(brought):
    result = run("import_plan", brought(GOOD | BAD), "--json")
    assert result.code == 1
    assert MANY(result.json)
    assert result.json["summary"] == {"files": 5, "stored": 2, "unchanged": 1, "refused": 2}
    wrong = next(each for each in result.json["files"] if each["file"] == "wrong.xlsx")
    assert [plan["saved"] for plan in wrong["plans"]] == [False]
    assert "office_unknown" in {problem["code"] for problem in wrong["plans"][0]["problems"]}


def test_without_json_a_line_for_each_file_and_a_last_line(brought):
    result = run("import_plan", brought(GOOD | BAD))
    lines = result.out.strip().splitlines()
    assert lines[-1] == "5 files, 2 stored, 1 unchanged, 2 refused"
    assert "[3/5] two.xlsx: stored" in lines
    assert any(line.startswith("error") and "not_a_workbook" in line for line in lines)


def test_a_dry_run_tells_the_same_and_stores_nothing(brought):
    dry = run("import_plan", brought(GOOD | BAD), "--json", "--dry-run")
    assert dry.code == 1
    assert dry.json["summary"] == {"files": 5, "stored": 3, "unchanged": 0, "refused": 2}
    assert not any(plan["saved"] for each in dry.json["files"] for plan in each["plans"])
    assert not Plan.objects.exists()
    assert not SourceFile.objects.exists()


def test_again_all_are_unchanged(brought):
    path = brought(GOOD)
    run("import_plan", path)
    assert set(outcomes(run("import_plan", path, "--json")).values()) == {"unchanged"}


def test_a_year_holds_for_all_and_an_office_for_none(brought):
    path = brought(GOOD)
    assert run("import_plan", path, "--year", "2019-20").code == 1
    assert run("import_plan", path, "--office", "36").code == 2
    assert not Plan.objects.exists()


@pytest.mark.parametrize("files", [{"../a.xlsx": b""}, {".hidden": b""}])
def test_a_zip_that_is_not_opened_ends_with_1_and_says_why(tmp_path, files):
    path = tmp_path / "all.zip"
    path.write_bytes(zipped(files))
    result = run("import_plan", path, "--json")
    assert result.code == 1
    assert result.json["files"] == []
    assert result.json["summary"]["files"] == 0
    assert PROBLEM(result.json["problems"][0])
    assert run("import_plan", path).out.startswith("error")


def test_an_empty_folder_ends_with_1(tmp_path):
    assert run("import_plan", tmp_path, "--json").code == 1
