"""Owns the proof that a report which came late says so to who reads its scorecard or its paper."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from offices.models import Deadline
from plans.actions.reporting import submit_report
from reports.printed.scorecard import printed_scorecard


def test_a_report_that_came_late_says_so_on_paper_and_scorecard(plan_of_size, alice, rita, client_of):
    plan, today = plan_of_size(1), timezone.localdate()
    Deadline.objects.filter(year=plan.year, quarter=1).update(due_on=today - timedelta(days=1))
    report = plan.reports.get(quarter=1)
    submit_report(report=report, by=alice)
    page = reverse("reports:scorecard", args=[plan.pk, 1])
    assert "১ দিন বিলম্বে জমা" in printed_scorecard(report, printed_on=today).imprint.state
    assert "১ দিন বিলম্বে" in client_of(rita).get(page).text
    Deadline.objects.filter(year=plan.year, quarter=1).update(grace_until=today)
    assert "বিলম্বে" not in printed_scorecard(report, printed_on=today).imprint.state
    assert "১ দিন বিলম্বে" not in client_of(rita).get(page).text
