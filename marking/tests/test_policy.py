from decimal import Decimal

import pytest
from hypothesis import given

from marking.clauses import describe, read_clauses
from marking.policy import BelowLowest, NotApplicable, Partly, Policy
from marking.tests.test_properties import policies


@given(policies)
def test_a_policy_comes_back_from_its_stored_switches(policy):
    assert Policy.from_switches(policy.name, policy.switches()) == policy


def test_switches_not_named_take_the_default():
    policy = Policy.from_switches("named", {"below_lowest": "zero"})
    assert policy == Policy("named", below_lowest=BelowLowest.ZERO)
    assert policy.not_applicable is NotApplicable.EXCLUDE
    assert policy.several_dates is policy.number_and_date is Partly.SHARE


@pytest.mark.parametrize(
    "switches",
    [
        {"unheard_of": True},
        {"below_lowest": "half"},
        {"interpolate": "yes"},
        {"late_date_share": "1.5"},
        {"late_date_share": "-0.1"},
        {"late_date_share": "NaN"},
        {"late_date_share": "some"},
        {"decimals": 5},
        {"decimals": -1},
        {"decimals": "2"},
        {"decimals": True},
        {"several_dates": "both"},
    ],
)
def test_a_switch_that_means_nothing_is_refused(switches):
    with pytest.raises(ValueError, match=r".+"):
        Policy.from_switches("named", switches)


def test_a_share_may_be_stored_as_text_or_number():
    assert Policy.from_switches("named", {"late_date_share": 0.5}).late_date_share == Decimal("0.5")
    assert Policy.from_switches("named", {"late_date_share": "0.5"}).late_date_share == Decimal("0.5")


def test_a_policy_describes_every_switch_in_both_languages():
    strict = Policy.from_switches(
        "strict",
        {
            "below_lowest": "zero",
            "interpolate": False,
            "late_date_share": "0.5",
            "not_applicable": "zero",
            "decimals": 1,
            "several_dates": "nothing",
            "number_and_date": "nothing",
        },
    )
    lenient, harsh = describe(Policy("lenient")), describe(strict)
    assert len(lenient) == len(harsh) == len(strict.switches())
    assert not {sentence.bn for sentence in lenient} & {sentence.bn for sentence in harsh}
    assert harsh[-1].bn == "নিয়ম: নম্বর এক দশমিকে, অর্ধেক হলে উপরের দিকে (পদ্ধতি: নীতির সুইচ)"
    assert harsh[2].en == "Rule: a late date earns 50% of its share (method: a switch of the policy)"


@given(policies)
def test_a_policy_reads_switch_by_switch_in_the_words_of_its_report(policy):
    clauses = read_clauses(policy)
    assert {clause.switch for clause in clauses} == set(policy.switches())
    for clause, printed in zip(clauses, describe(policy), strict=True):
        assert printed.bn.startswith(f"নিয়ম: {clause.sentence.bn} (")
        assert printed.en.startswith(f"Rule: {clause.sentence.en} (")


def test_what_no_source_says_can_be_seen_as_our_interpretation():
    """Rulebook: [I] of every switch, but what happens below the lowest grade and that a late date earns nothing."""
    guideline = {clause.switch for clause in read_clauses(Policy("any")) if not clause.is_ours}
    assert guideline == {"below_lowest", "late_date_share"}
    lenient = read_clauses(Policy("any", late_date_share=Decimal("0.5")))
    assert {clause.switch for clause in lenient if not clause.is_ours} == {"below_lowest"}
