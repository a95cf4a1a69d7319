"""Owns the proof of the start of an import: what is taken, what is kept, and the list of documents."""

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from imports.tests.views.pages import UPLOAD, uploaded
from jobs.models import Job
from plans.models import Plan, SourceFile
from plans.tests.factories import INDUSTRIES, LABOUR, workbook
from plans.tests.workbooks import pasted, zipped

PASTE, MANY = reverse("imports:paste"), reverse("imports:many")


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
    response = client.post(UPLOAD, {"file": uploaded(b"x" * 1001)})
    assert response.status_code == 422
    assert "50" in response.text or "৫০" in response.text
    assert not SourceFile.objects.exists()


@pytest.mark.parametrize("data", [{}, {"file": ""}, {"file": SimpleUploadedFile("empty.xlsx", b"")}])
def test_nothing_or_an_empty_file_is_refused_with_a_sentence(client, data):
    response = client.post(UPLOAD, data)
    assert response.status_code == 422
    assert "notice-error" in response.text
    assert not SourceFile.objects.exists()


# --- pasted rows -------------------------------------------------------------------------------------------------


def test_rows_pasted_from_excel_are_read_like_their_workbook(client):
    response = client.post(PASTE, {"text": pasted(LABOUR)}, follow=True)
    page = response.context["page"]
    (reading,) = page.readings
    assert reading.office.name_bn == "শ্রম ও কর্মসংস্থান মন্ত্রণালয়"
    assert len(reading.draft.indicators) == 13
    assert SourceFile.objects.get().name.endswith(".tsv")


@pytest.mark.parametrize("text", ["", "   \n\t"])
def test_pasting_nothing_is_refused_with_a_sentence(client, text):
    response = client.post(PASTE, {"text": text})
    assert response.status_code == 422
    assert "notice-error" in response.text
    assert not SourceFile.objects.exists()


def test_pasted_words_that_are_no_form_say_so(client):
    page = client.post(PASTE, {"text": "নমুনা\tলেখা"}, follow=True).text
    assert "কলামের নম্বরের সারি" in page
    assert 'value="store"' not in page


# --- many at once ------------------------------------------------------------------------------------------------


def test_a_zip_becomes_a_job_of_who_brought_it(client, administrator):
    content = zipped({"a.xlsx": b"1", "b.xlsx": b"2"})
    response = client.post(MANY, {"bundle": uploaded(content, "all.zip"), "accepts_doubts": "on"})
    job = Job.objects.get()
    assert response.url == reverse("jobs:job", args=[job.pk])
    assert (job.asked_by, job.arguments["accepts_doubts"]) == (administrator, True)
    assert "all.zip" in job.title
    with default_storage.open(job.arguments["bundle"]) as file:
        assert file.read() == content


@pytest.mark.parametrize(
    "content", [b"no zip", zipped({"../a.xlsx": b"1"}), zipped({})], ids=["words", "out of the folder", "empty"]
)
def test_a_zip_that_is_none_or_means_harm_is_refused_with_a_sentence(client, content):
    response = client.post(MANY, {"bundle": uploaded(content, "all.zip")})
    assert response.status_code == 422
    assert "notice-error" in response.text
    assert not Job.objects.exists()


# --- the list ----------------------------------------------------------------------------------------------------


def test_documents_are_listed_with_what_became_of_them(client, preview, store):
    page = client.get(UPLOAD).text
    assert INDUSTRIES in page
    assert preview in page
    assert "সংরক্ষিত নয়" in page
    store(preview)
    page = client.get(UPLOAD).text
    assert "শিল্প মন্ত্রণালয়" in page
    assert "সংরক্ষিত নয়" not in page


def test_the_list_takes_as_many_queries_for_three_documents_as_for_one(client, bring, store, django_assert_num_queries):
    store(bring(workbook(INDUSTRIES).read_bytes()))
    client.get(UPLOAD)
    with django_assert_num_queries(5):
        client.get(UPLOAD)
    store(bring(workbook(LABOUR).read_bytes(), LABOUR))
    bring(b"nothing", "c.xlsx")
    with django_assert_num_queries(5):
        client.get(UPLOAD)


def test_older_documents_stand_on_further_pages(client, bring):
    for number in range(21):
        bring(b"nothing", f"{number:02d}.xlsx")
    first, second = client.get(UPLOAD).text, client.get(UPLOAD, {"page": "2"}).text
    assert ("20.xlsx" in first, "00.xlsx" in first) == (True, False)
    assert "00.xlsx" in second
