"""Owns what a scorecard page reckons from marks: the marks lost so far, and how a total comes about."""

from collections.abc import Sequence
from decimal import Decimal

from django import template

from marking.figures import add
from marking.scorecard import AreaScore, Mark, Scorecard
from plans.display import marks, said
from reports.left_out import left_out_sentence

register = template.Library()


@register.filter
def lost(score: Scorecard | AreaScore | Mark) -> Decimal:
    """Marks due so far and not earned; an indicator ahead of its quarter does not make up for another."""
    parts = [score] if isinstance(score, Mark) else score.marks
    return sum((max(mark.possible_to_date - mark.earned, Decimal(0)) for mark in parts), Decimal(0))


@register.filter
def left_out_in_words(card: Scorecard) -> str:
    """What the possible marks lack of the plan's, where a reviewer granted that something is not applicable."""
    sentence = left_out_sentence(card)
    return said(sentence) if sentence else ""


@register.filter
def sum_in_words(parts: Sequence[AreaScore] | Sequence[Mark]) -> str:
    """The printed marks that add up to a total: ০.৫০ + ১.২০ = ১.৭০."""
    return f"{' + '.join(marks(part.earned) for part in parts) or marks(Decimal(0))} = {_total(parts)}"


def _total(parts: Sequence[AreaScore] | Sequence[Mark]) -> str:
    return marks(add(part.earned for part in parts))
