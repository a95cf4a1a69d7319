"""Owns which offices a person reads, enters for and reviews; everything not named here is denied."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import Any

from django.db.models import F, FilteredRelation, Q, QuerySet

from offices.models import Membership, Office, Person, Role, Tier
from offices.queries.among import Among

Above = Callable[[Office], Office | None]

_ABOVE: Above = attrgetter("parent")
LEVELS_BELOW = 4  # Cabinet Division → ministry → division → department → field office


@dataclass(frozen=True)
class Standing:
    """What a person is on a day: administrator or not, and memberships in force, with office and post. One query."""

    person: Person
    memberships: tuple[Membership, ...] = ()

    @property
    def is_chief(self) -> bool:
        """A chief administrator makes administrators and reviewers, and gives every right."""
        return self.person.is_active and self.person.is_staff and self.person.is_superuser

    @property
    def is_administrator(self) -> bool:
        """A chief, or one of staff who holds the role at an office above which there is none. Staff alone is not."""
        held = any(m.role == Role.ADMINISTRATOR and m.office.parent_id is None for m in self.memberships)
        return self.person.is_active and self.person.is_staff and (self.person.is_superuser or held)

    @property
    def oversees_all(self) -> bool:
        return self.is_administrator or self.is_cabinet_reviewer

    @property
    def is_cabinet_reviewer(self) -> bool:
        return any(m.office.tier == Tier.CABINET_DIVISION and m.role == Role.REVIEWER for m in self.memberships)

    def offices_as(self, *roles: Role) -> frozenset[int]:
        """The offices at which one of the roles is held."""
        return frozenset(m.office_id for m in self.memberships if m.role in roles)

    @property
    def is_reviewer(self) -> bool:
        return bool(self.offices_as(Role.REVIEWER))

    @property
    def is_focal_point(self) -> bool:
        return bool(self.offices_as(Role.FOCAL_POINT))


def standing_of(person: Person, *, on: date) -> Standing:
    """The standing of a person on a day; somebody inactive stands nowhere."""
    if not person.is_active:
        return Standing(person)
    return Standing(
        person, tuple(Membership.objects.filter(in_force(on), person=person).select_related("office", "post"))
    )


def in_force(on: date, *, of: str = "") -> Q:
    """Whether a membership counts on a day; ``of``: the way to it, where it is asked of something else."""
    begun, endless, lasting = {f"{of}since__lte": on}, {f"{of}until__isnull": True}, {f"{of}until__gte": on}
    return Q(**begun) & (Q(**endless) | Q(**lasting))


def with_memberships(people: QuerySet[Person], *, on: date) -> QuerySet[Person]:
    """Each person once for every membership in force (``held``), or once without any; see ``standing_held``."""
    held = FilteredRelation("memberships", condition=in_force(on, of="memberships__"))
    found = people.annotate(held=held).order_by("held__pk")
    return found.select_related("held__office", "held__post")  # type: ignore[misc]


def standing_held(rows: Sequence[Any]) -> Standing:
    """The standing of a person from all their rows of ``with_memberships``."""
    person, held = rows[0], (getattr(row, "held", None) for row in rows)
    return Standing(person, tuple(filter(None, held)) if person.is_active else ())


def offices_read_by(standing: Standing) -> QuerySet[Office]:
    """The offices somebody may look at: the own ones; for reviewers and heads all below as well."""
    if standing.oversees_all:
        return Office.objects.all()
    return own_and_below(standing.offices_as(*Role), offices_overseen(standing))


def offices_overseen(standing: Standing) -> frozenset[int]:
    """The offices whose reviewer or head somebody is."""
    return standing.offices_as(Role.REVIEWER, Role.HEAD)


def own_and_below(own: Iterable[int], overseen: Iterable[int]) -> QuerySet[Office]:
    """Some offices, and all below others."""
    return Office.objects.filter(Q(pk__in=list(own)) | below(overseen))


def enters_for(standing: Standing, office: Office) -> bool:
    """Whether somebody enters achievements for an office: as its focal point."""
    return office.pk in standing.offices_as(Role.FOCAL_POINT)


def heads(standing: Standing, office: Office) -> bool:
    """Whether somebody is the head of an office, who signs off what it hands in."""
    return office.pk in standing.offices_as(Role.HEAD)


def publishes_for(standing: Standing, office: Office) -> bool:
    """Whether somebody decides what the public reads of an office: its head or its focal point."""
    return office.pk in standing.offices_as(Role.HEAD, Role.FOCAL_POINT)


def reviews(standing: Standing, office: Office) -> bool:
    """Whether somebody reviews an office's plans: as reviewer of the office above, at the top of the same one."""
    place = reviewing_office(office)
    return place is not None and place.pk in standing.offices_as(Role.REVIEWER)


def reviewing_office(office: Office, above: Above = _ABOVE) -> Office | None:
    """Whose reviewers decide on an office's reports: the office above; nobody stands above the Cabinet Division.

    ``above``: what stands above an office, where that is asked of another day.
    """
    is_topmost = office.parent_id is None and office.tier == Tier.CABINET_DIVISION
    return office if is_topmost else office_above(office, above)


def reviewers_of(office: Office, *, on: date) -> QuerySet[Person]:
    """Everybody who reviews the plans of an office on a day; whether one may decide is asked of each report."""
    place = reviewing_office(office)
    return Person.objects.none() if place is None else holders(place, Role.REVIEWER, on=on)


def holders(office: Office, *roles: Role, on: date) -> QuerySet[Person]:
    """Who can log in and holds one of the roles at an office."""
    held = Membership.objects.filter(in_force(on), office=office, role__in=roles)
    return Person.objects.filter(is_active=True, pk__in=held.values("person")).order_by("username")


def office_above(office: Office, above: Above = _ABOVE) -> Office | None:
    """The office to which an office reports; None for the topmost.

    A ministry made of divisions makes no plan and reviews none: the office above it reviews its divisions.
    """
    place = above(office)
    if place is not None and place.tier == Tier.MINISTRY and not place.makes_plan:
        place = above(place)
    return place


def offices_reviewed_by(standing: Standing) -> QuerySet[Office]:
    """The offices of which ``reviews`` is true."""
    own = standing.offices_as(Role.REVIEWER)
    in_divided_ministry = Q(parent__tier=Tier.MINISTRY, parent__makes_plan=False)
    topmost = Q(pk__in=own, parent__isnull=True, tier=Tier.CABINET_DIVISION)
    return Office.objects.filter(
        topmost | (Q(parent__in=own) & ~in_divided_ministry) | (Q(parent__parent__in=own) & in_divided_ministry)
    )


def below(offices: Iterable[int]) -> Q:
    """Any office under these, however deep; level by level, so that an index on the parent serves."""
    condition, level = Q(), Q(parent__in=list(offices))
    for _ in range(LEVELS_BELOW):
        condition |= level
        level = Q(Among(F("parent"), Office.objects.filter(level).order_by().values("pk")))
    return condition
