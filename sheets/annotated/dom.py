"""Owns an XML part of a workbook as a tree that is written back as it was, but for what was changed."""

from collections.abc import Iterator
from typing import Any
from xml.parsers.expat import ExpatError

from defusedxml import DefusedXmlException
from defusedxml.minidom import parseString

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
Node = Any  # the library has no types


class NotPatchable(Exception):
    """A file that is no .xlsx package, or one built so unusually that changing it could harm it."""


class XmlPart:
    """One XML part; new elements take the prefix of its root, so that they belong to its namespace."""

    def __init__(self, content: bytes) -> None:
        try:
            self.document: Node = parseString(content, forbid_dtd=True)
        except (ExpatError, DefusedXmlException, ValueError) as error:
            raise NotPatchable from error
        self.root: Node = self.document.documentElement

    def new(self, name: str, attributes: dict[str, str] | None = None, text: str = "") -> Node:
        """An element that stands in no place yet."""
        prefix = f"{self.root.prefix}:" if self.root.prefix else ""
        element = self.document.createElement(prefix + name)
        for key, value in (attributes or {}).items():
            element.setAttribute(key, value)
        if text:
            element.appendChild(self.document.createTextNode(text))
        return element

    def as_bytes(self) -> bytes:
        written: bytes = self.document.toxml(encoding="UTF-8", standalone=True)
        return written


def children(parent: Node, *names: str) -> Iterator[Node]:
    """The child elements of some names, whatever their prefix."""
    for node in list(parent.childNodes):
        if node.nodeType == node.ELEMENT_NODE and (not names or node.localName in names):
            yield node


def child(parent: Node, name: str) -> Node | None:
    return next(children(parent, name), None)


def insert_before(parent: Node, element: Node, names: frozenset[str]) -> None:
    """Put an element before the first child of some names, at the end where there is none."""
    parent.insertBefore(element, next(children(parent, *names), None))


def count(element: Node) -> None:
    """Correct the count attribute some lists carry."""
    if element.hasAttribute("count"):
        element.setAttribute("count", str(sum(1 for _ in children(element))))
