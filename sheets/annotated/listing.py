"""Owns the sheet of problems as a worksheet part: a line for each, in its colour, with a link to its cell."""

from collections.abc import Sequence

from official_forms.grid import address
from plan_tree.problems import Problem, Severity
from sheets.annotated.dom import MAIN, Node, XmlPart
from sheets.annotated.marks import HEADINGS, LINK_COLUMN, WIDTHS, link_to, listed, row_of
from sheets.annotated.styles import Styles

_EMPTY = f'<worksheet xmlns="{MAIN}"><cols/><sheetData/></worksheet>'.encode()


def listing(problems: Sequence[Problem], styles: Styles) -> bytes:
    """The sheet that lists every problem, the gravest first."""
    part = XmlPart(_EMPTY)
    columns, data = part.root.childNodes
    for number, width in enumerate(WIDTHS, start=1):
        attributes = {"min": str(number), "max": str(number), "width": str(width), "customWidth": "1"}
        columns.appendChild(part.new("col", attributes))
    data.appendChild(_row(part, 1, HEADINGS, 0))
    links = part.new("hyperlinks")
    for number, problem in enumerate(listed(problems), start=2):
        style = styles.coloured(0, Severity(problem.severity), wrapped=True)
        data.appendChild(_row(part, number, row_of(problem), style))
        if target := link_to(problem):
            place = {"ref": address(number, LINK_COLUMN + 1), "location": target, "display": problem.cell}
            links.appendChild(part.new("hyperlink", place))
    if links.hasChildNodes():
        part.root.appendChild(links)
    return part.as_bytes()


def _row(part: XmlPart, number: int, texts: Sequence[str], style: int) -> Node:
    row = part.new("row", {"r": str(number)})
    for column, text in enumerate(texts, start=1):
        cell = part.new("c", {"r": address(number, column), "s": str(style), "t": "inlineStr"})
        content = part.new("is")
        content.appendChild(part.new("t", {"xml:space": "preserve"}, text))
        cell.appendChild(content)
        row.appendChild(cell)
    return row
