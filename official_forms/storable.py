"""Owns what the tables cannot hold of a draft: numbers given twice, figures too large or too fine. All are errors."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from cell_values.digits import to_bengali
from cell_values.numbers import show_number
from cell_values.sentence import Sentence
from cell_values.value import plain
from plan_tree.problems import Problem, Severity
from plan_tree.terms import FULL, MOST_MARKS
from plan_tree.tree import ActivityNode, AreaNode, PlanTree, weight_of

_Found = tuple[str, Sentence, str]


def check_storable(draft: PlanTree) -> Iterator[Problem]:
    """Errors for what would break a constraint of the tables, each at its cell; indicators given twice: check_draft."""
    for code, sentence, cell in (*_numbers(draft), *_weights(draft), *_grades(draft)):
        yield Problem(Severity.ERROR, code, sentence, draft.sheet, cell)


def _numbers(draft: PlanTree) -> Iterator[_Found]:
    yield from _repeated(draft.areas)
    for area in draft.areas:
        yield from _repeated(area.activities)


def _repeated(rows: Sequence[AreaNode | ActivityNode]) -> Iterator[_Found]:
    numbers: set[str] = set()
    for row in rows:
        if row.number in numbers:
            sentence = Sentence(
                f"{to_bengali(row.number)} নম্বরটি একাধিক সারিতে আছে। প্রতিটিতে আলাদা নম্বর দিন, অথবা ঘরগুলো একীভূত করুন।",
                f"Number {row.number} begins more than one row. Give each its own, or merge the cells.",
            )
            yield "number_repeated", sentence, row.cell
        numbers.add(row.number)


def _weights(draft: PlanTree) -> Iterator[_Found]:
    for area in draft.areas:
        yield from _weight(area.weight, area.weight_cell or area.cell)
        for indicator in area.indicators:
            yield from _weight(indicator.weight, indicator.cell("weight"))
    total = weight_of(draft.indicators)
    if total > MOST_MARKS and all(indicator.weight <= MOST_MARKS for indicator in draft.indicators):
        yield _unfit_weight(total, "")


def _weight(weight: Decimal, cell: str) -> Iterator[_Found]:
    if not 0 <= weight <= MOST_MARKS or weight != round(weight, 2):
        yield _unfit_weight(weight, cell)


def _unfit_weight(weight: Decimal, cell: str) -> _Found:
    sentence = Sentence(
        f"মান {show_number(weight)} রাখা যায় না: ০ থেকে {show_number(MOST_MARKS)}, সর্বোচ্চ দুই দশমিক ঘর।",
        f"The weight {plain(weight)} cannot be kept: 0 to {plain(MOST_MARKS)}, at most two decimals.",
    )
    return "weight_out_of_range", sentence, cell


def _grades(draft: PlanTree) -> Iterator[_Found]:
    """One sentence for each percentage: all indicators share the headings."""
    percents: dict[Decimal, str] = {}
    for indicator in draft.indicators:
        ladder = [grade.percent for grade in indicator.all_grades]
        for grade in indicator.all_grades:
            fits = 0 < grade.percent <= FULL and grade.percent == round(grade.percent, 2)
            if not fits or ladder.count(grade.percent) > 1:
                percents.setdefault(grade.percent, grade.cell)
    for percent, cell in percents.items():
        yield "grade_out_of_range", _unfit_grade(percent), cell


def _unfit_grade(percent: Decimal) -> Sentence:
    return Sentence(
        f"{show_number(percent)}% মানের কলাম রাখা যায় না: প্রতিটি শতাংশ একবার, ০-এর বেশি, সর্বোচ্চ ১০০।",
        f"The column of {plain(percent)}% cannot be kept: each percentage once, above 0, at most 100.",
    )
