"""Owns whose hands were on a quarter, and who reviews it: one statement for any number of quarters."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Q
from django.utils import timezone

from offices.models import Membership, Person, Role
from offices.queries.rights import in_force, reviewing_office
from plans.models import Event, Plan, QuarterCell
from plans.queries.together import AskedRows, AskedTogether, Found
from workflow.transitions import Work

# What is said or decided about a cell; whatever else an event tells of one is work on it.
ABOUT = (
    "write_comment",
    "review_row",
    "ask_to_open",
    "open_row",
    "refuse_to_open",
    "assess_cell",
    "grant_exemption",
    "refuse_exemption",
    "withdraw_assessment",
    "withdraw_exemption",
)
# Under the first seal the subject named the cell, or a list inside named many.
WRITES_ONE = ("record_achievement", "attach_evidence", "remove_evidence")
WRITES_MANY = ("import_changes", "import_table", "undo_import")
BY_SUBJECT = Q(seal=1, verb__in=WRITES_ONE) | Q(verb="submit_report")
TOLD = ("plan", "by", "verb", "subject")


@dataclass
class Hands:
    """Who did what for quarters of some plans, and who reviews their offices today; asked once it is looked at."""

    plans: Sequence[Plan]
    quarters: Sequence[int]

    @cached_property
    def _found(self) -> Found:
        places = {place.pk for plan in self.plans if (place := reviewing_office(plan.office)) is not None}
        numbers = {"plans": tuple(plan.pk for plan in self.plans)} | ({"places": tuple(places)} if places else {})
        return _HANDS(tuple(sorted(set(self.quarters))), timezone.localdate(), **numbers)

    def workers(self, plan: Plan, quarter: int, cells: Iterable[QuarterCell]) -> dict[int, frozenset[Work]]:
        """Person → what they did for a quarter, in any round; ``cells``: those of the plan."""
        found: dict[int, set[Work]] = defaultdict(set)
        written = {cell.entered_by_id for cell in cells if cell.quarter == quarter and cell.version}
        for person, work in (*self._by_cells(plan, written), *self._by_events(plan, quarter)):
            if person is not None:
                found[person].add(work)
        return {person: frozenset(works) for person, works in found.items()}

    def reviewers(self, plan: Plan) -> list[Person]:
        """Everybody who reviews the plan's office today, by their names for log-in."""
        place = reviewing_office(plan.office)
        held = {
            each.person_id: each.person
            for each in self._found.get("reviewers", ())
            if place and each.office_id == place.pk
        }
        return sorted(held.values(), key=lambda person: person.username)

    def _by_cells(self, plan: Plan, written: set[int | None]) -> Iterator[tuple[int | None, Work]]:
        """Who wrote what stands now; the importer of a plan where a value as imported still stands."""
        imported = self._of(plan, "imports") if None in written else ()
        return ((writer, Work.ENTERED) for writer in {*written, *(each.by_id for each in imported)})

    def _by_events(self, plan: Plan, quarter: int) -> Iterator[tuple[int | None, Work]]:
        ending = f" q{quarter}"
        for each in self._of(plan, "cells"):
            if each.quarter == quarter:
                yield each.by_id, Work.ENTERED
        for each in self._of(plan, "subjects"):
            if f" {each.subject}".endswith(ending):
                yield each.by_id, Work.SUBMITTED if each.verb == "submit_report" else Work.ENTERED
        for each in self._of(plan, "many"):
            if _touches(each.after, ending):
                yield each.by_id, Work.ENTERED

    def _of(self, plan: Plan, name: str) -> Iterator[Any]:
        return (each for each in self._found.get(name, ()) if each.plan_id == plan.pk)


def _touches(lines: Any, ending: str) -> bool:
    """Whether an event of many changes tells one of a quarter's cells."""
    return isinstance(lines, list) and any(subject.endswith(ending) for subject, *_ in lines)


def _parts(
    quarters: tuple[int, ...], on: date, *, plans: Sequence[int], places: Sequence[int] = ()
) -> Mapping[str, AskedRows]:
    events = Event.objects.filter(plan__in=plans)
    of_cells = events.filter(indicator__isnull=False, quarter__in=quarters).exclude(verb__in=ABOUT)
    of_many = events.filter(indicator__isnull=True, verb__in=WRITES_MANY)
    held = Membership.objects.filter(in_force(on), office__in=places, role=Role.REVIEWER, person__is_active=True)
    parts = {
        "cells": AskedRows(of_cells, only=("plan", "by", "quarter"), is_distinct=True),
        "subjects": AskedRows(events.filter(BY_SUBJECT), only=TOLD, is_distinct=True),
        "many": AskedRows(of_many, only=("plan", "by", "after")),
        "imports": AskedRows(events.filter(verb="import_plan"), only=("plan", "by"), is_distinct=True),
    }
    return parts | ({"reviewers": AskedRows(held, only=("office", "person"), people=("person",))} if places else {})


_HANDS = AskedTogether(_parts)
