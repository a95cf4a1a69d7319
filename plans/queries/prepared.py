"""Owns queries whose SQL is made once in a process: the same question about another plan differs in its numbers alone.

Django makes the text of a query anew each time it is asked, which for one of twenty expressions takes longer than the
database takes to answer (decision 0064). What is asked at every save is made once.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field
from itertools import count
from types import SimpleNamespace
from typing import Any, cast

from django.db import DatabaseError, connections, router
from django.db.models import Model, QuerySet
from django.db.models.query import ModelIterable
from django.db.models.sql.compiler import SQLCompiler

from plans.queries import planned

Numbers = Mapping[str, int | tuple[int, ...]]
_Ask = Callable[..., Iterable[Any]]  # a question that is text, its numbers, and whether by its name
PLACE = 4_611_686_018_000_000_000  # above every key: what stands for a number while the text is made
MOST = 500  # texts kept for one question; a plan of another length has another
LONGEST = 200
FEW = 8  # PostgreSQL plans and keeps a question anew for each number of them


class PreparedQuery:
    """``PreparedQuery(make)(*fixed, **numbers)``: the rows of ``make(*fixed, **numbers)``, its text made once.

    ``fixed``: what may change the text. ``numbers``: primary keys, alone or as a tuple, which may not; each must be
    asked about (ValueError). No text is kept for more than LONGEST of them. ``planned_once``: PostgreSQL keeps it for
    its connection too, where it is about no more than FEW: it keeps a plan of each number of them.
    """

    def __init__(self, make: Callable[..., QuerySet[Any]], *, planned_once: bool = False) -> None:
        self._make, self._planned_once = make, planned_once
        self._texts: dict[Hashable, _Text] = {}

    def __call__(self, *fixed: Hashable, **numbers: int | tuple[int, ...]) -> list[Any]:
        return self._asked(_Text.rows, fixed, numbers)

    def plain(self, *fixed: Hashable, **numbers: int | tuple[int, ...]) -> list[tuple[Any, ...]]:
        """The same as the database itself gives it, no model made of it."""
        return self._asked(_Text.plain, fixed, numbers)

    def _asked(self, ask: "_Ask", fixed: tuple[Hashable, ...], numbers: Numbers) -> list[Any]:
        text, is_short = self._text(fixed, numbers), _longest(numbers) <= FEW
        if not (self._planned_once and is_short and planned.keeps(connections[text.using])):
            return list(ask(text, numbers))
        try:
            return list(ask(text, numbers, by_name=True))
        except DatabaseError:
            planned.forget(connections[text.using], text.question)
            raise

    def _text(self, fixed: tuple[Hashable, ...], numbers: Numbers) -> "_Text":
        shape = tuple((name, len(each) if isinstance(each, tuple) else None) for name, each in numbers.items())
        if _longest(numbers) > LONGEST:
            return _made(self._make, fixed, numbers)
        text = self._texts.get((fixed, shape))
        if text is None:
            if len(self._texts) >= MOST:
                self._texts.clear()
            text = self._texts[fixed, shape] = _made(self._make, fixed, numbers)
        return text


def _longest(numbers: Numbers) -> int:
    return max((len(each) for each in numbers.values() if isinstance(each, tuple)), default=0)


@dataclass(frozen=True)
class _Text:
    """A query as text, and what stands at each of its places: a value, or which number does."""

    compiler: SQLCompiler
    sql: str
    params: Sequence[Any]
    places: Mapping[int, tuple[str, int]]  # place among the params → name of the number, and which of its tuple
    number: int = field(default_factory=count().__next__)

    def rows(self, numbers: Numbers, *, by_name: bool = False) -> Iterator[Any]:
        """The rows for these numbers, as a query set gives them."""
        asked, using, told = copy(self.compiler), self.using, self._told(numbers, by_name=by_name)
        asked.using, asked.connection = using, connections[using]  # of this thread
        asked.as_sql = lambda *_, **__: told  # type: ignore[method-assign]
        query = SimpleNamespace(get_compiler=lambda **_: asked)
        return iter(ModelIterable(SimpleNamespace(db=using, query=query, _known_related_objects={})))  # type: ignore[arg-type]

    def plain(self, numbers: Numbers, *, by_name: bool = False) -> list[tuple[Any, ...]]:
        with connections[self.using].cursor() as cursor:
            cursor.execute(*self._told(numbers, by_name=by_name))
            rows: list[tuple[Any, ...]] = cursor.fetchall()
            return rows

    def _told(self, numbers: Numbers, *, by_name: bool) -> planned.Asked:
        told = self.sql, self._params(numbers)
        if not by_name:
            return told
        return planned.asked_by_name(connections[self.using], self.question, told, self.places)

    @property
    def question(self) -> planned.Question:
        return planned.Question(self.number, self.compiler.query.model._meta.db_table)  # type: ignore[union-attr]

    @property
    def using(self) -> str:
        """The database that is asked now: the text was made when another may have been."""
        query = self.compiler.query
        chosen = router.db_for_write if query.select_for_update else router.db_for_read
        return str(chosen(cast(type[Model], query.model)))

    def _params(self, numbers: Numbers) -> tuple[Any, ...]:
        params = list(self.params)
        for place, (name, which) in self.places.items():
            params[place] = _several(numbers[name])[which]
        return tuple(params)


def _made(make: Callable[..., QuerySet[Any]], fixed: Sequence[Hashable], numbers: Numbers) -> _Text:
    free = count(PLACE)
    stands_for: dict[int, tuple[str, int]] = {}
    stand_ins: dict[str, int | tuple[int, ...]] = {}
    for name, each in numbers.items():
        own = {next(free): (name, which) for which in range(len(_several(each)))}
        stands_for |= own
        stand_ins[name] = tuple(own) if isinstance(each, tuple) else next(iter(own))
    asked = make(*fixed, **stand_ins)
    compiler = asked.query.get_compiler(using=asked.db)
    sql, params = compiler.as_sql()
    places = {
        place: stands_for[each] for place, each in enumerate(params) if isinstance(each, int) and each in stands_for
    }
    if missing := set(stands_for.values()) - set(places.values()):
        raise ValueError(f"not asked about: {sorted(missing)}")
    return _Text(compiler, sql, params, places)


def _several(number: int | tuple[int, ...]) -> tuple[int, ...]:
    return number if isinstance(number, tuple) else (number,)
