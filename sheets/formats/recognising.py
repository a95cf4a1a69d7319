"""Owns telling by its bytes what kind of file was given; the name of a file proves nothing."""

import re
from enum import Enum, auto

from sheets import limits
from sheets.formats.archive import Archive
from sheets.refusal import encrypted, not_a_workbook, too_large

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"
_HEAD = 2_000  # bytes in which a text file shows what it is
_MARKUP = re.compile(rb"<(?:!doctype html|html|table|head|body|meta|style)", re.IGNORECASE)
_CSV = re.compile(r"[^\x00-\x08\x0e-\x1f]+")


class Kind(Enum):
    """The kinds of file a plan is read from."""

    EXCEL = auto()  # .xlsx, .xlsm
    OLD_EXCEL = auto()  # .xls
    OPEN_DOCUMENT = auto()  # .ods
    WORD = auto()  # .docx


_SIGNATURES = (
    (b"%PDF", "পিডিএফ", "a PDF"),
    (b"\x89PNG", "ছবি", "a picture"),
    (b"\xff\xd8\xff", "ছবি", "a picture"),
    (b"GIF8", "ছবি", "a picture"),
    (b"BM", "ছবি", "a picture"),
    (b"II*\x00", "ছবি", "a picture"),
    (b"MM\x00*", "ছবি", "a picture"),
    (b"{\\rtf", "আরটিএফ দলিল", "an RTF document"),
    (b"Rar!", "সংকুচিত ফাইল", "an archive"),
    (b"7z\xbc\xaf", "সংকুচিত ফাইল", "an archive"),
    (b"\x1f\x8b", "সংকুচিত ফাইল", "an archive"),
)


def recognise_plain(data: bytes, filename: str) -> None:
    """Raises Refused for what is no zip and no workbook of old Excel, naming what it is instead."""
    if len(data) > limits.MAX_FILE_BYTES:
        megabytes = limits.MAX_FILE_BYTES // 1_000_000
        raise too_large(f"এটি {megabytes} মেগাবাইটের চেয়ে বড়।", f"it is larger than {megabytes} megabytes.")
    if is_zip(data):
        return
    if is_old_office(data):
        _check_old(data, filename)
        return
    raise not_a_workbook(filename, *_found(data))


def is_old_office(data: bytes) -> bool:
    """Whether a file is of Office before 2007; a locked workbook of today is wrapped in one as well."""
    return data.startswith(_OLE)


def is_zip(data: bytes) -> bool:
    return data.startswith(_ZIP)


def kind_of(archive: Archive, filename: str) -> Kind:
    """The kind of document a zip holds. Raises Refused for any other zip."""
    names = archive.names
    if archive.head("mimetype", 100).strip() == _ODS:
        if b"encryption-data" in archive.head("meta-inf/manifest.xml", 100_000):
            raise encrypted()
        return Kind.OPEN_DOCUMENT
    if "[content_types].xml" in names and "xl/workbook.bin" not in names:
        if any(name.startswith("xl/") for name in names):
            return Kind.EXCEL
        if any(name.startswith("word/") for name in names):
            return Kind.WORD
    raise not_a_workbook(filename, *_found_in_zip(names))


def _check_old(data: bytes, filename: str) -> None:
    """OLE files hold their streams under names in UTF-16."""
    if _utf16("EncryptedPackage") in data:
        raise encrypted()
    if _utf16("WordDocument") in data:
        raise not_a_workbook(filename, "পুরোনো ওয়ার্ড দলিল (.doc)", "an old Word document (.doc)")
    if _utf16("PowerPoint Document") in data:
        raise not_a_workbook(filename, "উপস্থাপনা (.ppt)", "a presentation (.ppt)")


def _utf16(name: str) -> bytes:
    return name.encode("utf-16-le")


def _found(data: bytes) -> tuple[str, str]:
    head = data[:_HEAD]
    for signature, bn, en in _SIGNATURES:
        if data.startswith(signature):
            return bn, en
    if _MARKUP.search(head):
        return "ওয়েব পাতা (HTML)", "a web page (HTML)"
    if head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<?xml"):
        return "এক্সএমএল ফাইল", "an XML file"
    text = head.decode("utf-8", errors="ignore")
    if head and _CSV.fullmatch(text):
        return "সাধারণ লেখার ফাইল (CSV বা TXT)", "a plain text (CSV or TXT)"
    return "", ""


def _found_in_zip(names: frozenset[str]) -> tuple[str, str]:
    if "xl/workbook.bin" in names:
        return "বাইনারি ওয়ার্কবুক (.xlsb)", "a binary workbook (.xlsb)"
    if any(name.startswith("ppt/") for name in names):
        return "উপস্থাপনা (.pptx)", "a presentation (.pptx)"
    if any(name.endswith((".xlsx", ".xls", ".docx", ".ods")) for name in names):
        return "সংকুচিত ফাইল; ভেতরের ফাইলটি বের করে দিন", "an archive; take the file out of it"
    return ("ওপেন ডকুমেন্ট", "an OpenDocument of another kind") if "content.xml" in names else ("", "")
