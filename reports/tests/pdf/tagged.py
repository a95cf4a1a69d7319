"""Owns how tests read the structure of a tagged PDF back, and which rules of PDF/UA-1 (ISO 14289-1) it breaks.

The rules are those a machine can check; no open validator could be installed here, so they are written out after the
clauses that veraPDF's profile of PDF/UA-1 lists, as far as our documents have such things. Fonts are ``glyphs``.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from itertools import pairwise
from typing import Any

import pikepdf

LETTERS = re.compile(rb"<([0-9A-Fa-f]{4})> <([0-9A-Fa-f]+)>")
PAINTING = {"Tj", "TJ", "'", '"', "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh", "Do"}

ROWS = {"TR"}
KIDS = {  # what an element may hold (7.2), nothing else; elements not named here hold what they like
    "Table": {"THead", "TBody", "TFoot", "TR", "Caption"}, "THead": ROWS, "TBody": ROWS, "TFoot": ROWS,
    "TR": {"TH", "TD"}, "L": {"L", "LI", "Caption"}, "LI": {"Lbl", "LBody"},
}  # fmt: skip
INSIDE_ONLY = {kid for kids in KIDS.values() for kid in kids} - {"L", "Table", "Caption"}
STANDARD = INSIDE_ONLY | set(KIDS) | {
    "Document", "Part", "Sect", "Div", "P", "H1", "H2", "H3", "Span", "Link", "Figure", "Caption",
}  # fmt: skip
LANGUAGE = re.compile(r"[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*")


@dataclass
class Node:
    """A structure element with the text of its own marked content, and the elements inside."""

    kind: str
    raw: Any
    text: str = ""
    kids: list["Node"] = field(default_factory=list)

    def all(self, kind: str = "") -> Iterator["Node"]:
        """This element and all inside, in reading order; of one kind if it is named."""
        if not kind or self.kind == kind:
            yield self
        for kid in self.kids:
            yield from kid.all(kind)

    @property
    def whole_text(self) -> str:
        return " ".join(node.text for node in self.all() if node.text)

    def attribute(self, name: str) -> Any:
        return self.raw.get("/A", {}).get(f"/{name}")


class TaggedPdf:
    """A PDF with its structure: ``root`` is the document's element, ``faults`` what PDF/UA-1 forbids."""

    def __init__(self, pdf: bytes) -> None:
        self.pdf = pikepdf.open(BytesIO(pdf))
        self.faults: list[str] = [] if re.match(rb"%PDF-1\.[0-7][\r\n]", pdf) else ["file: not of PDF 1"]
        self._letters: dict[Any, dict[str, str]] = {}  # by font; every page names the same ones again and again
        self._marks = {page.objgen: self._marked_texts(page, number) for number, page in enumerate(self._pages(), 1)}
        self._used: list[tuple[Any, int]] = []
        self.tree = self.pdf.Root.get("/StructTreeRoot")
        self.root = self._node(self.tree.K[0])
        self._check_catalogue()
        self._check_marks()
        self._check_parents()
        self._check_elements()

    def _pages(self) -> list[Any]:
        return [page.obj for page in self.pdf.pages]

    # --- reading --------------------------------------------------------------------------------------------------

    def _marked_texts(self, page: Any, number: int) -> dict[int, str]:
        """The text of every mark of a page: what ActualText says, else the letters; artifacts are none."""
        texts: dict[int, str] = {}
        nesting: list[tuple[str, Any]] = []
        letters: dict[str, str] = {}
        for operands, operator in pikepdf.parse_content_stream(page):
            name = str(operator)
            owners = [kind for kind, _ in nesting if kind != "span"]
            if name in {"BMC", "BDC"}:
                nesting.append(_mark_of(operands))
                if owners and nesting[-1][0] != "span":
                    self.faults.append(f"page {number}: {operands[0]} inside other marked content")
                if nesting[-1][0] == "content":
                    texts[nesting[-1][1]] = ""
                elif nesting[-1][0] == "span" and owners == ["content"]:
                    texts[_owner(nesting)] += nesting[-1][1]
            elif name == "EMC":
                nesting.pop()
            elif name == "Tf":
                font = page.Resources.Font[str(operands[0])]
                letters = self._letters.get(font.objgen) or self._letters.setdefault(font.objgen, _letters(font))
            elif name in PAINTING and not owners:
                self.faults.append(f"page {number}: {name} outside marked content")
            if name == "TJ" and nesting and nesting[-1][0] == "content":
                texts[_owner(nesting)] += _decoded(operands[0], letters)
        return texts

    def _node(self, raw: Any) -> Node:
        node = Node(str(raw.S).removeprefix("/"), raw)
        kids = raw.get("/K", [])
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, int):
                node.text += self._use(raw.Pg, kid)
            elif kid.get("/Type") == "/MCR":
                node.text += self._use(kid.get("/Pg", raw.get("/Pg")), kid.MCID)
            elif kid.get("/Type") != "/OBJR":
                node.kids.append(self._node(kid))
        return node

    def _use(self, page: Any, mark: int) -> str:
        self._used.append((page.objgen, int(mark)))
        if int(mark) not in self._marks.get(page.objgen, {}):
            self.faults.append(f"mark {mark} is not on its page")
            return ""
        return self._marks[page.objgen][int(mark)]

    # --- the rules ------------------------------------------------------------------------------------------------

    def _check_catalogue(self) -> None:
        root = self.pdf.Root
        named = {
            "marked": bool(root.get("/MarkInfo", {}).get("/Marked")),
            "language": bool(str(root.get("/Lang", ""))),
            "title shown": bool(root.get("/ViewerPreferences", {}).get("/DisplayDocTitle")),
            "free of suspects": not root.get("/MarkInfo", {}).get("/Suspects"),
            "described": root.Metadata.get("/Type") == "/Metadata" and root.Metadata.get("/Subtype") == "/XML",
            "open": not self.pdf.is_encrypted,
            "free of forms, layers and files": not {"/AcroForm", "/OCProperties", "/AF"} & set(root.keys()),
        }
        with self.pdf.open_metadata() as metadata:
            named["title"] = bool(metadata.get("dc:title"))
            named["identified as PDF/UA-1"] = metadata.get("pdfuaid:part") == "1"
        self.faults += [f"document: not {name}" for name, is_right in named.items() if not is_right]
        for number, page in enumerate(self._pages(), 1):
            if page.Resources.get("/XObject", {}):
                self.faults.append(f"page {number}: drawings apart from its content")

    def _check_marks(self) -> None:
        if len(set(self._used)) != len(self._used):
            self.faults.append("a mark stands twice in the tree")
        drawn = {(page, mark) for page, marks in self._marks.items() for mark in marks}
        if drawn - set(self._used):
            self.faults.append(f"{len(drawn - set(self._used))} marks are not in the tree")

    def _check_parents(self) -> None:
        """The way back from a page's marks and from each annotation to its element."""
        numbers = self.tree.ParentTree.Nums
        parents = {int(numbers[place]): numbers[place + 1] for place in range(0, len(numbers), 2)}
        for number, page in enumerate(self._pages(), 1):
            listed = parents.get(int(page.StructParents), [])
            if len(listed) != len(self._marks[page.objgen]):
                self.faults.append(f"page {number}: {len(listed)} parents of {len(self._marks[page.objgen])} marks")
            for annotation in page.get("/Annots", []):
                if str(parents.get(int(annotation.get("/StructParent", -1)), {}).get("/S")) != "/Link":
                    self.faults.append(f"page {number}: an annotation without its element")
                if not str(annotation.get("/Contents", "")):
                    self.faults.append(f"page {number}: a link that says nothing")
                if str(annotation.get("/Subtype")) != "/Link":
                    self.faults.append(f"page {number}: an annotation that is no link")
                if page.get("/Tabs") != "/S":
                    self.faults.append(f"page {number}: links in no order")

    def _check_elements(self) -> None:
        levels = [int(node.kind[1]) for node in self.root.all() if node.kind in {"H1", "H2", "H3"}]
        if levels and (levels[0] != 1 or any(after > before + 1 for before, after in pairwise(levels))):
            self.faults.append(f"headings leave out a level: {levels}")
        self.faults += [
            "a figure without words" for node in self.root.all("Figure") if not str(node.raw.get("/Alt", ""))
        ]
        for node in self.root.all():
            self._check_nesting(node)
        for table in self.root.all("Table"):
            self._check_table(table)

    def _check_nesting(self, node: Node) -> None:
        """Every kind of element is one of the standard, stands where it may, and knows its parent and its language."""
        kids = [kid.kind for kid in node.kids]
        if node.kind not in STANDARD:
            self.faults.append(f"{node.kind} is no standard element")
        self.faults += [f"{kid} in {node.kind}" for kid in kids if node.kind in KIDS and kid not in KIDS[node.kind]]
        self.faults += [f"{kid} in {node.kind}" for kid in kids if node.kind not in KIDS and kid in INSIDE_ONLY]
        if node.kind in KIDS and node.text:
            self.faults.append(f"{node.kind} has words of its own: {node.text[:30]!r}")
        if kids.count("THead") > 1 or kids.count("TFoot") > 1 or ("THead" in kids and "TBody" not in kids):
            self.faults.append(f"a table of {kids}")
        self.faults += [
            f"{kid.kind} does not know its parent" for kid in node.kids if kid.raw.P.objgen != node.raw.objgen
        ]
        if "/Lang" in node.raw and not LANGUAGE.fullmatch(str(node.raw.Lang)):
            self.faults.append(f"{node.kind} in the language {node.raw.Lang}")

    def _check_table(self, table: Node) -> None:
        """Every row is as wide as the others, and every cell has headers."""
        rows = list(table.all("TR"))
        grid = grid_of(rows)
        widths = {len({column for line, column in grid if line == row}) for row in range(len(rows))}
        if len(widths) > 1:
            self.faults.append(f"table {table.whole_text[:30]!r}: rows of {sorted(widths)} columns")
        headed = set()
        for (row, column), cell in sorted(grid.items()):
            if cell.kind == "TH":
                if cell.attribute("Scope") not in ("/Column", "/Row"):
                    self.faults.append(f"header {cell.text!r} says not of what")
                if cell.attribute("Scope") == "/Column":
                    headed.add(column)
                continue
            has_row_header = any(
                other.kind == "TH" and other.attribute("Scope") == "/Row"
                for (line, _), other in grid.items()
                if line == row
            )
            if column not in headed and not has_row_header:
                self.faults.append(f"cell {cell.text!r} has no header")


