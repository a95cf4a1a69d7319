"""Owns the proof that the quarter's grid never loses what an officer types."""

import gzip

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from playwright.sync_api import Page, expect

from config.tests.browser.conftest import NARROW
from plans.actions.achievements import record_achievement
from plans.addresses import entry_url
from plans.models import QuarterCell
from plans.tests.factories import cell_of

pytestmark = pytest.mark.django_db(transaction=True)

PASTE = """([id, text]) => {
  const data = new DataTransfer();
  data.setData("text/plain", text);
  document.getElementById(id).dispatchEvent(
    new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""


class Grid:
    """The grid of a plan's first quarter as one person sees it; cells by the indicator's number."""

    def __init__(self, page: Page, plan) -> None:
        self.page, self.plan = page, plan
        cells = QuarterCell.objects.filter(indicator__activity__area__plan=plan, quarter=1)
        # Read once: a query of the test must not meet a save of the server in the shared in-memory database.
        self.ids = dict(cells.values_list("indicator__number", "pk"))

    def cell(self, number: str):
        return self.page.locator(f"#cell-{self.ids[number]}")

    def field(self, number: str):
        return self.cell(number).locator("input[name=text]")

    def type(self, number: str, text: str) -> None:
        """Types into a cell and leaves it."""
        self.field(number).fill(text)
        self.field(number).blur()

    def paste(self, number: str, text: str) -> None:
        self.field(number).focus()
        self.page.evaluate(PASTE, [self.field(number).get_attribute("id"), text])

    def saves(self) -> list[str]:
        """The requests that save, as they are sent from now on."""
        sent: list[str] = []
        self.page.on("request", lambda request: sent.append(request.url) if "/cells/" in request.url else None)
        return sent

    def expect_state(self, number: str, state: str) -> None:
        expect(self.cell(number)).to_contain_class(f"is-{state}")


@pytest.fixture
def grid(open_page, industries, alice) -> Grid:
    return Grid(open_page(entry_url(industries, 1), alice), industries)


def settled(grid: Grid) -> None:
    expect(grid.page.locator(".is-queued, .is-saving, .is-waiting, .is-typing")).to_have_count(0)


def stored(plan, number: str) -> str:
    return cell_of(plan, number, 1).achievement.text


def test_a_cell_left_is_saved_and_its_marks_follow(grid):
    grid.type("1.1", "১")
    grid.expect_state("1.1", "saved")
    row = grid.page.locator("tbody.indicator").first
    expect(row.locator(".mark-figure")).to_contain_text("০.৫০")
    expect(grid.page.locator("#entry-summary")).to_contain_text("১ / ২৭")
    assert stored(grid.plan, "1.1") == "১"


def test_enter_and_arrows_move_in_the_column(grid):
    grid.field("1.1").fill("১")
    grid.field("1.1").press("Enter")
    expect(grid.field("1.2")).to_be_focused()
    grid.expect_state("1.1", "saved")
    expect(grid.field("1.2")).to_be_focused()
    grid.page.keyboard.press("ArrowDown")
    expect(grid.field("2.1")).to_be_focused()
    grid.page.keyboard.press("ArrowUp")
    grid.page.keyboard.press("ArrowUp")
    expect(grid.field("1.1")).to_be_focused()


def test_the_next_empty_cell_is_not_hidden_behind_the_header(grid):
    grid.page.mouse.wheel(0, 3000)
    end = "Math.min(3000, document.documentElement.scrollHeight - innerHeight) - 2"
    grid.page.wait_for_function(f"() => scrollY > {end}")  # at rest: else it would scroll on after the jump
    grid.page.locator(".jump").click()
    expect(grid.field("1.1")).to_be_focused()
    top = grid.field("1.1").bounding_box()["y"]
    header = grid.page.locator("thead").bounding_box()
    assert top >= header["y"] + header["height"]


def test_escape_brings_back_the_saved_value(grid):
    grid.type("1.1", "১")
    grid.expect_state("1.1", "saved")
    grid.field("1.1").fill("৭")
    grid.field("1.1").press("Escape")
    expect(grid.field("1.1")).to_have_value("১")
    assert stored(grid.plan, "1.1") == "১"


def test_a_value_nobody_understands_stays_in_its_cell_with_the_sentence(grid):
    grid.type("1.1", "১২o")
    grid.expect_state("1.1", "unread")
    expect(grid.field("1.1")).to_have_value("১২o")
    expect(grid.field("1.1")).to_have_attribute("aria-invalid", "true")
    expect(grid.cell("1.1").locator(".cell-state")).to_contain_text("১২o")
    assert stored(grid.plan, "1.1") == "১২o"


@pytest.mark.parametrize(
    ("text", "state", "said"), [("১২o", "unread", "বোঝা যায়নি"), ("৩০/০৯/২০২৫", "saved", "দেখে নিন")]
)
def test_what_was_said_of_a_value_is_said_again_once_it_is_typed_back(grid, text, state, said):
    grid.type("1.1", text)
    grid.expect_state("1.1", state)
    grid.field("1.1").fill("৭")
    grid.expect_state("1.1", "typing")
    grid.type("1.1", text)
    grid.expect_state("1.1", state)
    expect(grid.cell("1.1").locator(".cell-state")).to_contain_text(said)


@pytest.mark.parametrize(("choice", "kept"), [("mine", "৮২"), ("theirs", "৮৫")])
def test_a_conflict_shows_both_values_and_keeps_the_chosen_one(grid, bob, choice, kept):
    record_achievement(cell=cell_of(grid.plan, "1.2", 1), value="৮৫", version=0, by=bob)
    grid.type("1.2", "৮২")
    grid.expect_state("1.2", "conflict")
    expect(grid.cell("1.2").locator(".conflict-values")).to_contain_text("৮৫")
    assert stored(grid.plan, "1.2") == "৮৫"
    grid.cell("1.2").locator(f"button[value={choice}]").click()
    grid.expect_state("1.2", "saved")
    expect(grid.field("1.2")).to_have_value(kept)
    assert stored(grid.plan, "1.2") == kept


@pytest.mark.parametrize(("choice", "kept"), [("mine", "৮২"), ("theirs", "৮৫")])
def test_a_choice_between_two_values_waits_for_the_line_and_counts_then(grid, bob, choice, kept):
    record_achievement(cell=cell_of(grid.plan, "1.2", 1), value="৮৫", version=0, by=bob)
    grid.type("1.2", "৮২")
    grid.expect_state("1.2", "conflict")
    grid.page.route("**/cells/**", lambda route: route.abort())
    grid.cell("1.2").locator(f"button[value={choice}]").click()
    grid.expect_state("1.2", "waiting")
    assert grid.page.evaluate("localStorage.length") == (1 if choice == "mine" else 0), "nothing given up is sent later"
    grid.page.unroute("**/cells/**")
    grid.page.evaluate("window.dispatchEvent(new Event('online'))")
    grid.expect_state("1.2", "saved")
    expect(grid.field("1.2")).to_have_value(kept)
    assert stored(grid.plan, "1.2") == kept


@pytest.mark.parametrize("way", ["type", "paste"])
def test_what_is_typed_on_while_two_values_are_asked_about_is_mine_and_outlives_a_reload(grid, bob, way):
    record_achievement(cell=cell_of(grid.plan, "1.2", 1), value="৮৫", version=0, by=bob)
    grid.type("1.2", "৮২")
    grid.expect_state("1.2", "conflict")
    grid.type("1.2", "৮৩") if way == "type" else grid.paste("1.1", "১\n৮৩")
    mine = grid.cell("1.2").locator(".conflict-values dd").first
    expect(mine).to_have_text("৮৩")
    dialogs = []
    grid.page.on("dialog", lambda dialog: (dialogs.append(dialog.type), dialog.accept()))
    grid.page.reload()
    assert dialogs == ["beforeunload"]
    grid.expect_state("1.2", "conflict")
    expect(mine).to_have_text("৮৩")
    expect(grid.field("1.2")).to_have_value("৮৩")
    assert stored(grid.plan, "1.2") == "৮৫"
    grid.cell("1.2").locator("button[value=mine]").click()
    grid.expect_state("1.2", "saved")
    assert stored(grid.plan, "1.2") == "৮৩"


def test_no_other_page_answers_which_of_two_values_is_kept(grid, bob):
    record_achievement(cell=cell_of(grid.plan, "1.2", 1), value="৮৫", version=0, by=bob)
    grid.type("1.2", "৮২")
    grid.expect_state("1.2", "conflict")
    grid.type("1.2", "৮৩")
    grid.page.on("dialog", lambda dialog: dialog.accept())
    grid.page.goto(f"{grid.page.url}submit/")  # sends what waits in the browser
    expect(grid.page.locator(".obstacles")).to_contain_text("৮৩")
    assert stored(grid.plan, "1.2") == "৮৫"


def test_escape_gives_up_a_value_that_can_no_longer_be_saved(grid):
    grid.page.route("**/cells/**", lambda route: route.fulfill(status=404, content_type="text/html", body="<p></p>"))
    grid.type("1.1", "১")
    grid.expect_state("1.1", "forbidden")
    grid.field("1.1").press("Escape")
    grid.expect_state("1.1", "idle")
    assert grid.page.evaluate("localStorage.length") == 0


def test_a_lost_line_keeps_the_value_and_saves_it_when_the_line_returns(grid):
    grid.page.context.set_offline(True)
    grid.type("1.1", "১")
    grid.expect_state("1.1", "waiting")
    assert stored(grid.plan, "1.1") == ""
    grid.page.context.set_offline(False)
    grid.expect_state("1.1", "saved")
    assert stored(grid.plan, "1.1") == "১"


def test_a_value_the_server_could_not_take_survives_a_reload(grid):
    grid.page.route("**/cells/**", lambda route: route.fulfill(status=500))
    grid.type("1.1", "১")
    grid.expect_state("1.1", "failed")
    grid.page.unroute("**/cells/**")
    grid.page.on("dialog", lambda dialog: dialog.accept())
    grid.page.reload()
    grid.expect_state("1.1", "saved")
    assert stored(grid.plan, "1.1") == "১"


def test_a_value_typed_after_the_session_ended_is_saved_after_signing_in_again(grid, sign_in, alice):
    Session.objects.all().delete()
    grid.type("1.1", "১")
    grid.expect_state("1.1", "signedout")
    sign_in(grid.page.context, alice)
    grid.page.evaluate("() => window.dispatchEvent(new Event('focus'))")
    grid.expect_state("1.1", "saved")
    assert stored(grid.plan, "1.1") == "১"


def test_what_is_typed_while_the_answer_is_under_way_is_not_overwritten(grid):
    held = []
    grid.page.route("**/cells/**", lambda route: held.append(route))
    with grid.page.expect_request("**/cells/**"):
        grid.type("1.1", "১")
    grid.expect_state("1.1", "saving")
    grid.field("1.1").fill("১২")
    held.pop().continue_()
    grid.page.unroute("**/cells/**")
    version = grid.cell("1.1").locator("input[name=version]")
    expect(version).to_have_value("1")
    grid.expect_state("1.1", "typing")
    expect(grid.field("1.1")).to_have_value("১২")
    expect(grid.field("1.1")).to_be_focused()
    grid.field("1.1").blur()
    expect(version).to_have_value("2")
    assert stored(grid.plan, "1.1") == "১২"


def test_a_pasted_column_fills_the_following_cells_and_can_be_undone(grid):
    grid.paste("1.1", '১\r\n৯০\r\n\r\n"কাজ\nচলছে"\r\n')
    for number in ("1.1", "1.2", "2.2"):
        grid.expect_state(number, "saved")
    assert [stored(grid.plan, number) for number in ("1.1", "1.2", "2.1", "2.2")] == ["১", "৯০", "", "কাজ চলছে"]
    expect(grid.page.locator("#paste-note")).to_contain_text("৩")
    grid.page.locator("#paste-note button").click()
    expect(grid.page.locator(".is-queued, .is-saving")).to_have_count(0)
    assert [stored(grid.plan, number) for number in ("1.1", "1.2")] == ["", ""]


def test_a_column_copied_from_the_official_form_lands_on_its_own_rows(grid):
    column = ["1", "২", "100", "৭০", "", "1", "৩", "100", "৬০"]  # target, achievement, …, a heading, …
    grid.paste("1.1", "\r\n".join(column))
    expect(grid.page.locator(".is-queued, .is-saving")).to_have_count(0)
    assert [stored(grid.plan, number) for number in ("1.1", "1.2", "2.1", "2.2", "2.3")] == ["২", "৭০", "৩", "৬০", ""]


def test_a_pasted_column_goes_in_one_request_and_so_does_its_undoing_until_the_next_edit(grid):
    sent = grid.saves()
    grid.paste("1.1", "\n".join("১২৩৪৫৬৭৮৯"))
    settled(grid)
    assert len(sent) == 1
    expect(grid.field("1.1")).to_be_focused()
    note = grid.page.locator("#paste-note")
    grid.page.mouse.wheel(0, 4000)
    expect(note).to_be_in_viewport()
    grid.field("1.1").press("Control+z")
    settled(grid)
    assert len(sent) == 2
    assert stored(grid.plan, "1.1") == stored(grid.plan, "2.2") == ""
    grid.paste("1.1", "১\n২")
    settled(grid)
    grid.field("2.1").press_sequentially("৫")
    expect(note).to_be_hidden()


def test_what_waited_for_the_line_goes_in_one_request(grid):
    grid.page.context.set_offline(True)
    for number in ("1.1", "1.2", "2.1", "2.2"):
        grid.type(number, "১")
        grid.expect_state(number, "waiting")
    sent = grid.saves()
    grid.page.context.set_offline(False)
    settled(grid)
    assert len(sent) == 1
    assert [stored(grid.plan, number) for number in ("1.1", "1.2", "2.1", "2.2")] == ["১"] * 4


def test_tab_goes_from_row_to_row_and_control_with_an_arrow_to_the_end(grid):
    keys = grid.page.keyboard
    grid.field("1.1").click()
    keys.press("Tab")
    expect(grid.field("1.2")).to_be_focused()
    keys.press("Shift+Tab")
    expect(grid.field("1.1")).to_be_focused()
    keys.press("Control+ArrowDown")
    expect(grid.field("13.3")).to_be_focused()
    keys.press("Control+Home")
    expect(grid.field("1.1")).to_be_focused()
    keys.press("ArrowRight")  # what else the row offers
    assert grid.page.evaluate("document.activeElement.matches('a, button, summary')")
    keys.press("Escape")
    expect(grid.field("1.1")).to_be_focused()
    grid.paste("1.1", "১\n২\n৩")
    settled(grid)
    keys.press("Control+ArrowDown")
    expect(grid.field("2.1")).to_be_focused()


def test_tab_stops_at_a_question_before_the_next_row(grid, bob):
    record_achievement(cell=cell_of(grid.plan, "1.2", 1), value="৮৫", version=0, by=bob)
    grid.type("1.2", "৮২")
    grid.expect_state("1.2", "conflict")
    grid.field("1.2").press("Tab")
    expect(grid.cell("1.2").locator("button[value=mine]")).to_be_focused()


@pytest.mark.parametrize(("typed", "asked"), [("১", True), ("", False)])
def test_leaving_asks_only_when_something_is_unsaved(grid, typed, asked):
    dialogs = []
    grid.page.route("**/cells/**", lambda route: route.abort())
    grid.page.on("dialog", lambda dialog: (dialogs.append(dialog.type), dialog.accept()))
    grid.field("1.1").click()
    grid.field("1.1").press_sequentially(typed)
    grid.page.goto(grid.page.url.replace("/q1/", "/q2/"))
    assert dialogs == (["beforeunload"] if asked else [])


def test_without_javascript_every_cell_has_its_own_button(open_page, industries, alice):
    grid = Grid(open_page(entry_url(industries, 1), alice, java_script_enabled=False), industries)
    grid.field("1.2").fill("৯০")
    grid.cell("1.2").get_by_role("button").click()
    grid.expect_state("1.2", "saved")
    assert stored(industries, "1.2") == "৯০"


def test_without_javascript_any_button_saves_all_that_was_typed(open_page, industries, alice):
    grid = Grid(open_page(entry_url(industries, 1), alice, java_script_enabled=False), industries)
    expect(grid.page.locator("#cells")).to_contain_text("এই পাতায় যা যা লিখেছেন সব সংরক্ষিত হবে")
    typed = {"1.1": "১", "2.1": "-৫", "2.2": "৩"}
    for number, text in typed.items():
        grid.field(number).fill(text)
    grid.cell("2.2").get_by_role("button").click()
    grid.expect_state("2.2", "saved")
    grid.expect_state("2.1", "unread")
    assert {number: stored(industries, number) for number in typed} == typed
    assert stored(industries, "1.2") == ""


def test_a_phone_shows_total_and_marks_once_there_are_any(grid):
    grid.page.set_viewport_size(NARROW)
    row = grid.page.locator("tbody.indicator", has=grid.cell("1.1"))
    total, mark = row.locator("td.total"), row.locator("td:has(> .mark)")
    expect(total).to_be_hidden()
    expect(mark).to_be_hidden()
    grid.type("1.1", "১")
    expect(total).to_be_visible()
    expect(mark).to_be_visible()


def test_every_field_is_named_by_number_title_and_quarter(grid):
    names = [field.get_attribute("aria-label") for field in grid.page.locator("input[form=cells][name=text]").all()]
    assert len(names) == len(set(names)) == 37
    assert names[0] == "১.১ অনুষ্ঠিত সভা, ১ম কোয়ার্টার, অর্জন"


def test_the_page_of_the_form_weighs_at_most_150_kilobytes(new_context, live_server, sign_in, industries, alice):
    context = new_context()
    sign_in(context, alice)
    page, answers = context.new_page(), []
    page.on("response", lambda response: answers.append(response))
    page.goto(live_server.url + reverse("entry:entry", kwargs={"plan_id": industries.pk, "quarter": 1}))
    page.wait_for_load_state("networkidle")
    bodies = {answer.url: answer.body() for answer in answers}
    fonts = sum(len(body) for url, body in bodies.items() if url.endswith(".woff2"))
    rest = sum(len(gzip.compress(body)) for url, body in bodies.items() if not url.endswith(".woff2"))
    assert fonts + rest <= 150_000
