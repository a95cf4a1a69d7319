"""Owns the hand-over of a post on a day: one's access ends, another's begins; drafts and history stay the office's."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q

from cell_values.sentence import Sentence
from offices.models import Membership, Person
from plans.actions.ledger import lock_shared, write_event
from plans.actions.people import edit_people
from plans.actions.row_writes import RowEdit, told
from workflow.transitions import Refusal

TO_ONESELF = Sentence("নিজের কাছে হস্তান্তর করা যায় না।", "Nobody hands over to themselves.")
CANNOT_LOG_IN = Sentence(
    "যিনি দায়িত্ব নেবেন তাঁর লগইন বন্ধ আছে; আগে তা চালু করুন।", "The log-in of who takes over is closed; open it first."
)
HELD_ALREADY = Sentence(
    "যিনি দায়িত্ব নেবেন তাঁর এই দপ্তরে এই ভূমিকা ওই দিনে বা পরে আগে থেকেই আছে।",
    "Who takes over holds this role at this office on that day or later already.",
)
TOO_EARLY = Sentence(
    "দায়িত্বটি এই দিনে বা তার পরে শুরু হয়েছে; পরের কোনো দিন লিখুন।",
    "The role began on this day or later; write a later day.",
)
TOO_LATE = Sentence(
    "দায়িত্বটি এই দিনের আগেই শেষ; শেষ দিনের পরের দিন বা তার আগের কোনো দিন লিখুন।",
    "The role ends before this day; write the day after its last one, or an earlier day.",
)
DAY = timedelta(days=1)


@transaction.atomic
def hand_over(*, held: Membership, to: Person, on: date, by: Person) -> Membership:
    """Ends a membership with the day before ``on``, and begins another's with the same office, role and post.

    What was left of its time is the other's. ``to`` may be new and not stored yet. Raises Refusal.
    """
    lock_shared()
    held = Membership.objects.select_related("person", "office", "post").get(pk=held.pk)
    check_can_take(held, to, on)
    rest = held.until if held.until and held.until >= on else None
    taken = Membership(person=to, office=held.office, role=held.role, post=held.post, since=on, until=rest)
    new = [] if to.pk else [RowEdit(to)]
    ended = RowEdit(held, {"until": on - DAY}, {"until": held.until})
    edit_people(edits=[*new, ended, RowEdit(taken)], by=by)
    before, after = {"person": told(held.person)}, {"person": told(to), "since": on.isoformat()}
    subject = f"{held.get_role_display()} · {held.office}"[:200]
    write_event(plan=None, verb="hand_over", subject=subject, by=by, before=before, after=after)
    return taken


def check_can_take(held: Membership, to: Person, on: date) -> None:
    """May a membership pass to this person on this day? Raises Refusal."""
    if to.pk == held.person_id:
        raise Refusal(TO_ONESELF)
    if not to.is_active:
        raise Refusal(CANNOT_LOG_IN)
    if on <= held.since:
        raise Refusal(TOO_EARLY)
    if held.until and on > held.until + DAY:
        raise Refusal(TOO_LATE)
    same = Membership.objects.filter(Q(until__isnull=True) | Q(until__gte=on), office=held.office, role=held.role)
    if to.pk and same.filter(person=to).exists():
        raise Refusal(HELD_ALREADY)
