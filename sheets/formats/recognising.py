"""Owns telling by its bytes what kind of file was given; the name of a file proves nothing."""

import re
from enum import Enum, auto

from cell_values.sentence import Sentence
from sheets import limits
from sheets.formats.archive import Archive
from sheets.refusal import GIVE_ORIGINAL, SAVE, SAVE_IN_WORD, UNPACK, encrypted, not_a_workbook, too_large

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"
_HEAD = 4_000  # letters in which a text shows what it is
_MARKUP = re.compile(r"<(?:!doctype html|html|table|head|body|meta|style|title|div|center|tr)\b", re.IGNORECASE)
_TABLE = re.compile(r"<table\b.*?<t[rdh]\b", re.IGNORECASE | re.DOTALL)


class Kind(Enum):
    """The kinds of document a zip may be."""

    EXCEL = auto()  # .xlsx, .xlsm
    OPEN_DOCUMENT = auto()  # .ods
    WORD = auto()  # .docx


_SPACE = b"\xef\xbb\xbf \r\n\t"
Other = tuple[str, str, Sentence]  # what a file is instead, in both languages, and what to do
_EMPTY: Other = "খালি ফাইল", "an empty file", GIVE_ORIGINAL
_SIGNATURES: tuple[tuple[bytes, Other], ...] = (
    (rb"%PDF", ("পিডিএফ", "a PDF", GIVE_ORIGINAL)),
    (rb"\x89PNG|\xff\xd8\xff|GIF8|BM.{4}\0{4}|II\*\0|MM\0\*|<svg", ("ছবি", "a picture", GIVE_ORIGINAL)),
    (rb"\{\\rtf", ("আরটিএফ দলিল", "an RTF document", SAVE_IN_WORD)),
    (rb"Rar!|7z\xbc\xaf|\x1f\x8b", ("সংকুচিত ফাইল", "an archive", UNPACK)),
    (rb"MIME-Version:", ("একক ফাইলের ওয়েব পাতা (.mht)", "a web page in a single file (.mht)", SAVE)),
    (rb"<\?xml(?!.*<html)", ("এক্সএমএল ফাইল", "an XML file", SAVE)),
)


def recognise_plain(data: bytes, filename: str) -> None:
    """Raises Refused for what is no zip, no workbook of old Excel and no text, naming what it is instead."""
    if len(data) > limits.MAX_FILE_BYTES:
        megabytes = limits.MAX_FILE_BYTES // 1_000_000
        raise too_large(f"এটি {megabytes} মেগাবাইটের চেয়ে বড়।", f"it is larger than {megabytes} megabytes.")
    if is_zip(data):
        return
    if is_old_office(data):
        _check_old(data, filename)
        return
    head = data[:_HEAD].lstrip(_SPACE)
    flags = re.DOTALL | re.IGNORECASE
    named = next((other for signature, other in _SIGNATURES if re.match(signature, head, flags)), None)
    if named or not head:
        raise not_a_workbook(filename, *(named or _EMPTY))


def is_web_page(text: str) -> bool:
    """Whether a text is the source of a web page, or of a table of one; cells may hold tags as well."""
    head = text[:_HEAD]
    return (head.lstrip().startswith("<") and _MARKUP.search(head) is not None) or _TABLE.search(head) is not None


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
        raise not_a_workbook(filename, "পুরোনো ওয়ার্ড দলিল (.doc)", "an old Word document (.doc)", SAVE_IN_WORD)
    if _utf16("PowerPoint Document") in data:
        raise not_a_workbook(filename, "উপস্থাপনা (.ppt)", "a presentation (.ppt)", GIVE_ORIGINAL)


def _utf16(name: str) -> bytes:
    return name.encode("utf-16-le")


def _found_in_zip(names: frozenset[str]) -> Other:
    if "xl/workbook.bin" in names:
        return "বাইনারি ওয়ার্কবুক (.xlsb)", "a binary workbook (.xlsb)", SAVE
    if any(name.startswith("ppt/") for name in names):
        return "উপস্থাপনা (.pptx)", "a presentation (.pptx)", GIVE_ORIGINAL
    if "content.xml" in names:
        return "অন্য ধরনের ওপেন ডকুমেন্ট", "an OpenDocument of another kind", SAVE_IN_WORD
    return "সংকুচিত ফাইল", "an archive", UNPACK
