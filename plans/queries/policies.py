"""Owns which marking policy holds for a kind of plan in a year."""

from offices.models import FiscalYear
from plans.models import MarkingPolicy


def policy_for(kind: str, year: FiscalYear) -> MarkingPolicy:
    """The latest policy of the kind valid in the year; for older years the earliest one.

    Raises MarkingPolicy.DoesNotExist when the kind has no policy at all.
    """
    policies = MarkingPolicy.objects.filter(kind=kind)
    valid = policies.filter(valid_from__start_year__lte=year.start_year)
    latest = valid.order_by("-valid_from__start_year", "-version").first()
    return latest or policies.order_by("valid_from__start_year", "-version")[:1].get()
