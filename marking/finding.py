"""Owns what is found of an achievement: the share it earns, or why no rule can give one."""

from dataclasses import replace
from fractions import Fraction
from typing import NamedTuple

from cell_values.reading import show_value
from cell_values.value import BLANK, Value, ValueState
from marking.clauses import NOT_APPLICABLE
from marking.dated_targets import judge_dates
from marking.explaining import rule_steps
from marking.figures import NOTHING, WHOLE, canonical, show_percent
from marking.goals import Goals
from marking.judgement import Judgement
from marking.policy import MOST_DECIMALS, NotApplicable, Partly, Policy
from marking.quantities import judge_quantity
from marking.reported import Reported
from marking.scorecard import ExplainedStep, MarkStatus
from marking.wording import say
from plan_tree.terms import QuarterRule


class Finding(NamedTuple):
    """``share`` of the weight, None where no rule can give one; ``expression`` is its arithmetic.

    ``due`` is the share due so far; ``total`` the year's achievement (form column 12); ``why`` says what stands in
    the way of a mark; ``left_out`` that an indicator not applicable is no part of the possible marks.
    """

    share: Fraction | None
    expression: str
    due: Fraction
    status: MarkStatus
    total: Value
    steps: tuple[ExplainedStep, ...] = ()
    why: tuple[ExplainedStep, ...] = ()
    left_out: bool = False


def find(goals: Goals, reported: Reported, policy: Policy) -> Finding:
    """Judges what was reported through a quarter by the goals of the indicator."""
    due = goals.due_share(reported.through)
    if not reported.is_usable:
        return _nothing_usable(goals, reported, due)
    if not goals.measurable:
        return _without_share(MarkStatus.NO_TARGET, goals, reported, due)
    judgement = _judge(goals, reported, policy)
    total = _total(goals, judgement, reported, policy)
    steps = (*judgement.achieved, *rule_steps(goals, policy), *judgement.working)
    return Finding(judgement.share, judgement.expression, due, _status(judgement.share), total, steps)


def not_applicable(goals: Goals, reported: Reported, policy: Policy) -> Finding:
    """An indicator granted to be not applicable: left out of the possible marks, or without marks, by the policy."""
    total, steps = _latest(goals, reported), (NOT_APPLICABLE[policy.not_applicable],)
    if policy.not_applicable is NotApplicable.EXCLUDE:
        return Finding(None, "", NOTHING, MarkStatus.NOT_APPLICABLE, total, steps, left_out=True)
    due = goals.due_share(reported.through)
    return Finding(NOTHING, "0", due, MarkStatus.NOT_APPLICABLE, total, steps)


def _status(share: Fraction) -> MarkStatus:
    if not share:
        return MarkStatus.ZERO
    return MarkStatus.FULL if share == WHOLE else MarkStatus.PARTIAL


# --- judging ---------------------------------------------------------------------------------------------------


def _judge(goals: Goals, reported: Reported, policy: Policy) -> Judgement:
    if goals.quantity is None:
        return judge_dates(goals, reported, policy)
    by_quantity = judge_quantity(goals.quantity, reported, policy)
    if not goals.dated:
        return by_quantity
    return _both(by_quantity, judge_dates(goals, reported, policy), policy)


def _both(by_quantity: Judgement, by_dates: Judgement, policy: Policy) -> Judgement:
    """Number and date: full when both are met; else the items done in time, or nothing, by the policy."""
    lesser = by_quantity if by_quantity.share <= by_dates.share else by_dates
    quantity, dated = show_percent(by_quantity.share), show_percent(by_dates.share)
    compared = say("arithmetic", f"সংখ্যার অংশ {quantity}, তারিখের অংশ {dated}", f"Number {quantity}, dates {dated}")
    missed = policy.number_and_date is Partly.NOTHING and lesser.share < WHOLE
    return Judgement(
        share=NOTHING if missed else lesser.share,
        expression="0" if missed else lesser.expression,
        achieved=(*by_quantity.achieved, *by_dates.achieved),
        working=(*by_quantity.working, *by_dates.working, compared),
        amount=by_quantity.amount,
    )


