"""Owns what is attached to a cell: files that prove an achievement, and the talk about it."""

import hashlib

from django.core.files.base import File
from django.db import transaction

from jobs.storing import stored_name
from offices.models import Person
from plans.actions.ledger import lock_plan, place_of, write_event
from plans.actions.timing import check_time
from plans.models import Comment, Evidence, QuarterCell
from plans.queries.access import sides_towards, standing_today
from plans.queries.told_rows import gone, told
from plans.values.sentence import Sentence
from plans.workflow import Refusal, Step, check_side

TWICE = Sentence("এই ফাইলটি এই ঘরে আগেই দেওয়া হয়েছে।", "This file is attached to this cell already.")
STRANGER = Sentence(
    "মন্তব্য করতে পারেন কেবল দপ্তরের ফোকাল পয়েন্ট ও তার পর্যালোচক।",
    "Only the office's focal point and its reviewer can comment.",
)
EMPTY = Sentence("মন্তব্য লিখুন।", "Write the comment.")


@transaction.atomic
def attach_evidence(*, cell: QuarterCell, file: "File[bytes]", by: Person) -> Evidence:
    """Keeps a file beside an achievement, with its SHA-256. Raises Refusal: not yours, not now, twice the same."""
    plan = lock_plan(cell.indicator.activity.area.plan_id)
    check_side(Step.ATTACH, sides_towards(standing_today(by), plan.office))
    check_time(step=Step.ATTACH, plan=plan, quarter=cell.quarter)
    digest = _digest(file)
    if cell.evidence.filter(sha256=digest).exists():
        raise Refusal(TWICE)
    name = (file.name or "file")[:200]
    evidence = Evidence(cell=cell, name=name, sha256=digest, size=file.size, added_by=by)
    evidence.file.save(stored_name(name), file, save=False)
    evidence.save(force_insert=True)
    after = {"name": name, "sha256": digest}
    write_event(plan=plan, verb="attach_evidence", by=by, after=after, rows=told(evidence), **place_of(cell))
    return evidence


@transaction.atomic
def remove_evidence(*, evidence: Evidence, by: Person) -> None:
    """Takes a file off its cell while the report is open; the event keeps its name and hash. Raises Refusal."""
    cell = evidence.cell
    plan = lock_plan(cell.indicator.activity.area.plan_id)
    check_side(Step.ATTACH, sides_towards(standing_today(by), plan.office))
    check_time(step=Step.ATTACH, plan=plan, quarter=cell.quarter)
    before = {"name": evidence.name, "sha256": evidence.sha256}
    file, rows = evidence.file, gone(evidence)
    evidence.delete()
    write_event(plan=plan, verb="remove_evidence", by=by, before=before, rows=rows, **place_of(cell))
    transaction.on_commit(lambda: file.delete(save=False))


@transaction.atomic
def write_comment(*, cell: QuarterCell, text: str, by: Person) -> Comment:
    """Adds a remark on a cell, in any state of the report. Raises Refusal for a stranger or an empty remark."""
    plan = lock_plan(cell.indicator.activity.area.plan_id)
    if not sides_towards(standing_today(by), plan.office):
        raise Refusal(STRANGER)
    if not text.strip():
        raise Refusal(EMPTY)
    comment = Comment.objects.create(cell=cell, text=text.strip(), written_by=by)
    rows = told(comment)
    write_event(plan=plan, verb="write_comment", by=by, after={"text": comment.text}, rows=rows, **place_of(cell))
    return comment


def _digest(file: "File[bytes]") -> str:
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()
