"""Owns the letters of a file of text: its bytes in the character set that it names, that fits, or that is assumed."""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass

_HEAD = 4_000  # bytes in which a page names its character set
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_NAMED = re.compile(rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""")
# Those that offices have; others are slow to read, or no character sets at all.
_KNOWN = re.compile(
    r"(?:utf-?8|us-ascii|(?:windows-|cp)?125[0-8]|iso-?8859-?\d{1,2}|latin-?1|macintosh)", re.IGNORECASE
)
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f]")
_OF_WINDOWS = "cp1252"
_UNASSIGNED = {0xDC00 + code: code for code in (0x81, 0x8D, 0x8F, 0x90, 0x9D)}  # Bijoy uses these as well


@dataclass(frozen=True, slots=True)
class FileText:
    """The text of a file; ``is_assumed``: nothing says that its letters are these."""

    text: str
    is_assumed: bool = False


def text_of(data: bytes) -> FileText | None:
    """The text that a file's bytes are, None where they are none."""
    for name in _charsets(data):
        text = _decoded(data, name)
        if text is not None:
            return _checked(text, is_assumed=False)
    legacy = data.decode(_OF_WINDOWS, "surrogateescape").translate(_UNASSIGNED)
    return _checked(legacy, is_assumed=True)


def _checked(text: str, *, is_assumed: bool) -> FileText | None:
    text = text.removeprefix("\ufeff").rstrip("\x1a")
    return None if _CONTROLS.search(text) else FileText(text, is_assumed)


def _charsets(data: bytes) -> Iterator[str]:
    """The character sets to try, the most certain first: by a mark, by the zeros of UTF-16, by name, by fitting."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            yield name
            return
    head = data[:_HEAD]
    if b"\0" in head:
        yield "utf-16-le" if head[1::2].count(0) > head[::2].count(0) else "utf-16-be"
        return
    if named := _NAMED.search(head):
        name = named[1].decode("ascii")
        if _KNOWN.fullmatch(name):
            yield name
    yield "utf-8"


def _decoded(data: bytes, name: str) -> str | None:
    try:
        return data.decode(name)
    except (UnicodeError, LookupError):
        return None
