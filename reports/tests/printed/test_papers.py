"""Owns the proof of what every printed report has in common: tags, bookmarks, fonts, and words that can be found."""

import re
import subprocess
from functools import cache
from io import BytesIO

import pikepdf
import pytest
import zxingcpp
from django.utils import translation
from PIL import Image

from cell_values.digits import to_bengali
from cell_values.sentence import Sentence
from offices.models import Office, Tier
from plans.display import digits
from reports.printing import LANGUAGES
from reports.tests.pdf.extraction import facts_of, fonts_of, text_of
from reports.tests.pdf.glyphs import glyph_faults
from reports.tests.pdf.tagged import TaggedPdf
from reports.tests.scene import COMMENTS, REASON, Key, Scene

REPORTS = [
    ("form", "integrity"),
    ("form", "egov"),
    ("scorecard", "integrity"),
    ("scorecard", "egov"),
    ("letter", "integrity"),
    ("comparison", "integrity"),
    ("booklet", "integrity"),
]
Papers = dict[Key, bytes]
KEYS: list[Key] = [(*report, language) for report in REPORTS for language in LANGUAGES]
BUNDLED = {"Noto-Sans", "Noto-Sans-Bold", "Noto-Sans-Bengali", "Noto-Sans-Bengali-Bold"}


@pytest.fixture(params=KEYS, ids="-".join)
def key(request: pytest.FixtureRequest) -> Key:
    return request.param


@pytest.fixture
def pdf(papers: Papers, key: Key) -> bytes:
    return papers[key]


@cache
def tagged_of(pdf: bytes) -> TaggedPdf:
    """A paper as its tags tell it, taken apart once for all that is asked of it."""
    return TaggedPdf(pdf)


def words(text: str) -> set[str]:
    """The words of a text; at the end of a line a hyphen may be one of the word or of the line."""
    return set(re.findall(r"[\w\u0980-\u09ff\u200c\u200d]+", text.replace("-", "")))


def sentences_of(scene: Scene, key: Key) -> list[str]:
    """What a report must say: the stored explanations, comments and titles it is made of."""
    report, kind, language = key
    card, form = scene.cards[kind], scene.forms[kind]
    rows, areas = form.tree.indicators, [area.title for area in form.tree.areas]
    activities = [activity.title for area in form.tree.areas for activity in area.activities]
    said = [*areas, *(row.title for row in rows), *activities]
    cells = [text for row in rows for text in (row.unit_text, row.responsible, row.remark)]
    steps = [step.sentence.in_language(language) for mark in card.marks for step in mark.steps]
    offices = Office.objects.filter(tier=Tier.MINISTRY, makes_plan=True)
    with translation.override(language):
        names = [str(office) for office in offices]
    return {
        "form": said + cells if kind == "integrity" else said,
        "scorecard": said + steps,
        "letter": [REASON, *COMMENTS.values()],
        "comparison": areas + names,
        "booklet": said + cells + names,
    }[report]


def test_a_report_keeps_the_rules_of_pdf_ua(pdf: bytes) -> None:
    assert tagged_of(pdf).faults == []


def test_every_glyph_of_a_report_is_drawn_from_a_bundled_font(pdf: bytes) -> None:
    assert set(fonts_of(pdf)) <= BUNDLED
    assert glyph_faults(pdf) == []


def test_a_report_is_read_in_the_order_of_its_rows(scene: Scene, key: Key, pdf: bytes) -> None:
    report, kind, language = key
    if report in {"form", "scorecard"}:
        numbers = [row.number for row in scene.forms[kind].tree.indicators]
        if language == "bn":
            numbers = [to_bengali(number) for number in numbers]
        headings = tagged_of(pdf).root.all("TH")
        cells = [cell.whole_text.split()[0].strip("[]") for cell in headings if cell.whole_text]
        assert [cell for cell in cells if "." in cell and cell in numbers] == numbers


def test_a_report_names_itself_and_its_language(pdf: bytes, key: Key) -> None:
    assert str(pikepdf.open(BytesIO(pdf)).Root.Lang) == key[2]
    assert facts_of(pdf)["Title"].strip()
    assert ("পৃষ্ঠা" in text_of(pdf)) is (key[2] == "bn")


def test_a_report_has_bookmarks(pdf: bytes) -> None:
    with pikepdf.open(BytesIO(pdf)).open_outline() as outline:
        assert outline.root
        assert all(item.title.strip() for item in outline.root)


def test_every_word_of_a_report_is_found(pdf: bytes, key: Key, scene: Scene) -> None:
    expected = words(" ".join(sentences_of(scene, key)))
    found = words(text_of(pdf))
    assert len(expected & found) / len(expected) >= 0.99, expected - found


def test_a_report_has_the_digits_of_its_language(scene: Scene, papers: Papers) -> None:
    for language, other in (("bn", "en"), ("en", "bn")):
        with translation.override(language):
            earned = digits(f"{scene.cards['egov'].earned:.2f}")
        assert earned in text_of(papers["scorecard", "egov", language])
        assert earned not in text_of(papers["scorecard", "egov", other])


@pytest.mark.parametrize("report", ["form", "scorecard"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_policy_stands_in_words_at_the_end(scene: Scene, papers: Papers, report: str, language: str) -> None:
    last = Sentence("নম্বর দুই দশমিকে, অর্ধেক হলে উপরের দিকে", "marks half-up to 2 decimals").in_language(language)
    for kind in scene.cards:
        assert last in " ".join(text_of(papers[report, kind, language]).split())


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_code_and_a_number_lead_to_the_page_that_verifies_a_report(
    scene: Scene, papers: Papers, language: str
) -> None:
    for report in ("form", "scorecard", "letter"):
        imprint, pdf = scene.forms["integrity"].imprint, papers[report, "integrity", language]
        tagged = tagged_of(pdf)
        (figure,) = tagged.root.all("Figure")
        assert str(figure.raw.Alt).endswith(imprint.address)
        assert codes_on_first_page(pdf) == [imprint.address]
        beside = [node.text for node in tagged.root.all("P") if node.text == imprint.number]
        assert beside == [imprint.number]
        assert text_of(pdf).count(imprint.number) > 1


def codes_on_first_page(pdf: bytes) -> list[str]:
    """What a scanner reads from the printed page, at the dots of a cheap camera."""
    command = ["pdftoppm", "-r", "150", "-l", "1", "-gray", "-singlefile", "-png", "-"]
    page = subprocess.run(command, input=pdf, capture_output=True, check=True).stdout
    picture = Image.open(BytesIO(page))
    return [code.text for code in zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.QRCode)]
