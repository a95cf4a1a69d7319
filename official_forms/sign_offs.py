"""Owns what stands below a form's table: who signed it, with post and date, side by side as a rule, and notes."""

import re
from collections.abc import Iterator, Sequence

from cell_values.dates import read_date
from cell_values.digits import to_ascii
from cell_values.text import normalise
from official_forms.claim_labels import OBTAINED, SUBTOTAL, TOTAL
from official_forms.computed import is_computed_line
from official_forms.grid import Cell, Sheet
from official_forms.header import LINES, is_of_plan
from official_forms.items import read_item
from official_forms.layout import Form, LaidPage
from official_forms.leftovers import spoilt_date
from official_forms.sheet_reading import SheetReading
from official_forms.spelling import is_made_of
from plan_tree.surroundings import joined_lines

_MOST_ROWS = 40
_MOST_IN_ROW = 6  # cells; a row of more belongs to a table
_MOST_SIGN = 3  # side by side, as a rule
_LONGEST_LINE = 300  # characters
_LONGEST_SIGNED = 120
_SIGNATURE = re.compile(normalise("(?:স্বা|সা)ক্ষর(?!িত)|signature|signed by"), re.IGNORECASE)
_FIELDS = (
    "সই|নাম|নাম ও পদবি|নাম ও পদবী|পদবি|পদবী|পদনাম|তারিখ|তাং|সিল|সীল|মোবাইল|ফোন|ফোন নম্বর|টেলিফোন|ই-মেইল|ইমেইল|ই-মেল"
    "|name|name and designation|designation|date|seal|phone|mobile|telephone|e-?mail"
)
_ROLES = (
    "প্রস্তুতকারী|প্রস্তুতকারক|প্রণয়নকারী|যাচাইকারী|অনুমোদনকারী|প্রত্যয়নকারী|দাখিলকারী"
    "|prepared by|checked by|verified by|approved by|submitted by"
)


def _labelled(words: str) -> re.Pattern[str]:
    """Words with what they label behind a colon, or alone."""
    flags = re.IGNORECASE | re.DOTALL
    return re.compile(normalise(rf"(?:{words})\s?(?:[:ঃ।=–-]+\s*(?P<said>.*))?"), flags)


_FIELD, _ROLE = map(_labelled, (_FIELDS, _ROLES))
_SEVERAL_ROLES = re.compile(normalise(rf"(?:{_ROLES})(?:\s(?:{_ROLES}))+"), re.IGNORECASE)
_IN_BRACKETS = re.compile(
    r"(?:\([^()0-9০-৯]{4,60}\)\s?)+"
)  # several side by side in a narrow table of Word are one line
_POST = re.compile(
    normalise(
        r".*(?:সচিব|কর্মকর্তা|পরিচালক|মহাপরিচালক|কমিশনার|প্রকৌশলী|চেয়ারম্যান|প্রশাসক|প্রধান|ব্যবস্থাপক|পয়েন্ট|অফিসার|সভাপতি"
        r"|secretary|director|officer|commissioner|engineer|chairman|manager|focal point)\S{0,3}(?:\s?[(,].*)?"
    ),
    re.IGNORECASE,
)
_DAY_WITHIN = re.compile(normalise(r"(?:তারিখ|তাং|date)\s?[:ঃ.–-]*\s*(?P<day>[0-9০-৯].*)"), re.IGNORECASE)
_FIGURE = re.compile(r"[0-9]{1,3}(?:[.,][0-9]+)?\s?%?")


def is_sign_off(lines: Sequence[str]) -> bool:
    """Whether a block of lines says who signed: by a label, or a name in brackets with a post."""
    texts = [line for line in lines if len(line) <= _LONGEST_SIGNED]
    is_labelled = any(_is_labelled(text) for text in texts)
    return is_labelled or (any(map(_IN_BRACKETS.fullmatch, texts)) and any(map(_POST.fullmatch, texts)))


def is_like_one(lines: Sequence[str]) -> bool:
    """Whether a block may be a signature, be it without any label: short lines with a post or a date."""
    has_it = is_sign_off(lines) or any(map(_POST.fullmatch, lines)) or bool(day_of(lines))
    return has_it and all(len(line) <= _LONGEST_SIGNED for line in lines)


def without_sign_off(sheet: Sheet, form: Form) -> Form:
    """The form without the rows below its table from one on that is labelled as a signature's.

    They may follow the table without a gap, and their dates stand under quarters.
    """
    below: list[int] = []
    page = form.pages[-1]
    for row in reversed(page.page.body):
        if _is_of_table(sheet.rows[row], page):
            break
        below.append(row)
    named = any(_POST.fullmatch(cell.text) for row in below for cell in sheet.rows[row])
    first = next((row for row in reversed(below) if _signs(sheet.rows[row], named)), None)
    if first is None:
        return form
    # A date alone right above belongs to either: no value is made of it, and it is told.
    dated = {row for row in below if row == first - 1 and _is_day_alone(sheet.rows[row])}
    return form.without({row for row in below if row >= first} | dated)


def _is_day_alone(cells: Sequence[Cell]) -> bool:
    return len(cells) == 1 and (read_date(cells[0].text)[0] or spoilt_date(cells[0].text)) is not None


