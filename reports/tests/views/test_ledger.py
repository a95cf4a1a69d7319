"""Owns the proof that the ledger of a plan can be read: in words, filtered, a page at a time, and as a file."""

import re
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone, translation
from openpyxl import load_workbook

from plans.actions.achievements import record_achievement
from plans.actions.annual_reports import return_annual_report, submit_annual_report
from plans.actions.evidence import attach_evidence
from plans.actions.half_year_feedback import answer_feedback, give_feedback, write_feedback
from plans.actions.plan_steps import return_plan, submit_plan
from plans.actions.reporting import approve_report, return_report, submit_report
from plans.actions.row_reviews import RowWord, review_plan_row, review_quarter_rows
from plans.event_subjects import subject_in_words
from plans.models import Event
from plans.queries.trees import load_tree
from plans.tests.factories import cell_of
from plans.tests.writing import as_draft
from plans.tests.year_end import report_year, write_narrative
from plans.verbs import VERBS
from reports.ledger_words import HIDDEN, in_words
from reports.printing import Paper, print_paper, report_of
from reports.queries.ledger import ledger_line
from workflow.row_states import RowState


@pytest.fixture
def told(plan_of_size, alice, rita):
    """A plan with a figure corrected, a quarter handed in and returned."""
    plan = plan_of_size(2)
    for version, value in enumerate(["১", "২"]):
        record_achievement(cell=cell_of(plan, "1.1", 1), value=value, version=version, by=alice)
    report = submit_report(report=plan.reports.get(quarter=1), by=alice)
    return_report(report=report, reason="প্রমাণক নেই", by=rita)
    return plan


@pytest.fixture
def page_of(client_of):
    def get(person, plan, **chosen):
        return client_of(person).get(reverse("reports:ledger", args=[plan.pk]), chosen)

    return get


def lines_of(response):
    shown = response.context["lines"]
    return [(row["verb"], row["about"], [(c.name, c.before, c.after) for c in row["changes"]]) for row in shown]


def test_every_event_is_told_in_words_latest_first(page_of, told, rita):
    first, second, *_ = lines_of(page_of(rita, told))
    assert first[0] == "ফেরত"
    assert ("কারণ", "", "প্রমাণক নেই") in first[2]
    assert ("অবস্থা", "জমা দেওয়া", "ফেরত") in first[2]
    assert second[0] == "জমা"
    assert ("অর্জন লেখা", "১.১", [("অর্জন", "১", "২")]) in lines_of(page_of(rita, told))


def test_a_line_says_when_who_and_in_which_quarter(page_of, told, rita):
    html = page_of(rita, told).text
    assert "১ম কোয়ার্টার" in html
    assert str(rita) in html
    assert "<del>১</del>" in html


@pytest.mark.parametrize(
    ("chosen", "verbs"),
    [
        ({"verb": "submit_report"}, ["submit_report"]),
        ({"row": "১.১"}, ["record_achievement", "record_achievement"]),
        ({"quarter": "1", "verb": "record_achievement", "row": "1.2"}, []),
        ({"quarter": "4"}, []),
        ({"until": "৩০/০৬/২০১৯"}, []),
        ({"since": "৩০/০৬/২০১৯", "verb": "return_report"}, ["return_report"]),
    ],
)
def test_it_is_narrowed_by_deed_row_quarter_and_day(page_of, told, rita, chosen, verbs):
    assert [row["line"].verb for row in page_of(rita, told, **chosen).context["lines"]] == verbs


def test_it_is_narrowed_to_one_person(page_of, told, rita, alice):
    shown = page_of(rita, told, by=str(alice.pk)).context["lines"]
    assert {row["line"].by for row in shown} == {alice}


def test_a_day_nobody_understands_is_told_at_its_field_and_hides_nothing(page_of, told, rita):
    page = page_of(rita, told, since="কাল")
    assert page.status_code == 422
    assert page.context["filters"].errors.keys() == {"since"}
    assert page.context["page"].paginator.count == Event.objects.filter(plan=told).count()


def test_nothing_that_fits_says_so(page_of, told, rita):
    assert "কিছু নেই" in page_of(rita, told, quarter="4").text


def test_a_stranger_finds_no_ledger(page_of, told, charlie):
    assert page_of(charlie, told).status_code == 404


def test_a_ledger_is_read_in_ten_queries_however_many_did_something(
    client_of, told, rita, django_assert_max_num_queries
):
    reader = client_of(rita)
    with django_assert_max_num_queries(10):
        reader.get(reverse("reports:ledger", args=[told.pk]))


@pytest.mark.parametrize(("language", "verb"), [("bn", "ফেরত"), ("en", "report returned")])
def test_the_file_holds_what_the_page_shows_in_both_languages(client_of, told, rita, language, verb):
    address = reverse("reports:ledger_data", args=[told.pk, "xlsx"])
    content = client_of(rita).get(address, {"language": language, "verb": "return_report"}).content
    rows = [[cell.value for cell in row] for row in load_workbook(BytesIO(content)).active.iter_rows()]
    (line,) = [row for row in rows if verb in row]
    assert "প্রমাণক নেই" in line[-1]


def test_csv_is_given_and_word_is_not(client_of, told, rita):
    assert "প্রমাণক নেই" in client_of(rita).get(reverse("reports:ledger_data", args=[told.pk, "csv"])).text
    assert client_of(rita).get(reverse("reports:ledger_data", args=[told.pk, "docx"])).status_code == 404


