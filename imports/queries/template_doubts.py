"""Owns the doubts about a document beside a template: what differs where it is the first, too few rows of the own."""

from collections.abc import Iterator
from dataclasses import replace

from cell_values.sentence import Sentence
from imports.queries.readings import PlanReading
from offices.models import FiscalYear, Office
from plan_tree.problems import Problem, Severity
from plan_tree.standard_rows import departures, few_own_rows
from plan_tree.tree import PlanTree
from plans.models import Plan, PlanTemplate
from plans.queries.templates import few_own_rows_of, templates_of_year


def with_template_doubts(reading: PlanReading, plan: Plan | None, draft: PlanTree) -> PlanReading:
    """The reading with a doubt at each cell where a plan that first comes as a document differs from the template of
    its year, and for each area that would have too few activities of the office's own.
    """
    if plan is not None and (plan.template is not None or plan.areas.exists()):
        few = few_own_rows_of(plan, draft)
        return _doubted(reading, (_few(draft, each.sentence, each.cell) for each in few))
    template = template_of_office(draft, reading.office, reading.year)
    return _doubted(reading, _of_first(template, draft)) if template else reading


def template_of_office(draft: PlanTree, office: Office | None, year: FiscalYear | None) -> PlanTemplate | None:
    """The template in force for such a plan of an office in a year."""
    if office is None or year is None:
        return None
    return templates_of_year(year.start_year, draft.kind).get(office.tier)


def follows(template: PlanTemplate, draft: PlanTree) -> bool:
    """Whether a document says all that a template fixes."""
    return next(departures(template.rows, draft), None) is None


def _of_first(template: PlanTemplate, draft: PlanTree) -> Iterator[Problem]:
    for each in departures(template.rows, draft):
        where = (draft.sheet, each.cell, each.number)
        yield Problem(Severity.WARNING, "template_differs", each.difference, *where)
    for few in few_own_rows(template.rows, draft):
        yield _few(draft, few.sentence, few.cell)


def _few(draft: PlanTree, sentence: Sentence, cell: str) -> Problem:
    return Problem(Severity.WARNING, "template_own_rows_few", sentence, draft.sheet, cell)


def _doubted(reading: PlanReading, doubts: Iterator[Problem]) -> PlanReading:
    return replace(reading, problems=(*reading.problems, *doubts))
