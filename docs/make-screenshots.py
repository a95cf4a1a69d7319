"""Owns the picture in the README: the entry page of a running demo, with the first cells of a quarter filled.

    bin/run                                                                    in one terminal
    .venv/bin/python docs/make-screenshots.py http://127.0.0.1:8000 var        in another

The arguments are the address and the data folder, where the password of the demo stands.
"""

import os
import shutil
import sys
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, expect, sync_playwright

PICTURE = Path(__file__).with_name("entry.png")
COLOURS = 256  # the file stays small, and amber is not taken for red
# What a focal point types into the first cells; the last one ends in an English O and is not understood.
TYPED = ("১", "৮০", "১", "৯০%", "১২O")


def main(address: str, data: Path) -> None:
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium)
        page = browser.new_page(viewport={"width": 1440, "height": 1240}, base_url=address, locale="bn-BD")
        sign_in(page, (data / "demo_password").read_text(encoding="ascii").strip())
        page.goto("/plans/1/q1/")
        fill(page)
        page.evaluate("scrollTo(0, 0)")
        picture = Image.open(BytesIO(page.screenshot()))
        picture.quantize(COLOURS, Image.Quantize.MAXCOVERAGE).save(PICTURE, optimize=True)
        browser.close()


def sign_in(page: Page, password: str) -> None:
    page.goto("/accounts/login/")
    page.locator("input[name=login]").fill("shilpo")
    page.locator("input[name=password]").fill(password)
    page.locator("main button[type=submit], main form.panel button").click()
    page.wait_for_url("/")


def fill(page: Page) -> None:
    """Types as an officer does, cell by cell, and waits for each answer."""
    cells = page.locator(".cell:not(.not-due)")
    for place, text in enumerate(TYPED):
        field = cells.nth(place).locator("input[name=text]")
        if field.input_value() == text:  # typed when a picture was taken before
            continue
        field.fill(text)
        page.keyboard.press("Enter")
        expect(cells.nth(place)).to_contain_class("is-unread" if "O" in text else "is-saved")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
