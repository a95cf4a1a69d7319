"""Owns the rank of an office among those of its cluster: offices that are as large, or have the like to do."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from offices.models import Office
from reports.queries.league import League


@dataclass(frozen=True, slots=True)
class ClusterPlace:
    """``rank`` of ``ranked`` offices of the cluster that are compared; None: not ranked. Equal shares rank equally."""

    cluster: str
    rank: int | None
    ranked: int
    is_shared: bool = False


def cluster_places(league: League, offices: Sequence[Office]) -> Mapping[int, ClusterPlace]:
    """The places of those offices that are in a cluster, among all of it that are compared. One query, none without."""
    clusters = {office.cluster for office in offices if office.cluster}
    if not clusters:
        return {}
    percents: dict[int, Decimal] = {}
    by_cluster: dict[str, list[Decimal]] = defaultdict(list)
    found = league.entries.filter(office__cluster__in=clusters)
    for pk, cluster, percent in found.values_list("office", "office__cluster", "ranked_by"):
        if percent is not None:  # as no entry of a league has
            percents[pk] = percent
            by_cluster[cluster].append(percent)
    for ranked in by_cluster.values():
        ranked.sort()
    return {
        each.pk: _place(each.cluster, percents.get(each.pk), by_cluster[each.cluster])
        for each in offices
        if each.cluster
    }


def _place(cluster: str, percent: Decimal | None, ranked: Sequence[Decimal]) -> ClusterPlace:
    """``ranked``: the percentages of the cluster, the least first."""
    if percent is None:
        return ClusterPlace(cluster, None, len(ranked))
    at_most = bisect_right(ranked, percent)
    return ClusterPlace(cluster, len(ranked) - at_most + 1, len(ranked), at_most - bisect_left(ranked, percent) > 1)
