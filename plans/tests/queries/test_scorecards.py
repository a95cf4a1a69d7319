"""Owns the proof of what an office is said to claim through a quarter."""

import pytest

from plans.queries.scorecards import claimed_through, reports_of, stored_scorecard


@pytest.mark.parametrize(("through", "obtained"), [(1, 17), (2, 17), (3, 25), (4, 25)])
def test_the_latest_claim_up_to_a_quarter_counts(labour, through, obtained):
    labour.reports.filter(quarter=3).update(claimed_total=50, claimed_obtained=25)
    assert claimed_through(labour, through).obtained == obtained


def test_a_later_claim_does_not_count_before_its_quarter(plan_of_size):
    plan = plan_of_size(1)
    plan.reports.filter(quarter=3).update(claimed_total=1, claimed_obtained=1)
    assert claimed_through(plan, 2).obtained is None


def test_stored_scorecards_name_their_quarter_and_policy(labour):
    for report in labour.reports.all():
        scorecard = stored_scorecard(report)
        assert (scorecard.through, scorecard.policy) == (report.quarter, labour.policy.name)
        assert (scorecard.earned, scorecard.possible) == (report.earned, report.possible)


@pytest.mark.parametrize("wanted", [[], [1], [2, 3]])
def test_only_the_scorecards_wanted_are_loaded(labour, django_assert_num_queries, wanted):
    with django_assert_num_queries(1):
        reports = reports_of(labour, scorecards=wanted)
        loaded = {quarter: stored_scorecard(reports[quarter]) for quarter in wanted}
        assert [report.earned for report in reports.values()] == [11, 11, 11, 11]
    assert loaded == {each.quarter: stored_scorecard(each) for each in labour.reports.filter(quarter__in=wanted)}
    unwanted = [report for quarter, report in reports.items() if quarter not in wanted]
    assert all("scorecard" in report.get_deferred_fields() for report in unwanted)


def test_an_absent_quarter_is_not_missed(labour):
    assert set(reports_of(labour, scorecards=[0, 1])) == {1, 2, 3, 4}
