"""Owns what people do with a quarter in a browser, each at a desk of their own: an office, its head and a reviewer."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.urls import reverse
from playwright.sync_api import Locator, Page, expect

from config.tests.browser.conftest import follow
from plans.models import Plan, QuarterCell
from uploads.tests import samples

FILES = [
    {"name": "সভার নোটিশ.pdf", "mimeType": "application/pdf", "buffer": samples.PDF},
    {"name": "place.png", "mimeType": "image/png", "buffer": samples.picture("PNG")},
    {"name": "minutes.pdf", "mimeType": "application/pdf", "buffer": samples.PDF + b"\n"},
]


@dataclass(frozen=True)
class Desk:
    """A page on which somebody works at a quarter of a plan; ``scripts``: whether the browser runs any.

    Ids are read before the work: a query of the test must not meet a save of the server in the shared database.
    """

    page: Page
    plan: Plan
    quarter: int = 1
    scripts: bool = True
    cells: dict[str, int] = field(init=False)
    rows: dict[str, int] = field(init=False)

    def __post_init__(self) -> None:
        cells = QuarterCell.objects.filter(indicator__activity__area__plan=self.plan, quarter=self.quarter)
        keys = list(cells.values_list("indicator__number", "pk", "indicator_id"))
        object.__setattr__(self, "cells", {number: cell for number, cell, _row in keys})
        object.__setattr__(self, "rows", {number: row for number, _cell, row in keys})

    def go(self, name: str = "entry") -> None:
        """Opens a page of the quarter by its address."""
        address = reverse(f"entry:{name}", args=[self.plan.pk, self.quarter])
        self.page.goto(self.page.url.split("/", 3)[0] + "//" + self.page.url.split("/")[2] + address)

    def home(self) -> None:
        self.page.goto(self.page.url.split("/", 3)[0] + "//" + self.page.url.split("/")[2] + "/")

    def fits(self) -> None:
        """Nothing of the page stands beside the window."""
        assert self.page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, self.page.url

    def follow(self, name: str, *, role: str = "button") -> None:
        """Presses what leads to another page, found by its words."""
        follow(self.page, self.page.get_by_role(role, name=name).first.click)  # type: ignore[arg-type]

    def says(self, *words: str) -> None:
        for each in words:
            expect(self.page.locator("main")).to_contain_text(each)

    def cell(self, number: str) -> Locator:
        return self.page.locator(f"#cell-{self.cells[number]}")

    def field(self, number: str) -> Locator:
        return self.cell(number).locator("[name=text]")

    def row(self, number: str) -> Locator:
        return self.page.locator(f"#row-{self.rows[number]}")

    def stands_as(self, number: str, state: str) -> None:
        expect(self.cell(number)).to_contain_class(f"is-{state}")


class Office(Desk):
    """Who fills the quarter and hands it in."""

    def type(self, number: str, text: str) -> None:
        """Types into a cell and leaves it."""
        self.field(number).fill(text)
        self.field(number).blur()

    def enter(self, number: str, text: str) -> None:
        """Types into a cell and waits until it is saved; without scripts by the button of the cell."""
        if self.scripts:
            self.type(number, text)
        else:
            self.field(number).fill(text)
            follow(self.page, self.cell(number).get_by_role("button", name="সংরক্ষণ").click)
        self.stands_as(number, "saved")

    def open_row(self, number: str) -> Locator:
        """What else a row offers: beneath it, or without scripts on a page of its own."""
        link = self.page.locator(f"#links-{self.rows[number]} [data-open]").first
        if self.scripts:
            link.click()
            expect(self.page.locator(".row-open")).to_be_visible()
        else:
            follow(self.page, link.click)
        return self.page.locator(".row-open, main").last

    def attach(self, panel: Locator) -> None:
        """Three files at once."""
        panel.locator("input[type=file]").set_input_files(FILES)
        if not self.scripts:
            follow(self.page, panel.get_by_role("button", name="যুক্ত করুন").click)
        expect(panel.locator("#evidence a[href*='/evidence/']")).to_have_count(len(FILES))

    def remark(self, panel: Locator, text: str) -> None:
        form = panel.locator("form[id^=remark-]")
        form.locator("[name=text]").fill(text)
        if self.scripts:
            form.locator("[name=text]").press("Tab")
            expect(form.locator(".cell-state")).to_contain_text("সংরক্ষিত")
        else:
            follow(self.page, form.get_by_role("button", name="সংরক্ষণ").click)
            expect(form.locator("[name=text]")).to_have_value(text)

    def hand_in(self, *said: str) -> None:
        """Looks at everything once more and submits: the receipt says these words."""
        self.go("submit")
        self.follow("প্রতিবেদন জমা দিন")
        expect(self.page.locator("h1")).to_contain_text("প্রাপ্তিস্বীকার")
        self.says(*said)


class Head(Desk):
    """Who signs what is handed in."""

    def sign(self) -> None:
        self.go("submit")
        self.follow("প্রতিবেদনে স্বাক্ষর করুন")
        self.says("✓")


class Reviewer(Desk):
    """Who answers rows, gives marks and decides."""

    def _answer(self, act: Callable[[], None]) -> None:
        """An answer is stored in its row; without scripts by the button that keeps all of them."""
        act()
        if not self.scripts:
            follow(self.page, self.page.locator("#review-dock button[value=keep]").click)

    def accept(self, number: str) -> None:
        self._answer(self.row(number).locator(".say-accepted").click)
        expect(self.row(number).locator("td.state-accepted")).to_have_count(1)

    def question(self, number: str, text: str) -> None:
        def ask() -> None:
            self.row(number).locator(".say-question").click()
            self.page.locator(f"#ask-{self.rows[number]}").fill(text)
            if self.scripts:
                self.page.locator(f"#ask-{self.rows[number]}").press("Enter")

        self._answer(ask)
        expect(self.row(number).locator("td.state-question")).to_have_count(1)

    def assess(self, number: str, percent: int) -> None:
        button = self.row(number).locator(f"button[formaction$='percent={percent}']")
        button.click() if self.scripts else follow(self.page, button.click)
        expect(self.row(number).locator(".usual-marks .is-given")).to_have_count(1)

    def grant(self, number: str, reason: str) -> None:
        self.page.locator(f"#exempt-{self.cells[number]}").fill(reason)
        button = self.row(number).locator("button[value=grant]")
        button.click() if self.scripts else follow(self.page, button.click)
        expect(self.row(number)).to_contain_text("মঞ্জুর করেছেন")

    def send_back(self, name: str) -> None:
        """Returns the rows in question, after the page that names them."""
        self.follow(name)
        self.says("যেসব সারি ফেরত যাবে")
        self.follow("দপ্তরে ফেরত দিন")

    def approve(self, words: str) -> None:
        """Approves after the check, whose page shows the marks in words."""
        self.follow("অনুমোদনের আগে দেখুন")
        self.says(words)
        self.page.locator("[name=agreed]").check()
        self.follow("নম্বর অনুমোদন করুন")
        self.says("অনুমোদিত")
