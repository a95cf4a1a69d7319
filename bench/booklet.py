"""Owns the benchmark of a booklet of 52 forms on two processes, beside two Chromiums printing the same forms."""

import os
from collections.abc import Sequence
from datetime import date
from io import BytesIO
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING

import pikepdf
import weasyprint
from playwright.sync_api import sync_playwright

from bench.installation import import_official, store_for_others, throw_away_installation
from bench.measure import arguments, print_machine
from bench.pdf import chromium, pages
from bench.peers import html_of
from bench.processes import by_turns, peak_memory, print_costs

if TYPE_CHECKING:
    from plans.models import Plan

PROCESSES, THROUGH, PRINTED_ON = 2, 4, date(2021, 7, 15)
ABOUT = """\
A booklet of {forms} official forms, none of them printed before, on two printing processes beside this one.
  Ours does more: cover, contents, comparison, bookmarks of all forms under their offices, one structure of tags, page
  numbers over the whole, text beside the glyphs. Both fill the forms from the database.
  The peer: two Chromiums, started for it, print the forms with tags; pikepdf puts the pages together, without more.
"""


def main() -> None:
    parser = arguments(__doc__, pairs=3, warm_ups=0)
    parser.add_argument("--forms", type=int, default=52, help="how many forms the booklet holds (52)")
    options = parser.parse_args()
    os.environ.pop("DATABASE_URL", None)
    with throw_away_installation() as folder:
        print_machine(f"WeasyPrint {weasyprint.__version__}")
        print(ABOUT.format(forms=options.forms))
        plans = [import_official(), *store_for_others(options.forms - 1)]
        works = {
            "ours": lambda: (folder / "ours.pdf").write_bytes(ours(plans)),
            "two Chromiums": lambda: (folder / "two Chromiums.pdf").write_bytes(with_chromiums(plans, folder)),
        }
        print_costs(by_turns(works, rounds=options.pairs, warm_ups=options.warm_ups))
        for name, work in works.items():
            peak, file = peak_memory(work, with_own=True), folder / f"{name}.pdf"
            print(
                f"  {name:13}  {pages(file)} pages  {file.stat().st_size / 1_000_000:5.1f} MB   {peak:6.0f} MB at most"
            )


def ours(plans: "Sequence[Plan]") -> bytes:
    from django.utils import translation

    from offices.models import Office
    from reports.booklet import booklet_of, print_booklet
    from reports.queries.league import League

    offices = Office.objects.filter(pk__in=[plan.office_id for plan in plans])
    league = League(offices, plans[0].kind, plans[0].year, THROUGH)
    with translation.override("bn"):
        return print_booklet(booklet_of(league, printed_on=PRINTED_ON))


def with_chromiums(plans: "Sequence[Plan]", folder: Path) -> bytes:
    """Every form is printed by the Chromium that is free first, while the next is filled."""
    from django.utils import translation

    from reports.printing import report_of

    filled: SimpleQueue[tuple[int, Path] | None] = SimpleQueue()
    printed: dict[int, bytes] = {}
    threads = [Thread(target=_print_all, args=(filled, printed)) for _ in range(PROCESSES)]
    for thread in threads:
        thread.start()
    with translation.override("bn"):
        for number, plan in enumerate(plans):
            filled.put((number, html_of(report_of(plan, THROUGH), PRINTED_ON, folder, f"form-{number}")))
    for _ in threads:
        filled.put(None)
    for thread in threads:
        thread.join()
    return _joined([printed[number] for number in range(len(plans))])


def _print_all(filled: "SimpleQueue[tuple[int, Path] | None]", printed: dict[int, bytes]) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium())
        page = browser.new_page()
        while work := filled.get():
            number, html = work
            page.goto(html.as_uri())
            page.evaluate("document.fonts.ready")
            printed[number] = page.pdf(prefer_css_page_size=True, tagged=True, outline=True)
        browser.close()


def _joined(parts: list[bytes]) -> bytes:
    whole = pikepdf.new()
    for part in parts:
        whole.pages.extend(pikepdf.open(BytesIO(part)).pages)
    target = BytesIO()
    whole.save(target, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return target.getvalue()


if __name__ == "__main__":
    main()
