"""Owns which of several columns that name the same progress is it: the one whose heading says nothing else, or none."""

from collections.abc import Iterable, Mapping

from cell_values.months import MONTHS
from cell_values.quarter_words import ORDINAL_WORDS, ORDINALS
from official_forms.headings import Stacks
from official_forms.reported_columns import ASIDE
from official_forms.spelling import is_made_of, tokens

_ORDINALS = tuple(word for each in (*ORDINALS.values(), *ORDINAL_WORDS.values()) for word in (each.bn, each.en))
_PLAIN = (  # words of a heading over what was achieved, and over nothing else
    *(
        "অর্জন",
        "অগ্রগতি",
        "প্রকৃত",
        "বাস্তবায়ন",
        "ত্রৈমাসিক",
        "কোয়ার্টার",
        "প্রান্তিক",
        "সময়ে",
        "প্রযোজ্য",
        "ক্ষেত্রে",
        "এর",
        "হতে",
        "থেকে",
    ),
    *("পর্যন্ত", "ক্রমপুঞ্জিত", "achievement", "achieved", "progress", "actual", "quarter", "of", "in", "the"),
    *(*MONTHS, *_ORDINALS, "q1", "q2", "q3", "q4"),
)


def without_rivals(found: Stacks, names: Mapping[int, str]) -> dict[str, int]:
    """Name -> column of some columns with the names their headings give them.

    Of several with one name the plain one has it; where all or none are plain nobody can tell, and none is taken for
    it: the others, or all of them, are set aside.
    """
    columns: dict[str, int] = {}
    for name in dict.fromkeys(names.values()):
        rivals = [column for column, each in names.items() if each == name]
        plain = rivals if len(rivals) == 1 else [column for column in rivals if _is_plain(found, column)]
        if len(plain) == 1:
            columns[name] = plain[0]
        columns |= _aside(column for column in rivals if plain != [column])
    return columns


def _is_plain(found: Stacks, column: int) -> bool:
    words = [word for word in tokens(found[column][-1].text) if not word.isdecimal()]
    return all(is_made_of(word, _PLAIN) for word in words)


def _aside(columns: Iterable[int]) -> dict[str, int]:
    return {f"{ASIDE}{column}": column for column in columns}
