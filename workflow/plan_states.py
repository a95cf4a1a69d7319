"""Owns the life of a plan before its quarters: states, transitions, who writes, submits, returns and approves it."""

from collections.abc import Collection
from enum import StrEnum

from cell_values.digits import to_bengali
from cell_values.sentence import Sentence
from workflow.transitions import NOT_YOURS, Life, Refusal, Side, Transition, Work


class PlanState(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    APPROVED = "approved"


class PlanStep(StrEnum):
    """What can be done with a plan itself."""

    WRITE = "write"
    SUBMIT = "submit"
    REVIEW = "review"
    RETURN = "return"
    APPROVE = "approve"


BEING_WRITTEN = frozenset({PlanState.DRAFT, PlanState.RETURNED})
WAITING = frozenset({PlanState.SUBMITTED})
PLAN_TRANSITIONS: dict[PlanStep, Transition[PlanState]] = {
    PlanStep.WRITE: Transition(Side.ENTERING, BEING_WRITTEN),
    PlanStep.SUBMIT: Transition(Side.ENTERING, BEING_WRITTEN, PlanState.SUBMITTED),
    PlanStep.REVIEW: Transition(Side.REVIEWING, WAITING),
    PlanStep.RETURN: Transition(Side.REVIEWING, WAITING, PlanState.RETURNED),
    PlanStep.APPROVE: Transition(Side.REVIEWING, WAITING, PlanState.APPROVED),
}

PLAN_NOT_NOW = {
    PlanState.DRAFT: Sentence(
        "পরিকল্পনাটি এখনও লেখা হচ্ছে; জমা পড়েনি।", "The plan is still being written; it was not submitted."
    ),
    PlanState.SUBMITTED: Sentence(
        "পরিকল্পনাটি অনুমোদনের জন্য জমা আছে; পর্যালোচক ফেরত দিলে আবার লেখা যাবে।",
        "The plan waits for approval; it can be written again when the reviewer returns it.",
    ),
    PlanState.RETURNED: Sentence(
        "পরিকল্পনাটি সংশোধনের জন্য দপ্তরে ফেরত আছে।", "The plan is with the office for correction."
    ),
    PlanState.APPROVED: Sentence(
        "পরিকল্পনাটি অনুমোদিত; লক্ষ্যমাত্রা বদলাতে হলে সংশোধনের আবেদন করুন।",
        "The plan is approved; ask for a revised target where one has to change.",
    ),
}
OWN_PLAN = {
    Work.ENTERED: Sentence(
        "এই পরিকল্পনা আপনি নিজে লিখেছেন বা বদলেছেন, তাই এর পর্যালোচনা, ফেরত বা অনুমোদন আপনি করতে পারেন না।",
        "You wrote or changed this plan yourself, so you cannot review, return or approve it.",
    ),
    Work.SUBMITTED: Sentence(
        "এই পরিকল্পনা আপনি নিজে জমা দিয়েছেন, তাই এর পর্যালোচনা, ফেরত বা অনুমোদন আপনি করতে পারেন না।",
        "You submitted this plan yourself, so you cannot review, return or approve it.",
    ),
}
REPORTED = Sentence(
    "এই পরিকল্পনার একটি প্রতিবেদন জমা দেওয়া বা অনুমোদিত হয়েছে; সূচক আর বদলানো যায় না।",
    "A report of this plan has been submitted or approved; its indicators can no longer change.",
)
NOT_APPROVED_YET = Sentence(
    "পরিকল্পনাটি এখনও অনুমোদিত নয়; অনুমোদনের পরই এর প্রতিবেদন জমা দেওয়া যায়।",
    "The plan is not approved yet; its reports can be submitted once it is.",
)
NOTHING_TO_REVISE = Sentence(
    "পরিকল্পনাটি এখনও অনুমোদিত নয়; লক্ষ্যমাত্রা পরিকল্পনাতেই লিখুন।",
    "The plan is not approved yet; write the targets in the plan itself.",
)
ADMINISTRATORS_RECORD = Sentence(
    "কাগজে সই হওয়ার কথা কেবল প্রশাসক নথিভুক্ত করতে পারেন।", "Only an administrator records that a plan was signed on paper."
)
ANOTHER_RECORDS = Sentence(
    "এই পরিকল্পনা আপনি নিজে লিখেছেন, বদলেছেন বা জমা দিয়েছেন; অন্য কোনো প্রশাসক এর সই নথিভুক্ত করবেন।",
    "You wrote, changed or submitted this plan yourself; another administrator has to record that it was signed.",
)
EMPTY_PLAN = Sentence(
    "পরিকল্পনায় এখনও কোনো সূচক নেই; আগে সেগুলো লিখুন।", "The plan has no indicators yet; write them first."
)
NOTHING_ASKED_OF_PLAN = Sentence(
    "অন্তত একটি সারিতে কারণসহ প্রশ্ন রাখুন, অথবা পুরো পরিকল্পনা ফেরতের কারণ লিখুন।",
    "Put a question with its reason to at least one row, or write why the whole plan goes back.",
)


PLAN_LIFE = Life(PLAN_TRANSITIONS, PLAN_NOT_NOW, OWN_PLAN)


def why_plan_not_written(
    *, sides: frozenset[Side], is_administrator: bool, state: PlanState, is_reported: bool
) -> Sentence | None:
    """Why somebody changes nothing of a plan's rows now; None: the person may.

    The office writes until it has submitted, an administrator until a report was handed in (``is_reported``); while a
    plan waits for approval nobody does: what is approved is what was submitted.
    """
    if not is_administrator and Side.ENTERING not in sides:
        return NOT_YOURS[Side.ENTERING]
    if state is PlanState.SUBMITTED:
        return PLAN_NOT_NOW[state]
    if is_administrator:
        return REPORTED if is_reported else None
    return None if state in BEING_WRITTEN else PLAN_NOT_NOW[state]


def check_rows_open(state: PlanState) -> None:
    """May a document or a table change rows and targets? Raises Refusal while the plan waits for approval."""
    if state is PlanState.SUBMITTED:
        raise Refusal(PLAN_NOT_NOW[state])


def check_approved(state: PlanState, otherwise: Sentence) -> None:
    """Is the plan approved? Raises Refusal with the sentence that says what then."""
    if state is not PlanState.APPROVED:
        raise Refusal(otherwise)


def why_signing_not_recorded(*, is_administrator: bool, state: PlanState, work: frozenset[Work]) -> Sentence | None:
    """Why somebody does not record that the plan was signed on paper; None: the person may."""
    if not is_administrator:
        return ADMINISTRATORS_RECORD
    if state not in BEING_WRITTEN:
        return PLAN_NOT_NOW[state]
    return ANOTHER_RECORDS if work else None


def check_nothing_asked(numbers: Collection[str]) -> None:
    """Are all rows free of questions? Raises Refusal, which names those that are not."""
    if numbers:
        listed = ", ".join(numbers)
        raise Refusal(
            Sentence(
                f"{to_bengali(listed)} সারিতে প্রশ্ন আছে; প্রশ্ন রেখে অনুমোদন করা যায় না। ফেরত দিন, অথবা সারিটি গ্রহণ করুন।",
                f"There is a question at {listed}; nothing is approved over one. Return it, or accept the row.",
            )
        )
