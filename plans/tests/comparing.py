"""Owns comparing plans that went through a workbook: everything equal, but a plain number or date in any digits."""

import re
from typing import Any

from cell_values.digits import to_ascii
from plan_tree.tree import PlanTree
from plans.interchange import import_json

# What is written as a real cell comes back without the form it was typed in.
PLAIN = re.compile(r"(\d+)(\.\d*?)?0*(%?)|\d\d/\d\d/\d{4}", re.ASCII)


def comparable(draft: PlanTree) -> dict[str, Any]:
    """A draft as data without its addresses and doubts, with every quarter's claim and what is printed around it."""
    data = import_json(draft, office=draft.office_name, year=draft.year, saved=False, problems=())
    claims = draft.claims_by_quarter.items()
    data["claims"] = sorted((q, claim.total, claim.obtained) for q, claim in claims if not claim.is_empty)
    data["around"] = sorted((q, around.above, around.below) for q, around in draft.surroundings_by_quarter.items())
    del data["claimed"]
    for area in data["areas"]:
        for row in area["indicators"]:
            row["other_years"] = sorted(row.get("other_years", []), key=lambda each: (each["year"], each["sort"]))
            row["grades"] = [grade for grade in row["grades"] if grade["value"]]
            _flatten(row)
    data["empty"] = [
        (area.number, activity.number, activity.title)
        for area in draft.areas
        for activity in area.activities
        if not activity.indicators
    ]
    return data


def _flatten(row: dict[str, Any]) -> None:
    values = [row["annual"], *(grade["value"] for grade in row["grades"])]
    values += [year["value"] for year in row["other_years"]]
    values += [value for quarter in row["quarters"].values() for value in (quarter["target"], quarter["achievement"])]
    for value in filter(None, values):
        text = to_ascii(value["text"])
        if PLAIN.fullmatch(text) and value["state"] == "given":
            value["text"] = value["quantity"] or value["dates"][0]
