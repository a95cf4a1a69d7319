"""Owns the proof that policies are made anew and never edited, and that a frozen mark never moves."""

from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from marking.tests.test_properties import policies
from offices.models import FiscalYear
from plans.actions.achievements import record_achievement
from plans.actions.ledger import is_chain_whole
from plans.actions.policies import ADMINISTRATORS_ONLY, NAME_TAKEN, NEEDS_REASON, NOTHING_DIFFERS, add_policy_version
from plans.actions.reporting import approve_report, submit_report
from plans.actions.scoring import refresh_scorecards
from plans.models import Event, MarkingPolicy, QuarterReport
from plans.queries.policies import policy_for
from plans.tests.factories import cell_of
from workflow.transitions import Refusal

HALF = {"late_date_share": "0.5"}


@pytest.fixture
def base(reference):
    return MarkingPolicy.objects.get(kind="integrity")


@pytest.fixture
def add(base, administrator):
    """``add(name="…")``: a new version of the integrity policy, with late dates earning half."""

    def made(**given):
        usual = {"base": base, "name": "শুদ্ধাচার, ২য়", "valid_from": base.valid_from, "by": administrator}
        return add_policy_version(**usual | {"switches": base.switches | HALF, "reason": "বিলম্বেও কাজ হয়"} | given)

    return made


def test_a_new_version_holds_beside_the_old_one(add, base):
    before = MarkingPolicy.objects.filter(pk=base.pk).values().get()
    made = add()
    assert (made.kind, made.valid_from, made.version) == ("integrity", base.valid_from, 2)
    assert made.as_policy().late_date_share == Decimal("0.5")
    assert MarkingPolicy.objects.filter(pk=base.pk).values().get() == before
    assert policy_for("integrity", base.valid_from) == made


def test_a_version_for_another_year_is_its_first(add, base):
    later = FiscalYear.objects.get(start_year=2023)
    assert add(valid_from=later, switches=base.switches).version == 1
    assert policy_for("integrity", base.valid_from) == base


def test_the_new_version_is_told_in_the_sealed_ledger(add, administrator):
    add()
    event = Event.objects.get(verb="add_policy")
    assert (event.plan_id, event.by, event.subject) == (None, administrator, "integrity 2020-21 v2")
    assert event.before["switches"]["late_date_share"] == "0"
    assert (event.after["switches"]["late_date_share"], event.after["reason"]) == ("0.5", "বিলম্বেও কাজ হয়")
    add(name="শুদ্ধাচার, ৩য়", switches={"decimals": 1})
    assert [each.sequence for each in Event.objects.filter(plan=None).order_by("sequence")] == [1, 2]
    assert is_chain_whole(None)


@pytest.mark.parametrize("who", ["alice", "rita"])
def test_only_an_administrator_makes_one(add, request, who):
    with pytest.raises(Refusal) as refused:
        add(by=request.getfixturevalue(who))
    assert refused.value.sentence is ADMINISTRATORS_ONLY
    assert not Event.objects.filter(verb="add_policy").exists()


@pytest.mark.parametrize(
    ("given_otherwise", "sentence"),
    [
        ({"reason": "\u200b\u200d"}, NEEDS_REASON),
        ({"name": "শুদ্ধাচার ২০২০-২১"}, NAME_TAKEN),
        ({"switches": {"below_lowest": "prorata"}}, NOTHING_DIFFERS),
    ],
)
def test_a_version_without_sense_is_refused(add, given_otherwise, sentence):
    with pytest.raises(Refusal) as refused:
        add(**given_otherwise)
    assert refused.value.sentence is sentence
    assert MarkingPolicy.objects.filter(kind="integrity").count() == 1


def test_switches_that_mean_nothing_are_an_error(add):
    with pytest.raises(ValueError, match="late_date_share"):
        add(switches={"late_date_share": "2"})


# --- frozen marks ------------------------------------------------------------------------------------------------


@pytest.fixture
def signed(plan_of_size, alice, rita):
    """A plan whose first quarter is approved."""
    plan = plan_of_size(3)
    for number, text in (("1.1", "১"), ("1.2", "সভা হয়েছে")):
        record_achievement(cell=cell_of(plan, number, 1), value=text, version=0, by=alice)
    approve_report(report=submit_report(report=plan.reports.get(quarter=1), by=alice), by=rita, leaves_unassessed=True)
    return plan


@given(policy=policies, number=st.integers(0, 10**9))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_frozen_mark_never_moves_whatever_policy_the_plan_is_given(signed, policy, number):
    frozen = QuarterReport.objects.filter(plan=signed, quarter=1).values().get()
    last = MarkingPolicy.objects.filter(valid_from=signed.policy.valid_from).order_by("version").last()
    signed.policy = MarkingPolicy.objects.create(
        kind=signed.kind,
        name=f"নীতি {number}",
        valid_from=signed.policy.valid_from,
        version=last.version + 1,
        switches=policy.switches(),
    )
    signed.save()
    refresh_scorecards(signed)
    assert QuarterReport.objects.filter(plan=signed, quarter=1).values().get() == frozen
    assert signed.reports.get(quarter=2).scorecard["policy"] == f"নীতি {number}"
