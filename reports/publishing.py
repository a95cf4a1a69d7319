"""Owns what is given of a published report: its scorecard without names or a reviewer's words, as page, PDF, Excel, CSV
and JSON.
"""

from dataclasses import replace

from django.utils import timezone, translation

from cell_values.digits import to_bengali
from cell_values.sentence import Sentence
from marking.scorecard import AreaScore, ExplainedStep, Mark, MarkStatus, Scorecard
from plans.models import QuarterReport
from plans.queries.scorecards import stored_scorecard
from reports.file_formats import Format
from reports.kept_prints import kept
from reports.printed.scorecard import PrintedScorecard, printed_scorecard
from reports.printed.setting import print_document
from reports.printing import HERE, PrintDesk
from reports.report_json import write_json
from reports.spreadsheets import WRITERS
from reports.tables.scorecard import scorecard_table

ASSESSED, EXEMPTION = "assessed", "exemption"
REFUSED = Sentence("পর্যালোচক “প্রযোজ্য নয়” নামঞ্জুর করেছেন", "A reviewer refused “not applicable”")
EXEMPTIONS = {
    MarkStatus.NOT_APPLICABLE: Sentence("পর্যালোচক “প্রযোজ্য নয়” মঞ্জুর করেছেন", "A reviewer granted “not applicable”"),
    MarkStatus.EXEMPTION_ASKED: Sentence(
        "“প্রযোজ্য নয়” বলে বাদ দিতে বলা হয়েছে; মঞ্জুর হয়নি", "Asked to be left out as not applicable; not granted"
    ),
}


def without_persons(card: Scorecard) -> Scorecard:
    """The scorecard as it is published."""
    return replace(card, areas=tuple(_area(area) for area in card.areas))


def _area(area: AreaScore) -> AreaScore:
    return replace(area, marks=tuple(_mark(mark) for mark in area.marks))


def _mark(mark: Mark) -> Mark:
    told = {ASSESSED: _assessment, EXEMPTION: _exemption}
    return replace(mark, steps=tuple(told[step.part](mark) if step.part in told else step for step in mark.steps))


def _assessment(mark: Mark) -> ExplainedStep:
    """An assessment without its reason and its author, who are named to the office only."""
    figure = f"{mark.earned if mark.assessed is None else mark.assessed:.2f}"
    said = Sentence(f"পর্যালোচকের নির্ধারণ: {to_bengali(figure)}", f"Assessed by a reviewer: {figure}")
    return ExplainedStep(ASSESSED, said)


def _exemption(mark: Mark) -> ExplainedStep:
    """What became of "not applicable", without the reason and the name."""
    return ExplainedStep(EXEMPTION, EXEMPTIONS.get(mark.status, REFUSED))


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
