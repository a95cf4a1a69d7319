"""Owns keeping a round of a quarter: what was handed in, and what was decided about it."""

from typing import Any

from django.utils import timezone

from offices.models import Person
from plans.actions.storing import save_columns
from plans.models import QuarterRound
from plans.queries.quarter_contents import QuarterContents
from plans.queries.quarter_reviews import QuarterReviews, contents_of_quarter


def keep_round(reviews: QuarterReviews) -> QuarterRound:
    """The round of a held quarter that waits, with what it says; kept now where it is of before rounds were.

    Nothing of it changed since it was handed in: nobody writes a quarter that waits.
    """
    if (known := reviews.kept_round) is not None:
        return known
    round_ = begin_round(reviews.quarter_contents, max(reviews.handed_in, 1))
    reviews.kept_rounds.append(round_)
    return round_


def begin_round(contents: QuarterContents, number: int) -> QuarterRound:
    """The round that a submission begins, under the number of its receipt."""
    said = contents_of_quarter(contents)
    return QuarterRound.objects.create(report=contents.report, number=number, contents=said)


def decide_round(reviews: QuarterReviews, *, by: Person, is_approved: bool, **decision: Any) -> QuarterRound:
    """Writes a decision into the round that waits."""
    round_ = keep_round(reviews)
    decision |= {"is_approved": is_approved, "decided_by": by, "decided_at": timezone.now()}
    save_columns(round_, **decision)
    return round_
