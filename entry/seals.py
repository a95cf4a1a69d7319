"""Owns the seal by which a page of ours says later who was shown it."""

from datetime import timedelta

from django.core.signing import BadSignature, TimestampSigner
from django.http import QueryDict

from offices.models import Person

A_DAY = timedelta(days=1)  # of a page: no session lasts longer


def sealed(person: Person) -> str:
    """What a page bears by which is known later that this person was shown it."""
    return _signer().sign(str(person.pk))


def writer_of(data: QueryDict) -> int | None:
    """Who typed what a page sent, where the page is ours and not older than a day."""
    try:
        return int(_signer().unsign(data.get("seal", ""), max_age=A_DAY))
    except (BadSignature, ValueError):
        return None


def _signer() -> TimestampSigner:
    return TimestampSigner(salt="typed by")
