"""Owns the proof of ranks, orders and pages over many offices."""

from decimal import Decimal
from statistics import mean, median

import pytest

from offices.models import Office
from plans.models import LeagueEntry
from plans.tests.beginning import remembered
from reports.queries.apart import MOST_NAMED
from reports.queries.comparison import PAGE_SIZE, compare, compare_page, list_page
from reports.queries.league import League
from reports.queries.spread import middles, tenths
from reports.tests.league import KIND, departments, stand

COUNT = 2 * PAGE_SIZE + 15
WITHOUT_PLAN, WITHOUT_FIGURE = 5, 7
RANKED = COUNT - WITHOUT_PLAN - WITHOUT_FIGURE
SORTS = ["-earned", "earned", "name", "-name", "-area-3", "area-3", "-area-99"]


@pytest.fixture
def league(industries_office):
    """More departments than two pages hold: many ties, some without a figure, some without a plan."""
    year = remembered("league of three pages", lambda: _standing(departments(COUNT, under=industries_office)))
    return League(Office.objects.filter(parent=industries_office), KIND, year, 4)


def _standing(offices):
    percents = [None if number % 20 == 0 else (number * 7) % 50 * 2 for number in range(COUNT - 5)]
    return stand(offices[:-5], percents)


def rows_of(league, sort, page=None):
    return (compare_page(league, sort=sort, page=page) if page else compare(league, sort=sort)).rows


def apart_of(found):
    return [(group.reason.value, group.count, len(group.rows)) for group in found.apart]


def test_equal_shares_have_equal_ranks_and_the_next_ones_are_skipped(league):
    rows = rows_of(league, "-earned")
    percents = [row.percent for row in rows]
    assert percents == sorted(percents, reverse=True)
    for row in rows:
        better = sum(percent > row.percent for percent in percents)
        assert (row.rank, row.is_shared) == (better + 1, percents.count(row.percent) > 1)


@pytest.mark.parametrize("sort", SORTS)
def test_pages_put_together_are_the_whole_with_the_same_ranks(league, sort):
    whole = [(row.office.pk, row.rank, row.is_shared) for row in rows_of(league, sort)]
    pages = [rows_of(league, sort, page=page) for page in "123"]
    assert [len(page) for page in pages] == [PAGE_SIZE, PAGE_SIZE, RANKED - 2 * PAGE_SIZE]
    together = [(row.office.pk, row.rank, row.is_shared) for page in pages for row in page]
    assert together == whole


@pytest.mark.parametrize("sort", SORTS)
def test_offices_without_a_figure_are_in_no_order_and_counted_apart_by_reason(league, sort):
    expected = [("nothing_due", WITHOUT_FIGURE, WITHOUT_FIGURE), ("no_plan", WITHOUT_PLAN, WITHOUT_PLAN)]
    for found in (compare(league, sort=sort), compare_page(league, sort=sort, page="2")):
        assert all(row.percent is not None for row in found.rows)
        assert apart_of(found) == expected
        assert (len(found.unranked), found.apart_count, found.total) == (12, 12, COUNT)


def test_each_office_is_apart_for_its_own_reason(league):
    for state in ("returned", "draft", "draft"):
        LeagueEntry.objects.filter(pk=league.entries[0].pk).update(state=state, ranked_by=None)
    expected = [("nothing_due", 7, 7), ("returned", 1, 1), ("not_handed_in", 2, 2), ("no_plan", 5, 5)]
    assert apart_of(compare(league)) == expected
    assert apart_of(compare_page(league, sort="-earned", page="1")) == expected


def test_of_very_many_without_a_plan_only_the_first_are_named_and_the_rest_counted(league, industries_office):
    names = [f"নতুন {number}" for number in range(MOST_NAMED)]
    Office.objects.bulk_create(
        Office(parent=industries_office, tier="department", name_bn=name, name_en=name) for name in names
    )
    found = compare_page(league, sort="-earned", page="1")
    assert len(found.unranked) == MOST_NAMED
    assert [(group.count, group.unnamed) for group in found.apart] == [(7, 0), (WITHOUT_PLAN + MOST_NAMED, 12)]


@pytest.mark.parametrize("sort", SORTS)
def test_the_list_of_submissions_has_everybody_on_its_pages(league, sort):
    pages = [list_page(league, sort=sort, page=page) for page in "123"]
    assert [len(page.everybody) for page in pages] == [PAGE_SIZE, PAGE_SIZE, 15]
    assert len({row.office.pk for page in pages for row in page.everybody}) == COUNT


@pytest.mark.parametrize(("page", "first"), [("0", 121), ("x", 1), ("99", 121)])
def test_a_page_that_is_not_there_is_the_nearest_one(league, page, first):
    found = compare_page(league, sort="-earned", page=page)
    assert found.page.start_index() == first
    assert found.total == COUNT


def test_a_page_takes_five_queries_and_the_whole_two(league, django_assert_num_queries):
    with django_assert_num_queries(2):
        rows_of(league, "-earned")
    for page in "123":
        with django_assert_num_queries(5):
            rows_of(league, "-earned", page=page)


def test_counts_tell_offices_with_and_without_reports(league):
    counts = league.counts()
    assert (counts.total, counts.submitted, counts.approved) == (COUNT, COUNT - 5, 0)
    assert (counts.ranked, counts.returned, counts.without_plan) == (RANKED, 0, WITHOUT_PLAN)
    assert counts.ranked == len(rows_of(league, "-earned"))


# --- distribution and trend --------------------------------------------------------------------------------------


@pytest.mark.parametrize("percents", [[50], [0, 100], [10, 20, 90], [1, 2, 3, 4], [5, 5, 5, 80, 100]])
def test_mean_and_median_are_those_of_the_figures(industries_office, percents):
    offices = departments(len(percents) + 1, under=industries_office)
    year = stand(offices, [*percents, None])
    league = League(Office.objects.filter(parent=industries_office), KIND, year, 4)
    found = middles(league.all_entries)
    assert list(found) == [(2022, 1), (2022, 2), (2022, 3), (2022, 4)]
    assert found[2022, 4].count == len(percents)
    assert float(found[2022, 4].mean) == pytest.approx(mean(percents), abs=0.005)
    assert found[2022, 4].median == Decimal(str(median(percents)))
    assert float(found[2022, 2].median) == pytest.approx(median(percents) / 2, abs=0.005)


def test_every_office_with_a_figure_falls_into_one_tenth(industries_office):
    percents = [0, 9.99, 10, 55, 89.99, 90, 100, None]
    year = stand(departments(len(percents), under=industries_office), percents)
    league = League(Office.objects.filter(parent=industries_office), KIND, year, 4)
    assert tenths(league.entries) == [2, 1, 0, 0, 0, 1, 0, 0, 1, 2]


def test_nobody_has_no_middle(industries_office):
    year = stand([], [])
    league = League(Office.objects.filter(parent=industries_office), KIND, year, 4)
    assert middles(league.entries) == {}
    assert sum(tenths(league.entries)) == 0
