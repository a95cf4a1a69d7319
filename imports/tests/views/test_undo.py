"""Owns the proof of the page that undoes an import."""

import pytest
from django.urls import reverse

from imports.tests.views.pages import UPLOAD
from plans.actions.achievements import record_achievement
from plans.models import Plan, PlanImport
from plans.tests.factories import INDUSTRIES, cell_of
from plans.tests.workbooks import with_cells


@pytest.fixture
def undo(preview, store):
    """The address that undoes the import of a new plan."""
    store(preview)
    return reverse("imports:undo", args=[PlanImport.objects.get().pk])


def test_the_list_leads_to_a_page_that_says_what_will_happen(client, undo):
    assert undo in client.get(UPLOAD).text
    page = client.get(undo).text
    assert "শিল্প মন্ত্রণালয়" in page
    assert INDUSTRIES in page
    assert "<form" in page
    assert Plan.objects.exists()


def test_undoing_takes_the_plan_away_and_the_list_tells_it(client, undo, administrator):
    response = client.post(undo, follow=True)
    assert response.redirect_chain[-1][0] == UPLOAD
    assert "notice-success" in response.text
    assert not Plan.objects.exists()
    assert undo not in response.text
    assert str(administrator) in response.text


def test_a_change_is_taken_back_with_its_count(client, undo, bring, store):
    store(bring(with_cells(INDUSTRIES, H8="১", K9="৯০")))
    address = reverse("imports:undo", args=[PlanImport.objects.latest("pk").pk])
    assert "২টি" in client.get(address).text
    client.post(address)
    assert cell_of(Plan.objects.get(), "1.1", 1).achievement.is_blank


def test_what_is_too_late_is_said_instead_of_offered(client, undo, alice):
    plan = Plan.objects.get()
    record_achievement(cell=cell_of(plan, "1.1", 1), value="১", version=0, by=alice)
    assert undo not in client.get(UPLOAD).text
    page = client.get(undo).text
    assert "এর পরে অর্জন লেখা হয়েছে" in page
    assert "button-danger" not in page
    assert "notice-error" in client.post(undo, follow=True).text
    assert Plan.objects.get() == plan


def test_an_undone_import_is_not_undone_again(client, undo):
    client.post(undo)
    assert "আগেই" in client.post(undo, follow=True).text


def test_an_import_that_is_not_there_is_not_found(client):
    assert client.get(reverse("imports:undo", args=[999])).status_code == 404
