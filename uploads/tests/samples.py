"""Owns the files of the tests: genuine ones of every kind that is taken, and those meant to harm."""

import struct
from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import docx
import openpyxl
from django.conf import settings
from PIL import Image

CORPUS = settings.FIXTURES_ROOT / "corpus"
MACRO = b"Attribute VB_Name = ..."
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{}</Types>'
PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
HTML = b"<!doctype html><title>x</title><script>alert(1)</script>"
EXE = b"MZ\x90\x00\x03\x00\x00\x00" + b"\0" * 64
SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
HEIC = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 64


def zipped(members: Mapping[str, bytes | str], *, stored: tuple[str, ...] = ()) -> bytes:
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content, ZIP_STORED if name in stored else ZIP_DEFLATED)
    return stream.getvalue()


def office(part: str = "word/document.xml", *, declared: str = "", **members: bytes | str) -> bytes:
    """A small document of the Microsoft formats with more members, ``__`` for a slash and ``_dot_`` for a dot."""
    more = {name.replace("__", "/").replace("_dot_", "."): content for name, content in members.items()}
    return zipped({"[Content_Types].xml": TYPES.format(declared), part: "<document/>"} | more)


def open_document(kind: str = "text", *, manifest: str = "", **members: bytes | str) -> bytes:
    told = f"application/vnd.oasis.opendocument.{kind}"
    more = {name.replace("__", "/"): content for name, content in members.items()}
    content = {
        "mimetype": told,
        "content.xml": "<office/>",
        "META-INF/manifest.xml": f"<manifest>{manifest}</manifest>",
    }
    return zipped(content | more, stored=("mimetype",))


def old_office(*streams: str) -> bytes:
    """The beginning of an old Office file with the names of its streams."""
    return OLE + b"".join(f"{name}\0".encode("utf-16-le").ljust(128, b"\0") for name in streams)


def picture(kind: str) -> bytes:
    stream = BytesIO()
    Image.new("RGB", (8, 8), "green").save(stream, kind)
    return stream.getvalue()


def word() -> bytes:
    stream, document = BytesIO(), docx.Document()
    document.add_paragraph("সভার কার্যবিবরণী")
    document.add_picture(BytesIO(picture("PNG")))
    document.save(stream)
    return stream.getvalue()


def excel() -> bytes:
    stream, book = BytesIO(), openpyxl.Workbook()
    book.active["A1"] = "১২"
    book.save(stream)
    return stream.getvalue()


def of_corpus(ending: str) -> bytes:
    return next(iter(sorted(CORPUS.glob(f"*{ending}")))).read_bytes()


def bomb(part: str = "xl/worksheets/sheet1.xml") -> bytes:
    """A workbook of 60 kB that unpacks to 60 MB."""
    return office(part, declared="", **{part.replace("/", "__").replace(".", "_dot_"): b"\0" * 60_000_000})


def flat_bomb() -> bytes:
    """Members that overlap: each claims more of the file than there is."""
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", TYPES.format(""))
        archive.writestr("word/document.xml", b"x" * 1000)
        archive.getinfo("word/document.xml").compress_size = 10_000_000
    return stream.getvalue()


def long_list() -> bytes:
    """A zip whose list of members is longer than any document's."""
    stream = BytesIO()
    with ZipFile(stream, "w") as archive:
        for number in range(4_000):
            archive.writestr(ZipInfo(f"word/{number}.xml"), b"")
    return stream.getvalue()


def lying_list() -> bytes:
    """A zip that tells of few members and has the long list in its 64-bit record."""
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1, 1, 46, 0, 0)
    return b"PK\x03\x04" + b"\0" * 100 + b"PK\x06\x07" + b"\0" * 16 + end


def locked() -> bytes:
    """A document whose members are encrypted."""
    data = bytearray(office())
    place = data.rfind(b"PK\x01\x02")
    data[place + 8] |= 1
    return bytes(data)
