"""Owns holding the ledger against checkpoints: those kept beside it, and those somebody held outside."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import Max, QuerySet, Subquery

from plans.models import ChainEnd, Checkpoint, Event, QuarterReport
from plans.sealing import digest_of, is_signed, public_keys
from workflow.transitions import ReportState

Document = Mapping[str, Any]
SHOWN = 16  # hexadecimal digits of a digest on paper


@dataclass(frozen=True)
class Broken:
    """What a checkpoint says and the ledger does not bear out; ``chain``: the number of a plan, 0 of what all share."""

    what: str
    said: str
    found: str
    chain: int | None = None


class UnreadableCheckpointError(Exception):
    """A file that holds no checkpoints."""


def documents_in(text: str) -> list[Document]:
    """The checkpoints of a file: one, a list, or one to a line. Raises UnreadableCheckpointError."""
    try:
        lines = [text] if text.lstrip().startswith("[") else filter(None, text.splitlines())
        read = [json.loads(line) for line in lines]
    except ValueError as error:
        raise UnreadableCheckpointError(str(error)) from error
    found = read[0] if read and isinstance(read[0], list) else read
    if not found or not all(isinstance(each, dict) and isinstance(each.get("chains"), list) for each in found):
        raise UnreadableCheckpointError("no checkpoint in it")
    return sorted(found, key=lambda each: int(each["checkpoint"]))


def broken_by(documents: Sequence[Document], *, keys: Iterable[str] = ()) -> Iterator[Broken]:
    """Where the ledger is not what these documents say. ``keys``: further public keys that are believed."""
    known, believed = [*public_keys(), *keys], []
    for document in documents:
        if is_signed(document, known):
            believed.append(document)
        else:
            yield Broken(f"checkpoint {document.get('checkpoint')}", "a signature by a known key", "none")
    yield from _ends_broken(believed)
    yield from _unlike_stored(believed)


def stored_broken() -> Iterator[Broken]:
    """Whether the stored checkpoints follow one upon the other, and their files say the same."""
    previous = ""
    for number, stored in enumerate(Checkpoint.objects.order_by("number").iterator(), start=1):
        document, name = json.loads(stored.document), f"checkpoint {stored.number}"
        if (stored.number, document["previous"], stored.digest) != (number, previous, digest_of(document)):
            yield Broken(name, f"follows number {number - 1}", "does not")
        if not is_signed(document, public_keys()):
            yield Broken(name, "a signature by a known key", "none")
        previous = stored.digest
        if (said := _file_says(stored.number)) != stored.document:
            yield Broken(f"file of {name}", stored.digest, "missing" if said is None else "another text")


def stored_documents() -> list[Document]:
    return [json.loads(text) for text in Checkpoint.objects.order_by("number").values_list("document", flat=True)]


def documents_given_out() -> list[str]:
    """The last checkpoint of all chains and those since: who holds them holds the end of every chain."""
    complete = Checkpoint.objects.filter(is_complete=True).aggregate(last=Max("number"))["last"] or 0
    return list(Checkpoint.objects.filter(number__gte=complete).order_by("number").values_list("document", flat=True))


@dataclass(frozen=True)
class ChainStanding:
    """How far the ledger of a plan had come: its number there, the event, and whether a checkpoint says it."""

    chain: int
    count: int
    head: str
    at: datetime
    is_anchored: bool

    @property
    def shown(self) -> str:
        """What paper shows of the digest."""
        return self.head[:SHOWN]


def standing_of(report: QuarterReport) -> ChainStanding | None:
    """Where the ledger stands: of an approved report at its approval, of another now; None without such an event."""
    events = Event.objects.filter(plan_id=report.plan_id).order_by("-sequence")
    if report.state == ReportState.APPROVED.value:
        events = events.filter(verb="approve_report", subject=f"q{report.quarter}")
    anchored = ChainEnd.objects.filter(chain=report.plan_id).values("anchored")[:1]
    last = events.values_list("sequence", "digest", "at", Subquery(anchored)).first()
    if last is None:
        return None
    sequence, digest, at, said = last
    return ChainStanding(report.plan_id, sequence, digest, at, (said or 0) >= sequence)


def head_is(chain: int, count: int, digest: str) -> bool:
    """Whether the event with this number of a chain has a digest that begins so, as a paper says."""
    found = _events(chain).filter(sequence=count).values_list("digest", flat=True).first()
    return bool(digest) and found is not None and found.startswith(digest.lower())


def _ends_broken(documents: Iterable[Document]) -> Iterator[Broken]:
    ends = {chain: (count, head) for document in documents for chain, count, head in document["chains"]}
    for chain, (count, head) in sorted(ends.items()):
        found = _events(chain).filter(sequence=count).values_list("digest", flat=True).first()
        if found is None:
            present = _events(chain).aggregate(last=Max("sequence"))["last"] or 0
            yield Broken("events", f"{count}", f"{present}", chain)
        elif found != head:
            yield Broken(f"event {count}", head, found, chain)


def _unlike_stored(documents: Sequence[Document]) -> Iterator[Broken]:
    """A checkpoint that was given out is stored here too, as it was; and those it follows are."""
    stored = dict(Checkpoint.objects.values_list("number", "digest"))
    for document in documents:
        number = document["checkpoint"]
        if stored.get(number) != digest_of(document):
            yield Broken(f"checkpoint {number}", digest_of(document), stored.get(number, "missing"))


def _events(chain: int) -> QuerySet[Event]:
    """Number 0 is the chain of what all plans share."""
    return Event.objects.filter(plan=chain or None)


def _file_says(number: int) -> str | None:
    try:
        return (Path(settings.CHECKPOINTS_ROOT) / f"{number:08d}.json").read_text(encoding="utf-8")
    except OSError:
        return None
