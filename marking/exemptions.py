"""Owns what comes of "not applicable": asked for by the office, left out only once a reviewer granted it."""

from dataclasses import replace
from decimal import Decimal
from itertools import takewhile
from typing import NamedTuple

from cell_values.quarter_words import QUARTER_NAMES
from cell_values.value import ValueState
from marking.assessing import Assessed
from marking.figures import NOTHING, exact, show, show_day
from marking.scorecard import ExplainedStep
from marking.wording import say
from plan_tree.terms import Exemption
from plan_tree.tree import IndicatorNode, PlanTree, QuarterNode


class Answer(NamedTuple):
    """What a reviewer decided, in the cell of which quarter."""

    quarter: int
    given: Exemption


class Request(NamedTuple):
    """A declaration that stands, and the reviewer's latest answer to it."""

    answer: Answer | None

    @property
    def is_granted(self) -> bool:
        return self.answer is not None and self.answer.given.granted

    @property
    def is_open(self) -> bool:
        return self.answer is None


def read_request(indicator: IndicatorNode, assessed: Assessed | None, through: int) -> Request | None:
    """The declaration "not applicable" of an indicator; None where there is none, or a mark was assessed since.

    An answer holds for all quarters that go on saying so without a break.
    """
    since = declared_since(indicator, through)
    if since is None:
        return None
    answer = _latest_answer(indicator, since, through)
    if assessed is None or (answer is not None and answer.quarter > assessed.quarter):
        return Request(answer)
    return None if assessed.quarter >= since else Request(answer)


def declared_since(indicator: IndicatorNode, through: int) -> int | None:
    """The first of the latest reported quarters that all say "not applicable"; 0 where the targets do; else None."""
    if _is_targetless(indicator):
        return 0
    reported = [(quarter, cell) for quarter, cell in indicator.known_quarters(through) if not cell.achievement.is_blank]
    saying_so = [quarter for quarter, _ in takewhile(lambda each: _declares(each[1]), reversed(reported))]
    return saying_so[-1] if saying_so else None


def _is_targetless(indicator: IndicatorNode) -> bool:
    """Whether the targets themselves say so."""
    states = [indicator.annual.state, *(grade.target.state for grade in indicator.all_grades)]
    return ValueState.NOT_APPLICABLE in states and ValueState.GIVEN not in states


def _latest_answer(indicator: IndicatorNode, since: int, through: int) -> Answer | None:
    answers = [Answer(quarter, cell.exemption) for quarter, cell in indicator.known_quarters(through) if cell.exemption]
    return next((each for each in reversed(answers) if each.quarter >= since), None)


def request_steps(request: Request, earned: Decimal, weight: Decimal) -> list[ExplainedStep]:
    """Who decided what and why; or that nobody has, and what the indicator counts meanwhile."""
    if request.answer is not None:
        return [_answer_step(request.answer)]
    counts = f"{show(exact(earned) or NOTHING)} / {show(exact(weight) or NOTHING)}"
    return [
        say(
            "exemption",
            f"“প্রযোজ্য নয়” বলে বাদ দিতে বলা হয়েছে; পর্যালোচক মঞ্জুর না করা পর্যন্ত মোট নম্বরে থাকে, গণ্য হয় {counts}",
            f"Asked to be left out as not applicable; until a reviewer grants it, it counts {counts}",
        )
    ]


def _answer_step(answer: Answer) -> ExplainedStep:
    """Who granted or refused it, when and why; the reason and the name as written."""
    name, given = QUARTER_NAMES[answer.quarter], answer.given
    day = show_day(given.on)
    bn, en = ("মঞ্জুর", "granted") if given.granted else ("নামঞ্জুর", "refused")
    return say(
        "exemption",
        f"“প্রযোজ্য নয়” {bn} ({name.bn}); কারণ: {given.reason}; {given.by}, {day}",
        f"Not applicable {en} ({name.en}); reason: {given.reason}; {given.by}, {day}",
    )


def granted_when_declared(plan: PlanTree, by: Exemption) -> PlanTree:
    """The plan as reports frozen before reviewers granted anything read it: what was declared was left out."""
    return plan.with_indicators(lambda indicator: _granted(indicator, by))


def _granted(indicator: IndicatorNode, by: Exemption) -> IndicatorNode:
    first = min(indicator.quarters, default=0) if _is_targetless(indicator) else 0
    return replace(
        indicator,
        quarters={
            quarter: replace(cell, exemption=by) if _declares(cell) or quarter == first else cell
            for quarter, cell in indicator.quarters.items()
        },
    )


def _declares(cell: QuarterNode) -> bool:
    return cell.achievement.state is ValueState.NOT_APPLICABLE
