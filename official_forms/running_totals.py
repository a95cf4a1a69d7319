"""Owns what an office reports from the beginning of the year: of it, what belongs to the quarter alone.

Where quarters add up, that is the difference to the quarters before; where they do not, the total cannot be taken
apart, and is doubted at its cell.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from cell_values.dates import show_date
from cell_values.digits import to_ascii, to_bengali
from cell_values.quarter_words import ORDINALS
from cell_values.reading import read_value
from cell_values.sentence import Sentence
from cell_values.value import Unit, Value, ValueState, plain
from plan_tree.problems import Problem, Severity
from plan_tree.terms import QUARTERS, QuarterRule
from plan_tree.tree import IndicatorNode, PlanTree

_FIGURE = re.compile(r"[0-9০-৯]+(?:[.,][0-9০-৯]+)*")
_NOTHING = Value("-", ValueState.NONE)
_SILENT = (ValueState.BLANK, ValueState.NONE, ValueState.NOT_APPLICABLE)
_Found = tuple[Severity, str, Sentence]


@dataclass(frozen=True, slots=True)
class TakenApart:
    """A draft whose running totals are those of their quarters, and what is doubtful about that."""

    draft: PlanTree
    problems: tuple[Problem, ...] = ()


def take_apart(draft: PlanTree, stored: PlanTree | None) -> TakenApart:
    """The draft with the totals of its ``to_date`` quarters taken apart, over what is stored of the plan so far.

    What was typed stays beside the difference (``QuarterNode.to_date``). A total below what its earlier quarters hold
    is an error, and nothing is taken from it. Nor is anything taken from a stored total of a later quarter than the
    draft reports: that it no longer is what it was is doubted where the draft changes it.
    """
    known = {row.number: row for row in stored.indicators} if stored else {}
    problems: list[Problem] = []

    def change(row: IndicatorNode) -> IndicatorNode:
        for quarter in sorted(draft.to_date):
            row, found = _in_quarter(row, quarter, known.get(row.number))
            cell = row.quarter(quarter).achievement_cell
            problems.extend(Problem(*each, draft.sheet, cell, row.number) for each in found)
        if earlier := known.get(row.number):
            problems.extend(_outdated_by(row, earlier, draft.sheet))
        return row

    return TakenApart(replace(draft.with_indicators(change), to_date=()), tuple(problems))


def _in_quarter(row: IndicatorNode, quarter: int, stored: IndicatorNode | None) -> tuple[IndicatorNode, list[_Found]]:
    node = row.quarter(quarter)
    if quarter == QUARTERS[0] or node.achievement.is_blank or row.quarter_rule is QuarterRule.CUMULATIVE:
        return row, []  # the first total is its quarter's, and of cumulative ones the latest counts as it is
    before = [_achieved(row, stored, each) for each in QUARTERS if each < quarter]
    value, found = _difference(row, quarter, node.achievement, before)
    changed = replace(node, achievement=value, to_date=node.achievement.text if node.achievement.is_given else "")
    return replace(row, quarters={**row.quarters, quarter: changed}), list(found)


def _achieved(row: IndicatorNode, stored: IndicatorNode | None, quarter: int) -> Value:
    """What a quarter holds once the draft is laid over the stored plan: a blank place erases nothing."""
    own = row.achievement(quarter)
    return stored.achievement(quarter) if own.is_blank and stored else own


def outdated_totals(row: IndicatorNode) -> dict[int, Sentence]:
    """The quarters of an indicator whose achievement is not what their total leaves any more, and what to say of it."""
    found = {}
    for quarter in QUARTERS[1:]:
        node = row.quarter(quarter)
        if node.to_date and row.quarter_rule is not QuarterRule.CUMULATIVE:
            before = [row.achievement(each) for each in QUARTERS if each < quarter]
            left, _ = _difference(row, quarter, read_value(node.to_date, row.unit).value, before)
            if (left.quantity, left.dates) != (node.achievement.quantity, node.achievement.dates):
                found[quarter] = _outdated(row, quarter, left)
    return found


def _outdated_by(row: IndicatorNode, stored: IndicatorNode, sheet: str) -> Iterator[Problem]:
    """What a draft's row makes untrue of the totals of quarters it does not report itself."""
    kept = [quarter for quarter in QUARTERS if row.achievement(quarter).is_blank]
    merged = replace(stored, quarters={**row.quarters, **{quarter: stored.quarter(quarter) for quarter in kept}})
    known, cells = (
        outdated_totals(stored),
        [row.quarter(each).achievement_cell for each in QUARTERS if each not in kept],
    )
    for quarter, sentence in outdated_totals(merged).items():
        if quarter in kept and quarter not in known:
            yield Problem(
                Severity.WARNING, "running_total_outdated", sentence, sheet, next(iter(cells), ""), row.number
            )


