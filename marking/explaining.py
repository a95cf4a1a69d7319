"""Owns the parts of an explanation that say what was asked, by which rules, and what could not be used."""

from collections.abc import Sequence
from itertools import chain

from cell_values.quarter_words import QUARTER_NAMES
from cell_values.value import Value, ValueState
from marking import clauses
from marking.figures import show, show_percent
from marking.goals import DatedRung, Goals, QuantityGoal
from marking.policy import BelowLowest, Policy
from marking.reported import Reported
from marking.scorecard import ExplainedStep
from marking.wording import by_quarter, days, in_unit, plus, say
from plan_tree.terms import QuarterRule
from plan_tree.tree import IndicatorNode

_UNCONFIRMED = say(
    "note",
    "গণনা পদ্ধতি নিশ্চিত করা হয়নি; কোয়ার্টারের সমষ্টি ধরা হয়েছে",
    "The quarter rule is not confirmed; the sum of the quarters was taken",
)
_NUMBER_WITHOUT_DATE = say(
    "note",
    "অর্জনে তারিখ লেখা নেই, তাই তারিখের লক্ষ্যমাত্রা পূরণ হয়নি",
    "The achievement names no date, so the dated targets are not met",
)
_UNREAD = (ValueState.WORDS, ValueState.UNREADABLE)
_SAYS = {
    ValueState.WORDS: ("কথায় লেখা", "is in words"),
    ValueState.UNREADABLE: ("পড়া যায়নি", "could not be read"),
    ValueState.NOT_APPLICABLE: ("প্রযোজ্য নয়", "says not applicable"),
    ValueState.GIVEN: ("লক্ষ্যমাত্রার সঙ্গে মেলানো যায় না", "cannot be compared with the target"),
}


# --- targets ---------------------------------------------------------------------------------------------------


def target_steps(indicator: IndicatorNode, goals: Goals) -> list[ExplainedStep]:
    """What was to be reached."""
    steps = [] if goals.quantity is None else [_quantity_target(goals.quantity)]
    if goals.dated:
        steps.append(_dated_target(goals.dated))
    return steps or [_no_target(indicator)]


def _quantity_target(goal: QuantityGoal) -> ExplainedStep:
    if len(goal.rungs) > 1:
        bn = ", ".join(f"{show(rung.target)} হলে নম্বরের {show_percent(rung.share)}" for rung in goal.rungs)
        en = ", ".join(f"{show(rung.target)} for {show_percent(rung.share)} of the marks" for rung in goal.rungs)
        return say("target", f"লক্ষ্যমাত্রা: {bn}", f"Target: {en}")
    bn, en = in_unit(show(goal.rungs[0].target), goal.unit)
    if not goal.quarters:
        return say("target", f"লক্ষ্যমাত্রা {bn}", f"Target {en}")
    if goal.rule is QuarterRule.SUM and goal.of_quarters == goal.annual:
        added = plus(goal.quarters.values())
        bn, en = f"{bn} (কোয়ার্টারের সমষ্টি: {added})", f"{en} (sum of the quarters: {added})"
    else:
        listed_bn, listed_en = by_quarter(goal.quarters, goal.unit)
        bn, en = f"{bn} ({listed_bn})", f"{en} ({listed_en})"
    return say("target", f"লক্ষ্যমাত্রা {bn}", f"Target {en}")


def _dated_target(rungs: Sequence[DatedRung]) -> ExplainedStep:
    if len(rungs) == 1:
        listed = days([target.day for target in rungs[0].targets])
        return say("target", f"লক্ষ্যমাত্রা {listed}", f"Target {listed}")
    grades = [(days([target.day for target in rung.targets]), show_percent(rung.share)) for rung in rungs]
    bn = ", ".join(f"{listed} হলে নম্বরের {percent}" for listed, percent in grades)
    en = ", ".join(f"{listed} for {percent} of the marks" for listed, percent in grades)
    return say("target", f"লক্ষ্যমাত্রা: {bn}", f"Target: {en}")


def _no_target(indicator: IndicatorNode) -> ExplainedStep:
    quarters = (cell.target for _, cell in indicator.known_quarters())
    written = chain([indicator.annual], (grade.target for grade in indicator.all_grades), quarters)
    typed = next((target.text for target in written if target.text.strip()), "")
    if typed:
        return say("target", f"লক্ষ্যমাত্রা “{typed}”: মাপা যায় না", f"Target “{typed}”: nothing to measure by")
    return say("target", "লক্ষ্যমাত্রা লেখা নেই", "No target is written")


# --- rules -----------------------------------------------------------------------------------------------------


