"""Owns the zip in which .xlsx, .xlsm, .ods and .docx files come: looked through before a byte of it is unpacked."""

import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

from sheets import limits
from sheets.formats.xml import PartReader
from sheets.refusal import damaged, encrypted, too_large, unsafe

# What Python's zip raises at bytes that are no zip, a broken one or one it cannot read.
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
    ValueError,
)
_NESTED = (".zip", ".xlsx", ".xlsm", ".xlsb", ".xls", ".docx", ".doc", ".pptx", ".jar", ".exe", ".7z", ".rar", ".gz")
_DOCUMENTS = {"[content_types].xml", "mimetype"}  # members by which documents say that they are some
_OBJECTS = ("xl/embeddings/", "word/embeddings/")  # objects placed in a document; never opened
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # the others can be made to take any amount of memory


class Archive:
    """The members of a zip by their names in lower case. Raises Refused for a zip that is broken or unsafe."""

    def __init__(self, data: bytes) -> None:
        with _refusing_broken_zips():
            self._zip = zipfile.ZipFile(BytesIO(data))
        members = self._zip.infolist()
        if len(members) > limits.MAX_MEMBERS:
            raise unsafe("জিপের অংশ অস্বাভাবিক বেশি।", "its zip holds too many members.")
        self._members = {_plain(member.filename): member for member in members}
        if len(self._members) != len(members):
            raise unsafe("জিপে একই নামের একাধিক অংশ আছে।", "its zip holds repeated members.")
        _check_members(members, is_document=not _DOCUMENTS.isdisjoint(self._members))
        _check_sizes(members, len(data))

    @property
    def names(self) -> frozenset[str]:
        return frozenset(self._members)

    @property
    def xml_bytes(self) -> int:
        """The size of all XML, unpacked; no member gives more than its share of this."""
        return sum(member.file_size for name, member in self._members.items() if _is_xml(name))

    def read(self, name: str, reader: PartReader) -> bool:
        """Stream a member through a reader; False where there is no such member."""
        member = self._members.get(_plain(name))
        if member is None:
            return False
        with _refusing_broken_zips(), self._zip.open(member) as part:
            reader.read(part)
        return True

    def head(self, name: str, length: int) -> bytes:
        """The first bytes of a member, b"" where there is none."""
        member = self._members.get(_plain(name))
        if member is None:
            return b""
        with _refusing_broken_zips(), self._zip.open(member) as part:
            return part.read(length)


def relative(base: str, target: str) -> str:
    """The member a relation of the member ``base`` points to: absolute names begin with a slash."""
    folder = "" if target.startswith(("/", "\\")) else posixpath.dirname(base)
    return posixpath.normpath(posixpath.join(folder, _slashed(target).lstrip("/")))


@contextmanager
def _refusing_broken_zips() -> Iterator[None]:
    try:
        yield
    except BROKEN as error:
        raise damaged() from error


def _plain(name: str) -> str:
    return _slashed(name).lower()


def _slashed(name: str) -> str:
    return name.replace("\\", "/")


def _is_xml(name: str) -> bool:
    return name.endswith((".xml", ".rels"))


def _check_members(members: list[zipfile.ZipInfo], *, is_document: bool) -> None:
    """A document holds no other files; what only packs files is told by its name, for none of it is read."""
    for member in members:
        name = _plain(member.filename)
        if member.flag_bits & 0x1:
            raise encrypted()
        if member.compress_type not in METHODS:
            raise unsafe("এটি অস্বাভাবিকভাবে সংকুচিত।", "it is compressed in an unusual way.")
        if name.startswith("/") or ".." in name.split("/") or ":" in name:
            raise unsafe(f"এর একটি অংশের নাম সন্দেহজনক ({name})।", f"a member has a suspicious name ({name}).")
        if is_document and name.endswith(_NESTED) and not name.startswith(_OBJECTS):
            raise unsafe(f"এর ভেতরে অন্য ফাইল আছে ({name})।", f"it holds another file ({name}).")


def _check_sizes(members: list[zipfile.ZipInfo], file_bytes: int) -> None:
    packed = sum(member.compress_size for member in members)  # more than the file: members overlap
    ratio, small = limits.MAX_RATIO, limits.RATIO_COUNTS_FROM
    is_blown = any(member.file_size > max(small, ratio * member.compress_size) for member in members)
    if packed > file_bytes or is_blown:
        raise unsafe("খুললে এটি অস্বাভাবিক বড় হয় (জিপ বোমা)।", "it unpacks to an unreasonable size (a zip bomb).")
    if sum(member.file_size for member in members if _is_xml(_plain(member.filename))) > limits.MAX_XML_BYTES:
        raise too_large("খুললে এটি অস্বাভাবিক বড় হয়।", "it unpacks to an unreasonable size.")
