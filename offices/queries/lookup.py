"""Owns finding an office by any common spelling or code, and a year by its name."""

import re
from typing import Any

from django.db.models import Q, QuerySet

from offices.models import FiscalYear, Office, OfficeSpelling, Tier
from offices.names import name_key

_OF_ONE_SEAT = (Tier.DEPARTMENT, Tier.OFFICE)
_SEATS = ("ঢাকা", "Dhaka")
FEW = 500  # offices whose keys are handed to the next query
ASCII_DIGITS = str.maketrans("০১২৩৪৫৬৭৮৯", "0123456789")


def find_offices(name_or_code: str) -> list[Office]:
    """The offices a name, spelling or code means: one when it is clear, several when not, none when unknown."""
    code = name_or_code.strip().translate(ASCII_DIGITS)
    if by_code := list(Office.objects.filter(code=code)):
        return by_code
    name, _, further = name_or_code.rpartition(",")
    # The upazila of a field office is part of its name, its district may be written behind or not.
    return _spelled(name_or_code) or (_spelled(name) if further.strip() and "," in name else [])


def _spelled(name: str) -> list[Office]:
    found = OfficeSpelling.objects.filter(key=name_key(name)).exclude(key="").select_related("office")
    return list({spelling.office_id: spelling.office for spelling in found}.values())


def may_mean(name: str, office: Office) -> bool:
    """Whether a name may be that of an office, written longer or shorter: with its place behind it or without."""
    if office.tier in _OF_ONE_SEAT and "," in name and not any(place in name for place in _SEATS):
        return False  # the office of a directorate in another place
    key = name_key(name)
    known = office.spellings.values_list("key", flat=True)
    return any(key.startswith(each) or each.startswith(key) for each in known if each)


def offices_named(offices: QuerySet[Office], text: str) -> QuerySet[Office]:
    """Those with the text in a name or in any spelling, or with this code."""
    called, spelt = _named(text)
    # put together by keys, so that each table is looked up in its own index
    return offices.filter(pk__in=called if spelt is None else called.union(spelt))


def offices_found(offices: QuerySet[Office], text: str) -> QuerySet[Office] | None:
    """The same for a page that asks for them more than once; None where there are none. One query, now.

    Of a few the keys stand in the answer, and nobody looks for them again; of many both tables are read each time,
    which puts no keys together.
    """
    found = list(offices_named(offices, text).order_by().values_list("pk", flat=True)[: FEW + 1])
    if len(found) <= FEW:
        return offices.filter(pk__in=found) if found else None
    called, spelt = _named(text)
    return offices.filter(Q(pk__in=called) if spelt is None else Q(pk__in=called) | Q(pk__in=spelt))


def _named(text: str) -> tuple[QuerySet[Any, Any], QuerySet[Any, Any] | None]:
    """The keys of offices named so in their own row, and in a spelling."""
    code, key = text.strip().translate(ASCII_DIGITS), name_key(text)
    called = Q(name_bn__icontains=text.strip()) | Q(name_en__icontains=text.strip()) | Q(code=code)
    spelt = OfficeSpelling.objects.filter(key__contains=key).values("office") if key else None
    return Office.objects.filter(called).order_by().values("pk"), spelt


def offices_meant(offices: QuerySet[Office], text: str) -> list[Office]:
    """Those a text means: the ones with just this name or code, else all that ``offices_named`` finds. One query."""
    found = list(offices_named(offices, text))
    exact = {text.strip(), text.strip().translate(ASCII_DIGITS)}
    return [office for office in found if exact & {office.name_bn, office.name_en, office.code}] or found


def cluster_names() -> list[str]:
    """Every cluster that an office is in, by name."""
    named = Office.objects.exclude(cluster="").order_by("cluster")
    return list(named.values_list("cluster", flat=True).distinct())


def parse_year(text: str) -> int | None:
    """The first year of "2020-21", "২০২০-২০২১" or "2020-2021"; None when it is not one fiscal year."""
    match = re.fullmatch(r"\s*(20\d\d)\s*[-–/]\s*((?:20)?\d\d)\s*", text.translate(ASCII_DIGITS))
    if not match:
        return None
    start, end = int(match[1]), int(match[2][-2:])
    return start if (start + 1) % 100 == end else None


def find_year(text: str) -> FiscalYear | None:
    """The fiscal year a text names, None when it names none or one that is not kept."""
    start = parse_year(text)
    return FiscalYear.objects.filter(start_year=start).first() if start else None
