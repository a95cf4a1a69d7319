"""Owns how somebody comes to an account: placed at an office, invited, and choosing a password; each is an event."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from cell_values.sentence import Sentence
from offices.models import Membership, Office, Person, Post
from plans.actions.handing_over import hand_over
from plans.actions.ledger import lock_shared, write_event
from plans.actions.people import check_changeable, edit_people
from plans.actions.reference_edits import edit_reference
from plans.actions.row_writes import RowEdit
from plans.queries.access import standing_now
from workflow.transitions import Refusal

LOG_IN_CLOSED = Sentence("এই ব্যক্তির লগইন বন্ধ আছে; আগে তা চালু করুন।", "The log-in of this person is closed; open it first.")


@dataclass(frozen=True, slots=True)
class Placing:
    """Where somebody works: the office, the role, the title of the post (may be empty), the first day.

    ``after``: whose role at that office and post it was.
    """

    office: Office
    role: str
    post: str
    since: date
    after: Membership | None = None


@transaction.atomic
def place_person(*, person: Person, placing: Placing, by: Person) -> None:
    """Stores somebody new, without a password, at an office; a post that the office lacks is made. Raises Refusal."""
    lock_shared()
    person.set_unusable_password()
    if placing.after is not None:
        hand_over(held=placing.after, to=person, on=placing.since, by=by)
        return
    post = _post_of(placing, by) if placing.post else None
    held = Membership(person=person, office=placing.office, role=placing.role, post=post, since=placing.since)
    edit_people(edits=[RowEdit(person), RowEdit(held)], by=by)


def _post_of(placing: Placing, by: Person) -> Post:
    known = Post.objects.filter(office=placing.office, title=placing.post).first()
    if known is None:
        known = Post(office=placing.office, title=placing.post)
        edit_reference(edits=[RowEdit(known)], by=by)
    return known


@transaction.atomic
def invite_person(*, person: Person, address: str, until: date, by: Person) -> Person:
    """Readies somebody for a link to a password, and gives them as stored now; ``address``: empty for one on paper.

    Links given before to who has no password yet end; a password that is there holds until another is chosen.
    Raises Refusal.
    """
    lock_shared()
    invited = Person.objects.get(pk=person.pk)
    check_changeable(standing_now(by), invited)
    if not invited.is_active:
        raise Refusal(LOG_IN_CLOSED)
    if not invited.has_usable_password():
        invited.set_unusable_password()
        invited.save(update_fields=["password"])
    after = {"to": address, "until": until.isoformat()}
    write_event(plan=None, verb="invite_person", subject=invited.username, by=by, after=after)
    return invited


@transaction.atomic
def choose_password(*, person: Person, password: str) -> None:
    """Stores a password that somebody chose for themselves."""
    lock_shared()
    person.set_password(password)
    person.save(update_fields=["password"])
    write_event(plan=None, verb="choose_password", subject=person.username, by=person)
