"""Owns the proof that docs/marking.md is true: every row of its decision table is marked as written there."""

from pathlib import Path
from typing import Any

import pytest

from plans.marking.facts import Direction, QuarterRule
from plans.marking.policy import Policy
from plans.tests.marking.make import marked, row
from plans.values.value import Unit

DOCUMENT = Path(__file__).parents[3] / "docs" / "marking.md"
WORDS = {"true": True, "false": False}


def documented_rows() -> list[Any]:
    """The rows of every table with the column "by hand", named by section and line."""
    found, section, header = [], "", []
    for line, text in enumerate(DOCUMENT.read_text(encoding="utf-8").splitlines(), 1):
        if text.startswith("### "):
            section, header = text[4:], []
        cells = [cell.strip() for cell in text[1:-1].split("|")] if text.startswith("| ") else []
        if cells and not header:
            header = cells if cells[-1] == "by hand" else []
        elif cells:
            assert len(cells) == len(header), f"{DOCUMENT.name}:{line} has {len(cells)} cells"
            found.append(pytest.param(dict(zip(header, cells, strict=True)), id=f"{section}-line-{line}"))
    return found


def four(text: str) -> list[str]:
    """The cells of four quarters."""
    cells = ["" if cell == "·" else cell for cell in text.split(" / ")]
    return [*cells, "", "", "", ""][:4]


def ladder(text: str) -> dict[str, Any]:
    """Column 6, or the grades where they are written with their percentages."""
    if ": " not in text:
        return {"annual": "" if text == "·" else text}
    grades = (grade.split(": ") for grade in text.split(" / "))
    return {"grades": {int(percent): target for percent, target in grades}}


def switched(text: str) -> tuple[Policy, dict[str, Any]]:
    """The policy and the facts that the column of switches names."""
    switches: dict[str, Any] = {}
    facts: dict[str, Any] = {"assessed": {}}
    for word in text.split():
        name, _, value = word.partition("=")
        if name == "lower":
            facts["direction"] = Direction.LOWER
        elif name.startswith("assessed"):
            facts["assessed"][int(name.removeprefix("assessed"))] = value
        else:
            switches[name] = int(value) if name == "decimals" else WORDS.get(value, value)
    return Policy.from_switches("table", switches), facts


@pytest.mark.parametrize("written", documented_rows())
def test_a_row_of_the_document_is_marked_as_worked_by_hand(written):
    policy, facts = switched(written["switches"])
    indicator = row(
        written["weight"],
        Unit(written["unit"]),
        targets=four(written["quarter targets"]),
        done=four(written["achieved"]),
        quarter_rule=None if written["rule"] == "–" else QuarterRule(written["rule"]),
        **ladder(written["target"]),
        **facts,
    )
    found = marked(indicator, int(written["q"]), policy)
    assert {
        "computed": "none" if found.computed is None else str(found.computed),
        "earned": str(found.earned),
        "due": str(found.possible_to_date),
        "status": found.status.value,
    } == {name: written[name] for name in ("computed", "earned", "due", "status")}
    if written["by hand"].startswith("possible "):
        assert str(found.possible) == written["by hand"].removeprefix("possible ")


def test_the_document_works_through_every_rule_unit_and_switch():
    rows = [parameter.values[0] for parameter in documented_rows()]
    switches = " ".join(written["switches"] for written in rows)
    assert len(rows) > 90
    assert {written["rule"] for written in rows} == {"–", *(rule.value for rule in QuarterRule)}
    assert {"number", "percent", "date", "number_and_date", "lakh_taka"} == {written["unit"] for written in rows}
    assert all(f"{switch}=" in switches for switch in Policy("any").switches())
