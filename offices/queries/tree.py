"""Owns walking the tree of offices as far as somebody may look: its roots, the way to an office, what lies below."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from offices.models import Office, Role
from offices.queries.likeness import offices_like
from offices.queries.lookup import offices_found
from offices.queries.rights import Standing, below, offices_read_by

ABOVE = "parent__parent__parent__parent"  # as deep as the tree is


@dataclass(frozen=True)
class FoundOffices:
    """What a search found; ``are_alike``: nothing is named so, these are like it."""

    offices: QuerySet[Office] | Sequence[Office]
    are_alike: bool


def roots_of(standing: Standing) -> QuerySet[Office]:
    """The topmost offices somebody may look at."""
    if standing.oversees_all:
        return in_order(Office.objects.filter(parent__isnull=True))
    overseen = standing.offices_as(Role.REVIEWER, Role.HEAD)
    own = Office.objects.filter(pk__in=standing.offices_as(*Role)).select_related(ABOVE)
    return in_order(own.exclude(below(overseen)))


def in_order(offices: QuerySet[Office]) -> QuerySet[Office]:
    """By code, then by name, each with the number of offices right ``below`` it."""
    under = Office.objects.filter(parent=OuterRef("pk")).order_by().values("parent")
    count: Any = Subquery(under.annotate(number=Count("pk")).values("number"))
    return offices.annotate(below=Coalesce(count, 0)).order_by(F("code").asc(nulls_last=True), "name_bn", "pk")


def way_to(office: Office) -> list[Office]:
    """All offices above, the topmost first. No query for one that was read with ``ABOVE``."""
    way: list[Office] = []
    above = office.parent
    while above is not None and above not in way:
        way.append(above)
        above = above.parent
    return way[::-1]


def found_offices(standing: Standing, text: str) -> FoundOffices:
    """The offices somebody may look at that a text names by any spelling or code; else those it is like."""
    readable = offices_read_by(standing).select_related(ABOVE)
    named = offices_found(readable, text)
    if named is not None:
        return FoundOffices(in_order(named), are_alike=False)
    return FoundOffices(offices_like(readable, text), are_alike=True)
