"""Owns what of an indicator stands in a column of a form, and how an area is headed in a row of its own."""

from collections.abc import Callable, Mapping

from cell_values.digits import to_bengali
from cell_values.numbers import show_number
from cell_values.value import BLANK, Value
from official_forms.columns import Part
from official_forms.description import PrintedColumn
from plan_tree.terms import OtherYearSort
from plan_tree.tree import AreaNode, IndicatorNode

OTHER_YEARS = {
    Part.BASELINE: OtherYearSort.BASELINE,
    Part.ACTUAL: OtherYearSort.ACTUAL,
    Part.PROJECTION: OtherYearSort.PROJECTION,
}


def value_in(printed: PrintedColumn, indicator: IndicatorNode) -> Value:
    """The value in a column of one value for each indicator: of the year, a grade, another year, a reported quarter."""
    return _VALUES[printed.part](printed, indicator)


def area_heading(area: AreaNode) -> str:
    """ "১. প্রাতিষ্ঠানিক ব্যবস্থা.....৮ (টীকা)"; an area without a weight of its own has no dotted leader."""
    heading = f"{to_bengali(area.number)}. {area.title}"
    if area.weight or area.note:
        heading += f".....{show_number(area.weight)} {area.note}"
    return heading


def _graded(printed: PrintedColumn, indicator: IndicatorNode) -> Value:
    return next((grade.target for grade in indicator.all_grades if grade.percent == printed.percent), BLANK)


def _progress(printed: PrintedColumn, indicator: IndicatorNode) -> Value:
    return indicator.achievement(printed.quarter) if printed.quarter else BLANK


def _other_year(printed: PrintedColumn, indicator: IndicatorNode) -> Value:
    """Of the column's own year; where one of the two names none, the only value is that of the only column."""
    sort = OTHER_YEARS[printed.part]
    of_sort = {each.year: each.value for each in reversed(indicator.other_years) if each.sort is sort}
    if printed.year not in of_sort and printed.is_alone and len(of_sort) == 1 and "" in (printed.year, *of_sort):
        return next(iter(of_sort.values()))
    return of_sort.get(printed.year, BLANK)


_VALUES: Mapping[Part, Callable[[PrintedColumn, IndicatorNode], Value]] = {
    Part.ANNUAL: lambda _, indicator: indicator.annual,
    Part.GRADE: _graded,
    Part.PROGRESS: _progress,
    **dict.fromkeys(OTHER_YEARS, _other_year),
}
