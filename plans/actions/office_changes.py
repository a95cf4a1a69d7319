"""Owns moving an office under another one, closing it and opening it again, each with its day, reason and event."""

from datetime import date, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from cell_values.sentence import Sentence
from cell_values.text import words_seen
from offices.models import Office, OfficeChange, Person, Role
from offices.models.history import OfficeStep
from offices.queries.closing import open_on
from offices.queries.rights import LEVELS_BELOW, below
from plans.actions.ledger import write_event
from plans.actions.office_places import CLOSED_ABOVE, check_below
from plans.actions.reference_edits import hold_shared
from plans.actions.row_writes import told
from plans.actions.storing import save_columns
from workflow.transitions import Refusal

NO_REASON = Sentence("কারণ লিখুন।", "Say why.")
NOT_YET = Sentence(
    "দিনটি এখনও আসেনি; সরানো সঙ্গে সঙ্গে কার্যকর হয়।", "This day has not come yet; a move takes effect at once."
)
ALREADY_THERE = Sentence("দপ্তরটি সেখানেই আছে।", "The office stands there already.")
BELOW_ITSELF = Sentence(
    "দপ্তর নিজের বা নিজের অধীন কোনো দপ্তরের নিচে যেতে পারে না।",
    "An office cannot stand below itself or below one of its own offices.",
)
SAME_NAME = Sentence("সেখানে এই নামের দপ্তর আগে থেকেই আছে।", "There is an office of this name under that one already.")
IS_CLOSED = Sentence(
    "দপ্তরটি বন্ধ, বা বন্ধের দিন ঠিক করা আছে; আগে আবার চালু করুন।",
    "The office is closed, or the day of its closing is set; open it again first.",
)
IS_OPEN = Sentence("দপ্তরটি চালুই আছে।", "The office is not closed.")
HOLDS_ADMINISTRATORS = Sentence(
    "এই দপ্তরে প্রশাসক আছেন, অন্য দপ্তরের নিচে গেলে তাঁদের অধিকার থাকে না; আগে তাঁদের ভূমিকা শেষ করুন।",
    "Administrators hold their role at this office and would lose it below another one; end their roles first.",
)
OFFICES_BELOW = Sentence(
    "এর অধীনে চালু দপ্তর আছে; আগে সেগুলো অন্য দপ্তরের অধীনে নিন বা বন্ধ করুন।",
    "Offices below it are still open; move them under another office or close them first.",
)


@transaction.atomic
def move_office(*, office: Office, above: Office, on: date, reason: str, by: Person) -> Office:
    """Puts an office with all below it under another one; reviewers of the new office above decide from now on.

    Plans, marks and what was decided stay as they are. Raises Refusal.
    """
    held = _held(office, reason, by)
    above = Office.objects.get(pk=above.pk)
    _check_move(held, above, on)
    before = held.parent
    held.parent = above
    try:
        with transaction.atomic():
            held.save(update_fields=["parent"])
    except IntegrityError as error:
        raise Refusal(SAME_NAME) from error
    change = OfficeChange(office=held, step=OfficeStep.MOVED, on=on, above_before=before, above_after=above)
    _note(change, reason, by, before={"parent": told(before)}, after={"parent": told(above)})
    return held


@transaction.atomic
def close_office(*, office: Office, on: date, reason: str, by: Person) -> Office:
    """Closes an office after a day: no new plans, no place in comparisons of later quarters. What it did stays.

    Raises Refusal.
    """
    held = _held(office, reason, by)
    if held.closed_on is not None:
        raise Refusal(IS_CLOSED)
    if Office.objects.filter(open_on(on + timedelta(days=1)), parent=held).exists():
        raise Refusal(OFFICES_BELOW)
    save_columns(held, closed_on=on)
    change = OfficeChange(office=held, step=OfficeStep.CLOSED, on=on)
    _note(change, reason, by, before={"closed_on": ""}, after={"closed_on": told(on)})
    return held


@transaction.atomic
def reopen_office(*, office: Office, on: date, reason: str, by: Person) -> Office:
    """Opens a closed office again, as if it had never been closed. Raises Refusal."""
    held = _held(office, reason, by)
    if held.closed_on is None:
        raise Refusal(IS_OPEN)
    if held.parent is not None and held.parent.closed_on is not None:
        raise Refusal(CLOSED_ABOVE)
    before = {"closed_on": told(held.closed_on)}
    save_columns(held, closed_on=None)
    change = OfficeChange(office=held, step=OfficeStep.REOPENED, on=on)
    _note(change, reason, by, before=before, after={"closed_on": ""})
    return held


def _held(office: Office, reason: str, by: Person) -> Office:
    """The office as it stands, held against other writers for an administrator."""
    hold_shared(by=by)
    if not words_seen(reason):
        raise Refusal(NO_REASON)
    return Office.objects.select_for_update(of=("self",)).select_related("parent").get(pk=office.pk)


def _check_move(office: Office, above: Office, on: date) -> None:
    """May the office stand there from this day on? Raises Refusal."""
    if on > timezone.localdate():
        raise Refusal(NOT_YET)
    if office.closed_on is not None:
        raise Refusal(IS_CLOSED)
    if office.parent_id == above.pk:
        raise Refusal(ALREADY_THERE)
    if above.pk == office.pk or Office.objects.filter(below([office.pk]), pk=above.pk).exists():
        raise Refusal(BELOW_ITSELF)
    if office.parent_id is None and _lasting_administrators(office):
        raise Refusal(HOLDS_ADMINISTRATORS)
    check_below(above, height=_height(office))


def _lasting_administrators(office: Office) -> bool:
    lasting = Q(until__isnull=True) | Q(until__gte=timezone.localdate())
    return office.memberships.filter(lasting, role=Role.ADMINISTRATOR).exists()


def _height(office: Office) -> int:
    """How many levels of offices lie below."""
    height, level = 0, [office.pk]
    while height <= LEVELS_BELOW and (
        level := list(Office.objects.filter(parent__in=level).values_list("pk", flat=True))
    ):
        height += 1
    return height


def _note(change: OfficeChange, reason: str, by: Person, *, before: dict[str, Any], after: dict[str, Any]) -> None:
    """Keeps the step beside the office, and tells it in the ledger of what all plans share."""
    change.reason, change.by = words_seen(reason), by
    change.save(force_insert=True)
    after |= {"on": told(change.on), "reason": change.reason}
    verb, subject = VERBS_OF[OfficeStep(change.step)], change.office.name_bn[:200]
    write_event(plan=None, verb=verb, subject=subject, by=by, before=before, after=after)


VERBS_OF = {OfficeStep.MOVED: "move_office", OfficeStep.CLOSED: "close_office", OfficeStep.REOPENED: "reopen_office"}
