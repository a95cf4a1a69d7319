"""Owns the plans of the corpus as data: the two real ones as checked by eye, parts of them, and what is reported.

A plan is what ``import_plan --json`` prints of it; a doubt belongs to a part of an indicator, wherever that is written.
"""

import copy
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Json = dict[str, Any]
Doubt = tuple[str, str, str, str]  # severity, code, number of the indicator (or area), part

FIXTURES = Path(__file__).parents[3] / "fixtures"
INDUSTRIES, LABOUR = "industries-nis-2020-21", "labour-egov-2021-22-q1"
_COLUMNS = {
    INDUSTRIES: dict(zip("FHIJK", ("annual", "q1", "q2", "q3", "q4"), strict=True)),
    LABOUR: dict(zip("HIJ", ("100", "80", "60"), strict=True)) | {"C": "area_weight"},
}


@dataclass(frozen=True)
class Described:
    """A plan with what is doubtful in it."""

    data: Json
    doubts: tuple[Doubt, ...] = ()
    claims: Json = field(default_factory=dict)

    @property
    def areas(self) -> list[Json]:
        areas: list[Json] = self.data["areas"]
        return areas

    @property
    def rows(self) -> Iterator[Json]:
        return (row for area in self.areas for row in area["indicators"])

    def of_areas(self, numbers: Iterable[str]) -> "Described":
        """The plan with some of its areas only."""
        chosen = set(numbers)
        data = self.data | {"areas": [area for area in self.areas if area["number"] in chosen]}
        return Described(data, tuple(doubt for doubt in self.doubts if doubt[2].split(".")[0] in chosen))

    def changed(self, change: Callable[[Json], None], *doubts: Doubt) -> "Described":
        """The plan with something changed in its data, and the doubts this raises."""
        data = copy.deepcopy(self.data)
        change(data)
        return Described(data, (*self.doubts, *doubts))

    def without_doubts(self, wanted: Callable[[Doubt], bool]) -> "Described":
        return Described(self.data, tuple(doubt for doubt in self.doubts if not wanted(doubt)))


def real_plan(name: str) -> Described:
    """A real plan with its doubts taken from the cells of the official workbook to the parts that stand there."""
    data = json.loads((FIXTURES / "golden" / f"{name}.json").read_text(encoding="utf-8"))
    rows = dict(_integrity_rows(data) if name == INDUSTRIES else _egov_rows(data))
    doubts = (
        (problem["severity"], problem["code"], rows[int(problem["cell"][1:])], _COLUMNS[name][problem["cell"][0]])
        for problem in data["problems"]
    )
    kept = {key: data[key] for key in ("kind", "office", "year", "areas", "claimed")}
    found = tuple((s, c, n.split(".")[0] if part == "area_weight" else n, part) for s, c, n, part in doubts)
    return Described(kept, found)


def _integrity_rows(data: Json) -> Iterator[tuple[int, str]]:
    """Row of the official workbook -> number: below five rows of header a heading per area, two rows per indicator."""
    row = 6
    for area in data["areas"]:
        row += 1
        for indicator in area["indicators"]:
            yield from ((row, indicator["number"]), (row + 1, indicator["number"]))
            row += 2


def _egov_rows(data: Json) -> Iterator[tuple[int, str]]:
    numbers = (indicator["number"] for area in data["areas"] for indicator in area["indicators"])
    return enumerate(numbers, start=8)


def value(text: str, *, quantity: str | None = None, dates: tuple[str, ...] = (), state: str = "given") -> Json:
    """A value as the machine interface prints it."""
    return {"text": text, "quantity": quantity, "dates": list(dates), "state": state}


_NONE, _WORDS = value("--", state="none"), value("হালনাগাদ করা হয়েছে", state="words")
_REPORTED = {  # unit -> what an office reports in a quarter, nothing of it doubtful
    "number": (value("১", quantity="1"), value("২টি", quantity="2"), _NONE, value("০", quantity="0")),
    "percent": (value("৮০%", quantity="80"), value("১০০", quantity="100"), _NONE, value("৯৫.৫%", quantity="95.5")),
    "lakh_taka": (value("১.২৫", quantity="1.25"), value("৫০ হাজার টাকা", state="words"), _NONE, _NONE),
}


def reported(plan: Described, quarters: tuple[int, ...]) -> Described:
    """The plan with achievements of every kind in some quarters; dates in time, words where nothing else fits."""

    def report(data: Json) -> None:
        for place, row in enumerate(row for area in data["areas"] for row in area["indicators"]):
            for quarter in quarters:
                row["quarters"][f"q{quarter}"]["achievement"] = _achievement(row, quarter, place, data["year"])

    return plan.changed(report)


def _achievement(row: Json, quarter: int, place: int, year: str) -> Json:
    if row["unit"] == "date":
        start = int(year[:4])
        day, month, of = ((20, 8, start), (15, 11, start), (7, 2, start + 1), (30, 4, start + 1))[quarter - 1]
        text = f"{day:02}/{month:02}/{of}".translate(str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯"))
        return _WORDS if place % 3 == 2 else value(text, dates=(f"{of}-{month:02}-{day:02}",))
    known = _REPORTED.get(row["unit"], (_WORDS, _NONE))
    found = known[(place + quarter) % len(known)]
    return _WORDS if found["text"].startswith("৫০ হাজার") else found


def remarked(plan: Described) -> Described:
    """The plan with remarks, and totals and marks the office claims itself."""

    def remark(data: Json) -> None:
        for place, row in enumerate(row for area in data["areas"] for row in area["indicators"]):
            row["remark"] = row["remark"] or ("ঐ" if place % 2 else f"প্রমাণক সংযুক্ত (পরিশিষ্ট-{place + 1})")
            if place % 2 == 0:
                row["claimed_total"], row["claimed_marks"] = "৩টি", row["weight"]

    return plan.changed(remark)
