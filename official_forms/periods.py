"""Owns the quarter a heading or a title reports: by ordinal, by months, alone or from the beginning of the year."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from cell_values.look_alikes import fold_look_alikes
from cell_values.months import MONTHS
from cell_values.quarter_words import ORDINAL_WORDS, ORDINALS
from official_forms.spelling import REMEMBERED, folded, holds


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A quarter (1 to 4); ``to_date``: what is reported counts from the beginning of the year."""

    quarter: int
    to_date: bool = False


_LONGEST = 500  # characters of a title
_FIRST_MONTH = 7  # of the fiscal year


def _folded(pattern: str) -> str:
    return "|".join(folded(word) for word in pattern.split("|"))


_ORDINALS = tuple(
    "|".join(map(folded, (figure.bn, word.bn, figure.en, f"q{quarter}")))
    for quarter, figure, word in zip(ORDINALS, ORDINALS.values(), ORDINAL_WORDS.values(), strict=True)
)
_ANY_ORDINAL = "|".join(_ORDINALS)
_QUARTER_WORD = fold_look_alikes(r"(?:তরৈ?মা?সি?ক|কোযা?র?টা?র|quarter|পরানতিক)")
_AND = _folded("ও|এবং|থেকে|হতে|and|to")
_NAMED = tuple(
    re.compile(rf"(?P<earlier>(?:{_ANY_ORDINAL}) (?:{_AND}) )?(?:{ordinal}) ?{_QUARTER_WORD}|(?<!\w)q{quarter}(?!\w)")
    for quarter, ordinal in enumerate(_ORDINALS, start=1)
)
_ALONE = tuple(re.compile(rf"(?:{ordinal})(?: |$)") for ordinal in _ORDINALS)
_MONTH_NUMBERS = {folded(name): number for name, number in MONTHS.items()}
_MONTH = f"(?:{'|'.join(sorted(_MONTH_NUMBERS, key=len, reverse=True))})"
_COUNTED = tuple(  # কোয়ার্টার-১, Quarter II
    re.compile(rf"(?:{_QUARTER_WORD}|(?<!\w)q) (?:{quarter}|{roman})(?!\w| ?{_MONTH})")
    for quarter, roman in enumerate(("i", "ii", "iii", "iv"), start=1)
)
_RANGE = re.compile(rf"(?<!\w)({_MONTH}) ?[\d ]{{0,12}}(?:(?:{_AND}) )?[\d ]{{0,4}}({_MONTH})")
_UNTIL = re.compile(rf"(?<!\w)({_MONTH}) ?[\d ]{{0,8}}(?:{folded('মাস')} )?{folded('পর্যন্ত')}")
_DATED = re.compile(rf"(?<!\w)({_MONTH}),? ?(20\d\d)(?! ?\d)")
_HALF = re.compile(rf"{folded('অর্ধ')} ?{folded('বার্ষিক')}|{folded('ষাণ্মাসিক')}|(?<!\d)6 ?{folded('মাস')}")
_SECOND_HALF = re.compile(rf"(?:{_ORDINALS[1]}) (?:{_HALF.pattern})")
_NINE = re.compile(rf"(?<!\d)9 ?{folded('মাস')}|{folded('নয় মাস')}")
_WHOLE = re.compile(rf"(?<!অরধ )(?<!অরধ){folded('বার্ষিক')} (?:{folded('বাস্তবায়ন')} )?(?:{_folded('অগ্রগতি|অর্জন|মূল্যায়ন')})")
_PAST = re.compile(
    rf"(?<!\w)(?:{_folded('গত|বিগত|পূর্ববর্তী|পূর্বের|পূর্ব|আগের|last|previous')}) (?:{_folded('অর্থ|fiscal')} )?"
    rf"(?:{_folded('অর্থবছর|বছর|সাল|সন|প্রান্তিক|year')}|{_QUARTER_WORD})"
)
_CUMULATIVE = _folded("ক্রমপুঞ্জিত|ক্রমপুঞ্জীভূত|ক্রমপুঞ্জিভূত|cumulative")
_TO_DATE = f"{_CUMULATIVE}|{_folded('পর্যন্ত|অদ্যাবধি|এযাবৎ|এ যাবৎ|to date|till date')}"
# Nearly no text of a sheet names a period: one look for what all of them need spares the other patterns.
_TELLING = re.compile(
    rf"{_ANY_ORDINAL}|{_MONTH}|{folded('মাস')}|{folded('বার্ষিক')}|{folded('ষাণ্মাসিক')}|(?:{_QUARTER_WORD}|(?<!\w)q) [1-4i]"
)


