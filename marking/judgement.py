"""Owns the judgement of an achievement: the share of the weight it earns and the way there."""

from fractions import Fraction
from typing import NamedTuple

from marking.scorecard import ExplainedStep


class Judgement(NamedTuple):
    """The share of the weight, from 0 to 1.

    ``expression`` is what the weight is multiplied by, in ASCII digits; ``achieved`` names the achievement and
    ``working`` leads from it to the expression; ``amount`` is the year's quantity so far (form column 12), None
    where dates alone count.
    """

    share: Fraction
    expression: str
    achieved: tuple[ExplainedStep, ...]
    working: tuple[ExplainedStep, ...]
    amount: Fraction | None = None
