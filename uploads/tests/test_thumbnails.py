"""Owns the proof that small pictures are small, drawn anew, and made of nothing but pictures within their budget."""

from io import BytesIO

import pytest
from PIL import Image

from uploads import thumbnails
from uploads.tests import samples
from uploads.thumbnails import EDGE, thumbnail


def drawn(kind, size, **options):
    content = BytesIO()
    Image.effect_noise(size, 60).convert("RGB").save(content, kind, **options)
    return content.getvalue()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_picture_becomes_one_of_96_pixels_and_a_few_kilobytes(kind):
    small = thumbnail(drawn(kind, (800, 400)))
    assert small is not None
    with Image.open(BytesIO(small)) as picture:
        assert (picture.format, picture.size) == ("JPEG", (EDGE, EDGE // 2))
    assert len(small) < 8_000


def test_what_stands_beside_the_picture_in_its_file_is_not_handed_on():
    exif = Image.Exif()
    exif[0x010E] = "secret place"
    small = thumbnail(drawn("JPEG", (300, 300), exif=exif))
    assert small is not None
    assert b"secret" not in small
    assert b"Exif" not in small


@pytest.mark.parametrize(
    "content", [samples.PDF, samples.SVG, samples.HEIC, b"", drawn("PNG", (50, 50))[:20], drawn("GIF", (50, 50))]
)
def test_what_is_no_picture_of_ours_has_none(content):
    assert thumbnail(content) is None


def test_of_a_picture_that_was_cut_off_is_shown_what_is_there():
    """Whatever else the process has imported: WeasyPrint sets so for all."""
    small = thumbnail(drawn("PNG", (50, 50))[:2000])
    assert small is not None
    with Image.open(BytesIO(small)) as picture:
        assert picture.size == (50, 50)


def test_more_pixels_than_the_budget_are_not_decoded(monkeypatch):
    monkeypatch.setattr(thumbnails, "MOST_PIXELS", 10_000)
    assert thumbnail(drawn("PNG", (200, 200))) is None
    assert thumbnail(drawn("PNG", (90, 90))) is not None
