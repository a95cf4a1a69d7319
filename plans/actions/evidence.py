"""Owns what is attached to a cell: files that prove an achievement, and the talk about it."""

import hashlib

from django.conf import settings
from django.core.files.base import ContentFile, File
from django.db import transaction
from django.db.models import Sum

from cell_values.sentence import Sentence
from cell_values.text import normalise, words_seen
from jobs.keeping import UnreachableFile, keep
from jobs.storing import discard, stored_name
from offices.models import Office, Person
from plans.actions.ledger import lock_plan, place_of, write_event
from plans.actions.life_steps import check_time
from plans.actions.telling_of_quarters import tell_of_comment
from plans.models import Comment, Evidence, Plan, QuarterCell
from plans.queries.access import sides_towards, standing_today
from plans.queries.quarter_contents import QuarterContents
from plans.queries.told_rows import gone, told
from uploads.judging import judge
from uploads.refusals import quota_used_up, too_large
from uploads.scanning import check_clean
from workflow.transitions import REPORT_LIFE, Refusal, Step

TWICE = Sentence("এই ফাইলটি এই ঘরে আগেই দেওয়া হয়েছে।", "This file is attached to this cell already.")
STRANGER = Sentence(
    "মন্তব্য করতে পারেন কেবল দপ্তরের ফোকাল পয়েন্ট ও তার পর্যালোচক।",
    "Only the office's focal point and its reviewer can comment.",
)
LONGEST_NAME = 200  # its end tells what it is
EMPTY = Sentence("মন্তব্য লিখুন।", "Write the comment.")


def attach_evidence(*, cell: QuarterCell, file: "File[bytes]", by: Person) -> Evidence:
    """Keeps a file beside an achievement, with its SHA-256.

    Raises Refusal: not yours, not now, twice the same, no room, or not a file that is taken. It is judged before
    anything is locked: a virus scanner takes its time.
    """
    plan = Plan.objects.select_related("office__parent__parent").get(pk=cell.indicator.activity.area.plan_id)
    _check_open(plan, cell, by)
    data, name = _content(file), (normalise(file.name or "") or "file")[-LONGEST_NAME:]
    judge(data, name)
    check_clean(data)
    return _keep(cell, data, name, by)


@transaction.atomic
def _keep(cell: QuarterCell, data: bytes, name: str, by: Person) -> Evidence:
    plan = lock_plan(cell.indicator.activity.area.plan_id)
    _check_open(plan, cell, by)
    digest = hashlib.sha256(data).hexdigest()
    if cell.evidence.filter(sha256=digest).exists():
        raise Refusal(TWICE)
    _check_quota(plan, len(data))
    evidence = Evidence(cell=cell, name=name, sha256=digest, size=len(data), added_by=by)
    evidence.file.name = _kept(evidence, data)
    evidence.save(force_insert=True)
    after = {"name": name, "sha256": digest}
    write_event(plan=plan, verb="attach_evidence", by=by, after=after, rows=told(evidence), **place_of(cell))
    return evidence


def _kept(evidence: Evidence, data: bytes) -> str:
    """Where the bytes are kept. Raises Refusal where nothing can be kept now: said at the field, to try again."""
    place = evidence.file.field.generate_filename(evidence, stored_name(evidence.name))
    try:
        return keep(place, ContentFile(data))
    except UnreachableFile as error:
        raise Refusal(error.sentence) from error


@transaction.atomic
def remove_evidence(*, evidence: Evidence, by: Person) -> None:
    """Takes a file off its cell while the report is open; the event keeps its name and hash. Raises Refusal."""
    cell = evidence.cell
    plan = lock_plan(cell.indicator.activity.area.plan_id)
    _check_open(plan, cell, by)
    before = {"name": evidence.name, "sha256": evidence.sha256}
    file, rows = evidence.file.name, gone(evidence)
    evidence.delete()
    write_event(plan=plan, verb="remove_evidence", by=by, before=before, rows=rows, **place_of(cell))
    transaction.on_commit(lambda: discard(file))


@transaction.atomic
def write_comment(*, cell: QuarterCell, text: str, by: Person, after: int | None = None) -> Comment:
    """Adds a remark on a cell, in any state of the report. Raises Refusal for a stranger or an empty remark.

    ``after``: the last comment the page showed; what the person wrote since in the same words is this one, sent twice.
    """
    plan = lock_plan(cell.indicator.activity.area.plan_id)
    if not sides_towards(standing_today(by), plan.office):
        raise Refusal(STRANGER)
    if not words_seen(text):
        raise Refusal(EMPTY)
    said = {"cell": cell, "text": words_seen(text), "written_by": by}
    if after is not None and (known := Comment.objects.filter(**said, pk__gt=after).first()):
        return known
    comment = Comment.objects.create(**said)
    rows = told(comment)
    write_event(plan=plan, verb="write_comment", by=by, after={"text": comment.text}, rows=rows, **place_of(cell))
    tell_of_comment(plan=plan, cell=cell, comment=comment)
    return comment


def _check_open(plan: Plan, cell: QuarterCell, by: Person) -> None:
    REPORT_LIFE.check_side(Step.ATTACH, sides_towards(standing_today(by), plan.office))
    check_time(step=Step.ATTACH, contents=QuarterContents(plan, cell.quarter), row=cell.indicator_id)


def _content(file: "File[bytes]") -> bytes:
    """The bytes of a file. Raises Refusal for more than are taken, before they are read."""
    if file.size > settings.EVIDENCE_MAX_BYTES:
        raise Refusal(too_large(settings.EVIDENCE_MAX_BYTES))
    file.seek(0)
    content: bytes = file.read()
    return content


def _check_quota(plan: Plan, size: int) -> None:
    """Whether the office has room for so many bytes in the year of the plan. Raises Refusal."""
    Office.objects.select_for_update(of=("self",)).filter(pk=plan.office_id).values_list("pk").first()
    used, allowed = evidence_bytes(plan.office_id, plan.year_id), settings.EVIDENCE_QUOTA_BYTES
    if used + size > allowed:
        raise Refusal(quota_used_up(used, allowed, size))


def evidence_bytes(office_id: int, year_id: int) -> int:
    """What the evidence of an office for the plans of a fiscal year takes up, in bytes."""
    of_plans = {"plan__office": office_id, "plan__year": year_id}
    place = {f"cell__indicator__activity__area__{name}": value for name, value in of_plans.items()}
    return Evidence.objects.filter(**place).aggregate(total=Sum("size"))["total"] or 0
