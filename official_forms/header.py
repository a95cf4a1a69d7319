"""Owns telling the rows that head a form from its titles and its data, by the words all official forms share."""

import re
from collections.abc import Sequence
from functools import lru_cache

from cell_values.digits import to_ascii
from official_forms.claim_labels import claims_a_figure
from official_forms.grid import Cell
from official_forms.items import is_titled, read_item
from official_forms.periods import periods_in, quarter_alone
from official_forms.spelling import REMEMBERED, holds, is_made_of, may_hold

FEWEST_WORDS = 4  # different heading words that make a form without a numbered row
_BENGALI = (
    "কার্যক্রম সূচক একক দায়িত্ব লক্ষ্যমাত্রা অর্জন অগ্রগতি কোয়ার্টার ত্রৈমাসিক মন্তব্য ক্ষেত্র উদ্দেশ্য ক্রমিক ক্রম ভিত্তি অসাধারণ উত্তম চলতি মান"
    " নম্বর প্রমাণক পরিকল্পনা"
)
_ENGLISH = "activit indicator unit target achievement progress weight remark responsib baseline"
_WORDS = (*_BENGALI.split(), *_ENGLISH.split())
LINES = ("লক্ষ্যমাত্রা", "অর্জন", "প্রকৃত", "target", "achievement")
_LONGEST = 90  # letters of a heading
_LONGEST_TIME = 40  # letters of a heading that only says when
_SEVERAL = 3
_YEAR = re.compile(r"\(? ?20\d\d ?[-–—/] ?(?:20)?\d\d ?\)?", re.ASCII)
_PERCENT = re.compile(r"([0-9]{1,3}(?:\.[0-9]+)?) ?%")


def heading_words(cells: Sequence[Cell]) -> tuple[str, ...]:
    """The different heading words in a row that heads several columns; empty for a row of titles or of data."""
    if any(is_titled(cell.text) for cell in cells):
        return ()
    if is_ladder(cells):
        return ("%",)
    found = [word for cell in cells if (word := heading_word(cell.text))]
    return tuple(dict.fromkeys(found)) if len(found) >= _SEVERAL and len(found) * 2 >= len(cells) else ()


def is_of_plan(cells: Sequence[Cell]) -> bool:
    """Whether a row holds a numbered activity or indicator; titles may begin with a number as well, but of one part."""
    items = (read_item(cell.text) for cell in cells)
    return any(item is not None and item.title and item.depth > 1 for item in items)


def goes_on(cells: Sequence[Cell]) -> bool:
    """Whether all cells of a row directly below a header are headings as well, be they only one or two.

    Percents beside the label of a line are what was achieved, at the top of a new page.
    """
    percents = [cell for cell in cells if is_percent(cell.text)]
    if percents and any(is_made_of(cell.text, LINES) for cell in cells):
        return False
    return all(cell in percents or heading_word(cell.text) or is_time(cell.text) for cell in cells)


def is_time(text: str) -> bool:
    """Whether a text names a period or a fiscal year and hardly more: (জুলাই-সেপ্টেম্বর ২০২১), ২০২০-২১, ১ম কোয়ার্টার."""
    if len(text) > _LONGEST_TIME:
        return False
    return bool(periods_in(f"{text} অর্জন")) or _YEAR.fullmatch(to_ascii(text)) is not None


def is_percent(text: str) -> bool:
    """Whether a text is a percentage alone, as it stands over a column of graded targets."""
    return _PERCENT.fullmatch(to_ascii(text)) is not None


def is_ladder(cells: Sequence[Cell]) -> bool:
    """Whether a row holds the percentages of grades alone: ১০০%, ৮০%, ৬০%."""
    matches = [_PERCENT.fullmatch(to_ascii(cell.text)) for cell in cells]
    percents = [float(match[1]) for match in matches if match]
    return len(percents) == len(cells) and percents[0] == 100 and percents == sorted(set(percents), reverse=True)


@lru_cache(maxsize=REMEMBERED)
def heading_word(text: str) -> str:
    """The first heading word a text holds, "" for none, for a text too long to be a heading, for a printed total."""
    if len(text) > _LONGEST or claims_a_figure(text):
        return ""
    if quarter := quarter_alone(text):
        return f"q{quarter}"
    return next((word for word in _WORDS if holds(text, word)), "") if may_hold(text, _WORDS) else ""
