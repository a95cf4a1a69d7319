"""Owns the proof of the page of one cell: its files, its talk and everything that happened to it."""

import hashlib

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from plans.actions.achievements import record_achievement
from plans.actions.remarks import fingerprint
from plans.actions.reporting import return_report, submit_report
from plans.actions.row_reviews import RowWord, review_quarter_rows
from plans.models import Event, Evidence, QuarterReport
from plans.tests.deciding import hidden_in
from plans.tests.factories import cell_of
from uploads.judging import EICAR
from uploads.tests import samples
from workflow.row_states import RowState


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
    assert [(event.by, event.after["text"]) for event in response.context["open"].scene.history] == [
        (bob, "২"),
        (alice, "১"),
    ]


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
    assert "১ মেগাবাইটের চেয়ে বড়" in response.text
    assert "সর্বোচ্চ ১ মেগাবাইট" in response.text
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


# --- several files at once, and what they are --------------------------------------------------------------------

PART = {"HTTP_HX_REQUEST": "true"}


def test_several_files_are_taken_at_once_and_each_that_is_not_says_why(cell, client):
    files = [
        SimpleUploadedFile("one.pdf", b"%PDF-1.4 one"),
        SimpleUploadedFile("two.pdf", samples.EXE),
        SimpleUploadedFile("three.png", samples.picture("PNG")),
    ]
    page = client.post(reverse("entry:attach", args=[cell.pk]), {"file": files}, follow=True).text
    assert sorted(cell.evidence.values_list("name", flat=True)) == ["one.pdf", "three.png"]
    assert "two.pdf: ফাইলটি আসলে একটি প্রোগ্রাম" in page
    assert page.count('loading="lazy"') == 1  # the picture shows itself


def test_a_small_picture_is_shown_of_pictures_alone(cell, client):
    attach(client, cell, "place.png", samples.picture("PNG"))
    attach(client, cell)
    picture, notice = cell.evidence.order_by("-name")
    shown = client.get(reverse("entry:picture", args=[picture.pk]))
    assert (shown["Content-Type"], shown.content[:3]) == ("image/jpeg", b"\xff\xd8\xff")
    assert client.get(reverse("entry:picture", args=[notice.pk])).status_code == 404


def test_the_same_file_for_two_claims_is_pointed_out_at_both(industries, cell, client):
    other, later = cell_of(industries, "6.2", 1), cell_of(industries, "1.1", 2)
    for each in (cell, other, later):
        attach(client, each)
    assert "একই ফাইল ৬.২; ১.১, ২য় কোয়ার্টার সারিতেও আছে।" in client.get(page_of(cell)).text
    assert "একই ফাইল ১.১;" in client.get(page_of(other)).text
    attach(client, cell_of(industries, "2.1", 1), content=b"%PDF-1.4 another")
    assert "একই ফাইল" not in client.get(page_of(cell_of(industries, "2.1", 1))).text


# --- remark and claim --------------------------------------------------------------------------------------------


def say(client, cell, name, text, *, over="", **headers):
    data = {"text": text, "version": fingerprint(over)}
    return client.post(reverse(f"entry:{name}", args=[cell.pk]), data, **headers)


def test_remark_and_claim_are_written_without_javascript(cell, client):
    assert say(client, cell, "remark", "৮টি সম্পন্ন").url == page_of(cell)
    say(client, cell, "claim", "২")
    page = client.get(page_of(cell)).text
    assert "৮টি সম্পন্ন</textarea>" in page
    assert "দাবি হিসাবের চেয়ে ২.০০ বেশি" in page
    assert "হিসাবে ০.০০" in page


def test_what_somebody_else_wrote_meanwhile_stands_beside_what_was_typed(cell, client, bob, client_of):
    say(client_of(bob), cell, "remark", "তার মন্তব্য")
    for headers in ({}, PART):
        response = say(client, cell, "remark", "আমার মন্তব্য", **headers)
        assert response.status_code == 409
        assert "আমার মন্তব্য</textarea>" in response.text
        assert "“তার মন্তব্য”" in response.text
        assert fingerprint("তার মন্তব্য") in response.text  # saved again, it is kept
    cell.refresh_from_db()
    assert cell.remark == "তার মন্তব্য"


@pytest.mark.parametrize(("name", "text"), [("claim", "অনেক"), ("remark", "ক" * 2001)])
def test_what_is_not_taken_stays_in_its_field_with_the_reason(cell, client, name, text):
    response = say(client, cell, name, text, **PART)
    assert response.status_code == 422
    assert text[:300] in response.text
    assert "সংরক্ষিত হয়নি" in response.text


def test_what_somebody_typed_is_not_written_under_the_name_of_who_signed_in_since(cell, client, bob):
    data = {"text": "ববের মন্তব্য", "version": fingerprint(""), "owner": bob.pk}
    assert client.post(reverse("entry:remark", args=[cell.pk]), data, **PART).status_code == 403
    cell.refresh_from_db()
    assert cell.remark == ""


