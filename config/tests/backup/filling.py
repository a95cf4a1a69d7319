"""Owns filling a system as people do, in a process of its own: ``python -m config.tests.backup.filling``.

It submits and approves a quarter, keeps its print and a proof, then saves again and again, until it is killed.
"""

import itertools
from io import BytesIO

import django
import pikepdf


def main() -> None:
    django.setup()
    from django.utils import timezone

    from offices.models import Person
    from plans.actions.achievements import record_achievement
    from plans.models import Plan
    from plans.tests.factories import cell_of

    plan = Plan.objects.get(kind="integrity")
    focal = Person.objects.get(username="shilpo")
    approve_first_quarter(plan, focal, timezone.localdate())
    cell, version = cell_of(plan, "1.1", 2), 0
    for number in itertools.count(1):
        version = record_achievement(cell=cell, value=str(number), version=version, by=focal).cell.version
        print(number, flush=True)


def approve_first_quarter(plan, focal, today) -> None:
    """A submitted and approved report, with a proof and its kept print."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    from offices.models import Person
    from plans.actions.achievements import record_achievement
    from plans.actions.evidence import attach_evidence
    from plans.actions.reporting import approve_report, submit_report
    from plans.tests.factories import cell_of
    from reports.printing import Paper, print_paper, report_of

    cell = cell_of(plan, "1.1", 1)
    record_achievement(cell=cell, value="১", version=0, by=focal)
    attach_evidence(cell=cell, file=SimpleUploadedFile("নোটিশ.pdf", pdf()), by=focal)
    report = submit_report(report=plan.reports.get(quarter=1), by=focal)
    approve_report(report=report, by=Person.objects.get(username="reviewer"))
    print_paper(Paper.FORM, report_of(plan, 1), printed_on=today)


def pdf() -> bytes:
    """An empty page."""
    file, document = BytesIO(), pikepdf.new()
    document.add_blank_page()
    document.save(file)
    return file.getvalue()


if __name__ == "__main__":
    main()
