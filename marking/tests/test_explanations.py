import ast
import operator
import re
from fractions import Fraction

import pytest
from hypothesis import given

from cell_values.value import Unit
from marking.policy import BelowLowest, Partly, Policy
from marking.tests.make import POLICY, marked, row, said
from marking.tests.test_properties import indicators, policies, quarters
from marking.tests.test_properties import marked as marked_in_2020
from plan_tree.terms import Direction, QuarterRule

DAYS = "30/09/2020, 31/12/2020, 25/03/2021, 10/06/2021"
GUIDELINE, SWITCH = "(মন্ত্রিপরিষদ বিভাগের নির্দেশিকা)", "(পদ্ধতি: নীতির সুইচ)"


def english(found):
    return [step.sentence.en for step in found.steps]


# --- the sentences ---------------------------------------------------------------------------------------------


def test_a_sum_is_explained_from_target_to_rounding():
    found = marked(row("4", Unit.PERCENT, "60", ["15"] * 4, ["15", "20", "10", "9"]))
    assert [(step.part, step.sentence.bn) for step in found.steps] == [
        ("target", "লক্ষ্যমাত্রা ৬০% (কোয়ার্টারের সমষ্টি: ১৫ + ১৫ + ১৫ + ১৫)"),
        ("achievement", "অর্জন ১৫ + ২০ + ১০ + ৯ = ৫৪%"),
        ("rule", f"নিয়ম: গণনা পদ্ধতি সমষ্টি, কোয়ার্টারের অর্জন যোগ হয় {GUIDELINE}"),
        ("rule", f"নিয়ম: লক্ষ্যমাত্রা পূরণে পূর্ণ নম্বর, কম হলে গাণিতিক হারে নম্বর কর্তন {GUIDELINE}"),
        ("arithmetic", "৪ × ৫৪ ÷ ৬০ = ৩.৬০ (দুই দশমিকে, অর্ধেক হলে উপরের দিকে)"),
    ]
    assert english(found)[-1] == "4 × 54 ÷ 60 = 3.60 (half-up to 2 decimals)"


def test_rounding_has_a_line_of_its_own_where_it_changes_the_figure():
    found = marked(row("4", annual="60", targets=["15"] * 4, done=["50"]))
    assert said(found, "arithmetic") == ["৪ × ৫০ ÷ ৬০ = ৩.৩৩৩৩…"]
    assert said(found, "rounding") == ["৩.৩৩৩৩… ≈ ৩.৩৩ (দুই দশমিকে, অর্ধেক হলে উপরের দিকে)"]


def test_an_average_shows_each_quarters_rate():
    found = marked(row("6", Unit.PERCENT, "100", ["100"] * 4, ["80", "120"]), through=2)
    assert said(found, "arithmetic") == [
        "(৮০ ÷ ১০০ + ১ + ০ + ০) ÷ ৪ = ৪৫%",
        "৬ × (৮০ ÷ ১০০ + ১ + ০ + ০) ÷ ৪ = ২.৭০ (দুই দশমিকে, অর্ধেক হলে উপরের দিকে)",
    ]
    assert said(found, "achievement") == ["অর্জন: ১ম কোয়ার্টার ৮০%, ২য় কোয়ার্টার ১২০%"]


def test_a_ladder_shows_the_line_between_two_grades():
    found = marked(row("6", Unit.PERCENT, grades={100: "80", 80: "70", 60: "60"}, done=["75"]), through=1)
    assert said(found, "target") == ["লক্ষ্যমাত্রা: ৮০ হলে নম্বরের ১০০%, ৭০ হলে নম্বরের ৮০%, ৬০ হলে নম্বরের ৬০%"]
    assert said(found, "arithmetic")[0] == "৮০% + (১০০% - ৮০%) × (৭৫ - ৭০) ÷ (৮০ - ৭০) = ৯০%"


