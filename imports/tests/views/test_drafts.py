"""Owns the proof that an office brings its own document into the draft of its plan, and into nothing else."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from editor.models import PlanDraft
from editor.queries import open_plan
from editor.tests.drafting import outline, row_of, write
from imports.tests.views.pages import uploaded
from offices.models import FiscalYear
from plan_tree.outline import Level
from plans.actions.plan_steps import submit_plan
from plans.models import Indicator, Plan, PlanImport, SourceFile
from plans.queries.policies import policy_for
from plans.queries.replay import mismatches
from plans.queries.trees import load_tree
from plans.tests.factories import INDUSTRIES, LABOUR, official_draft, workbook
from plans.tests.workbooks import of_office, pasted, two_sheets, with_cells
from plans.tests.writing import as_draft
from sheets.turns import Patience, turn


@pytest.fixture
def plan(industries):
    return as_draft(industries)


@pytest.fixture
def client(alice, client_of):
    return client_of(alice)


def empty_plan(office, kind="integrity", year=2020):
    fiscal_year, _made = FiscalYear.objects.get_or_create(start_year=year)
    policy = policy_for(kind, fiscal_year)
    return Plan.objects.create(office=office, year=fiscal_year, kind=kind, policy=policy, state="draft")


def bring(client, plan, content=None, name=INDUSTRIES, **posted):
    """The address of the preview of a document."""
    posted = posted or {"file": uploaded(content, name)}
    answer = client.post(reverse("imports:draft", args=[plan.pk]), posted)
    assert answer.status_code == 302, answer.text
    return answer.url


def fill(client, written, address, **said):
    return client.post(address, {"do": "fill", "version": open_plan(written).version, "seen": "on", **said})


def planned(row):
    return row.number, row.title, row.weight, row.unit, row.annual, [row.target(quarter) for quarter in range(1, 5)]


def changed(page):
    return re.findall(r"<del>([^<]*)</del> → <ins>([^<]*)</ins>", page)


def test_a_document_fills_the_draft_of_an_empty_plan_which_is_then_stored(industries_office, client):
    plan = empty_plan(industries_office)
    assert reverse("imports:draft", args=[plan.pk]) in client.get(reverse("entry:begin_plan", args=[plan.pk])).text
    address = bring(client, plan, workbook(INDUSTRIES).read_bytes())
    page = client.get(address).text
    assert "সূচকের অর্জন বা মন্তব্য আছে; তা নেওয়া হয় না" in page
    assert fill(client, plan, address).url == reverse("entry:write_plan", args=[plan.pk])
    assert not Indicator.objects.filter(activity__area__plan=plan).exists()
    look = {"version": open_plan(plan).version, "do": "store"}
    assert client.post(reverse("entry:look_plan", args=[plan.pk]), look).status_code == 302
    assert list(map(planned, load_tree(plan).indicators)) == list(map(planned, official_draft(INDUSTRIES).indicators))
    assert not Indicator.objects.filter(activity__area__plan=plan).exclude(cells__achievement_text="").exists()
    assert [each for each in mismatches(plan) if each.table != "Plan"] == []
    assert not PlanImport.objects.filter(plan=plan).exists()


def test_what_differs_is_shown_row_by_row_and_undo_leads_back(plan, client, alice):
    row = row_of(plan, "1.1")
    write(plan, alice, row.id, title="টাইপ করা", direction="lower")
    before = outline(plan).rows
    address = bring(client, plan, with_cells(INDUSTRIES, H7=2, C7=5))
    page = client.get(address).text
    assert {("২", "৫"), ("১", "২")} <= set(changed(page))
    assert any(was == "টাইপ করা" for was, _now in changed(page))
    assert outline(plan).rows == before  # looking fills nothing
    assert fill(client, plan, address).status_code == 302
    filled = row_of(plan, "1.1")
    assert filled.id == row.id
    assert [filled.text(name) for name in ("weight", "q1", "direction")] == ["5", "2", "lower"]
    assert Indicator.objects.get(pk=row.key).weight == 2
    write(plan, alice, step="undo")
    assert outline(plan).rows == before


def test_the_same_document_again_says_nothing_new(plan, client):
    page = client.get(bring(client, plan, workbook(INDUSTRIES).read_bytes())).text
    assert "ফাইলে এমন কিছু নেই যা খসড়ায় নেই" in page
    assert 'value="fill"' not in page
    assert not PlanDraft.objects.exists()


def test_rows_copied_from_excel_are_read_like_a_file(plan, client):
    page = client.get(bring(client, plan, text=pasted(INDUSTRIES))).text
    assert "অর্জন বা মন্তব্য" in page
    assert "বাদ দেওয়া" not in page.split("</h1>")[1].split("<form")[0] or changed(page)


def test_the_rows_a_document_does_not_hold_are_taken_away_to_be_seen(plan, client, alice):
    added = write(plan, alice, row_of(plan, "13.3").id, step="add_activity").at_hand
    write(plan, alice, added, title="নিজের সূচক", weight="১", unit="number", full="৪")
    address = bring(client, plan, workbook(INDUSTRIES).read_bytes())
    assert "নিজের সূচক" in client.get(address).text
    fill(client, plan, address)
    assert outline(plan).find(added) is None


def test_a_cell_that_cannot_be_read_is_named_and_nothing_can_be_filled(plan, client):
    address = bring(client, plan, with_cells(INDUSTRIES, C7="অনেক"))
    page = client.get(address).text
    assert re.search(r'ভুল\s*</strong> · <span class="where">C7</span>', page)
    assert 'value="fill"' not in page
    assert fill(client, plan, address).status_code == 422
    assert not PlanDraft.objects.exists()


def test_a_weight_that_is_not_written_is_not_filled_in_as_nothing(plan, client):
    address = bring(client, plan, with_cells(INDUSTRIES, C7=None))
    assert fill(client, plan, address).status_code == 302
    assert row_of(plan, "1.1").text("weight") == ""


def test_doubts_are_ticked_before_the_draft_is_filled(plan, client):
    address = bring(client, plan, of_office("শ্রম ও কর্মসংস্থান মন্ত্রণালয়", H7=2))
    assert "ফাইলে লেখা “শ্রম ও কর্মসংস্থান মন্ত্রণালয়”" in client.get(address).text
    answer = fill(client, plan, address, seen="")
    assert answer.status_code == 422
    assert "টিক দিন" in answer.text
    assert not PlanDraft.objects.exists()
    assert fill(client, plan, address).status_code == 302


def test_a_document_of_last_year_is_taken_with_a_doubt_about_its_year(industries_office, client):
    plan = empty_plan(industries_office, year=2022)
    address = bring(client, plan, workbook(INDUSTRIES).read_bytes())
    assert "ফাইলে লেখা “2020-21”" in client.get(address).text
    assert fill(client, plan, address).status_code == 302
    assert len([row for row in outline(plan).rows if row.level is Level.INDICATOR]) == 37


def test_of_several_plans_somebody_says_which(plan, client):
    address = bring(client, plan, two_sheets(H7=3))
    page = client.get(address).text
    assert "ফাইলের কোন পরিকল্পনা?" in page
    assert 'value="fill"' not in page
    assert ("১", "৩") in changed(client.get(address, {"plan": "1"}).text)
    assert fill(client, plan, address, plan="1").status_code == 302
    assert row_of(plan, "1.1").text("q1") == "3"


def test_a_file_of_another_kind_or_none_at_all_fills_nothing(plan, client):
    for content, name in ((workbook(LABOUR).read_bytes(), LABOUR), (b"no workbook", "notes.xlsx")):
        address = bring(client, plan, content, name)
        page = client.get(address)
        assert "ভুল" in page.text, name
        assert fill(client, plan, address).status_code == 422
    assert not PlanDraft.objects.exists()


def test_a_form_whose_title_names_another_kind_is_told_where_and_fills_nothing(plan, client):
    address = bring(client, plan, with_cells(INDUSTRIES, A1="ই-গভর্ন্যান্স ও উদ্ভাবন কর্মপরিকল্পনা ২০২০-২১", H7=2))
    assert 'where">A1<' in client.get(address).text
    assert fill(client, plan, address).status_code == 422
    assert not PlanDraft.objects.exists()


def test_a_draft_that_somebody_wrote_meanwhile_is_not_filled_unseen(plan, client, bob):
    address = bring(client, plan, with_cells(INDUSTRIES, H7=2))
    version = open_plan(plan).version
    write(plan, bob, row_of(plan, "1.2").id, title="অন্যজনের কথা")
    answer = fill(client, plan, address, version=version)
    assert answer.status_code == 409
    assert row_of(plan, "1.2").text("title") == "অন্যজনের কথা"


def test_a_plan_that_is_handed_in_or_approved_takes_no_document(plan, client, alice):
    address, bringing = bring(client, plan, with_cells(INDUSTRIES, H7=2)), reverse("imports:draft", args=[plan.pk])
    submit_plan(plan=plan, by=alice)
    for state in ("submitted", "approved"):
        Plan.objects.filter(pk=plan.pk).update(state=state)
        assert client.post(bringing, {"text": "x"}).status_code == 403
        assert fill(client, plan, address).status_code == 403
        assert 'type="file"' not in client.get(bringing).text
    assert not PlanDraft.objects.exists()


def test_nobody_looks_at_what_others_brought_or_brings_into_others_plans(plan, client, client_of, bob, rita, charlie):
    address = bring(client, plan, with_cells(INDUSTRIES, H7=2))
    assert client_of(bob).get(address).status_code == 404
    for person in (rita, charlie):
        assert client_of(person).post(reverse("imports:draft", args=[plan.pk]), {"text": "x"}).status_code == 404
        assert client_of(person).get(address).status_code == 404


def test_a_document_that_waits_for_its_turn_asks_again(plan, client, settings, tmp_path, monkeypatch):
    address = bring(client, plan, with_cells(INDUSTRIES, H7=2))
    settings.DATA_DIR, settings.FILES_READ_AT_ONCE = tmp_path, 1
    hurried = Patience(0, seats=0)
    monkeypatch.setattr("imports.views.draft.OF_A_PAGE", hurried)
    with turn(tmp_path / "readings", 1, hurried):
        assert client.get(address).status_code == 503


@pytest.mark.parametrize("ending", ["docx", "ods", "xls"])
def test_a_document_of_any_format_says_what_the_workbook_says(plan, client, ending):
    content = (settings.FIXTURES_ROOT / "formats" / f"industries-nis-2020-21.{ending}").read_bytes()
    page = client.get(bring(client, plan, content, f"plan.{ending}")).text
    assert changed(page) == []
    assert "ফাইলে এমন কিছু নেই যা খসড়ায় নেই" in page


def test_a_web_page_and_comma_separated_rows_are_brought_too(plan, client):
    rows = [line.split("\t") for line in pasted(INDUSTRIES).replace("\r", "").split("\n")]
    cells = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    page = f"<html><head><meta charset='utf-8'></head><body><table>{cells}</table></body></html>"
    text = pasted(INDUSTRIES).replace(",", "،").replace("\t", ",")
    for content, name in ((page, "plan.html"), (text, "plan.csv")):
        answer = client.get(bring(client, plan, content.encode(), name))
        assert "অর্জন বা মন্তব্য" in answer.text, name
        assert answer.context["brought"].tree is not None, name


def test_the_graded_form_is_brought_too(labour, charlie, client_of):
    plan, client = as_draft(labour), client_of(charlie)
    address = bring(client, plan, with_cells(LABOUR, H20="৯"), LABOUR)
    assert any(now == "৯" for _was, now in changed(client.get(address).text))
    assert fill(client, plan, address).status_code == 302
    numbers = [row.number for row in outline(plan).rows if row.level is Level.INDICATOR]
    assert numbers == [row.number for row in official_draft(LABOUR).indicators]


def test_a_preview_costs_the_same_for_any_plan(plan_of_size, client):
    counts = set()
    for size in (3, 30):
        plan = as_draft(plan_of_size(size))
        address = bring(client, plan, workbook(INDUSTRIES).read_bytes())
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        counts.add(len(asked))
    assert len(counts) == 1
    assert max(counts) < 25


# --- how many a day ----------------------------------------------------------------------------------------------


def rows_pasted(number):
    return {"text": f"১\tকার্যক্রম {number}\tসূচক\t৫"}


def test_an_office_brings_so_many_new_documents_a_day_and_is_told_so(plan, client, bob, client_of, settings):
    settings.DRAFT_DOCUMENTS_A_DAY = 2
    address = reverse("imports:draft", args=[plan.pk])
    bring(client, plan, **rows_pasted(1))
    bring(client_of(bob), plan, **rows_pasted(2))  # a colleague of the same office
    refused = client.post(address, rows_pasted(3))
    assert refused.status_code == 422
    assert "আজ এই দপ্তর থেকে ২টি নতুন দলিল নেওয়া হয়েছে" in refused.text
    assert "কার্যক্রম ৩" in refused.text.replace("3", "৩")  # what was pasted stays
    assert SourceFile.objects.count() == 2
    SourceFile.objects.update(brought_at=timezone.now() - timedelta(days=1))
    bring(client, plan, **rows_pasted(3))


def test_the_same_document_again_and_those_of_other_offices_do_not_count(
    plan, client, labour, charlie, client_of, settings
):
    settings.DRAFT_DOCUMENTS_A_DAY = 1
    content = workbook(INDUSTRIES).read_bytes()
    bring(client, plan, content)
    bring(client, plan, content)
    bring(client_of(charlie), as_draft(labour), **rows_pasted(9))
    assert SourceFile.objects.count() == 2
