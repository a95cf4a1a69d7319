"""Owns the benchmark of a column pasted on a slow line: all its values in one request, and one after another."""

import os
from collections.abc import Callable
from time import perf_counter
from typing import TYPE_CHECKING

from playwright.sync_api import Page, sync_playwright

from bench.installation import database_version, import_official, throw_away_installation
from bench.measure import arguments, interleave, print_machine, print_pairs
from bench.prints import ADDRESS, served

if TYPE_CHECKING:
    from plans.models import Plan

LATENCY, BITS = 400, 400_000  # ms there and back, bits a second each way
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
ABOUT = """\
{values} values pasted into the quarter of a plan, on a line of {kbit} kbit/s and {latency} ms, until each says "saved".
  One after another is how a page without the request for many would send them: each value waits for the one before.
"""
PASTE = """(lines) => {
  const data = new DataTransfer();
  data.setData("text/plain", lines.join("\\n"));
  const field = document.querySelector(".cell [name=text]");
  field.focus();
  field.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""
ONE_BY_ONE = """async (lines) => {
  const cells = [...document.querySelectorAll(".cell")];
  for (const [place, text] of lines.entries()) {
    const version = cells[place].querySelector("[name=version]");
    const body = new URLSearchParams({ text, version: version.value, csrfmiddlewaretoken: window.kept.token() });
    const asked = { method: "POST", body, headers: { "HX-Request": "true" } };
    const answer = await fetch(cells[place].dataset.address, asked);
    if (!answer.ok) throw new Error(answer.status);
    await answer.text();
  }
}"""
ALL_SAVED = (
    "() => ![...document.querySelectorAll('.cell')].some((each) => /is-(queued|saving|typing)/.test(each.className))"
)


def main() -> None:
    options = arguments(__doc__, pairs=5, warm_ups=1).parse_args()
    os.environ.pop("DATABASE_URL", None)
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright's event loop runs in this thread
    with throw_away_installation() as folder, served("config.wsgi", folder), sync_playwright() as browsers:
        line = SlowLine(browsers.chromium.launch(executable_path=CHROMIUM).new_context().new_page())
        print_machine(database_version(), "gunicorn, two processes of four threads, Chromium")
        print(ABOUT.format(values=line.values, kbit=BITS // 1000, latency=LATENCY))
        works = (line.timed(line.paste), line.timed(line.one_by_one))
        print_pairs("in one request", "one by one", interleave(*works, pairs=options.pairs, warm_ups=options.warm_ups))


class SlowLine:
    """The entry page of the official plan in a browser whose line is slow once the page is there."""

    def __init__(self, page: Page) -> None:
        plan = import_official()
        self._page, self._address, self._turn = page, f"{ADDRESS}/plans/{plan.pk}/q1/", 0
        self.values = plan_rows(plan)
        page.context.add_cookies([{"name": "sessionid", "value": session_of(plan), "url": ADDRESS}])
        self._network = page.context.new_cdp_session(page)

    def timed(self, send: Callable[[list[str]], None]) -> Callable[[], float]:
        def run() -> float:
            self._emulate(latency=0, bits=-8)
            self._page.goto(self._address, wait_until="networkidle")
            self._emulate(latency=LATENCY, bits=BITS)
            self._turn += 1
            started = perf_counter()
            send([str(self._turn)] * self.values)
            return perf_counter() - started

        return run

    def paste(self, lines: list[str]) -> None:
        self._page.evaluate(PASTE, lines)
        self._page.wait_for_function(ALL_SAVED)

    def one_by_one(self, lines: list[str]) -> None:
        self._page.evaluate(ONE_BY_ONE, lines)

    def _emulate(self, *, latency: int, bits: int) -> None:
        told = {"offline": False, "latency": latency, "downloadThroughput": bits / 8, "uploadThroughput": bits / 8}
        self._network.send("Network.enable")
        self._network.send("Network.emulateNetworkConditions", told)


def plan_rows(plan: "Plan") -> int:
    from plans.models import QuarterCell

    return QuarterCell.objects.filter(indicator__activity__area__plan=plan, quarter=1).count()


def session_of(plan: "Plan") -> str:
    """The session of somebody who enters for the plan's office."""
    from django.test import Client

    from offices.models import Role
    from offices.tests.people import add_person

    client = Client()
    client.force_login(add_person("focal", plan.office, Role.FOCAL_POINT))
    return client.cookies["sessionid"].value


if __name__ == "__main__":
    main()
