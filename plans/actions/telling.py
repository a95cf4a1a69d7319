"""Owns who is told what happens to a plan: the sentences, the people they are for and the pages they lead to.

All is told within the transaction of what happened; who did it is told nothing.
"""

from collections.abc import Callable, Iterable

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from cell_values.sentence import Sentence
from notices.actions import tell
from notices.models import NoticeKind
from offices.models import DeadlineExtension, Person, RevisionExtension
from offices.queries.rights import reviewers_of
from offices.queries.staffing import people_of
from plans.addresses import cell_url, entry_url, plan_url, revisions_url
from plans.display import date_long, digits, marks, quarter_name, said
from plans.kinds import plan_kind
from plans.models import (
    Comment,
    Plan,
    PlanRound,
    QuarterCell,
    QuarterReport,
    Receipt,
    RowOpening,
    SignOff,
    SupersededApproval,
    TargetRevision,
)

LONGEST_QUOTE = 300  # letters of what somebody wrote; the page has the rest


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

    def say() -> str:
        return _("The approval of %(subject)s was taken back: %(reason)s") % {
            "subject": subject_of(plan, report.quarter),
            "reason": quoted(kept.reason),
        }

    where = entry_url(plan, report.quarter)
    tell_office(plan, NoticeKind.RETURNED, say, where, f"reopen_report:{kept.pk}", kept.reopened_by)


def tell_of_signature(*, plan: Plan, signed: SignOff) -> None:
    """The office: its head signed a quarter off, so that it can be handed in."""
    quarter = signed.report.quarter

    def say() -> str:
        what = {"subject": subject_of(plan, quarter), "name": signed.name}
        return _("%(subject)s was signed off by %(name)s.") % what

    once = f"sign_off:{signed.pk}:{signed.at:%Y%m%d%H%M%S%f}"
    tell_office(plan, NoticeKind.DECISION, say, entry_url(plan, quarter), once, signed.by)


def tell_of_opening(*, plan: Plan, opening: RowOpening) -> None:
    """The reviewers: the office asks for a closed row to be opened."""

    def say() -> str:
        return _("%(subject)s, row %(row)s: the office asks to open it: %(reason)s") % {
            "subject": subject_of(plan, opening.quarter),
            "row": digits(opening.indicator.number),
            "reason": quoted(opening.reason),
        }

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


def tell_of_approval(*, plan: Plan, report: QuarterReport, by: Person) -> None:
    """The office: a quarter was approved, with the marks it earned."""

    def say() -> str:
        subject = subject_of(plan, report.quarter)
        return _("%(subject)s was approved with %(marks)s marks.") % {"subject": subject, "marks": marks(report.earned)}

    once = f"approve_report:{report.pk}:{report.approved_at:%Y%m%d%H%M%S%f}"
    tell_office(plan, NoticeKind.APPROVED, say, entry_url(plan, report.quarter), once, by)


def tell_of_plan_submission(*, plan: Plan, round_: PlanRound) -> None:
    """The reviewers: a plan itself waits for approval."""

    def say() -> str:
        return _("The plan was handed in: %(subject)s.") % {"subject": plan_in_words(plan)}

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

    def say() -> str:
        return _("The plan was approved: %(subject)s.") % {"subject": plan_in_words(plan)}

    tell_office(plan, NoticeKind.APPROVED, say, plan_url(plan), f"approve_plan:{plan.pk}:{round_.number}", by)


def tell_of_comment(*, plan: Plan, cell: QuarterCell, comment: Comment) -> None:
    """Office and reviewers: somebody wrote a comment."""

    def say() -> str:
        return _("%(subject)s, row %(row)s, a comment: %(text)s") % {
            "subject": subject_of(plan, cell.quarter),
            "row": digits(cell.indicator.number),
            "text": quoted(comment.text),
        }

    by = comment.written_by
    what = (NoticeKind.COMMENT, say, cell_url(cell), f"comment:{comment.pk}", by)
    tell_office(plan, *what)
    tell_reviewers(plan, *what)