def _is_of_table(cells: Sequence[Cell], page: LaidPage) -> bool:
    """Whether a row holds an activity or indicator, be it without a number, names a line, or is one of totals."""
    is_total = any(label.fullmatch(cells[0].text) for label in (TOTAL, SUBTOTAL, OBTAINED))
    columns = {cell.column for cell in cells}
    is_indicator = {page.column("indicator"), page.column("unit")} <= columns and len(columns) > _MOST_SIGN
    return is_total or is_indicator or is_of_plan(cells) or any(is_made_of(cell.text, LINES) for cell in cells)


def _signs(cells: Sequence[Cell], with_a_post: bool) -> bool:
    """Whether a row is labelled as a signature's, or a name in brackets where a post is named too.

    A row with a figure, which might be a value, is none.
    """
    is_named = with_a_post and any(_IN_BRACKETS.fullmatch(cell.text) for cell in cells)
    is_one = is_named or any(_is_labelled(cell.text) for cell in cells)
    return is_one and not any(_is_figure(cell.text) for cell in cells)


def _is_labelled(text: str) -> bool:
    """A field's word alone, তারিখ or নাম, labels nothing: it is a unit and a heading as well."""
    field = _FIELD.fullmatch(text)
    is_field = field is not None and field["said"] is not None
    found = _SIGNATURE.search(text) or _ROLE.fullmatch(text) or _SEVERAL_ROLES.fullmatch(text)
    return len(text) <= _LONGEST_SIGNED and (is_field or found is not None)


def _is_figure(text: str) -> bool:
    return _FIGURE.fullmatch(to_ascii(text)) is not None


def take_sign_off(reading: SheetReading, form: Form) -> str:
    """What stands below the last row of a table. What says who signed is taken; the rest is kept as well, and told.

    Nothing is taken beside a lone figure, which might be a value. A date that is none is told in any case.
    """
    rows = list(_rows_below(reading, form.pages[-1]))
    blocks = _blocks(rows)
    doubtful = rows[0] if rows and _is_day_alone(rows[0]) else []
    texts = [[_line(cells) for cells in block] for block in blocks]
    is_signed = any(map(is_sign_off, texts)) and not any(_is_figure(line) for lines in texts for line in lines)
    for block, lines in zip(blocks, texts, strict=True):
        is_taken = is_signed and _goes_with_one(lines)
        for cell in (cell for cells in block for cell in cells):
            reading.keep(cell)
            if is_taken and cell not in doubtful:
                _take(reading, cell)
    return "\n\n".join(map(joined_lines, texts))


def _goes_with_one(lines: Sequence[str]) -> bool:
    """Whether a block beside a signature is one as well, as a post says."""
    is_one = is_sign_off(lines) or any(map(_POST.fullmatch, lines))
    return is_one and all(len(line) <= _LONGEST_SIGNED for line in lines)


def _take(reading: SheetReading, cell: Cell) -> None:
    reading.take(cell)
    day = _DAY_WITHIN.search(cell.text)
    doubt = spoilt_date(cell.text) or (spoilt_date(day["day"]) if day else None)
    if doubt is not None:
        reading.doubt(doubt, cell.address)


def _rows_below(reading: SheetReading, page: LaidPage) -> Iterator[list[Cell]]:
    """The rows below the last cell that was taken, up to one that belongs to something else."""
    sheet = reading.sheet
    last = max((cell.row for cell in sheet.cells.values() if reading.is_taken(cell)), default=0)
    rows = sheet.rows_between(last, sheet.order[-1] + 1)
    for row in rows[:_MOST_ROWS]:
        cells = [cell for cell in sheet.rows[row] if cell.text and not is_computed_line(cell.text)]
        is_foreign = len(cells) > _MOST_IN_ROW or any(_is_foreign(cell.text) for cell in cells)
        if is_foreign or (cells and _is_of_table(cells, page)):
            return
        yield cells


def _is_foreign(text: str) -> bool:
    item = read_item(text)
    return len(text) > _LONGEST_LINE or (item is not None and item.depth > 1)


def _blocks(rows: Sequence[list[Cell]]) -> list[list[list[Cell]]]:
    """The rows by the column they begin in, from left to right; a label and what stands beside it are one line."""
    blocks: dict[int, list[list[Cell]]] = {}
    for cells in rows:
        for line in _lines(cells):
            blocks.setdefault(line[0].column, []).append(line)
    return [blocks[column] for column in sorted(blocks)]


def _lines(cells: Sequence[Cell]) -> Iterator[list[Cell]]:
    line: list[Cell] = []
    for cell in cells:
        if line and _is_bare_label(line[-1].text) and not _is_bare_label(cell.text):
            yield [*line, cell]
            line = []
        else:
            if line:
                yield line
            line = [cell]
    if line:
        yield line


def _is_bare_label(text: str) -> bool:
    match = _FIELD.fullmatch(text)
    return match is not None and not match["said"]


def _line(cells: Sequence[Cell]) -> str:
    """নাম: মোহাম্মদ সালাউদ্দিন, in one cell or in two."""
    label, *others = (cell.text for cell in cells)
    return f"{label.rstrip(' :ঃ')}: {others[0]}" if others else label


def day_of(lines: Sequence[str]) -> str:
    """The day a block was signed, as typed; "" where none is written."""
    found = (match["day"] if (match := _DAY_WITHIN.search(line)) else line for line in lines)
    return next((text for text in found if read_date(text)[0] or spoilt_date(text)), "")
