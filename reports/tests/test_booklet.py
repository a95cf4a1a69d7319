"""Owns the proof of the booklet: every office with its page, whole or not at all, and asked for by who may."""

import re
from datetime import date

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import translation

from jobs.actions import cancel
from jobs.models import Job, JobState
from jobs.running import FAILED, run_job
from offices.models import FiscalYear, Office
from plans.actions.reporting import approve_report, submit_report
from plans.models import QuarterReport
from plans.tests.commands.shell import run
from reports.booklet import MAKES_NO_PLAN, NO_PLAN, TASK, booklet_of, print_booklet
from reports.kept_prints import find
from reports.pdf.joining import page_count
from reports.queries.league import League
from reports.tests.pdf.extraction import text_of
from reports.tests.pdf.tagged import TaggedPdf

pytestmark = pytest.mark.long

YEAR = 2022
NAMES = ("কৃষি মন্ত্রণালয়", "খাদ্য মন্ত্রণালয়", "ভূমি মন্ত্রণালয়", "রেলপথ মন্ত্রণালয়")


@pytest.fixture
def offices(reference, plan_of_size):
    """Four ministries, the first three with plans, of one page, many pages and one page."""
    found = [Office.objects.get(name_bn=name) for name in NAMES]
    for office, size in zip(found, (2, 40, 3), strict=False):
        plan_of_size(size, office=office, year=YEAR)
    return found


def booklet_for(offices, **told):
    chosen = Office.objects.filter(pk__in=[office.pk for office in offices])
    year = FiscalYear.objects.get(start_year=YEAR)
    return booklet_of(League(chosen, "integrity", year, 1), printed_on=date(2026, 3, 4), **told)


def arguments(offices):
    ids = [office.pk for office in offices]
    return {"kind": "integrity", "year": YEAR, "through": 1, "offices": ids, "language": "bn"}


def job_for(offices, by):
    return Job.objects.create(task=TASK, title="পুস্তিকা", asked_by=by, arguments=arguments(offices))


# --- the document ------------------------------------------------------------------------------------------------


def test_the_booklet_has_cover_contents_comparison_and_every_form_on_its_page(offices):
    heard = []
    pdf = print_booklet(booklet_for(offices), say=lambda done, total: heard.append((done, total)))
    assert heard == [(0, 3), (1, 3), (2, 3), (3, 3)]
    pages = text_of(pdf).split("\f")[:-1]
    assert "৩টি দপ্তরের প্রতিবেদন" in pages[0]
    assert "সূচিপত্র" in pages[1]
    assert NAMES[3] in pages[2]
    contents = dict(re.findall(r"(\S+ মন্ত্রণালয়)\s+([০-৯]+)", pages[1]))
    assert sorted(contents, key=lambda name: int(contents[name])) == list(NAMES[:3])
    for name, page in contents.items():
        assert f"মন্ত্রণালয়ের নাম: {name}" in pages[int(page) - 1]
    assert int(contents[NAMES[2]]) - int(contents[NAMES[1]]) > 1
    assert TaggedPdf(pdf).faults == []


@pytest.mark.parametrize("guess", [1, 9])
def test_the_pages_of_the_contents_are_right_whatever_was_guessed(offices, monkeypatch, guess):
    expected = print_booklet(booklet_for(offices))
    monkeypatch.setattr("reports.booklet._guessed", lambda rows, entries: guess)
    assert print_booklet(booklet_for(offices)) == expected


def test_a_form_in_the_booklet_is_the_form_itself(offices):
    booklet = booklet_for(offices[:1])
    text = text_of(print_booklet(booklet)).split("\f")
    assert "পৃষ্ঠা ১/১" in text[3]
    assert page_count(print_booklet(booklet)) == 4


def test_approved_forms_are_printed_once_for_all_booklets(offices, rita):
    from offices.models import Role
    from offices.tests.people import add_person

    report = QuarterReport.objects.get(plan__office=offices[0], quarter=1)
    focal = add_person("focal", offices[0], Role.FOCAL_POINT)
    approve_report(report=submit_report(report=report, by=focal), by=rita)
    first = print_booklet(booklet_for(offices))
    (approved, *_others) = booklet_for(offices).reports
    assert find(approved, "form", "bn") is not None
    assert print_booklet(booklet_for(offices)) == first


def test_an_english_booklet_is_english(offices):
    with translation.override("en"):
        text = text_of(print_booklet(booklet_for(offices[:1])))
    assert "Contents" in text
    assert "Ministry of Agriculture" in text
    assert "Page 1/1" in text


def test_a_booklet_of_chosen_offices_says_which_beside_their_ranks(offices):
    with translation.override("en"):
        chosen = booklet_for(offices[:1], chosen="Name or code: Agri")
        text = " ".join(text_of(print_booklet(chosen)).split())
    assert "ranked among themselves. Name or code: Agri" in text


def test_a_booklet_of_nobody_has_no_forms(offices):
    assert page_count(print_booklet(booklet_for(offices[3:]))) == 3


# --- the job -----------------------------------------------------------------------------------------------------


def test_the_job_leaves_the_booklet_as_its_file(offices, rita):
    job = job_for(offices[:1], rita)
    run_job(job.pk)
    job.refresh_from_db()
    assert (job.state, job.trouble) == (JobState.DONE, "")
    assert (job.done, job.total) == (1, 1)
    assert job.file_name == "integrity-2022-23-q1-bn.pdf"
    with job.file.open() as file:
        assert page_count(file.read()) == 4