def tell_of_exemption(*, plan: Plan, cell: QuarterCell, by: Person) -> None:
    """The office: it was decided whether a row is not applicable."""

    def say() -> str:
        granted = _("%(subject)s, row %(row)s: not applicable was granted: %(reason)s")
        refused = _("%(subject)s, row %(row)s: not applicable was refused: %(reason)s")
        return (granted if cell.exemption_granted else refused) % {
            "subject": subject_of(plan, cell.quarter),
            "row": digits(cell.indicator.number),
            "reason": quoted(cell.exemption_reason),
        }

    once = f"exemption:{cell.pk}:{cell.exemption_at:%Y%m%d%H%M%S%f}"
    tell_office(plan, NoticeKind.DECISION, say, cell_url(cell), once, by)


def tell_of_revision(*, plan: Plan, revision: TargetRevision) -> None:
    """The reviewers: revised targets of a row are asked for."""

    def say() -> str:
        return _("%(subject)s, row %(row)s: revised targets are asked for: %(reason)s") % {
            "subject": plan_in_words(plan),
            "row": digits(revision.indicator.number),
            "reason": quoted(revision.reason),
        }

    once = f"ask_for_revision:{revision.pk}"
    tell_reviewers(plan, NoticeKind.REQUEST, say, revisions_url(plan), once, revision.asked_by)


def tell_of_revision_decision(*, plan: Plan, revision: TargetRevision, by: Person) -> None:
    """The office: it was decided on revised targets of a row."""

    def say() -> str:
        granted = _("%(subject)s, row %(row)s: the revised targets were granted: %(reason)s")
        refused = _("%(subject)s, row %(row)s: the revised targets were refused: %(reason)s")
        return (granted if revision.granted else refused) % {
            "subject": plan_in_words(plan),
            "row": digits(revision.indicator.number),
            "reason": quoted(revision.decision_reason),
        }

    tell_office(plan, NoticeKind.DECISION, say, revisions_url(plan), f"decide_on_revision:{revision.pk}", by)


def tell_of_extension(*, extension: DeadlineExtension | RevisionExtension, by: Person) -> None:
    """The office: it was given more time, until when and why."""

    def say() -> str:
        if isinstance(extension, DeadlineExtension):
            deadline = extension.deadline
            what = f"{deadline.year.label}, {quarter_name(deadline.quarter)}"
        else:
            what = f"{extension.year.label}, {_('revised targets')}"
        given = {"what": what, "day": date_long(extension.until), "reason": quoted(extension.reason)}
        return _("More time was given until %(day)s (%(what)s): %(reason)s") % given

    once = f"{extension._meta.model_name}:{extension.pk}:{extension.until:%Y%m%d}"
    people = _without(people_of(extension.office, on=timezone.localdate()), by)
    tell(people=people, kind=NoticeKind.DEADLINE, sentence=in_both(say), link=reverse("home"), once=once)


def in_both(say: Callable[[], str]) -> Sentence:
    """What is said in either language, with its digits, names and dates."""
    texts = {}
    for language in ("bn", "en"):
        with override(language):
            texts[language] = say()
    return Sentence(**texts)


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


def tell_office(plan: Plan, kind: NoticeKind, say: Callable[[], str], link: str, once: str, by: Person) -> None:
    """Everybody of the office but who did it."""
    people = _without(people_of(plan.office, on=timezone.localdate()), by)
    tell(people=people, kind=kind, sentence=in_both(say), link=link, once=once)


def tell_reviewers(plan: Plan, kind: NoticeKind, say: Callable[[], str], link: str, once: str, by: Person) -> None:
    """Everybody who reviews the office but who did it."""
    people = _without(reviewers_of(plan.office, on=timezone.localdate()), by)
    tell(people=people, kind=kind, sentence=in_both(say), link=link, once=once)


def _without(people: Iterable[Person], by: Person) -> list[Person]:
    return [person for person in people if person.pk != by.pk]
