"""Owns the stories of words of an opened row that are not saved yet: told of, sent or asked about, never lost."""

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from playwright.sync_api import Page, Route, expect

from config.tests.browser.conftest import first_of, follow
from config.tests.browser.test_open_row import FILES, opened
from plans.actions.reporting import submit_report
from plans.addresses import entry_url
from plans.models import Evidence, QuarterCell
from plans.tests.factories import cell_of

pytestmark = pytest.mark.django_db(transaction=True)
KEPT = "Object.keys(localStorage).filter((key) => key.startsWith('cell:'))"
SAVED, WAITING = "সংরক্ষিত", "অপেক্ষায়"


@pytest.fixture
def page(open_page, industries, alice) -> Page:
    return open_page(entry_url(industries, 1), alice)


def field(page: Page, name: str):
    return page.locator(f"form[id^={name}-] [name=text]")


def state(page: Page, name: str):
    return page.locator(f"form[id^={name}-] .cell-state")


def write(page: Page, name: str, text: str) -> None:
    field(page, name).fill(text)
    field(page, name).blur()


def hold(page: Page, address: str) -> list[Route]:
    """The first request to an address, until it is let go; all others go on."""
    held: list[Route] = []
    page.route(address, lambda route: route.continue_() if held else held.append(route))
    return held


def asked_at_leaving(page: Page) -> list[str]:
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.goto(page.url.replace("/q1/", "/q2/"))
    return asked


def test_what_is_typed_on_is_no_longer_called_saved(page, industries):
    opened(page)
    write(page, "remark", "সভা")
    expect(state(page, "remark")).to_contain_text(SAVED)
    field(page, "remark").fill("সভা হয়েছে")
    expect(state(page, "remark")).to_have_text("এখনও সংরক্ষিত নয়")
    field(page, "remark").fill("সভা")
    field(page, "remark").blur()
    expect(state(page, "remark")).to_contain_text("✓")


@pytest.mark.parametrize("typed", ["", "সভা হয়েছে"])
def test_what_is_typed_while_the_answer_is_under_way_is_saved_too(page, industries, typed):
    opened(page)
    held = hold(page, "**/remark/")
    with page.expect_request("**/remark/"):
        write(page, "remark", "সভা")
    write(page, "remark", typed)
    first_of(page, held).continue_()
    page.wait_for_function(f"() => {KEPT}.length === 0")
    expect(state(page, "remark")).to_contain_text(SAVED)
    expect(field(page, "remark")).to_have_value(typed)
    assert cell_of(industries, "1.2", 1).remark == typed


def test_a_claim_is_sent_though_its_row_is_closed_before_the_remark_is_answered(page, industries):
    panel = opened(page)
    held = hold(page, "**/remark/")
    with page.expect_request("**/remark/"):
        write(page, "remark", "সভা")
    field(page, "claim").fill("২")
    panel.locator("[data-close]").click()
    expect(panel).to_have_count(0)
    with page.expect_response("**/claim/"):
        first_of(page, held).continue_()
    expect(page.locator(".indicator .row-links").nth(1)).to_contain_text("সভা")
    page.wait_for_function(f"() => {KEPT}.length === 0")
    cell = cell_of(industries, "1.2", 1)
    assert (cell.remark, cell.claimed_marks) == ("সভা", 2)
    assert asked_at_leaving(page) == []


def test_leaving_asks_for_words_that_wait_in_a_closed_row(page):
    panel = opened(page)
    page.route("**/remark/", lambda route: route.abort())
    write(page, "remark", "সভা")
    expect(state(page, "remark")).to_contain_text(WAITING)
    panel.locator("[data-close]").click()
    expect(panel).to_have_count(0)
    address = page.url
    assert asked_at_leaving(page) == ["beforeunload"]
    page.goto(f"{address}submit/")
    expect(page.locator("#unsent")).to_contain_text("১.২ মন্তব্য, কলাম ১৪-তে ছাপা হয়: সভা")


def test_a_remark_the_server_could_not_take_for_a_moment_is_sent_again(page, industries):
    opened(page)
    page.route("**/remark/", lambda route: route.fulfill(status=503))
    write(page, "remark", "সভা")
    expect(state(page, "remark")).to_contain_text(WAITING)
    page.unroute("**/remark/")
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(state(page, "remark")).to_contain_text(SAVED)
    assert cell_of(industries, "1.2", 1).remark == "সভা"


def test_who_is_signed_out_is_told_so_beside_the_remark(page, industries, alice, sign_in):
    opened(page)
    Session.objects.all().delete()
    write(page, "remark", "সভা")
    expect(state(page, "remark")).to_contain_text("আবার প্রবেশ করুন")
    sign_in(page.context, alice)
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(state(page, "remark")).to_contain_text(SAVED)
    assert cell_of(industries, "1.2", 1).remark == "সভা"


