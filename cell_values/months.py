"""Owns the names of the months as officers write them, in Bengali and English, and as they are shown."""

import unicodedata

from cell_values.sentence import Sentence

# The first of each language is the one that is shown.
_SPELLINGS = (
    "জানুয়ারি জানুয়ারী জানুয়ারী জানু january jan",
    "ফেব্রুয়ারি ফেব্রুয়ারী ফেব্রুআরি ফেব্রু february feb",
    "মার্চ march mar",
    "এপ্রিল april apr",
    "মে may",
    "জুন june jun",
    "জুলাই july jul",
    "আগস্ট আগষ্ট অগাস্ট অগাষ্ট অগস্ট august aug",
    "সেপ্টেম্বর সেপ্টেমবর সেপ্টম্বর সেপ্টে september sept sep",
    "অক্টোবর অক্টবর অক্টো october oct",
    "নভেম্বর নবেম্বর নভে november nov",
    "ডিসেম্বর ডিসেমবর ডিসে december dec",
)

MONTHS = {
    unicodedata.normalize("NFC", name): number for number, names in enumerate(_SPELLINGS, 1) for name in names.split()
}
# Longest first, so that "sept" is not read as "sep" and a "t".
MONTH_PATTERN = "|".join(sorted(MONTHS, key=len, reverse=True))
MONTH_NAMES = tuple(
    Sentence(names.split()[0], next(filter(str.isascii, names.split())).capitalize()) for names in _SPELLINGS
)  # from January
