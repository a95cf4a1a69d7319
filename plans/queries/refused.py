"""Owns what stands against handing a quarter in: values typed and not taken, and stored ones nobody understood."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from cell_values.digits import to_bengali
from cell_values.sentence import Sentence
from cell_values.value import ValueState
from plans.models import Plan, QuarterCell, RefusedValue
from plans.queries.quarter_contents import QuarterContents

IN_FORM_ORDER = tuple(f"indicator__{field}" for field in ("activity__area__position", "activity__position", "position"))
MOST_NAMED = 10  # rows of a sentence; the page lists them all


@dataclass(frozen=True)
class Obstacle:
    """A row that keeps a quarter from being handed in; no ``refused`` where the stored value itself is unreadable."""

    cell: QuarterCell
    text: str
    refused: RefusedValue | None = None

    @property
    def number(self) -> str:
        return self.cell.indicator.number


def refused_values(plan: Plan, quarter: int) -> QuerySet[RefusedValue]:
    """What anybody typed into a quarter of a plan and was not taken, in the order of the form."""
    found = RefusedValue.objects.filter(cell__indicator__activity__area__plan=plan, cell__quarter=quarter)
    order = (f"cell__{field}" for field in IN_FORM_ORDER)
    return found.select_related("by", "cell__indicator__activity").order_by(*order, "at")


def obstacles(contents: QuarterContents) -> list[Obstacle]:
    """Everything that must be mended or given up before a quarter is handed in, in the order of the form."""
    refused = [Obstacle(each.cell, each.text, each) for each in contents.refused]
    cells = (cell for row in contents.rows.indicators for cell in row.cells.all() if cell.quarter == contents.quarter)
    unread = (cell for cell in cells if cell.achievement.state is ValueState.UNREADABLE)
    return refused + [Obstacle(cell, cell.achievement.text) for cell in unread]


def standing_in_the_way(found: Sequence[Obstacle]) -> Sentence:
    """The rows that must be looked at first, by their numbers."""
    numbers = list(dict.fromkeys(each.number for each in found))
    listed = ", ".join(numbers[:MOST_NAMED]) + (" …" if len(numbers) > MOST_NAMED else "")
    return Sentence(
        f"কিছু লেখা নেওয়া হয়নি বা বোঝা যায়নি: {to_bengali(listed)}। ঠিক করুন বা সংরক্ষিত মান রাখুন, তারপর জমা দিন।",
        f"Some of what was typed was not taken or not understood: {listed}. Mend it or leave the stored value first.",
    )