def test_a_remark_on_a_quarter_handed_in_elsewhere_is_shown_as_not_taken(page, industries, alice):
    panel = opened(page)
    submit_report(report=industries.reports.get(quarter=1), by=alice)
    write(page, "remark", "সভা হয়েছে")
    expect(panel.locator(".not-taken")).to_contain_text("সভা হয়েছে")
    expect(panel.locator("#words")).not_to_contain_text(WAITING)


def test_a_claim_that_was_not_taken_stays_while_the_remark_is_saved(page, industries):
    opened(page)
    write(page, "claim", "অনেক")
    expect(page.locator("form[id^=claim-] .field-error")).to_be_visible()
    write(page, "remark", "সভা")
    expect(state(page, "remark")).to_contain_text(SAVED)
    expect(field(page, "claim")).to_have_value("অনেক")
    expect(page.locator("form[id^=claim-] .field-error")).to_be_visible()
    assert asked_at_leaving(page) == ["beforeunload"]


def test_a_remark_somebody_else_wrote_over_is_saved_again_as_the_page_says(page, industries):
    opened(page)
    QuarterCell.objects.filter(pk=cell_of(industries, "1.2", 1).pk).update(remark="তাঁর কথা")
    write(page, "remark", "আমার কথা")
    expect(state(page, "remark")).to_contain_text("তাঁর কথা")
    field(page, "remark").focus()
    field(page, "remark").blur()  # passing through keeps asking
    expect(state(page, "remark")).to_contain_text("তাঁর কথা")
    page.locator("form[id^=remark-] button").click()
    expect(state(page, "remark")).to_contain_text("✓")
    assert cell_of(industries, "1.2", 1).remark == "আমার কথা"


def test_words_that_wait_are_there_again_on_the_rows_own_page(page, industries):
    page.goto(page.url.split("/plans/")[0] + reverse("entry:cell", args=[cell_of(industries, "1.2", 1).pk]))
    page.route("**/remark/", lambda route: route.abort())
    write(page, "remark", "সভা")
    expect(state(page, "remark")).to_contain_text(WAITING)
    page.unroute("**/remark/")
    page.on("dialog", lambda dialog: dialog.accept())
    follow(page, page.reload)
    expect(field(page, "remark")).to_have_value("সভা")
    expect(state(page, "remark")).to_contain_text(SAVED)


def test_a_comment_begun_outlives_its_closed_row_and_is_asked_for(page):
    panel = opened(page)
    panel.locator("#comments textarea").fill("অর্ধেক লেখা")
    panel.locator("#comments textarea").press("Escape")
    expect(panel).to_have_count(0)
    opened(page)
    expect(panel.locator("#comments textarea")).to_have_value("অর্ধেক লেখা")
    panel.locator("[data-close]").click()
    assert asked_at_leaving(page) == ["beforeunload"]


def test_a_row_that_comes_late_does_not_take_the_place_of_the_one_opened_since(page, industries):
    late = cell_of(industries, "1.1", 1).pk
    held = hold(page, f"**{reverse('entry:cell', args=[late])}")
    with page.expect_request(f"**{reverse('entry:cell', args=[late])}"):
        page.locator("tbody.indicator a[data-open]").first.click()
    opened(page)
    field(page, "remark").focus()
    page.keyboard.insert_text("সভা")
    with page.expect_response(f"**{reverse('entry:cell', args=[late])}") as answer:
        first_of(page, held).continue_()
    answer.value.finished()
    page.evaluate("() => new Promise((done) => setTimeout(done))")  # the page has taken the answer up
    page.keyboard.insert_text(" হয়েছে")
    expect(field(page, "remark")).to_have_value("সভা হয়েছে")
    expect(page.locator(".indicator.is-open")).to_contain_text("১.২")


def test_files_go_on_though_another_row_is_opened_and_stand_in_their_own(page, industries):
    opened(page)
    held = hold(page, "**/evidence/")
    with page.expect_request("**/evidence/"):
        page.locator(".row-open input[type=file]").set_input_files([FILES[0], FILES[3]])
    other = opened(page, "১.১")
    expect(page.locator(".indicator.is-open")).to_contain_text("১.১")
    first_of(page, held).continue_()
    expect(page.locator(".row-links").nth(1)).to_contain_text("প্রমাণক ২")
    expect(other.locator("#evidence a")).to_have_count(0)
    assert Evidence.objects.filter(cell=cell_of(industries, "1.2", 1)).count() == 2


@pytest.mark.parametrize(("leave", "asked"), [(True, ["beforeunload"]), (False, [])])
def test_leaving_asks_for_a_claim_of_the_whole_quarter_unless_it_is_being_sent(page, industries, leave, asked):
    dialogs: list[str] = []
    page.locator("#total-claim-text").fill("২০")
    if leave:
        dialogs = asked_at_leaving(page)
    else:
        page.on("dialog", lambda dialog: (dialogs.append(dialog.type), dialog.accept()))
        follow(page, lambda: page.locator("#total-claim-text").press("Enter"))
        expect(page.locator("#total-claim-text")).to_have_value("২০")
    assert dialogs == asked
