"""Owns the proof that every door asks the one question whether a quarter is written now, and tells the same."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from flat_tables.cell_table import CellTable
from flat_tables.tests.tables import exported, imported, problems
from imports.actions.bringing import bring_in, keep_source, read_plans
from imports.actions.undoing import undo_import
from offices.models import Deadline, DeadlineExtension, FiscalYear, Person
from plans.actions.achievements import record_achievement
from plans.actions.evidence import attach_evidence
from plans.actions.reporting import approve_report, return_report, submit_report
from plans.exporting import export_plan
from plans.models import Plan, PlanImport, QuarterCell, RefusedValue
from plans.tests.factories import INDUSTRIES, cell_of
from plans.tests.workbooks import with_cells
from uploads.tests.samples import PDF
from workflow.quarter_editing import locked, opens_later
from workflow.transitions import NOT_NOW, Refusal, ReportState

DAY = timedelta(days=1)
FORM = {"H8": "১"}  # of 1.1, what its first quarter achieved


def deadline_of(plan, quarter=1):
    return Deadline.objects.get(year=plan.year, quarter=quarter, tier=plan.office.tier)


def set_days(plan, **days):
    Deadline.objects.filter(pk=deadline_of(plan).pk).update(**days)


def give_more_time(plan, until, by):
    DeadlineExtension.objects.create(
        deadline=deadline_of(plan), office=plan.office, until=until, reason="বন্যা", granted_by=by
    )


# Each door tries to write the first quarter of 1.1, and answers the sentence it was refused with; "" where it wrote.


def told(deed):
    try:
        deed()
    except Refusal as refusal:
        return refusal.sentence.bn
    return ""


def by_endpoint(plan, people, client_of):
    cell = cell_of(plan, "1.1", 1)
    data = {"text": "২", "version": cell.version}
    page = client_of(people["alice"]).post(reverse("entry:record", args=[cell.pk]), data, follow=True)
    wrote = cell_of(plan, "1.1", 1).version > cell.version
    return "" if wrote else page.content.decode()


def by_action(plan, people, _client_of):
    cell = cell_of(plan, "1.1", 1)
    return told(lambda: record_achievement(cell=cell, value="৩", version=cell.version, by=people["alice"]))


def by_file(plan, people, _client_of):
    file = SimpleUploadedFile("a.pdf", PDF + b" ")
    return told(lambda: attach_evidence(cell=cell_of(plan, "1.1", 1), file=file, by=people["alice"]))


def by_page(plan, people, client_of):
    page = client_of(people["alice"]).get(reverse("entry:entry", args=[plan.pk, 1])).content.decode()
    return "" if f'id="cell-{cell_of(plan, "1.1", 1).pk}-text"' in page else page


def by_import(plan, people, _client_of):
    content = with_cells(INDUSTRIES, FORM)
    source = keep_source(content, INDUSTRIES, by=people["administrator"])
    (outcome,) = bring_in(read_plans(content, INDUSTRIES), source=source, by=people["administrator"])
    return " ".join(problem.sentence.bn for problem in outcome.refusals)


def by_table(plan, people, _client_of):
    rows = exported(CellTable, QuarterCell.objects.filter(pk=cell_of(plan, "1.1", 1).pk))
    rows[0]["achievement"] = "৪"
    return " ".join(problems(imported(CellTable, rows, people["administrator"])).values())


DOORS = (by_page, by_endpoint, by_action, by_file, by_table, by_import)


@pytest.fixture
def people(alice, rita, administrator) -> dict[str, Person]:
    return {"alice": alice, "rita": rita, "administrator": administrator}


@pytest.fixture
def tried(industries: Plan, people, client_of):
    """``tried()``: what every door says; the import last, for it changes the version of the cell."""
    return lambda: {door.__name__: door(industries, people, client_of) for door in DOORS}


def assert_all_say(answers, sentence):
    assert {name for name, said in answers.items() if sentence.bn not in said} == set()


def assert_all_write(answers):
    assert {name: said[:300] for name, said in answers.items() if said} == {}


def test_every_door_is_open_until_the_last_day(industries, tried):
    set_days(industries, locks_after=timezone.localdate())
    assert_all_write(tried())


def test_every_door_is_shut_the_day_after_and_tells_whom_to_ask(industries, tried):
    last = timezone.localdate() - DAY
    set_days(industries, locks_after=last)
    assert_all_say(tried(), locked(last))


def test_more_time_opens_every_door_and_ends_by_itself(industries, tried, people):
    set_days(industries, locks_after=timezone.localdate() - 9 * DAY)
    give_more_time(industries, timezone.localdate(), people["administrator"])
    assert_all_write(tried())


def test_more_time_that_has_ended_shuts_every_door(industries, tried, people):
    last = timezone.localdate() - DAY
    set_days(industries, locks_after=last - 9 * DAY)
    give_more_time(industries, last, people["administrator"])
    assert_all_say(tried(), locked(last))


def test_no_door_is_open_before_the_quarter_opens(industries, tried):
    day = timezone.localdate() + DAY
    set_days(industries, opens_on=day, due_on=day)
    assert_all_say(tried(), opens_later(day))


def test_a_report_handed_in_shuts_the_doors_and_its_return_opens_them_after_the_lock(industries, tried, people):
    report = industries.reports.get(quarter=1)
    submit_report(report=report, by=people["alice"])
    refused = tried()
    import_said = refused.pop("by_import")
    assert_all_say(refused, NOT_NOW[ReportState.SUBMITTED])
    assert "কোয়ার্টার ১" in import_said
    set_days(industries, locks_after=timezone.localdate() - DAY)
    return_report(report=report, reason="আবার লিখুন", by=people["rita"])
    assert_all_write(tried())


def test_a_locked_quarter_is_not_handed_in(industries, alice):
    last = timezone.localdate() - DAY
    set_days(industries, locks_after=last)
    assert told(lambda: submit_report(report=industries.reports.get(quarter=1), by=alice)) == locked(last).bn


def test_a_locked_quarter_shows_its_values_and_no_field(industries, alice, client_of):
    cell = cell_of(industries, "1.1", 1)
    record_achievement(cell=cell, value="১", version=0, by=alice)
    set_days(industries, locks_after=timezone.localdate() - DAY)
    page = client_of(alice).get(reverse("entry:entry", args=[industries.pk, 1])).content.decode()
    assert 'name="value"' not in page
    assert "প্রশাসক" in page
    assert reverse("entry:submit", args=[industries.pk, 1]) not in page


@pytest.fixture
def shut(industries, alice, rita):
    """``shut(how)``: the first quarter can be written no more, locked by its days, handed in, or approved."""

    def shut(how):
        if how == "locked":
            return set_days(industries, locks_after=timezone.localdate() - DAY)
        report = submit_report(report=industries.reports.get(quarter=1), by=alice)
        return approve_report(report=report, by=rita, leaves_unassessed=True) if how == "approved" else report

    return shut


@pytest.mark.parametrize("how", ["locked", "submitted", "approved"])
def test_what_cannot_be_written_offers_nothing_to_add(industries, alice, client_of, shut, how):
    address = reverse("entry:entry", args=[industries.pk, 1])
    offers = ("+ প্রমাণক", "+ মন্তব্য", "পেস্ট ফিরিয়ে নিন", 'id="paste-preview"', 'id="cells"')
    before = client_of(alice).get(address).text
    assert [each in before for each in offers[:2]] == [True, True]
    attach_evidence(
        cell=cell_of(industries, "1.2", 1), file=SimpleUploadedFile("notice.pdf", b"%PDF-1.4 notice"), by=alice
    )
    shut(how)
    page = client_of(alice).get(address).text
    assert [each for each in offers if each in page] == []
    assert "প্রমাণক ১" in page  # what is there can be looked at
    assert (
        page.count("বিস্তারিত")
        == QuarterCell.objects.filter(indicator__activity__area__plan=industries, quarter=1).count() - 1
    )


def test_a_text_that_was_not_taken_is_no_achievement_once_the_quarter_is_locked(industries, alice, client_of):
    cell = cell_of(industries, "1.1", 1)
    client = client_of(alice)
    client.post(reverse("entry:record", args=[cell.pk]), {"text": "ক" * 4001, "version": 0})
    assert RefusedValue.objects.filter(cell=cell).exists()
    set_days(industries, locks_after=timezone.localdate() - DAY)
    page = client.get(reverse("entry:entry", args=[industries.pk, 1]))
    row = page.context["page"].areas[0].rows[0]
    assert (row.cell.stored, row.cell.text[:3]) == ("", "ককক")
    assert "ক" * 4001 not in page.text
    assert f'href="#row-{cell.indicator_id}"' in page.text


def test_targets_of_a_locked_quarter_still_change_by_table(industries, administrator):
    set_days(industries, locks_after=timezone.localdate() - DAY)
    rows = exported(CellTable, QuarterCell.objects.filter(pk=cell_of(industries, "1.1", 1).pk))
    rows[0]["target"] = "৭"
    assert problems(imported(CellTable, rows, administrator)) == {}
    assert cell_of(industries, "1.1", 1).target_text == "৭"


def test_the_command_refuses_with_the_code_and_the_cell(industries, tmp_path, capsys):
    set_days(industries, locks_after=timezone.localdate() - DAY)
    file = tmp_path / INDUSTRIES
    file.write_bytes(with_cells(INDUSTRIES, FORM))
    with pytest.raises(SystemExit) as ended:
        call_command("import_plan", str(file), "--json")
    said = capsys.readouterr().out
    assert ended.value.code == 1
    assert '"quarter_closed"' in said
    assert '"H8"' in said


def test_a_new_plan_does_not_report_in_a_locked_quarter(reference, administrator):
    Deadline.objects.filter(year__start_year=2020, quarter=1).update(locks_after=timezone.localdate() - DAY)
    content = with_cells(INDUSTRIES, FORM)
    source = keep_source(content, INDUSTRIES, by=administrator)
    (outcome,) = bring_in(read_plans(content, INDUSTRIES), source=source, by=administrator)
    assert [(problem.code, problem.cell) for problem in outcome.refusals] == [("quarter_closed", "H8")]


def test_what_was_imported_before_the_lock_is_not_taken_back_after_it(industries, administrator):
    content = with_cells(INDUSTRIES, FORM)
    source = keep_source(content, INDUSTRIES, by=administrator)
    bring_in(read_plans(content, INDUSTRIES), source=source, by=administrator)
    last = timezone.localdate() - DAY
    set_days(industries, locks_after=last)
    brought = PlanImport.objects.get(source=source)
    assert told(lambda: undo_import(plan_import=brought, by=administrator)) == locked(last).bn
    set_days(industries, locks_after=None)
    assert told(lambda: undo_import(plan_import=brought, by=administrator)) == ""


def test_the_administration_writes_no_achievement(industries, administrator, client_of):
    row = cell_of(industries, "1.1", 1).indicator
    page = client_of(administrator).get(reverse("admin:plans_indicator_change", args=[row.pk])).content.decode()
    assert "target_text" in page
    assert "achievement_text" not in page


def test_a_save_asks_for_the_days_in_the_query_of_the_reports(industries, alice, django_assert_max_num_queries):
    cell = cell_of(industries, "1.1", 1)
    set_days(industries, locks_after=date(2100, 1, 1))
    with django_assert_max_num_queries(14):
        record_achievement(cell=cell, value="১", version=0, by=alice)


def test_half_yearly_tiers_lock_the_first_quarter_with_the_second(industries, alice):
    Deadline.objects.filter(year=FiscalYear.objects.get(start_year=2020), quarter__in=(1, 3)).delete()
    last = timezone.localdate() - DAY
    Deadline.objects.filter(pk=deadline_of(industries, 2).pk).update(locks_after=last)
    cell = cell_of(industries, "1.1", 1)
    assert told(lambda: record_achievement(cell=cell, value="১", version=0, by=alice)) == locked(last).bn


def test_a_remark_brought_before_the_lock_is_not_taken_back_after_it(plan_of_size, administrator):
    plan = plan_of_size(1)
    cell = cell_of(plan, "1.1", 1)
    QuarterCell.objects.filter(pk=cell.pk).update(remark="মন্তব্য")
    content = export_plan(plan, through=4)
    QuarterCell.objects.filter(pk=cell.pk).update(remark="")
    source = keep_source(content, "a.xlsx", by=administrator)
    (outcome,) = bring_in(read_plans(content, "a.xlsx"), source=source, by=administrator)
    assert [(change.subject, change.field) for change in outcome.changes] == [("1.1 q1", "remark")]
    last = timezone.localdate() - DAY
    set_days(plan, locks_after=last)
    assert (
        told(lambda: undo_import(plan_import=PlanImport.objects.get(source=source), by=administrator))
        == locked(last).bn
    )
