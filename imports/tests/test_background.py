"""Owns the proof of the job that brings many workbooks in: its progress, its summary, its end."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from jobs.actions import ask_for, cancel
from jobs.models import Job, JobState
from jobs.running import run_job
from plans.models import Plan, PlanImport, SourceFile
from plans.tests.factories import INDUSTRIES, LABOUR, workbook
from plans.tests.workbooks import FAULTLESS, of_office, with_cells, zipped

FILES = {
    "industries.xlsx": workbook(INDUSTRIES).read_bytes(),
    "labour.xlsx": with_cells(LABOUR, FAULTLESS),
    "photo.xlsx": b"\x89PNG",
    "wrong/office.xlsx": of_office("কল্পিত মন্ত্রণালয়"),
}


@pytest.fixture
def ask(administrator):
    """``ask(files)``: a job that brings these files in, not begun yet."""

    def asked(files, *, accepts_doubts=False):
        bundle = default_storage.save("imports/bundles/all.zip", ContentFile(zipped(files)))
        arguments = {"bundle": bundle, "accepts_doubts": accepts_doubts}
        return ask_for(task="import_plans", title="সব", by=administrator, arguments=arguments)

    return asked


def run(job):
    run_job(job.pk)
    return Job.objects.get(pk=job.pk)


def told(job):
    return {line["name"]: line["level"] for line in job.summary[1:]}


def test_every_file_has_its_line_and_the_first_line_counts_them(ask):
    job = run(ask(FILES))
    assert (job.state, job.done, job.total) == (JobState.DONE, 4, 4)
    assert told(job) == {
        "industries.xlsx": "warning",
        "labour.xlsx": "success",
        "photo.xlsx": "error",
        "wrong/office.xlsx": "error",
    }
    assert job.summary[0]["text"] == "৪টি ফাইল – সংরক্ষিত ১, সন্দেহ দেখে টিক দিতে হবে ১, নেওয়া হয়নি ২"
    assert job.summary[0]["text_en"] == "4 files – stored 1, needs a tick 1, refused 2"
    assert [line["level"] for line in job.summary[1:]] == ["error", "error", "warning", "success"]


def test_lines_say_why_in_both_languages_and_lead_to_the_preview(ask, client_of, administrator):
    job = run(ask(FILES))
    lines = {line["name"]: line for line in job.summary}
    wrong, doubtful = lines["wrong/office.xlsx"], lines["industries.xlsx"]
    assert "কল্পিত মন্ত্রণালয়" in wrong["text"]
    assert "is known" in wrong["text_en"]
    assert "সন্দেহ" in doubtful["text"]
    assert "doubts" in doubtful["text_en"]
    client = client_of(administrator)
    for line in job.summary[1:]:
        assert client.get(line["url"]).status_code == 200, line
    assert SourceFile.objects.get(name="industries.xlsx").brought_by == administrator


def test_doubtful_workbooks_are_stored_when_that_was_ticked(ask, administrator):
    job = run(ask(FILES, accepts_doubts=True))
    assert told(job)["industries.xlsx"] == "success"
    assert Plan.objects.count() == 2
    assert {each.imported_by for each in PlanImport.objects.all()} == {administrator}


def test_asking_again_finds_nothing_new(ask):
    run(ask(FILES, accepts_doubts=True))
    job = run(ask(FILES, accepts_doubts=True))
    assert sorted(told(job).values()) == ["error", "error", "info", "info"]
    assert Plan.objects.count() == 2


def test_the_zip_goes_when_all_is_done(ask):
    job = run(ask(FILES))
    assert not default_storage.exists(job.arguments["bundle"])


def test_a_cancelled_job_stops_between_files_and_keeps_what_it_did(ask, monkeypatch):
    job = ask(dict.fromkeys(("a.xlsx", "b.xlsx", "c.xlsx"), FILES["labour.xlsx"]))
    save, kept = SourceFile.save, []

    def cancel_at_the_second(self, *args, **kwargs):
        kept.append(self.name)
        if self.name == "b.xlsx":
            cancel(job=job)
        save(self, *args, **kwargs)

    monkeypatch.setattr(SourceFile, "save", cancel_at_the_second)
    job = run(job)
    assert (job.state, job.done) == (JobState.CANCELLED, 2)
    assert told(job) == {"a.xlsx": "success", "b.xlsx": "info"}
    assert default_storage.exists(job.arguments["bundle"])


def test_a_zip_that_is_gone_fails_with_its_reason(ask):
    job = ask(FILES)
    default_storage.delete(job.arguments["bundle"])
    assert run(job).state == JobState.FAILED


def test_the_page_of_the_job_tells_it_in_the_language_of_who_asks(ask, client_of, administrator):
    job = run(ask(FILES))
    client = client_of(administrator)
    page = client.get(f"/jobs/{job.pk}/").text
    assert "টিক দিতে হবে" in page
    client.cookies["django_language"] = "en"
    page = client.get(f"/jobs/{job.pk}/").text
    assert "needs a tick" in page
    assert "টিক দিতে হবে" not in page
