"""Owns the proof of which marking policy holds for a kind of plan in a year."""

import pytest
from django.core.exceptions import ValidationError

from offices.models import FiscalYear
from plans.models import MarkingPolicy
from plans.queries.policies import policy_for


@pytest.fixture
def policies(reference):
    """Two policies of one kind, the later one in two versions."""
    MarkingPolicy.objects.all().delete()
    years = {year.start_year: year for year in FiscalYear.objects.all()}

    def add(name, start, version=1, kind="integrity"):
        MarkingPolicy.objects.create(kind=kind, name=name, valid_from=years[start], version=version, switches={})

    add("old", 2019)
    add("new", 2022)
    add("new, mended", 2022, version=2)
    add("other kind", 2023, kind="egov")
    return years


@pytest.mark.parametrize(
    ("year", "name"),
    [
        (2017, "old"),  # before the first one: the earliest
        (2019, "old"),
        (2021, "old"),
        (2022, "new, mended"),
        (2027, "new, mended"),
    ],
)
def test_the_latest_version_of_the_latest_policy_holds(policies, year, name):
    assert policy_for("integrity", policies[year]).name == name


def test_a_kind_without_policy_is_an_error(policies):
    with pytest.raises(MarkingPolicy.DoesNotExist):
        policy_for("apa", policies[2022])


@pytest.mark.parametrize("switches", [{"nonsense": 1}, {"below_lowest": "half"}, {"decimals": 9}, {"interpolate": 1}])
def test_a_policy_with_wrong_switches_is_not_clean(policies, switches):
    policy = MarkingPolicy(kind="egov", name="x", valid_from=policies[2024], switches=switches)
    with pytest.raises(ValidationError) as refused:
        policy.full_clean()
    assert set(refused.value.message_dict) == {"switches"}
