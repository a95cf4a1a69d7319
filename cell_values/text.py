"""Owns the canonical form of Bengali text: as stored, as compared and as sorted."""

import re
import unicodedata

from cell_values.digits import to_ascii

JOINERS = "\u200c\u200d"

# Everything invisible that carries no meaning in Bengali: controls, format marks, lone surrogates.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e\u200b"
    "\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb"
    "\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0001\U000e0020-\U000e007f]"
)
_LINE_END = re.compile("\r\n|[\r\x85\u2028\u2029]")
_SPACES = re.compile("[\t\x0b\x0c \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_LINE_EDGE = re.compile(" ?\n ?")
_JOINER = re.compile(f"[{JOINERS}]")
_RUN = re.compile("[0-9]+|[^0-9]+")


def normalise(text: str) -> str:
    """The text in the one form that is stored: NFC, one kind of space, no invisible marks.

    NFC decomposes ড় ঢ় য় into letter and nukta; that is the canonical form. Newlines stay, runs of
    spaces become one, line ends are stripped; ZWJ and ZWNJ stay because they change what is seen.
    Idempotent.
    """
    if text.isprintable():  # nearly every text: no line end, no mark, no space but the common one
        return unicodedata.normalize("NFC", _SPACES.sub(" ", text) if "  " in text else text).strip(" ")
    visible = _INVISIBLE.sub("", _LINE_END.sub("\n", text))
    composed = unicodedata.normalize("NFC", _SPACES.sub(" ", visible))
    return _LINE_EDGE.sub("\n", composed).strip(" \n")


def words_seen(text: str) -> str:
    """What a person wrote, in the one form; nothing where it is made of marks that nobody sees."""
    found = normalise(text)
    return found if without_joiners(found).strip() else ""


def written_alike(text: str, other: str) -> bool:
    """Whether two texts differ at most in how they are written: ৫ or 5, spaces or line ends, composed or not."""
    return text == other or _folded(text) == _folded(other)


def _folded(text: str) -> str:
    return " ".join(to_ascii(normalise(text)).split())


def without_joiners(text: str) -> str:
    """The text without ZWJ and ZWNJ, for matching words only."""
    return _JOINER.sub("", text)


def key(text: str) -> str:
    """What two writings of one name or header share: no case, joiners, spaces, punctuation or hyphens."""
    bare = without_joiners(normalise(text)).translate(_BARE)
    return unicodedata.normalize("NFC", bare.casefold())


class _Bare(dict[int, int | None]):
    """A table for ``str.translate`` without spaces and punctuation, filled as characters come up."""

    def __missing__(self, code: int) -> int | None:
        char = chr(code)
        self[code] = None if char.isspace() or unicodedata.category(char)[0] == "P" else code
        return self[code]


_BARE = _Bare()


def natural_key(number: str) -> tuple[tuple[int, int, str], ...]:
    """A sorting key that puts ১.১০ after ১.২, in either digit script; brackets and dots only separate."""
    runs = _RUN.findall(to_ascii(without_joiners(normalise(number))))
    return tuple(part for part in map(_sortable, runs) if part is not None)


def _sortable(run: str) -> tuple[int, int, str] | None:
    if run[0] in "0123456789":
        digits = run.lstrip("0")
        return (0, len(digits), digits)
    name = key(run)
    return (1, 0, name) if name else None
