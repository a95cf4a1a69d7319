"""Owns turning text typed for a Bijoy font into Unicode: from the order it is drawn in to the order it is spoken in."""

import unicodedata

from cell_values.bijoy_glyphs import HASANTA, MARKS, PIECES, PUNCTUATION, REPH, SIGNS, VOWEL_SIGNS, GlyphRole

ZWNJ, ZWJ = "\u200c", "\u200d"
_UNJOINED = "র" + ZWJ  # র‍্যাব: a ya-phala under র, which would else become a reph over য
_NUKTA = "়"


def from_bijoy(text: str) -> str:
    """The Unicode (NFC) of a text that shows as Bengali in a Bijoy font; what is Unicode Bengali already stays.

    Symbol-encoded characters (U+F020 to U+F0FF) are read as the characters they stand for.
    """
    return read_bijoy(text)[0]


def read_bijoy(text: str) -> tuple[str, int]:
    """The Unicode of a Bijoy text, and how many of its characters had no letter to join."""
    writer = _Writer()
    for char in text:
        writer.add(chr(ord(char) - 0xF000) if "\uf020" <= char <= "\uf0ff" else char)
    writer.end()
    return unicodedata.normalize("NFC", "".join(writer.written)), writer.stranded


class _Writer:
    """Collects the pieces of one syllable and writes them in the order of Unicode."""

    def __init__(self) -> None:
        self.written: list[str] = []
        self.stranded = 0
        self._start()

    def add(self, char: str) -> None:
        role, piece = _piece(char)
        if role is None:
            self.end()
            self.written.append(piece)
        elif role is GlyphRole.BASE:
            self._add_base(piece)
            self._quote = char if char in PUNCTUATION else ""
        elif role is GlyphRole.BEFORE:
            if self._cluster and not self._is_open:
                self.end()
            self._before += piece
        elif not self._has_place(role, char):
            self._strand(char, piece)
        elif role is GlyphRole.BELOW:
            self._add_below(piece)
        elif role is GlyphRole.REPH:
            self._reph = REPH
        else:
            self._after += piece

    def end(self) -> None:
        """Write the syllable collected so far."""
        signs = self._before + "".join(char for char in self._after if char not in MARKS)
        marks = "".join(char for char in self._after if char in MARKS)
        if self._quote and self._is_open:
            self._cluster = self._quote
        elif self._is_open or (not self._cluster and (signs or marks)):
            self.stranded += 1
        letter = "আ" if self._cluster == "অ" and signs[:1] == "া" else self._cluster
        self.written.append(self._reph + letter + _once(signs.removeprefix("া") if letter == "আ" else signs) + marks)
        self._start()

    def _has_place(self, role: GlyphRole, char: str) -> bool:
        """Whether there is a letter for a sign to join; punctuation joins only where no sign stands yet."""
        if char in PUNCTUATION and self._after:
            return False
        return bool(self._cluster) or (role is GlyphRole.AFTER and bool(self._before))

    @property
    def _is_open(self) -> bool:
        """Whether a half form waits for its other half."""
        return self._cluster.endswith(HASANTA)

    def _start(self) -> None:
        self._before = self._cluster = self._reph = self._after = ""
        self._quote = ""  # the sign that is a half form (”) or, where nothing follows it, punctuation

    def _add_base(self, piece: str) -> None:
        if self._cluster and not self._is_open:
            if self._after.endswith(HASANTA):
                self._after += ZWNJ
            self.end()
        self._take(piece)

    def _add_below(self, piece: str) -> None:
        if self._is_open:
            piece = piece.removeprefix(HASANTA)
        elif self._cluster == "র" and piece == "্য":
            self._cluster = _UNJOINED
        self._take(piece)

    def _take(self, piece: str) -> None:
        """A piece may bring its vowel sign along: গু, ন্তু."""
        if piece[-1:] in VOWEL_SIGNS:
            self._after += piece[-1]
            piece = piece[:-1]
        self._cluster += piece

    def _strand(self, char: str, piece: str) -> None:
        self.end()
        is_punctuation = char in PUNCTUATION
        self.stranded += not is_punctuation
        self.written.append(char if is_punctuation or ord(char) > 0x7F or char in "^&" else piece)


def _piece(char: str) -> tuple[GlyphRole | None, str]:
    """The role and the Unicode of a character; no role for what stands outside of syllables."""
    if char in PIECES:
        return PIECES[char]
    if not "\u0980" <= char <= "\u09ff" or char.isdecimal():
        return (GlyphRole.BELOW if char in (ZWJ, ZWNJ) else None), SIGNS.get(char, char)
    if char in VOWEL_SIGNS or char in MARKS:
        return GlyphRole.AFTER, char
    return (GlyphRole.BELOW if char in (HASANTA, _NUKTA) else GlyphRole.BASE), char


def _once(signs: str) -> str:
    """Vowel signs without a second one over the same: typed twice it looks the same."""
    return "".join(sign for index, sign in enumerate(signs) if sign != signs[index - 1 : index])
