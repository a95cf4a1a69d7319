"""Owns the proof that what is stored is exactly what was seen: doubts ticked, questions answered, nothing moved."""

import pytest
from django.urls import reverse

from imports.tests.views.pages import shown_by
from plans.actions.achievements import record_achievement
from plans.actions.reporting import submit_report
from plans.models import Activity, Event, Plan, PlanImport
from plans.tests.factories import INDUSTRIES, LABOUR, cell_of, import_workbook, workbook
from plans.tests.workbooks import FAULTLESS, NAMELESS, UNDECIDED, WITHOUT_QUARTER, two_sheets, with_cells

# --- doubts ------------------------------------------------------------------------------------------------------


def test_doubts_need_a_tick(preview, store):
    response = store(preview, seen="")
    assert response.status_code == 422
    assert 'aria-describedby="missing"' in response.text
    assert not Plan.objects.exists()


def test_a_ticked_preview_is_stored_and_leads_to_the_form(preview, store, administrator):
    response = store(preview, follow=True)
    plan = Plan.objects.get()
    assert response.redirect_chain[-1][0] == reverse("entry:entry", args=[plan.pk, 1])
    assert plan.created_by == administrator
    assert plan.events.get().by == administrator
    assert PlanImport.objects.get().imported_by == administrator


def test_storing_again_changes_nothing_and_says_so(preview, store):
    store(preview)
    response = store(preview, follow=True)
    assert "notice-info" in response.text
    assert (Plan.objects.count(), Event.objects.count(), PlanImport.objects.count()) == (1, 1, 1)


def test_of_a_book_of_two_plans_it_is_told_that_one_is_new_and_that_the_other_changed(industries, bring, store):
    """It was told of the new one alone."""
    Activity.objects.filter(area__plan=industries, number="1.1").update(title="অন্য নাম")
    book = bring(two_sheets(A2="মন্ত্রণালয়ের নাম: খাদ্য মন্ত্রণালয়"))
    page = store(book, follow=True).text
    assert Plan.objects.count() == 2
    assert "পরিকল্পনাটি আমদানি হয়েছে" in page
    assert "দলিল অনুযায়ী পরিকল্পনাটি হালনাগাদ হয়েছে" in page


def test_a_document_without_doubts_needs_no_tick(bring, store):
    response = store(bring(with_cells(LABOUR, FAULTLESS), LABOUR), seen="")
    assert response.status_code == 302
    assert Plan.objects.count() == 1


@pytest.mark.parametrize("seen", ["", "1"])
def test_errors_cannot_be_ticked_away(bring, store, seen):
    response = store(bring(with_cells(INDUSTRIES, C7="দুই")), seen=seen)
    assert response.status_code == 422
    assert ">C7<" in response.text
    assert not Plan.objects.exists()


def test_an_import_that_closed_reports_forbid_says_why(preview, bring, store, alice):
    store(preview)
    submit_report(report=Plan.objects.get().reports.get(quarter=1), by=alice)
    response = store(bring(with_cells(INDUSTRIES, H8="১")))
    assert response.status_code == 422
    assert "পর্যালোচক ফেরত দিলে আবার আনুন" in response.text
    assert cell_of(Plan.objects.get(), "1.1", 1).achievement.is_blank


# --- what was seen is what is stored -----------------------------------------------------------------------------


def test_a_plan_changed_since_the_preview_is_shown_again(client, industries, bring, alice):
    address = bring(with_cells(INDUSTRIES, H8="২"))
    shown = shown_by(client.get(address).text)
    record_achievement(cell=cell_of(industries, "1.1", 1), value="১", version=0, by=alice)
    response = client.post(address, {"step": "store", "shown": shown, "seen": "1"})
    assert response.status_code == 409
    assert 'role="alert"' in response.text
    assert "<del>" in response.text
    assert cell_of(industries, "1.1", 1).achievement.text == "১"
    again = client.post(address, {"step": "store", "shown": shown_by(response.text), "seen": "1"})
    assert again.status_code == 302
    assert cell_of(industries, "1.1", 1).achievement.text == "২"


def test_a_plan_stored_by_somebody_else_since_the_preview_is_shown_again(client, preview):
    shown = shown_by(client.get(preview).text)
    import_workbook(workbook(INDUSTRIES))
    response = client.post(preview, {"step": "store", "shown": shown, "seen": "1"})
    assert response.status_code == 409
    assert PlanImport.objects.count() == 1


@pytest.mark.parametrize("shown", ["", "0" * 64])
def test_what_was_never_shown_is_not_stored(client, preview, shown):
    assert client.post(preview, {"step": "store", "shown": shown, "seen": "1"}).status_code == 409
    assert not Plan.objects.exists()


def test_an_office_chosen_in_the_click_that_stores_is_shown_first(client, preview):
    shown = shown_by(client.get(preview).text)
    said = {"plan-1-office": "খাদ্য মন্ত্রণালয়", "step": "store", "shown": shown, "seen": "1"}
    response = client.post(preview, said)
    assert response.status_code == 409
    assert "খাদ্য মন্ত্রণালয়, ২০২০-২০২১" in response.text
    assert not Plan.objects.exists()


