"""Owns the proof that what is printed can be found again: every word of the real plans, in order, by poppler."""

from html import escape
from types import SimpleNamespace
from typing import Any

import pytest
from weasyprint.draw import text as drawing

from reports.pdf.engine import render_pdf
from reports.pdf.searchable import make_text_searchable, pdf_text, with_actual_text
from reports.tests.pdf.extraction import bengali_words, plan_cells, text_of


def printed(body: str, variant: Any = None) -> str:
    pdf = render_pdf(f'<html lang="bn"><head><title>পরীক্ষা</title></head><body>{body}</body></html>', variant=variant)
    return text_of(pdf, "-layout")


@pytest.mark.parametrize("variant", [None, "pdf/ua-1"])
@pytest.mark.parametrize("style", ["width: 60mm", "width: 60mm; font-weight: bold", "width: 25mm; font-size: 6pt"])
def test_every_word_of_the_real_plans_is_found(style: str, variant: str | None) -> None:
    cells = plan_cells()
    words = bengali_words(" ".join(cells))
    body = "".join(f'<p style="{style}">{escape(cell)}</p>' for cell in cells)
    found = bengali_words(printed(body, variant)) & words
    assert len(words) > 400
    assert len(found) / len(words) >= 0.99


@pytest.mark.parametrize(
    "text",
    [
        "ক্ষ ন্ত্র র্ম স্ত্র দ্ধ",
        "মন্ত্রণালয়ের শুদ্ধাচার ফোকাল পয়েন্ট",
        "অংশীজনের (stakeholders) অংশগ্রহণে সভা",
        "২টি, ৩০/১১/২০২০, ৩০/০৫/২০২১",
        "১.২৫ লক্ষ টাকা = ৯০%",
        "র‍্যাব ও র্যাব",
        "✓ GRS → সেবাবক্স",
    ],
)
@pytest.mark.parametrize("tag", ["p", "b"])
def test_a_line_comes_back_as_it_was_written(text: str, tag: str) -> None:
    assert text in printed(f"<{tag}>{text}</{tag}>")


def test_lines_of_a_broken_paragraph_come_back_in_order() -> None:
    text = "কোভিড-১৯ এর কারণে কার্যক্রমটি নির্ধারিত লক্ষ্যমাত্রা অনুযায়ী বাস্তবায়ন করা সম্ভব হয়নি।"
    lines = printed(f'<p style="width: 30mm">{text}</p>').rpartition("পৃষ্ঠা")[0].split()
    assert lines == text.split()


def test_bold_and_latin_inside_a_line_keep_their_place() -> None:
    assert "শিল্প মন্ত্রণালয় (Ministry of Industries) ২০২০" in printed(
        "<p>শিল্প <b>মন্ত্রণালয়</b> (Ministry of <i>Industries</i>) ২০২০</p>"
    )


@pytest.mark.parametrize(
    ("text", "broke", "written"),
    [
        ("Plan 12", False, [b"glyphs"]),
        ("Plan", True, [b"/Span <</ActualText <feff0050006c0061006e0020>>> BDC", b"glyphs", b"EMC"]),
        ("ক", False, [b"/Span <</ActualText <feff0995>>> BDC", b"glyphs", b"EMC"]),
        ("ক", True, [b"/Span <</ActualText <feff09950020>>> BDC", b"glyphs", b"EMC"]),
    ],
)
def test_only_what_glyphs_do_not_tell_is_written_beside_them(text: str, broke: bool, written: list[bytes]) -> None:
    stream = SimpleNamespace(stream=[])
    draw = with_actual_text(lambda stream, textbox: stream.stream.append(b"glyphs"))
    draw(stream, SimpleNamespace(text=text, pango_layout=SimpleNamespace(broke_at_space=broke)))
    assert stream.stream == written


def test_the_drawing_function_is_wrapped_once() -> None:
    wrapped = drawing.draw_first_line
    make_text_searchable()
    assert drawing.draw_first_line is wrapped


def test_text_is_written_as_utf_16_with_its_mark() -> None:
    assert pdf_text("ক্ষ") == b"feff099509cd09b7"
