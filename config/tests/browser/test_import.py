"""Owns the proof that an administrator imports plans in the browser: sees, answers, stores, and takes back."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from config.tests.browser.conftest import NARROW, WIDE
from config.tests.browser.test_accessibility import violations
from imports.actions.bringing import bring_in, keep_source, read_plans
from jobs.models import Job
from offices.models import Office, Person
from plans.exporting import export_plan
from plans.models import Plan, PlanImport
from plans.tests.factories import INDUSTRIES, LABOUR, cell_of, workbook
from plans.tests.workbooks import FAULTLESS, NAMELESS, UNDECIDED, of_office, pasted, two_sheets, with_cells, zipped

pytestmark = pytest.mark.django_db(transaction=True)
START = reverse("imports:upload")


class Importing:
    """An administrator at the pages of imports."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def upload(self, content: bytes, name: str = INDUSTRIES) -> None:
        self.page.set_input_files("#id_file", {"name": name, "mimeType": "application/octet-stream", "buffer": content})
        self.page.get_by_role("button", name="ফাইলটি পড়ুন").click()

    def tick(self) -> None:
        self.page.get_by_role("checkbox", name="সন্দেহজনক").check()

    def store(self) -> None:
        self.page.locator("button[value=store]").click()

    def row(self, number: str):
        return self.page.locator(".import-table tbody tr").filter(has=self.page.get_by_text(number, exact=False)).first

    def count(self, word: str):
        return self.page.locator(".import-counts li").filter(has_text=word).locator("strong")


@pytest.fixture
def importing(open_page, administrator) -> Importing:
    return Importing(open_page(START, administrator))


def test_a_workbook_is_uploaded_seen_ticked_and_stored(importing):
    importing.upload(workbook(INDUSTRIES).read_bytes())
    expect(importing.page.get_by_role("heading", name="শিল্প মন্ত্রণালয়, ২০২০-২০২১")).to_be_visible()
    expect(importing.count("নতুন সূচক")).to_have_text("৩৭")
    assert not Plan.objects.exists()
    importing.tick()
    importing.store()
    expect(importing.page.locator(".messages")).to_contain_text("আমদানি হয়েছে")
    expect(importing.page.locator("tbody.indicator")).to_have_count(37)
    assert Plan.objects.get().imports.count() == 1


def test_storing_without_the_tick_leads_back_to_it(importing):
    importing.upload(workbook(INDUSTRIES).read_bytes())
    importing.store()
    alert = importing.page.get_by_role("alert")
    expect(alert).to_be_focused()
    alert.get_by_role("link").click()
    expect(importing.page.get_by_role("checkbox", name="সন্দেহজনক")).to_be_in_viewport()
    assert not Plan.objects.exists()


def test_a_problem_leads_to_its_cell_and_back(importing):
    importing.upload(workbook(INDUSTRIES).read_bytes())
    problem = importing.page.locator(".problems li").filter(has_text="K23").filter(has_text="বাইরে")
    problem.get_by_role("link", name="K23").click()
    place = importing.page.locator("#p1-K23")
    expect(place).to_be_in_viewport()
    expect(place).to_contain_text("৩০/৪/২০")
    place.get_by_role("link", name="সন্দেহজনক K23").first.click()
    expect(problem).to_be_in_viewport()


def test_a_changed_workbook_shows_old_and_new_and_first_only_what_changes(importing, industries):
    importing.upload(with_cells(INDUSTRIES, F7="৫", H8="১"))
    expect(importing.count("বদলাবে")).to_have_text("১")
    expect(importing.count("একই থাকবে")).to_have_text("৩৬")
    visible = importing.page.locator(".import-table tbody tr:not(.area):visible")
    expect(visible).to_have_count(1)
    expect(visible.locator("del").first).to_contain_text("৪")
    expect(visible.locator("ins").first).to_contain_text("৫")
    importing.page.get_by_role("radio", name="সব সারি").check()
    expect(visible).to_have_count(37)
    importing.page.get_by_role("radio", name="সন্দেহজনক সারি").check()
    expect(visible.and_(importing.page.locator("tr:not(.is-doubtful)"))).to_have_count(0)
    expect(visible).not_to_have_count(0)
    importing.tick()
    importing.store()
    expect(importing.page.locator(".messages")).to_contain_text("হালনাগাদ")
    assert cell_of(industries, "1.1", 1).achievement.text == "১"