def test_as_above_is_shown_with_what_it_stands_for(industries, cell, client):
    say(client, cell, "remark", "সভা হয়েছে")
    below = cell_of(industries, "1.2", 1)
    say(client, below, "remark", "ঐ")
    assert "ঐ মানে ১.১-এর মন্তব্য: “সভা হয়েছে”" in client.get(page_of(below)).text


def test_a_reader_sees_remark_and_claim_and_no_field(cell, client, rita, client_of):
    say(client, cell, "remark", "৮টি সম্পন্ন")
    say(client, cell, "claim", "০.৮")
    page = client_of(rita).get(page_of(cell)).text
    assert "৮টি সম্পন্ন" in page
    assert "০.৮০" in page
    assert 'name="text"' in page  # the talk alone
    assert "data-autosave" not in page


def test_a_row_that_did_not_go_back_offers_neither_field_nor_file(plan_of_size, alice, rita, client_of):
    plan = plan_of_size(2)
    first, second = (cell_of(plan, number, 1) for number in ("1.1", "1.2"))
    report = submit_report(report=plan.reports.get(quarter=1), by=alice)
    word = RowWord(first.indicator_id, RowState.QUESTION, "প্রমাণক দিন")
    review_quarter_rows(report=report, words=[word], by=rita)
    return_report(report=QuarterReport.objects.get(pk=report.pk), reason="", by=rita)
    client = client_of(alice)
    assert "data-autosave" in client.get(page_of(first)).text
    closed = client.get(page_of(second)).text
    assert "data-autosave" not in closed
    assert "data-files" not in closed
    assert say(client, second, "remark", "নতুন", **PART).status_code == 403


# --- the row in its place ----------------------------------------------------------------------------------------


def test_a_part_of_the_page_is_answered_in_the_form_with_what_the_row_says_of_it(cell, client):
    opened = client.get(page_of(cell), **PART).text
    assert 'class="row-open"' in opened
    assert "<html" not in opened
    answer = client.post(reverse("entry:comment", args=[cell.pk]), {"text": "দেখুন"}, **PART).text
    assert 'id="comments"' in answer
    assert f'id="links-{cell.indicator_id}" hx-swap-oob="true"' in answer


def test_what_was_before_stands_beside_with_its_marks(industries, client, alice):
    record_achievement(cell=cell_of(industries, "1.1", 1), value="১", version=0, by=alice)
    lines = client.get(page_of(cell_of(industries, "1.1", 2))).context["open"].past
    assert [(line.label, line.achieved.text, str(line.marks)) for line in lines] == [("১ম কোয়ার্টার", "১", "0.50")]


@pytest.mark.parametrize("size", [1, 37])
def test_an_opened_row_asks_little_whatever_the_size_of_the_plan(plan_of_size, client, size):
    cell = cell_of(plan_of_size(size), "1.1", 2)
    attach(client, cell)
    with CaptureQueriesContext(connection) as queries:
        client.get(page_of(cell), **PART)
    assert len(queries) <= 10


def test_what_was_said_of_a_row_stands_in_its_history_in_words(cell, client, alice, rita, client_of):
    report = QuarterReport.objects.get(plan=cell.indicator.activity.area.plan, quarter=1)
    record_achievement(cell=cell, value="১", version=0, by=alice)
    submit_report(report=report, by=alice)
    word = RowWord(cell.indicator_id, RowState.QUESTION, "নোটিশ দিন")
    review_quarter_rows(report=report, words=[word], by=rita)
    assert "নোটিশ দিন" not in client.get(page_of(cell)).text, "until it is returned"
    return_report(report=report, by=rita)
    with translation.override("bn"):
        assert [event.words for event in client.get(page_of(cell)).context["open"].scene.history] == [
            "সারি পর্যালোচনা: প্রশ্ন – নোটিশ দিন",
            "অর্জন লেখা",
        ]
    assert "সারি পর্যালোচনা: প্রশ্ন – নোটিশ দিন" in client.get(page_of(cell)).text


def test_a_comment_sent_twice_is_stored_once_and_said_again_stored_again(cell, client, alice, bob, client_of):
    address = reverse("entry:comment", args=[cell.pk])
    first = hidden_in(client.get(page_of(cell)).text)
    for _ in range(2):  # a double click, or a line that lost the answer
        client.post(address, first | {"text": "দেখুন"})
    assert [each.text for each in cell.comments.all()] == ["দেখুন"]
    client_of(bob).post(address, {"text": "দেখলাম", "after": "0"})
    client.post(address, first | {"text": "দেখুন"})  # the browser sends it once more, behind another's
    assert [each.text for each in cell.comments.all()] == ["দেখুন", "দেখলাম"]
    client.post(address, hidden_in(client.get(page_of(cell)).text) | {"text": "দেখুন"})
    assert cell.comments.count() == 3
    assert Event.objects.filter(verb="write_comment").count() == 3


@pytest.mark.parametrize("after", ["", "কিছু", "-1", "9" * 40])
def test_a_comment_of_a_page_that_says_nothing_sensible_is_stored(cell, client, after):
    client.post(reverse("entry:comment", args=[cell.pk]), {"text": "দেখুন", "after": after})
    assert cell.comments.count() == 1
