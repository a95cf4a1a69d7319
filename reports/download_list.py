"""Owns what the download menus offer: each report in every form and language it is given in."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode

from cell_values.sentence import Sentence
from plans.display import language, said
from plans.models import AnnualRound, Plan, QuarterReport
from reports.file_formats import Format
from reports.queries.published import name_of
from reports.queries.receipt import HandedIn

FORM = Sentence("আনুষ্ঠানিক ফরম", "Official form")
SCORECARD = Sentence("স্কোরকার্ড", "Scorecard")
LETTER = Sentence("পর্যালোচনা পত্র", "Review letter")
RECEIPT = Sentence("প্রাপ্তিস্বীকার", "Receipt")
ANNUAL = Sentence("বার্ষিক প্রতিবেদন", "Annual report")
FEEDBACK = Sentence("ষাণ্মাসিক ফিডব্যাক", "Half-yearly feedback")
COMPARISON = Sentence("তুলনা", "Comparison")
LEDGER = Sentence("খতিয়ান", "Ledger")
PDFS = (("bn", "PDF, বাংলা"), ("en", "PDF, English"))
NAMES = {Format.XLSX: "Excel", Format.CSV: "CSV", Format.DOCX: "Word", Format.JSON: "JSON"}
TABLES = (Format.XLSX, Format.CSV)


@dataclass(frozen=True, slots=True)
class Download:
    """One file; ``language`` is that of its label."""

    url: str
    label: str
    language: str


@dataclass(frozen=True, slots=True)
class Offer:
    """A report with the files it is given as."""

    title: str
    files: tuple[Download, ...]


def form_offer(plan: Plan, quarter: int) -> Offer:
    """The official form; its workbook is the one that imports again."""
    place = {"plan_id": plan.pk, "quarter": quarter}
    data = _data("reports:form_data", place, [Format.DOCX, Format.CSV])
    return _offer(FORM, _pdfs("reports:official_form", place), _workbook("entry:export", place), data)


def signed_plan_offer(plan: Plan) -> Offer:
    """The form of the plan by itself, before its quarters."""
    place = {"plan_id": plan.pk}
    return _offer(FORM, _pdfs("reports:signed_plan", place), _workbook("entry:signed_plan", place))


def scorecard_offer(plan: Plan, quarter: int) -> Offer:
    place = {"plan_id": plan.pk, "quarter": quarter}
    data = _data("reports:scorecard_data", place, [*TABLES, Format.JSON])
    return _offer(SCORECARD, _pdfs("reports:printed_scorecard", place), data)


def letter_offer(plan: Plan, quarter: int) -> Offer:
    place = {"plan_id": plan.pk, "quarter": quarter}
    return _offer(LETTER, _pdfs("reports:letter", place), _data("reports:letter_data", place, TABLES))


def receipt_offer(received: HandedIn) -> Offer:
    place = {"plan_id": received.plan.pk, "quarter": received.quarter, "round_number": received.receipt.round}
    return _offer(RECEIPT, _pdfs("reports:printed_receipt", place))


def annual_offer(round_: AnnualRound, plan: Plan) -> Offer:
    """A round of the annual report, with its evidence."""
    return _offer(ANNUAL, _pdfs("reports:annual_report", {"plan_id": plan.pk, "round_number": round_.number}))


def feedback_offer(plan: Plan) -> Offer:
    return _offer(FEEDBACK, _pdfs("reports:half_year_feedback", {"plan_id": plan.pk}))


def comparison_offer(chosen: dict[str, Any]) -> Offer:
    """The comparison with the choices of its page."""
    pdfs = _pdfs("reports:printed_comparison", {}, chosen)
    return _offer(COMPARISON, pdfs, _data("reports:comparison_data", {}, TABLES, chosen))


def ledger_offer(plan: Plan, chosen: dict[str, str]) -> Offer:
    """The ledger of a plan with the choices of its page."""
    return _offer(LEDGER, _data("reports:ledger_data", {"plan_id": plan.pk}, TABLES, chosen))


def public_offer(report: QuarterReport) -> Offer:
    """A published report, as anybody may take it."""
    pdfs = (Download(public_path(report, "pdf", language=spoken), label, spoken) for spoken, label in PDFS)
    data = (
        Download(public_path(report, each.value, language=language()), NAMES[each], "en")
        for each in (*TABLES, Format.JSON)
    )
    return _offer(SCORECARD, pdfs, data)


def public_path(report: QuarterReport, ending: str = "", **query: str) -> str:
    """The address of a published report or of one of its files; only an outdated revision is named in it."""
    plan = report.plan
    where = {"kind": plan.kind, "year": plan.year.code, "office": name_of(plan.office), "quarter": report.quarter}
    path = reverse("public:file" if ending else "public:report", kwargs=where | ({"ending": ending} if ending else {}))
    if getattr(report, "is_outdated", False):
        query["revision"] = str(plan.revision)
    return f"{path}?{urlencode(query)}" if query else path


def _offer(title: Sentence, *files: Iterable[Download]) -> Offer:
    return Offer(said(title), tuple(chain(*files)))


def _workbook(name: str, place: dict[str, Any]) -> Iterable[Download]:
    return (Download(reverse(name, kwargs=place), NAMES[Format.XLSX], "en"),)


def _pdfs(name: str, place: dict[str, Any], query: dict[str, Any] | None = None) -> Iterable[Download]:
    for spoken, label in PDFS:
        asked = urlencode((query or {}) | {"language": spoken})
        yield Download(f"{reverse(name, kwargs=place)}?{asked}", label, spoken)


def _data(
    name: str, place: dict[str, Any], formats: Sequence[Format], query: dict[str, Any] | None = None
) -> Iterable[Download]:
    asked = urlencode((query or {}) | {"language": language()})
    for each in formats:
        yield Download(f"{reverse(name, kwargs=place | {'ending': each.value})}?{asked}", NAMES[each], "en")
