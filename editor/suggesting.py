"""Owns the quarter rule that is suggested while a plan is typed, with the reason in words."""

from collections.abc import Container
from dataclasses import replace

from cell_values.numbers import show_number
from cell_values.sentence import Sentence
from cell_values.value import plain
from marking.rules import suggest_quarter_rule, suggest_rule_of_year
from official_forms.description import FormDescription
from plan_tree.terms import QUARTERS, QuarterRule
from plan_tree.tree import IndicatorNode, PlanTree

REASONS = {
    QuarterRule.SUM: Sentence("চার কোয়ার্টারের যোগফল বছরের লক্ষ্যমাত্রার সমান, তাই", "the quarters add up to the year, so"),
    QuarterRule.AVERAGE: Sentence("প্রতি কোয়ার্টারে বছরের লক্ষ্যমাত্রাই, তাই", "every quarter repeats the year, so"),
    QuarterRule.CUMULATIVE: Sentence(
        "কোয়ার্টারে কোয়ার্টারে বেড়ে বছরের লক্ষ্যমাত্রায় পৌঁছেছে, তাই", "the quarters rise and end at the year, so"
    ),
    QuarterRule.DATE: Sentence("সব লক্ষ্যমাত্রা তারিখ, তাই", "all targets are dates, so"),
}
OF_YEAR = {
    QuarterRule.SUM: Sentence("কোয়ার্টারের লক্ষ্যমাত্রা নেই, গোনা যায়, তাই", "counted without targets for quarters, so"),
    QuarterRule.CUMULATIVE: Sentence("শতকরা, সর্বশেষটি গণ্য, তাই", "a percentage, of which the latest counts, so"),
    QuarterRule.DATE: REASONS[QuarterRule.DATE],
}


def suggested_rule(row: IndicatorNode, form: FormDescription) -> QuarterRule | None:
    """What the targets of an indicator speak for; None: a person must choose."""
    targets = {quarter: row.target(quarter) for quarter in QUARTERS}
    if form.family.sets_quarters or any(target.is_given for target in targets.values()):
        return suggest_quarter_rule(row.unit, row.annual, targets, row.all_grades)
    return suggest_rule_of_year(row.unit, row.annual, row.all_grades)


def with_suggested(tree: PlanTree, form: FormDescription, untouched: Container[int] = ()) -> PlanTree:
    """The plan with the suggested rule wherever none was chosen, as an import stores it too.

    ``untouched``: the keys of rows that stay as they are stored.
    """

    def suggested(row: IndicatorNode) -> IndicatorNode:
        is_open = row.quarter_rule is None and (row.key is None or row.key not in untouched)
        return replace(row, quarter_rule=suggested_rule(row, form)) if is_open else row

    return tree.with_indicators(suggested)


def reason_of(row: IndicatorNode, rule: QuarterRule, form: FormDescription) -> Sentence:
    """Why a rule is suggested: “120 + 120 = 240, the quarters add up to the year, so”."""
    quantities = [row.target(quarter).quantity for quarter in QUARTERS if row.target(quarter).is_given]
    known = [each for each in quantities if each is not None]
    why = REASONS[rule] if form.family.sets_quarters else OF_YEAR.get(rule, REASONS[rule])
    if rule is not QuarterRule.SUM or len(known) < 2:
        return why
    summed = sum(known)
    bn = f"{' + '.join(map(show_number, known))} = {show_number(summed)}"  # type: ignore[arg-type]
    en = f"{' + '.join(map(plain, known))} = {plain(summed)}"  # type: ignore[arg-type]
    return Sentence(f"{bn}: {why.bn}", f"{en}: {why.en}")