def test_a_doubt_in_a_hidden_row_is_shown_when_one_goes_there(importing, industries):
    importing.upload(with_cells(INDUSTRIES, H8="১"))
    expect(importing.page.locator("#p1-K23")).to_be_hidden()
    importing.page.get_by_role("link", name="K23").first.click()
    expect(importing.page.locator("#p1-K23")).to_be_in_viewport()


def test_an_undecided_rule_is_asked_before_storing(importing):
    importing.upload(with_cells(INDUSTRIES, UNDECIDED))
    question = importing.page.get_by_label("১.১ অনুষ্ঠিত সভা")
    importing.tick()
    importing.store()
    expect(importing.page.get_by_role("alert")).to_contain_text("উত্তর দিন")
    question.select_option("cumulative")
    importing.tick()
    importing.store()
    expect(importing.page.locator("tbody.indicator")).to_have_count(37)
    assert cell_of(Plan.objects.get(), "1.1", 1).indicator.quarter_rule == "cumulative"


def test_a_suggested_rule_is_changed_in_its_row(importing):
    importing.upload(workbook(INDUSTRIES).read_bytes())
    importing.page.locator("#p1-A9").locator("xpath=..").locator(".rule-change summary").click()
    importing.page.get_by_label("গণনা পদ্ধতি ১.২").select_option("sum")
    importing.tick()
    importing.store()
    expect(importing.page.locator("tbody.indicator")).to_have_count(37)
    assert cell_of(Plan.objects.get(), "1.2", 1).indicator.quarter_rule == "sum"


def test_office_and_year_are_chosen_where_the_sheet_has_none(importing):
    importing.upload(with_cells(INDUSTRIES, NAMELESS))
    importing.page.get_by_role("combobox", name="দপ্তর").fill("খাদ্য মন্ত্রণালয়")
    importing.page.get_by_role("combobox", name="অর্থবছর").select_option("2020-21")
    importing.page.get_by_role("combobox", name="দপ্তর").press("Enter")
    expect(importing.page.get_by_role("heading", name="খাদ্য মন্ত্রণালয়, ২০২০-২০২১")).to_be_visible()
    importing.tick()
    importing.store()
    expect(importing.page.locator("tbody.indicator")).to_have_count(37)
    assert Plan.objects.get().office.name_bn == "খাদ্য মন্ত্রণালয়"


def test_an_import_is_undone_after_asking(importing):
    importing.upload(with_cells(LABOUR, FAULTLESS), LABOUR)
    importing.store()
    expect(importing.page.locator(".messages")).to_be_visible()
    importing.page.get_by_role("link", name="আমদানি", exact=True).click()
    importing.page.get_by_role("link", name="ফিরিয়ে নিন").click()
    assert Plan.objects.exists()
    importing.page.get_by_role("button", name="আমদানি ফিরিয়ে নিন").click()
    expect(importing.page.locator(".messages")).to_contain_text("ফিরিয়ে নেওয়া হয়েছে")
    expect(importing.page.locator(".became .badge")).to_have_text("ফিরিয়ে নেওয়া")
    expect(importing.page.get_by_role("link", name="ফিরিয়ে নিন")).to_have_count(0)
    assert not Plan.objects.exists()


def test_rows_are_pasted_from_excel(importing):
    importing.page.locator("#id_text").fill(pasted(LABOUR))
    importing.page.get_by_role("button", name="সারিগুলো পড়ুন").click()
    expect(importing.page.get_by_role("heading", name="শ্রম ও কর্মসংস্থান মন্ত্রণালয়, ২০২১-২০২২")).to_be_visible()
    expect(importing.count("নতুন সূচক")).to_have_text("১৩")


def test_many_workbooks_come_in_with_progress_to_the_end(importing):
    offices = ("খাদ্য মন্ত্রণালয়", "ভূমি মন্ত্রণালয়", "কৃষি মন্ত্রণালয়", "রেলপথ মন্ত্রণালয়")
    files = {f"{number}.xlsx": of_office(name) for number, name in enumerate(offices)}
    files |= {"labour.xlsx": with_cells(LABOUR, FAULTLESS), "photo.xlsx": b"\x89PNG"}
    buffer = {"name": "all.zip", "mimeType": "application/zip", "buffer": zipped(files)}
    importing.page.set_input_files("#id_bundle", buffer)
    importing.page.get_by_role("button", name="সবগুলো আনুন").click()
    job = importing.page.locator("#job")
    expect(job.locator(".badge")).to_have_text("শেষ", timeout=180_000)
    expect(job.locator(".problems > li")).to_have_count(7)
    expect(job.locator(".problems > li").first).to_contain_text("সংরক্ষিত ১")
    assert Job.objects.get().done == 6
    assert Plan.objects.get().kind == "egov"
    job.get_by_role("link").filter(has_text="সন্দেহ").first.click()
    importing.tick()
    importing.store()
    expect(importing.page.locator("tbody.indicator")).to_have_count(37)
    assert Plan.objects.count() == 2


