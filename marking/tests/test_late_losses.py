from decimal import Decimal

import pytest

from cell_values.value import Unit
from marking.policy import Policy
from marking.tests.make import marked, row, said
from plan_tree.terms import LateRule, QuarterRule

FORTNIGHT = LateRule(Decimal("0.25"), 14)
RULES_OF_DATES = "পূর্ণ নম্বর; পরে হলে শুরু হওয়া প্রতি ১৪ দিনের জন্য ০.২৫ নম্বর কর্তন, শূন্যের নিচে নয়"


def due_in_july(done, *, rule=FORTNIGHT, weight="2", **more):
    """An indicator due on 31/07/2020 and done on a day reported in the first quarter."""
    return row(weight, Unit.DATE, "31/07/2020", ["31/07/2020"], [done], late_rule=rule, **more)


@pytest.mark.parametrize(
    ("done", "earned"),
    [
        ("31/07/2020", "2.00"),
        ("01/08/2020", "1.75"),
        ("12/08/2020", "1.75"),
        ("14/08/2020", "1.75"),
        ("15/08/2020", "1.50"),
        ("28/08/2020", "1.50"),
        ("29/08/2020", "1.25"),
        ("20/11/2020", "0.00"),
        ("20/06/2021", "0.00"),
        ("--", "0.00"),
    ],
)
def test_each_span_begun_after_the_date_costs_its_marks_and_never_more_than_there_are(done, earned):
    assert str(marked(due_in_july(done)).earned) == earned


def test_the_loss_is_explained_in_both_languages():
    found = marked(due_in_july("12/08/2020"))
    assert said(found, "rule")[-1].startswith("নিয়ম: নির্ধারিত তারিখে বা তার আগে হলে " + RULES_OF_DATES)
    assert said(found, "arithmetic") == [
        "১২/০৮/২০২০ > ৩১/০৭/২০২০: ১২ দিন বিলম্বিত, প্রতি ১৪ দিনে ০.২৫ করে কর্তন ১ × ০.২৫ = ০.২৫",
        "২ × ৮৭.৫% = ১.৭৫ (দুই দশমিকে, অর্ধেক হলে উপরের দিকে)",
    ]
    assert [step.sentence.en for step in found.steps][-2:] == [
        "12/08/2020 > 31/07/2020: 12 days late, 1 begun of 14 days, 1 × 0.25 = 0.25 lost",
        "2 × 87.5% = 1.75 (half-up to 2 decimals)",
    ]


def test_a_loss_of_all_says_that_nothing_is_left():
    found = marked(due_in_july("20/06/2021"))
    assert said(found, "arithmetic")[0].endswith("২৪ × ০.২৫ = ৬; কিছুই থাকে না")


def test_the_rule_of_the_indicator_comes_before_that_of_the_policy():
    half = Policy.from_switches("p", {"late_date_share": "0.5"})
    assert str(marked(due_in_july("01/08/2020"), policy=half).earned) == "1.75"
    assert str(marked(due_in_july("01/08/2020", rule=None), policy=half).earned) == "1.00"
    assert "অংশের ৫০%" not in " ".join(said(marked(due_in_july("01/08/2020"), policy=half), "rule"))


def test_of_several_dates_each_loses_from_its_own_part():
    two = row("2", Unit.DATE, "", ["31/07/2020, 31/08/2020"], ["30/07/2020, 29/10/2020"], late_rule=FORTNIGHT)
    found = marked(two)
    assert str(found.earned) == "1.00"  # 59 days late: 5 spans are 1.25, the part is 1
    assert said(found, "arithmetic")[-1] == "২ × (৫০% + ০%) = ১.০০ (দুই দশমিকে, অর্ধেক হলে উপরের দিকে)"


def test_where_all_dates_must_be_kept_every_loss_comes_off_the_whole():
    strict = Policy.from_switches("p", {"several_dates": "nothing"})
    facts = {"targets": ["31/07/2020", "31/10/2020"], "late_rule": FORTNIGHT}
    both_late = row("2", Unit.DATE, "", done=["01/08/2020", "20/11/2020"], **facts)
    assert str(marked(both_late, policy=strict).earned) == "1.25"  # 1 and 2 spans
    assert str(marked(row("2", Unit.DATE, "", done=["30/07/2020"], **facts), policy=strict).earned) == "0.00"


def test_a_ladder_of_dates_loses_from_its_last_grade():
    grades = {100: "30/08/2020", 80: "15/09/2020", 60: "30/09/2020"}
    facts = {"grades": grades, "late_rule": FORTNIGHT}
    assert str(marked(row("4", Unit.DATE, done=["20/09/2020"], **facts)).earned) == "2.40"
    found = marked(row("4", Unit.DATE, done=["", "05/10/2020"], **facts))
    assert str(found.earned) == "2.15"
    assert any("শেষ গ্রেডের তারিখের পরে হলে" in sentence for sentence in said(found, "rule"))


def test_of_two_dates_for_one_target_the_less_late_one_counts():
    assert str(marked(due_in_july("05/08/2020, 20/09/2020")).earned) == "1.75"


def test_number_and_date_take_the_lesser_of_both():
    facts = {"annual": "2", "targets": ["2 (31/07/2020)"], "late_rule": FORTNIGHT, "quarter_rule": QuarterRule.SUM}
    assert str(marked(row("2", Unit.NUMBER_AND_DATE, done=["2 (12/08/2020)"], **facts)).earned) == "1.75"
    assert str(marked(row("2", Unit.NUMBER_AND_DATE, done=["1 (12/08/2020)"], **facts)).earned) == "1.00"


@pytest.mark.parametrize("rule", [LateRule(Decimal(0), 14), LateRule(Decimal("0.25"), 0), LateRule(Decimal(-1), 14)])
def test_a_rule_that_takes_nothing_away_is_none(rule):
    assert str(marked(due_in_july("01/08/2020", rule=rule)).earned) == "0.00"


def test_targets_that_rise_to_the_year_suggest_a_rule_but_steer_no_mark_before_it_is_chosen():
    facts = {"annual": "100", "targets": ["10", "30", "60", "100"], "done": ["12", "35", "55", "93"]}
    assert str(marked(row("2", Unit.PERCENT, quarter_rule=QuarterRule.CUMULATIVE, **facts)).earned) == "1.86"
    unchosen = marked(row("2", Unit.PERCENT, **facts))
    assert said(unchosen, "note")[-1].startswith("গণনা পদ্ধতি নিশ্চিত করা হয়নি")
