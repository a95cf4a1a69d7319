"""Owns the judgement of a file: what it is by its content, and whether it is one that is taken."""

import re
from pathlib import PurePath

import puremagic

from cell_values.sentence import Sentence
from uploads import file_kinds as kinds
from uploads import refusals
from uploads.archives import archive_kind, hides_archive
from uploads.file_kinds import FileKind
from workflow.transitions import Refusal

EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + rb"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"  # apart: scanners read us too
HEAD = 2048  # bytes in which a file says what it is
_SPACE = b"\xef\xbb\xbf \t\r\n\0"  # some scanners and mail programs put these before a PDF
_HEIC = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STREAMS = (
    ("WordDocument", kinds.DOC),
    ("PowerPoint Document", kinds.PPT),
    ("Workbook", kinds.XLS),
    ("Book", kinds.XLS),
)
_WEB_PAGE = re.compile(rb"<(!doctype\s+html|html|head|body|script|iframe|meta|form)\b", re.IGNORECASE)
_SVG = re.compile(rb"<(\w+:)?svg\b", re.IGNORECASE)


def judge(data: bytes, name: str) -> FileKind:
    """What a file is; no more is read of it than its ends, its names and a few small parts.

    Raises Refusal with the sentence that says what it really is where it is not taken.
    """
    if EICAR in data:
        raise Refusal(refusals.TEST_VIRUS)
    found = _kinds_of(data)
    if not found:
        raise Refusal(refusals.not_taken(_named(data)))
    ending = PurePath(name).suffix.lower()
    fitting = [kind for kind in found if ending in kind.endings]
    if not fitting:
        raise Refusal(refusals.misnamed(ending, found[0].name, found[0].endings))
    return fitting[0]


def _kinds_of(data: bytes) -> list[FileKind]:
    """The kinds a file may be, none for what is not taken. Raises Refusal for a harmful or locked one."""
    if data.startswith(b"PK\x03\x04"):
        kind = archive_kind(data)
        return [kind] if kind else []
    plain = _plain_kind(data)
    found = [plain] if plain else _old_office_kinds(data)
    if found and hides_archive(data):
        raise Refusal(refusals.TWO_IN_ONE)
    return found


def _plain_kind(data: bytes) -> FileKind | None:
    if data[:HEAD].lstrip(_SPACE).startswith(b"%PDF-"):
        return kinds.PDF
    if data.startswith(b"\xff\xd8\xff"):
        return kinds.JPEG
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return kinds.PNG
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return kinds.WEBP
    return kinds.HEIC if data[4:8] == b"ftyp" and data[8:12] in _HEIC else None


def _old_office_kinds(data: bytes) -> list[FileKind]:
    """By the names of its streams, which stand in it unpacked; one document may lie within another."""
    if not data.startswith(_OLD_OFFICE):
        return []
    if _has_stream(data, "EncryptedPackage"):
        raise Refusal(refusals.ENCRYPTED)
    if _has_stream(data, "_VBA_PROJECT"):
        raise Refusal(refusals.MACROS)
    return [kind for stream, kind in _STREAMS if _has_stream(data, stream)]


def _has_stream(data: bytes, name: str) -> bool:
    return f"{name}\0".encode("utf-16-le") in data


def _named(data: bytes) -> Sentence:
    """What a file that is not taken is, in words."""
    head = data[:HEAD]
    if not head.strip(_SPACE):
        return kinds.EMPTY
    if head.startswith(_OLD_OFFICE):
        return kinds.OLD_BINARY
    if _SVG.search(head):
        return kinds.SVG
    if _WEB_PAGE.search(head):
        return kinds.WEB_PAGE
    named = next((sentence for start, sentence in kinds.OTHERS if head.startswith(start)), None)
    return named or _named_by_library(head)


def _named_by_library(head: bytes) -> Sentence:
    try:
        name = puremagic.magic_string(head)[0].name
    except (puremagic.PureError, ValueError):
        return kinds.PLAIN_TEXT if _is_text(head) else kinds.UNKNOWN
    return Sentence(name, f"a file of the kind “{name}”") if name else kinds.UNKNOWN


def _is_text(head: bytes) -> bool:
    return all(byte >= 32 or byte in b"\t\r\n\f" for byte in head)
