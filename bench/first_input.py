"""Owns the benchmark of the entry page on a slow line, nothing kept from before: when the first cell takes typing."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from time import perf_counter

from playwright.sync_api import Browser, Page, sync_playwright

from bench.installation import ROOT, database_version, import_official, throw_away_installation
from bench.measure import arguments, print_machine
from bench.prints import ADDRESS, PORT, wait_for_it
from bench.slow_line import BITS, CHROMIUM, LATENCY, session_of

FIRST, TYPED = ".cell [name=text]", "৫"
WANTED = {"first input": 3.0, "complete": 5.0}
ABOUT = """\
The entry page of the official plan, nothing kept from before, on a line of {kbit} kbit/s and {latency} ms, seconds:
  painted: the first text stands there; first input: what is typed into the first cell stands there;
  complete: fonts, styles and scripts have come.
"""
SHOWN = "(text) => document.activeElement.name === 'text' && document.activeElement.value === text"
PAINTED = "() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime"
WEIGHT = "() => performance.getEntries().reduce((sum, each) => sum + (each.transferSize || 0), 0)"


def main() -> None:
    options = arguments(__doc__, pairs=7, warm_ups=1).parse_args()
    os.environ.pop("DATABASE_URL", None)
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright's event loop runs in this thread
    with throw_away_installation() as folder, _served(folder), sync_playwright() as browsers:
        print_machine(database_version(), "gunicorn as in production, one process of four threads, Chromium")
        print(ABOUT.format(kbit=BITS // 1000, latency=LATENCY))
        plan = import_official()
        session, address = session_of(plan), f"{ADDRESS}/plans/{plan.pk}/q1/"
        browser = browsers.chromium.launch(executable_path=CHROMIUM)
        turns = [_turn(browser, address, session) for _turn_number in range(options.warm_ups + options.pairs)]
        _tell(turns[options.warm_ups :])


def _turn(browser: Browser, address: str, session: str) -> dict[str, float]:
    context = browser.new_context()
    context.add_cookies([{"name": "sessionid", "value": session, "url": ADDRESS}])
    page = context.new_page()
    _slow(page)
    started = perf_counter()
    page.goto(address, wait_until="commit")
    page.locator(FIRST).first.wait_for()
    page.locator(FIRST).first.focus()
    page.keyboard.type(TYPED)
    page.wait_for_function(SHOWN, arg=TYPED)
    found = {"first input": perf_counter() - started}
    page.wait_for_load_state("load")
    page.evaluate("() => document.fonts.ready.then(() => true)")
    found |= {"complete": perf_counter() - started, "painted": page.evaluate(PAINTED) / 1000}
    found["kilobytes"] = page.evaluate(WEIGHT) / 1000
    context.close()
    return found


def _slow(page: Page) -> None:
    network = page.context.new_cdp_session(page)
    network.send("Network.enable")
    told = {"offline": False, "latency": LATENCY, "downloadThroughput": BITS / 8, "uploadThroughput": BITS / 8}
    network.send("Network.emulateNetworkConditions", told)


def _tell(turns: list[dict[str, float]]) -> None:
    for name in ("painted", "first input", "complete", "kilobytes"):
        each = sorted(turn[name] for turn in turns)
        wanted = f", wanted {WANTED[name]:.0f}" if name in WANTED else ""
        print(f"  {name:12} {median(each):6.2f} ({each[0]:.2f} to {each[-1]:.2f}){wanted}")


@contextmanager
def _served(folder: Path) -> Iterator[None]:
    """The site as in production: names of styles and scripts by their content, compressed beforehand."""
    plain = {"DATA_DIR": str(folder), "DJANGO_DEBUG": "0", "ALLOWED_HOSTS": "127.0.0.1"}
    environment = os.environ | plain
    manage = [sys.executable, "manage.py", "collectstatic", "--noinput", "-v0"]
    subprocess.run(manage, cwd=ROOT, env=environment, check=True)
    command = [sys.executable, "-m", "gunicorn", "config.wsgi:application", "--bind", f"127.0.0.1:{PORT}"]
    server = subprocess.Popen(
        [*command, "--threads", "4", "--log-level", "error"], cwd=ROOT, env=environment, start_new_session=True
    )
    try:
        wait_for_it()
        yield
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait()


if __name__ == "__main__":
    main()
