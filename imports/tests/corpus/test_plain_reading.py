"""The second, plain reading agrees with every kept plan, and catches a value that is not what its cell shows."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from cell_values.value import BLANK, Value, ValueState
from imports.tests.corpus.fuzz import Case, examine
from imports.tests.corpus.grids import GridCell
from imports.tests.corpus.plain_reading import Meaning, plain_meaning, wrong_values
from official_forms.plan_checks import check_draft
from plans.kinds import read_document
from sheets.opening import open_workbook
from sheets.tests.golden import FIXTURES

PLANS = ("industries-nis-2020-21", "labour-egov-2021-22-q1")


def plan_and_texts(name):
    file = FIXTURES / f"{name}.xlsx"
    document = read_document(file)
    sheets = {sheet.name: {c.address: c.text for c in sheet.cells.values()} for sheet in open_workbook(file).sheets}
    (plan,) = document.drafts
    return plan, sheets, (*document.problems, *plan.problems, *check_draft(plan))


def with_row(plan, row, changed):
    """The plan with one of its indicators exchanged."""

    def areas():
        for area in plan.areas:
            activities = tuple(
                replace(each, indicators=tuple(changed if one is row else one for one in each.indicators))
                for each in area.activities
            )
            yield replace(area, activities=activities)

    return replace(plan, areas=tuple(areas()))


@pytest.mark.parametrize(
    ("text", "numbers", "dates"),
    [
        ("২টি, ৩০/১১/২০২০, ৩০/০৫/২০২১", ["2"], ["2020-11-30", "2021-05-30"]),
        ("৩০ জুন ২০২১", [], ["2021-06-30"]),
        ("১৫/২/২১", [], ["2021-02-15"]),
        ("৩১ ডিসেম্বর/ ২০২০", [], ["2020-12-31"]),
        ("1,25,000.50", ["125000.50"], []),
        ("1\u200d0", ["10"], []),
        ("৩১/০২/২০২০", ["31", "02", "2020"], []),
        ("হালনাগাদ করা হয়েছে", [], []),
    ],
)
def test_a_text_means_its_numbers_and_its_dates(text, numbers, dates):
    assert plain_meaning(text) == Meaning(tuple(map(Decimal, numbers)), tuple(map(date.fromisoformat, dates)))


@pytest.mark.parametrize("name", PLANS)
def test_the_official_plans_are_stored_as_they_show(name):
    plan, sheets, problems = plan_and_texts(name)
    assert wrong_values(sheets, plan, problems) == []


@pytest.mark.parametrize("name", PLANS)
def test_a_value_stored_otherwise_is_caught(name):
    plan, sheets, problems = plan_and_texts(name)
    told = {problem.cell for problem in problems}
    row = next(row for row in plan.indicators if row.annual.quantity and row.cell("annual") not in told)
    changed = Value(row.annual.text, ValueState.GIVEN, row.annual.quantity * 10 + 1)
    grades = tuple(replace(grade, target=changed) if grade.percent == 100 else grade for grade in row.grades)
    spoilt = replace(row, annual=changed, grades=grades)

    wrong = wrong_values(sheets, with_row(plan, row, spoilt), problems)
    assert wrong
    assert all(row.cell("annual") in each for each in wrong)


@pytest.mark.parametrize("number", range(3))
def test_texts_set_otherwise_are_read_without_a_silent_wrong_value(number):
    found = examine(Case("integrity-14-whole", number, sets=True))
    assert found.failure == ""
    assert {"raise_a_digit", "strike_a_figure", "hide_a_row", "hide_a_column", "mix_two_scripts"} & set(found.done)


@pytest.mark.parametrize(
    ("content", "number_format", "shown"),
    [
        (date(2022, 6, 30), "dd/mm/yyyy", "30/06/2022"),
        (date(2022, 6, 30), "General", "44742"),
        (44742, "dd/mm/yyyy", "30/06/2022"),
        (44742, "General", "44742"),
        (0.8, "0%", "80.0%"),
    ],
)
def test_a_cell_shows_what_its_format_makes_of_it(content, number_format, shown):
    assert GridCell(content, number_format).shown == shown


@pytest.mark.parametrize(("shown", "wrong"), [("\u200d", 0), (" \u200c\n", 0), ("৪", 1)])
def test_only_a_cell_that_shows_something_may_not_be_taken_as_blank(shown, wrong):
    plan, sheets, _ = plan_and_texts(PLANS[0])
    row = plan.indicators[0]
    blank = with_row(plan, row, replace(row, annual=BLANK, grades=()))
    texts = {plan.sheet: sheets[plan.sheet] | {row.cell("annual"): shown}}
    assert len(wrong_values(texts, blank, problems=())) - len(wrong_values(sheets, plan, problems=())) == wrong
