"""Owns the imprint: what every printed report says of itself, ready to set."""

from dataclasses import dataclass
from datetime import date

from plans.queries.anchors import ChainStanding


@dataclass(frozen=True, slots=True)
class Imprint:
    """``dated`` is the day of printing, of a frozen report that of its approval.

    ``clauses`` are the switches of the marking policy in words; ``number`` leads to ``address``, drawn in ``qr`` (SVG).
    ``ledger`` is where the ledger stood, by which ``verify_events --head`` holds the paper against it.
    """

    language: str
    author: str
    dated: date
    is_frozen: bool = False
    state: str = ""
    policy: str = ""
    clauses: tuple[str, ...] = ()
    number: str = ""
    address: str = ""
    digest: str = ""
    qr: str = ""
    ledger: ChainStanding | None = None

    @property
    def is_english(self) -> bool:
        return self.language == "en"
