"""Owns the judgement of a zip by its list of members: which document it is, and whether it is meant to harm.

Nothing is unpacked but the beginnings of three small members; a list that is itself too long is not read.
"""

import struct
import zipfile
from io import BytesIO

from sheets.formats.archive import BROKEN, METHODS
from uploads import file_kinds as kinds
from uploads import refusals
from uploads.file_kinds import FileKind
from workflow.transitions import Refusal

MOST_MEMBERS = 3_000
MOST_LISTED = 500_000  # bytes of the list of members; a document of 3,000 parts has some 300,000
MOST_UNPACKED = 300_000_000  # bytes of all members
RATIO, COUNTS_FROM = 200, 2_000_000  # unpacked to packed; small members may shrink any amount
MOST_READ = 1_000_000  # bytes of a member that is looked into
_END, _END_64, _LISTED = b"PK\x05\x06", b"PK\x06\x07", b"PK\x01\x02"
_END_LENGTH, _END_REACH = 22, 22 + 65_535  # without and with the longest comment
_PARTS = (("word/", kinds.DOCX), ("xl/", kinds.XLSX), ("ppt/", kinds.PPTX))
_PROGRAMS = (
    ".exe",
    ".dll",
    ".com",
    ".scr",
    ".js",
    ".jse",
    ".vbs",
    ".vbe",
    ".wsf",
    ".hta",
    ".bat",
    ".cmd",
    ".ps1",
    ".lnk",
)
_PACKED = (".zip", ".rar", ".7z", ".gz", ".jar", ".iso", ".docm", ".xlsm", ".pptm", ".xlsb")
_DOCUMENTS = (".docx", ".xlsx", ".pptx", ".doc", ".xls", ".ppt")  # placed in a document, in their folder
_EMBEDDED = "/embeddings/"
_MACRO_PARTS = ("vbaproject.bin", "vbadata.xml")
_MACRO_FOLDERS = ("xl/macrosheets/", "basic/", "scripts/")


def archive_kind(data: bytes) -> FileKind | None:
    """The document a zip is, None for any other zip. Raises Refusal for a harmful, locked or broken one."""
    try:
        _check_list(data)
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return _kind(archive, len(data))
    except BROKEN as error:
        raise Refusal(refusals.DAMAGED) from error


def hides_archive(data: bytes) -> bool:
    """Whether a zip ends a file that begins as something else."""
    end = data.rfind(_END, max(len(data) - _END_REACH, 0))
    if end < 0 or len(data) - end < _END_LENGTH:
        return False
    (size,) = struct.unpack_from("<I", data, end + 12)
    return size > 0 and data[max(end - size, 0) :][:4] == _LISTED


def _check_list(data: bytes) -> None:
    """Before the list of members is read: whether it is short enough."""
    end = data.rfind(_END, max(len(data) - _END_REACH, 0))
    if end < 0 or len(data) - end < _END_LENGTH:
        raise Refusal(refusals.DAMAGED)
    members, size = struct.unpack_from("<HI", data, end + 10)
    if members > MOST_MEMBERS or size > MOST_LISTED or data[max(end - 20, 0) :][:4] == _END_64:
        raise Refusal(refusals.BOMB)


def _kind(archive: zipfile.ZipFile, file_bytes: int) -> FileKind | None:
    members = {_plain(member.filename): member for member in archive.infolist()}
    kind = _document(archive, members)
    _check_sizes(archive.infolist(), file_bytes)
    if any(member.flag_bits & 0x1 for member in archive.infolist()):
        raise Refusal(refusals.ENCRYPTED)
    if kind is None:
        return None
    if len(members) != len(archive.infolist()):
        raise Refusal(refusals.DAMAGED)
    _check_names(members)
    _check_declared(archive, members)
    return kind


def _document(archive: zipfile.ZipFile, members: dict[str, zipfile.ZipInfo]) -> FileKind | None:
    if "[content_types].xml" in members:
        return next((kind for start, kind in _PARTS if any(name.startswith(start) for name in members)), None)
    told = _beginning(archive, members.get("mimetype"), 100).decode("ascii", "replace").strip()
    return kinds.OPEN_DOCUMENTS.get(told)


def _check_sizes(members: list[zipfile.ZipInfo], file_bytes: int) -> None:
    packed, unpacked = sum(each.compress_size for each in members), sum(each.file_size for each in members)
    is_blown = any(each.file_size > max(COUNTS_FROM, RATIO * each.compress_size) for each in members)
    if packed > file_bytes or unpacked > MOST_UNPACKED or len(members) > MOST_MEMBERS or is_blown:
        raise Refusal(refusals.BOMB)


def _check_names(members: dict[str, zipfile.ZipInfo]) -> None:
    for name, member in members.items():
        if name.rpartition("/")[2] in _MACRO_PARTS or name.startswith(_MACRO_FOLDERS):
            raise Refusal(refusals.MACROS)
        is_placed = _EMBEDDED in f"/{name}"
        if name.endswith(_PROGRAMS + _PACKED) or (name.endswith(_DOCUMENTS) and not is_placed):
            raise Refusal(refusals.holds(_shown(member.filename)))
        if member.compress_type not in METHODS or name.startswith("/") or ".." in name.split("/"):
            raise Refusal(refusals.DAMAGED)


def _check_declared(archive: zipfile.ZipFile, members: dict[str, zipfile.ZipInfo]) -> None:
    """What a document says of itself: programs under any name, and parts locked with a password."""
    declared = _beginning(archive, members.get("[content_types].xml"), MOST_READ).lower()
    if b"macroenabled" in declared or b"vbaproject" in declared:
        raise Refusal(refusals.MACROS)
    if b"encryption-data" in _beginning(archive, members.get("meta-inf/manifest.xml"), MOST_READ):
        raise Refusal(refusals.ENCRYPTED)


def _beginning(archive: zipfile.ZipFile, member: zipfile.ZipInfo | None, length: int) -> bytes:
    if member is None or member.compress_type not in METHODS or member.flag_bits & 0x1:
        return b""
    with archive.open(member) as part:
        return part.read(length)


def _plain(name: str) -> str:
    return name.replace("\\", "/").lower()


def _shown(name: str) -> str:
    """The end of a member's name, as much as a sentence bears."""
    return "".join(letter for letter in name if letter.isprintable())[-60:]
