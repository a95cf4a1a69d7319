"""Owns the proof that of a document and another, or an edit, at the same moment one wins and the other is told."""

from functools import partial
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from imports.queries.undoing import SINCE
from imports.tests.views.pages import shown_by
from offices.tests.people import add_person
from plans.exporting import export_plan
from plans.models import PlanImport, RefusedValue
from plans.tests.factories import cell_of
from sheets.saving import as_bytes

HTMX = {"HTTP_HX_REQUEST": "true"}
CELL = "H8"  # of 1.1, what its first quarter achieved


@pytest.fixture
def other(client_of):
    """Another administrator's session."""
    return client_of(add_person("admin2", is_staff=True, is_superuser=True))


@pytest.fixture
def plan(transactional_db, plan_of_size):
    return plan_of_size(2)


@pytest.fixture
def brought(plan, bring):
    """``brought(7)``: the preview of the plan's form in which the first quarter of 1.1 achieved 7."""
    book = load_workbook(BytesIO(export_plan(plan, through=1)))

    def preview(number):
        book.active[CELL] = str(number)
        return bring(as_bytes(book))

    return preview


def confirming(client, address):
    """What stores a document as its preview shows it now."""
    data = {"step": "store", "shown": shown_by(client.get(address).text), "seen": "1"}
    return partial(client.post, address, data)


def writing(client, plan, text, person):
    """What saves a text over the cell as it stands now."""
    cell = cell_of(plan, "1.1", 1)
    data = {"text": text, "version": cell.version, "owner": person.pk}
    return partial(client.post, reverse("entry:record", args=[cell.pk]), data, **HTMX)


def stands(plan):
    return cell_of(plan, "1.1", 1).achievement.text


def test_of_two_documents_of_a_plan_one_is_stored_and_the_other_shown_again(rounds, plan, brought, client, other):
    for each in rounds:
        numbers = (2 * each.number + 1, 2 * each.number + 2)
        first, second = (brought(number) for number in numbers)
        answers = each.race(plan, confirming(client, first), confirming(other, second))
        each.check_winner([answer.status_code == 302 for answer in answers])
        assert sorted(answer.status_code for answer in answers) == [302, 409]
        assert stands(plan) == str(numbers[answers[1].status_code == 302])
        assert PlanImport.objects.filter(plan=plan).count() == each.number + 1


def test_of_a_document_and_an_edit_one_wins_in_the_cell_both_write(rounds, plan, brought, client, alice, client_of):
    here = client_of(alice)
    for each in rounds:
        number, text = 2 * each.number + 1, str(2 * each.number + 2)
        store, save = confirming(client, brought(number)), writing(here, plan, text, alice)
        stored, saved = each.race(plan, store, save)
        each.check_winner([stored.status_code == 302, saved.status_code == 200])
        assert sorted([stored.status_code, saved.status_code]) in ([302, 409], [200, 409])
        assert stands(plan) == (str(number) if stored.status_code == 302 else text)
        RefusedValue.objects.all().delete()


def test_of_an_undo_and_an_edit_one_wins_and_nothing_is_overwritten_unseen(
    rounds, plan, brought, client, alice, client_of
):
    here = client_of(alice)
    for each in rounds:
        before, text = stands(plan), str(2 * each.number + 2)
        confirming(client, brought(2 * each.number + 1))()
        place = reverse("imports:undo", args=[PlanImport.objects.latest("pk").pk])
        undo, save = partial(client.post, place, follow=True), writing(here, plan, text, alice)
        undone, saved = each.race(plan, undo, save)
        each.check_winner([PlanImport.objects.latest("pk").undone_at is not None, saved.status_code == 200])
        if saved.status_code == 200:
            assert stands(plan) == text
            assert SINCE["record_achievement"].bn in undone.text
        else:
            assert (saved.status_code, stands(plan)) == (409, before)
        RefusedValue.objects.all().delete()


def test_undone_twice_at_once_an_import_is_undone_once(rounds, plan, brought, client, other):
    for each in rounds:
        confirming(client, brought(each.number + 1))()
        place = reverse("imports:undo", args=[PlanImport.objects.latest("pk").pk])
        answers = each.race(plan, partial(client.post, place), partial(other.post, place))
        each.check_winner([answer.url == reverse("imports:upload") for answer in answers])
        assert plan.events.filter(verb="undo_import").count() == each.number + 1
