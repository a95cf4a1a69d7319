"""Owns fifty words that are hard to set in Bengali: printed, drawn as pictures, and compared with approved ones.

    .venv/bin/python -m reports.tests.pdf.hard_words              says how far what is printed is from the approved
    .venv/bin/python -m reports.tests.pdf.hard_words --approve    makes what is printed now the approved pictures

Approve only what you have opened and read.
"""

import argparse
import subprocess
from collections.abc import Sequence
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image, ImageChops, ImageFilter

from reports.pdf.engine import render_pdf

WORDS = (
    "ক্ষ", "জ্ঞ", "ঙ্ক্ষ", "ষ্ণ", "হ্ম", "ঞ্চ", "ঞ্জ", "ত্ত্ব", "ন্ধ্র", "ক্ট্র",
    "স্প্ল", "ন্ত্র", "স্ত্র", "দ্ধ", "র্ম", "র‍্যা", "ব্যা", "র্দ্র", "র্ধ্ব", "ন্দ্র",
    "রু", "রূ", "শু", "হৃ", "গু", "কো", "কৌ", "র্তি", "ক্ষৈ", "ত্র্য",
    "শুদ্ধাচার", "মন্ত্রণালয়", "কর্ম-পরিকল্পনা", "উদ্ভাবন", "দাপ্তরিক", "স্বীকৃতি", "জ্ঞাপন", "অগ্রগতি", "লক্ষ্যমাত্রা", "কোয়ার্টার",
    "ই-গভর্ন্যান্স", "প্রজ্ঞাপন", "বাস্তবায়ন", "আকাঙ্ক্ষা", "কর্তৃপক্ষ", "ঊর্ধ্বতন", "সংশ্লিষ্ট", "দুর্নীতি", "ব্রাহ্মণবাড়িয়া", "ট্র্যাকিং",
)  # fmt: skip
WEIGHTS = ("regular", "bold")
APPROVED = Path(__file__).with_name("approved")
COLUMNS, DOTS = 5, 150  # of a sheet, and of an inch
PAGE = """<html lang="bn"><head><title>শব্দ</title><style>
@page {{ size: 40mm 11mm; margin: 1mm; @bottom-left {{ content: none }} @bottom-right {{ content: none }} }}
p {{ font-size: 15pt; white-space: nowrap; break-after: page; {style} }}
</style></head><body>{words}</body></html>"""
WEIGHT = {"regular": "", "bold": "font-weight: bold;"}
# Two programs that fill the same outlines differ by shades along the edges and by a fraction of a dot in where they
# begin: a little blurred, at the best of nine places, no dot of poppler's two ways of drawing differs by more than 0.23
# of black. Shaped without the font's features a word differs by 0.79 somewhere (only কো and কৌ stay the same); the
# likest of these words, which differ in one small stroke, by 0.59.
TOLERANCE, BLUR = 0.4, 1


@cache
def printed_words(weight: str, *, style: str = "", words: tuple[str, ...] = WORDS) -> bytes:
    """A PDF of one word a page."""
    set_words = "".join(f"<p>{word}</p>" for word in words)
    return render_pdf(PAGE.format(style=WEIGHT[weight] + style, words=set_words))


def drawn(pdf: bytes, *, program: str = "pdftoppm") -> list[Image.Image]:
    """The pages as pictures in grey."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "words.pdf"
        file.write_bytes(pdf)
        command = [program, "-r", str(DOTS), "-gray", "-png", file, Path(folder) / "page"]
        subprocess.run(command, check=True, capture_output=True)
        return [Image.open(BytesIO(page.read_bytes())).convert("L") for page in sorted(Path(folder).glob("page*.png"))]


def approved(weight: str) -> list[Image.Image]:
    """The approved pictures, cut out of their sheet."""
    sheet = Image.open(APPROVED / f"{weight}.png").convert("L")
    wide, high = sheet.width // COLUMNS, sheet.height * COLUMNS // len(WORDS)
    places = (divmod(number, COLUMNS) for number in range(len(WORDS)))
    return [sheet.crop((x * wide, y * high, (x + 1) * wide, (y + 1) * high)) for y, x in places]


def distance(one: Image.Image, other: Image.Image) -> float:
    """How unlike two pictures are where they are least alike: 0 for the same, 1 for black on white."""
    soft, moving = (picture.filter(ImageFilter.GaussianBlur(BLUR)) for picture in (one, other))
    moved = [ImageChops.offset(moving, x, y) for x in (-1, 0, 1) for y in (-1, 0, 1)]
    return min(ImageChops.difference(soft, each).getextrema()[1] for each in moved) / 255


def sheet_of(pictures: Sequence[Image.Image]) -> Image.Image:
    wide, high = pictures[0].size
    sheet = Image.new("L", (wide * COLUMNS, -(-len(pictures) // COLUMNS) * high), 255)
    for number, picture in enumerate(pictures):
        y, x = divmod(number, COLUMNS)
        sheet.paste(picture, (x * wide, y * high))
    return sheet


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--approve", action="store_true", help="make what is printed now the approved pictures")
    options = parser.parse_args()
    for weight in WEIGHTS:
        pictures = drawn(printed_words(weight))
        if options.approve:
            sheet_of(pictures).quantize(16).save(APPROVED / f"{weight}.png", optimize=True)
        for word, picture, known in zip(WORDS, pictures, approved(weight), strict=True):
            print(f"{weight:8} {distance(known, picture):.3f} {word}")


if __name__ == "__main__":
    main()
