"""Owns what a document prints around its table, as typed: the lines above it, and the notes and signatures below."""

from collections.abc import Iterable
from dataclasses import dataclass

from cell_values.text import normalise

OF_THE_PLAN = 0  # in place of a quarter: a document that reports nothing


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Lines are parted by line breaks; ``below`` a blank line parts what stands side by side, from left to right."""

    above: str = ""
    below: str = ""

    @property
    def is_empty(self) -> bool:
        return not (self.above or self.below)

    @property
    def lines_above(self) -> tuple[str, ...]:
        return tuple(self.above.splitlines())

    @property
    def blocks_below(self) -> tuple[tuple[str, ...], ...]:
        """The lines of each block: of a signature with name, post and date, or of notes."""
        return tuple(tuple(block.splitlines()) for block in self.below.split("\n\n") if block)


NO_SURROUNDINGS = Surroundings()


def joined_lines(lines: Iterable[str]) -> str:
    """Lines as one text; a blank one, which would part blocks, is left out."""
    return "\n".join(line for text in lines for line in normalise(text).split("\n") if line)
