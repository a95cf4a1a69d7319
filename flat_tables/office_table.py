"""Owns the flat table of offices: names, code, tier and the office above."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from cell_values.digits import to_ascii
from cell_values.sentence import Sentence
from flat_tables.file_rows import NO, YES, FlatRow
from flat_tables.flat_table import BATCH, FlatColumn, FlatTable, RowChange, differences
from flat_tables.lookups import OfficeLookup, ambiguous_office, labels, unknown_office
from flat_tables.reference_rows import log, store
from offices.models import Office, OfficeSpelling, Person, Tier
from offices.models.office import LONGEST_CLUSTER
from offices.names import name_key
from plans.actions.office_places import MOVED_ELSEWHERE, check_below
from workflow.transitions import Refusal

STORED = ("name_bn", "name_en", "code", "tier", "makes_plan", "cluster", "parent")
LONGEST_NAME, LONGEST_CODE = 200, 20


class OfficeTable(FlatTable):
    """A row for every office. It is known by its code, or else by its Bengali name; that above a new office may stand
    in the same file, before or after it. An office that is there is moved on its own page only."""

    code = FlatColumn("code", _("code"))
    name_bn = FlatColumn("name_bn", _("name in Bengali"), needed=True)
    name_en = FlatColumn("name_en", _("name in English"), needed=True)
    tier = FlatColumn("tier", _("tier of offices"), needed=True)
    parent = FlatColumn("parent", _("office above, by code or Bengali name"))
    makes_plan = FlatColumn("makes_plan", _("makes a plan of its own: yes or no"))
    cluster = FlatColumn("cluster", _("cluster, with which it is compared; empty: none"))

    is_shared = True

    class Meta:
        model = Office

    def filter_export(self, queryset: QuerySet[Office], **options: Any) -> QuerySet[Office]:
        return queryset.select_related("parent")

    def dehydrate_parent(self, office: Office) -> str:
        return _called(office.parent)

    def prepare(self, rows: Iterable[FlatRow], *, locked: bool) -> None:
        if locked:
            list(Office.objects.select_for_update(of=("self",)).order_by("pk").values_list("pk"))
        self._offices, self._tiers = OfficeLookup(), labels(Tier.choices)
        for office in self._offices.all.values():
            office.parent = self._offices.all.get(office.parent_id) if office.parent_id else None
        self._stored = {office.pk: _texts(office) for office in self._offices.all.values()}
        self._new: dict[str, Office] = {}
        for row in rows:
            if self._known(row) is None:
                office = Office(code=_code(row), name_bn=row.text("name_bn"))
                for name in filter(None, (office.code, name_key(office.name_bn))):
                    self._new.setdefault(name, office)

    def change_of(self, row: FlatRow) -> RowChange | None:
        known = self._known(row)
        if known is None and self._is_unclear(row):
            row.problem("name_bn", ambiguous_office(row.text("name_bn")))
        office = known or self._new.get(_code(row) or name_key(row.text("name_bn")))
        name_bn, name_en = row.needed("name_bn", most=LONGEST_NAME), row.needed("name_en", most=LONGEST_NAME)
        code, tier = to_ascii(row.fitting("code", LONGEST_CODE)), row.choice("tier", self._tiers)
        cluster = row.fitting("cluster", LONGEST_CLUSTER)
        makes_plan = row.answer("makes_plan") if row.has("makes_plan") else None
        if office is None or row.problems or not self.is_first(row, id(office), "code" if code else "name_bn"):
            return None
        office.name_bn, office.name_en, office.tier = name_bn, name_en, tier or office.tier
        if row.has("code"):
            office.code = code or None
        if row.has("cluster"):
            office.cluster = " ".join(cluster.split())
        if makes_plan is not None:
            office.makes_plan = makes_plan
        if row.has("parent"):
            self._place(row, office)
        changed = differences(row, self._stored.get(office.pk, {}), _texts(office))
        return RowChange(row.line, name_bn, office, known is None, changed) if changed else None

    def write(self, changes: Sequence[RowChange], *, by: Person, name: str) -> None:
        offices: list[Office] = [change.instance for change in changes]
        for some in _from_above(offices):
            for office in some:
                office.parent = office.parent  # its number is known now
            store(some, STORED)
        _spell(offices)
        log(changes, offices, by=by, name=name)

    def _known(self, row: FlatRow) -> Office | None:
        """The stored office of a row: that of its code, or of its name where neither has another code."""
        code = _code(row)
        if code and code in self._offices.by_code:
            return self._offices.by_code[code]
        same = [each for each in self._offices.named(row.text("name_bn")) if not (code and each.code)]
        return same[0] if len(same) == 1 else None

    def _is_unclear(self, row: FlatRow) -> bool:
        """Whether a row without a code may mean several stored offices: no further one is made of it."""
        return not _code(row) and len(self._offices.named(row.text("name_bn"))) > 1

    def _place(self, row: FlatRow, office: Office) -> None:
        """The office above, stored or of this file; never the office itself, one below it or one that is closed."""
        text = row.text("parent")
        found = self._offices.named(text) if text else []
        above = found[0] if len(found) == 1 else self._new.get(to_ascii(text)) or self._new.get(name_key(text))
        if text and above is None:
            row.problem("parent", unknown_office(text))
        elif above is not None and office in _line(above):
            row.problem("parent", BELOW_ITSELF)
        elif office.pk is not None and above is not office.parent:
            row.problem("parent", MOVED_ELSEWHERE)
        elif office.pk is None:
            _put(row, office, above)


def _put(row: FlatRow, office: Office, above: Office | None) -> None:
    try:
        if above is not None:
            check_below(above)
    except Refusal as refusal:
        row.problem("parent", refusal.sentence)
    office.parent = above


def _spell(offices: Iterable[Office]) -> None:
    """As saving an office does: it is found under every name it ever had."""
    names = {(office.pk, name_key(name)): name for office in offices for name in (office.name_bn, office.name_en)}
    spellings = (OfficeSpelling(office_id=pk, key=key, spelling=name) for (pk, key), name in names.items())
    OfficeSpelling.objects.bulk_create(spellings, batch_size=BATCH, ignore_conflicts=True)


def _code(row: FlatRow) -> str | None:
    return to_ascii(row.text("code")) or None


def _called(office: Office | None) -> str:
    return (office.code or office.name_bn) if office else ""


def _texts(office: Office) -> dict[str, str]:
    """An office as the table shows it."""
    texts = {name: str(getattr(office, name) or "") for name in ("code", "name_bn", "name_en", "tier", "cluster")}
    return texts | {"parent": _called(office.parent), "makes_plan": YES if office.makes_plan else NO}


def _line(office: Office) -> list[Office]:
    """The office and all above it."""
    line = [office]
    while (above := line[-1].parent) is not None and above not in line:
        line.append(above)
    return line


def _from_above(offices: Sequence[Office]) -> list[list[Office]]:
    """The offices so that each comes after those above it: a group for every height."""
    heights: dict[int, list[Office]] = {}
    for office in offices:
        heights.setdefault(len(_line(office)), []).append(office)
    return [heights[height] for height in sorted(heights)]


BELOW_ITSELF = Sentence(
    "দপ্তরটি নিজের বা নিজের অধীন দপ্তরের নিচে থাকতে পারে না।",
    "An office cannot stand below itself or below one of its own offices.",
)
