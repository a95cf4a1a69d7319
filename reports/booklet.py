"""Owns the booklet of many offices: cover, contents, comparison and every official form, in one numbered PDF."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import accumulate

from django.utils import timezone, translation

from cell_values.sentence import Sentence
from jobs.running import Progress
from offices.models import FiscalYear, Office
from plans.display import said
from plans.models import QuarterReport
from reports.kept_prints import find, keep
from reports.pdf.joining import BookletPart, joined, page_count
from reports.pdf.press import Presses
from reports.pdf.renders import Renders
from reports.printed.comparison import PrintedComparison, printed_comparison
from reports.printed.official_form import OfficialForm, official_form
from reports.printed.setting import print_document, print_official_form
from reports.printing import Paper
from reports.queries.league import League

TASK = "booklet"
PRESSES = 2  # printing processes of one booklet
FRONTS = 3  # how often the front is set until its own length is known
ROWS, ENTRIES = 38, 68  # of the comparison and of the contents that a page holds; a guess, mended if it is wrong

NO_PLAN = Sentence("এ বছরের এমন কোনো পরিকল্পনা নেই", "has no such plan for this year")
CLOSED = Sentence(
    "পরিকল্পনা আছে, কিন্তু দপ্তরটি কোয়ার্টার শেষের আগে বন্ধ", "has a plan, but was closed before the quarter ended"
)
MAKES_NO_PLAN = Sentence(
    "পরিকল্পনা আছে, কিন্তু দপ্তরটি নিজে পরিকল্পনা করে না বলে চিহ্নিত", "has a plan, but is kept as making none itself"
)

Say = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents: an office and the page its form begins on."""

    office: Office
    page: int


@dataclass(frozen=True, slots=True)
class BookletForm:
    """A form to print: as it is kept, or filled and yet to be set."""

    report: QuarterReport
    kept: bytes | None
    form: OfficialForm | None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An office that was chosen and has no form in the booklet, and why."""

    office: Office
    why: Sentence

    @property
    def reason(self) -> str:
        return said(self.why)


@dataclass(frozen=True, slots=True)
class Booklet:
    """What to print: the offices side by side, then the reports of those that have one, in the same order."""

    compared: PrintedComparison
    reports: tuple[QuarterReport, ...]
    left_out: tuple[LeftOut, ...]
    printed_on: date
    language: str


def print_booklet_for(
    progress: Progress, *, kind: str, year: int, through: int, offices: Sequence[int], language: str, chosen: str = ""
) -> None:
    """The job: prints the booklet and leaves it as the job's file, whole or not at all."""
    makers = Office.objects.filter(pk__in=offices)
    league = League(makers, kind, FiscalYear.objects.get(start_year=year), through)
    with translation.override(language):
        pdf = print_booklet(booklet_of(league, printed_on=timezone.localdate(), chosen=chosen), say=progress.say)
    progress.leave_file(pdf, f"{league.name}-{language}.pdf")


def booklet_of(league: League, *, printed_on: date, chosen: str = "") -> Booklet:
    """The booklet of these offices in the active language: by name, every latest revision."""
    compared = printed_comparison(league, sort="name", printed_on=printed_on, chosen=chosen)
    reports, left_out = contents_of(league)
    by_office = {report.plan.office_id: report for report in reports}
    ordered = (by_office.get(row.office.pk) for row in compared.found.everybody)
    return Booklet(compared, tuple(filter(None, ordered)), left_out, printed_on, compared.imprint.language)


def contents_of(league: League, *, with_figures: bool = True) -> tuple[list[QuarterReport], tuple[LeftOut, ...]]:
    """The reports whose forms are printed, each of the latest revision, and the other offices. Two queries."""
    found = QuarterReport.objects.filter(
        plan__office__in=league.offices, plan__kind=league.kind, plan__year=league.year, quarter=league.through
    ).select_related("plan__office", "plan__year", "plan__policy")
    found = found.order_by("plan__revision")
    by_office = {report.plan.office_id: report for report in (found if with_figures else found.defer("scorecard"))}
    ends = league.year.quarter_ends(league.through)
    printed = [report for report in by_office.values() if _is_compared(report.plan.office, ends)]
    others = league.offices.exclude(pk__in=[report.plan.office_id for report in printed]).order_by("name_bn", "pk")
    missing = [LeftOut(office, NO_PLAN) for office in others if _is_compared(office, ends)]
    unwanted = [LeftOut(office, _why_not(office)) for office in others if office.pk in by_office]
    return printed, (*missing, *unwanted)


def _is_compared(office: Office, ends: date) -> bool:
    return office.makes_plan and office.is_open_on(ends)


def _why_not(office: Office) -> Sentence:
    return CLOSED if office.makes_plan else MAKES_NO_PLAN


def print_booklet(booklet: Booklet, *, say: Say = lambda done, total: None) -> bytes:
    """The booklet as tagged PDF with bookmarks; ``say`` hears how many forms of all are printed, and may raise."""
    total = len(booklet.reports)
    say(0, total)
    parts = []
    with Presses(min(PRESSES, max(total, 1))) as presses:
        for report, pdf in zip(booklet.reports, _forms(booklet, presses), strict=True):
            parts.append(BookletPart(report.plan.office.name, pdf))
            say(len(parts), total)
        with presses.borrowed() as press:
            front = _front(booklet, [page_count(part.pdf) for part in parts], press.render_pdf)
    return joined(front, parts, language=booklet.language)


def _forms(booklet: Booklet, presses: Presses) -> Iterator[bytes]:
    """The forms one by one: those kept as they are, the others set in processes of their own."""
    works = [_work(report, booklet) for report in booklet.reports]
    for work, pdf in zip(works, presses.print_all(works, partial(_set, booklet.language)), strict=True):
        yield pdf if work.kept else keep(work.report, Paper.FORM.value, booklet.language, pdf)


def _work(report: QuarterReport, booklet: Booklet) -> BookletForm:
    pdf = find(report, Paper.FORM.value, booklet.language)
    return BookletForm(report, pdf, None if pdf else official_form(report, printed_on=booklet.printed_on))


def _set(language: str, work: BookletForm, render: Renders) -> bytes:
    """The PDF of a form; called in a thread, which knows no language yet."""
    if work.kept is not None or work.form is None:
        return work.kept or b""
    with translation.override(language):
        return print_official_form(work.form, render=render)


def _front(booklet: Booklet, lengths: Sequence[int], render: Renders) -> bytes:
    """Cover, contents and comparison; set again while its own length moves the pages of the forms."""
    own_length, pdf = _guessed(len(booklet.compared.found.rows), len(lengths) + len(booklet.left_out)), b""
    for _attempt in range(FRONTS):
        pdf = _front_before(booklet, list(accumulate(lengths, initial=own_length + 1))[:-1], render)
        own_length, expected = page_count(pdf), own_length
        if own_length == expected:
            break
    return pdf


def _guessed(rows: int, entries: int) -> int:
    """The pages of cover, contents and comparison as they mostly turn out; to set them twice takes time."""
    return 1 + (entries // ENTRIES + 1) + (rows // ROWS + 1)


def _front_before(booklet: Booklet, pages: Sequence[int], render: Renders) -> bytes:
    offices = (report.plan.office for report in booklet.reports)
    entries = [Entry(office, page) for office, page in zip(offices, pages, strict=True)]
    compared = booklet.compared
    filled = {"compared": compared, "entries": entries, "left_out": booklet.left_out}
    return print_document("reports/pdf/booklet.html", compared.imprint, render=render, **filled)