def test_each_dated_target_says_whether_it_was_kept():
    done = ["25/09/2020", "", "26/03/2021"]
    found = marked(row("1", Unit.DATE, DAYS, DAYS.split(", "), done), through=3)
    assert said(found, "arithmetic") == [
        "২৫/০৯/২০২০ ≤ ৩০/০৯/২০২০: সময়মতো",
        "লক্ষ্যমাত্রা ৩১/১২/২০২০: অর্জনের তারিখ নেই",
        "২৬/০৩/২০২১ > ২৫/০৩/২০২১: বিলম্বিত",
        "লক্ষ্যমাত্রা ১০/০৬/২০২১: এখনো সময় হয়নি",
        "১ × ১ ÷ ৪ = ০.২৫ (দুই দশমিকে, অর্ধেক হলে উপরের দিকে)",
    ]


def test_a_late_date_shows_its_part():
    done = ["25/09/2020", "31/12/2020", "26/03/2021", "10/06/2021"]
    indicator = row("1", Unit.DATE, DAYS, DAYS.split(", "), done)
    found = marked(indicator, policy=Policy.from_switches("p", {"late_date_share": "0.5"}))
    assert said(found, "arithmetic")[-1] == "১ × (৩ × ১০০% + ১ × ৫০%) ÷ ৪ = ০.৮৭৫"
    assert said(found, "rounding") == ["০.৮৭৫ ≈ ০.৮৮ (দুই দশমিকে, অর্ধেক হলে উপরের দিকে)"]


def test_a_date_missed_on_every_grade_is_compared_with_the_easiest():
    ladder = {100: "30/08/2020", 80: "15/09/2020", 60: "30/09/2020"}
    found = marked(row("4", Unit.DATE, grades=ladder, done=["", "05/10/2020"]))
    assert said(found, "arithmetic") == [
        "০৫/১০/২০২০ > ৩০/০৯/২০২০ (৬০%): বিলম্বিত",
        "৪ × ০% = ০.০০ (দুই দশমিকে, অর্ধেক হলে উপরের দিকে)",
    ]


def test_a_date_kept_on_a_grade_names_the_grade():
    ladder = {100: "30/08/2020", 80: "15/09/2020", 60: "30/09/2020"}
    found = marked(row("4", Unit.DATE, grades=ladder, done=["10/09/2020"]))
    assert said(found, "arithmetic") == [
        "১০/০৯/২০২০ ≤ ১৫/০৯/২০২০ (৮০%): সময়মতো",
        "৪ × ৮০% = ৩.২০ (দুই দশমিকে, অর্ধেক হলে উপরের দিকে)",
    ]


def test_a_number_without_dates_is_told_why_it_earns_nothing():
    found = marked(row("2", Unit.NUMBER_AND_DATE, "1, 24/09/2020", ["1 (24/09/2020)"], ["1"]))
    assert said(found, "note") == ["অর্জনে তারিখ লেখা নেই, তাই তারিখের লক্ষ্যমাত্রা পূরণ হয়নি"]
    assert "সংখ্যার অংশ ১০০%, তারিখের অংশ ০%" in said(found, "arithmetic")


def test_an_assumed_rule_is_named():
    found = marked(row(annual="100", targets=["25", "50", "75", "100"], done=["25"]))
    assert said(found, "note")[-1] == "গণনা পদ্ধতি নিশ্চিত করা হয়নি; কোয়ার্টারের সমষ্টি ধরা হয়েছে"


def test_an_annual_target_that_disagrees_is_named_with_both_figures():
    found = marked(row(annual="120", targets=["120"] * 4, done=["60"], quarter_rule=QuarterRule.SUM))
    assert said(found, "note") == ["বছরের লক্ষ্যমাত্রা ১২০, কোয়ার্টারের সমষ্টি ৪৮০: মেলে না, বছরেরটি ধরা হয়েছে"]
    found = marked(row(annual="9", targets=["2", "8"], done=["1"], quarter_rule=QuarterRule.CUMULATIVE))
    assert said(found, "note") == ["বছরের লক্ষ্যমাত্রা ৯, শেষ কোয়ার্টারের ৮: মেলে না, বছরেরটি ধরা হয়েছে"]


def test_dates_of_column_6_that_disagree_are_named():
    found = marked(row(unit=Unit.DATE, annual="10/10/2020", targets=["", "", "", "30/04/2020"]))
    assert said(found, "note") == ["বছরের লক্ষ্যমাত্রা ১০/১০/২০২০, কোয়ার্টারের ৩০/০৪/২০২০: মেলে না, কোয়ার্টারেরটি ধরা হয়েছে"]


