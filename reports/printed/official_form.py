"""Owns the official form as printed: a plan through a quarter with its marks, and the words around its table."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import cached_property

from cell_values.quarter_words import ORDINAL_WORDS, ORDINALS, months_of
from cell_values.sentence import Sentence
from marking.scorecard import Mark, MarkStatus, Scorecard
from offices.models import Tier
from official_forms.columns import Part, Surface
from official_forms.description import FormDescription, PrintedColumn
from plan_tree.tree import PlanTree
from plans.display import digits, said
from plans.kinds import plan_kind
from plans.models import Plan, QuarterReport
from plans.queries.scorecards import claimed_through, stored_scorecard
from plans.queries.trees import load_tree
from reports.left_out import left_out_in_words
from reports.printed.imprint import Imprint, imprint_of

OFFICE_LABELS = {
    Tier.MINISTRY.value: Sentence("মন্ত্রণালয়ের নাম", "Ministry"),
    Tier.DIVISION.value: Sentence("বিভাগের নাম", "Division"),
}
OFFICE_LABEL = Sentence("কার্যালয়ের নাম", "Office")


@dataclass(frozen=True, eq=False)
class OfficialForm:
    """A plan through a quarter, that of its scorecard.

    ``words`` fill the titles, as ``FormTitles`` names them; ``page_starts`` are the numbers of the indicators that
    begin a page. All figures are set in the active language.
    """

    description: FormDescription
    tree: PlanTree
    scorecard: Scorecard
    words: Mapping[str, str]
    imprint: Imprint
    page_starts: frozenset[str] = field(default=frozenset())

    @cached_property
    def columns(self) -> tuple[PrintedColumn, ...]:
        return self.description.with_other_years(self.tree).printed(
            Surface.PAPER,
            start_year=self.tree.start_year,
            ladder=self.description.ladder_of(self.tree),
            quarters=(self.scorecard.through,),
        )

    @cached_property
    def marks(self) -> dict[str, Mark]:
        return {mark.number: mark for mark in self.scorecard.marks}

    @property
    def has_starred_marks(self) -> bool:
        """Whether the form has a column of marks, and a reviewer gave some of them."""
        has_marks = any(column.part is Part.MARKS for column in self.columns)
        return has_marks and any(mark.status is MarkStatus.ASSESSED for mark in self.scorecard.marks)

    @property
    def title(self) -> str:
        return self._filled(self.description.titles.document)

    @property
    def lines(self) -> list[tuple[str, bool]]:
        """The lines above the table, and whether each is the heading."""
        titles = self.description.titles
        return [(self._filled(line), place == titles.headline) for place, line in enumerate(titles.paper)]

    @property
    def weight(self) -> str:
        """The weights of all indicators; "" where none has any."""
        weight = sum((row.weight for row in self.tree.indicators), Decimal(0))
        return digits(weight) if weight else ""

    @property
    def left_out(self) -> str:
        return left_out_in_words(self.scorecard)

    def _filled(self, line: Sentence) -> str:
        return said(line).format(**self.words)


def official_form(report: QuarterReport, *, printed_on: date) -> OfficialForm:
    """The form of a report's plan through its quarter, in the active language; what was typed stays as typed."""
    plan, through = report.plan, report.quarter
    tree = replace(load_tree(plan), claimed=claimed_through(plan, through))
    return OfficialForm(
        description=plan_kind(plan.kind).form,
        tree=tree.through(through),
        scorecard=stored_scorecard(report),
        words=_words(plan, through),
        imprint=imprint_of(report, printed_on=printed_on),
    )


def _words(plan: Plan, through: int) -> dict[str, str]:
    return {
        "office_label": said(OFFICE_LABELS.get(plan.office.tier, OFFICE_LABEL)),
        "office": plan.office.name,
        "year": plan.year.label,
        "short_year": digits(plan.year.code),
        "quarter": said(ORDINALS[through]),
        "quarter_word": said(ORDINAL_WORDS[through]),
        "months": f"{said(months_of(through))}, {digits(plan.year.quarter_ends(through).year)}",
    }
