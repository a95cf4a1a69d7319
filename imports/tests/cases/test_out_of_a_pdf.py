"""Plans whose texts were copied out of a PDF, vowel signs first: read as they are spoken, with before and after."""

import pytest

from cell_values.tests.test_visual_order import as_drawn
from imports.tests.cases.formats import FORMATS
from imports.tests.cases.test_reported_columns import PLAN, QUARTERS, ROW
from plan_tree.problems import Severity
from plans.kinds import read_document

HEAD = [*PLAN, "২০২৩-২৪ অর্থবছরের লক্ষ্যমাত্রা", "লক্ষ্যমাত্রা/অর্জন", *QUARTERS]


def rows(*, title, indicator, achieved):
    return [
        ["জাতীয় শুদ্ধাচার কৌশল কর্ম-পরিকল্পনা ২০২৩-২০২৪"],
        ["মন্ত্রণালয়ের নাম: শিল্প মন্ত্রণালয়"],
        HEAD,
        ["১. ব্যবস্থা.....৪"],
        [title, indicator, "৪", "তারিখ", "ফোকাল পয়েন্ট", "", "লক্ষ্যমাত্রা", "", "", "", ""],
        ["", "", "", "", "", "", "অর্জন", achieved, "", "", ""],
    ]


@pytest.mark.parametrize("written", FORMATS, ids=lambda each: each.__name__)
def test_titles_and_dates_are_read_as_they_are_spoken(written):
    drawn = rows(title="১.১ ৈনিতকতা কিমিটর সভা", indicator="িশল্প েমলা", achieved="৩১ িডেসম্বর ২০২৩")
    document = read_document(*written(drawn))
    (row,) = document.drafts[0].indicators
    (activity,) = document.drafts[0].areas[0].activities
    assert (activity.title, row.title) == ("নৈতিকতা কমিটির সভা", "শিল্প মেলা")
    assert [day.isoformat() for day in row.quarters[1].achievement.dates] == ["2023-12-31"]
    told = {problem.cell: problem for problem in document.problems if problem.code == "visual_order_repaired"}
    assert set(told) == {"A5", "B5", "H6"}
    assert {problem.severity for problem in told.values()} == {Severity.NOTICE}
    assert "“িশল্প েমলা”" in told["B5"].sentence.bn
    assert "“শিল্প মেলা”" in told["B5"].sentence.bn


def test_what_does_not_prove_its_order_follows_the_others_of_its_sheet_with_a_warning():
    drawn = [[as_drawn(text) for text in row] for row in [["নৈতিকতা", "সেবা"], ["শিল্প", "দিক"]]]
    document = read_document(*FORMATS[0]([*drawn, ["িবিধ", "রিব"]]))
    told = {problem.cell: (problem.code, problem.severity) for problem in document.problems}
    assert told["B3"] == ("visual_order_repaired", Severity.WARNING)


def test_a_plan_as_it_should_be_has_nothing_to_tell():
    plain = rows(title="১.১ নৈতিকতা কমিটির সভা", indicator=ROW[1], achieved="৩১ ডিসেম্বর ২০২৩")
    document = read_document(*FORMATS[0](plain))
    assert not [problem for problem in document.problems if problem.code.startswith("visual_order")]
