"""Owns what is told of a quarter and of its rows: handed in, returned, signed off, approved, asked for, answered."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from notices.models import NoticeKind
from offices.models import Person
from plans.actions.notice_words import quoted, subject_of, told
from plans.actions.telling import tell_office, tell_reviewers
from plans.addresses import cell_url, entry_url
from plans.display import date_long, digits, marks
from plans.models import Comment, Plan, QuarterCell, QuarterReport, Receipt, RowOpening, SignOff, SupersededApproval


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


def tell_of_opening(*, plan: Plan, opening: RowOpening) -> None:
    """The reviewers: the office asks for a closed row to be opened."""
    text = gettext_noop("%(subject)s, row %(row)s: the office asks to open it: %(reason)s")
    say = told(text, plan, opening.quarter, row=opening.indicator, reason=quoted(opening.reason))
    where = entry_url(plan, opening.quarter)
    tell_reviewers(plan, NoticeKind.REQUEST, say, where, f"ask_to_open:{opening.pk}", opening.asked_by)


def tell_of_opening_answer(*, plan: Plan, opening: RowOpening, by: Person) -> None:
    """The office: a closed row was opened, or stays closed."""

    def say() -> str:
        granted, refused = _("%(subject)s, row %(row)s was opened."), _("%(subject)s, row %(row)s stays closed:")
        what = {"subject": subject_of(plan, opening.quarter), "row": digits(opening.indicator.number)}
        return f"{(granted if opening.granted else refused) % what} {quoted(opening.answer)}".strip()

    where = entry_url(plan, opening.quarter)
    tell_office(plan, NoticeKind.DECISION, say, where, f"answer_opening:{opening.pk}", by)


def tell_of_comment(*, plan: Plan, cell: QuarterCell, comment: Comment) -> None:
    """Office and reviewers: somebody wrote a comment."""
    text, words = gettext_noop("%(subject)s, row %(row)s, a comment: %(text)s"), quoted(comment.text)
    say = told(text, plan, cell.quarter, row=cell.indicator, text=words)
    by = comment.written_by
    what = (NoticeKind.COMMENT, say, cell_url(cell), f"comment:{comment.pk}", by)
    tell_office(plan, *what)
    tell_reviewers(plan, *what)


def tell_of_exemption(*, plan: Plan, cell: QuarterCell, by: Person) -> None:
    """The office: it was decided whether a row is not applicable."""
    granted = gettext_noop("%(subject)s, row %(row)s: not applicable was granted: %(reason)s")
    refused = gettext_noop("%(subject)s, row %(row)s: not applicable was refused: %(reason)s")
    text, reason = granted if cell.exemption_granted else refused, quoted(cell.exemption_reason)
    say = told(text, plan, cell.quarter, row=cell.indicator, reason=reason)
    once = f"exemption:{cell.pk}:{cell.exemption_at:%Y%m%d%H%M%S%f}"
    tell_office(plan, NoticeKind.DECISION, say, cell_url(cell), once, by)
