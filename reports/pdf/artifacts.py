"""Owns what of a page is no content: its footer, the table header it repeats, and what is hidden from screen readers.

A screen reader that met them would read them out in the middle of a sentence. WeasyPrint 70 marks them as content.
"""

from collections.abc import Iterator
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.pdf.stream import Stream

from reports.pdf.seams import known


def keep_repetitions_out() -> None:
    """Let WeasyPrint draw marked boxes as artifacts; calling it again changes nothing."""
    mark = Stream.marked
    if getattr(mark, "knows_artifacts", False):
        return
    known(Stream, "marked", "self box tag")

    def marked(self: Any, box: Any, tag: str) -> Any:
        return self.artifact() if getattr(box, "is_artifact", False) else mark(self, box, tag)

    marked.knows_artifacts = True  # type: ignore[attr-defined]
    Stream.marked = marked


def mark_artifacts(document: Any) -> None:
    """Marks every box of a laid-out document that its pages only repeat, or that says nothing."""
    seen: set[Any] = set()
    for page in document.pages:
        for box in _empty_of_words(page._page_box, seen):
            for inner in box.descendants(placeholders=True):
                inner.is_artifact = True


def _empty_of_words(box: Any, seen: set[Any]) -> Iterator[Any]:
    for child in getattr(box, "children", ()):
        if isinstance(child, boxes.MarginBox) or _is_hidden(child):
            yield child
        elif isinstance(child, boxes.TableRowGroupBox):
            if child.is_header and child.element in seen:
                yield child
            seen.add(child.element)
        else:
            yield from _empty_of_words(child, seen)


def _is_hidden(box: Any) -> bool:
    return box.element is not None and box.element.get("aria-hidden") == "true"
