"""Owns the kinds of files that are taken, and the names of those that are not."""

from dataclasses import dataclass

from cell_values.sentence import Sentence


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file: its name in a sentence, the endings its names may have, its media type."""

    name: Sentence
    endings: tuple[str, ...]
    media_type: str


_MICROSOFT, _OPEN = "application/vnd.openxmlformats-officedocument.", "application/vnd.oasis.opendocument."

PDF = FileKind(Sentence("PDF", "a PDF"), (".pdf",), "application/pdf")
JPEG = FileKind(Sentence("JPEG ছবি", "a JPEG picture"), (".jpg", ".jpeg", ".jfif"), "image/jpeg")
PNG = FileKind(Sentence("PNG ছবি", "a PNG picture"), (".png",), "image/png")
WEBP = FileKind(Sentence("WebP ছবি", "a WebP picture"), (".webp",), "image/webp")
HEIC = FileKind(Sentence("HEIC ছবি", "a HEIC picture"), (".heic", ".heif"), "image/heic")
DOCX = FileKind(Sentence("Word ফাইল", "a Word document"), (".docx",), f"{_MICROSOFT}wordprocessingml.document")
XLSX = FileKind(Sentence("Excel ফাইল", "an Excel workbook"), (".xlsx",), f"{_MICROSOFT}spreadsheetml.sheet")
PPTX = FileKind(
    Sentence("PowerPoint ফাইল", "a PowerPoint presentation"), (".pptx",), f"{_MICROSOFT}presentationml.presentation"
)
DOC = FileKind(Sentence("পুরোনো Word ফাইল", "an old Word document"), (".doc",), "application/msword")
XLS = FileKind(Sentence("পুরোনো Excel ফাইল", "an old Excel workbook"), (".xls",), "application/vnd.ms-excel")
PPT = FileKind(
    Sentence("পুরোনো PowerPoint ফাইল", "an old PowerPoint presentation"), (".ppt",), "application/vnd.ms-powerpoint"
)
ODT = FileKind(Sentence("OpenDocument লেখা", "an OpenDocument text"), (".odt",), f"{_OPEN}text")
ODS = FileKind(Sentence("OpenDocument সারণি", "an OpenDocument spreadsheet"), (".ods",), f"{_OPEN}spreadsheet")
ODP = FileKind(Sentence("OpenDocument উপস্থাপনা", "an OpenDocument presentation"), (".odp",), f"{_OPEN}presentation")

KINDS = (PDF, JPEG, PNG, WEBP, HEIC, DOCX, XLSX, PPTX, DOC, XLS, PPT, ODT, ODS, ODP)
ENDINGS = tuple(ending for kind in KINDS for ending in kind.endings)
OPEN_DOCUMENTS = {kind.media_type: kind for kind in (ODT, ODS, ODP)}

ZIP = Sentence("জিপ (একসঙ্গে বাঁধা ফাইল)", "a zip (files packed together)")
PROGRAM = Sentence("একটি প্রোগ্রাম", "a program")
SCRIPT = Sentence("একটি প্রোগ্রামের লেখা (স্ক্রিপ্ট)", "a script")
WEB_PAGE = Sentence("একটি ওয়েব পাতা (HTML)", "a web page (HTML)")
SVG = Sentence("SVG ছবি, যাতে প্রোগ্রাম থাকতে পারে", "an SVG picture, which may hold programs")
PACKED = Sentence("একসঙ্গে বাঁধা ফাইল (আর্কাইভ)", "an archive of files")
SHORTCUT = Sentence("উইন্ডোজের একটি শর্টকাট", "a Windows shortcut")
PLAIN_TEXT = Sentence("সাধারণ লেখা", "plain text")
EMPTY = Sentence("খালি", "empty")
UNKNOWN = Sentence("অচেনা ধরনের", "of no known kind")
OLD_BINARY = Sentence("Word, Excel বা PowerPoint নয় এমন একটি ফাইল", "no Word, Excel or PowerPoint file")

OTHERS: tuple[tuple[bytes, Sentence], ...] = (
    (b"MZ", PROGRAM),
    (b"\x7fELF", PROGRAM),
    (b"\xca\xfe\xba\xbe", PROGRAM),
    (b"\xcf\xfa\xed\xfe", PROGRAM),
    (b"#!", SCRIPT),
    (b"L\0\0\0\x01\x14\x02\0", SHORTCUT),
    (b"PK", ZIP),
    (b"Rar!", PACKED),
    (b"7z\xbc\xaf\x27\x1c", PACKED),
    (b"\x1f\x8b", PACKED),
)
"""What the first bytes of a file that is not taken say, where people should read it in Bengali."""


def media_type_of(name: str) -> str:
    """The media type of a file that was taken under a name; of any other one that no browser opens."""
    ending = name[name.rfind(".") :].lower()
    return next((kind.media_type for kind in KINDS if ending in kind.endings), "application/octet-stream")
