"""Owns what is said of cells that are no part of the plan: nothing in a sheet goes unsaid."""

from collections.abc import Container, Iterable, Iterator

from cell_values.dates import read_date
from cell_values.doubt import Doubt
from cell_values.sentence import Sentence
from official_forms.grid import Cell
from plan_tree.problems import Problem, Severity

_LONGEST_QUOTE = 80
_SPOILT_DATES = ("impossible_date", "year_digits", "year_out_of_range")


def left_over(sheet: str, cells: Iterable[Cell], kept: Container[str] = ()) -> Iterator[Problem]:
    """A notice for every cell nobody took; a warning for one that holds a spoilt date, as below a signature.

    Those ``kept``, by their addresses, are no values, but stand with the plan as they are printed.
    """
    for cell in cells:
        if not cell.text:
            continue
        doubt = spoilt_date(cell.text)
        if doubt is not None:
            yield Problem(Severity.WARNING, doubt.code, doubt.sentence, sheet, cell.address)
        else:
            sentence = _kept(cell.text) if cell.address in kept else _not_understood(cell.text)
            yield Problem(Severity.NOTICE, "not_understood", sentence, sheet, cell.address)


def without_result(shown: str) -> Sentence:
    """What is said of a formula that has no result to read."""
    return Sentence(
        f"“{shown}” সূত্রটির ফল নেই। এক্সেলে হিসাব করে সংরক্ষণ করুন বা মানটি লিখে দিন।",
        f"“{shown}” has no result. Let Excel compute and save it, or write the value.",
    )


def quoted(text: str) -> str:
    """A text as a sentence quotes it, a long one cut."""
    return text if len(text) <= _LONGEST_QUOTE else f"{text[:_LONGEST_QUOTE]}…"


def spoilt_date(text: str) -> Doubt | None:
    """What is wrong with a text that was meant as a date and is none."""
    _, doubts = read_date(text)
    return next((doubt for doubt in doubts if doubt.code in _SPOILT_DATES), None)


def _not_understood(text: str) -> Sentence:
    shown = quoted(text)
    return Sentence(
        f"“{shown}” লেখাটি পরিকল্পনার কোন অংশ, বোঝা যায়নি; তাই নেওয়া হয়নি।",
        f"“{shown}” could not be placed in the plan, so it was not taken over.",
    )


def _kept(text: str) -> Sentence:
    shown = quoted(text)
    return Sentence(
        f"“{shown}” লেখাটি পরিকল্পনার কোন অংশ, বোঝা যায়নি; মান হিসেবে নেওয়া হয়নি, যেমন আছে তেমনই প্রতিবেদনের সঙ্গে রাখা হয়েছে।",
        f"“{shown}” could not be placed in the plan: it is no value of it, and is kept with the report as it stands.",
    )
