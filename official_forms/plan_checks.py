"""Owns the doubts about a whole draft: what its parts say against each other, whatever the kind of form."""

from collections.abc import Iterator
from decimal import Decimal

from cell_values.digits import to_bengali
from cell_values.numbers import show_number
from cell_values.sentence import Sentence
from cell_values.value import plain
from official_forms.date_checks import check_dates
from official_forms.target_checks import check_targets
from plan_tree.problems import Problem, Severity
from plan_tree.tree import AreaNode, IndicatorNode, PlanTree, weight_of


def check_draft(draft: PlanTree) -> tuple[Problem, ...]:
    """Every doubt about the draft as a whole (rulebook §7); both figures stand in the sentence.

    Errors only for what cannot be stored: no indicator, or a number given twice.
    """
    return (*_structure(draft), *_weights(draft), *check_dates(draft), *check_targets(draft))


def _structure(draft: PlanTree) -> Iterator[Problem]:
    if not draft.indicators:
        yield Problem(Severity.ERROR, "no_indicators", _NO_INDICATORS, draft.sheet)
    numbers: set[str] = set()
    for area in draft.areas:
        for activity in area.activities:
            yield from _misplaced(draft, activity.number, area.number, activity.cell)
            for indicator in activity.indicators:
                if indicator.number in numbers:
                    place = indicator.cell("number") or activity.cell
                    yield Problem(Severity.ERROR, "number_repeated", _repeated(indicator), draft.sheet, place)
                numbers.add(indicator.number)
                if indicator.number != activity.number:
                    yield from _misplaced(draft, indicator.number, activity.number, indicator.cell("number"))


def _misplaced(draft: PlanTree, number: str, above: str, cell: str) -> Iterator[Problem]:
    if not number.startswith(f"{above}."):
        sentence = Sentence(
            f"{to_bengali(number)} নম্বরটি {to_bengali(above)}-এর নিচে লেখা। নম্বর বা জায়গা ঠিক আছে কি না দেখুন।",
            f"Number {number} stands under {above}. Check the number or the place.",
        )
        yield Problem(Severity.WARNING, "number_out_of_place", sentence, draft.sheet, cell)


def _weights(draft: PlanTree) -> Iterator[Problem]:
    for area in draft.areas:
        yield from _area_weight(draft, area)
    claimed, summed = draft.claimed.total, weight_of(draft.indicators)
    if claimed is not None and claimed != summed:
        sentence = _differs("মোট নম্বর", "The total", claimed, "সব সূচকের মানের যোগফল", "all indicators", summed)
        yield Problem(Severity.WARNING, "plan_weight_differs", sentence, draft.sheet, draft.claimed.total_cell)


def _area_weight(draft: PlanTree, area: AreaNode) -> Iterator[Problem]:
    summed = weight_of(area.indicators)
    if area.weight != summed:
        bn, en = f"ক্ষেত্র {to_bengali(area.number)}-এর মান", f"The weight of area {area.number}"
        sentence = _differs(bn, en, area.weight, "এর সূচকগুলোর মানের যোগফল", "its indicators", summed)
        yield Problem(Severity.WARNING, "area_weight_differs", sentence, draft.sheet, area.weight_cell)


def _differs(bn: str, en: str, printed: Decimal, bn_of: str, en_of: str, summed: Decimal) -> Sentence:
    return Sentence(
        f"{bn} লেখা আছে {show_number(printed)}, কিন্তু {bn_of} {show_number(summed)}। কোনটি ঠিক, দেখুন।",
        f"{en} is printed as {plain(printed)}, but the weights of {en_of} sum to {plain(summed)}. See which is right.",
    )


def _repeated(indicator: IndicatorNode) -> Sentence:
    return Sentence(
        f"{to_bengali(indicator.number)} নম্বরটি একাধিকবার আছে। প্রতিটি সূচকে আলাদা নম্বর দিন।",
        f"Number {indicator.number} is given more than once. Give every indicator its own.",
    )


_NO_INDICATORS = Sentence(
    "ফরমটি পাওয়া গেছে, কিন্তু এর কোনো সারিতে নম্বরসহ সূচক (১.১ … বা [১.১.১] …) নেই।",
    "The form was found, but none of its rows holds a numbered indicator (1.1 … or [1.1.1] …).",
)