@pytest.mark.long
def test_the_workbooks_of_fifty_two_offices_come_in_with_one_summary(importing, plan_of_size):
    offices = Office.objects.filter(makes_plan=True).order_by("pk")[:52]
    files = {f"{office.name_bn}.xlsx": export_plan(plan_of_size(4, office=office), through=4) for office in offices}
    Plan.objects.all().delete()
    buffer = {"name": "all.zip", "mimeType": "application/zip", "buffer": zipped(files)}
    importing.page.set_input_files("#id_bundle", buffer)
    importing.page.get_by_role("button", name="সবগুলো আনুন").click()
    job = importing.page.locator("#job")
    expect(job).to_contain_text("৫২টির মধ্যে")
    expect(job.locator(".badge")).to_have_text("শেষ", timeout=180_000)
    expect(job.locator(".problems li")).to_have_count(53)
    expect(job.locator(".problems li").first).to_have_text("৫২টি ফাইল – সংরক্ষিত ৫২")
    assert Plan.objects.count() == 52
    assert PlanImport.objects.values("source").distinct().count() == 52


def test_without_javascript_a_workbook_is_imported_too(open_page, administrator):
    importing = Importing(open_page(START, administrator, java_script_enabled=False))
    importing.upload(with_cells(LABOUR, FAULTLESS), LABOUR)
    importing.store()
    expect(importing.page.locator(".messages")).to_be_visible()
    assert Plan.objects.count() == 1


@pytest.fixture
def addresses(industries, administrator) -> dict[str, str]:
    """The pages of imports: of a new plan with questions, a changed one, two in a workbook, one without office."""
    brought = {
        "new": with_cells(INDUSTRIES, UNDECIDED, A2="মন্ত্রণালয়ের নাম: খাদ্য মন্ত্রণালয়"),
        "changed": with_cells(INDUSTRIES, F7="৫", H8="১", N12="নতুন মন্তব্য"),
        "two": two_sheets(A2="মন্ত্রণালয়ের নাম: খাদ্য মন্ত্রণালয়"),
        "nameless": with_cells(INDUSTRIES, NAMELESS),
        "broken": b"no workbook",
    }
    pages = {"start": START, "undo": stored_import(administrator), "job": finished_job(administrator)}
    for name, content in brought.items():
        source = keep_source(content, f"{name}.xlsx", by=administrator)
        pages[name] = reverse("imports:preview", args=[source.pk])
    return pages


def stored_import(by: Person) -> str:
    """The page that undoes an import."""
    content = workbook(LABOUR).read_bytes()
    bring_in(read_plans(content, LABOUR), source=keep_source(content, LABOUR, by=by), by=by)
    return reverse("imports:undo", args=[PlanImport.objects.get().pk])


def finished_job(by: Person) -> str:
    lines = [
        {"level": level, "name": "ক.xlsx", "text": "সংরক্ষিত", "text_en": "stored", "url": START}
        for level in ("error", "warning", "success", "info")
    ]
    job = Job.objects.create(task="import_plans", title="সব.zip", asked_by=by, summary=lines, total=4, done=2)
    return reverse("jobs:job", args=[job.pk])


@pytest.mark.parametrize(("language", "viewport"), [("bn", WIDE), ("bn", NARROW), ("en", WIDE)])
def test_pages_of_imports_are_accessible_and_fit_the_window(leaf_through, addresses, administrator, language, viewport):
    faults = {}
    for name, page in leaf_through(addresses, administrator, language=language, viewport=viewport, bypass_csp=True):
        faults[name] = violations(page)
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, name
    assert {name: found for name, found in faults.items() if found} == {}


def test_no_page_of_imports_breaks_the_content_security_policy(complaints_of, addresses, administrator):
    assert complaints_of(addresses, administrator) == []
