"""Owns the number people read out on the telephone: nine digits that stand in the log beside the long number."""

import hashlib

from jobs.origin import NOWHERE


def incident_number(request_id: str) -> str:
    """Nine digits out of the number of a request, always the same ones; "-" where there is no request."""
    if request_id == NOWHERE:
        return NOWHERE
    digest = hashlib.sha256(request_id.encode()).digest()
    return f"{int.from_bytes(digest[:8]) % 10**9:09d}"


def in_groups(number: str) -> str:
    """As it is read out: "482 905 372"."""
    return " ".join(number[start : start + 3] for start in range(0, len(number), 3))
