"""Owns what the number of a printed report or plan proves: who issued it, for what it says, and how that stands today.

A number is issued with a key of the site (``settings.NUMBER_KEYS``), so that nobody invents one; nothing is kept.
"""

from dataclasses import dataclass
from enum import StrEnum

from django.conf import settings

from plan_tree.terms import QUARTERS
from plan_tree.tree import PlanTree
from plans import sealing
from plans.models import Plan, QuarterReport, SupersededApproval
from plans.queries.latest import later_revisions
from plans.queries.plan_contents import contents_of_plan
from plans.queries.scorecards import figures_digest
from plans.queries.trees import load_tree
from reports.number_sorts import NumberSort
from reports.paper_numbers import OLDER_SEAL, Number, fixed, number_in
from workflow.plan_states import PlanState
from workflow.transitions import ReportState


class Verdict(StrEnum):
    """What a number says about the paper it was read from."""

    MISSPELLED = "misspelled"  # a letter is wrong or missing
    UNKNOWN = "unknown"  # we never issued such a number
    DRAFT = "draft"  # printed before the report or plan was approved: nobody vouches for it
    CHANGED = "changed"  # what was approved then is not what is approved now
    SUPERSEDED = "superseded"  # a later revision of the plan took its place
    REOPENED = "reopened"  # the approval it shows was taken back
    CURRENT = "current"  # the paper shows what is stored


class PaperStanding(StrEnum):
    """As what a paper is printed; its number is issued for one of these."""

    APPROVED = "approved"
    DRAFT = "draft"
    PLAN_APPROVED = "plan approved"
    PLAN_DRAFT = "plan draft"

    @property
    def sort(self) -> NumberSort:
        """Seals are keyed too: nobody looks for other figures that have the same one."""
        return NumberSort(("seal", self), ("code", self))


OF_PLANS = {PaperStanding.PLAN_APPROVED, PaperStanding.PLAN_DRAFT}
# Stands on paper for years; asked of the addresses, printing one form would read every page of the site.
VERDICTS = "/v/"
SIGNED = ("number", "area", "activity", "title", "weight", "unit", "annual", *(f"q{each}" for each in QUARTERS))


@dataclass(frozen=True)
class VerifiedPaper:
    """The verdict, with the report where there is one, or the plan by itself; ``is_older``: no keyed code.

    ``taken_back``: the approval the paper shows, where it no longer stands.
    """

    verdict: Verdict
    report: QuarterReport | None = None
    is_older: bool = False
    plan: Plan | None = None
    taken_back: SupersededApproval | None = None


def digest_of(report: QuarterReport) -> str:
    """The SHA-256 of a report's scorecard, with the switches it was frozen with, as hexadecimal digits."""
    return figures_digest(report)


def number_of(report: QuarterReport) -> str:
    """The number printed on a report: "2K-7QXW-M4T9-C2K7-QXWM"."""
    standing = PaperStanding.APPROVED if is_final(report) else PaperStanding.DRAFT
    return standing.sort.issue(report.pk, digest_of(report))


def digest_of_plan(plan: Plan, tree: PlanTree) -> str:
    """The SHA-256 of what a plan undertakes, row by row, as hexadecimal digits. ``tree``: the plan as signed."""
    rows = [[row.get(name, "") for name in SIGNED] for row in contents_of_plan(tree).values()]
    return sealing.digest_of([plan.pk, rows])


def number_of_plan(plan: Plan, digest: str) -> str:
    """The number printed on a plan by itself, whose digest is at hand."""
    standing = PaperStanding.PLAN_APPROVED if is_plan_final(plan) else PaperStanding.PLAN_DRAFT
    return standing.sort.issue(plan.pk, digest)


def is_plan_final(plan: Plan) -> bool:
    return plan.state == PlanState.APPROVED.value


def address_of(number: str) -> str:
    """Where anybody verifies the number: an absolute address, short enough for a small QR code."""
    return f"{settings.PUBLIC_ADDRESS.rstrip('/')}{VERDICTS}{number}/"


def find(text: str) -> VerifiedPaper:
    """What is known of a number, however it was typed."""
    number = number_in(text)
    if number is None:
        return VerifiedPaper(Verdict.MISSPELLED)
    return _find_older(number) if number.is_older else _find(number)


def is_superseded(plan: Plan) -> bool:
    """Whether the office has a later revision of the plan."""
    return later_revisions(plan).exists()


def is_final(report: QuarterReport) -> bool:
    """Whether the figures are approved, and so anybody's to see."""
    return report.state == ReportState.APPROVED.value


def _find(number: Number) -> VerifiedPaper:
    standing = next((each for each in PaperStanding if each.sort.is_issued(number)), None)
    if standing is None:
        return VerifiedPaper(Verdict.UNKNOWN)
    if standing in OF_PLANS:
        return _find_plan(number, standing)
    report = _report(number)
    if standing is PaperStanding.DRAFT:
        return VerifiedPaper(Verdict.DRAFT, report)
    if report is None:
        return VerifiedPaper(Verdict.CHANGED)
    if is_final(report) and standing.sort.is_sealed(number, digest_of(report)):
        return VerifiedPaper(_verdict(report), report)
    kept = report.superseded.select_related("approved_by")
    shown = next((each for each in kept if standing.sort.is_sealed(number, each.figures)), None)
    return VerifiedPaper(Verdict.REOPENED if shown else Verdict.CHANGED, report, taken_back=shown)


def _find_plan(number: Number, standing: PaperStanding) -> VerifiedPaper:
    plans = Plan.objects.select_related("office", "year")
    plan = plans.filter(pk=number.key).first()
    if standing is PaperStanding.PLAN_DRAFT:
        return VerifiedPaper(Verdict.DRAFT, plan=plan)
    if plan is None or not is_plan_final(plan):
        return VerifiedPaper(Verdict.CHANGED, plan=plan)
    digest = digest_of_plan(plan, load_tree(plan).as_signed)
    if not standing.sort.is_sealed(number, digest):
        return VerifiedPaper(Verdict.CHANGED, plan=plan)
    return VerifiedPaper(Verdict.SUPERSEDED if is_superseded(plan) else Verdict.CURRENT, plan=plan)


def _find_older(number: Number) -> VerifiedPaper:
    """Without a code, only figures that are stored today tell our number from an invented one."""
    report = _report(number)
    if report is None or number.seal != fixed(int(digest_of(report), 16), OLDER_SEAL):
        return VerifiedPaper(Verdict.UNKNOWN, is_older=True)
    return VerifiedPaper(_verdict(report) if is_final(report) else Verdict.DRAFT, report, is_older=True)


def _verdict(report: QuarterReport) -> Verdict:
    return Verdict.SUPERSEDED if is_superseded(report.plan) else Verdict.CURRENT


def _report(number: Number) -> QuarterReport | None:
    reports = QuarterReport.objects.select_related("plan__office", "plan__year", "plan__policy", "approved_by")
    return reports.filter(pk=number.key).first()
