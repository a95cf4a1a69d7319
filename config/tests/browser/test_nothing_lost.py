"""Owns the stories in which something typed or pasted used to vanish: now it is kept, or its loss is said before."""

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from playwright.sync_api import expect

from config.tests.browser.conftest import first_of, follow
from config.tests.browser.test_accessibility import violations
from config.tests.browser.test_grid import Grid, settled, stored
from entry.tests.views.test_entry import TOO_LONG
from offices.tests.people import PASSWORD
from plans.addresses import entry_url
from plans.models import QuarterReport, RefusedValue
from plans.tests.factories import cell_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def grid(open_page, industries, alice):
    return Grid(open_page(entry_url(industries, 1), alice), industries)


# How many values the browser keeps for all its tabs, and for this one alone.
KEPT = "[localStorage, sessionStorage].map((each) => Object.keys(each).filter((key) => key.startsWith('cell:')).length)"


def sign_out_button(page):
    page.locator("[data-menu] > summary").click()
    return page.locator("[data-sign-out] button")


def submit_page(grid):
    grid.page.goto(grid.page.url.split("/plans/")[0] + reverse("entry:submit", args=[grid.plan.pk, 1]))
    grid.page.wait_for_load_state("networkidle")
    return grid.page


# --- what the server does not take --------------------------------------------------------------------------------


def test_a_value_nobody_understands_survives_a_reload_and_is_mended_before_submitting(grid):
    grid.type("1.1", "-৫")
    grid.expect_state("1.1", "unread")
    grid.page.reload()
    grid.expect_state("1.1", "unread")
    expect(grid.field("1.1")).to_have_value("-৫")
    page = submit_page(grid)
    expect(page.locator(".obstacles")).to_contain_text("-৫")
    expect(page.get_by_role("button", name="প্রতিবেদন জমা দিন")).to_have_count(0)
    page.locator(".obstacles a").click()
    expect(grid.field("1.1")).to_be_in_viewport()
    grid.type("1.1", "৫")
    grid.expect_state("1.1", "saved")
    expect(submit_page(grid).get_by_role("button", name="প্রতিবেদন জমা দিন")).to_be_enabled()


def test_a_value_no_cell_takes_is_kept_and_given_up_before_submitting(grid):
    grid.type("1.1", TOO_LONG)
    grid.expect_state("1.1", "refused")
    page = submit_page(grid)
    page.locator(".obstacles").get_by_role("button", name="সংরক্ষিত মান থাক").click()
    expect(page.locator(".obstacles")).to_have_count(0)
    follow(page, page.get_by_role("button", name="প্রতিবেদন জমা দিন").click)
    assert QuarterReport.objects.get(plan=grid.plan, quarter=1).state == "submitted"


def test_leaving_the_stored_value_in_the_cell_shows_it_again(grid):
    grid.type("1.1", "২")
    grid.expect_state("1.1", "saved")
    grid.type("1.1", TOO_LONG)
    grid.expect_state("1.1", "refused")
    grid.cell("1.1").get_by_role("button", name="সংরক্ষিত মান থাক").click()
    grid.expect_state("1.1", "saved")
    expect(grid.field("1.1")).to_have_value("২")
    assert not RefusedValue.objects.exists()


def test_what_was_not_saved_leaves_the_list_above_the_form_once_it_is_mended(grid):
    grid.type("1.1", TOO_LONG)
    grid.expect_state("1.1", "refused")
    follow(grid.page, grid.page.reload)
    expect(grid.page.locator(".refused-list li")).to_have_count(1)
    grid.cell("1.1").locator("[name=text]").fill("৫")
    grid.cell("1.1").locator("[name=text]").blur()
    grid.expect_state("1.1", "saved")
    expect(grid.page.locator(".refused-list")).to_have_count(0)


