"""Owns the marks: of an indicator, and of a whole plan as its scorecard."""

from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple, Self

from marking.assessing import assessed_step, latest_assessment
from marking.exemptions import Request, read_request, request_steps
from marking.explaining import note_steps, target_steps
from marking.figures import NOTHING, add, exact, round_half_up, show
from marking.finding import Finding, find, not_applicable
from marking.policy import Policy
from marking.reported import read_reported
from marking.scorecard import AreaScore, ExplainedStep, Mark, MarkStatus, Scorecard, judged_so_far
from marking.targets import read_goals
from marking.wording import say_figures, say_rounded
from plan_tree.tree import AreaNode, IndicatorNode, PlanTree


def score(plan: PlanTree, policy: Policy, *, through: int) -> Scorecard:
    """The scorecard of a plan through a quarter (1..4). Totals are sums of the printed marks; never raises."""
    areas = tuple(_area_score(area, policy, plan.start_year, through) for area in plan.areas)
    marks = [mark for area in areas for mark in area.marks]
    return Scorecard(
        policy=policy.name,
        through=through,
        earned=add(mark.earned for mark in marks),
        computed=add(mark.computed for mark in marks if mark.computed is not None),
        possible=add(mark.possible for mark in marks),
        possible_to_date=add(mark.possible_to_date for mark in marks),
        areas=areas,
    )


def _area_score(area: AreaNode, policy: Policy, start_year: int, through: int) -> AreaScore:
    marks = tuple(mark(each, policy, start_year=start_year, through=through) for each in area.indicators)
    return AreaScore(
        number=area.number,
        title=area.title,
        weight=area.weight,
        earned=add(mark.earned for mark in marks),
        possible=add(mark.possible for mark in marks),
        possible_to_date=add(mark.possible_to_date for mark in marks),
        marks=marks,
    )


def mark(indicator: IndicatorNode, policy: Policy, *, start_year: int, through: int) -> Mark:
    """The mark of one indicator through a quarter (1..4), with its explanation (rulebook §5 and §6).

    ``start_year`` is the year in whose July the fiscal year began. A target that was revised for later quarters counts
    as it was. Never raises.
    """
    indicator = indicator.as_judged_in(through)
    goals = read_goals(indicator, start_year)
    reported = read_reported(indicator, goals, through)
    assessed = latest_assessment(indicator, through)
    request = read_request(indicator, assessed, through)
    if request is not None and request.is_granted:
        finding, assessed = not_applicable(goals, reported, policy), None
    else:
        finding = find(goals, reported, policy)
    weight = _Weight.of(indicator, policy)
    exactly = weight.exact * (finding.share or NOTHING)
    computed = None if finding.share is None else weight.marks(exactly)
    given = None if assessed is None else weight.marks(assessed.marks)
    steps = [*target_steps(indicator, goals), *finding.steps]
    if computed is not None:
        steps += _reckoning(weight, finding.expression, exactly, computed)
    steps += [*note_steps(indicator, goals, reported), *finding.why]
    earned = (computed if given is None else given) or weight.marks(NOTHING)
    steps += [] if assessed is None or given is None else [assessed_step(assessed, given)]
    steps += [] if request is None else request_steps(request, earned, weight.printed)
    due = weight.marks(weight.exact * finding.due)
    return Mark(
        number=indicator.number,
        weight=indicator.weight,
        computed=computed,
        assessed=given,
        earned=earned,
        possible=Decimal(0) if finding.left_out else weight.printed,
        possible_to_date=due,
        total=finding.total,
        status=judged_so_far(_status(finding, given, request), earned, due, finding.total),
        steps=tuple(steps),
    )


def _status(finding: Finding, given: Decimal | None, request: Request | None) -> MarkStatus:
    """An open request is told before all else: it waits for somebody."""
    if request is not None and request.is_open:
        return MarkStatus.EXEMPTION_ASKED
    return finding.status if given is None else MarkStatus.ASSESSED


class _Weight(NamedTuple):
    """An indicator's weight, as printed and exactly, and the places its marks are rounded to."""

    printed: Decimal
    exact: Fraction
    decimals: int

    @classmethod
    def of(cls, indicator: IndicatorNode, policy: Policy) -> Self:
        """The weight; one below zero, or none that can be reckoned with, is zero."""
        weight = exact(indicator.weight) or NOTHING
        if weight.numerator <= 0:
            return cls(Decimal(0), NOTHING, policy.decimals)
        return cls(indicator.weight, weight, policy.decimals)

    def marks(self, exactly: Fraction) -> Decimal:
        """Marks held between 0 and the weight, rounded half-up; rounding never lifts them above the weight."""
        held = self.exact if exactly > self.exact else exactly if exactly.numerator > 0 else NOTHING
        return min(round_half_up(held, self.decimals), self.printed)


def _reckoning(weight: _Weight, expression: str, exactly: Fraction, marks: Decimal) -> list[ExplainedStep]:
    """The multiplication, and the rounding as a line of its own where it changed the figure."""
    product = f"{show(weight.exact)} × {expression}"
    if exactly == exact(marks):
        return [say_rounded("arithmetic", f"{product} = {marks}", weight.decimals)]
    return [
        say_figures("arithmetic", f"{product} = {show(exactly)}"),
        say_rounded("rounding", f"{show(exactly)} ≈ {marks}", weight.decimals),
    ]
