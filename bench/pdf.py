"""Owns the benchmark of printing one official form, beside Chromium, LibreOffice and typst on the same content."""

import os
import shutil
import subprocess
import sys
from datetime import date
from importlib import util
from pathlib import Path
from typing import TYPE_CHECKING

import weasyprint
from playwright.sync_api import Page, sync_playwright

from bench.installation import ROOT, WORKBOOK, import_official, throw_away_installation
from bench.measure import arguments, print_machine
from bench.peers import html_of, typst_of
from bench.processes import Work, by_turns, cost_of, peak_memory, print_costs

if TYPE_CHECKING:
    from plans.models import Plan, QuarterReport

THROUGH, PRINTED_ON = 4, date(2021, 7, 15)
CHROMIUM_NAMES = ("chromium", "chromium-headless-shell", "chromium-browser", "google-chrome")
ABOUT = """\
The official form of {workbook} as tagged PDF, beside others printing the same content in the same fonts.
  Ours does more: it reads plan and marks from the database, fills the template, prints the footer on every page, writes
  the text beside the glyphs, and tags cells over pages as one. The peers get their input finished, in a file.
  Chromium prints our HTML, with tags and bookmarks; LibreOffice the form as our Excel export has it, anew for each
  (it ends after every conversion), with tags; typst the same table in its own language, in the process, as PDF/UA-1.
"""
TYPST_PROGRAM = "import sys, typst; typst.compile({source!r}, output={target!r}, **{options!r})"


def main() -> None:
    options = arguments(__doc__, pairs=7).parse_args()
    os.environ.pop("DATABASE_URL", None)  # a command of its own finds the throw-away database by the data folder
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright's event loop runs in the thread that prints
    program = chromium()
    with throw_away_installation() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program)
        print_machine(f"WeasyPrint {weasyprint.__version__}", f"Chromium {browser.version}")
        print(ABOUT.format(workbook=WORKBOOK.name))
        bench = Bench(folder, import_official(), browser.new_page())
        print(f"  ours, the first form a process prints: {cost_of(bench.ours).processor:.3f} s of the processor\n")
        print("in a process that is ready:")
        print_costs(by_turns(bench.ready(), rounds=options.pairs, warm_ups=options.warm_ups))
        print("each a process of its own:")
        commands = {name: _runs(command) for name, command in bench.commands().items()}
        print_costs(by_turns(commands, rounds=options.pairs, warm_ups=1))
        browser.close()
        bench.print_sizes()


