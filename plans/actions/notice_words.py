"""Owns the words of notices about plans: said in both languages, quoted no longer than a notice, named as a whole."""

from collections.abc import Callable

from django.utils.translation import gettext, override

from cell_values.sentence import Sentence
from plans.display import digits, quarter_name, said
from plans.kinds import plan_kind
from plans.models import Indicator, Plan

LONGEST_QUOTE = 300  # letters of what somebody wrote; the page has the rest


def in_both(say: Callable[[], str]) -> Sentence:
    """What is said in either language, with its digits, names and dates."""
    texts = {}
    for language in ("bn", "en"):
        with override(language):
            texts[language] = say()
    return Sentence(**texts)


def told(
    text: str, plan: Plan, quarter: int | None = None, /, *, row: Indicator | None = None, **what: str
) -> Callable[[], str]:
    """A sentence about a plan, a quarter or a row of one, once its language is known; ``text``: its English key."""

    def say() -> str:
        subject = subject_of(plan, quarter) if quarter else plan_in_words(plan)
        return gettext(text) % {"subject": subject, "row": digits(row.number) if row else "", **what}

    return say


def quoted(text: str) -> str:
    """What somebody wrote, on one line and no longer than a notice."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_QUOTE else f"{line[: LONGEST_QUOTE - 1]}…"


def subject_of(plan: Plan, quarter: int) -> str:
    """A quarter of a plan as notices name it: office, kind, year, quarter."""
    return f"{plan_in_words(plan)}, {quarter_name(quarter)}"


def plan_in_words(plan: Plan) -> str:
    """A plan as notices name it: office, kind, year."""
    return f"{plan.office}, {said(plan_kind(plan.kind).short)} {plan.year.label}"
