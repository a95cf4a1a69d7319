"""Owns what a field of an annex is: a label, how a row tells it as text, and how it is set from text."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from operator import attrgetter
from typing import Any, Generic, TypeVar

from cell_values.digits import to_bengali
from cell_values.doubt import Doubt
from cell_values.numbers import read_number
from cell_values.reading import read_value
from cell_values.text import normalise
from cell_values.value import Value, plain
from plan_tree.tree import IndicatorNode

Row = TypeVar("Row")
Content = str | Value


class NotUnderstood(Exception):
    """A text that is no content of its field."""


@dataclass(frozen=True, slots=True)
class Field(Generic[Row]):
    """One thing a row says: ``get`` tells it, ``put`` gives the row with another text understood there."""

    label: str
    get: Callable[[Row], Content]
    put: Callable[[Row, str], Row]


def text_of(content: Content) -> str:
    return content.text if isinstance(content, Value) else content


def is_same(one: Content, other: Content) -> bool:
    """Whether two contents say the same, however they are typed."""
    if isinstance(one, Value) and isinstance(other, Value):
        return one.means(other)
    return normalise(text_of(one)) == normalise(text_of(other))


def words_field(label: str, name: str) -> Field[Any]:
    return Field(label, attrgetter(name), lambda row, text: replace(row, **{name: text}))


def number_field(
    label: str, name: str, blank: Decimal | None = None, shown: Callable[[str], str] = to_bengali
) -> Field[Any]:
    def get(row: Any) -> str:
        number: Decimal | None = getattr(row, name)
        return "" if number is None else shown(plain(number))

    return Field(label, get, lambda row, text: replace(row, **{name: parsed(text) if text else blank}))


def choice_field(label: str, name: str, words: Mapping[Any, str]) -> Field[Any]:
    by_word = {normalise(word): choice for choice, word in words.items()}

    def put(row: Any, text: str) -> Any:
        if text not in by_word:
            raise NotUnderstood
        return replace(row, **{name: by_word[text]})

    return Field(label, lambda row: words[getattr(row, name)], put)


def value_field(
    label: str, get: Callable[[IndicatorNode], Value], put: Callable[[IndicatorNode, Value], IndicatorNode]
) -> Field[IndicatorNode]:
    def understood(row: IndicatorNode, text: str) -> IndicatorNode:
        return put(row, read_value(text, row.unit).value)

    return Field(label, get, understood)


def parsed(text: str) -> Decimal:
    number = read_number(text)
    if isinstance(number, Doubt):
        raise NotUnderstood
    return number
