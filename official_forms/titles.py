"""Owns what the words above a form tell: the office and the fiscal year."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain, pairwise

from cell_values.digits import to_ascii
from cell_values.text import key, normalise
from official_forms.grid import Cell


@dataclass(frozen=True, slots=True)
class FoundText:
    """Something a cell tells, as plain text ("2020-21", a name), and the cell."""

    text: str
    cell: Cell


@dataclass(frozen=True, slots=True)
class NamedOffices:
    """Names of offices by how they are written, each in the order of the sheet."""

    named: list[FoundText] = field(default_factory=list)  # মন্ত্রণালয়ের নাম: শিল্প মন্ত্রণালয়
    lines: list[FoundText] = field(default_factory=list)  # a line that is the name alone
    owners: list[FoundText] = field(default_factory=list)  # শিল্প মন্ত্রণালয়ের … কর্মপরিকল্পনা

    @property
    def surest(self) -> FoundText | None:
        """A named one; else the lowest line, as an office stands below its ministry; else the owner of the plan."""
        return next((found for found in (*self.named, *reversed(self.lines), *self.owners) if found.text), None)

    def contradicting(self, chosen: FoundText) -> FoundText | None:
        """A name that cannot mean the chosen office: another named one, or an owner no other name agrees with."""
        named = [found for found in self.named if found.text]  # a second label may be left empty
        written = [found.text for found in (*named, *self.lines)] or [chosen.text]
        known = [key(text) for each in written for text in (each, each.partition(",")[0])]  # with its place or without
        others = (found for found in named if key(found.text) != key(chosen.text))
        strangers = (found for found in self.owners if not key(found.text).endswith(tuple(known)))
        return next(chain(others, strangers), None)


def _spelled(pattern: str) -> re.Pattern[str]:
    """A pattern over normalised text; ড় ঢ় য় of the source code are normalised the same way."""
    return re.compile(normalise(pattern), re.IGNORECASE)


_YEARS = re.compile(r"(?<!\d)(20\d\d)\s?[-–—/]\s?(20\d\d|\d\d)(?!\d)")
_UNTIL = r"\s?(?:[-–—/]|থেকে|হতে|to|until)\s?"
_YEAR = r"\s?[,/'’‘-]?\s?(20\d\d|\d\d)(?!\d)"
_JULY, _JUNE = r"(?:জুলাই|july|jul)", r"(?:জুন|june|jun)"
_OF_YEAR = r"(20\d\d)\s?(?:সালের|সনের|এর|-এর)?\s?"
_JULY_TO_JUNE = (  # জুলাই ২০২১ – জুন ২০২২, ২০২১ সালের জুলাই হতে ২০২২ সালের জুন, ০১/০৭/২০২১ – ৩০/০৬/২০২২
    _spelled(rf"{_JULY}{_YEAR}{_UNTIL}(?:30(?:শে|ে|th)?\s?)?{_JUNE}{_YEAR}"),
    _spelled(rf"{_OF_YEAR}{_JULY}(?:\s?মাস)?{_UNTIL}{_OF_YEAR}{_JUNE}"),
    _spelled(rf"(?<!\d)0?1[./-]0?7[./-](20\d\d|\d\d){_UNTIL}30[./-]0?6[./-](20\d\d|\d\d)(?!\d)"),
)
_NAMES_JUNE = _spelled(rf"{_JUNE}|6[./-]")
_OF_A_LETTER = _spelled(r"[\s(\[]*(?:স্মারক|নথি|পত্র|memo|ref)[^:ঃ০-৯0-9]{0,12}(?:নং|নম্বর|সংখ্যা|no)")
_LONGEST_LINE = 500  # characters of a title
_LETTER = "ঀ-৥"
_BODIES = (
    "মন্ত্রণালয়|বিভাগ|অধিদপ্তর|পরিদপ্তর|দপ্তর|কার্যালয়|সংস্থা|কর্পোরেশন|কর্তৃপক্ষ|বোর্ড|কমিশন|ব্যুরো|ইনস্টিটিউট"
    "|একাডেমি|পরিষদ|সচিবালয়|কাউন্সিল|ব্যাংক|কেন্দ্র|করপোরেশন|ফাউন্ডেশন|একাডেমী|ইন্সটিটিউট|বিশ্ববিদ্যালয়|লিমিটেড"
)
_NAMED = _spelled(rf"(?:{_BODIES}|অফিস|প্রতিষ্ঠান)[^:]{{0,30}}?নাম\s?[:ঃ–-]\s?(.*)")
_PLAN = _spelled("কর্ম[ -]?পরিকল্পনা|প্রতিবেদন")
_PLAN_IN_ENGLISH = re.compile(r"(?:work|action)[ -]?plan|report", re.IGNORECASE)
_LONGEST_LETTERHEAD = 200  # characters, with all that may stand between its letters
_LETTERHEAD = key("গণপ্রজাতন্ত্রী বাংলাদেশ সরকার")
_OFFICE_LINE = _spelled(rf"(?:.*[\s-])?(?:{_BODIES})(?:\s?\(.*\))?[,।]?")
_PLACE = rf"[{_LETTER} ,()-]{{2,60}}[।.]?"
_WITH_PLACE = _spelled(rf"(?P<office>(?:.*[\s-])?(?:{_BODIES}|অফিস))\s?,\s?(?P<place>{_PLACE})")
_FIELD_OFFICE = _spelled(r"(?:.*[\s-])?(?:কার্যালয়|অফিস)[,।]?")  # many of one name, told apart by their place
_ALWAYS_IN_THE_CAPITAL = _spelled(r".*(?:মন্ত্রণালয়|বিভাগ|সচিবালয়)")
_IN_THE_CAPITAL = _spelled(r"(?:.*[ ,])?ঢাকা[ ।.]*")
_PLACE_ALONE = _spelled(rf"(?!.*(?:{_BODIES}|অফিস|নাম|সেল|শাখা|টিম|ইউনিট|উইং|কমিটি|কৌশল|পরিকল্পনা)){_PLACE}")
_MOST_IN_PLACE = 4  # words
_OWNER = _spelled(rf"(?<![{_LETTER}])({_BODIES})(?:ের|র)(?![{_LETTER}])")
_LONGEST_NAME = 60  # characters before the word for what an office is


def is_title(cell: Cell) -> bool:
    """Whether a cell holds the name of the plan or the government's letterhead."""
    is_letterhead = len(cell.text) <= _LONGEST_LETTERHEAD and key(cell.text) == _LETTERHEAD
    return is_letterhead or _PLAN.search(cell.text) is not None


