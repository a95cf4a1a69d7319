"""Owns what the half or the whole of a year comes to, told row by row: as data that is kept, digested and printed."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from decimal import Decimal
from itertools import groupby
from typing import Any, Self

from marking.scorecard import Mark
from plan_tree.terms import QUARTERS
from plan_tree.tree import AreaNode, IndicatorNode
from plans.models import Evidence, Plan
from plans.queries.quarter_contents import QuarterContents
from plans.sealing import digest_of

FIGURES = ("weight", "earned", "possible")


@dataclass(frozen=True, slots=True)
class ProvingFile:
    """A file that was attached to a row in a quarter; ``size`` in bytes, 0 where nobody knows."""

    quarter: int
    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class PeriodRow:
    """A row of the form over the period: figures are marks, texts as typed; ``area`` is its number and title.

    ``targets``: quarter and text; 0 is the whole year. ``note`` is what a reviewer says of the row.
    """

    key: int
    area: tuple[str, str]
    number: str
    title: str
    weight: Decimal
    targets: tuple[tuple[int, str], ...]
    total: str
    earned: Decimal
    possible: Decimal
    remark: str = ""
    note: str = ""
    files: tuple[ProvingFile, ...] = ()

    @property
    def is_unproved(self) -> bool:
        """Whether it reports something and brings no evidence."""
        return bool(self.total) and not self.files

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        figures = {name: Decimal(data[name]) for name in FIGURES}
        files = tuple(ProvingFile(**each) for each in data["files"])
        targets = tuple((quarter, text) for quarter, text in data["targets"])
        return cls(**{**data, **figures, "area": tuple(data["area"]), "targets": targets, "files": files})


@dataclass(frozen=True, slots=True)
class PeriodArea:
    """An area with its rows and the sums of their marks."""

    number: str
    title: str
    rows: tuple[PeriodRow, ...]

    @property
    def earned(self) -> Decimal:
        return sum((row.earned for row in self.rows), Decimal(0))

    @property
    def possible(self) -> Decimal:
        return sum((row.possible for row in self.rows), Decimal(0))


@dataclass(frozen=True, slots=True)
class PeriodTold:
    """A plan through a quarter: the marks, the rows, and in ``words`` what somebody wrote of it, by name."""

    through: int
    earned: Decimal
    possible: Decimal
    policy: str
    rows: tuple[PeriodRow, ...]
    words: Mapping[str, str] = field(default_factory=dict)

    @property
    def areas(self) -> list[PeriodArea]:
        """The rows by area, in the order of the form."""
        return [PeriodArea(area[0], area[1], tuple(rows)) for area, rows in groupby(self.rows, lambda row: row.area)]

    @property
    def unproved(self) -> list[PeriodRow]:
        return [row for row in self.rows if row.is_unproved]

    @property
    def proved(self) -> list[PeriodRow]:
        """The rows that bring files."""
        return [row for row in self.rows if row.files]

    @property
    def files(self) -> int:
        return sum(len(row.files) for row in self.rows)

    @property
    def digest(self) -> str:
        """SHA-256 over all of it, as hexadecimal digits."""
        return digest_of(self.as_json())

    @property
    def said(self) -> Any:
        """What the office says of its rows, without the marks that follow from it and from decisions."""
        return [(row.number, row.title, row.targets, row.total, row.files) for row in self.rows]

    def as_json(self) -> dict[str, Any]:
        """As a round keeps it; decimals are strings."""
        return json.loads(json.dumps(asdict(self), default=str))  # type: ignore[no-any-return]

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """The inverse of ``as_json``."""
        rows = tuple(map(PeriodRow.from_json, data["rows"]))
        figures = {name: Decimal(data[name]) for name in ("earned", "possible")}
        return cls(**{**data, **figures, "rows": rows})


def told_of_period(
    contents: QuarterContents,
    *,
    words: Mapping[str, str],
    files: Mapping[int, Iterable[ProvingFile]] | None = None,
    notes: Mapping[str, str] | None = None,
) -> PeriodTold:
    """The plan through the quarter of ``contents``; files and notes by the key of an indicator. Four queries."""
    card, files, notes = contents.scorecard, files or {}, notes or {}
    marks = {mark.number: mark for mark in card.marks}
    rows = [
        replace(
            _row(area, row, marks.get(row.number), contents.quarter),
            files=tuple(files.get(row.key or 0, ())),
            note=notes.get(str(row.key), ""),
        )
        for area, row in _placed(contents.tree.areas)
    ]
    possible = card.possible_to_date if contents.quarter < len(QUARTERS) else card.possible
    return PeriodTold(contents.quarter, card.earned, possible, card.policy, tuple(rows), dict(words))


def files_of_year(plan: Plan) -> dict[int, list[ProvingFile]]:
    """All evidence of a plan by the key of its indicator, in the order it was attached. One query."""
    found: dict[int, list[ProvingFile]] = defaultdict(list)
    files = Evidence.objects.filter(cell__indicator__activity__area__plan=plan).order_by("cell__quarter", "pk")
    for key, quarter, name, size, digest in files.values_list(
        "cell__indicator", "cell__quarter", "name", "size", "sha256"
    ):
        found[key].append(ProvingFile(quarter, name, size, digest))
    return found


def _placed(areas: Iterable[AreaNode]) -> Iterator[tuple[AreaNode, IndicatorNode]]:
    for area in areas:
        for activity in area.activities:
            for row in activity.indicators:
                yield area, row


def _row(area: AreaNode, row: IndicatorNode, mark: Mark | None, through: int) -> PeriodRow:
    possible = Decimal(0) if mark is None else mark.possible if through == len(QUARTERS) else mark.possible_to_date
    return PeriodRow(
        key=row.key or 0,
        area=(area.number, area.title),
        number=row.number,
        title=row.title,
        weight=row.weight,
        targets=_targets(row, through),
        total=mark.total.text if mark else "",
        earned=mark.earned if mark else Decimal(0),
        possible=possible,
        remark="; ".join(node.remark for _, node in row.known_quarters(through) if node.remark),
    )


def _targets(row: IndicatorNode, through: int) -> tuple[tuple[int, str], ...]:
    """That of the year; of a part of it, or where the year has none, those of its quarters, where the form has any."""
    whole = next(((0, grade.target.text) for grade in row.all_grades if grade.target.text), None)
    quarters = [(quarter, node.target.text) for quarter, node in row.known_quarters(through) if node.target.text]
    if quarters and (through < len(QUARTERS) or whole is None):
        return tuple(quarters)
    return (whole,) if whole else ()
