"""Owns the stories of a row opened in its place: files, remark, claim and talk, on a telephone and on a bad line."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from playwright.sync_api import expect

from config.tests.browser.conftest import NARROW, WIDE
from config.tests.browser.test_accessibility import violations
from plans.actions.achievements import record_achievement
from plans.actions.evidence import attach_evidence, write_comment
from plans.addresses import entry_url
from plans.models import Evidence
from plans.tests.factories import cell_of
from uploads.tests import samples

pytestmark = pytest.mark.django_db(transaction=True)
FILES = [
    {"name": "সভার নোটিশ.pdf", "mimeType": "application/pdf", "buffer": samples.PDF},
    {"name": "program.pdf", "mimeType": "application/pdf", "buffer": samples.EXE},
    {"name": "place.png", "mimeType": "image/png", "buffer": samples.picture("PNG")},
    {"name": "minutes.pdf", "mimeType": "application/pdf", "buffer": samples.PDF + b"\n"},
]


def opened(page, number="১.২"):
    """The row with a number, opened; its panel."""
    row = page.locator("tbody.indicator", has=page.locator("th.activity", has_text=f"{number} "))
    row.locator("a[data-open]").first.click()
    panel = page.locator(".row-open")
    expect(panel).to_be_visible()
    return panel


def write(panel, name, text):
    field = panel.locator(f"form[id^={name}-] [name=text]")
    field.fill(text)
    field.press("Tab")
    expect(panel.locator(f"form[id^={name}-] .cell-state")).to_contain_text("সংরক্ষিত")


def test_files_remark_claim_and_talk_are_given_in_the_row_on_a_telephone(open_page, industries, alice, rita):
    cell = cell_of(industries, "1.2", 1)
    write_comment(cell=cell, text="স্বাক্ষরিত প্রতিবেদন লাগবে।", by=rita)
    page = open_page(entry_url(industries, 1), alice, viewport=NARROW)
    panel = opened(page)
    expect(panel).to_contain_text("স্বাক্ষরিত প্রতিবেদন লাগবে।")
    panel.locator("input[type=file]").set_input_files(FILES)
    expect(panel.locator("#evidence a")).to_have_count(3)
    expect(panel.locator("[data-sending] li")).to_contain_text(["program.pdf: ফাইলটি আসলে একটি প্রোগ্রাম"])
    assert panel.locator("#evidence img").evaluate("each => each.decode().then(() => each.naturalWidth > 0)")
    write(panel, "remark", "৮টি সম্পন্ন,\nবাকি ফেব্রুয়ারিতে")
    write(panel, "claim", "৫.৫")
    expect(panel).to_contain_text("দাবি হিসাবের চেয়ে ৫.৫০ বেশি")
    panel.locator("#comments textarea").fill("দেওয়া হলো।")
    panel.locator("#comments button").click()
    expect(panel.locator("#comments li")).to_have_count(2)
    links = page.locator(".indicator.is-open .row-links")
    expect(links).to_contain_text("প্রমাণক ৩")
    expect(links).to_contain_text("৮টি সম্পন্ন")
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    cell.refresh_from_db()
    assert (cell.remark, float(cell.claimed_marks)) == ("৮টি সম্পন্ন,\nবাকি ফেব্রুয়ারিতে", 5.5)
    assert Evidence.objects.filter(cell=cell).count() == 3


def test_a_row_with_everything_in_it_leaves_its_neighbours_in_sight(open_page, industries, alice, rita):
    cell = cell_of(industries, "1.2", 1)
    for value in ("৭০", "৮০", "৯০"):
        record_achievement(cell=cell, value=value, version=cell.version, by=alice)
        cell.refresh_from_db()
    for name in ("one.pdf", "two.pdf", "three.pdf"):
        attach_evidence(cell=cell, file=SimpleUploadedFile(name, samples.PDF + name.encode()), by=alice)
    for text in ("স্বাক্ষরিত প্রতিবেদন লাগবে।", "দেওয়া হলো।", "ধন্যবাদ।"):
        write_comment(cell=cell, text=text, by=rita)
    page = open_page(entry_url(industries, 1), alice)
    panel = opened(page)
    write(panel, "remark", "৮টি সম্পন্ন, বাকি ফেব্রুয়ারিতে")
    write(panel, "claim", "৫.৫")
    expect(panel).to_contain_text("দাবি হিসাবের চেয়ে")
    assert panel.bounding_box()["height"] <= 240
    columns = panel.locator(":scope > *").evaluate_all("each => each.map((one) => one.getBoundingClientRect().top)")
    assert len(columns) == 4
    assert len(set(columns)) == 1  # side by side


def test_a_remark_outlives_a_lost_line_and_a_closed_row(open_page, industries, alice):
    page = open_page(entry_url(industries, 1), alice)
    panel = opened(page)
    page.route("**/remark/", lambda route: route.abort())
    field = panel.locator("#words textarea")
    field.fill("সভা হয়েছে")
    field.press("Tab")
    expect(panel.locator("form[id^=remark-] .cell-state")).to_contain_text("অপেক্ষায়")
    panel.locator("[data-close]").click()
    expect(panel).to_have_count(0)
    page.unroute("**/remark/")
    panel = opened(page)
    expect(panel.locator("#words textarea")).to_have_value("সভা হয়েছে")
    expect(panel.locator("form[id^=remark-] .cell-state")).to_contain_text("সংরক্ষিত")
    assert cell_of(industries, "1.2", 1).remark == "সভা হয়েছে"


def test_a_remark_typed_back_while_the_line_is_down_waits_for_nothing(open_page, industries, alice):
    page = open_page(entry_url(industries, 1), alice)
    panel = opened(page)
    page.route("**/remark/", lambda route: route.abort())
    field, state = panel.locator("#words textarea"), panel.locator("form[id^=remark-] .cell-state")
    told = state.text_content()
    field.fill("সভা হয়েছে")
    field.press("Tab")
    expect(state).to_contain_text("অপেক্ষায়")
    field.fill("")
    field.press("Tab")
    expect(state).to_have_text(told)
    assert page.evaluate("Object.keys(localStorage).filter((each) => each.includes('remark'))") == []


def test_a_row_between_merged_cells_opens_and_closes_without_moving_them(open_page, labour, charlie):
    page = open_page(entry_url(labour, 2), charlie)
    spans = "() => [...document.querySelectorAll('td[rowspan], th[rowspan]')].map((each) => each.rowSpan)"
    before = page.evaluate(spans)
    page.locator("tr.indicator a[data-open]").nth(2).click()
    panel = page.locator(".row-open")
    expect(panel).to_be_visible()
    neighbours = [page.locator("tr.indicator").nth(place).bounding_box() for place in (1, 2)]
    assert neighbours[0]["x"] + neighbours[0]["width"] == neighbours[1]["x"] + neighbours[1]["width"]
    panel.locator("[data-close]").click()
    expect(panel).to_have_count(0)
    assert page.evaluate(spans) == before


@pytest.mark.parametrize(
    ("language", "viewport"), [("bn", WIDE), ("bn", NARROW), ("en", {"width": 1024, "height": 768})]
)
def test_an_open_row_is_accessible_and_fits_the_window(open_page, industries, alice, language, viewport):
    page = open_page(entry_url(industries, 1), alice, language=language, viewport=viewport, bypass_csp=True)
    opened(page, "১.২" if language == "bn" else "1.2")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