def rule_steps(goals: Goals, policy: Policy) -> list[ExplainedStep]:
    """The rules in force, each with its source."""
    steps = [] if goals.quantity is None else _quantity_rules(goals.quantity, policy)
    if goals.dated:
        steps += _date_rules(goals, policy)
    if goals.both:
        steps += [clauses.BOTH_MET, clauses.BOTH_PARTLY[policy.number_and_date]]
    return steps


def _quantity_rules(goal: QuantityGoal, policy: Policy) -> list[ExplainedStep]:
    to_year = clauses.QUARTERS_TO_YEAR if goal.quarters else clauses.WITHOUT_QUARTER_TARGETS
    steps = [to_year[goal.rule]]
    if len(goal.rungs) > 1:
        steps += [clauses.CHART, clauses.BETWEEN[policy.interpolate]]
    if goal.lower:
        return [*steps, clauses.LOWER_IS_BETTER[policy.below_lowest]]
    if len(goal.rungs) == 1 and policy.below_lowest is BelowLowest.PRORATA:
        return [*steps, clauses.PROPORTIONAL]
    return [*steps, clauses.BELOW[policy.below_lowest]]


def _date_rules(goals: Goals, policy: Policy) -> list[ExplainedStep]:
    graded = len(goals.dated) > 1
    steps = [clauses.CHART, clauses.GRADE_OF_DATE] if graded else [clauses.IN_TIME]
    if goals.late is not None:
        steps = [*(steps if graded else ()), clauses.loss_clause(goals.late, graded=graded)]
    if any(len(rung.targets) > 1 for rung in goals.dated):
        steps.append(clauses.SEVERAL_DATES[policy.several_dates])
    return [*steps, clauses.late_clause(policy)] if policy.late_date_share and goals.late is None else steps


# --- notes -----------------------------------------------------------------------------------------------------


def note_steps(indicator: IndicatorNode, goals: Goals, reported: Reported) -> list[ExplainedStep]:
    """What an auditor must know beside the arithmetic.

    Targets that disagree, a rule that had to be assumed, and cells that were not reckoned with, as typed.
    """
    steps = _date_disagreement(indicator, goals)
    if goals.quantity is not None:
        steps += _disagreement(goals.quantity)
        if not goals.quantity.confirmed:
            steps.append(_UNCONFIRMED)
    if goals.both and reported.amounts and not reported.dates:
        steps.append(_NUMBER_WITHOUT_DATE)
    for quarter, cell in indicator.known_quarters():
        if cell.target.state in _UNREAD:
            steps.append(_unused(quarter, cell.target, "লক্ষ্যমাত্রা", "target"))
    return steps + [_unused(quarter, value, "অর্জন", "achievement") for quarter, value in reported.unused.items()]


def _disagreement(goal: QuantityGoal) -> list[ExplainedStep]:
    """Annual target and quarters differ: the annual one counts, and both figures are named."""
    year = goal.of_quarters
    if year is None or year == goal.annual or goal.rule is QuarterRule.AVERAGE:
        return []
    added = goal.rule is QuarterRule.SUM
    bn, en = ("কোয়ার্টারের সমষ্টি", "the quarters add up to") if added else ("শেষ কোয়ার্টারের", "the last quarter's is")
    return [
        say(
            "note",
            f"বছরের লক্ষ্যমাত্রা {show(goal.annual)}, {bn} {show(year)}: মেলে না, বছরেরটি ধরা হয়েছে",
            f"The annual target is {show(goal.annual)}, {en} {show(year)}: they differ, the annual one was taken",
        )
    ]


def _date_disagreement(indicator: IndicatorNode, goals: Goals) -> list[ExplainedStep]:
    """The dates of column 6 and of the quarters differ: those of the quarters count, and both are named."""
    yearly = sorted(indicator.annual.dates)
    if not yearly or not goals.dated:
        return []
    taken = sorted(target.day for target in goals.dated[0].targets)
    if taken == yearly:
        return []
    return [
        say(
            "note",
            f"বছরের লক্ষ্যমাত্রা {days(yearly)}, কোয়ার্টারের {days(taken)}: মেলে না, কোয়ার্টারেরটি ধরা হয়েছে",
            f"The annual target is {days(yearly)}, the quarters' {days(taken)}: they differ, the quarters' were taken",
        )
    ]


def _unused(quarter: int, value: Value, bn: str, en: str) -> ExplainedStep:
    name, (says_bn, says_en) = QUARTER_NAMES[quarter], _SAYS[value.state]
    return say(
        "note",
        f"{name.bn}: {bn} “{value.text}” {says_bn}, গণনায় ধরা হয়নি",
        f"{name.en}: the {en} “{value.text}” {says_en} and was not reckoned with",
    )
