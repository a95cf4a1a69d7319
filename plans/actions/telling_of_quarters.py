"""Owns what is told of a quarter: handed in, returned, signed off, approved, and an approval taken back."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from notices.models import NoticeKind
from offices.models import Person
from plans.actions.notice_words import quoted, subject_of, told
from plans.actions.telling import tell_office, tell_reviewers
from plans.addresses import entry_url
from plans.display import date_long, digits, marks
from plans.models import Plan, QuarterReport, Receipt, SignOff, SupersededApproval


def tell_of_submission(*, plan: Plan, receipt: Receipt, exemptions: int) -> None:
    """The reviewers: a quarter was handed in, with how many rows asked to be not applicable."""
    quarter, round_ = receipt.report.quarter, receipt.round

    def say() -> str:
        text = _("%(subject)s was handed in.") % {"subject": subject_of(plan, quarter)}
        if round_ > 1:
            text = f"{text} {_('Round %(round)s.') % {'round': digits(round_)}}"
        if exemptions:
            text = f"{text} {_('Asked to be not applicable: %(number)s.') % {'number': digits(exemptions)}}"
        return text

    once = f"submit_report:{receipt.report_id}:{round_}"
    tell_reviewers(plan, NoticeKind.HANDED_IN, say, entry_url(plan, quarter), once, receipt.submitted_by)


def tell_of_return(*, plan: Plan, report: QuarterReport, questions: int, by: Person) -> None:
    """The office: a quarter came back, with how many rows in question, why and until when it is asked for again."""

    def say() -> str:
        parts = [_("%(subject)s came back.") % {"subject": subject_of(plan, report.quarter)}]
        if questions:
            parts.append(_("Rows in question: %(number)s.") % {"number": digits(questions)})
        parts.append(quoted(report.return_reason))
        if report.reply_by:
            parts.append(_("To be handed in again by %(day)s.") % {"day": date_long(report.reply_by)})
        return " ".join(filter(None, parts))

    once = f"return_report:{report.pk}:{report.returned_at:%Y%m%d%H%M%S%f}"
    tell_office(plan, NoticeKind.RETURNED, say, entry_url(plan, report.quarter), once, by)


def tell_of_reopening(*, plan: Plan, report: QuarterReport, kept: SupersededApproval) -> None:
    """The office: the approval of a quarter was taken back, and why."""
    text = gettext_noop("The approval of %(subject)s was taken back: %(reason)s")
    say = told(text, plan, report.quarter, reason=quoted(kept.reason))
    where = entry_url(plan, report.quarter)
    tell_office(plan, NoticeKind.RETURNED, say, where, f"reopen_report:{kept.pk}", kept.reopened_by)


def tell_of_signature(*, plan: Plan, signed: SignOff) -> None:
    """The office: its head signed a quarter off, so that it can be handed in."""
    quarter = signed.report.quarter
    say = told(gettext_noop("%(subject)s was signed off by %(name)s."), plan, quarter, name=signed.name)
    once = f"sign_off:{signed.pk}:{signed.at:%Y%m%d%H%M%S%f}"
    tell_office(plan, NoticeKind.DECISION, say, entry_url(plan, quarter), once, signed.by)


def tell_of_approval(*, plan: Plan, report: QuarterReport, by: Person) -> None:
    """The office: a quarter was approved, with the marks it earned."""

    def say() -> str:
        subject = subject_of(plan, report.quarter)
        return _("%(subject)s was approved with %(marks)s marks.") % {"subject": subject, "marks": marks(report.earned)}

    once = f"approve_report:{report.pk}:{report.approved_at:%Y%m%d%H%M%S%f}"
    tell_office(plan, NoticeKind.APPROVED, say, entry_url(plan, report.quarter), once, by)
