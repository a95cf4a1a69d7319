"""Owns the proof by the ledger: chains whole, replayed beside what is stored, and held against checkpoints."""

from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.db import connection

from plans import guards
from plans.actions.checkpoints import not_anchored
from plans.actions.ledger import is_chain_whole
from plans.management.starting import QuietCommand
from plans.models import Checkpoint, Event, Plan
from plans.queries.anchors import (
    Broken,
    UnreadableCheckpointError,
    broken_by,
    documents_in,
    head_is,
    stored_broken,
    stored_documents,
)
from plans.queries.proof import LedgerDifference, differences_of, plans_gone


class Command(QuietCommand):
    help = (
        "Proves that the ledger is whole and that plans, reports, evidence and prints are what it tells. "
        "Exit 0: proved, 1: what differs."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="print what differs as JSON")
        parser.add_argument("--checkpoint", metavar="FILE", action="append", help="a checkpoint held outside; again")
        parser.add_argument("--public-key", metavar="HEX", action="append", help="a key to believe beside our own")
        parser.add_argument("--without-files", action="store_true", help="do not read evidence and kept prints")
        parser.add_argument("--head", nargs=3, metavar=("PLAN", "NUMBER", "DIGEST"), help="only what a paper says")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["head"]:
            self._head(*options["head"])
            return
        found = [*self._by_ledger(not options["without_files"]), *self._by_checkpoints(options)]
        told = {"plans": Plan.objects.count(), "events": Event.objects.count(), "not_anchored": not_anchored()}
        told["checkpoints"] = Checkpoint.objects.count()
        lines = [each.as_json() for each in found]
        total = (
            f"{told['plans']} plans, {told['events']} events, {len(lines)} differences; "
            f"{told['checkpoints']} checkpoints, {told['not_anchored']} events not anchored yet"
        )
        self.tell_found(lines, total, told | {"differences": lines}, as_json=options["json"])
        if found:
            raise SystemExit(1)

    def _by_ledger(self, files: bool) -> Iterator[LedgerDifference]:
        for name in sorted(guards.missing(connection)):
            yield LedgerDifference(f"trigger {name}", "present", "missing")
        if not is_chain_whole(None):
            yield LedgerDifference("ledger", "whole chain", "broken chain")
        for plan in Plan.objects.select_related("office", "year", "policy").order_by("pk").iterator():
            if not is_chain_whole(plan.pk):
                yield LedgerDifference("ledger", "whole chain", "broken chain", plan)
            yield from differences_of(plan, files=files)
        yield from plans_gone()

    def _by_checkpoints(self, options: dict[str, Any]) -> Iterator[LedgerDifference]:
        keys, names = options["public_key"] or [], options["checkpoint"] or []
        broken = [*stored_broken(), *broken_by(stored_documents())]
        for name in names:
            broken += broken_by(_documents(name), keys=keys)
        yield from (_difference(each) for each in dict.fromkeys(broken))

    def _head(self, plan: str, number: str, digest: str) -> None:
        if not (plan.isdecimal() and number.isdecimal()):
            raise CommandError("PLAN and NUMBER are numbers, as printed")
        if not head_is(int(plan), int(number), digest):
            self.stdout.write(f"not so: event {int(number)} of plan {int(plan)} has not the digest {digest}")
            raise SystemExit(1)
        self.stdout.write("so it is")


def _documents(name: str) -> Any:
    try:
        return documents_in(Path(name).read_text(encoding="utf-8"))
    except (OSError, ValueError, UnreadableCheckpointError) as error:
        raise CommandError(f"{name}: {error}") from error


def _difference(broken: Broken) -> LedgerDifference:
    plan = Plan.objects.filter(pk=broken.chain).select_related("office", "year").first() if broken.chain else None
    return LedgerDifference(broken.what, broken.said, broken.found, plan, chain=broken.chain)
