"""Owns the order in which the quarters of a year are handed in, approved and sent back."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from cell_values.quarter_words import QUARTER_NAMES
from cell_values.sentence import Sentence
from workflow.transitions import ReportState, Step

AFTER_ALL = 5  # what follows all quarters stands where a fifth one would
SENT = frozenset({ReportState.SUBMITTED, ReportState.APPROVED})
WRITES = frozenset({Step.RECORD, Step.ATTACH})


@dataclass(frozen=True, slots=True)
class Quarters:
    """The reports of a plan: their states by quarter, and which of them have a day by which they are due.

    Half-yearly tiers have one for the second and fourth quarter: what the first and third hold is judged there.
    """

    states: Mapping[int, ReportState]
    due: frozenset[int]

    def earlier(self, quarter: int) -> Iterator[tuple[int, ReportState]]:
        return ((each, state) for each, state in sorted(self.states.items()) if each < quarter)

    def later(self, quarter: int, states: Iterable[ReportState]) -> list[int]:
        """The later quarters in one of these states."""
        return [each for each, state in sorted(self.states.items()) if each > quarter and state in states]


def why_out_of_order(step: Step, quarter: int, quarters: Quarters) -> Sentence | None:
    """The first reason in the other quarters against a step, None where there is none."""
    if step in WRITES | {Step.SUBMIT} and (judged_in := _judged_in(quarter, quarters)):
        return with_quarter(PART_OF_LATER, judged_in)
    if step is Step.SUBMIT:
        return why_not_all_sent(quarters, quarter, returned=RETURNED_BEFORE, not_sent=NOT_SENT_BEFORE)
    if step is Step.APPROVE:
        return why_not_all_approved(quarters, quarter, NOT_APPROVED_BEFORE)
    if step in TAKES_BACK and (later := quarters.later(quarter, [ReportState.APPROVED])):
        return with_quarter(TAKES_BACK[step], later[0])
    return None


def _judged_in(quarter: int, quarters: Quarters) -> int | None:
    """The later quarter already handed in that reports what this one, due nowhere by itself, holds."""
    if quarter in quarters.due or quarters.states[quarter] is not ReportState.DRAFT:
        return None
    return next(iter(quarters.later(quarter, SENT)), None)


def why_not_all_sent(quarters: Quarters, before: int, *, returned: Sentence, not_sent: Sentence) -> Sentence | None:
    """The first quarter before this one that is with its office or lacks though it was due, said so."""
    for each, state in quarters.earlier(before):
        if state is ReportState.RETURNED:
            return with_quarter(returned, each)
        if each in quarters.due and state not in SENT:
            return with_quarter(not_sent, each)
    return None


def why_not_all_approved(quarters: Quarters, before: int, otherwise: Sentence) -> Sentence | None:
    """The first quarter before this one that can still change, said so; one that is due nowhere may be left out."""
    for each, state in quarters.earlier(before):
        is_left_out = each not in quarters.due and state is ReportState.DRAFT
        if state is not ReportState.APPROVED and not is_left_out:
            return with_quarter(otherwise, each)
    return None


def breaches(quarters: Quarters) -> list[int]:
    """The quarters that stand approved on an earlier one that is not: stored before the order was kept."""
    approved = [quarter for quarter, state in sorted(quarters.states.items()) if state is ReportState.APPROVED]
    return [quarter for quarter in approved if why_not_all_approved(quarters, quarter, NOT_APPROVED_BEFORE)]


def with_quarter(sentence: Sentence, quarter: int) -> Sentence:
    """A sentence with the name of a quarter at its place."""
    name = QUARTER_NAMES[quarter]
    return Sentence(sentence.bn.format(name.bn), sentence.en.format(name.en))


PART_OF_LATER = Sentence(
    "এই কোয়ার্টারের নিজস্ব প্রতিবেদন নেই; এর অর্জন {}ের প্রতিবেদনের অংশ, আর সেটি জমা হয়ে গেছে। সেটি ফেরত এলে আবার লেখা যাবে।",
    "This quarter has no report of its own; its achievements belong to the report of the {}, which was handed in. They "
    "can be written again when that one is returned.",
)
NOT_SENT_BEFORE = Sentence(
    "{} এখনও জমা হয়নি; কোয়ার্টারগুলো ক্রম ধরে জমা হয়, আগে সেটি জমা দিন।",
    "The {} has not been submitted; quarters are handed in one after another, submit that one first.",
)
RETURNED_BEFORE = Sentence(
    "{} সংশোধনের জন্য ফেরত আছে; আগে সেটি ঠিক করে জমা দিন।",
    "The {} was returned for correction; mend and submit that one first.",
)
NOT_APPROVED_BEFORE = Sentence(
    "{} এখনও অনুমোদিত নয়; যা এখনও বদলাতে পারে, তার ওপর পরের কোয়ার্টার অনুমোদন করা যায় না।",
    "The {} is not approved yet; a later quarter is never approved on top of one that can still change.",
)
APPROVED_ABOVE = Sentence(
    "এর ওপর {} অনুমোদিত হয়ে গেছে, তাই এটি আর ফেরত দেওয়া যায় না।",
    "The {} stands approved on top of this one, so it cannot be returned any more.",
)
NOT_REOPENED = Sentence(
    "এর ওপর {} অনুমোদিত হয়ে গেছে, তাই এটি আর খোলা যায় না।",
    "The {} stands approved on top of this one, so it cannot be opened again.",
)
TAKES_BACK = {Step.RETURN: APPROVED_ABOVE, Step.REOPEN: NOT_REOPENED}
