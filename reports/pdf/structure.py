"""Owns the structure of a tagged PDF: one tree of elements over all pages, as PDF/UA-1 (ISO 14289-1) asks for it.

WeasyPrint 70 writes a tree of its own: a table of each page and an element around every line of text. Here a table that
goes on over pages is one table, and so is a cell; headers say what they are headers of; what a page repeats is
no content at all (``artifacts``).
"""

from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

import pydyf  # type: ignore[import-untyped]
import weasyprint.pdf
from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

from reports.pdf.seams import known

POINTS = 0.75  # of a CSS pixel
SVG = "{http://www.w3.org/2000/svg}"
TYPES = {
    "h1": "H1", "h2": "H2", "h3": "H3", "p": "P", "div": "Div", "section": "Sect", "a": "Link", "span": "Span",
    "ul": "L", "ol": "L", "li": "LI", "li::marker": "Lbl",
    "table": "Table", "caption": "Caption", "thead": "THead", "tbody": "TBody", "tr": "TR",
    "th": "TH", "td": "TD", f"{SVG}svg": "Figure",
}  # fmt: skip
SCOPES = {"row": "/Row", "rowgroup": "/Row", "col": "/Column", "colgroup": "/Column"}


def tag_as_one_tree() -> None:
    """Let WeasyPrint write this structure; calling it again changes nothing."""
    if weasyprint.pdf.add_tags is not add_structure:
        known(weasyprint.pdf, "add_tags", "pdf document pdf_version page_streams")
        weasyprint.pdf.add_tags = add_structure


def add_structure(pdf: Any, document: Any, pdf_version: Any, page_streams: list[Any]) -> None:
    """Adds the tree of a drawn document to its PDF, and what a reader must know to use it."""
    structure = Structure(pdf, document)
    for number, (page, stream) in enumerate(zip(document.pages, page_streams, strict=True)):
        structure.add_page(number, page, stream._tags)
    structure.write()
    pdf.catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})
    pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})


