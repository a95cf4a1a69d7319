"""A form that reports something else than its columns usually do is read as the generator's own plan says."""

import pytest

from imports.tests.corpus.generate import FOLDER
from imports.tests.corpus.grids import grids_of, workbook_of
from imports.tests.corpus.misreporting import count_from_july, name_another_year, shorten_rows
from imports.tests.corpus.test_corpus import expectation
from official_forms.grid import address
from plan_tree.problems import Severity
from plans.interchange import import_json
from plans.kinds import read_document

WITH_QUARTERS = [
    "integrity-14-first-quarter",
    "integrity-8",
    "egov-first-quarter",
    "egov-four-quarters",
    "egov-on-pages",
]
WITH_LINES = [
    "integrity-14-first-quarter",
    "integrity-14-unmerged",
    "integrity-14-whole-year-with-claims",
    "integrity-11",
]


def mutated(name, mutate):
    """What a mutation answers, the grid it leaves, and the one plan read from it."""
    (grid,) = grids_of((FOLDER / f"{name}.xlsx").read_bytes())
    answer = mutate(grid)
    (draft,) = read_document(workbook_of([grid]), "mutated.xlsx").drafts
    return answer, grid, draft


def rows_of(plan):
    return [row for area in plan["areas"] for row in area["indicators"]]


def as_json(draft):
    return import_json(draft, office=draft.office_name, year=draft.year, saved=False, problems=())


def expected(name):
    (plan,) = expectation(FOLDER / f"{name}.xlsx")["plans"]
    return plan


@pytest.mark.parametrize("name", WITH_QUARTERS)
@pytest.mark.parametrize("year", ["২০১৮-১৯", "২০২৬-২০২৭"])
def test_a_quarter_of_another_year_is_doubted_at_its_figures_and_not_stored(name, year):
    column, grid, draft = mutated(name, lambda grid: name_another_year(grid, 1, year))
    wanted = rows_of(expected(name))
    for row, plan in zip(rows_of(as_json(draft)), wanted, strict=True):
        assert row["quarters"]["q1"] == {"target": None, "achievement": None}
        assert {q: each for q, each in row["quarters"].items() if q != "q1"} == {
            q: each for q, each in plan["quarters"].items() if q != "q1"
        }
    doubted = {each.cell for each in draft.problems if each.severity is Severity.WARNING}
    reported = [each["quarters"]["q1"] for each in wanted]
    figures = [value for each in reported for value in each.values() if value and value["state"] == "given"]
    assert len([cell for cell in doubted if cell in {address(row, column) for row in range(1, grid.rows + 1)}]) >= len(
        figures
    )


@pytest.mark.parametrize("name", WITH_LINES)
def test_short_rows_read_as_whole_ones(name):
    rows, _, draft = mutated(name, shorten_rows)
    assert rows
    assert rows_of(as_json(draft)) == rows_of(expected(name))
    assert [each.cell for each in draft.problems if each.code == "row_moved"] == [f"A{row}" for row in rows]


@pytest.mark.parametrize(("name", "quarters"), [("egov-four-quarters", (1, 2, 3, 4)), ("egov-two-quarters", (1, 2))])
def test_quarters_that_count_from_july_are_told_and_kept_as_typed(name, quarters):
    _, _, draft = mutated(name, lambda grid: [count_from_july(grid, quarter) for quarter in quarters])
    assert draft.to_date == quarters
    assert rows_of(as_json(draft)) == rows_of(expected(name))


def part_in_two(grid):
    """A row of data slips in between the headings, so that the numbers below begin anew without a title."""
    grid.move(lambda at: ({5: 12, 12: 5}.get(at[0], at[0]), at[1]), merges=False)


@pytest.mark.parametrize("kind", ["grievance", "charter", "information"])
def test_what_goes_on_without_a_title_below_a_plan_of_another_kind_is_not_stored_either(kind):
    (grid,) = grids_of((FOLDER / f"another-kind-{kind}.xlsx").read_bytes())
    part_in_two(grid)
    document = read_document(workbook_of([grid]), "mutated.xlsx")
    assert document.drafts == ()
    assert {(each.code, each.severity) for each in document.problems} == {("kind_not_kept", Severity.ERROR)}


def test_what_goes_on_without_a_title_below_a_kept_plan_is_read():
    (grid,) = grids_of((FOLDER / "egov-first-quarter.xlsx").read_bytes())
    part_in_two(grid)
    drafts = read_document(workbook_of([grid]), "mutated.xlsx").drafts
    assert sum(len(draft.indicators) for draft in drafts) >= 10
