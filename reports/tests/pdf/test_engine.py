"""Owns the proof that PDF is made from bundled files only, and made the same way every time."""

import hashlib
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from reports.font_checks import check_bundled_fonts
from reports.pdf.engine import render_pdf
from reports.pdf.fetcher import ForbiddenResource
from reports.pdf.font_files import FILES, FOLDER, MissingFont, check_fonts, missing_files
from reports.pdf.renders import Variant
from reports.tests.pdf.extraction import facts_of, fonts_of, text_of

SAMPLE = "<h1>শিল্প মন্ত্রণালয়</h1><table><tr><td>ক্ষ ন্ত্র</td><td><b>শুদ্ধাচার stakeholders ১২৩</b></td></tr></table>"
ROOT = Path(__file__).resolve().parents[3]
MOMENT = 0.01  # seconds until the listener sees that it is to stop


def page(body: str, *, head: str = "") -> str:
    return f'<!DOCTYPE html><html lang="bn"><head><title>পরীক্ষা</title>{head}</head><body>{body}</body></html>'


class Listener(HTTPServer):
    """A web server that counts who calls."""

    calls: list[str]


@pytest.fixture
def listener() -> Iterator[Listener]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            server.calls.append(self.path)
            self.send_error(404)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = Listener(("127.0.0.1", 0), Handler)
    server.calls = []
    thread = threading.Thread(target=server.serve_forever, args=[MOMENT], daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


ASKING = {
    "image": '<img src="{url}"/>',
    "stylesheet": '<link rel="stylesheet" href="{url}"/>',
    "import": "<style>@import '{url}'</style>",
    "font": "<style>@font-face {{ font-family: x; src: url('{url}') }}</style>",
    "background": "<p style=\"background: url('{url}')\">x</p>",
    "list mark": "<ul style=\"list-style-image: url('{url}')\"><li>x</li></ul>",
    "generated content": "<style>p::before {{ content: url('{url}') }}</style><p>x</p>",
    "object": '<object data="{url}"></object>',
    "embed": '<embed src="{url}"/>',
    "attachment": '<link rel="attachment" href="{url}"/>',
}


@pytest.mark.parametrize("asking", ASKING.values(), ids=ASKING)
def test_a_document_is_refused_the_network(asking: str, listener: Listener) -> None:
    with pytest.raises(ForbiddenResource):
        render_pdf(page(asking.format(url=f"http://127.0.0.1:{listener.server_port}/x")))
    assert listener.calls == []


@pytest.mark.parametrize("tag", ['<image href="{url}" width="9" height="9"/>', '<use href="{url}#a"/>'])
def test_a_drawing_inside_the_page_loads_nothing_either(tag: str, listener: Listener) -> None:
    url = f"http://127.0.0.1:{listener.server_port}/x.svg"
    with suppress(ValueError):  # what cannot be drawn may be refused, too
        render_pdf(page(f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">{tag.format(url=url)}</svg>'))
    assert listener.calls == []


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/hostname",
        "data:image/png;base64,AAAA",
        "picture.png",
        "bundled:OFL.txt",
        "bundled:../css/fonts.css",
        (FOLDER / FILES[0]).as_uri(),
    ],
)
def test_only_the_named_fonts_are_handed_out(url: str) -> None:
    with pytest.raises(ForbiddenResource):
        render_pdf(page(f'<img src="{url}"/>'))


def test_text_is_set_in_the_bundled_fonts_whatever_the_machine_has() -> None:
    pdf = render_pdf(page("<p style='font-family: DejaVu Sans, serif'>বাংলা Latin ✓</p><b>বাংলা Latin →</b>"))
    assert fonts_of(pdf) == ["Noto-Sans", "Noto-Sans-Bengali", "Noto-Sans-Bengali-Bold", "Noto-Sans-Bold"]


def test_a_missing_font_stops_the_start(tmp_path: Path) -> None:
    for name in FILES[1:]:
        (tmp_path / name).touch()
    assert missing_files(tmp_path) == [tmp_path / FILES[0]]
    with pytest.raises(MissingFont, match=FILES[0]):
        check_fonts(tmp_path)


def test_the_system_check_finds_all_fonts_in_place() -> None:
    assert check_bundled_fonts() == []


def test_title_language_and_page_size_are_set() -> None:
    facts = facts_of(render_pdf(page(SAMPLE).replace("পরীক্ষা", "\n  পরীক্ষা\n")))
    assert facts["Title"] == "পরীক্ষা"
    assert facts["Page size"] == "841.89 x 595.276 pts (A4)"
    assert "CreationDate" not in facts


@pytest.mark.parametrize(
    "html",
    [
        '<html lang="bn"><p>x</p></html>',
        '<html lang="bn"><head><title> </title></head><p>x</p></html>',
        "<html><head><title>x</title></head><p>x</p></html>",
    ],
)
def test_a_document_without_title_or_language_is_refused(html: str) -> None:
    with pytest.raises(ValueError, match="language and a title"):
        render_pdf(html)


def test_pages_are_numbered_in_bengali() -> None:
    text = text_of(render_pdf(page("<p style='break-after: page'>এক</p><p>দুই</p>")))
    assert "পৃষ্ঠা ১/২" in text
    assert "পৃষ্ঠা ২/২" in text


def test_the_tagged_variant_carries_its_tags() -> None:
    assert facts_of(render_pdf(page(SAMPLE), variant="pdf/ua-1"))["Tagged"] == "yes"
    assert facts_of(render_pdf(page(SAMPLE)))["Tagged"] == "no"


def test_the_same_document_gives_the_same_bytes_in_another_process() -> None:
    program = (
        "import hashlib, sys; from reports.pdf.engine import render_pdf;"
        "print(*(hashlib.sha256(render_pdf(sys.argv[1], variant=each)).hexdigest() for each in (None, 'pdf/ua-1')))"
    )
    variants: tuple[Variant | None, ...] = (None, "pdf/ua-1")
    here = [hashlib.sha256(render_pdf(page(SAMPLE), variant=each)).hexdigest() for each in variants]
    there = subprocess.run(
        [sys.executable, "-c", program, page(SAMPLE)],
        cwd=ROOT,
        env=os.environ | {"PYTHONHASHSEED": "7"},
        capture_output=True,
        check=True,
        text=True,
    )
    assert there.stdout.split() == here


def test_threads_print_side_by_side() -> None:
    expected = render_pdf(page(SAMPLE))
    printed: list[bytes] = []
    threads = [threading.Thread(target=lambda: printed.append(render_pdf(page(SAMPLE)))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert printed == [expected] * 4


def test_a_drawing_that_cannot_be_drawn_stops_the_print() -> None:
    """Text in SVG is set letter by letter, which tears conjuncts: charts carry none, and nothing is left out unsaid."""
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><text x="1" y="5">ক্ষ</text></svg>'
    with pytest.raises(ValueError, match="SVG"):
        render_pdf(page(drawing))
