"""Owns where pages of a Word document begin: at its breaks of pages and sections, not where one happens to be full."""

from sheets.formats.text_blocks import Block
from sheets.formats.xml import Attributes, attribute

_ON_THE_SAME_PAGE = ("continuous", "nextColumn")
_OFF = ("0", "false", "off")


class WordPages:
    """Follows the breaks outside of tables, and marks the blocks that they put on a page of their own."""

    def __init__(self) -> None:
        self._begins = self._follows = False  # a page with this block, with the next one
        self._opens = self._ends = False  # a section with this block or a later one; one with this paragraph
        self._in_section = False
        self._opened: Block | None = None  # on a page by its section alone: how a section begins is said at its end

    def start(self, name: str, attributes: Attributes, *, after_text: bool) -> None:
        """Take in an element; ``after_text``: its paragraph has text by now."""
        value = attribute(attributes, "val")
        if name == "br" and attribute(attributes, "type") == "page":
            self._follows, self._begins = self._follows or after_text, self._begins or not after_text
        elif name == "pageBreakBefore":
            self._begins = self._begins or value not in _OFF
        elif name == "sectPr":
            self._in_section = True
        elif name == "type" and self._in_section and value in _ON_THE_SAME_PAGE:
            self._opens = False
            if self._opened is not None:
                self._opened.begins_page = False

    def end(self, name: str) -> None:
        """An element ends; a paragraph that tells of a section is its last."""
        if name == "sectPr":
            self._in_section, self._ends = False, True

    def place(self, block: Block | None) -> None:
        """A block ends, or a paragraph without text: what it has before it, it leaves to the next one."""
        begins = self._begins
        if block is not None:
            block.begins_page = begins or self._opens
            if self._opens:
                self._opened, self._opens = None if begins else block, False
        self._begins = self._follows or (block is None and (begins or (self._ends and self._opens)))
        self._follows = False
        if self._ends:
            self._opens, self._ends, self._opened = True, False, None
