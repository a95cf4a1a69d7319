"""Owns how a total of marks comes about, in the figures as they are printed."""

from collections.abc import Sequence
from decimal import Decimal

from marking.figures import add
from marking.scorecard import AreaScore, Mark
from plans.display import marks


def sum_in_words(parts: Sequence[AreaScore] | Sequence[Mark]) -> str:
    """The printed marks that add up to a total: ০.৫০ + ১.২০ = ১.৭০."""
    total = marks(add(part.earned for part in parts))
    return f"{' + '.join(marks(part.earned) for part in parts) or marks(Decimal(0))} = {total}"
