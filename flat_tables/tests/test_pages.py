"""Owns the proof of the pages of flat tables: look first, then store; for administrators, in both formats."""

import re

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from flat_tables import admin
from flat_tables.cell_table import CellTable
from flat_tables.formats import CSV, XLSX
from flat_tables.tests.tables import dataset_of, exported
from offices.models import Office
from offices.tests.people import add_person
from plans.actions.achievements import record_achievement
from plans.models import QuarterCell
from plans.tests.factories import cell_of

MODELS = ("offices_office", "offices_person", "offices_deadline", "plans_indicator", "plans_quartercell")


@pytest.fixture
def client(administrator, client_of):
    return client_of(administrator)


@pytest.fixture
def rows(industries):
    rows = exported(CellTable, QuarterCell.objects.order_by("pk"))
    for row in rows:
        row["version"] = ""
    return rows


def look(client, rows, *, name="ছক.xlsx", model="plans_quartercell"):
    file_format = CSV() if name.endswith("csv") else XLSX()
    content = file_format.export_data(dataset_of(rows))
    content = content.encode() if isinstance(content, str) else content
    return client.post(
        reverse(f"admin:{model}_import"), {"resource": "0", "import_file": SimpleUploadedFile(name, content)}
    )


def waiting_files():
    """The files looked at and not stored yet, of other tests too."""
    folders, _files = default_storage.listdir("imports") if default_storage.exists("imports") else ([], [])
    return set(default_storage.listdir("imports/tables")[1]) if "tables" in folders else set()


def store(client, page, *, model="plans_quartercell"):
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page.text.partition("<h2>")[2]))
    return client.post(reverse(f"admin:{model}_process_import"), hidden, follow=True)


@pytest.mark.parametrize("name", ["ছক.xlsx", "ছক.csv"])
def test_a_file_is_looked_at_then_stored(client, rows, industries, name):
    waiting = waiting_files()
    rows[0]["achievement"] = "১"
    page = look(client, rows, name=name)
    assert waiting_files() > waiting
    assert "<ins>১</ins>" in page.text
    assert cell_of(industries, rows[0]["number"], 1).version == 0
    answer = store(client, page)
    assert "১টি বদলেছে" in answer.text
    assert cell_of(industries, rows[0]["number"], 1).achievement.text == "১"
    assert waiting_files() == waiting


def test_a_second_yes_stores_nothing_more_and_is_told_so(client, rows, industries):
    rows[0]["achievement"] = "১"
    page = look(client, rows)
    store(client, page)
    answer = store(client, page)
    assert answer.redirect_chain == [(reverse("admin:plans_quartercell_import"), 302)]
    assert "ফাইলটি আর রাখা নেই" in answer.text
    assert industries.events.filter(verb="import_table").count() == 1


def test_errors_are_listed_and_there_is_nothing_to_store(client, rows):
    rows[0]["target"] = "৩১/০২/২০২০"
    page = look(client, rows)
    assert "৩১/০২/২০২০" in page.text
    assert "process_import" not in page.text


def test_a_long_preview_shows_the_first_changes_and_counts_them_all(client, rows, monkeypatch):
    monkeypatch.setattr(admin, "SHOWN", 5)
    for row in rows:
        row["achievement"] = "১"
    page = look(client, rows)
    assert page.text.count("<ins>") == 5
    assert "১৪৮টি বদলাবে" in page.text


def test_what_changed_meanwhile_is_said_and_nothing_stored(client, rows, industries, alice):
    rows[0]["achievement"] = "১"
    page = look(client, rows)
    record_achievement(cell=cell_of(industries, rows[0]["number"], 1), value="২", version=0, by=alice)
    answer = store(client, page)
    assert answer.status_code == 409
    assert "বদলে গেছে" in answer.text
    assert cell_of(industries, rows[0]["number"], 1).achievement.text == "২"


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04nonsense", b"\xff\xfe", b"%PDF-1.4"])
def test_a_file_that_is_no_table_gets_a_sentence(client, reference, content):
    file = SimpleUploadedFile("flat_table.xlsx", content)
    page = client.post(reverse("admin:offices_office_import"), {"resource": "0", "import_file": file})
    assert page.status_code == 200
    assert re.search('class="errorlist"|class="errornote"', page.text)


def test_another_tables_columns_are_named(client, rows, reference):
    page = look(client, rows, model="offices_office")
    assert "quarter" in page.text
    assert "কলামের নাম মেলে না" in page.text


@pytest.mark.parametrize("file_format", ["0", "1"])
@pytest.mark.parametrize("model", MODELS)
def test_every_table_comes_out_and_goes_in_again(client, industries, alice, model, file_format):
    answer = client.post(reverse(f"admin:{model}_export"), {"format": file_format, "resource": "0"})
    assert answer["Content-Disposition"].startswith("attachment")
    name = ("flat_table.xlsx", "flat_table.csv")[int(file_format)]
    file = SimpleUploadedFile(name, answer.content)
    page = client.post(reverse(f"admin:{model}_import"), {"resource": "0", "import_file": file})
    assert page.context["result"].is_faultless
    assert not page.context["result"].changes


def test_the_search_of_the_list_chooses_what_is_exported(client, reference):
    address = reverse("admin:offices_office_export")
    answer = client.post(f"{address}?q=শিল্প মন্ত্রণালয়", {"format": "1", "resource": "0"})
    assert 1 < len(answer.content.decode().splitlines()) < Office.objects.count()


@pytest.mark.parametrize("page", ["import", "export", "process_import"])
@pytest.mark.parametrize("model", MODELS)
def test_only_administrators_reach_them(client_of, alice, rita, model, page):
    address = reverse(f"admin:{model}_{page}")
    for person in (alice, rita, add_person("clerk", is_staff=True)):
        answer = client_of(person).post(address)
        assert answer.status_code in {302, 403}, person
        assert answer.status_code == 403 or "login" in answer.url


def test_a_name_that_climbs_out_reads_no_other_file(client, rows, reference):
    data = {"import_file_name": "../../secret_key", "original_file_name": "x", "format": "1", "fingerprint": "x"}
    answer = client.post(reverse("admin:plans_quartercell_process_import"), data, follow=True)
    assert "ফাইলটি আর রাখা নেই" in answer.text