# --- office and year ---------------------------------------------------------------------------------------------


def test_office_and_year_missing_in_the_sheet_are_asked_for(client, bring):
    page = client.get(bring(with_cells(INDUSTRIES, NAMELESS))).text
    assert 'name="plan-1-office"' in page
    assert 'name="plan-1-year"' in page
    assert 'value="store"' not in page


@pytest.mark.parametrize("office", ["শিল্প মন্ত্রণালয়", "শিল্প মন্ত্রনালয়", "36", "Ministry of Industries"])
def test_chosen_office_and_year_are_shown_and_then_stored(client, bring, store, office):
    address, said = bring(with_cells(INDUSTRIES, NAMELESS)), {"plan-1-office": office, "plan-1-year": "2020-21"}
    page = client.post(address, {"step": "show"} | said).text
    assert "শিল্প মন্ত্রণালয়, ২০২০-২০২১" in page
    assert f'value="{office}"' in page
    assert store(address, **said).status_code == 302
    plan = Plan.objects.get()
    assert (plan.office.code, plan.year.code) == ("36", "2020-21")


def test_an_office_chosen_against_the_sheet_is_a_doubt_at_its_cell(client, preview, store):
    said = {"plan-1-office": "খাদ্য মন্ত্রণালয়"}
    page = client.post(preview, {"step": "show"} | said).context["page"]
    (doubt,) = [problem for problem in page.problems if problem.code == "office_contradiction"]
    assert (doubt.severity, doubt.cell) == ("warning", "A2")
    assert store(preview, seen="", **said).status_code == 422
    assert store(preview, **said).status_code == 302
    assert Plan.objects.get().office.name_bn == "খাদ্য মন্ত্রণালয়"


def test_an_office_nobody_knows_is_an_error(client, preview):
    page = client.post(preview, {"step": "show", "plan-1-office": "কল্পিত"}).context["page"]
    assert [problem.code for problem in page.problems if problem.severity == "error"] == ["office_unknown"]


# --- questions ---------------------------------------------------------------------------------------------------


def test_an_undecided_rule_must_be_chosen_and_is_stored_as_chosen(bring, store):
    address = bring(with_cells(INDUSTRIES, UNDECIDED))
    response = store(address)
    assert response.status_code == 422
    assert "field-refused" in response.text
    assert store(address, **{"plan-1-rule-1.1": "cumulative"}).status_code == 302
    assert cell_of(Plan.objects.get(), "1.1", 1).indicator.quarter_rule == "cumulative"


def test_a_suggested_rule_can_be_changed(preview, store):
    store(preview, **{"plan-1-rule-1.2": "sum"})
    assert cell_of(Plan.objects.get(), "1.2", 1).indicator.quarter_rule == "sum"


def test_a_rule_that_is_none_is_not_taken(preview, store):
    store(preview, **{"plan-1-rule-1.2": "guess"})
    assert cell_of(Plan.objects.get(), "1.2", 1).indicator.quarter_rule == "average"


@pytest.mark.parametrize(("answer", "stored"), [("2", "৯০%"), ("0", "")])
def test_the_reported_quarter_must_be_said(client, bring, store, answer, stored):
    address = bring(with_cells(LABOUR, WITHOUT_QUARTER), LABOUR)
    assert store(address).status_code == 422
    assert not Plan.objects.exists()
    (field,) = client.get(address).context["page"].plans[0].form.quarter_fields
    assert store(address, **{field.html_name: answer}).status_code == 302
    assert cell_of(Plan.objects.get(), "1.5.1", 2).achievement.text == stored


# --- several plans -----------------------------------------------------------------------------------------------


def test_several_plans_of_a_workbook_are_stored_together(bring, store):
    response = store(bring(two_sheets(A2="মন্ত্রণালয়ের নাম: খাদ্য মন্ত্রণালয়")))
    assert response.url == reverse("imports:upload")
    assert {plan.office.name_bn for plan in Plan.objects.all()} == {"শিল্প মন্ত্রণালয়", "খাদ্য মন্ত্রণালয়"}


def test_one_plan_with_an_error_keeps_the_others_from_being_stored(bring, store):
    response = store(bring(two_sheets(A2="মন্ত্রণালয়ের নাম: কল্পিত মন্ত্রণালয়")))
    assert response.status_code == 422
    assert not Plan.objects.exists()


def test_an_office_is_chosen_for_the_one_plan_that_lacks_it(bring, store):
    address = bring(two_sheets(A2="মন্ত্রণালয়ের নাম: কল্পিত মন্ত্রণালয়"))
    assert store(address, **{"plan-2-office": "খাদ্য মন্ত্রণালয়"}).status_code == 302
    assert {plan.office.name_bn for plan in Plan.objects.all()} == {"শিল্প মন্ত্রণালয়", "খাদ্য মন্ত্রণালয়"}
