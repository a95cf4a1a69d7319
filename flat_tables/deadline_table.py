"""Owns the flat table of deadlines: the day each quarter's report is due from each tier of offices."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from flat_tables.file_rows import FlatRow
from flat_tables.flat_table import FlatColumn, FlatTable, RowChange
from flat_tables.lookups import Years, labels
from flat_tables.reference_rows import log, store
from offices.models import Deadline, Person, Tier
from plan_tree.terms import QUARTERS


class DeadlineTable(FlatTable):
    """A row for every fiscal year, quarter and tier."""

    year = FlatColumn("year__code", _("fiscal year"), needed=True)
    quarter = FlatColumn("quarter", _("quarter, 1 to 4"), needed=True)
    tier = FlatColumn("tier", _("tier of offices"), needed=True)
    due_on = FlatColumn("due_on", _("day the report is due"), needed=True)

    is_shared = True

    class Meta:
        model = Deadline

    def filter_export(self, queryset: QuerySet[Deadline], **options: Any) -> QuerySet[Deadline]:
        return queryset.select_related("year")

    def prepare(self, rows: Iterable[FlatRow], *, locked: bool) -> None:
        self._years, self._tiers = Years(), labels(Tier.choices)
        deadlines = Deadline.objects.select_for_update() if locked else Deadline.objects.all()
        self._known = {(each.year_id, each.quarter, each.tier): each for each in deadlines.order_by("pk")}

    def change_of(self, row: FlatRow) -> RowChange | None:
        year, tier = self._years.of(row), row.choice("tier", self._tiers)
        quarter, due_on = row.whole("quarter", among=QUARTERS), row.day("due_on")
        if not (year and tier and quarter and due_on):
            return None
        if not self.is_first(row, (year.pk, quarter, tier), "quarter"):
            return None
        deadline = self._known.get((year.pk, quarter, tier)) or Deadline(year=year, quarter=quarter, tier=tier)
        if deadline.due_on == due_on:
            return None
        before = f"{deadline.due_on:%d/%m/%Y}" if deadline.due_on else ""
        deadline.due_on = due_on
        name = f"{year.code} · {gettext('quarter')} {quarter} · {Tier(tier).label}"
        return RowChange(row.line, name, deadline, deadline.pk is None, {"due_on": (before, f"{due_on:%d/%m/%Y}")})

    def write(self, changes: Sequence[RowChange], *, by: Person, name: str) -> None:
        rows = [change.instance for change in changes]
        store(rows, ["due_on"])
        log(changes, rows, by=by, name=name)
