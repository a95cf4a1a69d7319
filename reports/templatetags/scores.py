"""Owns the filters of scorecard pages."""

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
    total = marks(add(part.earned for part in parts))
    return f"{' + '.join(marks(part.earned) for part in parts) or marks(Decimal(0))} = {total}"
