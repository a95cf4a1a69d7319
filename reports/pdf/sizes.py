"""Owns the sizes of boxes: what a style makes of the room around it is reckoned once, not for each of its boxes.

Elements with the same declarations share their style (WeasyPrint 70 sees to that): a form has some thousand cells and
a few dozen styles. The same sizes come out, so the same bytes are printed with and without.
"""

from types import ModuleType
from typing import Any

from weasyprint.formatting_structure.boxes import Box, PageBox
from weasyprint.layout import absolute, block, column, float, grid, inline, page, percent, table

from reports.pdf.seams import known

SIDES = ("top", "right", "bottom", "left")
SIZES = (
    *(f"{name}_{side}" for name in ("margin", "padding") for side in SIDES),
    *(f"border_{side}_width" for side in SIDES),
    "width", "min_width", "max_width", "height", "min_height", "max_height",
)  # fmt: skip
USERS: tuple[ModuleType, ...] = (absolute, block, column, float, grid, inline, page, table)


def keep_sizes() -> None:
    """Let WeasyPrint keep what it reckoned; calling it again changes nothing."""
    resolve = percent.resolve_percentages
    if getattr(resolve, "keeps_sizes", False):
        return
    known(percent, "resolve_percentages", "box containing_block")
    kept = kept_sizes(resolve)
    kept.keeps_sizes = True
    for module in (percent, *USERS):
        module.resolve_percentages = kept


def kept_sizes(resolve: Any) -> Any:
    """``resolve_percentages`` that remembers its answers with the style they belong to."""

    def resolve_kept_sizes(box: Any, containing_block: Any) -> None:
        style, around = box.style, containing_block
        if style["border_collapse"] == "collapse":  # widths of such borders are the box's own
            resolve(box, containing_block)
            return
        room = (around.width, around.height) if isinstance(around, Box) else tuple(around)
        key = (*room, isinstance(box, PageBox))
        sizes = style.__dict__.setdefault("kept_sizes", {})
        if key in sizes:
            box.__dict__.update(sizes[key])
        else:
            resolve(box, containing_block)
            sizes[key] = {name: getattr(box, name) for name in SIZES}

    return resolve_kept_sizes
