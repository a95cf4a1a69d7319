"""Owns the proof of the import pages: upload, preview with every doubt, and storing only what was seen."""

import openpyxl
import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from plans.actions.reporting import submit_report
from plans.models import Event, Plan, PlanImport, SourceFile
from plans.tests.factories import INDUSTRIES, LABOUR, workbook

UPLOAD = "plans:import_upload"


def uploaded(content, name=INDUSTRIES):
    return SimpleUploadedFile(name, content)


@pytest.fixture
def client(administrator, client_of):
    return client_of(administrator)


@pytest.fixture
def bring(client):
    """``bring(content)``: uploads a workbook and answers the address of its preview."""

    def upload(content, name=INDUSTRIES):
        response = client.post(reverse(UPLOAD), {"file": uploaded(content, name)})
        assert response.status_code == 302
        return response.url

    return upload


@pytest.fixture
def preview(bring):
    return bring(workbook(INDUSTRIES).read_bytes())


def with_cells(tmp_path, name, **cells):
    book = openpyxl.load_workbook(workbook(name))
    for address, content in cells.items():
        book.active[address] = content
    book.save(tmp_path / name)
    return (tmp_path / name).read_bytes()


# --- upload ------------------------------------------------------------------------------------------------------


def test_an_uploaded_workbook_is_kept_and_shown_before_anything_is_stored(client, preview, administrator):
    source = SourceFile.objects.get()
    assert (source.name, source.brought_by) == (INDUSTRIES, administrator)
    with default_storage.open(source.file.name) as file:
        assert file.read() == workbook(INDUSTRIES).read_bytes()
    assert client.get(preview).status_code == 200
    assert not Plan.objects.exists()


def test_the_same_workbook_is_kept_once(bring):
    content = workbook(INDUSTRIES).read_bytes()
    assert bring(content) == bring(content)
    assert SourceFile.objects.count() == 1


def test_a_name_longer_than_any_file_of_a_ministry_is_shortened(bring):
    bring(workbook(LABOUR).read_bytes(), "প্রতিবেদন " * 30 + ".xlsx")
    source = SourceFile.objects.get()
    assert len(source.name) <= 200
    assert source.name.endswith(".xlsx")


def test_a_file_too_large_is_refused_with_a_sentence(client, settings):
    settings.IMPORT_MAX_BYTES = 1000
    response = client.post(reverse(UPLOAD), {"file": uploaded(b"x" * 1001)})
    assert response.status_code == 422
    assert "50" in response.text or "৫০" in response.text
    assert not SourceFile.objects.exists()


@pytest.mark.parametrize("data", [{}, {"file": ""}, {"file": SimpleUploadedFile("empty.xlsx", b"")}])
def test_nothing_or_an_empty_file_is_refused_with_a_sentence(client, data):
    response = client.post(reverse(UPLOAD), data)
    assert response.status_code == 422
    assert "notice-error" in response.text
    assert not SourceFile.objects.exists()


def test_the_latest_documents_are_listed_with_what_became_of_them(client, preview):
    page = client.get(reverse(UPLOAD)).text
    assert INDUSTRIES in page
    assert preview in page
    client.post(preview, {"seen": "1"})
    assert "শিল্প মন্ত্রণালয়" in client.get(reverse(UPLOAD)).text


# --- preview -----------------------------------------------------------------------------------------------------


def test_the_preview_shows_what_was_understood_and_every_doubt_at_its_cell(client, preview):
    page = client.get(preview).text
    assert "শিল্প মন্ত্রণালয়" in page
    assert "১২.১" in page
    for cell in ("K23", "K25", "K71", "I75", "K91", "F16"):
        assert f">{cell}<" in page
    assert 'name="seen"' in page


@pytest.mark.parametrize(
    ("content", "name"), [(b"not a workbook", "plan.xlsx"), (b"PK\x03\x04", "plan.xlsx"), (b"%PDF-1.4", "plan.pdf")]
)
def test_what_is_no_workbook_says_so_and_offers_no_confirmation(client, bring, content, name):
    page = client.get(bring(content, name)).text
    assert "notice-error" in page
    assert 'name="seen"' not in page


