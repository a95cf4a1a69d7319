"""Owns the proof that nothing of a sheet is lost unsaid: what stands in it stands in the plan or in a problem there.

Words are counted: a plan must hold each as often as the cells no problem speaks of. Titles, headings and the labels of
lines are the frame of a form and no loss, wherever they stand and however they are spelt.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from difflib import get_close_matches
from functools import cached_property

from cell_values.digits import to_ascii
from cell_values.text import normalise, without_joiners
from cell_values.value import plain
from official_forms.annex import HEADINGS
from official_forms.grid import address
from plan_tree.problems import Problem
from plan_tree.tree import PlanTree
from sheets.documents import Document

Texts = Mapping[tuple[int, int], str]

_WORD = re.compile(r"[^\s.,:;ঃ()\[\]…‥·\-–—/।|\"'“”*=_]+(?:\.[0-9]+)?%?")
_ITEM = re.compile(r"\s*\[?\s*[0-9]{1,2}\s*(?:\.\s*[0-9]{1,2}\s*)*[.\])। ]\s*\D")
_WHOLE_SHEET = {"hidden_sheet", "sheet_without_form", "more_of_the_same"}
_LABELS = normalise("লক্ষ্যমাত্রা অর্জন প্রকৃত মোট সর্বমোট নম্বর প্রাপ্ত মান").split()
_NUMBER = re.compile(r"([0-9]{1,15}(?:\.[0-9]{1,15})?)%?")
_MISSPELT = 0.8  # how alike a word and its misspelling are
_LONGEST_HEADING = 60
_IN_A_HEADING = 2  # cells: an area's title, and its weight in a column of its own
_LAST_ROW = 1_048_576
_NEAR = 4  # rows: within the rows of one indicator a text copied down says nothing new


@dataclass(frozen=True)
class SourceSheet:
    """The texts of a sheet, by position; ``merged`` are rectangles as (top, left, bottom, right)."""

    name: str
    texts: Texts
    merged: tuple[tuple[int, int, int, int], ...] = ()

    @cached_property
    def in_ascii(self) -> Texts:
        """The texts with all digits in one script."""
        return {at: to_ascii(text) for at, text in self.texts.items()}

    @cached_property
    def over(self) -> Texts:
        """What a merged range shows over the positions it covers, in ASCII digits, where it shows anything."""
        return {
            (row, column): self.in_ascii[top, left]
            for top, left, bottom, right in self.merged
            if (top, left) in self.texts
            for row in range(top, bottom + 1)
            for column in range(left, right + 1)
            if (row, column) != (top, left)
        }


_ANNEX_ROW = 2  # of its headings


def losses(
    sheets: Iterable[SourceSheet], document: Document, problems: Iterable[Problem], frame: frozenset[str] = frozenset()
) -> list[str]:
    """What was lost of some sheets: "sheet!K7: words". Nothing, when the document as a whole was refused.

    ``frame`` are the texts that frame the form as it was before it came to harm.
    """
    if not document.drafts:
        return [] if document.problems else ["the document was neither read nor refused"]
    problems = tuple(problems)
    told = {(problem.sheet, problem.cell) for problem in problems}
    # One error says of a shifted row that none of its cells was taken over.
    rows = {(problem.sheet, _row(problem.cell)) for problem in problems if problem.code == "row_shifted"}
    wholly = {problem.sheet for problem in problems if problem.code in _WHOLE_SHEET}
    found = []
    for sheet in sheets:
        if sheet.name not in wholly:
            drafts = [draft for draft in document.drafts if draft.sheet == sheet.name]
            others = [_below(problem, drafts) for problem in problems if _is_of_another_kind(problem, sheet)]
            untaken = (at for at in sheet.texts if (sheet.name, at[0]) in rows or any(at[0] in each for each in others))
            in_problems = {cell for name, cell in told if name == sheet.name} | {address(*at) for at in untaken}
            found += _lost(sheet, drafts, in_problems, frame, _going_on(problems, sheet))
    return found


def _going_on(problems: Iterable[Problem], sheet: SourceSheet) -> set[int]:
    """The rows of which one says that they go on with the entry above, whatever number they seem to begin with."""
    found = (each for each in problems if each.code == "cell_continued" and each.sheet == sheet.name)
    return {_row(each.cell) for each in found}


def _is_of_another_kind(problem: Problem, sheet: SourceSheet) -> bool:
    return problem.code == "kind_not_kept" and problem.sheet == sheet.name


def _below(problem: Problem, drafts: list[PlanTree]) -> range:
    """The rows of a plan of another kind, of which one problem at its title says that it was not taken."""
    first = _row(problem.cell)
    begin = (_row(area.cell) for draft in drafts for area in draft.areas if area.cell)
    return range(first, min((row for row in begin if row > first), default=_LAST_ROW))


def frame_of(sheets: Iterable[SourceSheet]) -> frozenset[str]:
    """The texts above the plans of some sheets."""
    above = ((sheet.texts, body_of(sheet.texts)) for sheet in sheets)
    return frozenset(to_ascii(text) for texts, body in above for at, text in texts.items() if at not in body)


def _in_annex(sheet: SourceSheet, at: tuple[int, int]) -> bool:
    """Whether a text stands in the columns of an annex, which are read by their own words and numbers."""
    headings = tuple(sheet.texts.get((_ANNEX_ROW, column), "") for column in range(1, len(HEADINGS) + 1))
    return headings == HEADINGS and at[1] <= len(HEADINGS)


def _lost(
    sheet: SourceSheet, drafts: list[PlanTree], told: set[str], frame: frozenset[str], going_on: set[int]
) -> Iterator[str]:
    kept = Counter(word for draft in drafts for text in _texts(draft) for word in words(text))
    frame |= frame_of([sheet])
    for at, text in sorted(body_of(sheet.texts).items()):
        if (
            address(*at) in told
            or _in_annex(sheet, at)
            or _is_framing(text, frame)
            or _is_repeated(sheet, at, going_on)
        ):
            continue
        wanted = Counter(word for word in words(text) if not get_close_matches(word, _LABELS, 1, _MISSPELT))
        missing = [word for word, count in wanted.items() if kept[word] < count]
        kept.subtract(wanted)
        if missing:
            yield f"{sheet.name}!{address(*at)}: {' '.join(missing)[:80]}"


def _is_framing(text: str, frame: frozenset[str]) -> bool:
    """Whether a text is one of the frame, misspelt, or the beginning or end of one cut across two cells."""
    plain_text = to_ascii(text)
    is_short = len(text) < _LONGEST_HEADING
    is_part = any(map(str.isalpha, plain_text)) and any(
        each.startswith(f"{plain_text} ") or each.endswith(f" {plain_text}") for each in frame
    )
    return plain_text in frame or is_part or (is_short and bool(get_close_matches(plain_text, frame, 1, _MISSPELT)))


def _is_repeated(sheet: SourceSheet, at: tuple[int, int], going_on: set[int]) -> bool:
    """Whether a text only says again what stands above it: copied down, or the heading of an area on a new page.

    In a row that goes on with an indicator it may be copied over the indicator's rows, in a merged range below its
    first cell. A numbered text that is the last above in its column is the same activity going on. The script of its
    digits says nothing.
    """
    texts, (row, column) = sheet.in_ascii, at
    if sheet.over.get(at) == texts[at] or (_ITEM.match(texts[at]) and texts[at] == _last_above(texts, row, column)):
        return True
    beside = {place: text for (each, place), text in texts.items() if each == row}
    if len(beside) <= _IN_A_HEADING:
        return any(all(texts.get((each, place)) == beside[place] for place in beside) for each in range(1, row))
    goes_on = row in going_on or not any(map(_ITEM.match, beside.values()))
    return any(texts.get((each, column)) == texts[at] for each in range(row - (_NEAR if goes_on else 1), row))


def _last_above(texts: Texts, row: int, column: int) -> str:
    last = max((each for each, place in texts if place == column and each < row), default=0)
    return texts.get((last, column), "")


def body_of(texts: Texts) -> Texts:
    """The cells from the first numbered row of the plan on."""
    numbered = [row for (row, _), text in texts.items() if _ITEM.match(to_ascii(text))]
    first = min(numbered, default=10**9)
    return {at: text for at, text in texts.items() if at[0] >= first}


def _row(cell: str) -> int:
    return int(cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))


def words(text: str) -> list[str]:
    """The words of a text, numbers as plain ones: ৬.০০ and 6 are the same, 80% and 80 too."""
    return [_canonical(word) for word in _WORD.findall(to_ascii(without_joiners(normalise(text))))]


def _canonical(word: str) -> str:
    match = _NUMBER.fullmatch(word)
    return plain(round(Decimal(match[1]), 4)) if match else word


def _texts(draft: PlanTree) -> Iterator[str]:
    yield from map(_figure, (draft.claimed.total, draft.claimed.obtained))
    yield draft.surroundings.below
    for serial, area in enumerate(draft.areas, start=1):
        yield from (area.number, area.number, str(serial), area.title, area.note, _figure(area.weight))
        for activity in area.activities:
            yield from (activity.number, activity.title)
    for row in draft.indicators:
        yield from (row.number, row.title, _figure(row.weight), row.unit_text, row.responsible, row.remark)
        yield from (row.claimed_total, _figure(row.claimed_marks), *(year.value.text for year in row.other_years))
        yield row.annual.text  # once more: the total of the targets may repeat it
        yield from (grade.target.text for grade in row.all_grades)
        for quarter in row.quarters.values():
            yield from (quarter.target.text, quarter.achievement.text)


def _figure(number: Decimal | None) -> str:
    return "" if number is None else plain(number)