def _mark_of(operands: Any) -> tuple[str, Any]:
    """What begins: an artifact, content with its number, or a span with the text it stands for."""
    if str(operands[0]) == "/Artifact":
        return "artifact", None
    properties = operands[1] if len(operands) > 1 else {}
    if "/MCID" in properties:
        return "content", int(properties["/MCID"])
    return "span", str(properties.get("/ActualText", ""))


def _owner(nesting: list[tuple[str, Any]]) -> int:
    return next(mark for kind, mark in nesting if kind == "content")


def _letters(font: Any) -> dict[str, str]:
    """Glyph → letters, as the font says."""
    found = LETTERS.findall(font.ToUnicode.read_bytes())
    return {glyph.decode().lower(): bytes.fromhex(code.decode()).decode("utf-16-be") for glyph, code in found}


def _decoded(shown: Any, letters: dict[str, str]) -> str:
    glyphs = "".join(bytes(piece).hex() for piece in shown if isinstance(piece, pikepdf.String))
    return "".join(letters.get(glyphs[place : place + 4], "") for place in range(0, len(glyphs), 4))


def grid_of(rows: list[Node]) -> dict[tuple[int, int], Node]:
    """Which cell covers which (row, column)."""
    grid: dict[tuple[int, int], Node] = {}
    for line, row in enumerate(rows):
        column = 0
        for cell in row.kids:
            while (line, column) in grid:
                column += 1
            height, width = int(cell.attribute("RowSpan") or 1), int(cell.attribute("ColSpan") or 1)
            for down in range(height):
                for right in range(width):
                    grid[line + down, column + right] = cell
            column += width
    return grid