def _difference(
    row: IndicatorNode, quarter: int, total: Value, before: Sequence[Value]
) -> tuple[Value, tuple[_Found, ...]]:
    reported = [value for value in before if value.state not in _SILENT]
    if row.quarter_rule is QuarterRule.AVERAGE:
        return _as_typed(total, Severity.WARNING, "running_total_unclear", _rate(row, quarter, total))
    if not reported:
        return total, ()
    if not total.is_given or any(not value.is_given for value in reported):
        return _as_typed(total, Severity.WARNING, "running_total_unclear", _unclear(row, quarter, total, reported))
    left = sum((value.quantity or Decimal(0) for value in reported), Decimal(0))
    missing = Counter(_days(reported)) - Counter(total.dates)
    if (total.quantity is None) is not all(value.quantity is None for value in reported):
        return _as_typed(total, Severity.WARNING, "running_total_unclear", _unclear(row, quarter, total, reported))
    if missing or (total.quantity is not None and total.quantity < left):
        return _as_typed(total, Severity.ERROR, "running_total_below", _below(row, quarter, total, reported))
    days = tuple((Counter(total.dates) - Counter(_days(reported))).elements())
    return _value(total, None if total.quantity is None else total.quantity - left, days, row.unit), ()


def _as_typed(total: Value, severity: Severity, code: str, sentence: Sentence) -> tuple[Value, tuple[_Found, ...]]:
    return total, ((severity, code, sentence),)


def _days(values: Sequence[Value]) -> Iterator[date]:
    return (day for value in values for day in value.dates)


def _value(total: Value, quantity: Decimal | None, days: tuple[date, ...], unit: Unit) -> Value:
    """A value as the office would have typed it: in its digits, with its word behind the figure."""
    if quantity is None and not days:
        return _NOTHING
    is_bengali = to_ascii(total.text) != total.text
    figure = "" if quantity is None else _figure(total, quantity, is_bengali)
    shown = (show_date(day, bengali=is_bengali) for day in days)
    text = ", ".join(filter(None, (figure, *shown)))
    read = read_value(text, unit).value
    if (read.quantity, read.dates) == (quantity, days):
        return read
    return Value(text, ValueState.GIVEN, quantity, days)


def _figure(total: Value, quantity: Decimal, is_bengali: bool) -> str:
    figures = _FIGURE.findall(total.text)
    shown = to_bengali(plain(quantity)) if is_bengali else plain(quantity)
    return total.text.replace(figures[0], shown) if len(figures) == 1 else shown


# --- what is said ------------------------------------------------------------------------------------------------


def said_to_date(quarter: int, to_date: str, achievement: str) -> Sentence:
    """What stands beside an achievement that was worked out of a running total: both, as typed and as understood."""
    of_quarter = ORDINALS[quarter]
    return Sentence(
        f"বছরের শুরু থেকে “{to_date}” লেখা হয়েছিল; আগের কোয়ার্টার বাদে {of_quarter.bn} কোয়ার্টারে “{achievement}”।",
        f"“{to_date}” was reported from the beginning of the year; without the quarters before, “{achievement}” is of "
        f"quarter {quarter}.",
    )


def _place(row: IndicatorNode, quarter: int) -> tuple[str, str]:
    return f"সূচক {to_bengali(row.number)}, {ORDINALS[quarter].bn} কোয়ার্টার", f"Indicator {row.number}, quarter {quarter}"


def _rate(row: IndicatorNode, quarter: int, total: Value) -> Sentence:
    bn, en = _place(row, quarter)
    return Sentence(
        f"{bn}: “{total.text}” বছরের শুরু থেকে, কিন্তু এ সূচকে প্রতি কোয়ার্টারের নিজস্ব হার লাগে। ঐ কোয়ার্টারের হার লিখুন।",
        f"{en}: “{total.text}” counts from the beginning of the year, but this indicator needs the rate of each "
        "quarter. Write that of the quarter.",
    )


def _unclear(row: IndicatorNode, quarter: int, total: Value, before: Sequence[Value]) -> Sentence:
    bn, en = _place(row, quarter)
    texts = _quoted(before)
    return Sentence(
        f"{bn}: “{total.text}” বছরের শুরু থেকে, আগে আছে {texts}; বিয়োগ করা যায় না, তাই যেমন লেখা তেমনই ধরা হয়েছে। দেখুন।",
        f"{en}: “{total.text}” counts from the beginning of the year, the quarters before hold {texts}; it cannot be "
        "taken apart and was kept as typed. Please check.",
    )


def _below(row: IndicatorNode, quarter: int, total: Value, before: Sequence[Value]) -> Sentence:
    bn, en = _place(row, quarter)
    texts = _quoted(before)
    return Sentence(
        f"{bn}: বছরের শুরু থেকে “{total.text}”, কিন্তু আগের কোয়ার্টারেই আছে {texts}। কোনটি ঠিক, দেখে শুধরে আবার দিন।",
        f"{en}: “{total.text}” from the beginning of the year is less than the quarters before hold: {texts}. See "
        "which is right and put it right first.",
    )


def _outdated(row: IndicatorNode, quarter: int, left: Value) -> Sentence:
    bn, en = _place(row, quarter)
    node = row.quarter(quarter)
    return Sentence(
        f"{bn}: বছরের শুরু থেকে “{node.to_date}” লেখা হয়েছিল; আগের কোয়ার্টারে এখন যা আছে, তা বাদ দিলে থাকে “{left.text}”, "
        f"কিন্তু রাখা আছে “{node.achievement.text}”। ঘরটি দেখুন।",
        f"{en}: “{node.to_date}” was reported from the beginning of the year; with what the quarters before hold now "
        f"“{left.text}” is left for this one, but “{node.achievement.text}” is stored. Look at that cell.",
    )


def _quoted(values: Sequence[Value]) -> str:
    return ", ".join(f"“{value.text}”" for value in values)
