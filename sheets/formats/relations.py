"""Owns the relations between the parts of an Office file: which part plays which role, and where it is."""

import posixpath
from dataclasses import dataclass

from sheets.formats.archive import Archive, relative
from sheets.formats.xml import Attributes, PartReader


@dataclass(frozen=True, slots=True)
class Relation:
    """A role ("worksheet", "styles" …) and the name of the member that plays it."""

    role: str
    target: str


def relations(archive: Archive, part: str) -> dict[str, Relation]:
    """The relations of a part by their ids, those to places outside of the file left out."""
    reader = _RelationsReader(part)
    archive.read(posixpath.join(posixpath.dirname(part), "_rels", f"{posixpath.basename(part)}.rels"), reader)
    return reader.found


def main_part(archive: Archive, usual: str) -> str:
    """The part that holds the document itself."""
    found = (relation.target for relation in relations(archive, "").values() if relation.role == "officeDocument")
    return next(found, usual)


class _RelationsReader(PartReader):
    def __init__(self, part: str) -> None:
        super().__init__()
        self._part = part
        self.found: dict[str, Relation] = {}

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "Relationship" and attributes.get("TargetMode") != "External":
            role = attributes.get("Type", "").rpartition("/")[2]
            self.found[attributes.get("Id", "")] = Relation(role, relative(self._part, attributes.get("Target", "")))
