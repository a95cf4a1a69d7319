"""Owns the filters of scorecard pages: the marks lost so far, and how a total comes about."""

from collections.abc import Sequence
from decimal import Decimal

from django import template

from marking.figures import add
from marking.scorecard import AreaScore, Mark
from plans.display import marks
from reports.left_out import left_out_in_words, lost

register = template.Library()
register.filter(lost)
register.filter(left_out_in_words)


@register.filter
def sum_in_words(parts: Sequence[AreaScore] | Sequence[Mark]) -> str:
    """The printed marks that add up to a total: ০.৫০ + ১.২০ = ১.৭০."""
    return f"{' + '.join(marks(part.earned) for part in parts) or marks(Decimal(0))} = {_total(parts)}"


def _total(parts: Sequence[AreaScore] | Sequence[Mark]) -> str:
    return marks(add(part.earned for part in parts))
