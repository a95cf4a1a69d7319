"""Owns what an office may ask of the rows of a quarter that waits for its reviewer, and what it asked."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse

from plans.models import RowOpening
from plans.queries.quarter_contents import QuarterContents
from plans.queries.quarter_reviews import QuarterReviews


@dataclass(frozen=True)
class RowWish:
    """The opening of one row: where it is asked for, and what was asked since the quarter waits."""

    ask_url: str  # empty where the request waits or was granted
    opening: RowOpening | None


@dataclass
class RowWishes:
    """The wishes of a quarter; two queries, once the first row is asked about."""

    contents: QuarterContents

    def of(self, row: int) -> RowWish:
        """The wish of the row with this key; what was refused can be asked for again."""
        opening = self.openings.get(row)
        is_refused = opening is not None and opening.granted is False
        return RowWish("" if opening and not is_refused else asked_at(self.contents, row), opening)

    @cached_property
    def openings(self) -> Mapping[int, RowOpening]:
        return QuarterReviews(self.contents).openings


def asked_at(contents: QuarterContents, row: int) -> str:
    """Where the opening of a row is asked for."""
    place = {"plan_id": contents.plan.pk, "quarter": contents.quarter, "indicator_id": row}
    return reverse("entry:ask_row", kwargs=place)
