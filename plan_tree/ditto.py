"""Owns what ঐ stands for in the column of remarks: the remark above it."""

from cell_values.text import normalise
from plan_tree.tree import IndicatorNode, PlanTree

DITTO = frozenset(map(normalise, ("ঐ", "ঐ।", "ঐ-", "-ঐ-", "”", '"', "do", "ditto")))


def is_ditto(remark: str) -> bool:
    """Whether a remark says no more than: as above."""
    return normalise(remark).strip().lower() in DITTO


def remark_meant(tree: PlanTree, number: str, quarter: int) -> tuple[str, str] | None:
    """Number and remark the ঐ of a row in a quarter stands for; None where it is none, or none is above."""
    rows = list(tree.indicators)
    place = next((at for at, row in enumerate(rows) if row.number == number), 0)
    if not rows or not is_ditto(_remark(rows[place], quarter)):
        return None
    above = ((row.number, _remark(row, quarter)) for row in reversed(rows[:place]))
    return next(((number, remark) for number, remark in above if remark and not is_ditto(remark)), None)


def _remark(row: IndicatorNode, quarter: int) -> str:
    """That of the quarter, else that of the row."""
    return row.quarter(quarter).remark or row.remark
