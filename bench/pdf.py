"""Owns the benchmark of printing the official form, beside headless Chromium printing the same HTML."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import weasyprint
from playwright.sync_api import Page, sync_playwright

from bench.installation import ROOT, WORKBOOK, import_official, throw_away_installation
from bench.measure import arguments, clocked, interleave, print_machine, print_pairs

if TYPE_CHECKING:
    from plans.models import Plan

THROUGH, PRINTED_ON = 4, date(2021, 7, 15)
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")
ABOUT = """\
The official form of {workbook} as PDF, beside Chromium printing the same HTML in the same fonts.
  Ours does more: it reads plan and marks from the database, fills the template, prints the footer on every page, and
  writes the text beside the glyphs, so that Bengali can be searched and copied.
  The peer gets the HTML finished, in a file; the footer it prints once, as a paragraph. Started anew, Chromium also
  writes the tags for screen readers; kept open, it and ours do not.
"""


def main() -> None:
    options = arguments(__doc__, pairs=7).parse_args()
    os.environ.pop("DATABASE_URL", None)  # a command of its own finds the throw-away database by the data folder
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright's event loop runs in the thread that prints
    chromium = _chromium()
    with throw_away_installation() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium)
        print_machine(f"WeasyPrint {weasyprint.__version__}", f"Chromium {browser.version}")
        _measure(Press(folder, import_official(), chromium, browser.new_page()), options.pairs, options.warm_ups)
        browser.close()


def _measure(press: "Press", pairs: int, warm_ups: int) -> None:
    print(ABOUT.format(workbook=WORKBOOK.name))
    print(f"  ours, the first form a process prints: {clocked(press.ours)() * 1000:.0f} ms\n")
    press.write_html()
    kept = interleave(clocked(press.ours), clocked(press.chromium_kept_open), pairs=pairs, warm_ups=warm_ups)
    print_pairs("ours", "Chromium kept open", kept)
    started = interleave(clocked(press.our_command), clocked(press.chromium_started), pairs=pairs, warm_ups=warm_ups)
    print_pairs("ours, manage.py render_report", "chromium --print-to-pdf", started)
    for name, file in (("ours", "ours"), ("Chromium kept open", "kept"), ("chromium --print-to-pdf", "started")):
        print(f"  {name:23}  {_pages(press.file(file))} pages, {press.file(file).stat().st_size / 1000:.1f} kB")


@dataclass(frozen=True)
class Press:
    """One plan printed four ways, each into a file of the folder."""

    folder: Path
    plan: "Plan"
    chromium: str
    page: Page

    def file(self, name: str) -> Path:
        return self.folder / f"{name}.pdf"

    def ours(self) -> None:
        from reports.printing import print_official_form

        self.file("ours").write_bytes(print_official_form(self.plan, through=THROUGH, printed_on=PRINTED_ON))

    def our_command(self) -> None:
        plan = ("--office", self.plan.office.name_bn, "--year", self.plan.year.code, "--kind", self.plan.kind)
        command = ("manage.py", "render_report", *plan, "--through", f"q{THROUGH}", "-o", self.file("command"))
        subprocess.run([sys.executable, *command], cwd=ROOT, check=True)

    def chromium_kept_open(self) -> None:
        self.page.goto(self.html.as_uri())
        self.page.evaluate("document.fonts.ready")
        self.page.pdf(path=self.file("kept"), prefer_css_page_size=True)

    def chromium_started(self) -> None:
        flags = ("--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer")
        own = (f"--user-data-dir={self.folder / 'profile'}", f"--print-to-pdf={self.file('started')}")
        subprocess.run([self.chromium, *flags, *own, self.html.as_uri()], check=True, capture_output=True)

    @property
    def html(self) -> Path:
        return self.folder / "form.html"

    def write_html(self) -> None:
        """The document that ours lays out first, with the base stylesheet and the fonts where Chromium finds them."""
        from django.template.loader import render_to_string

        from plans.kinds import plan_kind
        from reports.pdf.engine import PAPER
        from reports.pdf.fetcher import SCHEME
        from reports.pdf.fonts import FOLDER
        from reports.printing import official_form

        form = official_form(self.plan, through=THROUGH, printed_on=PRINTED_ON)
        document = render_to_string(plan_kind(self.plan.kind).print_template, {"form": form})
        paper = PAPER.read_text(encoding="utf-8").replace(SCHEME, f"{FOLDER.as_uri()}/")
        self.html.write_text(document.replace("<style>", f"<style>{paper}</style><style>", 1), encoding="utf-8")


def _pages(file: Path) -> str:
    """The number of pages as pdfinfo counts them, where it is installed."""
    if shutil.which("pdfinfo") is None:
        return "?"
    told = subprocess.run(["pdfinfo", file], check=True, capture_output=True, text=True).stdout
    return next(line.split()[1] for line in told.splitlines() if line.startswith("Pages:"))


def _chromium() -> str:
    """The program CHROMIUM names, else the system's."""
    found = [os.environ.get("CHROMIUM"), *map(shutil.which, CHROMIUM_NAMES)]
    program = next(filter(None, found), None)
    if program is None:
        raise SystemExit("no Chromium on this machine (Debian: the package chromium)")
    return program


if __name__ == "__main__":
    main()
