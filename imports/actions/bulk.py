"""Owns bringing many documents in: each whole or not at all, in a transaction of its own, none in another's way."""

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.db import transaction

from cell_values.sentence import Sentence
from imports.actions.bringing import PlanChangedError, bring_in, confirm, content_of, keep_source
from imports.actions.comparing import ImportComparison, compare_all, fingerprint, fingerprint_with_doubts, is_in_doubt
from imports.bundles import Bundle, BundleRefusedError
from imports.queries.readings import PlanReading, read_plans
from jobs.keeping import LostFile
from offices.models import Person
from plan_tree.problems import Problem, Severity
from plans.models import SourceFile

logger = logging.getLogger(__name__)
CRASHED = Problem(
    Severity.ERROR,
    "reading_failed",
    Sentence(
        "ফাইলটি পড়তে গিয়ে সিস্টেমে ত্রুটি হয়েছে; কিছু সংরক্ষিত হয়নি। আলাদাভাবে দিয়ে দেখুন।",
        "The system failed at this file; nothing of it was stored. Try to bring it by itself.",
    ),
)

CHANGED = Problem(
    Severity.ERROR,
    "changed_meanwhile",
    Sentence(
        "দেখার পর পরিকল্পনাটি বদলে গেছে; কিছু সংরক্ষিত হয়নি। প্রাকদর্শনে আবার দেখুন।",
        "The plan has changed since it was looked at; nothing was stored. Look at the preview again.",
    ),
)
LOST = Problem(
    Severity.ERROR,
    "file_unreadable",
    Sentence("রাখা ফাইলটি আর পাওয়া যাচ্ছে না। আবার দিন।", "The kept file cannot be found any more. Give it again."),
)


class Fate(StrEnum):
    """What became of a document."""

    STORED = "stored"
    UNCHANGED = "unchanged"  # the stored plans say all of it already
    DOUBTFUL = "doubtful"  # somebody must see its doubts first
    REFUSED = "refused"


@dataclass(frozen=True)
class Brought:
    """A document of a bundle and what became of it; ``source`` is None where nothing was kept."""

    name: str
    fate: Fate
    outcomes: tuple[ImportComparison, ...] = ()
    source: SourceFile | None = None
    own_problems: tuple[Problem, ...] = ()  # where no plan could be read at all

    @property
    def problems(self) -> tuple[Problem, ...]:
        return self.own_problems + tuple(problem for outcome in self.outcomes for problem in outcome.problems)


@dataclass(frozen=True)
class Bringing:
    """How documents are brought: who does it, and whether doubtful ones are stored, and kept when they are not."""

    by: Person | None = None
    accepts_doubts: bool = False
    keeps_all: bool = False
    stores: bool = True
    read: Callable[[bytes, str], tuple[PlanReading, ...]] = read_plans

    def all_of(self, bundle: Bundle) -> Iterator[Brought]:
        """Brings the documents of a bundle one after another; what goes wrong in one stops no other."""
        for name in bundle.names:
            try:
                yield self.one(name, bundle.read(name))
            except BundleRefusedError as refused:
                yield Brought(name, Fate.REFUSED, own_problems=(refused.problem,))

    def one(self, name: str, content: bytes) -> Brought:
        """Brings one document; never raises for what is in it."""
        source = keep_source(content, name, by=self.by) if self.keeps_all else None
        try:
            return self._stored(name, content, source, self.read(content, name))
        except Exception:
            logger.exception("bringing %s failed", name)
            return Brought(name, Fate.REFUSED, source=source, own_problems=(CRASHED,))

    @transaction.atomic
    def _stored(
        self, name: str, content: bytes, source: SourceFile | None, readings: tuple[PlanReading, ...]
    ) -> Brought:
        comparisons = compare_all(readings)
        fate = _fate(comparisons, self.accepts_doubts)
        if fate in (Fate.REFUSED, Fate.DOUBTFUL) or not self.stores:
            return Brought(name, fate, tuple(comparisons), source)
        source = source or keep_source(content, name, by=self.by)
        outcomes = bring_in(readings, source=source, by=self.by)
        refused = any(outcome.stored is None for outcome in outcomes)
        return Brought(name, Fate.REFUSED if refused else fate, outcomes, source)


def accept_one(*, source: SourceFile, seen: str, by: Person | None) -> Brought:
    """Stores a kept document with its doubts, if it and they are what was ``seen``, by the fingerprint of both."""
    try:
        readings = read_plans(content_of(source), source.name)
        shown = compare_all(readings)
        if fingerprint_with_doubts(source.sha256, shown) != seen:
            raise PlanChangedError(source.name)
        outcomes = confirm(readings, source=source, by=by, seen=fingerprint(source.sha256, shown))
    except PlanChangedError:
        return Brought(source.name, Fate.REFUSED, source=source, own_problems=(CHANGED,))
    except LostFile:
        return Brought(source.name, Fate.REFUSED, source=source, own_problems=(LOST,))
    refused = any(outcome.stored is None for outcome in outcomes)
    return Brought(source.name, Fate.REFUSED if refused else Fate.STORED, outcomes, source)


def _fate(comparisons: Sequence[ImportComparison], accepts_doubts: bool) -> Fate:
    if not all(each.is_storable for each in comparisons):
        return Fate.REFUSED
    if all(each.says_nothing_new for each in comparisons):
        return Fate.UNCHANGED
    return Fate.DOUBTFUL if is_in_doubt(comparisons) and not accepts_doubts else Fate.STORED
