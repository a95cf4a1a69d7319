"""Owns a year that comes to its end, for tests: its quarters handed in, its narrative written."""

from django.core.files.uploadedfile import SimpleUploadedFile

from offices.models import Person
from plans.actions.achievements import record_achievement
from plans.actions.annual_reports import submit_annual_report, write_annual_report
from plans.actions.evidence import attach_evidence
from plans.models import AnnualRound, Plan
from plans.tests.factories import cell_of
from plans.tests.stepping import submit_through

NARRATIVE = {
    "successes": "সব সভা সময়মতো হয়েছে।\nসব সিদ্ধান্ত বাস্তবায়িত <১০০%> ও আরও।",
    "obstacles": "বন্যায় দুই মাস কাজ বন্ধ ছিল।",
    "next_year": "প্রশিক্ষণ বাড়ানো হবে।",
}


def report_year(plan: Plan, *, by: Person, through: int = 4) -> None:
    """One achievement in every quarter of row 1.1, proved in the first, and all of them handed in."""
    for quarter in range(1, through + 1):
        record_achievement(cell=cell_of(plan, "1.1", quarter), value="১", version=0, by=by)
    file = SimpleUploadedFile("notice.pdf", b"%PDF-1.4 notice", content_type="application/pdf")
    attach_evidence(cell=cell_of(plan, "1.1", 1), file=file, by=by)
    submit_through(plan, through, by=by)


def write_narrative(plan: Plan, *, by: Person, version: int = 0, **parts: str) -> None:
    """The narrative with all its parts, or with others."""
    write_annual_report(plan=plan, parts=NARRATIVE | parts, version=version, by=by)


def hand_in_year(plan: Plan, *, by: Person) -> AnnualRound:
    """The whole year with its annual report."""
    report_year(plan, by=by)
    write_narrative(plan, by=by)
    return submit_annual_report(plan=plan, by=by)
