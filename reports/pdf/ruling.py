"""Owns the ruling of tables: all cells of a table on a page outlined in one stroke.

The borders of CSS cost a tenth of a form's time: WeasyPrint 70 reckons and draws a grid piece by piece. A table of the
class "ruled" has no borders; a row of the class "open" has no lines between its cells.
"""

from typing import Any

import weasyprint.draw as drawing

from reports.pdf.seams import known

LINE = 0.4  # CSS pixels: 0.3 pt


def rule_tables() -> None:
    """Let WeasyPrint rule our tables; calling it again changes nothing."""
    draw_table = drawing.draw_table
    if getattr(draw_table, "rules_tables", False):
        return
    known(drawing, "draw_table", "stream table")

    def draw_ruled_table(stream: Any, table: Any) -> None:
        draw_table(stream, table)
        if "ruled" in table.element.get("class", "").split():
            _rule(stream, table)

    draw_ruled_table.rules_tables = True  # type: ignore[attr-defined]
    drawing.draw_table = draw_ruled_table


def _rule(stream: Any, table: Any) -> None:
    with stream.artifact(), stream.stacked():
        stream.set_color(table.style["color"], stroke=True)
        stream.set_line_width(LINE)
        for row in (row for group in table.children for row in group.children):
            is_open = "open" in row.element.get("class", "").split()
            for cell in [row] if is_open else row.children:
                stream.rectangle(cell.position_x, cell.position_y, cell.border_width(), cell.border_height())
        stream.stroke()
