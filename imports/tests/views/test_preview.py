"""Owns the proof of an import's preview: what is new, what changes from what to what, and each doubt at its cell."""

import re
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import override
from openpyxl.styles import Font

from cell_values.bijoy_signs import has_bengali
from cell_values.digits import to_bengali
from cell_values.tests.bijoy_writing import to_bijoy
from imports.views.preview_rows import MANY, MOST_LISTED
from plan_tree.problems import Severity
from plans.actions.achievements import record_achievement
from plans.actions.reporting import assess_cell, return_report, submit_report
from plans.models import Plan, SourceFile
from plans.queries.trees import load_tree
from plans.tests.factories import INDUSTRIES, LABOUR, cell_of, import_workbook, workbook
from plans.tests.workbooks import FAULTLESS, UNDECIDED, WITHOUT_QUARTER, of_office, two_sheets, with_cells
from sheets.annotated.marks import NAMES
from sheets.saving import as_bytes

NEW, CHANGED, UNCHANGED = ("new", "changed", "unchanged")


def page_of(client, address, **said):
    return client.get(address).context["page"] if not said else client.post(address, said).context["page"]


def states_of(page):
    return [dict(plan.states) for plan in page.plans]


def row_of(page, number):
    return next(row for plan in page.plans for row in plan.rows if row.draft.number == number)


def old_and_new(place):
    return place.before, place.after


# --- against what is stored --------------------------------------------------------------------------------------


def test_a_plan_not_stored_yet_is_new_row_by_row(client, preview):
    assert states_of(page_of(client, preview)) == [{NEW: 37, CHANGED: 0, UNCHANGED: 0}]


def test_values_of_other_years_are_shown_by_their_names_with_old_and_new(client, reference, bring):
    name = "corpus/integrity-15-with-baseline.xlsx"
    plan = import_workbook(workbook(name))
    address = bring(with_cells(name, {"F7": "৮"}))
    page = page_of(client, address)
    (baseline,) = row_of(page, "1.1").other_years
    assert (baseline[0], *old_and_new(baseline[1])) == ("ভিত্তিবছর", "1", "৮")
    assert states_of(page) == [{NEW: 0, CHANGED: 1, UNCHANGED: sum(1 for _ in load_tree(plan).indicators) - 1}]
    assert "<small>ভিত্তিবছর:</small>" in client.get(address).text


def test_a_changed_workbook_shows_old_and_new_of_every_place(client, industries, bring):
    cells = {"H8": "১", "K9": "৯০", "F7": "৫", "N12": "নতুন মন্তব্য", "B7": "অনুষ্ঠিত সভা (সংশোধিত)", "E9": "সচিব"}
    address = bring(with_cells(INDUSTRIES, cells))
    page = page_of(client, address)
    assert states_of(page) == [{NEW: 0, CHANGED: 3, UNCHANGED: 34}]
    first, second, third = (row_of(page, number) for number in ("1.1", "1.2", "2.1"))
    assert old_and_new(first.quarters[1][1]) == ("", "১")
    assert old_and_new(first.grades[0][1]) == ("4", "৫")
    assert old_and_new(first.title) == ("অনুষ্ঠিত সভা", "অনুষ্ঠিত সভা (সংশোধিত)")
    assert old_and_new(second.quarters[4][0]) == ("100", "৯০")
    assert second.responsible.after == "সচিব"
    assert third.remark.after == "নতুন মন্তব্য"
    text = client.get(address).text
    assert re.search(r"<del>.*?৪</del> <ins>.*?৫</ins>", text)


def test_what_is_typed_otherwise_but_means_the_same_is_no_change(client, industries, bring):
    page = page_of(client, bring(with_cells(INDUSTRIES, F7="৪", H7="১", H8=None)))
    assert states_of(page) == [{NEW: 0, CHANGED: 0, UNCHANGED: 37}]
    assert page.says_nothing_new
    assert 'value="store"' not in client.get(reverse("imports:preview", args=[SourceFile.objects.latest("pk").pk])).text


