"""Owns how much evidence is kept."""

from django.db.models import Sum

from plans.models import Evidence


def evidence_bytes(office_id: int, year_id: int) -> int:
    """What the evidence of an office for the plans of a fiscal year takes up, in bytes."""
    of_plans = {"plan__office": office_id, "plan__year": year_id}
    place = {f"cell__indicator__activity__area__{name}": value for name, value in of_plans.items()}
    return Evidence.objects.filter(**place).aggregate(total=Sum("size"))["total"] or 0