class Structure:
    """The tree while it grows. An HTML element is one structure element, on however many pages its boxes stand."""

    def __init__(self, pdf: Any, document: Any) -> None:
        self._pdf = pdf
        self._pages = pdf.page_references
        self._heights = [page.height for page in document.pages]
        self._root = self._added({"Type": "/StructTreeRoot"})
        self._document = self._added({"Type": "/StructElem", "S": "/Document", "P": self._root.reference})
        self._document["K"] = pydyf.Array()
        self._elements: dict[tuple[Element, str], Any] = {}
        self._items: dict[Element, Any] = {}
        self._parents: list[Any] = []  # of the marked content of each page, then of each annotation
        self._annotations: list[tuple[Any, Any]] = []

    def add_page(self, number: int, page: Any, marks: dict[Any, dict[str, Any]]) -> None:
        """The content of a page; ``marks`` says which mark of the page each drawn box has got."""
        owners: dict[int, Any] = {}
        for box in _content(page._page_box):
            self._add_box(box, self._document, number, marks, owners)
        self._parents.append(pydyf.Array(owners[mark].reference for mark in sorted(owners)))

    def _add_box(self, box: Any, parent: Any, page: int, marks: dict[Any, Any], owners: dict[int, Any]) -> None:
        owner = self._owner(box, parent, page)
        if box in marks:
            mark = marks.pop(box)["mcid"]
            owners[mark] = owner
            owner["K"].append(self._content_of(owner, page, mark))
        if box.link_annotation:
            self._add_link(box, owner, page)
        for child in _content(box):
            self._add_box(child, owner, page, marks, owners)

    def _owner(self, box: Any, parent: Any, page: int) -> Any:
        """The structure element of a box: made when its HTML element is met first; else that of the boxes around it."""
        kind = TYPES.get(box.element_tag) if box.element is not None else None
        if kind is None or (kind == "Span" and not box.element.get("lang")):  # nothing to say of it
            return parent
        place = (box.element, kind)
        if place not in self._elements:
            self._elements[place] = self._made(kind, box, parent, page)
        return self._elements[place]

    def _made(self, kind: str, box: Any, parent: Any, page: int) -> Any:
        """A new element; that of a list's item holds a label, if there is one, and a body, which is the answer."""
        if kind == "Lbl":
            return self._element(kind, self._items[box.element], page, {}, first=True)
        language = {"Lang": pydyf.String(box.element.get("lang"))} if box.element.get("lang") else {}
        element = self._element(kind, parent, page, language | self._attributes(kind, box, page))
        if kind != "LI":
            return element
        self._items[box.element] = element
        return self._element("LBody", element, page, {})

    def _element(self, kind: str, parent: Any, page: int, more: dict[str, Any], *, first: bool = False) -> Any:
        made = {"Type": "/StructElem", "S": f"/{kind}", "P": parent.reference, "Pg": self._pages[page]}
        element = self._added(made | more | {"K": pydyf.Array()})
        parent["K"].insert(0 if first else len(parent["K"]), element.reference)
        return element

    def _attributes(self, kind: str, box: Any, page: int) -> dict[str, Any]:
        if kind in {"TH", "TD"}:
            cell = {"O": "/Table"} | ({"Scope": _scope(box.element)} if kind == "TH" else {})
            spans = {"ColSpan": box.colspan, "RowSpan": box.rowspan}
            return {"A": pydyf.Dictionary(cell | {name: span for name, span in spans.items() if span != 1})}
        if kind == "Figure":
            words = (box.element.findtext(f"{SVG}{name}", "") for name in ("title", "desc"))
            return {"Alt": pydyf.String(" ".join(filter(None, words))), "A": self._place(box, page)}
        return {}

    def _place(self, box: Any, page: int) -> Any:
        x, y, top = box.content_box_x(), box.content_box_y(), self._heights[page]
        corners = (x, top - y - box.height, x + box.width, top - y)
        place = pydyf.Array(round(corner * POINTS, 3) for corner in corners)
        return pydyf.Dictionary({"O": "/Layout", "Placement": "/Block", "BBox": place})

    def _content_of(self, owner: Any, page: int, mark: int) -> Any:
        """A mark as a child of its element; one on another page than the element's first names its page."""
        if owner.get("Pg", self._pages[page]) == self._pages[page] and owner is not self._document:
            return mark
        return pydyf.Dictionary({"Type": "/MCR", "Pg": self._pages[page], "MCID": mark})

    def _add_link(self, box: Any, owner: Any, page: int) -> None:
        annotation = box.link_annotation
        if words := "".join(box.element.itertext()).strip():  # better than the address, which stands there
            annotation["Contents"] = pydyf.String(words)
        reference = {"Type": "/OBJR", "Obj": annotation.reference, "Pg": self._pages[page]}
        owner["K"].append(pydyf.Dictionary(reference))
        self._annotations.append((annotation, owner))

    def write(self) -> None:
        """The tree's root, and the way back from content to elements."""
        numbers = pydyf.Array()
        for key, parents in enumerate(self._parents):
            numbers.extend((key, parents))
        for key, (annotation, owner) in enumerate(self._annotations, start=len(self._parents)):
            annotation["StructParent"] = key
            numbers.extend((key, owner.reference))
        self._root["K"] = pydyf.Array([self._document.reference])
        self._root["ParentTree"] = self._added({"Nums": numbers}).reference
        self._root["ParentTreeNextKey"] = len(self._parents) + len(self._annotations)
        self._pdf.catalog["StructTreeRoot"] = self._root.reference

    def _added(self, values: dict[str, Any]) -> Any:
        added = pydyf.Dictionary(values)
        self._pdf.add_object(added)
        return added


def _content(box: Any) -> Iterator[Any]:
    """The boxes inside a box that are content: no artifacts, and no margin boxes, which are what a page repeats."""
    for child in getattr(box, "children", ()):
        inner = child._box if isinstance(child, AbsolutePlaceholder) else child
        if not isinstance(inner, boxes.MarginBox) and not getattr(inner, "is_artifact", False):
            yield inner


def _scope(element: Element) -> str:
    return SCOPES[element.get("scope", "col")]
