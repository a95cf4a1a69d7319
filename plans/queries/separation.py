"""Owns who worked on a quarter's report, and who is left to decide on it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils import timezone

from cell_values.sentence import Sentence
from offices.models import Office, Person
from offices.queries.rights import reviewers_of, reviewing_office
from plans.models import Plan, QuarterCell
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


@dataclass(frozen=True)
class Deciders:
    """The reviewers who did none of the work, at the office that decides; None where no office does."""

    office: Office | None
    people: tuple[Person, ...]

    def who(self) -> Sentence:
        """Who can decide; or that nobody can yet, and what is to be done about it."""
        if self.people:
            names = [str(person) for person in self.people]
            return Sentence(f"করতে পারেন: {', '.join(names)}।", f"These can: {', '.join(names)}.")
        if self.office is None:
            return NO_OFFICE
        return Sentence(
            f"{self.office.name_bn}-এ এমন কোনো পর্যালোচক নেই, যিনি এই কাজে ছিলেন না; প্রশাসক আরেকজনকে সেখানকার পর্যালোচকের "
            "দায়িত্ব দিলে তিনি পারবেন।",
            f"{self.office.name_en} has no reviewer who had no part in the work; once the administrator makes another "
            "person reviewer there, that person can.",
        )


NO_OFFICE = Sentence(
    "এই দপ্তরের ওপরে কোনো দপ্তর নেই, তাই কেউ পর্যালোচনা করতে পারেন না; প্রশাসক ঊর্ধ্বতন দপ্তর ঠিক করে দিলে পারবেন।",
    "No office stands above this one, so nobody can review it; the administrator has to name the office above.",
)


def work_of(person: Person, plan: Plan, quarter: int) -> frozenset[Work]:
    """What a person did for a quarter: wrote or changed a cell by whatever door, attached proof, handed it in."""
    return workers_of(plan, quarter).get(person.pk, frozenset())


def workers_of(plan: Plan, quarter: int) -> dict[int, frozenset[Work]]:
    """Person → what they did for a quarter, in any round. Four queries at most."""
    found: dict[int, set[Work]] = {}
    for person, work in (*_by_cells(plan, quarter), *_by_events(plan, quarter)):
        if person is not None:
            found.setdefault(person, set()).add(work)
    return {person: frozenset(works) for person, works in found.items()}


def deciders_of(plan: Plan, quarter: int, *, but: Iterable[Person] = ()) -> Deciders:
    """Who can decide on a quarter today, were those named in ``but`` to submit it."""
    workers = {*workers_of(plan, quarter), *(person.pk for person in but)}
    people = reviewers_of(plan.office, on=timezone.localdate()).exclude(pk__in=workers)
    return Deciders(reviewing_office(plan.office), tuple(people))


def _by_cells(plan: Plan, quarter: int) -> Iterator[tuple[int | None, Work]]:
    """Who wrote what stands now; the importer of a plan where a value as imported still stands."""
    cells = QuarterCell.objects.filter(indicator__activity__area__plan=plan, quarter=quarter, version__gt=0)
    writers = set(cells.order_by().values_list("entered_by", flat=True).distinct())
    if None in writers:
        writers |= set(plan.events.filter(verb="import_plan").values_list("by", flat=True))
    return ((writer, Work.ENTERED) for writer in writers)


def _by_events(plan: Plan, quarter: int) -> Iterator[tuple[int | None, Work]]:
    ending = f" q{quarter}"
    handed_in = Q(verb="submit_report", subject=ending.strip())
    of_one = Q(indicator__isnull=False, quarter=quarter) & ~Q(verb__in=ABOUT)
    of_one |= Q(seal=1, verb__in=WRITES_ONE, subject__endswith=ending)
    of_many = Q(indicator__isnull=True, verb__in=WRITES_MANY)
    for by, verb in plan.events.filter(handed_in | of_one).order_by().values_list("by", "verb").distinct():
        yield by, Work.SUBMITTED if verb == "submit_report" else Work.ENTERED
    for by, after in plan.events.filter(of_many).values_list("by", "after"):
        if _touches(after, ending):
            yield by, Work.ENTERED


def _touches(lines: Any, ending: str) -> bool:
    """Whether an event of many changes tells one of a quarter's cells."""
    return isinstance(lines, list) and any(subject.endswith(ending) for subject, *_ in lines)