def test_what_stays_though_the_document_is_silent_is_shown_as_staying(client, industries, bring, alice):
    record_achievement(cell=cell_of(industries, "1.1", 1), value="১", version=0, by=alice)
    page = page_of(client, bring(with_cells(INDUSTRIES, E7=None, H9="৯০")))
    row = row_of(page, "1.1")
    assert (row.quarters[1][1].kept, row.responsible.kept) == ("১", "শুদ্ধাচার ফোকাল পয়েন্ট")
    assert row.state == UNCHANGED


def test_a_row_the_document_adds_is_new_and_the_others_are_not(client, industries, bring):
    page = page_of(client, bring(with_cells(INDUSTRIES, A93="১৩.৪ নতুন কার্যক্রম", B93="সূচক", C93=0, D93="সংখ্যা", F93=1)))
    assert states_of(page) == [{NEW: 1, CHANGED: 0, UNCHANGED: 37}]


def test_a_missing_row_and_a_closed_report_are_told_before_storing(client, industries, bring):
    page = page_of(client, bring(with_cells(INDUSTRIES, A91="১৩.৯ অন্য কার্যক্রম")))
    assert [problem.code for problem in page.problems if problem.severity == "error"] == ["indicators_missing"]
    assert not page.can_store


def test_an_activity_with_several_indicators_changes_with_its_title(client, labour, bring):
    page = page_of(client, bring(with_cells(LABOUR, D14="[২.১] নতুন নাম"), LABOUR))
    assert states_of(page)[0][CHANGED] >= 1
    assert row_of(page, "2.1.1").activity.after == "নতুন নাম"
    assert row_of(page, "2.1.1").activity.before


# --- problems ----------------------------------------------------------------------------------------------------


def test_every_doubt_stands_in_the_list_and_at_its_cell(client, preview):
    text = client.get(preview).text
    for cell in ("K23", "K25", "K71", "I75", "K91", "F16"):
        assert f'href="#p1-{cell}"' in text
        assert f'id="p1-{cell}"' in text
    problems = re.findall(r'class="told told-\w+" href="#(p1-problem-\d+)"', text)
    assert len(problems) >= 10
    assert all(f'id="{problem}"' in text for problem in problems)


def test_no_id_is_given_twice_in_a_preview(client, bring):
    for content, name in (
        (two_sheets(A2="মন্ত্রণালয়ের নাম: খাদ্য মন্ত্রণালয়"), INDUSTRIES),
        (workbook(LABOUR).read_bytes(), LABOUR),
    ):
        ids = re.findall(r'\bid="([^"]+)"', client.get(bring(content, name)).text)
        assert sorted(set(ids)) == sorted(ids)


def test_errors_come_before_doubts_and_doubts_before_notes(client, bring):
    (plan,) = page_of(client, bring(with_cells(INDUSTRIES, C7="দুই"))).plans
    gravities = [told.problem.severity for told in plan.told]
    assert gravities == sorted(gravities, key=["error", "warning", "notice"].index)
    assert gravities[0] == "error"


@pytest.mark.parametrize(
    ("content", "name"), [(b"not a workbook", "plan.xlsx"), (b"PK\x03\x04", "plan.xlsx"), (b"%PDF-1.4", "plan.pdf")]
)
def test_what_is_no_workbook_says_so_and_offers_no_confirmation(client, bring, content, name):
    page = client.get(bring(content, name)).text
    assert "notice-error" in page
    assert 'value="store"' not in page


def test_a_document_that_is_not_there_is_not_found(client):
    assert client.get(reverse("imports:preview", args=[999])).status_code == 404


def test_a_document_changed_where_it_is_kept_is_not_read(client, preview):
    source = SourceFile.objects.get()
    with source.file.storage.open(source.file.name, "wb") as file:
        file.write(workbook(LABOUR).read_bytes())
    response = client.get(preview)
    assert response.status_code == 410
    assert "notice-error" in response.text


# --- several plans -----------------------------------------------------------------------------------------------


