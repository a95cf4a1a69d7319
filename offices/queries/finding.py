"""Owns what a text typed to find offices finds everywhere: those named so, else those with names like it."""

from django.db.models import QuerySet

from offices.models import Office
from offices.queries.likeness import keys_like, offices_like
from offices.queries.lookup import offices_found, offices_meant

MOST_NAMED = 3  # offices that a sentence proposes


def offices_sought(offices: QuerySet[Office], text: str) -> QuerySet[Office]:
    """Those a text names by a part of any spelling or by their code; where none is, at most twenty that are like it.

    One query where some are named so, else two to four.
    """
    found = offices_found(offices, text)
    return offices.filter(pk__in=keys_like(offices, text)) if found is None else found


def offices_meant_or_like(offices: QuerySet[Office], text: str) -> list[Office]:
    """The ones with just this name or code, else all that it names, else those that are like it."""
    return offices_meant(offices, text) or offices_like(offices, text)


def proposals(text: str) -> str:
    """The names, with codes, of the offices that a name nobody bears is most like; "" where it is like none.

    They are shown to somebody who then says which; none is ever taken.
    """
    found = offices_like(Office.objects.all(), text)[:MOST_NAMED]
    return "; ".join(f"{each.name_bn} ({each.code})" if each.code else each.name_bn for each in found)