@lru_cache(maxsize=REMEMBERED)
def periods_in(text: str) -> tuple[Period, ...]:
    """The periods a heading or title names, by quarter; জুলাই–ডিসেম্বর is the second, from the year's beginning."""
    if len(text) > _LONGEST:
        return ()
    plain = folded(text)
    if not _TELLING.search(plain):
        return ()
    found: dict[int, bool] = {}
    for period in _periods(text, plain):
        found[period.quarter] = found.get(period.quarter, False) or period.to_date
    is_to_date = re.search(_TO_DATE, plain) is not None
    return tuple(Period(quarter, found[quarter] or is_to_date) for quarter in sorted(found))


def counts_from_july(text: str) -> bool:
    """Whether a heading says that what is reported counts from the beginning of the year: …পর্যন্ত, ক্রমপুঞ্জিত."""
    return len(text) <= _LONGEST and re.search(_TO_DATE, folded(text)) is not None


def speaks_of_the_past(text: str) -> bool:
    """Whether a heading or a label speaks of the year or quarter before: গত বছরের, পূর্ববর্তী ত্রৈমাসিকের."""
    return len(text) <= _LONGEST and _PAST.search(folded(text)) is not None


def is_cumulative(text: str) -> bool:
    """Whether a heading calls what stands below it a running total, be no word of achievements beside it."""
    return len(text) <= _LONGEST and re.search(_CUMULATIVE, folded(text)) is not None


@lru_cache(maxsize=REMEMBERED)
def quarter_alone(text: str) -> int | None:
    """The one quarter a heading names, be it as bare as ১ম; None for none or several."""
    if len(text) > _LONGEST:
        return None
    plain = folded(text)
    if not _TELLING.search(plain):
        return None
    named = [period.quarter for period in periods_in(text)]
    named = named or [quarter for quarter, ordinal in enumerate(_ALONE, start=1) if ordinal.search(plain)]
    return named[0] if len(named) == 1 else None


def years_of_months(text: str) -> tuple[str, ...]:
    """The fiscal years of months with their year in a heading, as they are written: জুন ২০২১ is of "2020-21"."""
    dated = _DATED.findall(folded(text)) if len(text) <= _LONGEST else ()
    starts = (int(year) - (_MONTH_NUMBERS[month] < _FIRST_MONTH) for month, year in dated)
    return tuple(dict.fromkeys(f"{start}-{(start + 1) % 100:02}" for start in starts))


def quarter_of(month: int) -> int:
    """The quarter of the fiscal year a month lies in: July to September is the first."""
    return (month - _FIRST_MONTH) % 12 // 3 + 1


def _periods(text: str, plain: str) -> Iterator[Period]:
    for quarter, name in enumerate(_NAMED, start=1):
        for match in name.finditer(plain):
            yield Period(quarter, match["earlier"] is not None)
    if not any(name.search(plain) for name in _NAMED):
        yield from (Period(quarter) for quarter, name in enumerate(_COUNTED, start=1) if name.search(plain))
    for match in _RANGE.finditer(plain):
        yield from _range(text, *(quarter_of(_MONTH_NUMBERS[name]) for name in match.groups()))
    for match in _UNTIL.finditer(plain):
        yield Period(quarter_of(_MONTH_NUMBERS[match[1]]), to_date=True)
    if _SECOND_HALF.search(plain):
        yield Period(4)
        return
    for quarter, pattern in ((2, _HALF), (3, _NINE), (4, _WHOLE)):
        if pattern.search(plain):
            yield Period(quarter, to_date=True)


def _range(text: str, first: int, last: int) -> Iterator[Period]:
    """July to June is as a rule the year of the plan; only beside a word for progress is it what is reported.

    Months of several quarters are the latest one's, and count from the beginning of the year if they begin with it.
    """
    is_year = (first, last) == (1, 4)
    if first <= last and not (is_year and not (holds(text, "অগ্রগতি") or holds(text, "অর্জন"))):
        yield Period(last, to_date=first == 1 and last != 1)  # January to June leaves out what was before