def test_what_was_not_reckoned_with_is_quoted():
    found = marked(row(annual="4", targets=["1", "1", "1", "?১ৎ"], done=["সভা হয়েছে", "?২২", "1"]))
    assert said(found, "note") == [
        "বছরের লক্ষ্যমাত্রা ৪, কোয়ার্টারের সমষ্টি ৩: মেলে না, বছরেরটি ধরা হয়েছে",
        "গণনা পদ্ধতি নিশ্চিত করা হয়নি; কোয়ার্টারের সমষ্টি ধরা হয়েছে",
        "৪র্থ কোয়ার্টার: লক্ষ্যমাত্রা “?১ৎ” পড়া যায়নি, গণনায় ধরা হয়নি",
        "১ম কোয়ার্টার: অর্জন “সভা হয়েছে” কথায় লেখা, গণনায় ধরা হয়নি",
        "২য় কোয়ার্টার: অর্জন “?২২” পড়া যায়নি, গণনায় ধরা হয়নি",
    ]


def test_words_wait_for_a_reviewer():
    found = marked(row(grades={100: "4"}, done=["হালনাগাদ করা হয়েছে"]))
    assert said(found, "note") == [
        "১ম কোয়ার্টার: অর্জন “হালনাগাদ করা হয়েছে” কথায় লেখা, গণনায় ধরা হয়নি",
        "কথায় লেখা অর্জনের নম্বর গণনা করা যায় না; পর্যালোচক নির্ধারণ করবেন",
    ]
    assert said(found, "arithmetic") == []


def test_an_assessment_tells_marks_reason_name_and_day():
    found = marked(row("4", annual="4", done=["হালনাগাদ"], assessed={1: "4"}))
    assert said(found, "assessed") == ["পর্যালোচকের নির্ধারণ (১ম কোয়ার্টার): ৪.০০; কারণ: দেখা হয়েছে; শাহানা, ০২/১১/২০২১"]


@pytest.mark.parametrize(
    ("done", "target", "expected"),
    [
        ("--", "4", "অর্জন “--”: কিছুই অর্জিত হয়নি বলে জানানো হয়েছে"),
        ("", "4", "অর্জন: প্রতিবেদন নেই"),
    ],
)
def test_nothing_achieved_and_nothing_reported_are_told_apart(done, target, expected):
    found = marked(row(annual=target, targets=["4"], done=[done]), through=1)
    assert said(found, "achievement") == [expected]
    assert said(found, "arithmetic") == ["৪ × ০ = ০.০০ (দুই দশমিকে, অর্ধেক হলে উপরের দিকে)"]


def test_a_target_in_words_is_quoted():
    assert said(marked(row(annual="চলমান", done=["3"])), "target") == ["লক্ষ্যমাত্রা “চলমান”: মাপা যায় না"]
    assert said(marked(row(done=["3"])), "target") == ["লক্ষ্যমাত্রা লেখা নেই"]


@pytest.mark.parametrize(
    ("policy", "clause"),
    [
        (POLICY, f"নিয়ম: দুই গ্রেডের মাঝে সরলরৈখিক {SWITCH}"),
        (Policy("p", interpolate=False), f"নিয়ম: দুই গ্রেডের মাঝে যে গ্রেড অর্জিত {SWITCH}"),
        (Policy("p", below_lowest=BelowLowest.ZERO), f"নিয়ম: সর্বনিম্ন গ্রেডের নিচে শূন্য {SWITCH}"),
    ],
)
def test_the_rules_of_a_ladder_name_their_source(policy, clause):
    found = marked(row(grades={100: "4", 60: "2"}, done=["3"]), policy=policy)
    assert clause in said(found, "rule")
    assert f"নিয়ম: লক্ষ্যমাত্রার ছক অনুযায়ী সমানুপাতিক নম্বর {GUIDELINE}" in said(found, "rule")


