"""Owns the proof that files kept in S3-compatible storage come back, and that its trouble is told in a sentence."""

import logging
from collections.abc import Iterator
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pytest_django import Settings

from config.kept_storage import ON_DISK, kept_storage
from flat_tables.storage import WaitingFiles
from imports.actions.bringing import content_of, keep_source
from jobs.keeping import LostFile, UnreachableFile, kept_content
from jobs.models import Job, JobState
from jobs.object_storage import ObjectStorage
from jobs.running import run_job
from jobs.storing import UnreachableStorageError, discard
from jobs.tests.object_store import ObjectStore
from plans.actions.evidence import attach_evidence, remove_evidence
from plans.actions.reporting import approve_report, submit_report
from plans.models import Evidence, Plan, QuarterReport
from plans.tests.commands.shell import run
from plans.tests.factories import INDUSTRIES, cell_of, workbook
from reports.kept_prints import find, keep

pytestmark = [pytest.mark.django_db]
NOTICE = b"%PDF-1.4 notice"
SILENT = "সাড়া দিচ্ছে না"


@pytest.fixture
def plan(bucket, plan_of_size) -> Plan:
    return plan_of_size(2)


@pytest.fixture
def evidence(plan, alice) -> Evidence:
    return attach_evidence(cell=cell_of(plan, "1.1", 1), file=SimpleUploadedFile("নোটিশ.pdf", NOTICE), by=alice)


@pytest.fixture
def approved(plan, alice, rita) -> QuarterReport:
    approve_report(report=submit_report(report=plan.reports.get(quarter=1), by=alice), by=rita)
    return QuarterReport.objects.get(plan=plan, quarter=1)


@pytest.fixture
def silent(object_store: ObjectStore, bucket: dict[str, str], settings: Settings) -> Iterator[None]:
    """The storage takes connections and answers nobody; half a second of patience is as good as ten."""
    impatient = kept_storage(bucket | {"S3_TIMEOUT_SECONDS": "0.5"})
    settings.STORAGES = settings.STORAGES | {"default": impatient}
    object_store.hang()
    yield
    object_store.go_on()


def every_object() -> list[str]:
    assert isinstance(default_storage._wrapped, ObjectStorage)
    return list(default_storage._wrapped.every_name())


# --- what is kept comes back -------------------------------------------------------------------------------------


def test_evidence_is_an_object_that_comes_back_and_goes_with_its_removal(
    evidence, alice, client_of, django_capture_on_commit_callbacks
):
    assert every_object() == [evidence.file.name]
    response = client_of(alice).get(reverse("entry:evidence", args=[evidence.pk]))
    assert b"".join(response.streaming_content) == NOTICE
    with django_capture_on_commit_callbacks(execute=True):
        remove_evidence(evidence=evidence, by=alice)
    assert every_object() == []


def test_a_kept_print_is_found_again_and_printed_into_its_place_when_it_was_lost(approved):
    keep(approved, "form", "bn", b"%PDF-1.7 first%%EOF")
    assert find(approved, "form", "bn") == b"%PDF-1.7 first%%EOF"
    (name,) = every_object()
    default_storage.delete(name)
    assert find(approved, "form", "bn") is None
    keep(approved, "form", "bn", b"%PDF-1.7 first%%EOF")
    assert every_object() == [name]


def test_a_bundle_is_brought_by_a_job_and_leaves_its_documents_alone(bucket, administrator, client_of):
    zipped = BytesIO()
    with ZipFile(zipped, "w") as archive:
        archive.write(workbook(INDUSTRIES), "a.xlsx")
    upload = SimpleUploadedFile("all.zip", zipped.getvalue())
    client_of(administrator).post(reverse("imports:many"), {"bundle": upload})
    job = Job.objects.get()
    assert job.arguments["bundle"] in every_object()
    run_job(job.pk)
    job.refresh_from_db()
    assert (job.state, job.trouble) == (JobState.DONE, "")
    (document,) = every_object()
    assert document.startswith("imports/2")


def test_a_document_comes_back_byte_for_byte_and_the_same_name_is_never_written_over(bucket):
    content = workbook(INDUSTRIES).read_bytes()
    assert content_of(keep_source(content, INDUSTRIES, by=None)) == content
    first, second = (default_storage.save("same.txt", ContentFile(text)) for text in (b"first", b"second"))
    assert first != second
    assert (kept_content(first), kept_content(second)) == (b"first", b"second")


