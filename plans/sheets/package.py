"""Owns the look into a workbook's zip before any library opens it: what kind of file it is and whether it is safe."""

import struct
import zipfile
import zlib
from dataclasses import dataclass
from io import BytesIO
from xml.sax import SAXException

from defusedxml import DefusedXmlException

from plans.sheets.outline import Outline, outline
from plans.sheets.refusal import damaged, encrypted, not_a_workbook, unsafe

# The largest official plan seen is a file of 15 kB with 95 kB of XML.
MAX_FILE_BYTES = 10_000_000
MAX_UNPACKED_BYTES = 60_000_000
MAX_XML_BYTES = 20_000_000
MAX_MEMBERS = 1_000
MAX_RATIO = 150  # unpacked to packed; an honest sheet stays under 40
RATIO_COUNTS_FROM = 1_000_000  # bytes: small members may shrink any amount

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_CONTENT_TYPES = "[Content_Types].xml"
_ZIP_ERRORS = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, NotImplementedError)
_NESTED = (".zip", ".xlsx", ".xlsm", ".xlsb", ".xls", ".docx", ".doc", ".pptx", ".jar", ".exe", ".7z", ".rar", ".gz")


@dataclass(frozen=True, slots=True)
class Package:
    """A workbook found safe: the outlines of its worksheet parts by their name in the zip."""

    outlines: dict[str, Outline]
    has_external_links: bool


def inspect(data: bytes, filename: str = "") -> Package:
    """Look through a file's bytes. Raises Refused when it is no workbook or must not be opened."""
    _check_kind(data, filename)
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            _check_members(archive, filename)
            _check_sizes(archive.infolist(), len(data))
            return Package(_outlines(archive), _has_links(archive))
    except DefusedXmlException as error:
        raise unsafe("এর XML-এ DOCTYPE বা ENTITY আছে।", "its XML declares a DOCTYPE or an ENTITY.") from error
    except (*_ZIP_ERRORS, SAXException, ValueError, KeyError) as error:
        raise damaged() from error


def _check_kind(data: bytes, filename: str) -> None:
    if len(data) > MAX_FILE_BYTES:
        raise unsafe("এটি ১০ মেগাবাইটের চেয়ে বড়।", "it is larger than 10 megabytes.")
    if data.startswith(_OLE) and "EncryptedPackage".encode("utf-16-le") in data:
        raise encrypted()
    if not data.startswith(b"PK\x03\x04"):
        raise not_a_workbook(filename)


def _check_members(archive: zipfile.ZipFile, filename: str) -> None:
    members = archive.infolist()
    names = {member.filename for member in members}
    if any(member.flag_bits & 0x1 for member in members):
        raise encrypted()
    if _CONTENT_TYPES not in names or "xl/workbook.bin" in names or not any(n.startswith("xl/") for n in names):
        raise not_a_workbook(filename)
    if len(members) > MAX_MEMBERS or len(names) != len(members):
        raise unsafe("জিপের অংশগুলোর সংখ্যা বা নাম অস্বাভাবিক।", "its zip holds too many or repeated members.")
    for name in names:
        _check_name(name)


def _check_name(name: str) -> None:
    lower = name.lower()
    if "vbaproject" in lower or lower.startswith(("xl/macrosheets/", "xl/activex/")):
        bn = "এতে ম্যাক্রো আছে। ম্যাক্রো ছাড়া .xlsx হিসেবে সংরক্ষণ করে আবার দিন।"
        raise unsafe(bn, "it holds macros. Save it as .xlsx without macros and send it again.")
    if lower.endswith(_NESTED) or lower.startswith("/") or ".." in lower.split("/"):
        raise unsafe(f"এর ভেতরে অন্য ফাইল আছে ({name})।", f"it holds another file ({name}).")


def _check_sizes(members: list[zipfile.ZipInfo], file_bytes: int) -> None:
    packed = sum(member.compress_size for member in members)  # more than the file: members overlap
    unpacked = sum(member.file_size for member in members)
    xml = sum(member.file_size for member in members if _is_xml(member.filename))
    is_blown = any(member.file_size > max(RATIO_COUNTS_FROM, MAX_RATIO * member.compress_size) for member in members)
    if packed > file_bytes or unpacked > MAX_UNPACKED_BYTES or xml > MAX_XML_BYTES or is_blown:
        raise unsafe("খুললে এটি অস্বাভাবিক বড় হয় (জিপ বোমা)।", "it unpacks to an unreasonable size (a zip bomb).")


def _is_xml(name: str) -> bool:
    # Excel's own .vml drawings are often malformed; nothing here reads them.
    return name.lower().endswith((".xml", ".rels"))


def _outlines(archive: zipfile.ZipFile) -> dict[str, Outline]:
    found = {}
    for name in filter(_is_xml, archive.namelist()):
        with archive.open(name) as stream:
            sheet = outline(stream)
        if sheet is not None:
            found[name] = sheet
    return found


def _has_links(archive: zipfile.ZipFile) -> bool:
    return any(name.startswith("xl/externalLinks/") for name in archive.namelist())
