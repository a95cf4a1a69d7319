"""Owns what is told of a plan itself: handed in, returned, approved, and its revised targets."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from notices.models import NoticeKind
from offices.models import Person
from plans.actions.notice_words import plan_in_words, quoted, told
from plans.actions.telling import tell_office, tell_reviewers
from plans.addresses import plan_url, revisions_url
from plans.display import digits
from plans.models import Plan, PlanRound, TargetRevision


def tell_of_plan_submission(*, plan: Plan, round_: PlanRound) -> None:
    """The reviewers: a plan itself waits for approval."""
    say = told(gettext_noop("The plan was handed in: %(subject)s."), plan)
    once = f"submit_plan:{plan.pk}:{round_.number}"
    tell_reviewers(plan, NoticeKind.HANDED_IN, say, plan_url(plan), once, round_.submitted_by)


def tell_of_plan_return(*, plan: Plan, round_: PlanRound, questions: int, by: Person) -> None:
    """The office: a plan itself came back, with the reason and how many rows are in question."""

    def say() -> str:
        text = _("The plan came back: %(subject)s.") % {"subject": plan_in_words(plan)}
        if questions:
            text = f"{text} {_('Rows in question: %(number)s.') % {'number': digits(questions)}}"
        return f"{text} {quoted(round_.return_reason)}".strip()

    tell_office(plan, NoticeKind.RETURNED, say, plan_url(plan), f"return_plan:{plan.pk}:{round_.number}", by)


def tell_of_plan_approval(*, plan: Plan, round_: PlanRound, by: Person) -> None:
    """The office: its plan was approved; its quarters can be reported on."""
    say = told(gettext_noop("The plan was approved: %(subject)s."), plan)
    tell_office(plan, NoticeKind.APPROVED, say, plan_url(plan), f"approve_plan:{plan.pk}:{round_.number}", by)


def tell_of_revision(*, plan: Plan, revision: TargetRevision) -> None:
    """The reviewers: revised targets of a row are asked for."""
    text = gettext_noop("%(subject)s, row %(row)s: revised targets are asked for: %(reason)s")
    say = told(text, plan, row=revision.indicator, reason=quoted(revision.reason))
    once = f"ask_for_revision:{revision.pk}"
    tell_reviewers(plan, NoticeKind.REQUEST, say, revisions_url(plan), once, revision.asked_by)


def tell_of_revision_decision(*, plan: Plan, revision: TargetRevision, by: Person) -> None:
    """The office: it was decided on revised targets of a row."""
    granted = gettext_noop("%(subject)s, row %(row)s: the revised targets were granted: %(reason)s")
    refused = gettext_noop("%(subject)s, row %(row)s: the revised targets were refused: %(reason)s")
    text, reason = granted if revision.granted else refused, quoted(revision.decision_reason)
    say = told(text, plan, row=revision.indicator, reason=reason)
    tell_office(plan, NoticeKind.DECISION, say, revisions_url(plan), f"decide_on_revision:{revision.pk}", by)