def test_what_was_sent_after_the_session_had_ended_is_saved_all_at_once(open_page, live_server, industries, alice):
    """Typed where no script runs, and found again where one does."""
    old = Grid(open_page(entry_url(industries, 1), alice, java_script_enabled=False), industries)
    typed = {"1.1": "৫", "1.2": "৯০"}
    for number, text in typed.items():
        old.field(number).fill(text)
    Session.objects.all().delete()
    follow(old.page, lambda: old.field("1.2").press("Enter"))
    old.page.locator("[name=login]").fill("alice")
    old.page.locator("[name=password]").fill(PASSWORD)
    follow(old.page, old.page.locator("main button[type=submit]").click)
    grid = Grid(open_page("/"), industries)
    grid.page.context.add_cookies(old.page.context.cookies())
    grid.page.goto(live_server.url + entry_url(industries, 1))
    grid.expect_state("1.1", "unsent")
    grid.page.locator(".refused-list button").click()
    for number in typed:
        grid.expect_state(number, "saved")
    expect(grid.page.locator(".refused-list")).to_have_count(0)
    assert {number: stored(industries, number) for number in typed} == typed


def test_without_javascript_a_value_nobody_understands_is_there_again_too(open_page, industries, alice):
    grid = Grid(open_page(entry_url(industries, 1), alice, java_script_enabled=False), industries)
    grid.field("1.1").fill("-৫")
    follow(grid.page, grid.cell("1.1").get_by_role("button").click)
    grid.page.goto(grid.page.url.split("/plans/")[0] + entry_url(industries, 1))
    expect(grid.field("1.1")).to_have_value("-৫")
    expect(grid.cell("1.1")).to_contain_text("বোঝা যায়নি:")


# --- what was pasted ------------------------------------------------------------------------------------------------


def test_of_several_columns_one_is_chosen_and_the_others_are_told(grid):
    grid.paste("1.1", "১\t২\n৯০\t৮০")
    preview = grid.page.locator("#paste-preview")
    expect(preview).to_be_visible()
    expect(preview.locator("[data-fill]")).to_be_disabled()
    preview.get_by_label("কলাম ২").check()
    expect(preview.locator("[data-rows] tr")).to_have_count(2)
    preview.locator("[data-fill]").click()
    settled(grid)
    expect(grid.page.locator("#paste-note")).to_contain_text("অন্য ১টি কলাম ব্যবহার হয়নি")
    assert [stored(grid.plan, number) for number in ("1.1", "1.2")] == ["২", "৮০"]


@pytest.mark.parametrize(
    "names",
    [
        ("১.২", "2.1", "99.9"),
        ("১.২ নৈতিকতা কমিটির সভার সিদ্ধান্ত", "[২.১]", "মোট"),
        ("নৈতিকতা কমিটির সভার সিদ্ধান্ত বাস্তবায়ন", "২.১.", "মোট"),
    ],
)
def test_a_block_that_names_its_rows_goes_to_them_and_the_rest_is_told(grid, names):
    values = ("৯০", "৩", "৭")
    grid.paste("5.1", "\n".join("\t".join(line) for line in zip(names, values, strict=True)))
    preview = grid.page.locator("#paste-preview")
    expect(preview.locator("[data-rows] tr")).to_have_count(2)
    expect(preview.locator("[data-said]")).to_contain_text(f"{names[2]}: ৭")
    preview.locator("[data-fill]").click()
    settled(grid)
    assert [stored(grid.plan, number) for number in ("1.2", "2.1", "5.1")] == ["৯০", "৩", ""]


def test_a_block_that_names_its_rows_fills_those_saved_since_the_page_was_opened_too(grid):
    grid.type("1.2", "৫")
    grid.expect_state("1.2", "saved")
    grid.paste("5.1", "১.২\t৯০\n২.১\t৩")
    grid.page.locator("#paste-preview [data-fill]").click()
    settled(grid)
    assert [stored(grid.plan, number) for number in ("1.2", "2.1")] == ["৯০", "৩"]


def test_a_cell_saved_while_the_paste_is_looked_at_is_filled_all_the_same(grid):
    held = []
    grid.page.route("**/cells/**", lambda route: route.continue_() if held else held.append(route))
    with grid.page.expect_request("**/cells/**"):
        grid.type("1.1", "১")
    grid.paste("1.1", "১\t২\n৯০\t৮০")
    first_of(grid.page, held).continue_()
    grid.expect_state("1.1", "saved")
    preview = grid.page.locator("#paste-preview")
    preview.get_by_label("কলাম ২").check()
    preview.locator("[data-fill]").click()
    settled(grid)
    assert [stored(grid.plan, number) for number in ("1.1", "1.2")] == ["২", "৮০"]


