"""Owns how tests read a PDF back: through poppler, the way readers and search engines do."""

import re
import subprocess
import unicodedata
from functools import cache
from pathlib import Path

from openpyxl import load_workbook

FIXTURES = Path(__file__).resolve().parents[3] / "fixtures"
WORKBOOKS = ("industries-nis-2020-21.xlsx", "labour-egov-2021-22-q1.xlsx")
_WORD = re.compile("[\u0980-\u09ff\u200c\u200d]+")


@cache
def plan_cells() -> tuple[str, ...]:
    """The text of every filled cell of the two real plans."""
    sheets = [load_workbook(FIXTURES / name).active for name in WORKBOOKS]
    return tuple(str(cell) for sheet in sheets for row in sheet.values for cell in row if cell is not None)


def bengali_words(text: str) -> set[str]:
    return set(_WORD.findall(unicodedata.normalize("NFC", text)))


def text_of(pdf: bytes, *options: str) -> str:
    return _poppler("pdftotext", *options, "-", "-", pdf=pdf)


def facts_of(pdf: bytes) -> dict[str, str]:
    """Title, pages, tagged …, as pdfinfo names them."""
    lines = _poppler("pdfinfo", "-", pdf=pdf).splitlines()
    return {name: value.strip() for name, _, value in (line.partition(":") for line in lines)}


def fonts_of(pdf: bytes) -> list[str]:
    """The names of the fonts inside, without their subset tags."""
    rows = _poppler("pdffonts", "-", pdf=pdf).splitlines()[2:]
    return sorted(row.split()[0].partition("+")[2] for row in rows)


def _poppler(*command: str, pdf: bytes) -> str:
    done = subprocess.run(command, input=pdf, capture_output=True, check=True)
    return done.stdout.decode()