def test_a_document_that_is_not_there_is_not_found(client):
    assert client.get(reverse("plans:import_preview", args=[999])).status_code == 404


# --- storing -----------------------------------------------------------------------------------------------------


def test_doubts_need_a_tick(client, preview):
    response = client.post(preview, {})
    assert response.status_code == 422
    assert 'id="tick-missing"' in response.text
    assert not Plan.objects.exists()


def test_a_ticked_preview_is_stored_and_leads_to_the_form(client, preview, administrator):
    response = client.post(preview, {"seen": "1"}, follow=True)
    plan = Plan.objects.get()
    assert response.redirect_chain[-1][0] == reverse("plans:entry", args=[plan.pk, 1])
    assert plan.created_by == administrator
    assert plan.events.get().by == administrator
    assert PlanImport.objects.get().imported_by == administrator


def test_storing_again_changes_nothing_and_says_so(client, preview):
    client.post(preview, {"seen": "1"})
    response = client.post(preview, {"seen": "1"}, follow=True)
    assert "notice-info" in response.text
    assert (Plan.objects.count(), Event.objects.count(), PlanImport.objects.count()) == (1, 1, 1)


def test_a_document_without_doubts_needs_no_tick(client, bring, tmp_path):
    content = with_cells(tmp_path, LABOUR, C8=29, C14=21, H20="৪", I20="৩", J20="২")
    response = client.post(bring(content, LABOUR), {})
    assert response.status_code == 302
    assert Plan.objects.count() == 1


@pytest.mark.parametrize("data", [{}, {"seen": "1"}])
def test_errors_cannot_be_ticked_away(client, bring, tmp_path, data):
    address = bring(with_cells(tmp_path, INDUSTRIES, C7="দুই"))
    response = client.post(address, data)
    assert response.status_code == 422
    assert ">C7<" in response.text
    assert 'id="tick-missing"' not in response.text
    assert not Plan.objects.exists()


def test_an_import_that_closed_reports_forbid_says_why(client, preview, bring, tmp_path, alice):
    client.post(preview, {"seen": "1"})
    submit_report(report=Plan.objects.get().reports.get(quarter=1), by=alice)
    response = client.post(bring(with_cells(tmp_path, INDUSTRIES, H8="১")), {"seen": "1"})
    assert response.status_code == 422
    assert "পর্যালোচক ফেরত দিলে আবার আনুন" in response.text
    assert 'id="tick-missing"' not in response.text


# --- office and year ---------------------------------------------------------------------------------------------


@pytest.fixture
def nameless(bring, tmp_path):
    """The preview of a form that names neither office nor year."""
    cells = {
        "A1": "কর্ম-পরিকল্পনা",
        "A2": None,
        "F3": "অর্থবছরের লক্ষ্যমাত্রা",
        "G3": "বাস্তবায়ন অগ্রগতি পরিবীক্ষণ",
    }
    return bring(with_cells(tmp_path, INDUSTRIES, **cells))


def test_office_and_year_missing_in_the_sheet_are_asked_for(client, nameless):
    page = client.get(nameless).text
    assert 'name="office"' in page
    assert 'name="year"' in page
    assert 'name="seen"' not in page


@pytest.mark.parametrize(("office", "year"), [("শিল্প মন্ত্রণালয়", "২০২০-২১"), ("36", "2020-2021")])
def test_named_office_and_year_are_shown_and_then_stored(client, nameless, office, year):
    page = client.get(nameless, {"office": office, "year": year}).text
    assert f'name="office" value="{office}"' in page
    response = client.post(nameless, {"office": office, "year": year, "seen": "1"})
    assert response.status_code == 302
    plan = Plan.objects.get()
    assert (plan.office.code, plan.year.code) == ("36", "2020-21")


def test_a_named_office_that_contradicts_the_sheet_is_an_error(client, preview):
    response = client.post(preview, {"office": "শ্রম মন্ত্রণালয়", "seen": "1"})
    assert response.status_code == 422
    assert not Plan.objects.exists()