def test_rows_that_are_named_may_be_taken_one_after_another_all_the_same(grid):
    grid.paste("2.1", "১.১\t৫\n১.২\t৬")
    preview = grid.page.locator("#paste-preview")
    preview.get_by_label("একের পর এক").check()
    preview.locator("[data-fill]").click()
    settled(grid)
    assert [stored(grid.plan, number) for number in ("1.1", "1.2", "2.1", "2.2")] == ["", "", "৫", "৬"]


def test_labels_are_never_filled_in_as_achievements(grid):
    grid.paste("1.1", "লক্ষ্যমাত্রা\nঅর্জন\nলক্ষ্যমাত্রা\nঅর্জন")
    preview = grid.page.locator("#paste-preview")
    expect(preview.locator("[data-nothing]")).to_be_visible()
    expect(preview.locator("[data-fill]")).to_be_disabled()
    preview.locator("[data-cancel]").click()
    expect(preview).not_to_be_visible()
    assert stored(grid.plan, "1.1") == ""


def test_a_block_with_its_labels_gives_its_achievements_and_tells_of_the_targets(grid):
    grid.paste("1.1", "লক্ষ্যমাত্রা\t১\nঅর্জন\t২\nলক্ষ্যমাত্রা\t১০০\nঅর্জন\t৭০")
    preview = grid.page.locator("#paste-preview")
    expect(preview).to_contain_text("লক্ষ্যমাত্রা ও শিরোনামের ২টি সারি ব্যবহার হয়নি")
    preview.locator("[data-fill]").click()
    settled(grid)
    assert [stored(grid.plan, number) for number in ("1.1", "1.2")] == ["২", "৭০"]


def test_what_does_not_fit_is_named_before_anything_is_filled_in(grid):
    grid.paste("13.3", "৩০/০৯/২০২০\n৭৭\n৮৮")
    preview = grid.page.locator("#paste-preview")
    expect(preview).to_contain_text("৭৭, ৮৮")
    assert stored(grid.plan, "13.3") == ""
    preview.locator("[data-cancel]").click()


# --- what the line lost ---------------------------------------------------------------------------------------------


def test_values_the_server_never_had_are_listed_before_submitting_and_sent_when_the_line_is_back(grid):
    grid.page.route("**/cells/**", lambda route: route.abort())
    grid.type("1.1", "২")
    grid.expect_state("1.1", "waiting")
    grid.page.on("dialog", lambda dialog: dialog.accept())
    page = submit_page(grid)
    expect(page.locator("#unsent")).to_contain_text("১.১ অনুষ্ঠিত সভা")
    expect(page.get_by_role("button", name="প্রতিবেদন জমা দিন")).to_be_disabled()
    page.unroute("**/cells/**")
    page.locator("[data-again]").click()
    expect(page.locator("#unsent")).to_be_hidden()
    expect(page.get_by_role("button", name="প্রতিবেদন জমা দিন")).to_be_enabled()
    assert stored(grid.plan, "1.1") == "২"


def test_an_unsent_value_can_be_given_up_before_submitting(grid):
    grid.page.route("**/cells/**", lambda route: route.abort())
    grid.type("1.1", "২")
    grid.expect_state("1.1", "waiting")
    grid.page.on("dialog", lambda dialog: dialog.accept())
    page = submit_page(grid)
    page.locator("#unsent li").get_by_role("button").click()
    expect(page.locator("#unsent")).to_be_hidden()
    expect(page.get_by_role("button", name="প্রতিবেদন জমা দিন")).to_be_enabled()


def test_signing_out_names_the_unsent_values_before_they_are_lost(grid):
    grid.page.route("**/cells/**", lambda route: route.abort())
    grid.type("1.1", "২")
    grid.expect_state("1.1", "waiting")
    grid.page.on("dialog", lambda dialog: dialog.accept())
    sign_out_button(grid.page).click()
    grid.page.wait_for_url("**/accounts/logout/")
    expect(grid.page.locator("#unsent")).to_contain_text("১.১ অনুষ্ঠিত সভা")
    leave = grid.page.get_by_role("button", name="১টি মান হারাবে")
    assert grid.page.evaluate("localStorage.length") == 1
    follow(grid.page, leave.click)
    assert grid.page.evaluate("localStorage.length") == 0


