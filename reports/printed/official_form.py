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
from official_forms.sign_offs import is_like_one
from plan_tree.surroundings import NO_SURROUNDINGS, OF_THE_PLAN, Surroundings
from plan_tree.tree import PlanTree, weight_of
from plans.display import date_short, digits, said
from plans.kinds import plan_kind
from plans.models import Plan, QuarterReport
from plans.queries.scorecards import claimed_through, stored_scorecard
from plans.queries.trees import load_tree
from reports.left_out import left_out_in_words
from reports.printed.imprint import Imprint, imprint_of, imprint_of_plan
from reports.printed.paper_head import HeadLine, head_lines
from reports.printed.signatures import Signed, signatures_of
from reports.queries.revised import RevisedTargets, revised_targets
from workflow.transitions import HANDED_IN, ReportState

OFFICE_LABELS = {
    Tier.MINISTRY.value: Sentence("মন্ত্রণালয়ের নাম", "Ministry"),
    Tier.DIVISION.value: Sentence("বিভাগের নাম", "Division"),
}
OFFICE_LABEL = Sentence("কার্যালয়ের নাম", "Office")


@dataclass(frozen=True, eq=False)
class OfficialForm:
    """A plan through a quarter, that of its scorecard.

    ``words`` fill the titles, as ``FormTitles`` names them; ``page_starts`` are the numbers of the indicators that
    begin a page. All figures are set in the active language. ``around`` is what the document prints that the report
    came with.
    """

    description: FormDescription
    tree: PlanTree
    scorecard: Scorecard
    words: Mapping[str, str]
    imprint: Imprint
    page_starts: frozenset[str] = field(default=frozenset())
    around: Surroundings = NO_SURROUNDINGS
    revised: RevisedTargets | None = None
    signed_off: tuple[str, ...] = ()  # name, post and day of the head who signed what was handed in

    @cached_property
    def columns(self) -> tuple[PrintedColumn, ...]:
        return self.description.with_other_years(self.tree).printed(
            Surface.PAPER,
            start_year=self.tree.start_year,
            ladder=self.description.ladder_of(self.tree),
            quarters=(self.scorecard.through or None,),
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
        titles = self.description.titles
        return self._filled(titles.through(titles.document, self.scorecard.through))

    @property
    def lines(self) -> list[HeadLine]:
        """The lines above the table."""
        titles = self.description.titles
        usual = [self._filled(titles.through(line, self.scorecard.through)) for line in titles.paper]
        office, is_english = self.tree.office_name, self.imprint.is_english
        return head_lines(usual, titles.headline, self.around, office=office, is_english=is_english)

    @property
    def signatures(self) -> list[Signed]:
        """The lines to be signed, with what the document says of those who did."""
        return signatures_of(self.description.titles.signatures, self.around, self.signed_off)

    @property
    def notes(self) -> list[tuple[str, ...]]:
        """What the document prints below its table and is no signature."""
        return [block for block in self.around.blocks_below if not is_like_one(block)]

    @property
    def weight(self) -> str:
        """The weights of all indicators; "" where none has any."""
        weight = weight_of(self.tree.indicators)
        return digits(weight) if weight else ""

    @property
    def left_out(self) -> str:
        return left_out_in_words(self.scorecard)

    def _filled(self, line: Sentence) -> str:
        return said(line).format(**self.words)


def official_form(report: QuarterReport, *, printed_on: date) -> OfficialForm:
    """The form of a report's plan through its quarter, in the active language; what was typed stays as typed."""
    plan, through = report.plan, report.quarter
    whole, card = load_tree(plan), stored_scorecard(report)
    tree = replace(whole, claimed=claimed_through(plan, through)).through(through)
    return OfficialForm(
        description=plan_kind(plan.kind).form,
        tree=tree,
        scorecard=card,
        words=_words(plan, through),
        imprint=imprint_of(report, printed_on=printed_on),
        around=_around(report, tree),
        revised=revised_targets(report, whole, card),
        signed_off=_signed_off(report),
    )


def _signed_off(report: QuarterReport) -> tuple[str, ...]:
    if ReportState(report.state) not in HANDED_IN:
        return ()
    signed = report.sign_offs.filter(round=report.receipts.count()).first()
    return (signed.name, *filter(None, [signed.post]), date_short(signed.at)) if signed else ()


def signed_plan(plan: Plan, *, printed_on: date) -> OfficialForm:
    """The form of a plan by itself, in the active language: what it undertakes, with nothing reported and no marks."""
    none, tree = Decimal(0), load_tree(plan).as_signed
    return OfficialForm(
        description=plan_kind(plan.kind).form,
        tree=tree,
        scorecard=Scorecard(plan.policy.name, 0, none, none, none, none, ()),
        words=_words(plan, 0),
        imprint=imprint_of_plan(plan, tree, printed_on=printed_on),
        around=plan.surroundings,
    )


def _around(report: QuarterReport, tree: PlanTree) -> Surroundings:
    """What stands around the table of a report; as long as nothing is reported, the form is the plan's own."""
    own = report.surroundings
    return report.plan.surroundings if own.is_empty and tree.last_reported == OF_THE_PLAN else own


def _words(plan: Plan, through: int) -> dict[str, str]:
    return {
        "office_label": said(OFFICE_LABELS.get(plan.office.tier, OFFICE_LABEL)),
        "office": plan.office.name,
        "year": plan.year.label,
        "short_year": digits(plan.year.code),
        **(_words_of_quarter(plan, through) if through else {}),
    }


def _words_of_quarter(plan: Plan, through: int) -> dict[str, str]:
    return {
        "quarter": said(ORDINALS[through]),
        "quarter_word": said(ORDINAL_WORDS[through]),
        "months": f"{said(months_of(through))}, {digits(plan.year.quarter_ends(through).year)}",
    }
