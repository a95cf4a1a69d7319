"""Owns the story of a reviewer who compares ministries: chooses, sorts, and drills down to the evidence of a figure."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from playwright.sync_api import expect

from config.tests.browser.test_accessibility import violations
from offices.models import Office
from plans.actions.achievements import record_achievement
from plans.actions.evidence import attach_evidence
from plans.actions.reporting import submit_report
from plans.tests.factories import cell_of
from reports.tests.league import stand

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def compared(industries, alice):
    """The real plan with an achievement and its evidence, among three made ones."""
    cell = cell_of(industries, "2.3", 1)
    record_achievement(cell=cell, value="১২০", version=0, by=alice)
    attach_evidence(cell=cell, file=SimpleUploadedFile("attendance.pdf", b"%PDF-1.4 attendance"), by=alice)
    submit_report(report=industries.reports.get(quarter=1), by=alice)
    stand(Office.objects.filter(code__in=["05", "43", "48"]), [90, 90, 20], year=2020)
    return industries


@pytest.fixture
def nation(reference):
    """Forty ministries that handed in, the others without a plan; in clusters, so that every column there is stands."""
    Office.objects.update(cluster="আর্থিক ও বাণিজ্য খাত")
    stand(Office.objects.filter(makes_plan=True)[:40], [number * 2.5 for number in range(40)], year=2020)


def open_comparison(open_page, rita, **options):
    return open_page(reverse("reports:comparison") + "?kind=integrity&year=2020", rita, **options)


@pytest.mark.parametrize("javascript", [True, False])
def test_a_reviewer_filters_sorts_and_reaches_the_evidence_in_three_clicks(open_page, compared, rita, javascript):
    page = open_comparison(open_page, rita, java_script_enabled=javascript)
    ranks = page.locator("td.rank")
    expect(ranks.nth(0)).to_contain_text("১=")
    expect(ranks.nth(1)).to_contain_text("১=")
    expect(ranks.nth(2)).to_contain_text("৩")
    page.locator("thead").get_by_role("link", name=re.compile("^দপ্তর")).click()
    expect(page.locator("th[aria-sort=ascending]")).to_contain_text("দপ্তর")
    page.locator("[name=search]").fill("শিল্প মন্ত্রনালয়")  # as often misspelt
    page.locator("[name=through]").select_option("1")
    page.get_by_role("button", name="দেখান").click()
    expect(page.locator("tbody th.office").first).to_contain_text("শিল্প মন্ত্রণালয়")
    expect(page.locator("th[aria-sort=ascending]")).to_contain_text("দপ্তর")

    page.locator("td.heat a[href$='#area-2']").first.click()
    expect(page).to_have_url(re.compile(r"/q1/scorecard/#area-2$"))
    page.locator("[id='indicator-2.3'] summary").click()
    page.locator("[id='indicator-2.3'] a[href$='#evidence']", has_text="১ম কোয়ার্টার (১)").click()
    expect(page).to_have_url(re.compile(r"/more/#evidence$"))
    expect(page.locator("#evidence")).to_contain_text("attendance.pdf")


def test_every_view_keeps_the_choices_and_is_reached_by_keyboard(open_page, compared, rita):
    page = open_comparison(open_page, rita)
    page.locator("[name=through]").select_option("2")
    page.locator("[name=through]").press("Tab")
    page.get_by_role("button", name="দেখান").press("Enter")
    for name, proof in (
        ("কোয়ার্টারভিত্তিক", "table.quarters-table"),
        ("প্রবণতা", "svg[role=img]"),
        ("বিন্যাস", "svg[role=img]"),
        ("জমার অবস্থা", "table.submissions"),
    ):
        page.get_by_role("link", name=name, exact=True).press("Enter")
        expect(page.locator(proof).first).to_be_visible()
        expect(page.locator("[name=through]")).to_have_value("2")


def test_a_chart_is_named_and_told_to_screen_readers(open_page, compared, rita):
    page = open_page(reverse("reports:comparison") + "?kind=integrity&year=2020&view=distribution", rita)
    chart = page.get_by_role("img", name="কতটি দপ্তর এ পর্যন্ত প্রাপ্য নম্বরের কত শতাংশ পেয়েছে")
    expect(chart).to_be_visible()
    expect(page.locator("svg desc").first).to_have_text(re.compile("^৩টি দপ্তর; গড়"))


WIDE, BETWEEN, NARROW, PHONE = ({"width": width, "height": 768} for width in (1366, 1200, 1024, 360))


@pytest.mark.parametrize("view", ["ranking", "quarters", "trend", "submissions"])
@pytest.mark.parametrize("viewport", [WIDE, BETWEEN, NARROW], ids=["1366", "1200", "1024"])
def test_only_the_page_scrolls_and_the_head_stays_above_the_last_row(open_page, nation, rita, view, viewport):
    page = open_page(f"{reverse('reports:comparison')}?kind=integrity&year=2020&view={view}", rita, viewport=viewport)
    inner = page.locator("main *").evaluate_all(
        "all => all.filter(each => /auto|scroll/.test(getComputedStyle(each).overflowY)"
        " && each.scrollHeight > each.clientHeight + 1).map(each => each.className)"
    )
    assert inner == []
    assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
    page.locator("tbody tr").last.scroll_into_view_if_needed()
    head = page.locator("table.comparison thead")
    expect(head).to_be_in_viewport()
    assert page.evaluate("scrollY") > 0
    assert head.bounding_box()["y"] < 5


@pytest.mark.parametrize("viewport", [WIDE, NARROW, PHONE], ids=["1366", "1024", "360"])
def test_who_is_not_ranked_is_one_line_that_opens_by_keyboard(open_page, nation, rita, viewport):
    page = open_comparison(open_page, rita, viewport=viewport, bypass_csp=True)
    fold = page.locator("details.apart")
    expect(fold.locator("summary")).to_contain_text("পরিকল্পনা নেই: ১৪")
    expect(fold.locator("li").first).to_be_hidden()
    fold.locator("summary").press("Enter")
    expect(fold.locator("li")).to_have_count(14)
    expect(fold.locator("li").last).to_be_visible()
    page.evaluate("scrollTo(0, 0)")  # what the head covers for a moment is no small target
    assert violations(page) == []
    expect(page.locator("table.comparison tbody tr")).to_have_count(40)
