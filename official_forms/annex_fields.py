"""Owns the fields of a draft by the names an annex gives them: how each is told as text and set from text."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from enum import Enum
from typing import Any, NamedTuple

from cell_values.digits import to_ascii, to_bengali
from cell_values.quarter_words import ORDINALS
from cell_values.text import normalise
from cell_values.units import UNIT_WORDS
from cell_values.value import BLANK, Value, plain
from official_forms.annex_field import (
    Field,
    NotUnderstood,
    Row,
    choice_field,
    number_field,
    value_field,
    words_field,
)
from plan_tree.surroundings import NO_SURROUNDINGS, OF_THE_PLAN, Surroundings
from plan_tree.terms import FULL, QUARTERS, Direction, LateRule, OtherYearSort, QuarterRule
from plan_tree.tree import (
    ActivityNode,
    AreaNode,
    Claimed,
    GradeNode,
    IndicatorNode,
    OtherYear,
    PlanTree,
    QuarterNode,
)

Change = Callable[["Field[Any]", str, Any], Any]  # a field, the number of its row, and the row: the row as it should be


_YEAR_COLUMN = normalise("অন্য বছর:")
_SORTS = {
    OtherYearSort.BASELINE: "ভিত্তিবছর",
    OtherYearSort.ACTUAL: "প্রকৃত অর্জন",
    OtherYearSort.PROJECTION: "প্রক্ষেপণ",
}
_LABELLED = re.compile(_YEAR_COLUMN + r" (?P<sort>\D+?)(?: (?P<year>\d{4}-\d{2}))?(?: \((?P<again>\d+)\))?", re.ASCII)


_EACH, _DAYS, _MARKS = map(normalise, ("প্রতি", "দিনে", "নম্বর"))
_LATE_RULE = re.compile(rf"{_EACH} (?P<days>\d{{1,3}}) {_DAYS} (?P<marks>\d+(?:\.\d+)?) {_MARKS}", re.ASCII)


class YearColumn(NamedTuple):
    """A column of another year, in the order of the years; ``again``: of several of one sort and year, from 0."""

    year: str
    sort: OtherYearSort
    again: int = 0

    @property
    def label(self) -> str:
        """অন্য বছর: ভিত্তিবছর ২০১৯-২০."""
        again = f"({self.again + 1})" if self.again else ""
        return to_bengali(" ".join(filter(None, (_YEAR_COLUMN, _SORTS[self.sort], self.year, again))))

    @classmethod
    def named(cls, label: str) -> "YearColumn | None":
        """The column of a label; None for any other label."""
        match = _LABELLED.fullmatch(to_ascii(normalise(label)))
        sort = next((sort for sort, word in _SORTS.items() if match and normalise(word) == match["sort"]), None)
        if match is None or sort is None:
            return None
        return cls(match["year"] or "", sort, int(match["again"] or 1) - 1)


def rewritten(
    draft: PlanTree,
    change: Change,
    percents: Iterable[Decimal] = (),
    years: Iterable[YearColumn] = (),
    words: Iterable[str] = (),
) -> PlanTree:
    """The draft with every field of every row passed through a change.

    ``percents`` are grades beside that of 100 %, ``years`` the columns of other years, ``words`` the names of further
    columns of words.
    """
    beside = (*map(_grade, percents), *map(_other_year, years), *map(_further_words, words))

    def indicator(row: IndicatorNode) -> IndicatorNode:
        return _through(change, row.number, row, (*_INDICATOR, *beside))

    def activity(row: ActivityNode) -> ActivityNode:
        changed: ActivityNode = _through(change, row.number, row, _ACTIVITY)
        return replace(changed, indicators=tuple(map(indicator, row.indicators)))

    def area(row: AreaNode) -> AreaNode:
        changed: AreaNode = _through(change, row.number, row, _AREA)
        return replace(changed, activities=tuple(map(activity, row.activities)))

    changed = _through(change, "", draft, _PLAN)
    return replace(changed, areas=tuple(map(area, draft.areas)))


def _through(change: Change, number: str, row: Row, fields: Iterable[Field[Row]]) -> Row:
    for field in fields:
        row = change(field, number, row)
    return row


# --- what a row of each kind says --------------------------------------------------------------------------------


def _put_annual(row: IndicatorNode, value: Value) -> IndicatorNode:
    grades = (replace(grade, target=value) if grade.percent == FULL else grade for grade in row.grades)
    return replace(row, annual=value, grades=tuple(grades))


def late_rule_text(rule: LateRule | None) -> str:
    """প্রতি ১৪ দিনে ০.২৫ নম্বর; nothing without a rule."""
    return to_bengali(f"প্রতি {rule.days} দিনে {plain(rule.marks)} নম্বর") if rule else ""


def _put_late_rule(row: IndicatorNode, text: str) -> IndicatorNode:
    match = _LATE_RULE.fullmatch(to_ascii(normalise(text)))
    if text and match is None:
        raise NotUnderstood
    return replace(row, late_rule=LateRule(Decimal(match["marks"]), int(match["days"])) if match else None)


def _grade(percent: Decimal) -> Field[IndicatorNode]:
    def get(row: IndicatorNode) -> Value:
        return next((grade.target for grade in row.grades if grade.percent == percent), BLANK)

    def put(row: IndicatorNode, value: Value) -> IndicatorNode:
        others = [grade for grade in row.all_grades if grade.percent != percent]
        cell = next((grade.cell for grade in row.all_grades if grade.percent == percent), "")
        ladder = sorted([*others, GradeNode(percent, value, cell)], key=lambda grade: -grade.percent)
        return replace(row, grades=tuple(ladder))

    return value_field(grade_label(percent), get, put)


def year_columns(row: IndicatorNode) -> list[YearColumn]:
    """The columns of other years an indicator has values in, several alike counted."""
    columns = [(each.year, each.sort) for each in row.other_years]
    return [YearColumn(*column, columns[:place].count(column)) for place, column in enumerate(columns)]


def _other_year(column: YearColumn) -> Field[IndicatorNode]:
    def place(row: IndicatorNode) -> int | None:
        return next((at for at, each in enumerate(year_columns(row)) if each == column), None)

    def get(row: IndicatorNode) -> Value:
        at = place(row)
        return BLANK if at is None else row.other_years[at].value

    def put(row: IndicatorNode, value: Value) -> IndicatorNode:
        years, at = list(row.other_years), place(row)
        if at is not None:
            years[at] = replace(years[at], value=value)
        else:
            years.append(OtherYear(column.sort, column.year, value))
        return replace(row, other_years=tuple(years))

    return value_field(column.label, get, put)


def _further_words(name: str) -> Field[IndicatorNode]:
    def put(row: IndicatorNode, text: str) -> IndicatorNode:
        kept = {each: words for each, words in row.words.items() if each != name}
        return replace(row, words=kept | ({name: text} if text else {}))

    return Field(words_label(name), lambda row: row.text(name), put)


def words_label(name: str) -> str:
    """অন্য কলাম: evidence."""
    return f"অন্য কলাম: {name}"


def grade_label(percent: Decimal) -> str:
    return f"{to_bengali(plain(percent))}% মানের লক্ষ্যমাত্রা"


def _quarter(label: str, quarter: int, part: str) -> Field[IndicatorNode]:
    def get(row: IndicatorNode) -> Value:
        value: Value = getattr(row.quarter(quarter), part)
        return value

    def put(row: IndicatorNode, value: Value) -> IndicatorNode:
        change: dict[str, Any] = {part: value}
        return replace(row, quarters={**row.quarters, quarter: replace(row.quarter(quarter), **change)})

    return value_field(f"{ORDINALS[quarter].bn} কোয়ার্টারের {label}", get, put)


def _of_quarter(quarter: int, field: Field[QuarterNode]) -> Field[IndicatorNode]:
    def put(row: IndicatorNode, text: str) -> IndicatorNode:
        return replace(row, quarters={**row.quarters, quarter: field.put(row.quarter(quarter), text)})

    return Field(f"{ORDINALS[quarter].bn} {field.label}", lambda row: field.get(row.quarter(quarter)), put)


def _claim(quarter: int, field: Field[Claimed]) -> Field[PlanTree]:
    def put(draft: PlanTree, text: str) -> PlanTree:
        if quarter == draft.claimed_quarter:
            return replace(draft, claimed=field.put(draft.claimed, text))
        return replace(draft, claims={**draft.claims, quarter: field.put(draft.claims.get(quarter, Claimed()), text)})

    label = f"{ORDINALS[quarter].bn} কোয়ার্টারে কার্যালয়ের দাবি: {field.label}"
    return Field(label, lambda draft: field.get(draft.claims_by_quarter.get(quarter, Claimed())), put)


def _printed(quarter: int, field: Field[Surroundings]) -> Field[PlanTree]:
    """What is printed around the table of a report, or of the plan (0)."""

    def around(draft: PlanTree) -> Surroundings:
        return draft.surroundings_by_quarter.get(quarter, NO_SURROUNDINGS)

    def put(draft: PlanTree, text: str) -> PlanTree:
        if quarter == draft.last_reported:
            return replace(draft, surroundings=field.put(around(draft), text))
        known = {**draft.surroundings_known, quarter: field.put(around(draft), text)}
        return replace(draft, surroundings_known=known)

    report = f"{ORDINALS[quarter].bn} কোয়ার্টারের প্রতিবেদন" if quarter else "পরিকল্পনা"
    return Field(f"{report}: {field.label}", lambda draft: field.get(around(draft)), put)


def _plan_fields() -> Iterator[Field[PlanTree]]:
    yield words_field("কার্যালয়", "office_name")
    yield words_field("অর্থবছর", "year")
    for quarter in QUARTERS:
        yield _claim(quarter, number_field("মোট নম্বর", "total"))
        yield _claim(quarter, number_field("প্রাপ্ত নম্বর", "obtained"))
    for quarter in (OF_THE_PLAN, *QUARTERS):
        yield _printed(quarter, words_field("ছকের ওপরে যেমন লেখা", "above"))
        yield _printed(quarter, words_field("ছকের নিচে যেমন লেখা", "below"))


def _indicator_fields() -> Iterator[Field[IndicatorNode]]:
    yield choice_field("এককের ধরন", "unit", UNIT_WORDS)  # first: the values below are understood in it
    yield words_field("একক", "unit_text")
    yield words_field("কর্মসম্পাদন সূচক", "title")
    yield number_field("সূচকের মান", "weight", Decimal(0))
    yield words_field("দায়িত্বপ্রাপ্ত ব্যক্তি/পদ", "responsible")
    yield choice_field("গণনা পদ্ধতি", "quarter_rule", _RULES)
    yield Field("বিলম্বের নিয়ম", lambda row: late_rule_text(row.late_rule), _put_late_rule)
    yield choice_field("কোনটি ভালো", "direction", _DIRECTIONS)
    yield words_field("মন্তব্য", "remark")
    yield words_field("কার্যালয়ের দাবি: মোট অর্জন", "claimed_total")
    yield number_field("কার্যালয়ের দাবি: অর্জিত মান", "claimed_marks")
    yield value_field("বার্ষিক লক্ষ্যমাত্রা", lambda row: row.annual, _put_annual)
    for quarter in QUARTERS:
        yield _quarter("লক্ষ্যমাত্রা", quarter, "target")
        yield _quarter("অর্জন", quarter, "achievement")
        yield _of_quarter(quarter, words_field("কোয়ার্টারে বছরের শুরু থেকে, যেমন লেখা", "to_date"))
        yield _of_quarter(quarter, words_field("কোয়ার্টারের মন্তব্য", "remark"))
        claimed = number_field("কোয়ার্টারে কার্যালয়ের দাবি: অর্জিত মান", "claimed_marks", shown=str)
        yield _of_quarter(quarter, claimed)


_RULES: Mapping[Enum | None, str] = {
    QuarterRule.SUM: "সমষ্টি",
    QuarterRule.AVERAGE: "গড়",
    QuarterRule.CUMULATIVE: "ক্রমপুঞ্জিভূত",
    QuarterRule.DATE: "তারিখ",
    None: "ঠিক করা হয়নি",
}
_DIRECTIONS: Mapping[Enum, str] = {Direction.HIGHER: "বেশি হলে ভালো", Direction.LOWER: "কম হলে ভালো"}

_PLAN = tuple(_plan_fields())
_AREA = (
    words_field("ক্ষেত্র", "title"),
    number_field("ক্ষেত্রের মান", "weight", Decimal(0)),
    words_field("ক্ষেত্রের টীকা", "note"),
)
_ACTIVITY = (words_field("কার্যক্রম", "title"),)
_INDICATOR = tuple(_indicator_fields())
