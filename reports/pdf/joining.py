"""Owns the joining of tagged PDF to one: pages, structure, bookmarks and page numbers in the right order.

pikepdf (qpdf) copies pages as they are, so a form in a booklet is the form itself, byte for byte of its content; the
structure and the bookmarks, which belong to a file and not to its pages, are put together here.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Name, OutlineItem, Pdf, String

from reports.pdf.rendering import render_here

LEADS_TO = re.compile(r"part:(\d+)")  # a link of the first document to a part, counted from 0
FOLIO_HEIGHT, FOLIO_SIZE = 17, 7  # points above the edge, and of the letters
NUMERALS = {"bn": "০১২৩৪৫৬৭৮৯", "en": "0123456789"}
SHEET = """<html lang="{language}"><head><title>{digits}</title>
<style>@page {{ @bottom-right {{ content: none }} }}</style></head><body><p>{digits}</p></body></html>"""


@dataclass(frozen=True, slots=True)
class BookletPart:
    """A document to join, with the name of its bookmark."""

    title: str
    pdf: bytes


def joined(front: bytes, parts: Sequence[BookletPart], *, language: str) -> bytes:
    """The front document with all parts behind it. Links of the front to "part:3" lead to the fourth part.

    Title, language and date are those of the front; the same input gives the same bytes.
    """
    whole = pikepdf.open(BytesIO(front))
    starts = []
    with whole.open_outline() as outline:
        for part in parts:
            starts.append(len(whole.pages))
            source = pikepdf.open(BytesIO(part.pdf))
            whole.pages.extend(source.pages)
            _join_structure(whole, source, starts[-1])
            outline.root.append(_bookmark(part.title, source, starts[-1]))
    _lead_to_parts(whole, starts)
    _number_pages(whole, language)
    target = BytesIO()
    whole.save(target, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    return target.getvalue()


def page_count(pdf: bytes) -> int:
    return len(pikepdf.open(BytesIO(pdf)).pages)


def _join_structure(whole: Pdf, source: Pdf, first: int) -> None:
    """Hangs the part's tree under the whole's; what points from pages to the tree gets new keys."""
    root: Any = whole.Root.StructTreeRoot
    tree: Any = whole.copy_foreign(source.Root.StructTreeRoot)
    offset = int(root.ParentTreeNextKey)
    document: Any = tree.K[0]
    document.S, document.P = Name.Part, root.K[0]
    root.K[0].K.append(document)
    numbers = tree.ParentTree.Nums
    for place in range(0, len(numbers), 2):
        root.ParentTree.Nums.extend([int(numbers[place]) + offset, numbers[place + 1]])
    for page in list(whole.pages)[first:]:
        page.obj.StructParents = int(page.obj.StructParents) + offset
        for annotation in page.obj.get("/Annots", []):
            annotation.StructParent = int(annotation.StructParent) + offset
    root.ParentTreeNextKey = offset + int(tree.ParentTreeNextKey)


def _bookmark(title: str, source: Pdf, first: int) -> OutlineItem:
    """The part's bookmarks under one with its title."""
    places = {page.objgen: number for number, page in enumerate(source.pages, start=first)}
    bookmark = OutlineItem(title, first)
    bookmark.is_closed = True
    with source.open_outline() as outline:
        bookmark.children.extend(_moved(item, places) for item in outline.root)
    return bookmark


def _moved(item: OutlineItem, places: dict[Any, int]) -> OutlineItem:
    destination: Any = item.destination
    page, _kind, left, top, _zoom = destination
    moved = OutlineItem(item.title, places[page.objgen], "XYZ", left=float(left), top=float(top))
    moved.children.extend(_moved(child, places) for child in item.children)
    return moved


def _lead_to_parts(whole: Pdf, starts: Sequence[int]) -> None:
    for page in list(whole.pages)[: starts[0] if starts else None]:
        annotations: Any = page.obj.get("/Annots", [])
        for annotation in annotations:
            match = LEADS_TO.fullmatch(str(annotation.get("/A", {}).get("/URI", "")))
            if match:
                del annotation["/A"]
                annotation.Dest = Array([whole.pages[starts[int(match[1])]].obj, Name.Fit])


def _number_pages(whole: Pdf, language: str) -> None:
    """Prints the number of each page but the first, the cover, in the middle of its foot."""
    font, glyphs = _numerals(whole, language)
    for number, page in enumerate(list(whole.pages)[1:], start=2):
        shown = b"".join(glyphs[digit] for digit in str(number))
        x = float(page.mediabox[2]) / 2 - FOLIO_SIZE * 0.3 * len(str(number))
        page.add_resource(font, Name.Font, Name.Folio)
        text = b"/Artifact <</Type /Pagination>> BDC BT /Folio %d Tf %.2f %d Td <%s> Tj ET EMC" % (
            FOLIO_SIZE, x, FOLIO_HEIGHT, shown.hex().encode(),
        )  # fmt: skip
        page.contents_add(b"q", prepend=True)
        page.contents_add(b"Q " + text)


def _numerals(whole: Pdf, language: str) -> tuple[Any, dict[str, bytes]]:
    """The font of the page numbers with the glyph of each digit, taken from a page printed with all ten."""
    digits = NUMERALS[language]
    sheet = pikepdf.open(BytesIO(render_here(SHEET.format(language=language, digits=digits))))
    page = sheet.pages[0]
    instructions: list[Any] = pikepdf.parse_content_stream(page)
    drawn = [operands[0] for operands, operator in instructions if str(operator) == "TJ"]
    shown = b"".join(bytes(piece) for pieces in drawn for piece in pieces if isinstance(piece, String))
    (font,) = page.obj.Resources.Font.values()
    return whole.copy_foreign(font), {str(digit): shown[2 * digit : 2 * digit + 2] for digit in range(10)}
