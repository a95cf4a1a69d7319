"""Owns the doubts about targets: the quarters against the year, the ladder of grades, the quarter rule."""

from collections.abc import Container, Iterator
from decimal import Decimal
from itertools import pairwise

from cell_values.date_doubts import show_dates
from cell_values.digits import to_bengali
from cell_values.numbers import show_number
from cell_values.sentence import Sentence
from cell_values.value import Unit, Value, ValueState, plain
from marking.rules import rises_to_year
from official_forms.places import annual_target, graded_target
from plan_tree.problems import Problem, Severity
from plan_tree.terms import QUARTERS, Direction, QuarterRule
from plan_tree.tree import GradeNode, IndicatorNode, PlanTree

_COUNTED = (Unit.NUMBER, Unit.NUMBER_AND_DATE, Unit.LAKH_TAKA, Unit.CRORE_TAKA, Unit.TAKA)
_NOTHING_DUE = (ValueState.BLANK, ValueState.NONE)
_WITHOUT_RULE = (*_NOTHING_DUE, ValueState.NOT_APPLICABLE)

_Found = tuple[str, Sentence, str]


def check_targets(draft: PlanTree) -> Iterator[Problem]:
    """Doubts about the targets of every indicator, each a warning with the figures it is about."""
    for indicator in draft.indicators:
        for check in (_annual_dates, _annual_quantity, _repeated_annual, _grades, _rule):
            for code, sentence, cell in check(indicator):
                yield Problem(Severity.WARNING, code, sentence, draft.sheet, cell, indicator.number)


def check_suggested(draft: PlanTree, decided: Container[str]) -> Iterator[Problem]:
    """Tells every rule that rising targets alone suggest, of indicators whose rule nobody has chosen or stored."""
    for indicator in draft.indicators:
        if indicator.number not in decided and _is_suggested_cumulative(indicator):
            told, number = _cumulative(indicator), indicator.number
            yield Problem(Severity.NOTICE, "cumulative_suggested", told, draft.sheet, indicator.cell("number"), number)


def _targets(indicator: IndicatorNode) -> list[Value]:
    values = [indicator.target(quarter) for quarter in QUARTERS]
    return [value for value in values if value.is_given]


def _annual_dates(indicator: IndicatorNode) -> Iterator[_Found]:
    annual = set(indicator.annual.dates)
    quarters = {day for target in _targets(indicator) for day in target.dates}
    if annual and quarters and annual != quarters:
        yield _differs(indicator, show_dates(sorted(annual)), show_dates(sorted(quarters)))


def _annual_quantity(indicator: IndicatorNode) -> Iterator[_Found]:
    """Quarters that neither add up to the year, nor repeat it, nor reach it at last."""
    annual, quarters = indicator.annual.quantity, _quantities(indicator)
    if annual is None or not quarters:
        return
    grows = all(earlier <= later for earlier, later in pairwise(quarters)) and quarters[-1] == annual
    if sum(quarters) != annual and not grows:
        figures = [(show_number(number), plain(number)) for number in quarters]
        bn, en = (" + ".join(texts) for texts in zip(*figures, strict=True))
        summed = sum(quarters, Decimal(0))
        both = (f"{bn} = {show_number(summed)}", f"{en} = {plain(summed)}")
        yield _differs(indicator, (show_number(annual), plain(annual)), both)


def _quantities(indicator: IndicatorNode) -> list[Decimal]:
    """The quantities of the quarters' targets, none at all where one of them has none."""
    found = [target.quantity for target in _targets(indicator)]
    return [] if None in found else [quantity for quantity in found if quantity is not None]


def _repeated_annual(indicator: IndicatorNode) -> Iterator[_Found]:
    """For a count; of a percentage every quarter's own rate is normal."""
    annual, quarters = indicator.annual.quantity, _quantities(indicator)
    if indicator.unit in _COUNTED and len(quarters) > 1 and set(quarters) == {annual} and annual:
        bn, en, summed = show_number(annual), plain(annual), annual * len(quarters)
        sentence = Sentence(
            f"সূচক {to_bengali(indicator.number)}: প্রতি কোয়ার্টারে {bn}, সারা বছরেও {bn}; যোগফল {show_number(summed)}। "
            "সমষ্টি না গড়, গণনা পদ্ধতি দেখে দিন।",
            f"Indicator {indicator.number} has {en} in every quarter and in the year; the quarters sum to "
            f"{plain(summed)}. Check sum or average.",
        )
        yield "quarters_repeat_annual", sentence, indicator.cell("annual")


