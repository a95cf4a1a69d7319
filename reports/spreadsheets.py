"""Owns which reports are given as data in which formats, and making them in a language."""

from collections.abc import Callable

from django.utils import timezone, translation
from openpyxl import Workbook

from plans.exporting import export_plan
from plans.kinds import plan_kind
from plans.models import QuarterReport
from plans.queries.scorecards import stored_scorecard
from plans.queries.trees import load_tree, with_reports
from reports.covering import cover_letter
from reports.file_formats import Format, NotOffered
from reports.printed.comparison import PrintedComparison
from reports.printed.letter import review_letter
from reports.printing import Paper
from reports.report_json import write_json
from reports.tables.comparison import comparison_table
from reports.tables.form import form_table
from reports.tables.letter import letter_table
from reports.tables.scorecard import scorecard_table
from reports.tables.table import ReportTable
from reports.tables.word import write_word
from reports.tables.workbook import write_csv, write_workbook
from sheets.form_writing import official_form_book


def report_file(paper: Paper, file_format: Format, report: QuarterReport, *, language: str = "bn") -> bytes:
    """A report as data. Raises NotOffered, and NothingReturned for the letter of a report that was never returned."""
    make = MAKERS.get((paper, file_format))
    if make is None:
        raise NotOffered(f"no {paper.value} as {file_format.value}")
    with translation.override(language):
        return make(report)


def comparison_file(file_format: Format, compared: PrintedComparison) -> bytes:
    """A comparison as data, in the active language. Raises NotOffered."""
    if file_format not in WRITERS:
        raise NotOffered(f"no comparison as {file_format.value}")
    return WRITERS[file_format](comparison_table(compared))


def form_workbook(report: QuarterReport) -> Workbook:
    """The official form as its kind writes it, with what is stored."""
    plan = report.plan
    tree = with_reports(load_tree(plan), plan).through(report.quarter)
    form, scorecard = plan_kind(plan.kind).form, stored_scorecard(report)
    return official_form_book(form, tree, scorecard, report.quarter, tree.surroundings_of_form)


def _form_word(report: QuarterReport) -> bytes:
    """The form is Bengali in every language, as its workbook is."""
    with translation.override("bn"):
        letter = cover_letter(report)
        return write_word(form_workbook(report), letter, title=letter.subject)


def _form(report: QuarterReport) -> ReportTable:
    plan = report.plan
    return form_table(load_tree(plan), stored_scorecard(report))


def _letter(report: QuarterReport) -> ReportTable:
    return letter_table(review_letter(report, printed_on=timezone.localdate()))


WRITERS: dict[Format, Callable[[ReportTable], bytes]] = {Format.XLSX: write_workbook, Format.CSV: write_csv}
MAKERS: dict[tuple[Paper, Format], Callable[[QuarterReport], bytes]] = {
    (Paper.FORM, Format.XLSX): lambda report: export_plan(report.plan, through=report.quarter),
    (Paper.FORM, Format.CSV): lambda report: write_csv(_form(report)),
    (Paper.FORM, Format.DOCX): _form_word,
    (Paper.SCORECARD, Format.XLSX): lambda report: write_workbook(scorecard_table(report)),
    (Paper.SCORECARD, Format.CSV): lambda report: write_csv(scorecard_table(report)),
    (Paper.SCORECARD, Format.JSON): write_json,
    (Paper.LETTER, Format.XLSX): lambda report: write_workbook(_letter(report)),
    (Paper.LETTER, Format.CSV): lambda report: write_csv(_letter(report)),
}
