"""Owns what a scorecard page reckons from marks: the marks lost so far."""

from decimal import Decimal

from django import template

from plans.marking.scorecard import AreaScore, Mark, Scorecard

register = template.Library()


@register.filter
def lost(score: Scorecard | AreaScore | Mark) -> Decimal:
    """Marks due so far and not earned; an indicator ahead of its quarter does not make up for another."""
    marks = [score] if isinstance(score, Mark) else score.marks
    return sum((max(mark.possible_to_date - mark.earned, Decimal(0)) for mark in marks), Decimal(0))
