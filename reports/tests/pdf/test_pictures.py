"""Owns the proof that Bengali is shaped as it is read: as approved pictures show it, and with HarfBuzz's glyphs."""

import os
import re
import subprocess
import sys
from collections.abc import Sequence
from functools import cache
from io import BytesIO
from itertools import combinations
from pathlib import Path

import pikepdf
import pytest
import uharfbuzz
from fontTools.ttLib import TTFont
from PIL import Image

from reports.pdf.font_files import FILES, FOLDER
from reports.tests.pdf.extraction import bengali_words, plan_cells
from reports.tests.pdf.glyphs import glyphs_of_page
from reports.tests.pdf.hard_words import APPROVED, TOLERANCE, WEIGHTS, WORDS, approved, distance, drawn, printed_words

ROOT = Path(__file__).resolve().parents[3]
FONTS = {"regular": "NotoSansBengali-Regular.ttf", "bold": "NotoSansBengali-Bold.ttf"}
FEATURES = ("akhn", "rphf", "blwf", "half", "pstf", "vatu", "cjct", "pres", "abvs", "blws", "psts", "haln")
WITHOUT_FEATURES = "font-feature-settings: " + ", ".join(f"'{name}' 0" for name in FEATURES)
UNMOVED = {"কো", "কৌ"}  # need no rule of the font: their parts only change places
PRINT_WITH_FONTS_OF = """
import sys, pathlib, reports.pdf.font_files
reports.pdf.font_files.FOLDER = pathlib.Path(sys.argv[1])
from reports.tests.pdf.hard_words import printed_words
sys.stdout.buffer.write(printed_words("regular"))
"""
BENGALI = re.compile("[\u0980-\u09ff\u200c\u200d]+")


def unlike(pictures: list[Image.Image], weight: str = "regular") -> set[str]:
    """The words whose picture is not the approved one."""
    pairs = zip(WORDS, approved(weight), pictures, strict=True)
    return {word for word, known, picture in pairs if distance(known, picture) > TOLERANCE}


def test_there_are_fifty_hard_words_in_little_room() -> None:
    assert len(set(WORDS)) == 50
    assert sum(file.stat().st_size for file in APPROVED.iterdir()) < 600_000


@pytest.mark.parametrize("weight", WEIGHTS)
def test_every_hard_word_looks_as_approved(weight: str) -> None:
    assert unlike(drawn(printed_words(weight)), weight) == set()


@pytest.mark.parametrize("weight", WEIGHTS)
def test_another_way_of_drawing_the_same_shapes_is_no_other_picture(weight: str) -> None:
    assert unlike(drawn(printed_words(weight), program="pdftocairo"), weight) == set()


@pytest.mark.parametrize("weight", WEIGHTS)
def test_words_shaped_without_the_rules_of_bengali_are_other_pictures(weight: str) -> None:
    wrong = drawn(printed_words(weight, style=WITHOUT_FEATURES))
    assert unlike(wrong, weight) == set(WORDS) - UNMOVED


def test_words_in_a_font_that_has_no_rules_are_other_pictures(tmp_path: Path) -> None:
    for name in FILES:
        font = TTFont(FOLDER / name)
        if "GSUB" in font:
            del font["GSUB"]
        font.save(tmp_path / name)
    command = [sys.executable, "-c", PRINT_WITH_FONTS_OF, tmp_path]
    pdf = subprocess.run(command, cwd=ROOT, env=os.environ, capture_output=True, check=True).stdout
    assert unlike(drawn(pdf)) == set(WORDS)


@pytest.mark.parametrize("weight", WEIGHTS)
def test_no_word_is_taken_for_another(weight: str) -> None:
    """Not even র‍্যা for ব্যা, which differ in a dot."""
    pictures = approved(weight)
    assert all(distance(one, other) > TOLERANCE for one, other in combinations(pictures, 2))


@cache
def shaper(weight: str) -> uharfbuzz.Font:
    return uharfbuzz.Font(uharfbuzz.Face((FOLDER / FONTS[weight]).read_bytes()))


def shaped(word: str, weight: str) -> list[int]:
    """The glyphs of a word as HarfBuzz has them."""
    buffer = uharfbuzz.Buffer()
    buffer.add_str(word)
    buffer.guess_segment_properties()
    buffer.flags = uharfbuzz.BufferFlags.REMOVE_DEFAULT_IGNORABLES
    uharfbuzz.shape(shaper(weight), buffer)
    return [each.codepoint for each in buffer.glyph_infos]


def printed_glyphs(words: Sequence[str], weight: str, *, style: str = "") -> list[list[int]]:
    """The Bengali glyphs of each word as the PDF draws them, one word a page."""
    whole = pikepdf.open(BytesIO(printed_words(weight, style=style, words=tuple(words))))
    found = []
    for page in whole.pages:
        drawn_here = [glyphs for font, glyphs in glyphs_of_page(page) if "Bengali" in str(font.BaseFont)]
        found.append([glyph for glyphs in drawn_here for glyph in glyphs])
    return found


@pytest.mark.parametrize("weight", WEIGHTS)
def test_every_word_of_the_real_plans_has_the_glyphs_that_harfbuzz_gives_it(weight: str) -> None:
    hard = [word for word in WORDS if BENGALI.fullmatch(word)]
    words = sorted(bengali_words(" ".join(plan_cells()))) + hard
    assert len(words) > 450
    printed = dict(zip(words, printed_glyphs(words, weight), strict=True))
    assert {word for word in words if printed[word] != shaped(word, weight)} == set()


def test_glyphs_of_wrong_shaping_are_not_those_of_harfbuzz() -> None:
    words = [word for word in WORDS if BENGALI.fullmatch(word) and word not in UNMOVED]
    printed = printed_glyphs(words, "regular", style=WITHOUT_FEATURES)
    assert all(glyphs != shaped(word, "regular") for word, glyphs in zip(words, printed, strict=True))
