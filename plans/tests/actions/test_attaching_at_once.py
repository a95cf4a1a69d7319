"""Owns the proof that two people at once attach no more than there is room for, and a report is kept in one print."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections

from plans.actions.evidence import attach_evidence
from plans.actions.prints import keep_print
from plans.actions.reporting import approve_report, submit_report
from plans.models import Evidence, KeptPrint, QuarterReport
from plans.tests.factories import cell_of
from workflow.transitions import Refusal

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("reference")]
PDF = b"%PDF-1.7 printed%%EOF"


def at_once(*actions):
    """What became of each: its answer, or "refused"."""
    together = Barrier(len(actions))

    def act(action):
        together.wait()
        try:
            return action()
        except Refusal:
            return "refused"
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(actions)) as people:
        return list(people.map(act, actions))


def test_two_plans_of_an_office_share_its_last_room(plan_of_size, alice, bob, settings):
    plan = plan_of_size(1)
    other = plan_of_size(1, kind="egov", year=plan.year.start_year)
    settings.EVIDENCE_QUOTA_BYTES = len(PDF)

    def attaching(cell, by):
        return lambda: attach_evidence(cell=cell, file=SimpleUploadedFile("a.pdf", PDF), by=by)

    told = at_once(attaching(cell_of(plan, "1.1", 1), alice), attaching(cell_of(other, "1.1.1", 1), bob))
    assert told.count("refused") == 1
    assert Evidence.objects.get() in told


def test_a_report_printed_twice_at_once_is_kept_in_one_print(plan_of_size, alice, rita):
    plan = plan_of_size(1)
    approve_report(report=submit_report(report=plan.reports.get(quarter=1), by=alice), by=rita)
    report = QuarterReport.objects.get(plan=plan, quarter=1)

    def keeping(pdf):
        return lambda: keep_print(report=report, figures="f" * 64, paper="form", language="bn", pdf=pdf)

    first, second = at_once(keeping(PDF), keeping(PDF + b" "))
    assert first == second == KeptPrint.objects.get()
    assert plan.events.filter(verb="keep_print").count() == 1