def test_several_plans_of_a_workbook_are_each_shown(client, industries, bring):
    page = page_of(client, bring(two_sheets(A2="মন্ত্রণালয়ের নাম: খাদ্য মন্ত্রণালয়")))
    assert states_of(page) == [{NEW: 0, CHANGED: 0, UNCHANGED: 37}, {NEW: 37, CHANGED: 0, UNCHANGED: 0}]


def test_the_same_plan_twice_in_a_workbook_is_doubtful(client, bring):
    page = page_of(client, bring(two_sheets()))
    assert [problem.code for problem in page.problems].count("plan_repeated") == 1


# --- questions ---------------------------------------------------------------------------------------------------


def test_a_rule_the_targets_do_not_tell_is_asked(client, bring):
    (plan,) = page_of(client, bring(with_cells(INDUSTRIES, UNDECIDED))).plans
    assert [row.draft.number for row in plan.undecided] == ["1.1"]
    assert plan.is_unanswered


def test_a_stored_rule_is_not_asked_again(client, bring, store):
    address = bring(with_cells(INDUSTRIES, UNDECIDED))
    store(address, **{"plan-1-rule-1.1": "average"})
    (plan,) = page_of(client, address).plans
    assert plan.undecided == []
    assert row_of(page_of(client, address), "1.1").rule_field is None


def test_the_quarter_of_the_progress_is_asked_when_the_form_does_not_say_it(client, bring):
    address = bring(with_cells(LABOUR, WITHOUT_QUARTER), LABOUR)
    (plan,) = page_of(client, address).plans
    (field,) = plan.form.quarter_fields
    assert plan.quarters == []
    answered = page_of(client, address, step="show", **{field.html_name: "3"})
    assert answered.plans[0].quarters == [3]
    assert row_of(answered, "1.5.1").quarters[3][1].after == "৯০%"
    assert not answered.is_unanswered


def test_offices_are_offered_by_name_in_the_language_of_the_page(client, preview):
    assert '<option value="খাদ্য মন্ত্রণালয়">' in client.get(preview).text
    client.cookies["django_language"] = "en"
    assert '<option value="Ministry of Food">' in client.get(preview).text


def test_office_and_year_stand_open_only_where_they_are_in_question(client, bring):
    (plan,) = page_of(client, bring(workbook(INDUSTRIES).read_bytes())).plans
    assert not plan.asks_belonging
    (plan,) = page_of(client, bring(with_cells(INDUSTRIES, F3="২০১৯-২০২০ অর্থবছরের লক্ষ্যমাত্রা"))).plans
    assert "year_contradicts" in {told.problem.code for told in plan.told}
    assert plan.asks_belonging


def test_a_preview_writes_nothing(client, industries, bring):
    events = list(industries.events.values())
    address = bring(of_office("শিল্প মন্ত্রণালয়", H8="১"))
    client.get(address)
    client.post(address, {"step": "show"})
    assert list(industries.events.values()) == events
    assert cell_of(industries, "1.1", 1).achievement.is_blank
    assert Plan.objects.count() == 1


# --- the workbook given back -------------------------------------------------------------------------------------


def test_the_workbook_comes_back_with_each_problem_at_its_cell(client, preview):
    link = re.search(r'href="([^"]+/annotated/)"', client.get(preview).text)
    response = client.get(link[1])
    assert "attachment" in response["Content-Disposition"]
    book = openpyxl.load_workbook(BytesIO(b"".join(response.streaming_content)))
    sheet = book[book.sheetnames[0]]
    assert "অর্থবছরের বাইরে" in sheet["K23"].comment.text
    assert sheet["H7"].comment is None
    assert sheet["A7"].value == openpyxl.load_workbook(workbook(INDUSTRIES)).active["A7"].value


@pytest.mark.parametrize(("content", "name"), [(b"not a workbook", "plan.xlsx"), (b"a\tb", "rows.tsv")])
def test_what_is_no_workbook_does_not_come_back(client, bring, content, name):
    address = bring(content, name)
    assert "annotated" not in client.get(address).text
    assert client.get(f"{address}annotated/").status_code == 404


