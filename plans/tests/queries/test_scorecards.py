"""Owns the proof of what an office is said to claim through a quarter."""

import pytest

from plans.queries.scorecards import claimed_through, stored_scorecard


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
