"""Owns the colours added to a workbook's styles: each cell keeps its own style but for the fill."""

from plan_tree.problems import Severity
from sheets.annotated.dom import Node, NotPatchable, XmlPart, child, children, count
from sheets.annotated.marks import COLOURS

_FIRST_OF_OWN = 0  # the style of a cell without one


class Styles:
    """The styles part of a workbook being marked."""

    def __init__(self, content: bytes) -> None:
        self._part = XmlPart(content)
        fills, formats = (child(self._part.root, name) for name in ("fills", "cellXfs"))
        if fills is None or formats is None or child(formats, "xf") is None:
            raise NotPatchable
        self._fills: Node = fills
        self._formats: Node = formats
        self._known = list(children(formats, "xf"))
        self._fill_of: dict[Severity, int] = {}
        self._coloured: dict[tuple[int, Severity, bool], int] = {}

    def coloured(self, style: int, severity: Severity, *, wrapped: bool = False) -> int:
        """The number of a style like another one but in the colour of a gravity."""
        key = (style if style < len(self._known) else _FIRST_OF_OWN, severity, wrapped)
        if key not in self._coloured:
            self._coloured[key] = self._add(*key)
        return self._coloured[key]

    def as_bytes(self) -> bytes:
        return self._part.as_bytes()

    def _add(self, style: int, severity: Severity, wrapped: bool) -> int:
        format_ = self._known[style].cloneNode(True)
        format_.setAttribute("fillId", str(self._fill(severity)))
        format_.setAttribute("applyFill", "1")
        if wrapped:
            self._wrap(format_)
        self._formats.appendChild(format_)
        count(self._formats)
        return sum(1 for _ in children(self._formats, "xf")) - 1

    def _wrap(self, format_: Node) -> None:
        for old in children(format_, "alignment"):
            format_.removeChild(old)
        alignment = self._part.new("alignment", {"vertical": "top", "wrapText": "1"})
        format_.insertBefore(alignment, format_.firstChild)
        format_.setAttribute("applyAlignment", "1")

    def _fill(self, severity: Severity) -> int:
        if severity not in self._fill_of:
            new = self._part.new
            fill, pattern = new("fill"), new("patternFill", {"patternType": "solid"})
            pattern.appendChild(new("fgColor", {"rgb": COLOURS[severity]}))
            pattern.appendChild(new("bgColor", {"indexed": "64"}))
            fill.appendChild(pattern)
            self._fills.appendChild(fill)
            count(self._fills)
            self._fill_of[severity] = sum(1 for _ in children(self._fills, "fill")) - 1
        return self._fill_of[severity]