class Bench:
    """One form, as everybody prints it: the input of each in the folder, and what comes out of it beside."""

    def __init__(self, folder: Path, plan: "Plan", page: Page) -> None:
        from plans.exporting import export_plan
        from reports.printed.official_form import official_form
        from reports.printing import report_of

        self.folder, self.page, self.report = folder, page, report_of(plan, THROUGH)
        self.html = html_of(self.report, PRINTED_ON, folder)
        self.workbook = folder / "form.xlsx"
        self.workbook.write_bytes(export_plan(plan, through=THROUGH))
        self.typst = folder / "form.typ"
        self.typst.write_text(typst_of(official_form(self.report, printed_on=PRINTED_ON)), encoding="utf-8")

    def file(self, name: str) -> Path:
        return self.folder / f"{name}.pdf"

    def ready(self) -> dict[str, Work]:
        works: dict[str, Work] = {"ours": self.ours, "ours, frozen, from the store": self.from_store()}
        works["Chromium kept open"] = self.chromium_kept_open
        if util.find_spec("typst"):
            works["typst"] = self.typst_here
        return works

    def ours(self) -> None:
        from reports.printing import Paper, print_paper, report_of

        self.file("ours").write_bytes(
            print_paper(Paper.FORM, report_of(self.report.plan, THROUGH), printed_on=PRINTED_ON)
        )

    def from_store(self) -> Work:
        """The form of the first quarter, approved and printed once before."""
        frozen = _approved(self.report.plan)

        def serve() -> bytes:
            from reports.printing import Paper, print_paper

            return print_paper(Paper.FORM, frozen, printed_on=PRINTED_ON)

        serve()
        return serve

    def chromium_kept_open(self) -> None:
        self.page.goto(self.html.as_uri())
        self.page.evaluate("document.fonts.ready")
        self.page.pdf(path=self.file("Chromium"), prefer_css_page_size=True, tagged=True, outline=True)

    def typst_here(self) -> None:
        import typst

        typst.compile(str(self.typst), output=str(self.file("typst")), **_typst_options())

    def commands(self) -> dict[str, list[str | Path]]:
        plan = self.report.plan
        named = ["--office", plan.office.name_bn, "--year", plan.year.code, "--kind", plan.kind]
        own = f"--user-data-dir={self.folder / 'chromium'}"
        flags = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", own]
        profile = f"-env:UserInstallation={(self.folder / 'libreoffice').as_uri()}"
        tagged = 'pdf:calc_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}'
        to_pdf = [profile, "--headless", "--convert-to", tagged, "--outdir", self.folder / "converted", self.workbook]
        commands: dict[str, list[str | Path]] = {
            "ours, manage.py render_report": [
                *(sys.executable, ROOT / "manage.py", "render_report", *named),
                *("--through", f"q{THROUGH}", "-o", self.file("command")),
            ],
            "Chromium started": [chromium(), *flags, f"--print-to-pdf={self.file('started')}", self.html.as_uri()],
        }
        if program := shutil.which("soffice"):
            commands["LibreOffice started"] = [program, *to_pdf]
        if util.find_spec("typst"):
            what = {"source": str(self.typst), "target": str(self.file("typst")), "options": _typst_options()}
            commands["typst started"] = [sys.executable, "-c", TYPST_PROGRAM.format(**what)]
        return commands

    def print_sizes(self) -> None:
        made = {"ours": "ours", "Chromium": "Chromium", "LibreOffice": "converted/form", "typst": "typst"}
        memory = {name.split(",")[0].split()[0]: command for name, command in self.commands().items()}
        for name, file in made.items():
            if name in memory:
                peak = peak_memory(_runs(memory[name]))
                size = self.file(file).stat().st_size / 1000
                print(
                    f"  {name:11}  {pages(self.file(file)):>2} pages  {size:7.1f} kB   {peak:6.0f} MB of memory at most"
                )


def _approved(plan: "Plan") -> "QuarterReport":
    from offices.models import Office, Role, Tier
    from offices.tests.people import add_person
    from plans.actions.reporting import approve_report, submit_report
    from reports.printing import report_of

    focal = add_person("focal", plan.office, Role.FOCAL_POINT)
    rita = add_person("rita", Office.objects.get(tier=Tier.CABINET_DIVISION), Role.REVIEWER)
    approve_report(report=submit_report(report=plan.reports.get(quarter=1), by=focal), by=rita, leaves_unassessed=True)
    return report_of(plan, 1)


def _typst_options() -> dict[str, object]:
    from reports.pdf.font_files import FOLDER

    return {"font_paths": [str(FOLDER)], "ignore_system_fonts": True, "pdf_standards": ["ua-1"]}


def _runs(command: list[str | Path]) -> Work:
    return lambda: subprocess.run(command, check=True, capture_output=True)


def pages(file: Path) -> str:
    """The number of pages as pdfinfo counts them, where it is installed."""
    if shutil.which("pdfinfo") is None:
        return "?"
    told = subprocess.run(["pdfinfo", file], check=True, capture_output=True, text=True).stdout
    return next(line.split()[1] for line in told.splitlines() if line.startswith("Pages:"))


def chromium() -> str:
    """The program CHROMIUM names, else the system's."""
    found = [os.environ.get("CHROMIUM"), *map(shutil.which, CHROMIUM_NAMES)]
    program = next(filter(None, found), None)
    if program is None:
        raise SystemExit("no Chromium on this machine (Debian: the package chromium)")
    return program


if __name__ == "__main__":
    main()
