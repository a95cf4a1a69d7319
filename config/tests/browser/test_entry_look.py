"""Owns the proof of how much of a form is in sight: rows, folded areas, a quarter on a small screen, the first card."""

import pytest
from playwright.sync_api import expect

from config.tests.browser.conftest import NARROW
from plans.addresses import entry_url

pytestmark = pytest.mark.django_db(transaction=True)
SMALL = {"width": 1024, "height": 768}
# The words of headings, of names and of marks, and the dates in the form, that go on in another line. One word is
# longer than its column on every screen but the widest: পুনঃপ্রক্রিয়াজাতকরণের, of 22 letters.
BROKEN = """() => {
  const broken = [], word = /[০-৯\\d]+\\/[০-৯\\d]+\\/[০-৯\\d]{4}|[^\\s/–-]+/gu
  const worded = "thead, .activity, .activity-title, .area-title, .wide:not(.remarks), .marks, .as-words, .as-rule"
  for (const cell of document.querySelectorAll(":is(.form-table, .editor-table) :is(th, td)")) {
    const told = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT), range = document.createRange()
    while (told.nextNode()) for (const found of told.currentNode.data.matchAll(word)) {
      if ((!cell.closest(worded) && !found[0].includes("/")) || found[0].length > 20) continue
      range.setStart(told.currentNode, found.index)
      range.setEnd(told.currentNode, found.index + found[0].length)
      const seen = [...range.getClientRects()].filter(each => each.width > 1)
      if (new Set(seen.map(each => Math.round(each.top))).size > 1) broken.push(found[0])
    }
  }
  return broken
}"""


def test_a_row_of_three_lines_is_74_pixels_high_and_keeps_its_height_once_saved(open_page, industries, alice):
    page = open_page(entry_url(industries, 1), alice)
    rows = page.locator("tbody.indicator")

    def heights():
        return [round(rows.nth(place).bounding_box()["height"]) for place in range(2)]

    before = heights()
    assert all(70 <= height <= 75 for height in before)
    first = rows.first.locator(".cell")
    first.locator("[name=text]").fill("১")
    first.locator("[name=text]").press("Tab")
    expect(first).to_contain_class("is-saved")
    assert heights() == before, "its state stands inside the field"


@pytest.mark.parametrize("language", ["bn", "en"])
@pytest.mark.parametrize(("plan", "person"), [("industries", "alice"), ("labour", "charlie")])
def test_a_day_stands_whole_in_its_field_beside_the_mark_that_it_is_saved(open_page, request, language, plan, person):
    page = open_page(entry_url(request.getfixturevalue(plan), 2), request.getfixturevalue(person), language=language)
    cell = page.locator(".cell").first
    field = cell.locator("[name=text]")
    field.fill("30/12/2021")
    field.press("Tab")
    expect(cell).to_contain_class("is-saved")
    hidden = {}
    for width in (1024, 1200, 1280, 1366, 1536, 1920):
        page.set_viewport_size({"width": width, "height": 768})
        left = field.evaluate(
            "field => field.getBoundingClientRect().right - parseFloat(getComputedStyle(field).paddingRight)"
        )
        cut = field.evaluate("field => field.scrollWidth - field.clientWidth")
        hidden[width] = (cut, max(0, round(left - cell.locator(".cell-mark").bounding_box()["x"])))
    assert set(hidden.values()) == {(0, 0)}, hidden


def test_areas_fold_to_a_line_that_keeps_their_sums_without_javascript(open_page, industries, alice):
    page = open_page(entry_url(industries, 1), alice, java_script_enabled=False)
    area, row = page.locator("tbody.area").first, page.locator("tbody.indicator").first
    area.locator("label").click()
    expect(row).to_be_hidden()
    expect(page.locator("tbody.indicator").nth(2)).to_be_visible()  # of the next area
    expect(area).to_contain_text("০ / ২ পূরণ, অর্জিত ০.০০")
    assert area.bounding_box()["height"] <= 34
    page.goto(page.url + "#" + row.locator("[name=text]").get_attribute("id"))
    expect(row).to_be_visible()  # an address leads into it


@pytest.mark.parametrize("language", ["bn", "en"])
@pytest.mark.parametrize(("plan", "person"), [("industries", "alice"), ("labour", "charlie")])
def test_no_word_of_a_heading_or_a_name_and_no_figure_is_broken_in_two(open_page, request, language, plan, person):
    address = entry_url(request.getfixturevalue(plan), 1)
    page = open_page(address, request.getfixturevalue(person), viewport=SMALL, language=language)
    page.evaluate("document.fonts.ready")
    broken = {}
    for width in (1024, 1200, 1280, 1366, 1536, 1680, 1920):
        page.set_viewport_size({"width": width, "height": 768})
        broken[width] = page.evaluate(BROKEN)
    assert not {width: words for width, words in broken.items() if words}


@pytest.mark.parametrize("quarter", [1, 4])
def test_a_small_screen_shows_the_quarter_whole(open_page, industries, alice, quarter):
    page = open_page(entry_url(industries, quarter), alice, viewport=SMALL)
    box = page.locator(".cell").first.bounding_box()
    assert box["x"] + box["width"] <= SMALL["width"]
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_a_phone_shows_the_first_card_at_once_and_a_keyboard_with_words(open_page, industries, alice):
    page = open_page(entry_url(industries, 1), alice, viewport=NARROW)
    assert page.locator("tbody.indicator").first.bounding_box()["y"] < NARROW["height"] * 0.75
    assert page.locator("[name=text][inputmode=decimal], [name=text][inputmode=numeric]").count() == 0


def test_words_wrap_in_their_field_and_come_back_as_typed(open_page, labour, charlie):
    page = open_page(entry_url(labour, 2), charlie)
    cell = page.locator(".cell").first
    field = cell.locator("[name=text]")
    field.fill("উদ্ভাবনী ধারণা বাস্তবায়নের কাজ চলমান আছে")
    field.press("Tab")
    expect(cell).to_contain_class("is-saved")
    expect(cell.locator("textarea")).to_have_value("উদ্ভাবনী ধারণা বাস্তবায়নের কাজ চলমান আছে")
    assert cell.locator("textarea").evaluate("field => field.scrollHeight <= field.clientHeight")
