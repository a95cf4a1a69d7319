"""Owns bringing a document in: read, found its office and year, checked, and stored when nothing forbids it."""

import hashlib
from dataclasses import dataclass

from django.core.files.base import ContentFile
from django.db import transaction

from offices.models import FiscalYear, Office, Person
from plans.actions.importing import ImportRefusedError, StoredPlan, store_plan
from plans.documents import Document, all_problems, read_document
from plans.drafts import PlanDraft
from plans.models import SourceFile
from plans.problems import Problem, Severity
from plans.queries.imports import find_belonging
from plans.storable import check_storable

LONGEST_NAME = 200  # of a file; its end tells what it is


@dataclass(frozen=True)
class Reading:
    """One plan of a document with the office and year found for it, and every problem; no draft: none was found."""

    draft: PlanDraft | None
    office: Office | None
    year: FiscalYear | None
    problems: tuple[Problem, ...]

    @property
    def is_storable(self) -> bool:
        return self.draft is not None and not any(p.severity is Severity.ERROR for p in self.problems)


@dataclass(frozen=True)
class Outcome:
    """What became of a reading: stored, or not with the problems that forbade it."""

    reading: Reading
    stored: StoredPlan | None
    problems: tuple[Problem, ...]


def read_plans(content: bytes, name: str, *, kind: str = "", office: str = "", year: str = "") -> tuple[Reading, ...]:
    """Every plan in a document, nothing stored; a document without plans gives one reading that says so."""
    document = read_document(content, name, kind=kind)
    if not document.drafts:
        return (Reading(None, None, None, document.problems),)
    return tuple(_reading(document, draft, office, year) for draft in document.drafts)


def _reading(document: Document, draft: PlanDraft, office: str, year: str) -> Reading:
    belonging = find_belonging(draft, office=office, year=year)
    problems = (*all_problems(document, draft), *check_storable(draft), *belonging.problems)
    return Reading(draft, belonging.office, belonging.year, problems)


def keep_source(content: bytes, name: str, *, by: Person | None) -> SourceFile:
    """Keeps a document as it was brought; the same bytes are kept once."""
    digest, name = hashlib.sha256(content).hexdigest(), name[-LONGEST_NAME:]
    if known := SourceFile.objects.filter(sha256=digest, name=name).first():
        return known
    source = SourceFile(name=name, sha256=digest, brought_by=by)
    source.file.save(name, ContentFile(content))
    return source


@transaction.atomic
def bring_in(readings: tuple[Reading, ...], *, source: SourceFile | None, by: Person | None) -> tuple[Outcome, ...]:
    """Stores the plans of a document, all or none: one that is refused leaves nothing behind."""
    if not all(reading.is_storable for reading in readings):
        return tuple(Outcome(reading, None, reading.problems) for reading in readings)
    outcomes = tuple(_store(reading, source, by) for reading in readings)
    if any(outcome.stored is None for outcome in outcomes):
        transaction.set_rollback(True)
        return tuple(Outcome(outcome.reading, None, outcome.problems) for outcome in outcomes)
    return outcomes


def _store(reading: Reading, source: SourceFile | None, by: Person | None) -> Outcome:
    draft, office, year = reading.draft, reading.office, reading.year
    if draft is None or office is None or year is None:
        return Outcome(reading, None, reading.problems)
    try:
        stored = store_plan(draft=draft, office=office, year=year, by=by, source=source)
    except ImportRefusedError as refused:
        return Outcome(reading, None, reading.problems + refused.problems)
    return Outcome(reading, stored, reading.problems)
