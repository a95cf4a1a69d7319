"""Owns who is told what happens to the annual report and to the half-yearly feedback of a plan."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from notices.models import NoticeKind
from offices.models import Person
from plans.actions.notice_words import plan_in_words, quoted, told
from plans.actions.telling import tell_office, tell_reviewers
from plans.addresses import annual_url, feedback_url
from plans.display import digits
from plans.models import AnnualRound, HalfYearFeedback, Plan


def tell_of_annual_report(*, plan: Plan, round_: AnnualRound) -> None:
    """The reviewers: an annual report was handed in."""

    def say() -> str:
        text = _("The annual report was handed in: %(subject)s.") % {"subject": plan_in_words(plan)}
        return f"{text} {_('Round %(round)s.') % {'round': digits(round_.number)}}" if round_.number > 1 else text

    once = f"submit_annual_report:{round_.report_id}:{round_.number}"
    tell_reviewers(plan, NoticeKind.HANDED_IN, say, annual_url(plan), once, round_.submitted_by)


def tell_of_annual_return(*, plan: Plan, round_: AnnualRound, by: Person) -> None:
    """The office: its annual report came back, and why."""
    text = gettext_noop("The annual report came back: %(subject)s: %(reason)s")
    say = told(text, plan, reason=quoted(round_.return_reason))
    once = f"return_annual_report:{round_.report_id}:{round_.number}"
    tell_office(plan, NoticeKind.RETURNED, say, annual_url(plan), once, by)


def tell_of_annual_acceptance(*, plan: Plan, round_: AnnualRound, by: Person) -> None:
    """The office: its annual report was accepted."""
    say = told(gettext_noop("The annual report was accepted: %(subject)s."), plan)
    once = f"accept_annual_report:{round_.report_id}:{round_.decided_at:%Y%m%d%H%M%S%f}"
    tell_office(plan, NoticeKind.APPROVED, say, annual_url(plan), once, by)


def tell_of_annual_reopening(*, plan: Plan, reason: str, by: Person) -> None:
    """The office: the acceptance of its annual report was taken back, and why."""
    text = gettext_noop("The acceptance of the annual report was taken back: %(subject)s: %(reason)s")
    say = told(text, plan, reason=quoted(reason))
    once = f"reopen_annual_report:{plan.pk}:{timezone.now():%Y%m%d%H%M%S%f}"
    tell_office(plan, NoticeKind.RETURNED, say, annual_url(plan), once, by)


def tell_of_feedback(*, plan: Plan, feedback: HalfYearFeedback, by: Person) -> None:
    """The office: the feedback on its half-year was given."""
    say = told(gettext_noop("The half-yearly feedback: %(subject)s: %(text)s"), plan, text=quoted(feedback.text))
    tell_office(plan, NoticeKind.COMMENT, say, feedback_url(plan), f"give_feedback:{feedback.pk}", by)


def tell_of_feedback_answer(*, plan: Plan, feedback: HalfYearFeedback, by: Person) -> None:
    """The reviewers: the office has seen its feedback, with what it answers."""

    def say() -> str:
        text = _("The office has seen the half-yearly feedback: %(subject)s.") % {"subject": plan_in_words(plan)}
        return f"{text} {quoted(feedback.answer)}".strip()

    tell_reviewers(plan, NoticeKind.COMMENT, say, feedback_url(plan), f"answer_feedback:{feedback.pk}", by)
