"""Owns telling whether text was typed for a Bijoy font: by the font's name, by its characters, word by word."""

import re
from functools import lru_cache

from cell_values.bijoy import read_bijoy
from cell_values.bijoy_glyphs import PIECES, PUNCTUATION

# SutonnyMJ, Sutonny, KarnaphuliMJ, SutonnyCMJ Bold …; SutonnyOMJ is Unicode.
_FONT = re.compile(r"(?:\w*(?<!o)mj|sutonny|bijoy)(?:[ _-](?:bold|italic|regular|normal|bolditalic))*", re.IGNORECASE)
_BENGALI = re.compile("[\u0985-\u09cc\u09dc-\u09e1]")
_HIGH = "".join(re.escape(glyph) for glyph in PIECES if ord(glyph) > 0x7F)
_IN_WORDS = re.compile(f"[{_HIGH}]")
# Characters that neither English nor another language of Latin letters puts into a word.
_CERTAIN = re.compile("[†‡ˆ‰¨©ª¯¤¶Í˜›Ö¿¡¢¥§¬¦³]")
_TWO_CASES = re.compile(r"[a-z_`~^&|][A-Z]|[A-Z][a-z]*[A-Z][a-z]|[A-Za-z][_`~^|][A-Za-z]")
_LATIN = re.compile("[A-Za-z]")
# What English and figures are written with as well (…, ’, °C, m²) proves nothing; a low quote does inside a word.
_OF_ALL = PUNCTUATION | frozenset("°±²µ·¹º«»¼½¾×÷")
_PROVING = "".join(re.escape(glyph) for glyph in PIECES if ord(glyph) > 0x7F and glyph not in _OF_ALL)
_TELLING = re.compile(f"[{_PROVING}]|(?<=[A-Za-z])[‚„]")
_MEASURE = re.compile("(?:[cdkm]?m|ft|in)[²³]")

# Characters no writer of Bengali means as such inside a word; those of _JOINED only behind a half form.
_DAMAGE = "".join(
    glyph for glyph in PIECES if ord(glyph) > 0x7F and glyph not in PUNCTUATION and glyph not in "«»´°±²·"
)
_JOINED = "‘’—“"
_WORD = re.compile(f"[\u0980-\u09ff\u200c\u200d{re.escape(_DAMAGE + _JOINED)}]+")
_DAMAGED = re.compile(f"[\u0981-\u09e3\u200c\u200d][{re.escape(_DAMAGE)}]|^[{re.escape(_DAMAGE)}]+[\u0981-\u09e3]")

_EDGES = ".,;:!?\"'()[]{}<>/%+=*#@“”‘’।"
_PARTS = re.compile(r"[-/.@:+()\[\],0-9০-৯]+")
_ENGLISH_CASE = re.compile(r"[A-Z]?[a-z]+|[A-Z]{2,}s?|[a-z][A-Z]+")
_NEVER_FIRST = "OTYopqr"  # ঙ ঞ ণ ড় ঢ় য় ৎ begin no word
_ADDRESS = re.compile(r"www\.|https?:|@[a-z]", re.IGNORECASE)
_ENGLISH = frozenset(
    """
    achievement activities activity annual apa api app apps bcc bd cctv citizen com committee company
    conference cptu dashboard data date digital division dpp egp email erp facebook filing gis google
    gov gp grs html http https ict ide indicator indicators innovation ip it led link mail meeting
    ministry mobile name nid nis nothi number office online org page pdf portal ppr progress project
    quarter remark remarks rti sdg service sms software stakeholder stakeholders system target tender
    tor total training unit upload viber video website weight whatsapp wifi workshop www zoom
    """.split()  # noqa: SIM905 - a list of a hundred words reads better as words
)


@lru_cache
def is_bijoy_font(font: str) -> bool:
    """Whether a font draws Bengali over Latin characters: SutonnyMJ, but not SutonnyOMJ."""
    return _FONT.fullmatch(font.strip()) is not None


def has_bengali(text: str) -> bool:
    """Whether a text holds Bengali letters in Unicode."""
    return _BENGALI.search(text) is not None


def may_be_bijoy(text: str) -> bool:
    """Whether there is anything in a text that a Bijoy font would draw as a letter."""
    return (_LATIN.search(text) or _IN_WORDS.search(text)) is not None


def is_surely_bijoy(word: str) -> bool:
    """Whether a word of unknown font can only be Bijoy: its characters make Bengali, and nothing else."""
    if has_bengali(word) or not _TELLING.search(word) or not _LATIN.search(word):
        return False
    core = word.strip(_EDGES)
    is_proven = _CERTAIN.search(word) or _TWO_CASES.search(word)
    return bool(is_proven) and read_bijoy(core)[1] == 0 and _MEASURE.fullmatch(core.lstrip("0123456789.,")) is None


def is_english(word: str) -> bool:
    """Whether a word is English rather than Bijoy: a known one, or one that makes no Bengali."""
    if not word.isascii():
        return False
    if _ADDRESS.search(word):
        return True
    parts = [part for part in _PARTS.split(word.strip(_EDGES)) if part]
    names = [part for part in parts if len(part) > 1]
    return bool(names) and all(map(_is_english_part, names))


def repaired(text: str) -> str:
    """A Unicode text with the characters of a Bijoy font that were left inside its words turned too: অজ©ন → অর্জন."""
    return _WORD.sub(lambda match: _repaired(match[0]), text) if _IN_WORDS.search(text) else text


def _repaired(word: str) -> str:
    core = word.strip(_JOINED)
    if not _DAMAGED.search(core):
        return word
    turned, stranded = read_bijoy(core)
    return word if stranded else word.replace(core, turned)


def _is_english_part(part: str) -> bool:
    if part.casefold() in _ENGLISH:
        return True
    return _ENGLISH_CASE.fullmatch(part) is not None and (part[0] in _NEVER_FIRST or read_bijoy(part)[1] > 0)
