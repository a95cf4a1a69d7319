"""Owns the flat table of deadlines: the days of each quarter for each tier of offices."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from flat_tables.file_rows import FlatRow, day_text
from flat_tables.flat_table import FlatColumn, FlatTable, RowChange
from flat_tables.lookups import Years, labels
from flat_tables.reference_rows import log, store
from offices.models import Deadline, Person, Tier
from plan_tree.terms import QUARTERS
from workflow.quarter_days import SetDays

OTHERS = ("opens_on", "grace_until", "locks_after")  # in the order of ``SetDays``


class DeadlineTable(FlatTable):
    """A row for every fiscal year, quarter and tier."""

    year = FlatColumn("year__code", _("fiscal year"), needed=True)
    quarter = FlatColumn("quarter", _("quarter, 1 to 4"), needed=True)
    tier = FlatColumn("tier", _("tier of offices"), needed=True)
    due_on = FlatColumn("due_on", _("day the report is due"), needed=True)
    opens_on = FlatColumn("opens_on", _("first day it is written; empty: that of the quarter"))
    grace_until = FlatColumn("grace_until", _("last day that still counts as in time; empty: the day it is due"))
    locks_after = FlatColumn("locks_after", _("last day it is taken; empty: it never locks"))

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
        others = {name: row.day_if_any(name, getattr(deadline, name)) for name in OTHERS}
        if why_not := SetDays(due_on, *others.values()).why_not():
            row.problem("due_on", why_not)
        told = _set(deadline, {"due_on": due_on, **others})
        name = f"{year.code} · {gettext('quarter')} {quarter} · {Tier(tier).label}"
        return RowChange(row.line, name, deadline, deadline.pk is None, told) if told else None

    def write(self, changes: Sequence[RowChange], *, by: Person, name: str) -> None:
        rows = [change.instance for change in changes]
        store(rows, ["due_on", *OTHERS])
        log(changes, rows, by=by, name=name)


def _set(deadline: Deadline, days: Mapping[str, date | None]) -> dict[str, tuple[str, str]]:
    """Sets the days that differ, unsaved; what each column says before and after."""
    stored = {name: getattr(deadline, name) for name in days}
    for name, day in days.items():
        setattr(deadline, name, day)
    return {name: (day_text(stored[name]), day_text(day)) for name, day in days.items() if day != stored[name]}