@pytest.mark.parametrize(
    ("below", "clause"),
    [
        (BelowLowest.PRORATA, f"নিয়ম: কম হওয়াই ভালো; সর্বনিম্ন গ্রেডের বেশি হলে লক্ষ্যমাত্রা ÷ অর্জন {SWITCH}"),
        (BelowLowest.ZERO, f"নিয়ম: কম হওয়াই ভালো; সর্বনিম্ন গ্রেডের বেশি হলে শূন্য {SWITCH}"),
    ],
)
def test_lower_is_better_is_said_with_its_switch(below, clause):
    indicator = row(annual="4", done=["5"], direction=Direction.LOWER)
    assert said(marked(indicator, policy=Policy("p", below_lowest=below)), "rule")[-1] == clause


def test_the_rules_of_dates_name_their_source():
    policy = Policy.from_switches("p", {"late_date_share": "0.25", "several_dates": "nothing"})
    found = marked(row(unit=Unit.DATE, annual=DAYS, done=["1/9/2020"]), policy=policy)
    assert said(found, "rule") == [
        f"নিয়ম: নির্ধারিত তারিখে বা তার আগে হলে পূর্ণ নম্বর, নইলে শূন্য {GUIDELINE}",
        f"নিয়ম: একাধিক তারিখের সবগুলো রক্ষা হলে নম্বর {SWITCH}",
        f"নিয়ম: বিলম্বিত তারিখে ওই অংশের ২৫% {SWITCH}",
    ]


@pytest.mark.parametrize("partly", Partly)
def test_the_rules_of_number_and_date_name_their_source(partly):
    indicator = row(unit=Unit.NUMBER_AND_DATE, annual="1, 24/09/2020", done=["1 (20/09/2020)"])
    clauses = said(marked(indicator, policy=Policy("p", number_and_date=partly)), "rule")
    assert f"নিয়ম: সংখ্যা ও তারিখ দুটিই পূরণে পূর্ণ নম্বর {GUIDELINE}" in clauses
    assert clauses[-1].endswith(SWITCH)


# --- redoing the mark by hand ----------------------------------------------------------------------------------

OPERATORS = {ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv}


def reckon(written: str) -> Fraction:
    """The value of an expression of an explanation: 6 × (80 ÷ 100 + 0) ÷ 2, with percentages."""
    plain = re.sub(r"(\d+(?:\.\d+)?)…?%", r"(\1 / 100)", written.replace("×", "*").replace("÷", "/"))
    return _value(ast.parse(plain.replace("…", ""), mode="eval").body)


def _value(node: ast.expr) -> Fraction:
    if isinstance(node, ast.BinOp):
        return OPERATORS[type(node.op)](_value(node.left), _value(node.right))
    return Fraction(str(ast.literal_eval(node)))


@given(indicators(), policies, quarters)
def test_the_last_line_of_arithmetic_gives_the_mark(indicator, policy, through):
    found = marked_in_2020(indicator, policy, through)
    lines = [step.sentence.en for step in found.steps if step.part in ("arithmetic", "rounding")]
    if found.computed is None:
        without = {"words", "unreadable", "no_target", "not_applicable", "assessed", "exemption_asked"}
        assert found.status.value in without
        return
    product = next(line for line in reversed(lines) if " = " in line)
    expression, result = product.removesuffix(f" (half-up to {policy.decimals} decimals)").split(" = ")
    exact = reckon(expression)
    tolerance = Fraction(1, 10) if "…" in expression else 0
    assert abs(exact - Fraction(result.rstrip("…"))) <= (tolerance or Fraction(1, 10**4))
    assert abs(exact - Fraction(found.computed)) <= max(tolerance, Fraction(1, 2 * 10**policy.decimals))


@given(indicators(), policies, quarters)
def test_each_language_keeps_its_own_digits(indicator, policy, through):
    for step in marked_in_2020(indicator, policy, through).steps:
        assert not re.search("[0-9]", step.sentence.bn)
        assert not re.search("[০-৯]", step.sentence.en)


@given(indicators(), policies, quarters)
def test_steps_come_in_the_order_an_auditor_reads(indicator, policy, through):
    order = ["target", "achievement", "rule", "arithmetic", "rounding", "note", "assessed", "exemption"]
    places = [order.index(step.part) for step in marked_in_2020(indicator, policy, through).steps]
    assert places == sorted(places)
    assert places[0] == 0