def test_signing_out_with_nothing_unsent_asks_nothing(grid):
    grid.type("1.1", "২")
    grid.expect_state("1.1", "saved")
    follow(grid.page, sign_out_button(grid.page).click)
    assert "/accounts/logout/" not in grid.page.url


def test_who_is_signed_out_signs_in_beside_the_page_and_what_was_typed_is_saved(grid, alice):
    Session.objects.all().delete()
    grid.type("1.1", "২")
    dialog = grid.page.locator("#signed-out")
    expect(dialog).to_be_visible()
    with grid.page.context.expect_page() as opened:
        dialog.locator("[data-sign-in]").click()
    beside = opened.value
    beside.locator("[name=login]").fill("alice")
    beside.locator("[name=password]").fill(PASSWORD)
    with beside.expect_event("close"):
        beside.locator("main button[type=submit]").click()
    grid.expect_state("1.1", "saved")
    expect(dialog).to_be_hidden()
    assert stored(grid.plan, "1.1") == "২"


def test_what_was_typed_is_not_sent_under_the_name_of_somebody_else_who_signs_in(grid, bob, alice, sign_in):
    grid.page.context.set_offline(True)
    grid.type("1.1", "২")
    grid.expect_state("1.1", "waiting")
    sign_in(grid.page.context, bob)
    grid.page.context.set_offline(False)
    grid.expect_state("1.1", "signedout")
    expect(grid.page.locator("#signed-out [data-other]")).to_contain_text("alice")
    grid.page.locator("[data-later]").click()
    assert stored(grid.plan, "1.1") == ""
    sign_in(grid.page.context, alice)
    grid.page.evaluate("() => window.dispatchEvent(new Event('focus'))")
    grid.expect_state("1.1", "saved")
    assert cell_of(grid.plan, "1.1", 1).entered_by == alice


def test_on_a_shared_computer_what_is_not_sent_stays_in_its_tab_and_outlives_a_reload(
    open_page, live_server, industries, alice
):
    page = open_page(reverse("account_login"))
    page.locator("[name=login]").fill("alice")
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("[name=shared]").check()
    follow(page, page.locator("main button[type=submit]").click)
    page.goto(live_server.url + entry_url(industries, 1))
    grid = Grid(page, industries)
    page.route("**/cells/**", lambda route: route.abort())
    grid.type("1.1", "২")
    grid.expect_state("1.1", "waiting")
    assert page.evaluate(KEPT) == [0, 1]
    page.on("dialog", lambda dialog: dialog.accept())
    page.unroute("**/cells/**")
    page.reload()
    grid.expect_state("1.1", "saved")
    assert stored(industries, "1.1") == "২"
    assert page.evaluate(KEPT) == [0, 0]


def test_what_is_said_of_typed_and_pasted_values_is_accessible(grid):
    grid.type("1.1", "-৫")
    grid.expect_state("1.1", "unread")
    grid.paste("1.2", "৯০\n৩")
    settled(grid)
    assert violations(grid.page) == []
    grid.paste("1.2", "১.২\t৯০\n২.১\t৩\nমোট\t৯")
    expect(grid.page.locator("#paste-preview")).to_be_visible()
    assert violations(grid.page) == []
    grid.page.locator("#paste-preview [data-cancel]").click()
    Session.objects.all().delete()
    grid.type("2.2", "৩")
    expect(grid.page.locator("#signed-out")).to_be_visible()
    assert violations(grid.page) == []


def test_the_next_person_at_the_computer_neither_sees_nor_sends_them(grid, bob, sign_in):
    grid.page.route("**/cells/**", lambda route: route.abort())
    grid.type("1.1", "২")
    grid.expect_state("1.1", "waiting")
    grid.page.on("dialog", lambda dialog: dialog.accept())
    sign_in(grid.page.context, bob)
    grid.page.unroute("**/cells/**")  # only now: the page tries again by itself, for whoever is signed in
    page = submit_page(grid)
    expect(page.locator("#unsent")).to_be_hidden()
    page.goto(page.url.split("/plans/")[0] + reverse("account_logout"))
    expect(page.locator("[data-others]")).to_be_visible()
    expect(page.locator("#unsent")).not_to_contain_text("১.১")
    assert stored(grid.plan, "1.1") == ""
