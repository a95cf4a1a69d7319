"""Owns holding the quarter of a cell against other writers, with everything that writing into it needs."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, F, QuerySet, Subquery
from django.utils.functional import cached_property

from offices.models import Person
from plans.actions.ledger import chain_of, held
from plans.models import Plan, QuarterCell, QuarterReport, RefusedValue
from plans.queries.latest import later_revisions
from plans.queries.quarter_contents import QuarterContents
from plans.queries.refused import refused_values
from plans.queries.scorecards import reports_of

CELLS = "areas__activities__indicators__cells"


@dataclass
class HeldQuarter(QuarterContents):
    """The quarter of a cell, held for a person until the transaction ends.

    What a write needs beside reports and rows comes in the query of the reports. Not in the one that locks: that sees
    the database as it was before it waited for others.
    """

    cell_id: int
    by: Person

    @cached_property
    def reports(self) -> dict[int, QuarterReport]:
        return reports_of(self.plan, scorecards=[self.quarter], beside=self._beside())

    def _beside(self) -> dict[str, Any]:
        last = chain_of(self.plan.pk).order_by("-sequence")
        own = {"cell": self.cell_id, "by": self.by}
        return {
            "chain_length": Subquery(last.values("sequence")[:1]),
            "chain_head": Subquery(last.values("digest")[:1]),
            "is_superseded": Exists(later_revisions(self.plan)),
            "own_refused": Exists(RefusedValue.objects.filter(**own)),
            "others_refused": Exists(refused_values(self.plan, self.quarter).exclude(**own)),
        }

    @property
    def chain_end(self) -> tuple[int, str]:
        """The number and digest of the plan's last event, as it was when the quarter was held."""
        return self._told("chain_length") or 0, self._told("chain_head") or ""

    @cached_property
    def is_superseded(self) -> bool:
        return bool(self._told("is_superseded"))

    @cached_property
    def own_refused(self) -> bool:
        """Whether something the person typed into the cell waits untaken; who keeps or gives it up sets it anew."""
        return bool(self._told("own_refused"))

    @cached_property
    def refused(self) -> list[RefusedValue]:
        """Nothing is asked where nothing waits."""
        waits = self.own_refused or self._told("others_refused")
        return list(refused_values(self.plan, self.quarter)) if waits else []

    @cached_property
    def cell(self) -> QuarterCell:
        """The cell that is held, as it stands; what is written into it, the rows hold too."""
        return self.rows.cells[self.cell_id]

    def _told(self, name: str) -> Any:
        return getattr(self.report, name)


def hold_quarter(cell_id: int, *, by: Person, among: QuerySet[Plan] | None = None) -> HeldQuarter:
    """Locks the plan of a cell until the transaction ends. Raises Plan.DoesNotExist, also for one not ``among``."""
    plans = held(Plan.objects.all() if among is None else among)
    plan = plans.filter(**{CELLS: cell_id}).annotate(quarter_of_cell=F(f"{CELLS}__quarter")).get()
    return HeldQuarter(plan, plan.quarter_of_cell, cell_id, by)
