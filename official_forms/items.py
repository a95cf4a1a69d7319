"""Owns the numbered item of a form: "১.১ নৈতিকতা কমিটির সভা" and "[১.৪.১] সভা আয়োজিত" as number and title."""

import re
from dataclasses import dataclass

from cell_values.digits import to_ascii
from cell_values.text import key

# A number alone needs a mark behind it: "৪র্থ শিল্প বিপ্লব" and "২০ জন কর্মকর্তা" are no items.
_NUMBER = r"[0-9০-৯]{1,2}"
_DIGIT = "[0-9০-৯]"
_END = rf"(?!{_DIGIT}|/|\s?%|\.{_DIGIT})[.)।:ঃ]?"
_ITEM = re.compile(
    rf"(?:\[\s?(?P<boxed>{_NUMBER}(?:\s?\.\s?{_NUMBER})*)\s?\.?\s?\]"
    rf"|[({{]\s?(?P<round>{_NUMBER}(?:\s?\.\s?{_NUMBER})+)\s?\.?\s?[)}}]"
    rf"|(?P<long>{_NUMBER}(?:\.{_NUMBER})+){_END}"
    rf"|(?P<short>{_NUMBER})[.)।](?!{_DIGIT}))\s*(?P<title>.*)",
    re.DOTALL,
)
# In a row that is an indicator's for certain, "১. ১ সভা", "১,১ সভা" and "১-১ সভা" are numbers written loosely.
_LOOSE = re.compile(
    rf"[\[({{]?\s?(?P<number>{_NUMBER}(?:\s?[.,।\-–]\s?{_NUMBER}){{1,2}})(?!\s?[.,।\-–/]\s?{_DIGIT}){_END}"
    r"[\])}]?(?=\s|[^\w\s])\s*(?P<title>.*)",
    re.DOTALL,
)
_CONTINUED = re.compile(r"[\s(\[{–-]*(?:চলমান|চলবে|পূর্বানুবৃত্তি|continued|contd\.?)[\s)\]}।.]*$", re.IGNORECASE)
_SPACE = re.compile(r"\s")
_SEPARATOR = re.compile(r"\s?[.,।\-–]\s?")


@dataclass(frozen=True, slots=True)
class Item:
    """A number in ASCII ("1.4.1") and the title behind it."""

    number: str
    title: str

    @property
    def depth(self) -> int:
        """1 for an area, 2 for an activity, 3 for an indicator of its own number."""
        return self.number.count(".") + 1

    @property
    def parts(self) -> tuple[int, ...]:
        """The number's parts, to be compared: 1.10 comes after 1.2."""
        return tuple(map(int, self.number.split(".")))


def read_item(text: str) -> Item | None:
    """The numbered item a text begins with, None where it begins with no number of an item."""
    match = _ITEM.match(text)
    if match is None:
        return None
    number = match["boxed"] or match["round"] or match["long"] or match["short"]
    return Item(_plain(_SPACE.sub("", number)), match["title"])


def is_titled(text: str) -> bool:
    """Whether a text is a number with a title behind it: ১.২৫ alone is a figure."""
    item = read_item(text)
    return item is not None and bool(item.title)


def read_loose_item(text: str) -> Item | None:
    """As ``read_item``, and numbers written loosely; for rows that hold an indicator anyway."""
    match = _LOOSE.match(text)
    strict = read_item(text)
    if match is None or (strict is not None and strict.depth > 1):
        return strict
    return Item(_plain(_SEPARATOR.sub(".", match["number"])), match["title"])


def says_again(text: str, before: str) -> bool:
    """Whether a heading only says what stood there before, be it with (চলমান) behind it as on the next page."""
    return key(_CONTINUED.sub("", text)) == key(before)


def _plain(number: str) -> str:
    """In ASCII, without leading zeros: ০১.০২ is 1.2."""
    return ".".join(part.lstrip("0") or "0" for part in to_ascii(number).split("."))
