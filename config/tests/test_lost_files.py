"""Owns the proof that a kept file which is gone or changed is told in a sentence at every door, never given out."""

from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from imports.actions.bringing import keep_source
from jobs.models import Job, JobState
from jobs.running import run_job
from plans.actions.evidence import attach_evidence
from plans.actions.publishing import publish_report
from plans.actions.reporting import approve_report, submit_report
from plans.models import Plan, QuarterReport
from plans.tests.factories import INDUSTRIES, cell_of, workbook
from reports.download_list import public_path
from reports.kept_prints import keep

GONE, CHANGED = "আর পাওয়া যাচ্ছে না", "যেমন রাখা হয়েছিল তেমন নেই"


@pytest.fixture
def plan(plan_of_size) -> Plan:
    return plan_of_size(2)


@pytest.fixture
def approved(plan, alice, rita) -> QuarterReport:
    approve_report(report=submit_report(report=plan.reports.get(quarter=1), by=alice), by=rita)
    return QuarterReport.objects.get(plan=plan, quarter=1)


@pytest.fixture
def of_evidence(plan, alice, client_of):
    file = SimpleUploadedFile("নোটিশ.pdf", b"%PDF-1.4 notice")
    evidence = attach_evidence(cell=cell_of(plan, "1.1", 1), file=file, by=alice)
    return client_of(alice), reverse("entry:evidence", args=[evidence.pk]), evidence.file.name


@pytest.fixture
def of_form(approved, alice, client_of):
    keep(approved, "form", "bn", b"%PDF-1.7 first%%EOF")
    address = reverse("reports:official_form", args=[approved.plan_id, 1])
    return client_of(alice), address, approved.prints.get().file.name


@pytest.fixture
def of_public_paper(approved, alice, client):
    publish_report(report=approved, by=alice)
    keep(approved, "public", "bn", b"%PDF-1.7 first%%EOF")
    found = QuarterReport.objects.select_related("plan__office", "plan__year").get(pk=approved.pk)
    return client, public_path(found, "pdf"), approved.prints.get().file.name


@pytest.fixture
def of_job(alice, client_of):
    job = Job.objects.create(task="booklet", title="পুস্তিকা", asked_by=alice, state="done", ended_at=timezone.now())
    job.file.save("x.pdf", ContentFile(b"%PDF-1.7"))
    return client_of(alice), reverse("jobs:download", args=[job.pk]), job.file.name


@pytest.fixture
def of_preview(administrator, client_of):
    source = keep_source(workbook(INDUSTRIES).read_bytes(), INDUSTRIES, by=None)
    return client_of(administrator), reverse("imports:preview", args=[source.pk]), source.file.name


@pytest.fixture
def of_annotated(of_preview):
    client, address, name = of_preview
    return client, f"{address}annotated/", name


DOORS = ["of_evidence", "of_form", "of_public_paper", "of_job", "of_preview", "of_annotated"]


@pytest.mark.django_db
@pytest.mark.parametrize("door", DOORS)
def test_a_missing_file_is_a_sentence(door, request, caplog):
    client, address, name = request.getfixturevalue(door)
    there = client.get(address)
    assert there.status_code == 200
    assert b"".join(there)
    Path(default_storage.path(name)).unlink()
    response = client.get(address)
    assert response.status_code == 410
    assert "notice-error" in response.text
    assert not response.streaming
    assert any(record.levelname == "ERROR" and name in record.getMessage() for record in caplog.records)


@pytest.mark.django_db
@pytest.mark.parametrize("door", [door for door in DOORS if door != "of_job"])
@pytest.mark.parametrize("put", [b"", b"%PDF-1.7 forged%%EOF"], ids=["emptied", "forged"])
def test_a_changed_file_is_never_given_out(door, put, request, caplog):
    client, address, name = request.getfixturevalue(door)
    Path(default_storage.path(name)).write_bytes(put)
    response = client.get(address)
    assert response.status_code in {409, 410}
    assert "notice-error" in response.text
    assert "forged" not in response.text
    assert "Content-Disposition" not in response.headers
    assert any(record.levelname == "ERROR" and name in record.getMessage() for record in caplog.records)


@pytest.mark.parametrize(("spoil", "sentence"), [(Path.unlink, GONE), (lambda file: file.write_bytes(b"x"), CHANGED)])
def test_the_sentence_says_whether_it_is_gone_or_another(of_evidence, spoil, sentence):
    client, address, name = of_evidence
    spoil(Path(default_storage.path(name)))
    assert sentence in client.get(address).text
    client.cookies["django_language"] = "en"
    assert "file kept here" in client.get(address).text


def test_a_folder_in_the_place_of_a_file_is_a_missing_file(of_evidence):
    client, address, name = of_evidence
    Path(default_storage.path(name)).unlink()
    Path(default_storage.path(name)).mkdir()
    assert client.get(address).status_code == 410


def test_an_unchanged_file_comes_back_byte_for_byte(of_evidence):
    client, address, _name = of_evidence
    response = client.get(address)
    assert b"".join(response.streaming_content) == b"%PDF-1.4 notice"


def test_a_job_whose_file_is_gone_says_so(administrator):
    arguments = {"bundle": "imports/bundles/gone.zip", "accepts_doubts": False}
    job = Job.objects.create(task="import_plans", title="সব", asked_by=administrator, arguments=arguments)
    run_job(job.pk)
    job.refresh_from_db()
    assert (job.state, GONE in job.trouble) == (JobState.FAILED, True)
