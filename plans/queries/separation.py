"""Owns who worked on a quarter's report, and who is left to decide on it."""

from collections.abc import Iterable
from dataclasses import dataclass

from cell_values.sentence import Sentence
from offices.models import Office, Person
from offices.queries.rights import reviewing_office
from plans.queries.quarter_contents import QuarterContents
from workflow.transitions import Work


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


def work_of(person: Person, contents: QuarterContents) -> frozenset[Work]:
    """What a person did for a quarter: wrote or changed a cell by whatever door, attached proof, handed it in."""
    return contents.workers.get(person.pk, frozenset())


def deciders_of(contents: QuarterContents, *, but: Iterable[Person] = ()) -> Deciders:
    """Who can decide on a quarter today, were those named in ``but`` to submit it."""
    workers = {*contents.workers, *(person.pk for person in but)}
    people = (person for person in contents.hands.reviewers(contents.plan) if person.pk not in workers)
    return Deciders(reviewing_office(contents.plan.office), tuple(people))
