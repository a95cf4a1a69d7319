"""Owns a row of the comparison: an office with its stored figures of four quarters, its squares and its trend."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from offices.models import Office
from plan_tree.terms import QUARTERS
from plans.models.report import STATES
from reports.queries.clusters import ClusterPlace
from workflow.transitions import HANDED_IN

LEVELS = ((95, 5), (85, 4), (70, 3), (50, 2), (30, 1), (0, 0))
STATE_LABELS = dict(STATES)
HALF = Decimal("0.5")
HeatSquare = tuple[str, int | None, int | None, str]  # area number, percentage of what was due, level, where it leads
AreaHead = tuple[str, str, Decimal]  # number, title, weight


@dataclass(frozen=True)
class QuarterFigures:
    """An office through a quarter, as stored with its scorecard; ``percent`` and ``shares`` are of what was due."""

    quarter: int
    plan_id: int
    state: str
    submitted_at: datetime | None
    earned: Decimal
    due: Decimal
    percent: Decimal | None
    shares: dict[str, int]

    @property
    def is_handed_in(self) -> bool:
        return self.state in HANDED_IN

    @property
    def state_label(self) -> str:
        return str(STATE_LABELS[self.state])

    @cached_property
    def url(self) -> str:
        return reverse("reports:scorecard", kwargs={"plan_id": self.plan_id, "quarter": self.quarter})

    def squares(self, areas: Iterable[AreaHead]) -> tuple[HeatSquare, ...]:
        return tuple(self._square(number) for number, _title, _weight in areas)

    def _square(self, number: str) -> HeatSquare:
        share = self.shares.get(f"area-{number}")
        if share is None:
            return number, None, None, ""
        level = level_of(share) if self.is_handed_in else None  # nobody is judged by what is not handed in
        return number, share, level, f"{self.url}#area-{number}"


@dataclass(frozen=True)
class ComparisonRow:
    """An office with its marks through a quarter; ``earned`` is None where there is no plan.

    Ranked is what was handed in. Equal shares have equal ranks and the next ones are skipped (1, 2, 2, 4);
    ``is_shared`` says that it is so.
    """

    office: Office
    quarters: tuple[QuarterFigures, ...]
    through: int
    heads: tuple[AreaHead, ...]
    rank: int | str
    is_shared: bool
    in_cluster: ClusterPlace | None = None

    @cached_property
    def current(self) -> QuarterFigures | None:
        return next((figures for figures in self.quarters if figures.quarter == self.through), None)

    @property
    def earned(self) -> Decimal | None:
        return self.current.earned if self.current else None

    @property
    def due(self) -> Decimal | None:
        return self.current.due if self.current else None

    @property
    def percent(self) -> Decimal | None:
        return self.current.percent if self.current else None

    @property
    def is_ranked(self) -> bool:
        return self.current is not None and self.current.is_handed_in and self.percent is not None

    @property
    def state(self) -> str:
        return self.current.state if self.current else "missing"

    @property
    def state_label(self) -> str:
        return self.current.state_label if self.current else _("no plan")

    @property
    def url(self) -> str:
        return self.current.url if self.current else ""

    @cached_property
    def areas(self) -> tuple[HeatSquare, ...]:
        if self.current is None:
            return tuple((number, None, None, "") for number, _title, _weight in self.heads)
        return self.current.squares(self.heads)

    @property
    def by_quarter(self) -> list[tuple[QuarterFigures, tuple[HeatSquare, ...]]]:
        """The squares of every quarter handed in: of the others nothing can be said yet."""
        return [(figures, figures.squares(self.heads)) for figures in self.quarters if figures.is_handed_in]

    @property
    def trend(self) -> tuple[tuple[int, int], ...]:
        """Whole percentages of the quarters handed in, up to the chosen one."""
        return tuple(
            (figures.quarter, int(figures.percent + HALF))
            for figures in self.quarters
            if figures.quarter <= self.through and figures.is_handed_in and figures.percent is not None
        )


def level_of(share: int) -> int:
    """The shade of a percentage: 5 is the best."""
    return next(level for least, level in LEVELS if share >= least)


def figures_of(office: Office) -> tuple[QuarterFigures, ...]:
    """The quarters an office of the league has a report of."""
    found = ((quarter, *(getattr(office, f"{name}_{quarter}") for name in _NAMES)) for quarter in QUARTERS)
    return tuple(QuarterFigures(*values) for values in found if values[1] is not None)


_NAMES = [name for name in QuarterFigures.__dataclass_fields__ if name != "quarter"]
