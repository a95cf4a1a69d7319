"""Owns the comments of a sheet as Excel keeps them: their words in one part, the boxes that show them in another."""

import re

from openpyxl.utils.cell import coordinate_to_tuple

from sheets.annotated.dom import MAIN, Node, NotPatchable, XmlPart, child, children
from sheets.annotated.marks import AUTHOR, CellMark

_EMPTY = f'<comments xmlns="{MAIN}"><authors/><commentList/></comments>'.encode()
_DRAWING = """\
<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" \
xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/>\
</o:shapelayout><v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">\
<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype></xml>"""
_BOX = """\
<v:shape xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" \
xmlns:x="urn:schemas-microsoft-com:office:excel" id="_x0000_s{number}" type="#_x0000_t202" \
style="position:absolute;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/>\
<v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>\
<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>\
<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{left},15,{top},2,{right},15,{bottom},4\
</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"""
_NUMBERS = re.compile(rb'"_x0000_s(\d{1,9})"')
_END = re.compile(rb"</(?:\w+:)?xml\s*>\s*\Z")
_FIRST_BOX = 1025


class Comments:
    """The comments part of a sheet; what others commented stays."""

    def __init__(self, content: bytes | None) -> None:
        self._part = XmlPart(content or _EMPTY)
        authors, comments = (child(self._part.root, name) for name in ("authors", "commentList"))
        if authors is None or comments is None:
            raise NotPatchable
        self._authors: Node = authors
        self._comments: Node = comments
        self._known = {comment.getAttribute("ref"): comment for comment in children(comments, "comment")}

    def add(self, marks: tuple[CellMark, ...]) -> tuple[CellMark, ...]:
        """Write the words of some marks; those whose cells had no comment yet, and so no box."""
        new = tuple(mark for mark in marks if mark.address not in self._known)
        author = self._author()
        for mark in marks:
            comment = self._known.get(mark.address)
            if comment is None:
                comment = self._part.new("comment", {"ref": mark.address, "authorId": str(author)})
                comment.appendChild(self._part.new("text"))
                self._comments.appendChild(comment)
                self._append(comment, mark.comment)
            else:
                self._append(comment, f"\n{mark.comment}")
        return new

    def as_bytes(self) -> bytes:
        return self._part.as_bytes()

    def _append(self, comment: Node, words: str) -> None:
        run = self._part.new("r")
        run.appendChild(self._part.new("t", {"xml:space": "preserve"}, words))
        text = child(comment, "text")
        if text is None:
            raise NotPatchable
        for bare in list(children(text, "t")):  # a text is either bare or made of runs
            wrapped = self._part.new("r")
            text.replaceChild(wrapped, bare)
            wrapped.appendChild(bare)
        text.appendChild(run)

    def _author(self) -> int:
        self._authors.appendChild(self._part.new("author", text=AUTHOR))
        return sum(1 for _ in children(self._authors, "author")) - 1


def with_boxes(drawing: bytes | None, marks: tuple[CellMark, ...]) -> bytes:
    """The drawing of a sheet's comments with a hidden box for each mark. Excel's own drawings are often no XML."""
    drawing = drawing or _DRAWING.encode()
    end = _END.search(drawing)
    if end is None:
        raise NotPatchable
    first = max([_FIRST_BOX - 1, *map(int, _NUMBERS.findall(drawing))]) + 1
    boxes = "".join(_box(number, mark) for number, mark in enumerate(marks, start=first))
    return drawing[: end.start()] + boxes.encode() + drawing[end.start() :]


def _box(number: int, mark: CellMark) -> str:
    row, column = coordinate_to_tuple(mark.address)
    lines = 2 + len(mark.comment) // 40
    place = {"left": column, "right": column + 4, "top": max(0, row - 2), "bottom": row + lines}
    return _BOX.format(number=number, row=row - 1, column=column - 1, **place)
