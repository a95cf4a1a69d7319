"""Owns loading of offices, spellings, years and deadlines from ``fixtures/``; what administrators changed stays."""

import csv
from datetime import date
from pathlib import Path

from offices.models import Deadline, FiscalYear, Office, OfficeSpelling, Tier, YearEndDeadline
from offices.names import name_key
from offices.queries.lookup import find_offices
from offices.queries.year_end import missing_year_end_deadlines

FIRST_YEAR, LAST_YEAR = 2017, 2027


def load_offices(folder: Path) -> None:
    """Adds the offices and their spellings that are missing. Ministries made of divisions make no plan."""
    rows = _rows(folder / "offices.tsv")
    above = {row["ministry"] for row in rows}
    offices: dict[str, Office] = {}
    for row in sorted(rows, key=lambda row: (row["kind"] != Tier.CABINET_DIVISION, bool(row["ministry"]))):
        parent = offices[row["ministry"]] if row["ministry"] else next(iter(offices.values()), None)
        offices[row["name_bn"]] = _known(row) or _add_office(row, parent, makes_plan=row["name_bn"] not in above)
    for row in _rows(folder / "spellings.tsv"):
        _add_spelling(offices[row["name_bn"]], row["spelling"])


def load_calendar(folder: Path) -> None:
    """Adds the fiscal years 2017-18 to 2027-28 and all deadlines that are missing."""
    days = _rows(folder / "deadlines.tsv")
    for start in range(FIRST_YEAR, LAST_YEAR + 1):
        year, _ = FiscalYear.objects.get_or_create(start_year=start)
        if not year.year_end_deadlines.exists():
            YearEndDeadline.objects.bulk_create(missing_year_end_deadlines(year))
        if year.deadlines.exists():
            continue
        Deadline.objects.bulk_create(
            Deadline(year=year, quarter=int(row["quarter"]), tier=tier, due_on=_due_on(year, row))
            for row in days
            for tier in Tier
        )


def _due_on(year: FiscalYear, row: dict[str, str]) -> date:
    """The deadline's day: in the first calendar year for the first quarter, else in the second."""
    return date(year.start_year + (row["quarter"] != "1"), int(row["month"]), int(row["day"]))


def _known(row: dict[str, str]) -> Office | None:
    """The office of a row, though administrators gave it another name, code or place."""
    return next(iter(find_offices(row["code"]) or find_offices(row["name_bn"])), None)


def _add_office(row: dict[str, str], parent: Office | None, *, makes_plan: bool) -> Office:
    return Office.objects.create(
        parent=parent,
        tier=row["kind"],
        name_bn=row["name_bn"],
        name_en=row["name_en"],
        code=row["code"] or None,
        makes_plan=makes_plan,
    )


def _add_spelling(office: Office, spelling: str) -> None:
    OfficeSpelling.objects.get_or_create(office=office, key=name_key(spelling), defaults={"spelling": spelling})


def _rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t"))
