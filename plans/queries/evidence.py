"""Owns how much evidence is kept, and which of it serves for two claims."""

from collections import defaultdict
from collections.abc import Collection, Mapping

from django.db.models import Sum

from plans.models import Evidence, QuarterCell


def evidence_bytes(office_id: int, year_id: int) -> int:
    """What the evidence of an office for the plans of a fiscal year takes up, in bytes."""
    of_plans = {"plan__office": office_id, "plan__year": year_id}
    place = {f"cell__indicator__activity__area__{name}": value for name, value in of_plans.items()}
    return Evidence.objects.filter(**place).aggregate(total=Sum("size"))["total"] or 0


def also_attached(cell: QuarterCell, digests: Collection[str]) -> Mapping[str, list[tuple[str, int]]]:
    """SHA-256 → number and quarter of the other cells of the plan that bear the same file. One query, if any."""
    found: dict[str, list[tuple[str, int]]] = defaultdict(list)
    plan = cell.indicator.activity.area.plan_id
    others = Evidence.objects.filter(cell__indicator__activity__area__plan=plan, sha256__in=digests).exclude(cell=cell)
    for digest, number, quarter in others.order_by("pk").values_list(
        "sha256", "cell__indicator__number", "cell__quarter"
    ):
        found[digest].append((number, quarter))
    return found
