"""Owns the proof that doubts of many files are accepted from their list: what was shown is stored, and nothing else."""

from dataclasses import replace

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils.html import escape

from imports.actions.bringing import content_of, read_plans
from imports.actions.comparing import compare, doubts_of, fingerprint, fingerprint_with_doubts
from imports.background import MOST_DOUBTS
from jobs.actions import ask_for
from jobs.models import Job
from jobs.running import run_job
from plans.actions.achievements import record_achievement
from plans.models import Plan, SourceFile
from plans.tests.factories import INDUSTRIES, LABOUR, cell_of, workbook
from plans.tests.workbooks import zipped

ACCEPT = reverse("imports:accept")
FILES = {"industries.xlsx": workbook(INDUSTRIES).read_bytes(), "labour.xlsx": workbook(LABOUR).read_bytes()}


@pytest.fixture
def brought(administrator, reference):
    bundle = default_storage.save("imports/bundles/all.zip", ContentFile(zipped(FILES)))
    arguments = {"bundle": bundle, "accepts_doubts": False}
    return done(ask_for(task="import_plans", title="সব", by=administrator, arguments=arguments))


def done(job):
    run_job(job.pk)
    return Job.objects.get(pk=job.pk)


def ticks(job):
    return {line["name"]: line["tick"] for line in job.summary[1:] if line["tick"]}


def accepted(client, *marks):
    assert client.post(ACCEPT, {"tick": marks}).status_code == 302
    return Job.objects.filter(task="accept_doubts").latest("pk")


def test_ticked_files_are_stored_with_their_doubts_and_the_others_wait(client_of, administrator, brought):
    marks = ticks(brought)
    assert set(marks) == set(FILES)
    page = client_of(administrator).get(reverse("jobs:job", args=[brought.pk])).text
    assert f'action="{ACCEPT}"' in page
    assert page.count('name="tick"') == 2
    job = accepted(client_of(administrator), marks["labour.xlsx"])
    assert [line["level"] for line in done(job).summary[1:]] == ["success"]
    assert [plan.kind for plan in Plan.objects.all()] == ["egov"]


def test_what_changed_since_it_was_shown_is_not_stored(client_of, administrator, alice, brought):
    marks = ticks(brought)
    done(accepted(client_of(administrator), marks["industries.xlsx"]))
    before = Plan.objects.get().events.count()
    cell = cell_of(Plan.objects.get(), "1.1", 1)
    record_achievement(cell=cell, value="১", version=cell.version, by=alice)
    job = done(ask_for(task="accept_doubts", title="আবার", by=administrator, arguments={"seen": [seen(marks)]}))
    assert [line["level"] for line in job.summary[1:]] == ["error"]
    assert Plan.objects.get().events.count() == before + 1


def seen(marks):
    source, _, shown = marks["industries.xlsx"].partition(":")
    return [int(source), shown]


@pytest.mark.parametrize("mark", ["", "1", "1:abc", "999999:" + "0" * 64])
def test_what_is_no_line_of_a_list_stores_nothing(client_of, administrator, brought, mark):
    assert client_of(administrator).post(ACCEPT, {"tick": mark}).status_code == 302
    assert not Job.objects.filter(task="accept_doubts").exists()


def test_only_administrators_accept(client_of, alice, brought):
    assert client_of(alice).post(ACCEPT, {"tick": list(ticks(brought).values())}).status_code == 403
    assert not Plan.objects.exists()


def test_the_doubts_a_tick_accepts_are_shown_with_their_cells(client_of, administrator, brought):
    (line,) = [each for each in brought.summary if each["name"] == "labour.xlsx"]
    assert line["count"] == len(line["doubts"]) + line["more"]
    assert all(each["cell"] and each["text"] and each["text_en"] for each in line["doubts"])
    client = client_of(administrator)
    for language, field in (("bn", "text"), ("en", "text_en")):
        client.cookies["django_language"] = language
        page = client.get(reverse("jobs:job", args=[brought.pk])).text
        assert all(escape(each[field]) in page for each in line["doubts"])


def test_of_many_doubts_some_of_each_kind_are_shown_and_the_preview_has_the_others(client_of, administrator, brought):
    (line,) = [each for each in brought.summary if each["name"] == "industries.xlsx"]
    assert len(line["doubts"]) == MOST_DOUBTS < line["count"]
    source = SourceFile.objects.get(name="industries.xlsx")
    told = doubts_of([compare(reading) for reading in read_plans(content_of(source), source.name)])
    shown = {each["text"] for each in line["doubts"]}
    assert {each.code for each in told if each.sentence.bn in shown} == {each.code for each in told}
    assert f'<a href="{line["url"]}">আরও' in client_of(administrator).get(reverse("jobs:job", args=[brought.pk])).text


def test_doubts_that_were_not_shown_are_not_accepted(client_of, administrator, brought):
    marks = ticks(brought)
    source = SourceFile.objects.get(name="labour.xlsx")
    told = compare(read_plans(content_of(source), source.name)[0])
    fewer = replace(told, reading=replace(told.reading, problems=told.reading.problems[:-1]))
    assert fingerprint(source.sha256, [fewer]) == fingerprint(source.sha256, [told])
    unseen = f"{source.pk}:{fingerprint_with_doubts(source.sha256, [fewer])}"
    assert unseen != marks["labour.xlsx"]
    job = done(accepted(client_of(administrator), unseen))
    assert [line["level"] for line in job.summary[1:]] == ["error"]
    assert not Plan.objects.exists()