def _total(goals: Goals, judgement: Judgement, reported: Reported, policy: Policy) -> Value:
    """Column 12: the quantity of the year so far and the dates achieved."""
    quantity = None
    if goals.quantity is not None and judgement.amount is not None:
        is_mean = goals.quantity.rule is QuarterRule.AVERAGE
        quantity = canonical(judgement.amount, policy.decimals if is_mean else MOST_DECIMALS)
    days = reported.days
    text = show_value(Value("", ValueState.GIVEN, quantity, days), goals.unit)
    return Value(text, ValueState.GIVEN, quantity, days)


def _latest(goals: Goals, reported: Reported) -> Value:
    """Column 12 where nothing can be reckoned: the latest report."""
    latest = reported.latest
    return BLANK if latest is None else replace(latest, text=show_value(latest, goals.unit))


# --- where nothing can be judged ---------------------------------------------------------------------------------


def _nothing_usable(goals: Goals, reported: Reported, due: Fraction) -> Finding:
    """Words and unreadable values have no computed mark; nothing achieved and nothing reported earn nothing."""
    states = {value.state for value in reported.unused.values()} - {ValueState.NOT_APPLICABLE}
    if states:
        status = MarkStatus.WORDS if ValueState.WORDS in states else MarkStatus.UNREADABLE
        return _without_share(status, goals, reported, due)
    if reported.none:
        status, step = MarkStatus.ZERO, _NONE_ACHIEVED
    elif reported.values and goals.measurable:
        status, step = MarkStatus.ZERO, _DECLARED
    elif not goals.measurable:
        return _without_share(MarkStatus.NO_TARGET, goals, reported, due)
    else:
        status, step = MarkStatus.MISSING, _NOT_REPORTED if due else _NOT_DUE
    return Finding(NOTHING, "0", due, status if due else MarkStatus.NOT_DUE, _latest(goals, reported), (step,))


def _without_share(status: MarkStatus, goals: Goals, reported: Reported, due: Fraction) -> Finding:
    return Finding(None, "", due, status, _latest(goals, reported), why=(_WHY[status],))


_NONE_ACHIEVED = say(
    "achievement",
    "অর্জন “--”: কিছুই অর্জিত হয়নি বলে জানানো হয়েছে",
    "Achieved “--”: reported that nothing was achieved",
)
_DECLARED = say(
    "achievement",
    "অর্জন: “প্রযোজ্য নয়” বলে জানানো হয়েছে, গণনার মতো কিছু নেই",
    "Achieved: reported as not applicable, nothing to reckon with",
)
_NOT_REPORTED = say("achievement", "অর্জন: প্রতিবেদন নেই", "Achieved: nothing reported")
_NOT_DUE = say("achievement", "অর্জন: এখনো সময় হয়নি, প্রতিবেদন নেই", "Achieved: not due yet, nothing reported")
_WHY = {
    MarkStatus.WORDS: say(
        "note",
        "কথায় লেখা অর্জনের নম্বর গণনা করা যায় না; পর্যালোচক নির্ধারণ করবেন",
        "An achievement in words has no computed mark; a reviewer assesses it",
    ),
    MarkStatus.UNREADABLE: say(
        "note",
        "অর্জন বোঝা যায়নি, তাই নম্বর গণনা করা যায়নি; সংশোধন বা পর্যালোচকের নির্ধারণ প্রয়োজন",
        "The achievement could not be understood, so no mark was computed; correct it or have it assessed",
    ),
    MarkStatus.NO_TARGET: say(
        "note",
        "মাপার মতো লক্ষ্যমাত্রা নেই, তাই নম্বর গণনা করা যায় না; পর্যালোচক নির্ধারণ করবেন",
        "There is no target to measure by, so no mark can be computed; a reviewer assesses it",
    ),
}
