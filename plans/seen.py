"""Owns what a page showed of a report to whoever decides: packed into its form, compared with what stands since."""

import binascii
import hashlib
import json
import zlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from cell_values.quarter_words import QUARTER_NAMES
from cell_values.sentence import Sentence

Shown = Mapping[str, Mapping[str, str]]  # place → field → text; a place is an indicator's key, or the report itself

REPORT = ""
MOST_BYTES = 4_000_000  # unpacked: some hundred times a plan of 37 indicators

FIELDS: Mapping[str, Sentence] = {
    "receipt": Sentence("প্রাপ্তিস্বীকার", "receipt"),
    "earned": Sentence("মোট প্রাপ্ত নম্বর", "marks earned in all"),
    "possible": Sentence("সম্ভাব্য নম্বর", "possible marks"),
    "policy": Sentence("নম্বর নীতি", "marking policy"),
    "number": Sentence("সারি", "row"),
    "area": Sentence("ক্ষেত্র", "area"),
    "activity": Sentence("কার্যক্রম", "activity"),
    "title": Sentence("সূচক", "indicator"),
    "weight": Sentence("সূচকের মান", "weight"),
    "unit": Sentence("একক", "unit"),
    "responsible": Sentence("দায়িত্বপ্রাপ্ত ব্যক্তি/পদ", "responsible post"),
    "annual": Sentence("বার্ষিক লক্ষ্যমাত্রা", "annual target"),
    **{f"q{quarter}": QUARTER_NAMES[quarter] for quarter in (1, 2, 3, 4)},
    "rules": Sentence("গণনার নিয়ম", "rules of reckoning"),
    "words": Sentence("মন্তব্য ও আরও কথা", "remark and further words"),
    "target": Sentence("এই কোয়ার্টারের লক্ষ্যমাত্রা", "target of this quarter"),
    "achievement": Sentence("অর্জন", "achievement"),
    "earlier": Sentence("আগের কোয়ার্টারের অর্জন", "achievement of earlier quarters"),
    "mark": Sentence("নম্বর", "marks"),
    "assessed": Sentence("পর্যালোচকের নির্ধারণ", "assessment"),
    "exemption": Sentence("প্রযোজ্য নয়", "not applicable"),
    "evidence": Sentence("প্রমাণক", "evidence"),
    "remark": Sentence("মন্তব্য (কলাম ১৪)", "remark (column 14)"),
    "claim": Sentence("দপ্তরের দাবি", "the office's claim"),
    "comments": Sentence("মন্তব্য", "comments"),
}


@dataclass(frozen=True, slots=True)
class Moved:
    """One thing that is not what the page showed; ``number`` is the row's on the form, empty for the report itself."""

    number: str
    field: str
    before: str
    now: str

    @property
    def name(self) -> Sentence:
        return FIELDS[self.field]


def digest_of(shown: Shown) -> str:
    """SHA-256 of what was shown, in hexadecimal digits: the ledger keeps what a decision was about."""
    return hashlib.sha256(_text(shown)).hexdigest()


def pack(shown: Shown) -> str:
    """What was shown as the text of a hidden field, some kilobytes for a plan."""
    return urlsafe_b64encode(zlib.compress(_text(shown))).decode("ascii")


def unpack(packed: str) -> Shown | None:
    """What a form brings back; None where it brings nothing of ours."""
    try:
        opener = zlib.decompressobj()
        text = opener.decompress(urlsafe_b64decode(packed.encode("ascii")), MOST_BYTES)
        content = json.loads(text) if opener.eof else None
    except (binascii.Error, zlib.error, ValueError, RecursionError):
        return None
    return content if _is_shown(content) else None


def moved(before: Shown, now: Shown, places: Iterable[str] | None = None) -> list[Moved]:
    """What differs, in the order of the form; of some places only, where they are named."""
    wanted = set(before) | set(now) if places is None else set(places)
    order = [*now, *(place for place in before if place not in now)]
    return [each for place in order if place in wanted for each in _moved(before.get(place, {}), now.get(place, {}))]


def _moved(before: Mapping[str, str], now: Mapping[str, str]) -> Iterator[Moved]:
    number = now.get("number") or before.get("number", "")
    if bool(before) != bool(now):  # the whole row came or went
        yield Moved(number, "number", before.get("number", ""), now.get("number", ""))
        return
    for field in FIELDS:
        if before.get(field, "") != now.get(field, ""):
            yield Moved(number, field, before.get(field, ""), now.get(field, ""))


def _text(shown: Shown) -> bytes:
    return json.dumps(shown, ensure_ascii=False, separators=(",", ":")).encode()


def _is_shown(content: object) -> bool:
    return isinstance(content, dict) and all(
        isinstance(fields, dict) and all(isinstance(text, str) for text in fields.values())
        for fields in content.values()
    )
