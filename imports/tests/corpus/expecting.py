"""Owns what is expected of a drawn form: the plan it holds in this layout, and every doubt with its cell.

It is worked out from the description and the layout alone; no reader takes part.
"""

import copy
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from imports.tests.corpus.bijoy import has_words, shown_in_bijoy
from imports.tests.corpus.canvas import Canvas
from imports.tests.corpus.plans import Described, Json

Told = dict[str, str]
IMPOSSIBLE = "৩১/০২/২০২১"  # a day that the signature of a specimen bears


def expected(canvas: Canvas, plan: Described) -> Json:
    """The plan as ``import_plan --json`` is to print it, its problems without their sentences."""
    data = copy.deepcopy(plan.data)
    integrity = data["kind"] == "integrity"
    for area in data["areas"]:
        for row in area["indicators"]:
            (_integrity_row if integrity else _egov_row)(canvas, row)
        _area(canvas, area, integrity)
    if not integrity and canvas.layout.totals == "none":
        data["claimed"] = {"total": None, "obtained": None}
    if canvas.layout.typing == "bijoy":
        _turned_back(data)
    if canvas.layout.signed:
        data["below"] = "\n".join(canvas.layout.signed)
    told = sorted(_told(canvas, plan), key=lambda each: (each["code"], each["cell"]))
    return data | {"problems": told}


_WORDS = ("activity", "title", "unit_text", "responsible", "remark", "note")


def _turned_back(part: Json) -> None:
    """Digits among words come back from Bijoy in Bengali, whatever they were."""
    for name, content in part.items():
        if name in _WORDS and has_words(content):
            part[name] = shown_in_bijoy(content)
        for below in content if isinstance(content, list) else ():
            if name in ("areas", "indicators"):
                _turned_back(below)


def _area(canvas: Canvas, area: Json, integrity: bool) -> None:
    layout = canvas.layout
    if integrity and layout.area_weight == "none":
        area["note"] = ""
        area["weight"] = _plain(sum(Decimal(row["weight"]) for row in area["indicators"]))
    if integrity and layout.area_weight == "column":
        area["note"] = ""


def _integrity_row(canvas: Canvas, row: Json) -> None:
    columns = canvas.layout.columns
    number = row["number"]
    for part, name, blank in (("weight", "weight", "0"), ("responsible", "responsible", ""), ("remark", "remark", "")):
        row[name] = row[name] if part in columns else blank
    row["claimed_total"] = canvas.texts.get((number, "total"), "")
    row["claimed_marks"] = row["claimed_marks"] if "marks" in columns else None
    baseline = row.pop("baseline", "")
    if "baseline" in columns:
        value = {"text": canvas.texts[number, "baseline"], "quantity": baseline or None, "dates": []}
        value |= {"state": "given" if baseline else "none"}
        row["other_years"] = [{"sort": "baseline", "year": "", "value": value}]
    row["annual"] = _shown(canvas, row["annual"], number, "annual", of_several=True) if "annual" in columns else None
    row["grades"] = [{"percent": 100, "value": row["annual"]}]
    for quarter, values in row["quarters"].items():
        values["target"] = _shown(canvas, values["target"], number, quarter)
        values["achievement"] = _shown(canvas, values["achievement"], number, f"{quarter} achieved")
    if "annual" not in columns:
        targets = [values["target"] for values in row["quarters"].values() if values["target"]]
        row["quarter_rule"] = (
            "date" if targets and all(each["dates"] and not each["quantity"] for each in targets) else None
        )
        if row["unit"] == "number_and_date":
            row["quarter_rule"] = None if any(each["quantity"] for each in targets) else row["quarter_rule"]


def _egov_row(canvas: Canvas, row: Json) -> None:
    number = row["number"]
    grades = {grade["percent"]: grade["value"] for grade in row["grades"]}
    row["grades"] = [
        {"percent": percent, "value": _shown(canvas, grades.get(percent), number, str(percent))}
        for percent in canvas.layout.grades
    ]
    row["annual"] = row["grades"][0]["value"]
    whole = row.pop("whole", None)
    row["claimed_total"] = whole["text"] if whole else row["claimed_total"]
    for quarter, values in row["quarters"].items():
        values["achievement"] = _shown(canvas, values["achievement"], number, f"{quarter} achieved")


def _shown(canvas: Canvas, value: Json | None, number: str, part: str, *, of_several: bool = False) -> Json | None:
    """A value with the text its cell shows; None where it is not written."""
    if value is None or (number, part) not in canvas.texts:
        return None
    text = canvas.texts[number, part]
    return value | {"text": value["text"] if of_several and text.endswith(",") else text}


def _told(canvas: Canvas, plan: Described) -> Iterator[Told]:
    for place, line in enumerate(canvas.layout.signed):
        if IMPOSSIBLE in line:
            yield _problem("warning", "impossible_date", canvas.places["", f"signed {place}"])
    for severity, code, number, part in plan.doubts:
        if (number, part) in canvas.places:
            yield _problem(severity, code, canvas.places[number, part])
    yield from (_integrity_told if plan.data["kind"] == "integrity" else _egov_told)(canvas, plan)


_TWO_SCRIPTS = re.compile(r"[0-9][০-৯]|[০-৯][0-9]|[0-9]\.[০-৯]|[০-৯]\.[0-9]")


def _integrity_told(canvas: Canvas, plan: Described) -> Iterator[Told]:
    columns, first = canvas.layout.columns, plan.areas[0]["number"]
    if "weight" not in columns:
        yield _problem("warning", "no_weights", canvas.places[first, "area"])
    elif canvas.layout.area_weight == "none":
        for area in plan.areas:
            yield _problem("notice", "area_weight_missing", canvas.places[area["number"], "area"])
    for place, text in canvas.texts.items():
        if _TWO_SCRIPTS.search(text):
            yield _problem("warning", "mixed_digits", canvas.places[place])
    for row in plan.rows:
        if canvas.layout.short:
            yield _problem("notice", "row_moved", canvas.places[row["number"], "achieved line"])
        for place in (place for place in canvas.places if place[0] == row["number"] and place[1].startswith("annual ")):
            yield _problem("notice", "cell_continued", canvas.places[place])
        if "annual" not in columns and _is_undecided(row):
            yield _problem("warning", "quarter_rule_undecided", canvas.places[row["number"], "activity"])


def _is_undecided(row: Json) -> bool:
    targets = [values["target"] for values in row["quarters"].values() if values["target"]]
    return any(each["quantity"] for each in targets)


def _egov_told(canvas: Canvas, plan: Described) -> Iterator[Told]:
    if canvas.layout.to_date:
        for quarter in canvas.layout.progress:
            yield _problem("notice", "year_to_date", canvas.places[f"q{quarter}", "progress"])


def _problem(severity: str, code: str, cell: str) -> Told:
    return {"severity": severity, "code": code, "cell": cell}


def _plain(number: Any) -> str:
    text = format(Decimal(number), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
