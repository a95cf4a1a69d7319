"""Owns the rows of a scorecard that a reader looks for: late, missing, assessed, contradicting, and how all stand."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from marking.dated_targets import late_dates
from marking.figures import show_day
from marking.scorecard import Mark, MarkStatus
from plan_tree.problems import Problem
from plan_tree.tree import ActivityNode, IndicatorNode, PlanTree
from plans.display import digits, said
from plans.queries.trees import StoredRows

Place = tuple[ActivityNode, IndicatorNode]

OPEN_UP_TO = 8  # rows of a group shown without a click
CONCERNS = ("late", "missing", "words", "unreadable", "no_target", "exemption_asked")
STATUSES = (
    MarkStatus.WORDS,
    MarkStatus.UNREADABLE,
    MarkStatus.NO_TARGET,
    MarkStatus.EXEMPTION_ASKED,
    MarkStatus.ASSESSED,
    MarkStatus.ZERO,
    MarkStatus.PARTIAL,
    MarkStatus.NOT_APPLICABLE,
    MarkStatus.NOT_DUE,
    MarkStatus.ON_TRACK,
    MarkStatus.FULL,
)


@dataclass(frozen=True)
class EvidenceLink:
    """The cell of a quarter with so many files."""

    quarter: int
    cell_id: int
    files: int


@dataclass(frozen=True)
class MarkRow:
    """A mark beside the words of its row, where its evidence is, and what its days leave in doubt."""

    mark: Mark
    activity: str
    indicator: str
    evidence: tuple[EvidenceLink, ...] = ()
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Listed:
    """A row in a group, with what puts it there where the group does not say it."""

    row: MarkRow
    why: str = ""


@dataclass(frozen=True)
class Group:
    """Rows of one sort; ``code`` is late, missing, contradicting or a status of marks."""

    code: str
    rows: tuple[Listed, ...]

    @property
    def is_open(self) -> bool:
        return self.code in CONCERNS and len(self.rows) <= OPEN_UP_TO


def doubts_about(number: str, problems: Iterable[Problem]) -> tuple[str, ...]:
    """What is doubted of an indicator, in the reader's language."""
    return tuple(said(problem.sentence) for problem in problems if problem.about == number)


def mark_row(
    mark: Mark, place: Place | None, evidence: Mapping[str, Sequence[EvidenceLink]], doubts: tuple[str, ...]
) -> MarkRow:
    """A mark with the words and the evidence of its row; a frozen mark may have lost its row."""
    if place is None:
        return MarkRow(mark, "", "")
    activity, indicator = place
    return MarkRow(mark, activity.title, indicator.title, tuple(evidence.get(mark.number, ())), doubts)


def evidence_links(rows: StoredRows, through: int) -> dict[str, list[EvidenceLink]]:
    """Where the evidence of each indicator is, by its number, through a quarter; the cells must be counted."""
    found: dict[str, list[EvidenceLink]] = defaultdict(list)
    for row in rows.indicators:
        for cell in row.cells.all():
            files: int = cell.evidence_count  # type: ignore[attr-defined]
            if files and cell.quarter <= through:
                found[row.number].append(EvidenceLink(cell.quarter, cell.pk, files))
    return found


def group_rows(rows: Sequence[MarkRow], tree: PlanTree, problems: Iterable[Problem], quarter: int) -> list[Group]:
    """Every row in the groups it belongs to; a group without rows is left out."""
    known = {each.number: each for each in tree.indicators}
    groups = [
        Group("late", tuple(_late(rows, known, tree.start_year, quarter))),
        Group("missing", tuple(Listed(row) for row in rows if _is_missing(row.mark, known, quarter))),
        Group("contradicting", tuple(_contradicting(rows, problems))),
        *(Group(status.value, tuple(Listed(row) for row in rows if row.mark.status is status)) for status in STATUSES),
    ]
    return [group for group in groups if group.rows]


def _late(
    rows: Sequence[MarkRow], known: Mapping[str, IndicatorNode], start_year: int, quarter: int
) -> Iterator[Listed]:
    for row in rows:
        if indicator := known.get(row.mark.number):
            late = late_dates(indicator, start_year=start_year, through=quarter)
            days = [f"{show_day(each.done)} > {show_day(each.target.day)}" for each in late if each.done]
            if days:
                yield Listed(row, digits(", ".join(days)))


def _is_missing(mark: Mark, known: Mapping[str, IndicatorNode], quarter: int) -> bool:
    """Nothing was reported of what is due, or the quarter's own cell is empty though it has a target."""
    if mark.status is MarkStatus.MISSING:
        return True
    row = known.get(mark.number)
    return row is not None and row.target(quarter).is_given and row.achievement(quarter).is_blank


def _contradicting(rows: Sequence[MarkRow], problems: Iterable[Problem]) -> Iterator[Listed]:
    told: dict[str, list[str]] = {}
    for problem in problems:
        told.setdefault(problem.about, []).append(said(problem.sentence))
    for row in rows:
        if why := told.get(row.mark.number):
            yield Listed(row, " ".join(why))
