"""Owns the numbered item of a form: "১.১ নৈতিকতা কমিটির সভা" and "[১.৪.১] সভা আয়োজিত" as number and title."""

import re
from dataclasses import dataclass

from plans.values.digits import to_ascii

# A number alone needs a mark behind it: "৪র্থ শিল্প বিপ্লব" and "২০ জন কর্মকর্তা" are no items.
_NUMBER = r"[0-9০-৯]{1,2}"
_DIGIT = "[0-9০-৯]"
_ITEM = re.compile(
    rf"(?:\[\s?(?P<boxed>{_NUMBER}(?:\s?\.\s?{_NUMBER})*)\s?\.?\]"
    rf"|(?P<long>{_NUMBER}(?:\.{_NUMBER})+)(?!{_DIGIT}|/|\.{_DIGIT})[.)।]?"
    rf"|(?P<short>{_NUMBER})[.)।](?!{_DIGIT}))\s*(?P<title>.*)",
    re.DOTALL,
)
_SPACE = re.compile(r"\s")


@dataclass(frozen=True, slots=True)
class Item:
    """A number in ASCII ("1.4.1") and the title behind it."""

    number: str
    title: str

    @property
    def depth(self) -> int:
        """1 for an area, 2 for an activity, 3 for an indicator of its own number."""
        return self.number.count(".") + 1

    def is_under(self, number: str) -> bool:
        return self.number.startswith(f"{number}.")


def read_item(text: str) -> Item | None:
    """The numbered item a text begins with, None where it begins with no number of an item."""
    match = _ITEM.match(text)
    if match is None:
        return None
    number = match["boxed"] or match["long"] or match["short"]
    return Item(to_ascii(_SPACE.sub("", number)), match["title"])
