"""Owns the fields of a draft by the names an annex gives them: how each is told as text and set from text."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum
from operator import attrgetter
from typing import Any, Generic, NamedTuple, TypeVar

from cell_values.digits import to_ascii, to_bengali
from cell_values.doubt import Doubt
from cell_values.numbers import read_number
from cell_values.quarter_words import ORDINALS
from cell_values.reading import read_value
from cell_values.text import normalise
from cell_values.value import BLANK, Unit, Value, plain
from plan_tree.terms import FULL, QUARTERS, Direction, LateRule, OtherYearSort, QuarterRule
from plan_tree.tree import (
    ActivityNode,
    AreaNode,
    Claimed,
    GradeNode,
    IndicatorNode,
    OtherYear,
    PlanTree,
)

Row = TypeVar("Row")
Content = str | Value
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


class NotUnderstood(Exception):
    """A text that is no content of its field."""


@dataclass(frozen=True, slots=True)
class Field(Generic[Row]):
    """One thing a row says: ``get`` tells it, ``put`` gives the row with another text understood there."""

    label: str
    get: Callable[[Row], Content]
    put: Callable[[Row, str], Row]


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


def text_of(content: Content) -> str:
    return content.text if isinstance(content, Value) else content


def is_same(one: Content, other: Content) -> bool:
    """Whether two contents say the same, however they are typed."""
    if isinstance(one, Value) and isinstance(other, Value):
        return one.means(other)
    return normalise(text_of(one)) == normalise(text_of(other))


# --- the kinds of fields -----------------------------------------------------------------------------------------


def _words(label: str, name: str) -> Field[Any]:
    return Field(label, attrgetter(name), lambda row, text: replace(row, **{name: text}))


def _number(label: str, name: str, blank: Decimal | None = None) -> Field[Any]:
    def get(row: Any) -> str:
        number: Decimal | None = getattr(row, name)
        return "" if number is None else plain(number)

    return Field(label, get, lambda row, text: replace(row, **{name: _parsed(text) if text else blank}))


def _choice(label: str, name: str, words: Mapping[Any, str]) -> Field[Any]:
    by_word = {normalise(word): choice for choice, word in words.items()}

    def put(row: Any, text: str) -> Any:
        if text not in by_word:
            raise NotUnderstood
        return replace(row, **{name: by_word[text]})

    return Field(label, lambda row: words[getattr(row, name)], put)


def _value(
    label: str, get: Callable[[IndicatorNode], Value], put: Callable[[IndicatorNode, Value], IndicatorNode]
) -> Field[IndicatorNode]:
    def understood(row: IndicatorNode, text: str) -> IndicatorNode:
        return put(row, read_value(text, row.unit).value)

    return Field(label, get, understood)


def _parsed(text: str) -> Decimal:
    number = read_number(text)
    if isinstance(number, Doubt):
        raise NotUnderstood
    return number


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

    return _value(grade_label(percent), get, put)


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

    return _value(column.label, get, put)


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

    return _value(f"{ORDINALS[quarter].bn} কোয়ার্টারের {label}", get, put)


def _to_date(quarter: int) -> Field[IndicatorNode]:
    def put(row: IndicatorNode, text: str) -> IndicatorNode:
        return replace(row, quarters={**row.quarters, quarter: replace(row.quarter(quarter), to_date=text)})

    label = f"{ORDINALS[quarter].bn} কোয়ার্টারে বছরের শুরু থেকে, যেমন লেখা"
    return Field(label, lambda row: row.quarter(quarter).to_date, put)


def _claim(label: str, quarter: int, part: str) -> Field[PlanTree]:
    def get(draft: PlanTree) -> str:
        figure: Decimal | None = getattr(draft.claims_by_quarter.get(quarter, Claimed()), part)
        return "" if figure is None else plain(figure)

    def put(draft: PlanTree, text: str) -> PlanTree:
        figure: dict[str, Any] = {part: _parsed(text) if text else None}
        if quarter == draft.claimed_quarter:
            return replace(draft, claimed=replace(draft.claimed, **figure))
        claims = {**draft.claims, quarter: replace(draft.claims.get(quarter, Claimed()), **figure)}
        return replace(draft, claims=claims)

    return Field(f"{ORDINALS[quarter].bn} কোয়ার্টারে কার্যালয়ের দাবি: {label}", get, put)


def _plan_fields() -> Iterator[Field[PlanTree]]:
    yield _words("কার্যালয়", "office_name")
    yield _words("অর্থবছর", "year")
    for quarter in QUARTERS:
        yield _claim("মোট নম্বর", quarter, "total")
        yield _claim("প্রাপ্ত নম্বর", quarter, "obtained")


def _indicator_fields() -> Iterator[Field[IndicatorNode]]:
    yield _choice("এককের ধরন", "unit", _UNITS)  # first: the values below are understood in it
    yield _words("একক", "unit_text")
    yield _words("কর্মসম্পাদন সূচক", "title")
    yield _number("সূচকের মান", "weight", Decimal(0))
    yield _words("দায়িত্বপ্রাপ্ত ব্যক্তি/পদ", "responsible")
    yield _choice("গণনা পদ্ধতি", "quarter_rule", _RULES)
    yield Field("বিলম্বের নিয়ম", lambda row: late_rule_text(row.late_rule), _put_late_rule)
    yield _choice("কোনটি ভালো", "direction", _DIRECTIONS)
    yield _words("মন্তব্য", "remark")
    yield _words("কার্যালয়ের দাবি: মোট অর্জন", "claimed_total")
    yield _number("কার্যালয়ের দাবি: অর্জিত মান", "claimed_marks")
    yield _value("বার্ষিক লক্ষ্যমাত্রা", lambda row: row.annual, _put_annual)
    for quarter in QUARTERS:
        yield _quarter("লক্ষ্যমাত্রা", quarter, "target")
        yield _quarter("অর্জন", quarter, "achievement")
        yield _to_date(quarter)


_UNITS: Mapping[Enum, str] = {
    Unit.NUMBER: "সংখ্যা",
    Unit.PERCENT: "%",
    Unit.DATE: "তারিখ",
    Unit.NUMBER_AND_DATE: "সংখ্যা ও তারিখ",
    Unit.LAKH_TAKA: "লক্ষ টাকা",
    Unit.TAKA: "টাকা",
    Unit.CRORE_TAKA: "কোটি টাকা",
    Unit.OTHER: "অন্য",
}
_RULES: Mapping[Enum | None, str] = {
    QuarterRule.SUM: "সমষ্টি",
    QuarterRule.AVERAGE: "গড়",
    QuarterRule.CUMULATIVE: "ক্রমপুঞ্জিভূত",
    QuarterRule.DATE: "তারিখ",
    None: "ঠিক করা হয়নি",
}
_DIRECTIONS: Mapping[Enum, str] = {Direction.HIGHER: "বেশি হলে ভালো", Direction.LOWER: "কম হলে ভালো"}

_PLAN = tuple(_plan_fields())
_AREA = (_words("ক্ষেত্র", "title"), _number("ক্ষেত্রের মান", "weight", Decimal(0)), _words("ক্ষেত্রের টীকা", "note"))
_ACTIVITY = (_words("কার্যক্রম", "title"),)
_INDICATOR = tuple(_indicator_fields())