def test_the_file_of_a_flat_table_waits_in_the_bucket(bucket):
    waiting = WaitingFiles()
    waiting.save(b"code,name")
    assert WaitingFiles(name=waiting.name).read() == b"code,name"
    waiting.remove()
    assert every_object() == []


def test_several_sites_may_share_a_bucket_by_folders_of_their_own(bucket, settings):
    default_storage.save("of-another.txt", ContentFile(b"x"))
    settings.STORAGES = settings.STORAGES | {"default": kept_storage(bucket | {"S3_FOLDER": "here"})}
    default_storage.save("a/b.txt", ContentFile(b"mine"))
    assert (every_object(), kept_content("a/b.txt")) == (["a/b.txt"], b"mine")
    with pytest.raises(LostFile):
        kept_content("of-another.txt")


def test_files_are_proved_in_the_bucket(evidence):
    assert run("verify_files").code == 0
    default_storage.delete(evidence.file.name)
    done = run("verify_files", "--json")
    assert (done.code, [fault["fault"] for fault in done.json["faults"]]) == (1, ["missing"])


def test_without_a_bucket_files_lie_on_the_disk():
    assert kept_storage({"S3_ENDPOINT": "http://127.0.0.1:9"}) == ON_DISK


# --- a storage in trouble ----------------------------------------------------------------------------------------


def test_an_object_that_is_gone_is_a_lost_file(evidence, alice, client_of):
    default_storage.delete(evidence.file.name)
    assert client_of(alice).get(reverse("entry:evidence", args=[evidence.pk])).status_code == 410


def test_a_storage_that_does_not_answer_is_told_as_that_and_not_as_a_lost_file(evidence, silent, alice, client_of):
    response = client_of(alice).get(reverse("entry:evidence", args=[evidence.pk]))
    assert (response.status_code, SILENT in response.text) == (503, True)


def test_evidence_that_cannot_be_kept_now_is_refused_at_its_field(plan, silent, alice, client_of):
    place = reverse("entry:attach", args=[cell_of(plan, "1.1", 1).pk])
    response = client_of(alice).post(place, {"file": SimpleUploadedFile("a.pdf", NOTICE)}, follow=True)
    assert SILENT in response.text
    assert not Evidence.objects.exists()


def test_documents_that_cannot_be_kept_now_are_told(silent, administrator, client_of):
    upload = SimpleUploadedFile("plan.xlsx", workbook(INDUSTRIES).read_bytes())
    response = client_of(administrator).post(reverse("imports:upload"), {"file": upload})
    assert (response.status_code, SILENT in response.text) == (503, True)


def test_no_file_is_called_missing_and_no_print_forgotten_while_the_storage_does_not_answer(approved, bucket, request):
    keep(approved, "form", "bn", b"%PDF-1.7 first%%EOF")
    request.getfixturevalue("silent")
    done = run("verify_files", "--forget-prints")
    assert (done.code, approved.prints.count()) == (1, 1)
    assert "does not answer" in done.err
    with pytest.raises(UnreachableFile):
        find(approved, "form", "bn")


def test_what_nobody_needs_is_left_where_it_cannot_be_removed(bucket, request, caplog):
    name = default_storage.save("a.txt", ContentFile(b"x"))
    request.getfixturevalue("silent")
    discard(name)
    assert name in caplog.text


@pytest.mark.parametrize("wrong", [{"S3_BUCKET": "no-such-bucket"}, {"S3_ENDPOINT": "http://127.0.0.1:9"}])
def test_a_wrong_bucket_or_address_is_trouble_of_the_storage(bucket, settings, wrong):
    settings.STORAGES = settings.STORAGES | {"default": kept_storage(bucket | wrong)}
    with pytest.raises(UnreachableStorageError):
        default_storage.save("a.txt", ContentFile(b"x"))
    with pytest.raises(UnreachableFile):  # nobody knows whether it is lost
        kept_content("a.txt")
    assert not logging.getLogger("botocore").isEnabledFor(logging.DEBUG)


def test_a_bucket_is_made_once(bucket, settings):
    settings.STORAGES = settings.STORAGES | {"default": kept_storage(bucket | {"S3_BUCKET": "made-here"})}
    assert [run("make_bucket").out.strip() for _ in range(2)] == ["made-here: made", "made-here: is there"]
    default_storage.save("a.txt", ContentFile(b"x"))
    settings.STORAGES = settings.STORAGES | {"default": ON_DISK}
    assert run("make_bucket").code == 1
