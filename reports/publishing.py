"""Owns what is given of a published report: its scorecard without persons, as page, PDF, Excel, CSV and JSON."""

from dataclasses import replace

from django.utils import timezone, translation

from marking.scorecard import Scorecard
from plans.models import QuarterReport
from plans.queries.scorecards import stored_scorecard
from reports.file_formats import Format
from reports.kept_prints import kept
from reports.printed.scorecard import PrintedScorecard, printed_scorecard
from reports.printed.setting import print_document
from reports.printing import HERE, PrintDesk
from reports.redaction import without_persons
from reports.report_json import write_json
from reports.spreadsheets import WRITERS
from reports.tables.scorecard import scorecard_table

PDF = "pdf"
NAME = "public"  # of the kept PDF


def published_scorecard(report: QuarterReport) -> Scorecard:
    return without_persons(stored_scorecard(report))


def published_print(report: QuarterReport) -> PrintedScorecard:
    """The published scorecard as page and PDF show it. Without trend: the quarters before may not be published."""
    shown = printed_scorecard(report, printed_on=timezone.localdate(), card=published_scorecard(report))
    return replace(shown, trend=())


def published_file(report: QuarterReport, ending: str, *, language: str, at: PrintDesk = HERE) -> tuple[bytes, str]:
    """The file and its media type. Raises KeyError for an ending that is not offered."""
    if ending == PDF:
        return kept(report, NAME, language, lambda: _printed(report, language, at)), "application/pdf"
    card, file_format = published_scorecard(report), OFFERED[ending]
    if file_format is Format.JSON:
        return write_json(report, card), file_format.content_type
    with translation.override(language):
        return WRITERS[file_format](scorecard_table(report, card)), file_format.content_type


def _printed(report: QuarterReport, language: str, at: PrintDesk) -> bytes:
    with at.turn(), translation.override(language):
        card = published_print(report)
        return print_document("reports/pdf/scorecard.html", card.imprint, render=at.render, card=card)


OFFERED = {each.value: each for each in (Format.XLSX, Format.CSV, Format.JSON)}
"""What is given beside PDF, by the ending of the file."""
ENDINGS = (PDF, *OFFERED)
