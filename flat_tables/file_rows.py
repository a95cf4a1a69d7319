"""Owns one row of a flat table as it came: its texts read as numbers, days and choices, with every problem kept."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import lru_cache

from cell_values.dates import read_sure_date
from cell_values.digits import to_bengali
from cell_values.doubt import Doubt
from cell_values.numbers import read_number
from cell_values.reading import Reading, read_value
from cell_values.sentence import Sentence
from cell_values.text import key, normalise
from cell_values.value import Unit

REMEMBERED = 50_000  # texts
YES, NO = "yes", "no"
_WORDS = {"yes": True, "1": True, "true": True, "হ্যাঁ": True, "no": False, "0": False, "false": False, "না": False}
_YES_OR_NO = {key(word): answer for word, answer in _WORDS.items()}


# Tables say the same again and again.
_normalised = lru_cache(maxsize=REMEMBERED)(normalise)
_number = lru_cache(maxsize=REMEMBERED)(read_number)


@lru_cache(maxsize=REMEMBERED)
def read_once(text: str, unit: str, start_year: int) -> Reading:
    """``read_value`` of a text in a unit."""
    return read_value(text, Unit(unit), start_year=start_year)


def day_text(day: date | None) -> str:
    """As tables show a day; nothing for none."""
    return f"{day:%d/%m/%Y}" if day else ""


@dataclass
class FlatRow:
    """The row at ``line`` of a file (the names of the columns stand at line 1), its texts by column."""

    line: int
    texts: Mapping[str, str]
    problems: dict[str, list[Sentence]] = field(default_factory=dict)

    def problem(self, column: str, sentence: Sentence) -> None:
        """Notes what is wrong with the row, and at which column."""
        self.problems.setdefault(column, []).append(sentence)

    def has(self, column: str) -> bool:
        """Whether the file has such a column at all."""
        return column in self.texts

    def text(self, column: str) -> str:
        return _normalised(self.texts.get(column, ""))

    def needed(self, column: str, *, most: int | None = None) -> str:
        """A text that must not be empty."""
        text = self.text(column)
        if not text:
            self.problem(column, EMPTY)
        return self.fitting(column, most) if most else text

    def fitting(self, column: str, most: int) -> str:
        """A text of so many characters at most."""
        text = self.text(column)
        if len(text) > most:
            self.problem(column, _too_long(most))
        return text

    def number(self, column: str) -> Decimal | None:
        """A number in Bengali or ASCII digits; None comes with its problem."""
        text = self.needed(column)
        found = _number(text) if text else None
        if isinstance(found, Doubt):
            self.problem(column, found.sentence)
            return None
        return found

    def whole(self, column: str, *, among: Iterable[int] | None = None) -> int | None:
        """A whole number, one of ``among`` where that is given."""
        number = self.number(column)
        if number is None:
            return None
        if number != int(number) or (among is not None and int(number) not in among):
            self.problem(column, _no_choice(self.text(column), map(str, among or ())))
            return None
        return int(number)

    def day(self, column: str) -> date | None:
        """A day in any way officers write one; None comes with its problem."""
        text = self.needed(column)
        if not text:
            return None
        day, doubts = read_sure_date(text)
        if day is None:
            for doubt in doubts:
                self.problem(column, doubt.sentence)
        return day

    def day_if_any(self, column: str, otherwise: date | None) -> date | None:
        """The day of a column that may be empty; ``otherwise`` where the file has no such column."""
        if not self.has(column):
            return otherwise
        return self.day(column) if self.text(column) else None

    def choice(self, column: str, names: Mapping[str, Iterable[str]]) -> str | None:
        """The code whose names (or itself) stand in the column; None comes with its problem."""
        text = self.needed(column)
        for code, known in names.items() if text else ():
            if key(text) in {key(code), *map(key, known)}:
                return code
        if text:
            self.problem(column, _no_choice(text, names))
        return None

    def answer(self, column: str) -> bool | None:
        """Yes or no, in either language or as 1 and 0."""
        text = self.needed(column)
        found = _YES_OR_NO.get(key(text)) if text else None
        if text and found is None:
            self.problem(column, _no_choice(text, (YES, NO)))
        return found


EMPTY = Sentence("ঘরটি খালি। পূরণ করে আবার দিন।", "The cell is empty. Fill it in and try again.")


def _too_long(most: int) -> Sentence:
    return Sentence(
        f"লেখাটি {to_bengali(str(most))} অক্ষরের বেশি। ছোট করে আবার দিন।",
        f"The text is longer than {most} characters. Shorten it and try again.",
    )


def _no_choice(text: str, choices: Iterable[str]) -> Sentence:
    listed = ", ".join(choices)
    bn = f"“{text}” এখানে হয় না।" + (f" লেখা যায়: {listed}।" if listed else " পূর্ণ সংখ্যা লিখুন।")
    en = f"“{text}” cannot stand here." + (f" Write one of: {listed}." if listed else " Write a whole number.")
    return Sentence(bn, en)
