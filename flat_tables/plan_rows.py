"""Owns finding the plan and the indicator a row of a flat table names, for all rows in a few queries."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import QuerySet
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from cell_values.digits import to_ascii, to_bengali
from cell_values.sentence import Sentence
from flat_tables.file_rows import FlatRow
from flat_tables.flat_table import FlatColumn
from flat_tables.lookups import OfficeLookup, Years
from offices.models import FiscalYear, Office
from plans.kinds import plan_kinds
from plans.models import Indicator, Plan
from plans.queries.trees import load_rows_of


def columns_of_place(plan: str) -> dict[str, FlatColumn]:
    """The columns that name a plan, which lies at the path ``plan`` from the rows of the table."""
    kinds = format_lazy("{}: {}", _("kind of plan"), ", ".join(plan_kinds()))
    return {
        "office_code": FlatColumn(f"{plan}__office__code", _("code of the office")),
        "office": FlatColumn(f"{plan}__office__name_bn", _("office by name, where no code is given")),
        "year": FlatColumn(f"{plan}__year__code", _("fiscal year"), needed=True),
        "kind": FlatColumn(f"{plan}__kind", kinds, needed=True),
        "revision": FlatColumn(f"{plan}__revision", _("revision of the plan; the latest where none is given")),
    }


class PlanRows:
    """The plans and indicators that rows name."""

    def __init__(self, rows: Iterable[FlatRow], *, locked: bool) -> None:
        self._offices, self._years = OfficeLookup(), Years()
        self._kinds = {code: (each.title.bn, each.title.en, each.short.bn) for code, each in plan_kinds().items()}
        self._places: dict[tuple[str, ...], tuple[Office, FiscalYear, str] | None] = {}
        self.plans = {plan.pk: plan for plan in self._load(rows, locked=locked)}
        self._by_place: dict[tuple[int, int, str], dict[int, Plan]] = defaultdict(dict)
        for plan in self.plans.values():
            self._by_place[plan.office_id, plan.year_id, plan.kind][plan.revision] = plan
        self._indicators: dict[tuple[int, str], list[Indicator]] = defaultdict(list)
        self.rows = load_rows_of(self.plans.values())
        for plan_id, of_plan in self.rows.items():
            for indicator in of_plan.indicators:
                self._indicators[plan_id, indicator.number].append(indicator)

    def plan(self, row: FlatRow) -> Plan | None:
        """The plan of a row: the latest revision unless another is named. None comes with its problem."""
        place = self._place(row)
        if place is None:
            return None
        office, year, kind = place
        revisions = self._by_place.get((office.pk, year.pk, kind), {})
        if not revisions:
            row.problem("kind", _no_plan(office, year))
            return None
        wanted = row.whole("revision", among=revisions) if row.text("revision") else max(revisions)
        return revisions.get(wanted or 0)

    def indicator(self, row: FlatRow, plan: Plan) -> Indicator | None:
        """The indicator of a row by its number, and its activity's where two share it. None comes with its problem."""
        number = to_ascii(row.needed("number"))
        found = self._indicators.get((plan.pk, number), [])
        if activity := to_ascii(row.text("activity")):
            found = [each for each in found if each.activity.number == activity]
        if len(found) == 1:
            return found[0]
        if number:
            row.problem("number", _doubled(number) if found else _no_indicator(number))
        return None

    def _place(self, row: FlatRow) -> tuple[Office, FiscalYear, str] | None:
        """Office, year and kind, understood once for all rows that say them alike."""
        said = tuple(row.texts.get(column, "") for column in ("office_code", "office", "year", "kind"))
        if (known := self._places.get(said)) is not None:
            return known
        office, year, kind = self._offices.of(row), self._years.of(row), row.choice("kind", self._kinds)
        place = (office, year, kind) if office and year and kind else None
        self._places[said] = place
        return place

    def _load(self, rows: Iterable[FlatRow], *, locked: bool) -> QuerySet[Plan]:
        # A copy of the row takes the problems: they are told when the row is judged.
        places = [place for row in rows if (place := self._place(FlatRow(row.line, row.texts)))]
        plans = Plan.objects.select_related("office__parent__parent", "year", "policy", "template").order_by("pk")
        if locked:
            plans = plans.select_for_update(of=("self",))
        offices, years = {office.pk for office, _, _ in places}, {year.pk for _, year, _ in places}
        return plans.filter(office__in=offices, year__in=years, kind__in={kind for _, _, kind in places})


def _no_plan(office: Office, year: FiscalYear) -> Sentence:
    return Sentence(
        f"{office.name_bn}, {to_bengali(year.code)}: এমন পরিকল্পনা নেই। আগে পরিকল্পনাটি আনুন।",
        f"{office.name_en}, {year.code}: there is no such plan. Import the plan first.",
    )


def _no_indicator(number: str) -> Sentence:
    return Sentence(
        f"পরিকল্পনাটিতে সূচক {to_bengali(number)} নেই। নম্বর দেখে আবার দিন।",
        f"The plan has no indicator {number}. Check the number and try again.",
    )


def _doubled(number: str) -> Sentence:
    return Sentence(
        f"সূচক {to_bengali(number)} একাধিক কার্যক্রমে আছে। activity কলামে কার্যক্রমের নম্বর দিন।",
        f"Several activities have an indicator {number}. Name the activity in the column activity.",
    )
