"""Owns the proof that every printed report says where the ledger stood, and that the ledger bears it out."""

import pytest
from django.core.management import call_command
from django.template.loader import render_to_string

from plans.actions.checkpoints import make_checkpoint
from plans.actions.evidence import write_comment
from plans.actions.reporting import approve_report, submit_report
from plans.models import QuarterReport
from plans.tests.factories import cell_of
from reports.printed.imprint import imprint_of


@pytest.fixture
def report(labour, charlie):
    return submit_report(report=labour.reports.get(quarter=1), by=charlie)


def imprint(report):
    return imprint_of(QuarterReport.objects.get(pk=report.pk), printed_on=report.plan.year.quarter_starts(1))


def test_a_live_report_bears_the_last_event_of_its_plan(report):
    last = report.plan.events.order_by("sequence").last()
    ledger = imprint(report).ledger
    assert (ledger.chain, ledger.count, ledger.head) == (report.plan_id, last.sequence, last.digest)


def test_an_approved_one_bears_its_approval_whatever_comes_after(report, rita, charlie):
    approve_report(report=report, by=rita, leaves_unassessed=True)
    write_comment(cell=cell_of(report.plan, "1.6.1", 1), text="দেখা হলো", by=charlie)
    assert imprint(report).ledger.count == report.plan.events.get(verb="approve_report").sequence


def test_the_paper_says_whether_a_checkpoint_holds_it(report):
    assert not imprint(report).ledger.is_anchored
    assert "এখনও কোনো চেকপয়েন্টে নেই" in render_to_string("reports/pdf/imprint.html", {"imprint": imprint(report)})
    make_checkpoint()
    assert imprint(report).ledger.is_anchored
    paper = render_to_string("reports/pdf/imprint.html", {"imprint": imprint(report)})
    assert "এখনও কোনো চেকপয়েন্টে নেই" not in paper
    assert imprint(report).ledger.shown in paper


def test_the_line_is_borne_out_by_the_ledger(report, capsys):
    ledger = imprint(report).ledger
    call_command("verify_events", "--head", str(ledger.chain), str(ledger.count), ledger.shown)
    assert capsys.readouterr().out.strip() == "so it is"
