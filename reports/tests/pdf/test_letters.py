"""Owns the proof that a glyph stands for its own letters, in whatever text it was met first."""

from io import BytesIO

import pikepdf
import pytest

from reports.pdf.engine import render_pdf
from reports.pdf.font_files import FILES, FOLDER
from reports.pdf.letters import letters_of
from reports.tests.pdf.glyphs import drawn_glyphs, glyph_faults
from reports.tests.pdf.tagged import LETTERS


def page(body: str) -> bytes:
    return render_pdf(
        f'<html lang="bn"><head><title>পরীক্ষা</title></head><body>{body}</body></html>', variant="pdf/ua-1"
    )


def told(text: str) -> list[str]:
    """The letters each glyph of a text stands for, as a reader finds them that knows of no text beside glyphs."""
    pdf = pikepdf.open(BytesIO(page(f"<h1>{text}</h1>")))
    found = []
    for font, glyphs in drawn_glyphs(pdf):
        letters = {int(glyph, 16): code for glyph, code in LETTERS.findall(font.ToUnicode.read_bytes())}
        found += [bytes.fromhex(letters[glyph].decode()).decode("utf-16-be") for glyph in glyphs]
    return found


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("য়ে য়", ["ে", "য়", " ", "য়"]),
        ("ন্ত্র ক্ষ", ["ন্ত্র", " ", "ক্ষ"]),
        ("কর্ম", ["ক", "ম", "র্"]),
        ("ব্যয়", ["ব", "্য", "য়"]),
        ("র‍্যাব", ["র", "্য", "া", "ব"]),
        ("ট্র স্ব", ["ট্র", " ", "স্ব"]),
        ("শু ত্রু", ["শু", " ", "ত্রু"]),
        ("Ab 12", ["A", "b", " ", "1", "2"]),
    ],
)
def test_every_glyph_stands_for_its_own_letters(text: str, letters: list[str]) -> None:
    assert told(text)[: len(letters)] == letters


def test_every_font_tells_the_letters_of_its_characters() -> None:
    for name in FILES:
        letters = letters_of((FOLDER / name).read_bytes())
        assert all(letters.values())
        assert "0" not in letters
        assert len(letters) > 500


def test_a_glyph_no_bundled_font_has_is_noticed(caplog: pytest.LogCaptureFixture) -> None:
    assert glyph_faults(page("<h1>বাংলা</h1>")) == []
    assert any(".notdef" in fault for fault in glyph_faults(page("<h1>বাংলা 漢</h1>")))
