"""Owns what stood at a moment gone by: the office that reviewed another one, and for whom somebody reviewed."""

from datetime import datetime

from django.utils import timezone

from offices.models import Membership, Office, Person, Role
from offices.models.history import OfficeStep
from offices.queries.rights import in_force, reviewing_office


def reviewed_by_then(office: Office, moment: datetime) -> Office | None:
    """The office whose reviewers decided on an office's reports; see ``reviewing_office``."""
    return reviewing_office(office, lambda each: _above_then(each, moment))


def reviewed_then(person: Person, office: Office, moment: datetime) -> bool:
    """Whether somebody reviewed an office's plans, even if the account was closed since."""
    place = reviewed_by_then(office, moment)
    held = Membership.objects.filter(in_force(timezone.localdate(moment)), person=person, role=Role.REVIEWER)
    return place is not None and held.filter(office=place).exists()


def _above_then(office: Office, moment: datetime) -> Office | None:
    """A move takes effect when it is stored, whatever day it names."""
    moves = office.changes.filter(step=OfficeStep.MOVED, at__gt=moment).select_related("above_before")
    next_move = moves.order_by("at", "pk").first()
    return next_move.above_before if next_move else office.parent
