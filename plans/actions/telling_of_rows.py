"""Owns what is told of one row of a quarter: its opening, a comment, and whether it is not applicable."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from notices.models import NoticeKind
from offices.models import Person
from plans.actions.notice_words import quoted, subject_of, told
from plans.actions.telling import tell_office, tell_reviewers
from plans.addresses import cell_url, entry_url
from plans.display import digits
from plans.models import Comment, Plan, QuarterCell, RowOpening


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
