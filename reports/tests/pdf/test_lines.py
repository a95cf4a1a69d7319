"""Owns the proof that keeping shaped lines changes time only: what is printed is the same, what is kept is bounded."""

import subprocess
import sys
from pathlib import Path

import pytest

from reports.pdf import lines
from reports.pdf.engine import render_pdf
from reports.tests.pdf.extraction import text_of

ROOT = Path(__file__).resolve().parents[3]
STYLES = ["", "font-weight: bold", "font-size: 6pt", "width: 20mm", "letter-spacing: 1pt", "text-decoration: underline"]
BODY = "".join(f'<p style="{style}">শুদ্ধাচার প্রতিষ্ঠায় ক্ষুদ্র ন্ত্রণালয়ের stakeholders সভা ১২৩</p>' * 2 for style in STYLES)
PAGE = f'<html lang="bn"><head><title>পরীক্ষা</title></head><body>{BODY}</body></html>'


def test_kept_lines_print_what_shaping_anew_prints() -> None:
    lines._lines.clear()
    first, again = render_pdf(PAGE), render_pdf(PAGE)
    assert first == again
    assert text_of(first).count("১২৩") == 2 * len(STYLES)


def test_a_line_is_shaped_once_for_each_style() -> None:
    lines._lines.clear()
    render_pdf(PAGE)
    kept = len(lines._lines)
    assert len(STYLES) <= kept <= 3 * len(STYLES)
    render_pdf(PAGE)
    assert len(lines._lines) == kept


def test_no_more_is_kept_than_was_meant(monkeypatch: pytest.MonkeyPatch) -> None:
    expected = render_pdf(PAGE)
    monkeypatch.setattr(lines, "MOST_LINES", 3)
    lines._lines.clear()
    assert render_pdf(PAGE) == expected
    assert len(lines._lines) <= 3


def test_the_library_shaping_by_itself_places_every_letter_alike() -> None:
    """Without our lines the space at a line's end has no text; every glyph and place is the same."""
    program = (
        "import sys; from reports.pdf import lines; lines.keep_lines = lambda: None;"
        "from reports.pdf.engine import render_pdf; sys.stdout.buffer.write(render_pdf(sys.argv[1]))"
    )
    done = subprocess.run([sys.executable, "-c", program, PAGE], cwd=ROOT, capture_output=True, check=True)
    ours = text_of(render_pdf(PAGE), "-bbox-layout").replace(" </word>", "</word>")
    assert ours == text_of(done.stdout, "-bbox-layout")
