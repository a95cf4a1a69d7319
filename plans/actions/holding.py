"""Owns holding the quarter of some cells against other writers, with everything that writing into them needs."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import BigIntegerField, Exists, OuterRef, QuerySet, Subquery
from django.db.transaction import TransactionManagementError
from django.utils.functional import cached_property

from offices.models import Person, Role
from offices.queries.rights import Standing, offices_overseen, own_and_below
from plan_tree.terms import QUARTERS
from plans.actions.checkpoints import Anchoring, anchoring_columns
from plans.actions.ledger import chain_of, held
from plans.models import Plan, QuarterCell, QuarterReport, QuarterRound, RefusedValue
from plans.queries.access import plans_of, with_quarter_of
from plans.queries.latest import later_revisions
from plans.queries.open_rows import open_rows_in
from plans.queries.prepared import PreparedQuery
from plans.queries.quarter_contents import QuarterContents
from plans.queries.refused import refused_values
from plans.queries.scorecards import by_quarter, reports_query
from plans.queries.trees import StoredRows, load_rows
from workflow.row_openings import OpenRows
from workflow.transitions import ReportState

LATER = {quarter: QUARTERS[quarter - 1 :] for quarter in QUARTERS}  # those whose marks a quarter moves


@dataclass
class HeldQuarter(QuarterContents):
    """The quarter of some cells, held for a person until the transaction ends.

    What a write needs beside reports and rows comes in the query of the reports. Not in the one that locks: that sees
    the database as it was before it waited for others.
    """

    cell_ids: tuple[int, ...]
    by: Person

    @cached_property
    def reports(self) -> dict[int, QuarterReport]:
        plan, fixed = self.plan, (self.plan.office.tier, self.quarter, self.plan.kind, self.plan.revision)
        keys = {"plan": plan.pk, "office": plan.office_id, "year": plan.year_id, "by": self.by.pk}
        return by_quarter(plan, _REPORTS(*fixed, **keys, cells=self.cell_ids), LATER[self.quarter])

    @cached_property
    def rows(self) -> StoredRows:
        """The rows with their cells of this quarter, those of a held cell with all; nothing of the scene, which no
        write needs.
        """
        return load_rows(self.plan, counted=True, of=(self.quarter, self.cell_ids))

    def complete(self) -> None:
        self.rows = load_rows(self.plan, counted=True)
        self.__dict__.pop("cells", None)
        self.reread()

    @cached_property
    def open_rows(self) -> OpenRows:
        """Nothing is asked where the whole quarter went back."""
        is_narrowed = self.state is ReportState.RETURNED and self._told("returned_rows") is not None
        return open_rows_in(self.plan.pk, self.quarter) if is_narrowed else None

    @property
    def chain_end(self) -> tuple[int, str]:
        """The number and digest of the plan's last event, as it was when the quarter was held."""
        return self._told("chain_length") or 0, self._told("chain_head") or ""

    @property
    def anchoring(self) -> Anchoring:
        """How much of the ledger is to be anchored, as it was when the quarter was held."""
        return Anchoring(self._told("events_waiting") or 0, self._told("anchored_at"))

    @cached_property
    def is_superseded(self) -> bool:
        return bool(self._told("is_superseded"))

    @cached_property
    def own_refused(self) -> bool:
        """Whether something the person typed into the cells waits untaken; who keeps or gives it up sets it anew."""
        return bool(self._told("own_refused"))

    @cached_property
    def refused(self) -> list[RefusedValue]:
        """Nothing is asked where nothing waits."""
        waits = self.own_refused or self._told("others_refused")
        return list(refused_values(self.plan, self.quarter)) if waits else []

    @cached_property
    def cells(self) -> dict[int, QuarterCell]:
        """The cells that are held, as they stand; what is written into them, the rows hold too."""
        return {pk: self.rows.cells[pk] for pk in self.cell_ids}

    @property
    def has_all_cells(self) -> bool:
        """Whether every cell that is held is one of this quarter."""
        known = self.rows.cells
        return all(pk in known and known[pk].quarter == self.quarter for pk in self.cell_ids)

    def _told(self, name: str) -> Any:
        return getattr(self.report, name)


def _reports(
    tier: str, quarter: int, kind: str, revision: int, *, by: int, cells: Sequence[int], **keys: int
) -> QuerySet[QuarterReport]:
    """The reports of a plan with what a write needs beside them."""
    plan = Plan(pk=keys["plan"], office_id=keys["office"], year_id=keys["year"], kind=kind, revision=revision)
    last = chain_of(plan.pk).order_by("-sequence")
    own = {"cell__in": cells, "by": by}
    returned = QuarterRound.objects.filter(report=OuterRef("pk")).order_by("-number")
    return reports_query(tier, LATER[quarter], **keys).annotate(
        chain_length=Subquery(last.values("sequence")[:1]),
        chain_head=Subquery(last.values("digest")[:1]),
        is_superseded=Exists(later_revisions(plan)),
        returned_rows=Subquery(returned.values("returned_rows")[:1]),
        own_refused=Exists(RefusedValue.objects.filter(**own)),
        others_refused=Exists(refused_values(plan, quarter).exclude(**own)),
        **anchoring_columns(),
    )


_REPORTS = PreparedQuery(_reports, planned_once=True)


def _plan_of_cell(is_limited: bool, *, cell: int, **limits: Any) -> QuerySet[Plan]:
    """The plan of a cell with the cell's quarter, held once it is read. ``limits``: the ``plan`` it must be, and
    the keys of the offices somebody reads, ``own`` and ``overseen``.
    """
    readable = plans_of(own_and_below(limits["own"], limits["overseen"])) if is_limited else Plan.objects.all()
    named = readable.filter(pk=limits["plan"]) if "plan" in limits else readable
    return with_quarter_of(cell, held(named))


_PLAN_OF_CELL = PreparedQuery(_plan_of_cell, planned_once=True)


def hold_quarter(
    cell_ids: Sequence[int], *, by: Person, among: Standing | None = None, plan_id: int | None = None
) -> HeldQuarter:
    """Locks the plan of cells of one quarter until the transaction ends.

    Raises Plan.DoesNotExist, also for a plan that is not ``among`` those somebody reads, for another than ``plan_id``,
    and for cells of several quarters.
    """
    if max(cell_ids) > BigIntegerField.MAX_BIGINT:  # no database asks for such a key
        raise Plan.DoesNotExist
    found = HeldQuarter(plan := _held_plan(cell_ids[0], among, plan_id), plan.quarter_of_cell, tuple(cell_ids), by)
    if len(cell_ids) > 1 and not found.has_all_cells:
        raise Plan.DoesNotExist
    return found


def _held_plan(cell_id: int, among: Standing | None, plan_id: int | None) -> Any:
    if not connection.in_atomic_block:
        raise TransactionManagementError("a plan is held in a transaction")
    is_limited = among is not None and not among.oversees_all
    limits: dict[str, Any] = {"plan": plan_id} if plan_id is not None else {}
    if among is not None and is_limited:
        limits |= {name: tuple(sorted(each)) for name, each in _offices_of(among).items()}
        if not limits["own"]:
            raise Plan.DoesNotExist
    for plan in _PLAN_OF_CELL(is_limited, cell=cell_id, **limits):
        return plan
    raise Plan.DoesNotExist


def _offices_of(standing: Standing) -> dict[str, frozenset[int]]:
    return {"own": standing.offices_as(*Role), "overseen": offices_overseen(standing)}
