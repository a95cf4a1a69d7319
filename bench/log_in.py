"""Owns the benchmark of logging in while ten documents that are hard to understand are previewed at once.

    python -m bench.log_in                              the code here
    python -m bench.log_in --before /path/to/checkout   the code there first, with the same documents

The site is served as bin/run serves it, on a throw-away installation.
"""

import argparse
import os
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from statistics import median
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, Request, build_opener

from bench.measure import print_machine
from sheets.tests.building import repacked
from sheets.tests.understanding import corpus
from sheets.tests.understanding.files import excel

ROOT = Path(__file__).parents[1]
PATIENCE = 120  # seconds for one request, as the web server has
NUMBERED = (200, 220, 240, 260, 300, 400)  # rows that number the columns, in files of some ten kilobytes
OTHERS = (
    corpus.eight_thousand_indicators,
    corpus.eight_thousand_indicators_of_the_other_form,
    corpus.pages_whose_headings_all_differ,
    corpus.two_thousand_indicators,
)


def made() -> dict[str, bytes]:
    """Ten documents by their names, packed as Excel packs them."""
    numbered = {
        f"{size} numbered rows": excel([*corpus.HEADS, *corpus.integrity_rows(1, 1), *[corpus.NUMBERS] * size])
        for size in NUMBERED
    }
    documents = numbered | {make.__name__.replace("_", " "): make() for make in OTHERS}
    return {name: repacked(content, {}) for name, content in documents.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--before", type=Path, help="a checkout of another version, with its .venv")
    parser.add_argument("--seconds", type=int, default=60, help="how long is logged in beside (60)")
    options = parser.parse_args()
    print_machine("SQLite")
    documents = made()
    for code in filter(None, (options.before, ROOT)):
        with served(code) as (address, password):
            measure(code, address, password, documents, options.seconds)


def measure(code: Path, address: str, password: str, documents: dict[str, bytes], seconds: int) -> None:
    print(f"\n{'here' if code == ROOT else 'before'}, load {os.getloadavg()[0]:.1f}")
    _tell("log-in, nothing beside it", [log_in(address, "shilpo", password)[1] for _ in range(15)])
    previews = [Preview(address, password, name, content) for name, content in documents.items()]
    for preview in previews:
        preview.start()
    end, times = time.monotonic() + seconds, []
    while time.monotonic() < end:
        started = time.monotonic()
        with suppress(OSError):  # no answer in time
            log_in(address, "shilpo", password)
        times.append(time.monotonic() - started)
        time.sleep(0.2)
    answered = [preview for preview in previews if preview.seconds is not None]
    _tell(f"log-in beside {len(previews)} previews ({seconds} s)", times)
    print(f"  load {os.getloadavg()[0]:.1f}; {len(answered)} of {len(previews)} previews answered meanwhile:")
    for preview in previews:
        said = f"{preview.seconds:6.1f} s, asked {preview.asked} times" if preview.seconds is not None else "no answer"
        print(f"    {preview.document:48} {said}")


def _tell(name: str, times: list[float]) -> None:
    print(f"  {name:44} median {median(times):6.2f} s, longest {max(times):6.2f} s ({len(times)} log-ins)")


class Preview(threading.Thread):
    """An administrator who brings a document and waits for its preview, as long as it asks to be asked again."""

    def __init__(self, address: str, password: str, document: str, content: bytes) -> None:
        super().__init__(daemon=True)
        self.address, self.document, self.content = address, document, content
        self.browser, _ = log_in(address, "admin", password)  # one after another: many at once are turned away
        self.seconds: float | None = None
        self.asked = 0

    def run(self) -> None:
        browser, started = self.browser, time.monotonic()
        with suppress(OSError):  # given up, or the site was stopped
            url = f"{self.address}/plans/import/"
            page = _posted_file(browser, url, self.document, self.content)
            while page.status == 503:
                time.sleep(3)
                page = _opened(browser, page.url)
                self.asked += 1
            if page.status != 200:
                raise SystemExit(f"{self.document}: {page.status}")
            self.seconds = time.monotonic() - started


class Page:
    def __init__(self, answer: object) -> None:
        self.status, self.url, self.text = answer.status, answer.geturl(), answer.read().decode(errors="replace")  # type: ignore[attr-defined]


def log_in(address: str, name: str, password: str) -> tuple[OpenerDirector, float]:
    """A browser that is logged in, and the seconds from asking for the page to standing on the first one behind it."""
    browser = build_opener(HTTPCookieProcessor())
    started = time.monotonic()
    page = _opened(browser, f"{address}/accounts/login/")
    fields = {"login": name, "password": password, "csrfmiddlewaretoken": _token(page.text)}
    page = _opened(browser, f"{address}/accounts/login/", urlencode(fields).encode())
    took = time.monotonic() - started
    if "/accounts/login" in page.url:
        raise SystemExit(f"{name} could not log in: {page.status}")
    return browser, took


def _opened(browser: OpenerDirector, url: str, data: bytes | None = None, kind: str = "") -> Page:
    request = Request(url, data, {"Content-Type": kind} if kind else {})
    try:
        return Page(browser.open(request, timeout=PATIENCE))
    except HTTPError as answer:
        return Page(answer)


def _posted_file(browser: OpenerDirector, url: str, name: str, content: bytes) -> Page:
    token, edge = _token(_opened(browser, url).text), "edge-of-a-part"
    head = f'--{edge}\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n{token}\r\n'
    head += f'--{edge}\r\nContent-Disposition: form-data; name="file"; filename="{name}.xlsx"\r\n\r\n'
    body = head.encode() + content + f"\r\n--{edge}--\r\n".encode()
    return _opened(browser, url, body, f"multipart/form-data; boundary={edge}")


def _token(page: str) -> str:
    return page.partition('name="csrfmiddlewaretoken" value="')[2].partition('"')[0]


@contextmanager
def served(code: Path) -> Iterator[tuple[str, str]]:
    """The address of a checkout's site on a new installation with the demonstration's people, and their password."""
    with tempfile.TemporaryDirectory() as folder, socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        free.close()
        environment = {**os.environ, "DATA_DIR": folder, "DJANGO_SECRET_KEY": "of a benchmark, and of nothing else" * 2}
        environment.pop("DATABASE_URL", None)
        for command in ("migrate", "load_reference", "load_demo", "collectstatic"):
            arguments = [command, *(["--noinput"] if command in ("migrate", "collectstatic") else [])]
            subprocess.run(
                [sys.executable, "manage.py", *arguments],
                cwd=code,
                env=environment,
                check=True,
                stdout=subprocess.DEVNULL,
            )
        command = [sys.executable, "-m", "gunicorn", "config.wsgi:application", "--bind", f"127.0.0.1:{port}"]
        command += ["--workers", "2", "--threads", "4", "--timeout", "120", "--log-level", "warning"]
        server = subprocess.Popen(command, cwd=code, env=environment)
        try:
            _wait_for(port)
            yield f"http://127.0.0.1:{port}", (Path(folder) / "demo_password").read_text().strip()
        finally:
            server.terminate()
            with suppress(subprocess.TimeoutExpired):
                server.wait(5)
            server.kill()  # a worker of the code before may be busy for minutes
            server.wait()


def _wait_for(port: int) -> None:
    for _ in range(300):
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.1)
    raise SystemExit("the site did not start")


if __name__ == "__main__":
    main()
