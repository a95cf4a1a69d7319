"""Owns the proof that docs/marking.md is true: every row of its tables is marked as written, none is missing."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from cell_values.value import Unit
from marking.policy import Policy
from marking.tests.make import marked, row
from plan_tree.terms import Direction, LateRule, QuarterRule

DOCUMENT = Path(__file__).parents[2] / "docs" / "marking.md"
WORDS = {"true": True, "false": False}


def tables(last: str) -> Iterator[tuple[str, int, dict[str, str]]]:
    """The rows of every table whose last column is called so, with their section and line."""
    section, header = "", []
    for line, text in enumerate(DOCUMENT.read_text(encoding="utf-8").splitlines(), 1):
        if text.startswith(("## ", "### ")):
            section, header = text.lstrip("# "), []
        cells = [cell.strip() for cell in text[1:-1].split("|")] if text.startswith("| ") else []
        if cells and not header:
            header = cells if cells[-1] == last else []
        elif cells:
            assert len(cells) == len(header), f"{DOCUMENT.name}:{line} has {len(cells)} cells"
            yield section, line, dict(zip(header, cells, strict=True))


def documented_rows() -> list[Any]:
    """The rows worked by hand one by one, named by section and line."""
    return [pytest.param(row, id=f"{section}-line-{line}") for section, line, row in tables("by hand")]


def product_rows() -> list[Any]:
    """The table of the whole product, a row for every unit and rule it stands for."""
    return [
        pytest.param(row, unit, rule, id=f"{unit}-{rule}-line-{line}")
        for _section, line, row in tables("worked")
        for unit in (Unit if row["units"] == "all" else map(Unit, row["units"].split(", ")))
        for rule in map(QuarterRule, row["rules"].split(", "))
    ]


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
    facts: dict[str, Any] = {"assessed": {}, "answered": {}}
    for word in text.split():
        name, _, value = word.partition("=")
        if name == "lower":
            facts["direction"] = Direction.LOWER
        elif name == "late":
            marks, _, days = value.partition("/")
            facts["late_rule"] = LateRule(Decimal(marks), int(days))
        elif name.startswith("assessed"):
            facts["assessed"][int(name.removeprefix("assessed"))] = value
        elif name.startswith("answer"):
            facts["answered"][int(name.removeprefix("answer"))] = value
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
    assert all(f"{switch}=" in switches for switch in ("late", *Policy("any").switches()))


# --- every unit, rule and switch ---------------------------------------------------------------------------------


COLUMNS = ("default", *dict.fromkeys(column for *_, row in tables("worked") for column in row if "=" in column))


@pytest.mark.parametrize(("written", "unit", "rule"), product_rows())
def test_a_row_of_the_product_is_marked_as_worked_by_hand_under_every_switch(written, unit, rule):
    targets, done = four(written["quarter targets"]), four(written["achieved"])
    answered = {quarter: "granted" for quarter, text in enumerate(done, 1) if text == "n/a"}
    facts = {"targets": targets, "done": done, "quarter_rule": rule, "answered": answered}
    for column in COLUMNS:
        policy, more = switched("" if column == "default" else column)
        late_rule = more.get("late_rule")
        indicator = row("4", unit, **facts, **ladder(written["target"]), late_rule=late_rule)
        found = marked(indicator, 4, policy)
        shown = "·" if not found.possible else str(found.earned)
        assert shown == written[column], column


def test_the_product_leaves_out_no_unit_rule_or_switch():
    """And each switch changes a mark under every unit and rule, but where it cannot have a say."""
    assert {column.partition("=")[0] for column in COLUMNS} == {"default", "late", *Policy("any").switches()}
    rows = [parameter.values for parameter in product_rows()]
    for unit, rule in product(Unit, QuarterRule):
        written = [row for row, of_unit, of_rule in rows if (of_unit, of_rule) == (unit, rule)]
        silent = {column for column in COLUMNS if all(row[column] == row["default"] for row in written)}
        asks_for_dates_alone = rule is QuarterRule.DATE and unit is not Unit.NUMBER_AND_DATE
        assert silent == {"default", *(["number_and_date=nothing"] if asks_for_dates_alone else [])}, (unit, rule)
