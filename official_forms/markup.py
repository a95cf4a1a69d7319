"""Owns taking out of cells what is not theirs: <b> tags, asterisks and links a converter left behind."""

import re
from collections.abc import Iterator
from dataclasses import replace

from cell_values.sentence import Sentence
from cell_values.text import normalise
from official_forms.grid import Cell, CellKind, Sheet
from plan_tree.problems import Problem, Severity

_TAG = re.compile(r"</?(?:b|i|u|em|strong|sup|sub|p|div|span|font|td|tr|th|small|s)(?:\s[^<>]*)?/?>", re.IGNORECASE)
_BREAK = re.compile(r"<br\s?/?>", re.IGNORECASE)
_LINK = re.compile(r"\[([^\[\]]+)\]\((?:https?:|www\.|mailto:)[^()\s]*\)")
_STARS = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_MARKS = re.compile(r"[<&]|\]\(|\*\*|__")
_ENTITIES = {"&nbsp;": " ", "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'"}


def without_markup(sheet: Sheet) -> tuple[Sheet, tuple[Problem, ...]]:
    """The sheet with bare texts, and a notice for every cell that was cleaned."""
    cleaned = {cell.position: cell for cell in _cleaned(sheet)}
    if not cleaned:
        return sheet, ()
    problems = tuple(_told(sheet, cell) for cell in cleaned.values())
    kept = {position: cleaned.get(position, cell) for position, cell in sheet.cells.items()}
    return replace(
        sheet, cells={position: cell for position, cell in kept.items() if cell.text or cell.formula}
    ), problems


def bare(text: str) -> str:
    """A text without markup."""
    for entity, char in _ENTITIES.items():
        text = text.replace(entity, char)
    text = _TAG.sub("", _BREAK.sub("\n", text))
    return normalise(_STARS.sub(r"\2", _LINK.sub(r"\1", text)))


def _cleaned(sheet: Sheet) -> Iterator[Cell]:
    for cell in sheet.cells.values():
        is_suspect = cell.kind is CellKind.TEXT and _MARKS.search(cell.text)
        if is_suspect and (text := bare(cell.text)) != cell.text:
            yield replace(cell, text=text)


def _told(sheet: Sheet, cell: Cell) -> Problem:
    before = sheet.cells[cell.position].text
    sentence = Sentence(
        f"“{before}” ঘরে রূপান্তরের চিহ্ন ছিল; “{cell.text}” পড়া হয়েছে।",
        f"“{before}” held marks of a conversion; it was read as “{cell.text}”.",
    )
    return Problem(Severity.NOTICE, "markup_removed", sentence, sheet.name, cell.address)
