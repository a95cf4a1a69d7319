"""Owns what hangs on one cell of a plan: its files, its talk and what happened to it, loaded in one statement."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q, Subquery, Value
from django.db.models.functions import Concat

from plans.models import Comment, Event, Evidence, Indicator, QuarterCell
from plans.queries.history import MOST, OF_MANY_CELLS, Happened, history_told, said_in_open_rounds
from plans.queries.together import AskedRows, AskedTogether

TOLD = ("sequence", "at", "by", "verb", "before", "after")


@dataclass(frozen=True)
class RowScene:
    """What hangs on a cell. ``twins``: the files of the plan's other cells that are the same as one of its own."""

    files: Sequence[Evidence]
    twins: Sequence[Evidence]
    comments: Sequence[Comment]
    history: Sequence[Happened]

    def also_attached(self, cells: Mapping[int, QuarterCell]) -> Mapping[str, list[tuple[str, int]]]:
        """SHA-256 → number and quarter of the other cells of the plan that bear the same file."""
        found: dict[str, list[tuple[str, int]]] = defaultdict(list)
        for each in self.twins:
            cell = cells[each.cell_id]
            found[each.sha256].append((cell.indicator.number, cell.quarter))
        return found


def load_row_scene(plan_id: int, cell: QuarterCell) -> RowScene:
    """What hangs on a cell; what a reviewer says of it meanwhile is not told. One statement."""
    found = _ROW(cell.quarter, plan=plan_id, row=cell.indicator_id, cell=cell.pk)
    in_order = {name: sorted(found.get(name, []), key=lambda each: each.pk) for name in ("files", "twins", "comments")}
    subject = f"{cell.indicator.number} q{cell.quarter}"
    history = history_told(found.get("alone", []), found.get("among_others", []), subject)
    return RowScene(**in_order, history=history)


def _parts(quarter: int, *, plan: int, row: int, cell: int) -> Mapping[str, AskedRows]:
    own, events = Evidence.objects.filter(cell=cell), Event.objects.filter(plan=plan)
    others = Evidence.objects.filter(cell__indicator__activity__area__plan=plan).exclude(cell=cell)
    of_first_seal = Indicator.objects.filter(pk=row).values(subject=Concat("number", Value(f" q{quarter}")))
    alone = Q(indicator=row, quarter=quarter) | Q(seal=1, subject__in=of_first_seal)
    latest = events.filter(alone).exclude(said_in_open_rounds()).order_by("-sequence").values("pk")[:MOST]
    among_others = events.filter(seal=1, verb__in=OF_MANY_CELLS)
    return {
        "files": AskedRows(own, people=("added_by",)),
        "twins": AskedRows(others.filter(sha256__in=own.values("sha256")), only=("id", "cell", "sha256")),
        "comments": AskedRows(Comment.objects.filter(cell=cell), people=("written_by",)),
        "alone": AskedRows(Event.objects.filter(pk__in=Subquery(latest)), people=("by",), only=TOLD),
        "among_others": AskedRows(among_others, people=("by",), only=TOLD),
    }


_ROW = AskedTogether(_parts)