def names_a_plan(text: str) -> bool:
    """Whether a text speaks of a plan or a report of one, as its title does."""
    return (_PLAN.search(text) or _PLAN_IN_ENGLISH.search(text)) is not None


def find_years(cells: Iterable[Cell]) -> Iterator[FoundText]:
    """Every fiscal year written in some cells: ২০২০-২০২১ and ২০২১-২২ give "2020-21" and "2021-22".

    So does জুলাই ২০২০ – জুন ২০২১ in any spelling. The number of a letter (স্মারক নং …২০১৯-২০) names none.
    """
    for cell in cells:
        if _OF_A_LETTER.match(cell.text):
            continue
        text = to_ascii(cell.text)
        patterns = (_YEARS, *_JULY_TO_JUNE) if _NAMES_JUNE.search(text) else (_YEARS,)
        spans = (each for pattern in patterns for each in pattern.findall(text))
        for start, end in spans:
            if int(end[-2:]) == (int(start[-2:]) + 1) % 100:
                yield FoundText(f"20{start[-2:]}-{end[-2:]}", cell)


def find_offices(cells: Iterable[Cell]) -> NamedOffices:
    """The offices some title cells name."""
    offices = NamedOffices()
    lines = [(line, cell) for cell in cells for line in cell.text.split("\n") if len(line) <= _LONGEST_LINE]
    for (line, cell), (below, _) in pairwise([*lines, ("", None)]):
        if cell is None:
            continue
        if match := _NAMED.search(line):
            offices.named.append(FoundText(match[1].strip(" ,।"), cell))
        elif name := _name_alone(line, below):
            offices.lines.append(FoundText(name, cell))
        elif owner := _owner(line):
            offices.owners.append(FoundText(owner, cell))
    return offices


def _name_alone(line: str, below: str) -> str:
    """The office a line names and nothing else, "" for none; of a field office its place belongs to the name.

    The place stands behind a comma or in the line below: জেলা প্রশাসকের কার্যালয়, ঢাকা। A directorate's office elsewhere
    than in the capital is not the directorate: কৃষি সম্প্রসারণ অধিদপ্তর, কুমিল্লা।
    """
    if names_a_plan(line):
        return ""
    if _OFFICE_LINE.fullmatch(line) or _FIELD_OFFICE.fullmatch(line):
        is_place = len(below.split()) <= _MOST_IN_PLACE and _PLACE_ALONE.fullmatch(below) is not None
        place = below if is_place and _FIELD_OFFICE.fullmatch(line) else ""
    elif match := _WITH_PLACE.fullmatch(line):
        line, place = match["office"], match["place"]
        place = "" if _is_address(line, place) else place
    else:
        return ""
    return ", ".join(part.strip(" ,।.") for part in (line, place) if part.strip(" ,।."))


def _is_address(office: str, place: str) -> bool:
    """Whether the place behind an office's name is where its head office sits and no part of the name."""
    if _FIELD_OFFICE.fullmatch(office):
        return False
    return bool(_ALWAYS_IN_THE_CAPITAL.fullmatch(office) or _IN_THE_CAPITAL.fullmatch(place))


def _owner(line: str) -> str:
    """The last office a line speaks of as an owner, "" for none: শিল্প মন্ত্রণালয়ের … কর্মপরিকল্পনা."""
    end, name = 0, ""
    for match in _OWNER.finditer(line):
        name = line[max(end, match.start() - _LONGEST_NAME) : match.end(1)]
        end = match.end()
    return name.strip()


def without_owner(line: str) -> str:
    """What a line says behind the office it speaks of as an owner."""
    return line[max((match.end() for match in _OWNER.finditer(line)), default=0) :]


def differing(found: Iterable[FoundText]) -> tuple[FoundText, ...]:
    """The first of each different text, in order: more than one is a contradiction."""
    texts: dict[str, FoundText] = {}
    for each in found:
        texts.setdefault(each.text, each)
    first: dict[str, FoundText] = {}
    for each in texts.values():
        first.setdefault(key(each.text), each)
    return tuple(first.values())
