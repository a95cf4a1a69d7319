"""Owns bringing a document in: kept as it was brought, and its plans stored when nothing forbids it."""

import hashlib
from dataclasses import replace
from datetime import datetime, time

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils import timezone

from imports.actions.comparing import ImportComparison, compare_all, fingerprint, in_order_of_storing
from imports.actions.importing import ImportRefusedError, store_plan
from imports.queries.readings import PlanReading, read_plans, taken_apart
from imports.queries.template_doubts import with_template_doubts
from jobs.keeping import keep, kept_content
from jobs.storing import stored_name
from offices.models import Office, Person
from offices.queries.staffing import people_of
from plans.actions.ledger import lock_plan
from plans.models import Plan, SourceFile
from plans.queries.latest import find_plan
from uploads.refusals import day_used_up
from workflow.transitions import Refusal

__all__ = ["PlanReading", "bring_in", "keep_source", "read_plans"]

LONGEST_NAME = 200  # of a file; its end tells what it is


class PlanChangedError(Exception):
    """The stored plan is not any more what somebody was shown beside the document."""


def keep_source(content: bytes, name: str, *, by: Person | None) -> SourceFile:
    """Keeps a document as it was brought; the same bytes are kept once. Raises UnreachableFile."""
    if known := _known(content, name):
        return known
    digest, name = hashlib.sha256(content).hexdigest(), name[-LONGEST_NAME:]
    source = SourceFile(name=name, sha256=digest, brought_by=by)
    source.file.name = keep(source.file.field.generate_filename(source, stored_name(name)), ContentFile(content))
    source.save()
    return source


def _known(content: bytes, name: str) -> SourceFile | None:
    digest = hashlib.sha256(content).hexdigest()
    return SourceFile.objects.filter(sha256=digest, name=name[-LONGEST_NAME:]).first()


@transaction.atomic
def bring_for_draft(content: bytes, name: str, *, office: Office, by: Person) -> SourceFile:
    """Keeps a document an office brings into a draft; of new ones it brings so many a day. Raises Refusal."""
    Office.objects.select_for_update(of=("self",)).filter(pk=office.pk).values_list("pk").first()
    allowed = settings.DRAFT_DOCUMENTS_A_DAY
    if _known(content, name) is None and brought_today(office) >= allowed:
        raise Refusal(day_used_up(allowed))
    return keep_source(content, name, by=by)


def content_of(source: SourceFile) -> bytes:
    """The bytes of a kept document. Raises LostFile when they are gone or not those that were brought."""
    return kept_content(source.file.name, source.sha256)


@transaction.atomic
def confirm(
    readings: tuple[PlanReading, ...], *, source: SourceFile, by: Person | None, seen: str
) -> tuple[ImportComparison, ...]:
    """Stores what somebody saw, by its fingerprint. Raises PlanChangedError when it is not that any more."""
    for plan_id in sorted(each.plan.pk for each in compare_all(readings) if each.plan):
        lock_plan(plan_id)
    if fingerprint(source.sha256, compare_all(readings)) != seen:
        raise PlanChangedError(source.name)
    try:
        return bring_in(readings, source=source, by=by)
    except IntegrityError as error:  # somebody stored the same plan in the same moment
        raise PlanChangedError(source.name) from error


@transaction.atomic
def bring_in(
    readings: tuple[PlanReading, ...], *, source: SourceFile | None, by: Person | None
) -> tuple[ImportComparison, ...]:
    """Stores the plans of a document, all or none: one that is refused leaves nothing behind."""
    if not all(reading.is_storable for reading in readings):
        return tuple(map(ImportComparison, readings))
    stored = {id(reading): _store(reading, source, by) for reading in in_order_of_storing(readings)}
    outcomes = tuple(stored[id(reading)] for reading in readings)
    if any(outcome.stored is None for outcome in outcomes):
        transaction.set_rollback(True)
        return tuple(replace(outcome, plan=None, changes=(), stored=None) for outcome in outcomes)
    return outcomes


def _store(reading: PlanReading, source: SourceFile | None, by: Person | None) -> ImportComparison:
    draft, office, year = reading.draft, reading.office, reading.year
    if draft is None or office is None or year is None:
        return ImportComparison(reading)
    if draft.to_date:
        reading, draft = taken_apart(reading, _locked(find_plan(office, year, draft.kind)), draft)
    if not reading.is_storable:
        return ImportComparison(reading)
    reading = with_template_doubts(reading, find_plan(office, year, draft.kind), draft)
    try:
        stored = store_plan(draft=draft, office=office, year=year, by=by, source=source)
    except ImportRefusedError as refused:
        return ImportComparison(reading, refusals=refused.problems)
    return ImportComparison(reading, stored.plan, stored.changes, stored=stored)


def _locked(plan: Plan | None) -> Plan | None:
    return lock_plan(plan.pk) if plan else None


def brought_today(office: Office) -> int:
    """The documents that who enters for an office or heads it brought today; the same one again is none."""
    today = timezone.localdate()
    began = timezone.make_aware(datetime.combine(today, time.min))
    return SourceFile.objects.filter(brought_by__in=people_of(office, on=today), brought_at__gte=began).count()
