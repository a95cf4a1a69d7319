"""Owns inviting many people at once: whom a link reaches by mail, whom on paper, whom not and why."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, Q
from django.utils import timezone

from administration.invitation_links import can_mail
from cell_values.sentence import Sentence
from offices.models import Membership, Person
from offices.queries.giving import may_change
from offices.queries.rights import Standing
from plans.actions.invitations import LOG_IN_CLOSED
from plans.actions.people import NOT_TO_CHANGE

HAS_PASSWORD = Sentence(
    "পাসওয়ার্ড আগে থেকেই আছে। ভুলে গিয়ে থাকলে তাঁর নিজের পাতা থেকে লিংক দিন।",
    "Has a password already. If it is forgotten, give a link on their own page.",
)


@dataclass(frozen=True)
class InvitationReach:
    """Whom invitations reach: those with an address, those on paper only, and those not at all with the reason."""

    by_mail: Sequence[Person] = ()
    on_paper: Sequence[Person] = ()
    not_reached: Sequence[tuple[Person, Sentence]] = ()

    @property
    def reached(self) -> list[Person]:
        return [*self.by_mail, *self.on_paper]


def reach_of(keys: Collection[int], standing: Standing) -> InvitationReach:
    """How the chosen people are reached by who invites them, by name. Two queries."""
    lasting = Membership.objects.filter(Q(until__isnull=True) | Q(until__gte=timezone.localdate()))
    people = Person.objects.filter(pk__in=keys).order_by("username")
    found = list(people.prefetch_related(Prefetch("memberships", lasting, "lasting")))
    reasons = {person.pk: _why_not(person, standing) for person in found}
    reached = [person for person in found if reasons[person.pk] is None]
    return InvitationReach(
        [person for person in reached if can_mail(person)],
        [person for person in reached if not can_mail(person)],
        list(_not_reached(found, reasons)),
    )


def _not_reached(people: Iterable[Person], reasons: dict[int, Sentence | None]) -> Iterable[tuple[Person, Sentence]]:
    for person in people:
        if (reason := reasons[person.pk]) is not None:
            yield person, reason


def _why_not(person: Person, standing: Standing) -> Sentence | None:
    if not may_change(standing, person, [each.role for each in person.lasting]):  # type: ignore[attr-defined]
        return NOT_TO_CHANGE
    if not person.is_active:
        return LOG_IN_CLOSED
    return HAS_PASSWORD if person.has_usable_password() else None