def files() -> set[str]:
    """Every file that jobs left."""
    folder = settings.MEDIA_ROOT / "jobs"
    return {str(path) for path in folder.rglob("*") if path.is_file()}


def test_a_cancelled_job_leaves_nothing(offices, rita):
    before = files()
    job = job_for(offices, rita)
    cancel(job=job)
    Job.objects.filter(pk=job.pk).update(state=JobState.QUEUED, ended_at=None)  # cancelled while a worker took it
    run_job(job.pk)
    job.refresh_from_db()
    assert (job.state, job.file.name) == (JobState.CANCELLED, "")
    assert files() == before


def test_a_failed_job_leaves_nothing_but_a_sentence(offices, rita):
    before = files()
    job = job_for(offices, rita)
    Job.objects.filter(pk=job.pk).update(arguments=arguments(offices) | {"kind": "poem"})
    run_job(job.pk)
    job.refresh_from_db()
    assert (job.state, job.file.name) == (JobState.FAILED, "")
    assert job.trouble == FAILED.bn
    assert files() == before


# --- the pages ---------------------------------------------------------------------------------------------------


CHOSEN = {"kind": "integrity", "year": str(YEAR), "through": "1", "tier": "", "search": "মন্ত্রণালয়"}


def test_the_page_says_what_the_booklet_will_hold(offices, rita, client_of):
    response = client_of(rita).get(reverse("reports:booklet"), CHOSEN)
    assert "৩টি কার্যালয়ের" in response.text
    assert not Job.objects.exists()


def test_page_contents_and_job_promise_what_is_printed_and_name_who_is_left_out(offices, rita, client_of):
    """The third has a plan, but is kept as an office that makes none; the fourth has no plan."""
    Office.objects.filter(pk=offices[2].pk).update(makes_plan=False)
    page = client_of(rita).get(reverse("reports:booklet"), CHOSEN).text
    client_of(rita).post(reverse("reports:booklet"), CHOSEN)
    booklet = booklet_for(offices)
    contents = text_of(print_booklet(booklet)).split("\f")[1]
    assert "২টি কার্যালয়ের" in page
    assert (Job.objects.get().total, len(booklet.reports)) == (2, 2)
    assert [(each.office, each.why) for each in booklet.left_out] == [
        (offices[3], NO_PLAN),
        (offices[2], MAKES_NO_PLAN),
    ]
    assert "যে ২টি দপ্তরের ফরম এখানে নেই" in contents
    for told in (page, " ".join(contents.split())):
        assert f"{NAMES[3]}: {NO_PLAN.bn}" in told
        assert f"{NAMES[2]}: {MAKES_NO_PLAN.bn}" in told


def test_a_comparison_of_departments_is_not_called_one_of_ministries(offices):
    booklet = booklet_for(offices)
    assert booklet.compared.title == "মন্ত্রণালয় ও বিভাগের তুলনা"
    Office.objects.filter(pk=offices[0].pk).update(tier="department")
    assert booklet_for(offices).compared.title == "দপ্তরসমূহের তুলনা"


def test_asking_for_the_booklet_makes_a_job_of_the_offices_compared(offices, rita, client_of):
    response = client_of(rita).post(reverse("reports:booklet"), CHOSEN | {"search": "ভূমি", "language": "en"})
    job = Job.objects.get()
    assert response.url == reverse("jobs:job", args=[job.pk])
    assert (job.task, job.asked_by) == (TASK, rita)
    assert job.arguments == arguments([offices[2]]) | {"language": "en", "chosen": "Name or code: ভূমি"}


@pytest.mark.parametrize("address", ["reports:booklet", "reports:printed_comparison"])
def test_only_who_compares_prints_comparisons(offices, alice, client_of, address):
    assert client_of(alice).get(reverse(address), CHOSEN).status_code == 403


@pytest.mark.parametrize("wrong", [{"kind": "poem"}, {"year": "1066"}, {"through": "7"}, {"tier": "moon"}])
def test_choices_no_page_offers_are_refused(offices, rita, client_of, wrong):
    assert client_of(rita).get(reverse("reports:printed_comparison"), CHOSEN | wrong).status_code == 400


def test_the_comparison_downloads_as_pdf_with_the_choices_of_its_page(offices, rita, client_of):
    response = client_of(rita).get(reverse("reports:printed_comparison"), CHOSEN | {"search": "খাদ্য"})
    text = text_of(response.content)
    assert "খাদ্য মন্ত্রণালয়" in text
    assert "কৃষি মন্ত্রণালয়" not in text


def test_the_comparison_page_leads_to_both(offices, rita, client_of):
    page = client_of(rita).get(reverse("reports:comparison"), CHOSEN).text
    for address in ("reports:booklet", "reports:printed_comparison"):
        assert f'href="{reverse(address)}?' in page


def test_render_report_prints_the_booklet(offices, tmp_path):
    Office.objects.exclude(pk__in=[office.pk for office in offices]).update(makes_plan=False)
    path = tmp_path / "booklet.pdf"
    command = ("render_report", "--report", "booklet", "--kind", "integrity", "--year", "2022-23", "--through", "q1")
    assert run(*command, "-o", path).code == 0
    assert "সূচিপত্র" in text_of(path.read_bytes())
