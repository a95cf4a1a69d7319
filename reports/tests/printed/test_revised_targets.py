"""Owns the proof that revised targets are printed old and new, and the marks under the new beside the frozen ones."""

from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import translation
from openpyxl import load_workbook

from plans.actions.publishing import publish_report
from plans.exporting import export_plan
from plans.models import KeptPrint
from plans.queries.trees import load_tree
from plans.tests.actions.test_revising import ask, decide, open_window, proves, record
from plans.tests.exporting.test_round_trip import changes_beside_itself
from plans.tests.stepping import approve_through
from reports.download_list import public_path
from reports.printed.official_form import official_form
from reports.printed.setting import form_html
from reports.printing import Paper, print_paper, report_of
from reports.tests.printed_texts import texts_of
from reports.tests.scene import PRINTED_ON


@pytest.fixture
def revised(plan_of_size, alice, rita):
    """Four in the year; one done by the first quarter, approved with 0.25; then two in the year, none in the last."""
    plan = plan_of_size(2)
    open_window(plan)
    record(plan, 1, "১", alice)
    approve_through(plan, 1, by=alice, reviewer=rita)
    decide(ask(plan, alice, {"100%": "২", "q4": ""}), rita)
    return plan


def form_of(plan, quarter):
    return official_form(report_of(plan, quarter), printed_on=PRINTED_ON)


def test_the_form_of_the_approved_quarter_prints_its_own_targets_and_both_marks(revised):
    form = form_of(revised, 1)
    assert texts_of(form)["১.১"][0]["annual"] == "৪"
    (row,) = form.revised.rows
    assert [(each.name, each.old.text, each.new.text) for each in row.targets] == [
        ("বছরের লক্ষ্যমাত্রা", "৪", "২"),
        ("৪র্থ কোয়ার্টার", "১", ""),
    ]
    assert (str(row.stands.earned), str(row.renewed.earned), row.counts_from) == ("0.25", "0.50", 2)
    assert (str(form.revised.earned), str(form.revised.renewed)) == ("0.25", "0.50")


def test_the_form_of_the_next_quarter_prints_the_new_targets_and_what_was_before(revised):
    form = form_of(revised, 2)
    assert texts_of(form)["১.১"][0]["annual"] == "২"
    (row,) = form.revised.rows
    assert (row.targets[0].old.text, row.stands, row.renewed, form.revised.renewed) == ("৪", None, None, None)


@pytest.mark.parametrize(("language", "words"), [("bn", "নতুন লক্ষ্যমাত্রায়"), ("en", "Under the new target")])
def test_both_stand_on_paper_in_both_languages(revised, language, words):
    with translation.override(language):
        html = form_html(form_of(revised, 1))
    assert words in html
    with translation.override("bn"):
        assert words not in form_html(form_of_another(revised))


def form_of_another(plan):
    plan.areas.first().activities.first().indicators.first().revisions.all().delete()
    return form_of(plan, 1)


def test_a_print_kept_before_the_revision_stays_and_another_is_kept_since(plan_of_size, alice, rita):
    plan = plan_of_size(1)
    open_window(plan)
    approve_through(plan, 1, by=alice, reviewer=rita)
    before = print_paper(Paper.SCORECARD, report_of(plan, 1), printed_on=PRINTED_ON)
    decide(ask(plan, alice, {"100%": "২"}), rita)
    since = print_paper(Paper.SCORECARD, report_of(plan, 1), printed_on=PRINTED_ON)
    assert since != before
    assert print_paper(Paper.SCORECARD, report_of(plan, 1), printed_on=PRINTED_ON) == since
    assert set(KeptPrint.objects.values_list("paper", flat=True)) == {"scorecard", "scorecard-r1"}
    assert proves("verify_events")


def test_the_page_of_the_scorecard_shows_both(revised, alice, client_of):
    shown = client_of(alice).get(reverse("reports:scorecard", kwargs={"plan_id": revised.pk, "quarter": 1})).text
    assert 'id="revised"' in shown
    assert "নতুন লক্ষ্যমাত্রায়" in shown
    assert "০.৫০" in shown


@pytest.mark.parametrize("through", [1, 2])
def test_the_workbook_tells_old_and_new_and_is_the_same_plan_again(revised, through):
    sheet = load_workbook(BytesIO(export_plan(revised, through=through)), read_only=True).active
    told = next(cell.value for row in sheet.iter_rows() for cell in row if "সংশোধিত" in str(cell.value))
    assert "১.১ সংশোধিত: লক্ষ্যমাত্রা ৪ → ২ (২য় কোয়ার্টার থেকে), ৪র্থ কোয়ার্টার ১ → –" in told
    assert changes_beside_itself(revised, through) == []
    assert load_tree(revised).indicators[0].annual.text == "২"
    assert proves("verify_events")


def test_a_published_report_tells_it_too_and_is_given_anew_to_who_has_the_older_one(plan_of_size, alice, rita, client):
    plan = plan_of_size(1)
    open_window(plan)
    approve_through(plan, 1, by=alice, reviewer=rita)
    report = publish_report(report=plan.reports.get(quarter=1), by=alice)
    page, file = public_path(report), public_path(report, "xlsx")
    before = client.get(file).headers["ETag"]
    assert client.get(file, headers={"If-None-Match": before}).status_code == 304
    decide(ask(plan, alice, {"100%": "২"}), rita)
    assert "সংশোধিত লক্ষ্যমাত্রা" in client.get(page).text
    assert client.get(file, headers={"If-None-Match": before}).status_code == 200
