"""Owns everybody around a department's plan: each role there, below, beside and above; who was; and who holds none."""

from dataclasses import dataclass
from datetime import date

from offices.models import Office, Person, Role, Tier
from offices.tests.people import add_person

FOCAL, HEAD, REVIEWER, ADMINISTRATOR = "focal point", "head", "reviewer", "administrator"
ROLES = {FOCAL: Role.FOCAL_POINT, HEAD: Role.HEAD, REVIEWER: Role.REVIEWER, ADMINISTRATOR: Role.ADMINISTRATOR}
PLACES = ("own", "child", "sibling", "parent", "top")
LONG_AGO = date(2020, 1, 1)


@dataclass(frozen=True)
class Held:
    """A role at one of the places; ``ended``: until some day in the past."""

    role: str
    place: str
    ended: bool = False


# By the names that tests of steps know them by; the others by what they are.
KNOWN = {
    "alice": Held(FOCAL, "own"),
    "bob": Held(FOCAL, "own"),
    "charlie": Held(FOCAL, "sibling"),
    "rita": Held(REVIEWER, "parent"),
}
EVERYWHERE = {f"{role} {place}": Held(role, place) for role in ROLES for place in PLACES}
BEFORE = (Held(FOCAL, "own", ended=True), Held(HEAD, "own", ended=True), Held(REVIEWER, "parent", ended=True))
BEFORE += (Held(REVIEWER, "top", ended=True), Held(ADMINISTRATOR, "top", ended=True))
AROUND: dict[str, Held | None] = {
    **KNOWN,
    **{name: held for name, held in EVERYWHERE.items() if held not in KNOWN.values()},
    **{f"once {held.role} {held.place}": held for held in BEFORE},
    "holds nothing": None,
}
CHIEF = "admin"


def offices_around(parent: Office) -> dict[str, Office]:
    """A department of a ministry, one beside it and an office of the field below it, with those above."""

    def department(name: str) -> Office:
        return Office.objects.create(name_bn=name, name_en="", tier=Tier.DEPARTMENT, parent=parent)

    own = department("বয়লার অধিদপ্তর")
    child = Office.objects.create(name_bn="বয়লার কার্যালয়, খুলনা", name_en="", tier=Tier.FIELD_OFFICE, parent=own)
    return {"own": own, "child": child, "sibling": department("মান অধিদপ্তর"), "parent": parent, "top": parent.parent}


def people_around(offices: dict[str, Office]) -> dict[str, Person]:
    """Everybody by name. Administrators are of staff, wherever they hold the role."""
    return {name: _person(name, held, offices) for name, held in AROUND.items()}


def _person(name: str, held: Held | None, offices: dict[str, Office]) -> Person:
    username = f"{name.replace(' ', '-')}.around"  # beside the fixtures of one name
    if held is None:
        return add_person(username)
    person = add_person(username, offices[held.place], ROLES[held.role], is_staff=held.role == ADMINISTRATOR)
    if held.ended:
        person.memberships.update(until=LONG_AGO)
    return person
