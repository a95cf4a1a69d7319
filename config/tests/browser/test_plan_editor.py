"""Owns the story of an administrator who writes a whole plan on one page, by keyboard, and looks before storing it."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from config.tests.browser.conftest import NARROW, WIDE, first_of
from config.tests.browser.test_accessibility import violations
from config.tests.browser.test_entry_look import BROKEN
from editor.models import PlanDraft
from editor.queries import open_plan
from editor.tests.drafting import row_of, write
from offices.models import FiscalYear
from plan_tree.outline import Level
from plans.actions.ledger import is_chain_whole
from plans.actions.row_edits import edit_plan
from plans.models import Indicator, Plan
from plans.queries.policies import policy_for
from plans.queries.replay import mismatches
from plans.tests.factories import INDUSTRIES, official_draft

pytestmark = pytest.mark.django_db(transaction=True)
MIDDLE = {"width": 1024, "height": 768}
LONGEST = 12  # letters typed of a title


def whole(plan, page="whole"):
    return reverse(f"admin:integrity_plans_integrityplan_{page}", args=[plan.pk])


@pytest.fixture
def empty(industries_office, administrator):
    """A plan without a row."""
    year = FiscalYear.objects.get(start_year=2021)
    plan = Plan(office=industries_office, year=year, kind="integrity", policy=policy_for("integrity", year))
    edit_plan(plan=plan, edits=[], by=administrator)
    return plan


def in_hand(page: Page) -> str:
    return page.locator("#editor [name=row]").input_value()


def go_on(page: Page, act) -> None:
    """Does what leads to another row, and waits for its fields."""
    before = in_hand(page)
    act()
    expect(page.locator("#editor [name=row]")).not_to_have_value(before)


def type_fields(page: Page, texts) -> None:
    """One field after the other, with Enter between them; of a list the letters of a choice."""
    for text in texts[:-1]:
        page.keyboard.insert_text(text)
        page.keyboard.press("Enter")
    page.keyboard.insert_text(texts[-1])


def write_row(page: Page, activity: str, title: str, weight: str, target: str) -> None:
    """An indicator that counts, the same target in two quarters."""
    type_fields(page, [activity, title, weight, ""])
    page.locator("[name='f:unit']").select_option("number")
    page.locator("[name='f:responsible']").focus()
    type_fields(page, ["পদ", target, target, "", "", "", ""])


def write_plan(page: Page, areas) -> None:
    """``areas``: titles and weights with the rows below, written from an empty plan."""
    go_on(page, lambda: page.get_by_role("button", name="+ প্রথম ক্ষেত্র").press("Enter"))
    for nth, (title, weight, rows) in enumerate(areas):
        if nth:
            go_on(page, lambda: page.get_by_role("button", name="+ ক্ষেত্র").press("Enter"))
        type_fields(page, [title, weight, ""])
        for row in rows:
            go_on(page, lambda: page.keyboard.press("Enter"))
            write_row(page, *row)


def store(page: Page) -> None:
    page.get_by_role("link", name="দেখে সংরক্ষণ").press("Enter")
    page.get_by_role("button", name="পরিকল্পনা সংরক্ষণ করুন").press("Enter")
    expect(page.get_by_text("পরিকল্পনা সংরক্ষিত হয়েছে।")).to_be_visible()


def test_an_administrator_writes_a_plan_by_keyboard(open_page, empty, administrator):
    page = open_page(whole(empty), administrator)
    row = ("সভা", "অনুষ্ঠিত সভা", "২", "৪")
    write_plan(page, [("ব্যবস্থা", "৪", [row, row]), ("দক্ষতা", "৩", [row])])
    expect(page.locator(".editor-sum")).to_contain_text("৬ / ৭")
    expect(page.locator(".editor-sum")).to_contain_text("১ কম")
    store(page)
    stored = Indicator.objects.filter(activity__area__plan=empty)
    assert [each.number for each in stored] == ["1.1", "1.2", "2.1"]
    assert {(each.unit, each.weight, each.responsible, each.quarter_rule) for each in stored} == {
        ("number", 2, "পদ", "sum")
    }
    assert {cell.target_text for each in stored for cell in each.cells.filter(quarter=1)} == {"৪"}
    assert empty.reports.get(quarter=4).possible == 6
    assert is_chain_whole(empty.pk)
    assert mismatches(empty) == []


@pytest.mark.long
def test_an_administrator_writes_the_plan_of_13_areas_and_37_indicators(open_page, empty, administrator):
    plan = official_draft(INDUSTRIES)
    page = open_page(whole(empty), administrator)
    areas = [
        (
            area.title[:LONGEST],
            str(area.weight),
            [
                (activity.title[:LONGEST], row.title[:LONGEST], str(row.weight), "৪")
                for activity in area.activities
                for row in activity.indicators
            ],
        )
        for area in plan.areas
    ]
    write_plan(page, areas)
    expect(page.locator(".editor-sum")).to_contain_text("১০০ / ১০০")
    store(page)
    stored = Indicator.objects.filter(activity__area__plan=empty)
    assert [(each.number, each.weight) for each in stored] == [(row.number, row.weight) for row in plan.indicators]
    assert empty.areas.count() == 13
    assert mismatches(empty) == []


def test_rows_are_opened_moved_and_brought_back_by_keys(open_page, industries, administrator):
    second = row_of(industries, "3.2")
    page = open_page(f"{whole(industries)}?row={row_of(industries, '3.1').id}", administrator)
    page.locator("[name='f:weight']").focus()
    go_on(page, lambda: page.keyboard.press("ArrowDown"))
    assert in_hand(page) == second.id
    page.locator("[name='f:weight']").focus()
    number = page.locator(f"#row-{second.id} .editor-number")
    page.keyboard.press("Alt+ArrowUp")
    expect(number).to_have_text("৩.১")
    expect(page.locator("[name='f:weight']")).to_be_focused()
    page.keyboard.press("Control+z")
    expect(number).to_have_text("৩.২")
    go_on(page, lambda: page.locator(f"#row-{row_of(industries, '5.1').id} td").first.click())
    assert in_hand(page) == row_of(industries, "5.1").id
    assert not Indicator.objects.filter(pk=second.key).exclude(number="3.2").exists()
    drag_and_fold(page, industries)


def drag_and_fold(page: Page, plan) -> None:
    """A row is dragged into the next area; another area folds and opens while the row in hand stays."""
    in_hand_before, moved, fourth = in_hand(page), row_of(plan, "4.5"), row_of(plan, "4", Level.AREA)
    number = page.locator(f"#row-{moved.id} .editor-number")
    page.locator(f"#row-{moved.id} [data-grip]").hover()  # what is scrolled once the button is down is not dragged
    page.mouse.down()
    for place in (".editor-area-sum", ".editor-title"):
        page.locator(f"#row-{row_of(plan, '5', Level.AREA).id} {place}").hover()
    page.mouse.up()
    expect(number).to_have_text("৫.১")
    assert in_hand(page) == in_hand_before
    turn = page.locator(f"#row-{fourth.id} [data-fold]")
    line = page.locator(f"#row-{row_of(plan, '4.1').id}")
    for is_open in (False, True, False):
        turn.click()
        expect(turn).to_have_attribute("aria-expanded", str(is_open).lower())
        expect(line).to_be_visible(visible=is_open)
    page.keyboard.press("Control+z")
    expect(number).to_have_text("৪.৫")
    expect(line).to_be_visible()  # in the area of the row one goes on with
    page.get_by_role("button", name="সব ক্ষেত্র গুটান").click()
    expect(page.locator(".editor-line:visible")).to_have_count(0)
    assert in_hand(page) == ""


def test_what_is_typed_counts_at_once_and_is_kept_a_moment_later(open_page, industries, administrator):
    row = row_of(industries, "3.3")
    page = open_page(f"{whole(industries)}?row={row.id}", administrator)
    weight, held = page.locator("[name='f:weight']"), []
    page.route("**/whole/", lambda route: held.append(route))
    weight.focus()
    with page.expect_request("**/whole/"):
        weight.fill("২")
    expect(page.locator(".editor-sum")).to_contain_text("৯৮ / ১০০")
    area = page.locator(f"#row-{row_of(industries, '3', Level.AREA).id} .editor-area-sum")
    expect(area).to_contain_text("৮ / ১০ ▲ ২ কম")
    assert not PlanDraft.objects.exists()
    held[0].continue_()
    expect(page.locator(".editor-state.is-saved")).to_contain_text("খসড়া সংরক্ষিত")
    expect(weight).to_be_focused()
    assert row_of(industries, "3.3").text("weight") == "২"


def test_what_is_typed_before_the_next_row_is_there_goes_into_it(open_page, industries, administrator):
    page = open_page(f"{whole(industries)}?row={row_of(industries, '1.1').id}", administrator)
    held = []
    page.route("**/whole/", lambda route: held.append(route))
    page.locator("[name='f:quarter_rule']").focus()
    with page.expect_request("**/whole/"):
        page.keyboard.press("Enter")
    page.wait_for_function("document.activeElement === document.body")
    page.keyboard.type("abc")
    held[0].continue_()
    expect(page.locator("#editor [name=row]")).to_have_value(row_of(industries, "1.2").id)
    expect(page.locator("[name='above:title']")).to_have_value(re.compile("abc$"))
    assert page.locator("#editor [name='above:title']").evaluate("each => each === document.activeElement")


def test_what_is_typed_while_the_line_is_down_is_said_and_saved_later(open_page, industries, administrator):
    row = row_of(industries, "1.1")
    page = open_page(f"{whole(industries)}?row={row.id}", administrator)
    page.context.set_offline(True)
    page.locator("[name='f:title']").fill("নতুন কথা")
    expect(page.locator("[data-state]")).to_contain_text("সংযোগ নেই")
    page.context.set_offline(False)
    page.evaluate("window.dispatchEvent(new Event('online'))")
    expect(page.locator(".editor-state.is-saved")).to_be_visible()
    assert row_of(industries, "1.1").text("title") == "নতুন কথা"


@pytest.fixture
def other(open_page, industries, administrator):
    """A page on which a title was typed into a row whose weight was saved from another page since."""
    row = row_of(industries, "1.1")
    one, other = (open_page(f"{whole(industries)}?row={row.id}", administrator) for _ in range(2))
    one.locator("[name='f:weight']").fill("৩")
    expect(one.locator(".editor-state.is-saved")).to_be_visible()
    other.locator("[name='f:title']").fill("আমার কথা")
    expect(other.locator(".editor-told")).to_contain_text("কিছুই মুছে যায়নি")
    return other


def test_an_older_page_keeps_what_was_typed_and_says_so(other, industries):
    assert other.locator("[name='f:title']").input_value() == "আমার কথা"
    expect(other.locator("[name='f:weight']")).to_have_value("৩")  # what nobody typed here stays as it is now
    expect(other.locator("[data-state]")).to_have_text("এখনও সংরক্ষিত নয়")
    other.get_by_role("button", name="খসড়া রাখুন").last.click()
    expect(other.locator(".editor-told")).to_have_count(0)
    assert [row_of(industries, "1.1").text(name) for name in ("title", "weight")] == ["আমার কথা", "৩"]


def test_leaving_asks_for_what_an_older_page_could_not_save(other):
    asked = []
    other.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    other.reload()
    assert asked == ["beforeunload"]


def test_nothing_is_typed_into_a_row_that_was_sent_with_a_step(open_page, industries, administrator):
    page = open_page(f"{whole(industries)}?row={row_of(industries, '1.1').id}", administrator)
    held = []
    page.route("**/whole/", lambda route: route.continue_() if held else held.append(route))
    title = page.locator("[name='f:title']")
    before = title.input_value()
    page.locator("[name='f:quarter_rule']").focus()
    with page.expect_request("**/whole/"):
        page.keyboard.press("Enter")
    title.click()
    page.keyboard.insert_text("হারাবে")
    expect(title).to_have_value(before)
    go_on(page, first_of(page, held).continue_)
    expect(title).to_be_editable()


def test_letters_for_the_next_row_go_into_no_other_when_the_line_is_down(open_page, industries, administrator):
    page = open_page(f"{whole(industries)}?row={row_of(industries, '1.1').id}", administrator)
    held, weight = [], page.locator("[name='f:weight']")
    page.route("**/whole/", lambda route: route.continue_() if held else held.append(route))
    page.locator("[name='f:quarter_rule']").focus()
    with page.expect_request("**/whole/"):
        page.keyboard.press("Enter")
    page.wait_for_function("document.activeElement === document.body")
    page.keyboard.type("abc")
    first_of(page, held).abort()
    expect(page.locator("[data-state]")).to_contain_text("সংযোগ নেই")
    expect(page.locator("[name='f:quarter_rule']")).to_be_focused()
    weight.fill("৩")
    expect(page.locator(".editor-state.is-saved")).to_be_visible()
    expect(weight).to_have_value("৩")


def test_all_of_it_works_without_script(open_page, empty, administrator):
    page = open_page(whole(empty), administrator, java_script_enabled=False)
    page.get_by_role("button", name="+ প্রথম ক্ষেত্র").click()
    page.locator("[name='f:title']").fill("ব্যবস্থা")
    page.get_by_role("button", name="১.১").click()
    for name, text in {"above:title": "সভা", "f:title": "অনুষ্ঠিত সভা", "f:weight": "২", "f:100%": "৪"}.items():
        page.locator(f"[name='{name}']").fill(text)
    page.locator("[name='f:unit']").select_option("number")
    page.get_by_role("button", name="+ কার্যক্রম").click()
    page.get_by_role("button", name="মুছুন").click()
    store(page)
    assert [each.title for each in Indicator.objects.filter(activity__area__plan=empty)] == ["অনুষ্ঠিত সভা"]


@pytest.mark.parametrize(("language", "viewport"), [("bn", WIDE), ("bn", MIDDLE), ("bn", NARROW), ("en", WIDE)])
def test_the_pages_are_accessible_and_fit_the_window(
    leaf_through, industries, empty, administrator, language, viewport
):
    write_doubts(industries, administrator)
    first = row_of(industries, "1.1").id
    places = {
        "empty": whole(empty),
        "full": whole(industries),
        "row": f"{whole(industries)}?row={first}",
        "area": f"{whole(industries)}?row={row_of(industries, '3', Level.AREA).id}",
        "look": whole(industries, "look"),
    }
    for name, page in leaf_through(places, administrator, language=language, viewport=viewport, bypass_csp=True):
        assert violations(page) == [], name
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, name


@pytest.mark.parametrize("language", ["bn", "en"])
@pytest.mark.parametrize("plan", ["industries", "labour"])
def test_no_word_and_no_day_of_a_plan_being_written_is_broken_in_two(open_page, request, administrator, language, plan):
    page = open_page(whole(request.getfixturevalue(plan)), administrator, language=language)
    page.evaluate("document.fonts.ready")
    broken = {}
    for width in (1024, 1200, 1280, 1366):
        page.set_viewport_size({"width": width, "height": 768})
        broken[width] = page.evaluate(BROKEN)
    assert not {width: words for width, words in broken.items() if words}


def write_doubts(plan, administrator):
    write(plan, administrator, row_of(plan, "1.1").id, weight="অনেক", q1="৩১/০২/২০২০")
    write(plan, administrator, row_of(plan, "1.2").id, step="add_activity")
    write(plan, administrator, row_of(plan, "7.1").id, step="remove")
    assert open_plan(plan).draft


def test_the_pages_keep_the_content_policy(complaints_of, industries, administrator):
    places = {"whole": f"{whole(industries)}?row={row_of(industries, '1.1').id}", "look": whole(industries, "look")}
    assert complaints_of(places, administrator, ours=False) == []
