"""Owns what somebody is told on the first page as long as there is no plan: what to do first, in the own role."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from offices.models import Office, Role
from offices.queries.rights import Standing
from offices.queries.staffing import without_focal_point
from plans.display import said
from plans.kinds import plan_kinds
from plans.models import MarkingPolicy, Plan


@dataclass(frozen=True, slots=True)
class FirstStep:
    """``url`` is empty where there is only to wait; ``is_done`` is told of what can be looked up."""

    text: str
    url: str = ""
    is_done: bool = False


def first_steps(standing: Standing) -> list[FirstStep]:
    """In the order in which they are done; administrators see which are. Five queries at most."""
    return [*_of_administrator(standing), *_of_reviewer(standing), *_of_head(standing), *_of_focal_point(standing)] or [
        FirstStep(_("You hold no role at an office yet. Ask the administrator for one."), reverse("about"))
    ]


def _of_administrator(standing: Standing) -> Iterator[FirstStep]:
    if not standing.is_administrator:
        return
    with_policy = set(MarkingPolicy.objects.values_list("kind", flat=True))
    has_offices, has_people = Office.objects.exists(), not without_focal_point(Office.objects.all()).exists()
    has_policies = with_policy >= set(plan_kinds())
    yield FirstStep(_("Look over the offices; add those that lack, by hand or as a table."), _offices(), has_offices)
    yield FirstStep(_("Make a marking policy for each kind of plan."), reverse("plans:policies"), has_policies)
    yield FirstStep(_("Invite a focal point for each office, and two reviewers above."), _people(), has_people)
    opened = Plan.objects.exists()
    yield FirstStep(_("Open the fiscal year: deadlines and plans."), reverse("admin:offices_fiscalyear_open"), opened)
    yield FirstStep(_("Or import plans from the official forms as Excel or Word."), reverse("imports:upload"), opened)


def _of_reviewer(standing: Standing) -> Iterator[FirstStep]:
    if standing.is_reviewer:
        yield FirstStep(_("See which offices you review."), _offices())
        yield FirstStep(_("Read by which rules marks are reckoned."), reverse("plans:policies"))
        yield FirstStep(_("What an office hands in waits for you on this page, the longest waiting first."))


def _of_head(standing: Standing) -> Iterator[FirstStep]:
    if standing.offices_as(Role.HEAD):
        yield FirstStep(_("See your office and those below it."), _offices())
        yield FirstStep(
            _("Plans of your office and of those below appear here. You read them, and publish what was approved.")
        )


def _of_focal_point(standing: Standing) -> Iterator[FirstStep]:
    if not standing.is_focal_point:
        return
    yield FirstStep(_("Ask the administrator whether the plan of your office has been stored."), reverse("about"))
    for kind in plan_kinds().values():
        text = _("Read what each column means: %(kind)s") % {"kind": said(kind.short)}
        yield FirstStep(text, reverse("entry:columns", args=[kind.code]))
    yield FirstStep(_("Each quarter: enter what was achieved, attach evidence, look it over, submit it."))


def _offices() -> str:
    return reverse("offices:tree")


def _people() -> Any:
    return reverse("admin:offices_person_changelist")
