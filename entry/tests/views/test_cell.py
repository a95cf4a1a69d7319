"""Owns the proof of the page of one cell: its files, its talk and everything that happened to it."""

import hashlib

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from plans.actions.achievements import record_achievement
from plans.models import Evidence
from plans.tests.factories import cell_of
from uploads.judging import EICAR
from uploads.tests import samples


@pytest.fixture
def cell(industries):
    return cell_of(industries, "1.1", 1)


@pytest.fixture
def client(alice, client_of):
    return client_of(alice)


def page_of(cell):
    return reverse("entry:cell", args=[cell.pk])


def attach(client, cell, name="notice.pdf", content=b"%PDF-1.4 notice"):
    data = {"file": SimpleUploadedFile(name, content)}
    return client.post(reverse("entry:attach", args=[cell.pk]), data, follow=True)


def test_the_page_tells_everything_that_happened_to_the_cell(cell, client, alice, bob):
    record_achievement(cell=cell, value="১", version=0, by=alice)
    record_achievement(cell=cell, value="২", version=1, by=bob)
    response = client.get(page_of(cell))
    assert "নৈতিকতা কমিটির সভা" in response.text
    assert [(event.by, event.after["text"]) for event in response.context["history"]] == [(bob, "২"), (alice, "১")]


def test_a_file_is_attached_shown_and_comes_back_as_a_download(cell, client):
    response = attach(client, cell)
    assert "notice.pdf" in response.text
    evidence = cell.evidence.get()
    download = client.get(reverse("entry:evidence", args=[evidence.pk]))
    assert download["Content-Disposition"].startswith("attachment;")
    assert b"".join(download.streaming_content) == b"%PDF-1.4 notice"


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("page.html", samples.HTML, "ফাইলটি আসলে একটি ওয়েব পাতা"),
        ("notice.pdf", samples.EXE, "ফাইলটি আসলে একটি প্রোগ্রাম"),
        ("notice.pdf", EICAR, "ভাইরাস পরীক্ষার নমুনা"),
        ("plan.xlsx", samples.bomb(), "জিপ বোমা"),
        ("notice.pdf", samples.picture("PNG"), "কিন্তু এটি আসলে PNG ছবি"),
    ],
    ids=["html", "exe", "eicar", "bomb", "png"],
)
def test_what_is_not_taken_is_refused_in_a_sentence(cell, client, name, content, sentence):
    response = attach(client, cell, name, content)
    assert "notice-error" in response.text
    assert sentence in response.text
    assert not cell.evidence.exists()


def test_a_file_too_large_is_refused(cell, client, settings):
    settings.EVIDENCE_MAX_BYTES = 1024 * 1024
    response = attach(client, cell, content=samples.PDF.ljust(1024 * 1024 + 1))
    assert "১ MB-এর চেয়ে বড়" in response.text
    assert "সর্বোচ্চ ১ MB" in response.text
    assert not cell.evidence.exists()


@pytest.mark.parametrize(
    ("name", "kind"),
    [("notice.pdf", "application/pdf"), ("old.html", "application/octet-stream"), ("old", "application/octet-stream")],
)
def test_a_file_comes_back_with_its_own_name_and_no_browser_opens_it(cell, client, alice, name, kind):
    file = ContentFile(samples.HTML)  # as it was taken before files were judged
    evidence = Evidence(cell=cell, name=name, sha256=hashlib.sha256(samples.HTML).hexdigest(), added_by=alice)
    evidence.file.save("old", file)
    response = client.get(reverse("entry:evidence", args=[evidence.pk]))
    assert response["Content-Type"] == kind
    assert response["Content-Disposition"] == f'attachment; filename="{name}"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert b"".join(response) == samples.HTML


def test_a_file_is_taken_off_again(cell, client):
    attach(client, cell)
    client.post(reverse("entry:remove_evidence", args=[cell.evidence.get().pk]))
    assert not cell.evidence.exists()


def test_a_remark_is_shown_as_written_and_never_as_markup(cell, client):
    address = reverse("entry:comment", args=[cell.pk])
    page = client.post(address, {"text": "<b>দেখুন</b>"}, follow=True).text
    assert "&lt;b&gt;দেখুন&lt;/b&gt;" in page


def test_an_empty_remark_says_so(cell, client):
    page = client.post(reverse("entry:comment", args=[cell.pk]), {"text": ""}).text
    assert "মন্তব্য লিখুন।" in page
    assert not cell.comments.exists()


@pytest.mark.parametrize("text", ["ক" * 300_000, "দেখুন\x00"], ids=["300,000 letters", "a null character"])
def test_a_remark_that_cannot_be_kept_stays_in_its_field_with_the_reason(cell, client, text):
    response = client.post(reverse("entry:comment", args=[cell.pk]), {"text": text})
    assert response.status_code == 422
    assert "field-refused" in response.text
    assert text.replace("\x00", "")[:300] in response.text
    assert not cell.comments.exists()
