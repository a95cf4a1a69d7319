"""The registry of kinds of plan."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from plans.kinds import known_percents, plan_kinds


@pytest.fixture
def registered(settings):
    """Sets the kinds the settings list."""

    def register(*paths):
        settings.PLAN_KINDS = list(paths)
        plan_kinds.cache_clear()

    yield register
    plan_kinds.cache_clear()


def test_two_kinds_of_one_code_or_letter_are_refused(registered):
    registered("egov_plans.kind.EGOV", "egov_plans.kind.EGOV")
    with pytest.raises(ImproperlyConfigured, match="egov, egov"):
        plan_kinds()


def test_kinds_are_known_by_their_codes_in_the_order_of_the_settings(registered):
    registered("egov_plans.kind.EGOV", "integrity_plans.kind.INTEGRITY")
    assert list(plan_kinds()) == ["egov", "integrity"]


def test_the_grades_of_the_registered_kinds_are_known(registered):
    registered("integrity_plans.kind.INTEGRITY")
    assert known_percents() == (100,)
    registered("egov_plans.kind.EGOV")
    assert known_percents() == (100, 90, 80, 70, 60)