def test_digests_of_what_was_seen_are_not_shown():
    event = Event(verb="approve_report", before={"state": "submitted"}, after={"state": "approved", "seen": "ab12"})
    with translation.override("en"):
        (shown,) = in_words(ledger_line(event).changes)
    assert (shown.name, shown.before, shown.after) == ("state", "submitted", "approved")
    assert "seen" in HIDDEN


def test_the_lines_of_the_first_events_are_told_too():
    event = Event(verb="import_changes", after=[["1.1 q1", "achievement", {"text": "১"}, {"text": "২"}]], subject="x")
    with translation.override("bn"):
        assert [(c.name, c.before, c.after) for c in in_words(ledger_line(event).changes)] == [
            ("১.১ ১ম কোয়ার্টার achievement", "১", "২")
        ]


def test_every_verb_of_the_code_has_its_words():
    assert {"discard_refused", "forget_print", "baseline"} <= VERBS.keys()


def test_the_office_reads_what_is_asked_of_its_plan_when_it_is_returned(page_of, plan_of_size, alice, rita):
    plan = as_draft(plan_of_size(1))
    submit_plan(plan=plan, by=alice)
    (row,) = load_tree(plan).indicators
    review_plan_row(plan=plan, word=RowWord(row.key, RowState.QUESTION, "কেন এত কম?"), by=rita)
    (verb, about, changes), *_ = lines_of(page_of(rita, plan))
    assert (verb, about) == ("সারি পর্যালোচনা", "১.১")
    assert ("অবস্থা", "", "প্রশ্ন আছে") in changes
    shown = page_of(alice, plan)
    assert "কেন এত কম?" not in shown.text
    assert "সারি পর্যালোচনা" not in shown.text  # nor that somebody began to look
    assert str(rita) not in shown.text
    return_plan(plan=plan, by=rita)
    assert "কেন এত কম?" in page_of(alice, plan).text


def test_digests_and_names_of_files_stand_as_they_are(told, alice):
    cell = cell_of(told, "1.1", 2)
    file = SimpleUploadedFile("report-2.pdf", b"%PDF-1.4 report", content_type="application/pdf")
    evidence = attach_evidence(cell=cell, file=file, by=alice)
    line = ledger_line(Event.objects.filter(plan=told, verb="attach_evidence").get())
    said = {each.after for each in in_words(line.changes)}
    assert {"report-2.pdf", evidence.sha256} <= said


def test_a_file_that_does_not_hold_all_lines_says_so(client_of, told, rita, monkeypatch):
    address = reverse("reports:ledger_data", args=[told.pk, "csv"])
    assert "এর আগের লাইনও আছে" not in client_of(rita).get(address).text
    monkeypatch.setattr("reports.views.ledger.MOST_IN_A_FILE", 2)
    assert "এর আগের লাইনও আছে" in client_of(rita).get(address).text


def test_a_whole_year_is_told_in_bengali_and_its_numbers_as_they_are_printed(page_of, plan_of_size, alice, rita):
    """A receipt's number is typed again from here; half-year, year and kept prints had English names."""
    plan = plan_of_size(2)
    report_year(plan, by=alice, through=2)
    write_feedback(plan=plan, text="ভালো", row_notes={}, version=0, by=rita)
    number = give_feedback(plan=plan, by=rita).number
    answer_feedback(plan=plan, answer="পড়েছি", by=alice)
    approve_report(report=plan.reports.get(quarter=1), by=rita)
    print_paper(Paper.FORM, report_of(plan, 1), printed_on=timezone.localdate())
    words = [RowWord(cell_of(plan, "1.1", 2).indicator_id, RowState.QUESTION, "প্রমাণক দিন")]
    review_quarter_rows(report=plan.reports.get(quarter=2), words=words, by=rita)
    return_report(report=plan.reports.get(quarter=2), by=rita)
    submit_report(report=plan.reports.get(quarter=2), by=alice)
    for quarter in (3, 4):
        submit_report(report=plan.reports.get(quarter=quarter), by=alice)
    write_narrative(plan, by=alice)
    round_ = submit_annual_report(plan=plan, by=alice)
    return_annual_report(plan=plan, reason="আরও লিখুন", by=rita)
    page = page_of(rita, plan)
    told = " ".join(f"{verb} {about} {changes}" for verb, about, changes in lines_of(page))
    receipts = {
        number,
        round_.receipt,
        *(each.number for report in plan.reports.all() for each in report.receipts.all()),
    }
    assert all(each in told for each in receipts)
    for each in (*receipts, "notice.pdf"):
        told = told.replace(each, "")
    told = re.sub(r"\b[0-9a-f]{64}\b", "", told)
    assert re.findall("[A-Za-z]{3,}", told) == ["SHA"] * told.count("SHA")
    assert "বার্ষিক প্রতিবেদন" in told
    assert "ফরম, বাংলা" in told


def test_the_administration_names_what_an_event_is_about_alike(client_of, plan_of_size, alice, administrator):
    plan = plan_of_size(1)
    report_year(plan, by=alice)
    write_narrative(plan, by=alice, successes="annual")
    page = client_of(administrator).get(reverse("admin:plans_event_changelist")).text
    assert '<td class="field-about">বার্ষিক প্রতিবেদন</td>' in page
    assert subject_in_words("keep_print", "scorecard-r2 en q3") == "স্কোরকার্ড, ইংরেজি ৩য় কোয়ার্টার"
    assert subject_in_words("import_plan", "annual") == "annual"  # a sheet of somebody's workbook
