"""Owns streaming an XML part of a file: no DOCTYPE, no entities, no great depth, names without their prefixes."""

import re
from collections.abc import Mapping
from typing import IO
from xml.parsers import expat

from sheets.limits import MAX_DEPTH
from sheets.refusal import damaged, unsafe

_CHUNK = 262_144  # a long token is scanned again with every chunk
_NUMBER = re.compile(r"\s*[-+]?(?:[0-9]{1,400}\.?[0-9]{0,400}|\.[0-9]{1,400})(?:[eE][-+]?[0-9]{1,3})?\s*")
Attributes = Mapping[str, str]


class _LocalNames(dict[str, str]):
    """Names of elements without their prefixes, filled as they come up."""

    def __missing__(self, name: str) -> str:
        local = self[name] = name.rpartition(":")[2]
        return local


class PartReader:
    """Reads one XML part; a format overrides ``start`` and ``end`` and asks for text where it wants some."""

    def __init__(self) -> None:
        self._depth = 0
        self._names = _LocalNames()
        self._kept: list[str] | None = None

    def start(self, name: str, attributes: Attributes) -> None:
        """An element begins; ``name`` is without its prefix, attributes keep theirs."""

    def end(self, name: str) -> None:
        """An element ends."""

    def read(self, part: IO[bytes]) -> None:
        """Stream the part to its end. Raises Refused when it is unsafe or no well-formed XML."""
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = _refuse_doctype
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        try:
            while chunk := part.read(_CHUNK):
                parser.Parse(chunk, False)
            parser.Parse(b"", True)
        except (expat.ExpatError, LookupError, ValueError) as error:
            raise damaged() from error

    def collect(self) -> None:
        """Keep the text that follows, for ``collected``."""
        self._kept = []

    def collected(self) -> str:
        """The text since ``collect``, which ends with this; "" where none was asked for."""
        kept, self._kept = self._kept or (), None
        return "".join(kept)

    def _start(self, name: str, attributes: Attributes) -> None:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise unsafe("এর XML অস্বাভাবিক গভীর।", "its XML is nested too deeply.")
        self.start(self._names[name], attributes)

    def _end(self, name: str) -> None:
        self._depth -= 1
        self.end(self._names[name])

    def _characters(self, text: str) -> None:
        if self._kept is not None:
            self._kept.append(text)


def attribute(attributes: Attributes, name: str, default: str = "") -> str:
    """The value of an attribute under any prefix."""
    for key, value in attributes.items():
        if key.rpartition(":")[2] == name:
            return value
    return default


def is_true(text: str | None) -> bool:
    """How XML of all these formats writes yes."""
    return text in ("1", "true", "on")


def whole(text: str | None, default: int = 0) -> int:
    """A short run of digits as a number, the default for anything else."""
    return int(text) if text and len(text) <= 9 and text.isdecimal() and text.isascii() else default


def finite(text: str) -> float | None:
    """A decimal number, with or without an exponent; None for anything else, "nan" and "inf" among them."""
    number = float(text) if _NUMBER.fullmatch(text) else None
    return None if number is None or abs(number) == float("inf") else number


def _refuse_doctype(*args: object) -> None:
    raise unsafe("এর XML-এ DOCTYPE বা ENTITY আছে।", "its XML declares a DOCTYPE or an ENTITY.")
