"""Owns what a text typed above a list of the administration finds: offices, people and rows, each by its own index."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import reduce
from operator import and_, or_
from typing import Any

from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from cell_values.digits import to_ascii
from offices.models import Membership, Office, OfficeSpelling, Person
from offices.names import name_key
from offices.queries.likeness import keys_like
from offices.queries.lookup import offices_named

FEW = 2_000  # rows that are put together by their keys
FEW_OFFICES = 50  # spellings: looking on, where a word stands in nearly all of them, tells nothing more
NAMES_OF_PEOPLE = ("username", "name_bn", "first_name", "last_name", "email")


@dataclass(frozen=True)
class OfficesSought:
    """The keys of offices that a text names; ``are_few``: so few that all of theirs are soon looked up.

    ``names``: where these are many, the rows that name them, by the column that leads to the office.
    """

    keys: QuerySet[Any] | Collection[int]
    are_few: bool
    names: tuple[QuerySet[Any], str] | None = None

    def of(self, column: str) -> Q:
        """Of rows, by the column that leads to their office. Of many offices each row asks for itself: the database
        then goes through the rows in their order, and a page is full long before all offices were put together.
        """
        if self.names is None:
            return Q(**{f"{column}__in": self.keys})
        rows, to_office = self.names
        return Q(Exists(rows.filter(**{to_office: OuterRef(column)})))


def offices_sought(text: str, *, or_like: bool = False) -> OfficesSought:
    """Those whose spellings hold the text, or with it as their code; else those whose names hold it as typed.

    ``or_like``: at last those whose names are like it; not where a text may just as well name a person or a row.
    That takes three queries more.

    Every name is a spelling too, and looking these through is ten times as quick. One query, or two.
    """
    if key := name_key(text):
        spelt = OfficeSpelling.objects.filter(key__contains=key).order_by()
        coded = Office.objects.filter(code=to_ascii(text)).order_by().values("pk")
        found = spelt.values("office").union(coded, all=True)
        if few := [row["office"] for row in found[: FEW_OFFICES + 1]]:
            return _sought(few, spelt, "office")
    named = offices_named(Office.objects.all(), text)
    few = [row["pk"] for row in keys(named)[: FEW_OFFICES + 1]]
    if or_like and not few:
        few = keys_like(Office.objects.all(), text)
    return _sought(few, named.order_by(), "pk")


def _sought(few: Collection[int], rows: QuerySet[Any], to_office: str) -> OfficesSought:
    if len(few) <= FEW_OFFICES:
        return OfficesSought(set(few), True)
    return OfficesSought(rows.values(to_office), False, (rows, to_office))


def any_of(rows: QuerySet[Any], to_office: str, offices: OfficesSought, *ways: Q) -> QuerySet[Any]:
    """The rows of some offices, and those found in one of the other ways. Two queries.

    Where one of all finds many, the rows are gone through in their order: a page of them is soon full, and putting
    together half of all keys would take seconds.
    """
    few = keys_of_few(rows.model, to_office, offices, *ways)
    if few is not None:
        return rows.filter(pk__in=few)
    return rows.filter(reduce(or_, ways, offices.of(to_office)))


def keys_of_few(model: type[Model], to_office: str, offices: OfficesSought, *ways: Q) -> set[int] | None:
    """The keys of all that is found in ways each of which has an index; None where these are many. Two queries."""
    if not offices.are_few:
        return None
    every = model._default_manager
    first, *others = (keys(every.filter(way)) for way in ways)
    found = [row["pk"] for row in first.union(*others, all=True)[: FEW + 1]]
    if len(found) > FEW:
        return None
    theirs = keys(every.filter(**{f"{to_office}__in": offices.keys})) if offices.keys else ()
    return {*found, *(row["pk"] for row in theirs)}


def called(text: str, whose: str = "") -> Q:
    """Of people: names or an address that hold every word. ``whose``: of rows that lead to them, the column."""
    names = [f"{whose}__{name}__icontains" if whose else f"{name}__icontains" for name in NAMES_OF_PEOPLE]
    return reduce(and_, (reduce(or_, (Q(**{name: word}) for name in names)) for word in text.split()))


def of_people(rows: QuerySet[Any], whose: str, text: str) -> QuerySet[Any]:
    """The rows of people who are called so, and of those at offices named so. Three queries at most.

    ``whose``: the column that leads to them, empty where the rows are the people.
    """
    offices = offices_sought(text)
    few = keys_of_few(Person, "memberships__office", offices, called(text))
    if few is not None:
        return rows.filter(**{f"{whose or 'pk'}__in": few})
    held = Membership.objects.filter(offices.of("office"), person=OuterRef(whose or "pk"))
    return rows.filter(called(text, whose) | Q(Exists(held)))


def keys(rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows.order_by().values("pk")
