"""Owns filling the printed comparison: the offices of a tier side by side, from their stored figures."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language

from cell_values.sentence import Sentence
from offices.models import FiscalYear
from official_forms.kind import PlanKind
from plans.display import said
from plans.kinds import plan_kind
from reports.printed.imprint import Imprint
from reports.printed.paper_widths import compared_width
from reports.queries.compared_rows import LEVELS
from reports.queries.comparison import Comparison, compare
from reports.queries.league import BEST_FIRST, TOP_TIERS, League
from reports.spreads import Distribution, Trend, distribution_of, trend_of

OF_MINISTRIES = Sentence("মন্ত্রণালয় ও বিভাগের তুলনা", "Comparison of ministries and divisions")
AMONG_CHOSEN = Sentence("কেবল বাছাই করা দপ্তর, ক্রম তাদের মধ্যে।", "Chosen offices only, ranked among themselves.")
OF_OFFICES = Sentence("দপ্তরসমূহের তুলনা", "Comparison of offices")


@dataclass(frozen=True, slots=True)
class PrintedComparison:
    """``levels`` are the shades of the squares with the least percentage of each, best first; ``chosen`` says which
    offices were, where not all that are usual: the ranks are among these.
    """

    imprint: Imprint
    kind: PlanKind
    year: FiscalYear
    quarter: int
    found: Comparison
    distribution: Distribution
    trend: Trend
    levels: tuple[tuple[int, int], ...] = LEVELS
    chosen: str = ""

    @property
    def title(self) -> str:
        """What is compared: a title that says ministries is kept for these."""
        is_top = all(row.office.tier in TOP_TIERS for row in self.found.everybody)
        return said(OF_MINISTRIES if is_top else OF_OFFICES)

    @property
    def among(self) -> str:
        """That the ranks are those of some offices alone, and which; else nothing."""
        return f"{said(AMONG_CHOSEN)} {self.chosen}" if self.chosen else ""

    @property
    def area_width(self) -> str:
        return compared_width(len(self.found.areas), has_clusters=self.found.has_clusters)


def printed_comparison(
    league: League, *, sort: str = BEST_FIRST, printed_on: date, chosen: str = ""
) -> PrintedComparison:
    """The offices that make plans of the kind, with distribution and trend, in the active language."""
    found = compare(league, sort=sort)
    kind = plan_kind(league.kind)
    imprint = Imprint(get_language() or "bn", said(kind.title), printed_on)
    spread, course = distribution_of(league), trend_of(league, found.everybody)
    return PrintedComparison(imprint, kind, league.year, league.through, found, spread, course, chosen=chosen)
