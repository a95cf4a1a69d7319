"""Owns the stories in which something typed or pasted used to vanish: now it is kept, or its loss is said before."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from config.tests.browser.test_grid import Grid, stored
from plans.addresses import entry_url
from plans.models import QuarterReport, RefusedValue

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def grid(open_page, industries, alice):
    return Grid(open_page(entry_url(industries, 1), alice), industries)


def submit_page(grid):
    grid.page.goto(grid.page.url.split("/plans/")[0] + reverse("entry:submit", args=[grid.plan.pk, 1]))
    grid.page.wait_for_load_state("networkidle")
    return grid.page


def settled(grid):
    expect(grid.page.locator(".is-queued, .is-saving, .is-typing")).to_have_count(0)


# --- what the server does not take --------------------------------------------------------------------------------


def test_a_refused_value_survives_a_reload_and_keeps_the_report_from_being_submitted(grid):
    grid.type("1.1", "-৫")
    grid.expect_state("1.1", "refused")
    grid.page.reload()
    grid.expect_state("1.1", "refused")
    expect(grid.field("1.1")).to_have_value("-৫")
    page = submit_page(grid)
    expect(page.locator(".obstacles")).to_contain_text("-৫")
    expect(page.get_by_role("button", name="প্রতিবেদন জমা দিন")).to_have_count(0)
    page.locator(".obstacles").get_by_role("button", name="সংরক্ষিত মান থাক").click()
    page.get_by_role("button", name="প্রতিবেদন জমা দিন").click()
    page.wait_for_load_state("networkidle")
    assert QuarterReport.objects.get(plan=grid.plan, quarter=1).state == "submitted"


def test_leaving_the_stored_value_in_the_cell_shows_it_again(grid):
    grid.type("1.1", "২")
    grid.expect_state("1.1", "saved")
    grid.type("1.1", "-৫")
    grid.expect_state("1.1", "refused")
    grid.cell("1.1").get_by_role("button", name="সংরক্ষিত মান থাক").click()
    grid.expect_state("1.1", "saved")
    expect(grid.field("1.1")).to_have_value("২")
    assert not RefusedValue.objects.exists()


def test_without_javascript_a_refused_value_is_there_again_too(open_page, industries, alice):
    grid = Grid(open_page(entry_url(industries, 1), alice, java_script_enabled=False), industries)
    grid.field("1.1").fill("-৫")
    grid.cell("1.1").get_by_role("button").click()
    grid.page.goto(grid.page.url.split("/plans/")[0] + entry_url(industries, 1))
    expect(grid.field("1.1")).to_have_value("-৫")
    expect(grid.cell("1.1")).to_contain_text("সংরক্ষিত হয়নি")


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
    grid.page.locator("[data-sign-out] button").click()
    grid.page.wait_for_url("**/accounts/logout/")
    expect(grid.page.locator("#unsent")).to_contain_text("১.১ অনুষ্ঠিত সভা")
    leave = grid.page.get_by_role("button", name="১টি মান হারাবে")
    assert grid.page.evaluate("localStorage.length") == 1
    leave.click()
    grid.page.wait_for_load_state("networkidle")
    assert grid.page.evaluate("localStorage.length") == 0


def test_signing_out_with_nothing_unsent_asks_nothing(grid):
    grid.type("1.1", "২")
    grid.expect_state("1.1", "saved")
    grid.page.locator("[data-sign-out] button").click()
    grid.page.wait_for_load_state("networkidle")
    assert "/accounts/logout/" not in grid.page.url


def test_the_next_person_at_the_computer_neither_sees_nor_sends_them(grid, bob, sign_in):
    grid.page.route("**/cells/**", lambda route: route.abort())
    grid.type("1.1", "২")
    grid.expect_state("1.1", "waiting")
    grid.page.unroute("**/cells/**")
    grid.page.on("dialog", lambda dialog: dialog.accept())
    sign_in(grid.page.context, bob)
    page = submit_page(grid)
    expect(page.locator("#unsent")).to_be_hidden()
    page.goto(page.url.split("/plans/")[0] + reverse("account_logout"))
    expect(page.locator("[data-others]")).to_be_visible()
    expect(page.locator("#unsent")).not_to_contain_text("১.১")
    assert stored(grid.plan, "1.1") == ""
