"""Owns the whole stories: a workbook becomes a plan, a quarter is entered, reviewed, assessed, approved and read."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from config.tests.browser.conftest import follow
from offices.tests.people import PASSWORD
from plans.actions.achievements import record_achievement
from plans.actions.reporting import approve_report, submit_report
from plans.models import Plan
from plans.tests.factories import INDUSTRIES, LABOUR, cell_of, workbook

BENGALI = str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯")
pytestmark = pytest.mark.django_db(transaction=True)


def log_in(page: Page, live_server, person) -> None:
    """Logs in as a person does: with name and password on the page."""
    page.goto(live_server.url + reverse("account_login"))
    page.locator("[name=login]").fill(person.username)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("main button[type=submit]").click()
    expect(page).to_have_url(live_server.url + reverse("home"))


def field(page: Page, plan: Plan, number: str, quarter: int):
    return page.locator(f"#cell-{cell_of(plan, number, quarter).pk}-text")


def save(page: Page, plan: Plan, number: str, quarter: int, text: str) -> None:
    """Types into a cell, leaves it with Enter and waits until it says saved."""
    found = field(page, plan, number, quarter)
    found.fill(text)
    found.press("Enter")
    expect(page.locator(f"#cell-{cell_of(plan, number, quarter).pk}")).to_have_class(re.compile("is-saved"))


def mark(page: Page, plan: Plan, number: str):
    return page.locator(f"#mark-{cell_of(plan, number, 1).indicator_id}")


@pytest.mark.parametrize("name", [INDUSTRIES, LABOUR])
def test_an_administrator_imports_a_workbook(page, live_server, administrator, name):
    log_in(page, live_server, administrator)
    page.goto(live_server.url + reverse("imports:upload"))
    page.locator("input[type=file]").first.set_input_files(workbook(name))
    page.locator("main form[enctype] button[type=submit], main form[enctype] button:not([type])").first.click()
    expect(page.locator("main")).to_contain_text("৩.২" if name == INDUSTRIES else "১.৪.১")
    assert not Plan.objects.exists()
    page.locator("input[name=seen]").check()
    page.locator("button[value=store]").click()
    page.wait_for_url(re.compile(r"/plans/\d+/q1/"))
    plan = Plan.objects.get()
    assert plan.areas.count() == (13 if name == INDUSTRIES else 2)


def test_a_focal_point_enters_percent_and_date_and_finds_them_again(page, live_server, labour, charlie):
    log_in(page, live_server, charlie)
    page.goto(live_server.url + reverse("entry:entry", kwargs={"plan_id": labour.pk, "quarter": 1}))
    save(page, labour, "1.5.1", 1, "৭৫%")
    expect(mark(page, labour, "1.5.1")).to_contain_text("৫.৪০")
    save(page, labour, "1.5.1", 1, "৯০%")
    save(page, labour, "1.4.1", 1, "১০/০৯/২০২১")
    expect(mark(page, labour, "1.4.1")).to_contain_text("৩.২০")
    save(page, labour, "1.4.1", 1, "২৫/০৮/২০২১")
    page.reload()
    expect(field(page, labour, "1.5.1", 1)).to_have_value("৯০%")
    expect(field(page, labour, "1.4.1", 1)).to_have_value("২৫/০৮/২০২১")
    expect(mark(page, labour, "1.5.1")).to_contain_text("৬.০০")
    expect(mark(page, labour, "1.4.1")).to_contain_text("৪.০০")
    expect(page.locator("#entry-summary")).to_contain_text("১১.০০")


def test_ascii_digits_are_as_good_as_bengali_ones(page, live_server, industries, alice):
    log_in(page, live_server, alice)
    page.goto(live_server.url + reverse("entry:entry", kwargs={"plan_id": industries.pk, "quarter": 1}))
    save(page, industries, "1.2", 1, "80")
    save(page, industries, "4.1", 1, "30/09/2020")
    expect(mark(page, industries, "1.2")).to_contain_text("১.২০")
    expect(mark(page, industries, "4.1")).to_contain_text("০.২৫")


def test_another_offices_plan_is_not_there(page, live_server, industries, labour, charlie):
    log_in(page, live_server, charlie)
    for name in ("entry:entry", "entry:submit", "reports:scorecard", "reports:official_form"):
        answer = page.goto(live_server.url + reverse(name, kwargs={"plan_id": industries.pk, "quarter": 1}))
        assert answer is not None
        assert answer.status == 404, name
        assert industries.office.name_bn not in page.content()


def test_a_quarter_is_submitted_assessed_approved_and_read(new_context, live_server, labour, charlie, rita):
    place = {"plan_id": labour.pk, "quarter": 1}
    office = new_context().new_page()
    log_in(office, live_server, charlie)
    office.goto(live_server.url + reverse("entry:entry", kwargs=place))
    office.locator("a.button", has_text="পর্যালোচনা করে জমা দিন").first.click()
    office.locator("main form button.button").first.click()
    expect(office.locator("main")).to_contain_text("Q1")
    expect(field(office, labour, "1.5.1", 1)).to_have_count(0)

    review = new_context().new_page()
    log_in(review, live_server, rita)
    review.goto(live_server.url + reverse("entry:entry", kwargs=place))
    for number, marks in (("2.1.1", "৪"), ("2.1.2", "2")):
        cell = cell_of(labour, number, 1).pk
        review.locator(f"#marks-{cell}").fill(marks)
        review.locator(f"#why-{cell}").fill("তথ্য বাতায়ন দেখা হয়েছে")
        review.locator(f"button[formaction$='/{cell}/assess/']").click()
    expect(review.locator("#entry-summary")).to_contain_text("১৭.০০")
    review.locator("button[formaction$='/approve/']").click()
    expect(review.locator("h1")).to_have_text("অনুমোদনের আগে দেখুন")
    expect(review.locator("main")).to_contain_text("সতেরো")
    assert labour.reports.get(quarter=1).state == "submitted"
    review.locator("[name=agreed]").check()
    follow(review, review.get_by_role("button", name="১৭.০০ নম্বর অনুমোদন করুন").click)

    office.goto(live_server.url + reverse("reports:scorecard", kwargs=place))
    expect(office.locator(".big-mark")).to_have_text("১৭.০০")
    expect(office.locator("main")).to_contain_text("অনুমোদিত")
    why = office.locator("[id='indicator-1.4.1']")
    why.locator("summary").click()
    expect(why).to_contain_text("২৫/০৮/২০২১")
    review.goto(live_server.url + reverse("reports:comparison") + "?kind=egov&year=2021&through=1")
    expect(review.locator("tr", has_text=labour.office.name_bn)).to_contain_text("১৭.০০")


def test_a_returned_quarter_says_why_and_can_be_entered_again(new_context, live_server, labour, charlie, rita):
    place = {"plan_id": labour.pk, "quarter": 1}
    office = new_context().new_page()
    log_in(office, live_server, charlie)
    office.goto(live_server.url + reverse("entry:submit", kwargs=place))
    follow(office, office.locator("main form button.button").first.click)
    review = new_context().new_page()
    log_in(review, live_server, rita)
    review.goto(live_server.url + reverse("entry:entry", kwargs=place))
    review.locator("#return-reason").fill("১.৬.১-এর প্রমাণক দিন")
    review.locator("form[action$='/return/'] button", has_text="দপ্তরে ফেরত দিন").click()
    expect(review.locator("[name=reason]")).to_have_value("১.৬.১-এর প্রমাণক দিন")
    follow(review, review.locator("main form button.button").first.click)
    office.goto(live_server.url + reverse("entry:entry", kwargs=place))
    expect(office.locator("main")).to_contain_text("১.৬.১-এর প্রমাণক দিন")
    save(office, labour, "1.6.1", 1, "২")
    expect(mark(office, labour, "1.6.1")).to_contain_text("২.৪০")


def test_a_reviewer_tries_other_rules_on_a_plan_and_nothing_changes(page, live_server, industries, alice, rita):
    for quarter, text in ((1, "30/09/2020"), (2, "05/01/2021")):
        record_achievement(cell=cell_of(industries, "4.1", quarter), value=text, version=0, by=alice)
    log_in(page, live_server, rita)
    page.locator(".site-nav a", has_text="নম্বর নীতি").click()
    page.locator("main a", has_text=industries.policy.name.translate(BENGALI)).click()
    expect(page.locator("main")).to_contain_text("বিলম্বিত তারিখে ওই অংশের ০%")
    page.locator("main a", has_text="অন্য নিয়মে দেখুন").click()
    page.locator(".tabs a", has_text="২য় কোয়ার্টার").click()
    page.locator("[name=late_date_share]").fill("৫০")
    page.locator("main form button").click()
    expect(page.locator(".before-after")).to_contain_text("+০.১৩")
    changed = page.locator("[id='tried-4.1']")
    expect(changed).to_contain_text("০.২৫ → ০.৩৮")
    expect(changed).to_contain_text("বিলম্বিত তারিখে ওই অংশের ৫০%")
    page.locator("main a", has_text="স্কোরকার্ড").first.click()
    expect(page.locator(".big-mark").first).to_have_text("০.২৫")


def test_an_administrator_makes_a_new_version_and_old_plans_keep_theirs(page, live_server, industries, administrator):
    log_in(page, live_server, administrator)
    page.goto(live_server.url + reverse("plans:policy", kwargs={"policy_id": industries.policy_id}))
    page.locator("main a", has_text="নতুন সংস্করণ করুন").click()
    page.locator("[name=name]").fill("শুদ্ধাচার, বিলম্বে অর্ধেক")
    page.locator("[name=reason]").fill("পরামর্শসভায় সিদ্ধান্ত")
    page.locator("[name=late_date_share]").fill("৫০")
    page.locator("main form button").click()
    expect(page.locator("main")).to_contain_text("নতুন সংস্করণ সংরক্ষিত হয়েছে")
    expect(page.locator("h1")).to_contain_text("শুদ্ধাচার, বিলম্বে অর্ধেক")
    expect(page.locator(".policy-versions")).to_contain_text("পরামর্শসভায় সিদ্ধান্ত")
    assert Plan.objects.get().policy.version == 1


def test_one_click_leads_from_a_figure_to_its_explanation(page, live_server, labour, charlie):
    log_in(page, live_server, charlie)
    page.goto(live_server.url + reverse("reports:scorecard", kwargs={"plan_id": labour.pk, "quarter": 1}))
    why = page.locator("[id='why-2.1.1']")
    expect(why).not_to_be_visible()
    page.locator("#rows-words a", has_text="২.১.১").click()
    expect(why).to_be_visible()
    expect(why).to_contain_text("কথায় লেখা অর্জনের নম্বর গণনা করা যায় না")
    page.locator(".facts a[href='#rows-full']").click()
    expect(page.locator("#rows-full")).to_contain_text("১.৪.১")
    page.locator(".big-mark a").first.click()
    expect(page.locator(".why-sum").first).to_contain_text("= ১১.০০")


def test_a_report_is_published_read_by_anybody_and_withdrawn(new_context, live_server, labour, charlie, rita):
    approve_report(
        report=submit_report(report=labour.reports.get(quarter=1), by=charlie), by=rita, leaves_unassessed=True
    )
    office = new_context().new_page()
    log_in(office, live_server, charlie)
    office.goto(live_server.url + reverse("entry:entry", kwargs={"plan_id": labour.pk, "quarter": 1}))
    office.get_by_role("button", name="প্রকাশ করুন").click()
    expect(office.locator("main")).to_contain_text("প্রতিবেদনটি প্রকাশিত হয়েছে")

    reader = new_context(accept_downloads=True).new_page()
    reader.goto(live_server.url + reverse("account_login"))
    reader.get_by_role("link", name="প্রকাশিত প্রতিবেদন").click()
    reader.locator("input[name=search]").fill("শ্রম")
    reader.get_by_role("button", name="দেখান").click()
    reader.get_by_role("link", name=labour.office.name_bn).click()
    expect(reader.locator(".big-mark")).to_have_text("১১.০০")
    address = reader.url
    reader.locator("[id='indicator-1.4.1'] summary").click()
    expect(reader.locator("[id='indicator-1.4.1']")).to_contain_text("২৫/০৮/২০২১")
    reader.get_by_text("নামিয়ে নিন").click()
    given = reader.request.get(
        live_server.url + str(reader.get_by_role("link", name="JSON").get_attribute("href"))
    ).json()
    assert (given["earned"], given["office"]["name"]["bn"]) == ("11.00", labour.office.name_bn)
    with reader.expect_download() as download:
        reader.get_by_role("link", name="Excel").click()
    assert download.value.suggested_filename.endswith("-2021-22-q1.xlsx")

    office.get_by_role("button", name="প্রকাশ প্রত্যাহার করুন").click()
    expect(office.locator("main")).to_contain_text("প্রত্যাহার করা হয়েছে")
    answer = reader.goto(address)
    assert answer is not None
    assert answer.status == 404
    expect(reader.locator("main")).to_contain_text("অথবা প্রত্যাহার করেছে")