# --- many problems of one code -----------------------------------------------------------------------------------


def in_bijoy():
    book = openpyxl.load_workbook(workbook(INDUSTRIES))
    for row in book.active.iter_rows():
        for cell in row:
            if isinstance(cell.value, str) and has_bengali(cell.value):
                cell.value, cell.font = to_bijoy(cell.value), Font(name="SutonnyMJ")
    return as_bytes(book)


def test_cells_that_were_converted_are_told_with_their_plan_in_one_line_that_unfolds(client, bring):
    page = page_of(client, address := bring(in_bijoy()))
    (plan,) = page.plans
    (group,) = [group for group in plan.notice_groups if group.told[0].problem.code == "bijoy_converted"]
    assert page.of_file == []
    assert len(group.told) > 200
    text = client.get(address).text
    assert f"{to_bengali(str(len(group.told)))}টি ঘর: বিজয় থেকে ইউনিকোডে রূপান্তরিত" in " ".join(text.split())
    ids = re.findall(r'\bid="([^"]+)"', text)
    listed = {f"p1-problem-{told.number}" for told in group.listed}
    assert (len(listed), group.unlisted) == (MOST_LISTED, len(group.told) - MOST_LISTED)
    assert {each for each in ids if each.startswith("p1-problem-")} >= listed
    assert to_bengali(str(group.unlisted)) in text
    assert len(ids) == len(set(ids))


def test_a_few_problems_of_one_code_stand_by_themselves(client, preview):
    (plan,) = page_of(client, preview).plans
    assert all(group.name is None for group in (*plan.grave_groups, *plan.notice_groups) if len(group.told) < MANY)
    told = [each for group in (*plan.grave_groups, *plan.notice_groups) for each in group.told]
    assert sorted(told, key=lambda each: each.number) == plan.told


def test_what_stands_in_cells_of_two_plans_is_told_with_the_plan_it_stands_in(client, bring):
    content = two_sheets(A2="মন্ত্রণালয়ের নাম: খাদ্য মন্ত্রণালয়", F7=Decimal("4.123456"))
    page = page_of(client, bring(content))
    codes = [[told.problem.code for told in plan.told].count("number_rounded") for plan in page.plans]
    assert codes == [0, 1]


def test_an_assessment_that_a_changed_achievement_ends_is_told(client, labour, charlie, rita, bring):
    report = submit_report(report=labour.reports.get(quarter=1), by=charlie)
    assess_cell(cell=cell_of(labour, "2.1.1", 1), marks=Decimal("3.5"), reason="দেখা হয়েছে", by=rita)
    return_report(report=report, reason="ঠিক করুন", by=rita)
    text = client.get(bring(with_cells(LABOUR, K14="আংশিক হালনাগাদ"), LABOUR)).text
    assert "২.১.১, ১ম কোয়ার্টার: এখানে যে অর্জন বদলাচ্ছে, তার জন্য পর্যালোচক ৩.৫০ নম্বর দিয়েছিলেন।" in text
    assert "নির্ধারিত নম্বর উঠে যাবে" not in client.get(bring(workbook(LABOUR).read_bytes(), LABOUR)).text


def test_one_note_and_one_doubtful_cell_are_said_as_one(client, bring):
    client.cookies["django_language"] = "en"
    cells = {place: content for place, content in FAULTLESS.items() if place != "C8"} | {"K8": "২৫/০৮/২১"}
    address = bring(with_cells(LABOUR, cells), LABOUR)
    page = client.get(address)
    assert dict(page.context["page"].counts) == {"error": 0, "warning": 1, "notice": 1}
    assert "1 note, to know" in page.text
    assert "I have seen the 1 doubtful cell; store it as it stands." in page.text


@pytest.mark.parametrize("gravity", Severity)
def test_the_page_and_the_marked_workbook_call_a_gravity_by_the_same_word(gravity):
    with override("bn"):
        assert render_to_string("imports/gravity.html", {"severity": gravity}).strip() == NAMES[gravity]
