"""Owns which reports are printed of a plan's quarter, and printing them in a language, frozen ones once."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import partial

from django.utils import translation

from plans.models import AnnualRound, HalfYearFeedback, Plan, QuarterReport
from reports.kept_prints import kept
from reports.pdf.rendering import render_here
from reports.pdf.renders import Renders
from reports.printed.comparison import printed_comparison
from reports.printed.letter import review_letter
from reports.printed.official_form import official_form, signed_plan
from reports.printed.receipt import printed_receipt
from reports.printed.scorecard import printed_scorecard
from reports.printed.setting import print_document, print_official_form
from reports.printed.year_end import printed_annual_report, printed_feedback
from reports.queries.league import BEST_FIRST, League
from reports.queries.receipt import HandedIn

LANGUAGES = ("bn", "en")


@dataclass(frozen=True)
class PrintDesk:
    """Where reports are laid out, and whose turn that takes: in this process and nobody's, unless said otherwise."""

    render: Renders = render_here
    turn: Callable[[], AbstractContextManager[None]] = nullcontext


HERE = PrintDesk()


class Paper(StrEnum):
    """What is printed of a plan's quarter."""

    FORM = "form"
    SCORECARD = "scorecard"
    LETTER = "letter"


KEPT = {Paper.FORM, Paper.SCORECARD}  # a letter tells of what may go on


def print_paper(
    paper: Paper, report: QuarterReport, *, printed_on: date, language: str = "bn", at: PrintDesk = HERE
) -> bytes:
    """A report as PDF. Raises NothingReturned for the letter of a report that was never returned."""
    printed = partial(_printed, paper, report, printed_on, language, at)
    return kept(report, paper.value, language, printed) if paper in KEPT else printed()


def print_comparison(
    league: League,
    *,
    printed_on: date,
    sort: str = BEST_FIRST,
    chosen: str = "",
    language: str = "bn",
    at: PrintDesk = HERE,
) -> bytes:
    """The comparison of offices as PDF; ``chosen``: which, where they are not all."""
    with at.turn(), translation.override(language):
        compared = printed_comparison(league, sort=sort, printed_on=printed_on, chosen=chosen)
        return print_document("reports/pdf/comparison.html", compared.imprint, render=at.render, compared=compared)


def print_plan(plan: Plan, *, printed_on: date, language: str = "bn", at: PrintDesk = HERE) -> bytes:
    """A plan by itself as PDF: the form as it is signed, before its quarters."""
    with at.turn(), translation.override(language):
        return print_official_form(signed_plan(plan, printed_on=printed_on), render=at.render)


def print_receipt(received: HandedIn, *, printed_on: date, language: str = "bn", at: PrintDesk = HERE) -> bytes:
    """The receipt of a round as PDF."""
    with at.turn(), translation.override(language):
        receipt = printed_receipt(received, printed_on=printed_on)
        return print_document("reports/pdf/receipt.html", receipt.imprint, render=at.render, received=received)


def print_annual_report(
    round_: AnnualRound, plan: Plan, *, printed_on: date, language: str = "bn", at: PrintDesk = HERE
) -> bytes:
    """A round of an annual report with its evidence as PDF."""
    with at.turn(), translation.override(language):
        annual = printed_annual_report(round_, plan, printed_on=printed_on)
        return print_document("reports/pdf/annual.html", annual.imprint, render=at.render, annual=annual)


def print_feedback(
    feedback: HalfYearFeedback, plan: Plan, *, printed_on: date, language: str = "bn", at: PrintDesk = HERE
) -> bytes:
    """A half-yearly feedback that was given as PDF."""
    with at.turn(), translation.override(language):
        letter = printed_feedback(feedback, plan, printed_on=printed_on)
        return print_document("reports/pdf/feedback.html", letter.imprint, render=at.render, letter=letter)


def report_of(plan: Plan, quarter: int) -> QuarterReport:
    """The report of a quarter, its plan the one already loaded."""
    report = plan.reports.get(quarter=quarter)
    report.plan = plan
    return report


def _printed(paper: Paper, report: QuarterReport, printed_on: date, language: str, at: PrintDesk) -> bytes:
    with at.turn(), translation.override(language):
        return PRESSES[paper](report, printed_on, at.render)


def _form(report: QuarterReport, printed_on: date, render: Renders) -> bytes:
    return print_official_form(official_form(report, printed_on=printed_on), render=render)


def _scorecard(report: QuarterReport, printed_on: date, render: Renders) -> bytes:
    scorecard = printed_scorecard(report, printed_on=printed_on)
    return print_document("reports/pdf/scorecard.html", scorecard.imprint, render=render, card=scorecard)


def _letter(report: QuarterReport, printed_on: date, render: Renders) -> bytes:
    letter = review_letter(report, printed_on=printed_on)
    return print_document("reports/pdf/letter.html", letter.imprint, render=render, letter=letter)


PRESSES: dict[Paper, Callable[[QuarterReport, date, Renders], bytes]] = {
    Paper.FORM: _form,
    Paper.SCORECARD: _scorecard,
    Paper.LETTER: _letter,
}