def _grades(indicator: IndicatorNode) -> Iterator[_Found]:
    for better, worse in pairwise(grade for grade in indicator.grades if grade.target.is_given):
        if not _is_harder(better.target, worse.target, indicator.direction):
            yield "grades_out_of_order", _out_of_order(indicator, better, worse), worse.cell


def _is_harder(better: Value, worse: Value, direction: Direction) -> bool:
    if better.dates and worse.dates:
        return better.dates <= worse.dates
    if better.quantity is None or worse.quantity is None:
        return True
    higher = direction is Direction.HIGHER
    return better.quantity >= worse.quantity if higher else better.quantity <= worse.quantity


def _out_of_order(indicator: IndicatorNode, better: GradeNode, worse: GradeNode) -> Sentence:
    place = graded_target(indicator, worse.percent)
    return Sentence(
        f"{place.bn} “{worse.target.text}” "
        f"{show_number(better.percent)}% মানের “{better.target.text}”-এর চেয়ে কঠিন। ঠিক আছে কি না দেখুন।",
        f"{place.en}, “{worse.target.text}”, is harder than that for "
        f"{plain(better.percent)}%, “{better.target.text}”. Please check.",
    )


def _rule(indicator: IndicatorNode) -> Iterator[_Found]:
    number, cell = indicator.number, indicator.cell("number")
    values = [indicator.annual, *map(indicator.target, QUARTERS), *(grade.target for grade in indicator.grades)]
    if all(value.state in _NOTHING_DUE for value in values):
        bn = f"সূচক {to_bengali(number)}-এর কোনো লক্ষ্যমাত্রা লেখা নেই।"
        yield "target_missing", Sentence(bn, f"Indicator {number} has no target at all."), cell
    elif indicator.quarter_rule is None and any(value.state not in _WITHOUT_RULE for value in values):
        sentence = Sentence(
            f"সূচক {to_bengali(number)}-এর গণনা পদ্ধতি (সমষ্টি, গড়, ক্রমপুঞ্জিভূত বা তারিখ) লক্ষ্যমাত্রা থেকে বোঝা যায় না; বেছে দিন।",
            f"The targets of indicator {number} do not tell its quarter rule (sum, average, cumulative or date); "
            f"choose one.",
        )
        yield "quarter_rule_undecided", sentence, cell


def _is_suggested_cumulative(indicator: IndicatorNode) -> bool:
    targets = {quarter: indicator.target(quarter) for quarter in QUARTERS}
    is_rising = rises_to_year(indicator.unit, indicator.annual, targets, indicator.all_grades)
    return indicator.quarter_rule is QuarterRule.CUMULATIVE and is_rising


def _cumulative(indicator: IndicatorNode) -> Sentence:
    """The suggestion says what it rests on: a running total is one way to read rising targets, if the likeliest."""
    figures = [(show_number(number), plain(number)) for number in _quantities(indicator)]
    bn, en = (", ".join(texts) for texts in zip(*figures, strict=True))
    return Sentence(
        f"সূচক {to_bengali(indicator.number)}-এর কোয়ার্টারের লক্ষ্যমাত্রা ({bn}) বেড়ে বছরের লক্ষ্যমাত্রায় পৌঁছেছে; তাই গণনা পদ্ধতি "
        "ক্রমপুঞ্জিভূত ধরা হয়েছে: প্রতিটি প্রতিবেদন বছরের শুরু থেকে মোট। তা না হলে অন্য পদ্ধতি বেছে দিন।",
        f"The quarters' targets of indicator {indicator.number} ({en}) rise and end at the annual one, so cumulative "
        "was taken: each report is the running total. Choose another quarter rule if it is not.",
    )


def _differs(indicator: IndicatorNode, annual: tuple[str, str], quarters: tuple[str, str]) -> _Found:
    place = annual_target(indicator)
    sentence = Sentence(
        f"{place.bn} {annual[0]}, কিন্তু কোয়ার্টারগুলোতে {quarters[0]}। কোনটি ঠিক, দেখুন।",
        f"{place.en} is {annual[1]}, but the quarters have {quarters[1]}. See which is right.",
    )
    return "annual_differs_from_quarters", sentence, indicator.cell("annual")
