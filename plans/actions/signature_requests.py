"""Owns asking the head of an office for a signature under a quarter before it is handed in."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from notices.actions import tell
from notices.models import NoticeKind
from notices.queries import told_about
from offices.models import Person
from offices.queries.staffing import heads_of
from plans.actions.ledger import write_event
from plans.actions.notice_words import in_both, subject_of
from plans.actions.refused import check_nothing_refused
from plans.actions.report_holding import hold_report
from plans.addresses import submit_url
from plans.models import QuarterReport
from plans.queries.quarter_contents import QuarterContents
from plans.queries.signing import signable, signature_about, why_not_signed
from plans.seen import digest_of
from workflow.sign_offs import check_to_ask_head
from workflow.transitions import Step, check_reportable


@transaction.atomic
def ask_to_sign(*, report: QuarterReport, by: Person) -> int:
    """Tells the heads of the office that a quarter waits for their signature; how many were told now.

    Raises Refusal, also where all of them know of it already.
    """
    contents = hold_report(report.plan_id, report.quarter, Step.SUBMIT, by)
    plan = contents.plan
    check_reportable(len(contents.tree.indicators))
    check_nothing_refused(contents)
    heads = [each for each in heads_of(plan.office, on=timezone.localdate()) if each.pk != by.pk]
    known = told_about(signature_about(plan.pk, report.quarter)).values_list("person_id", flat=True)
    untold = [each for each in heads if each.pk not in set(known)]
    check_to_ask_head(
        is_wanted=plan.office.needs_sign_off,
        is_signed=why_not_signed(contents) is None,
        has_head=bool(heads),
        are_all_told=not untold,
    )
    what: dict[str, Any] = {"after": {"contents": digest_of(signable(contents))}, "rows": {}}
    write_event(plan=plan, verb="ask_to_sign", by=by, subject=f"q{report.quarter}", quarter=report.quarter, **what)
    _tell(contents, untold, by)
    return len(untold)


def _tell(contents: QuarterContents, heads: list[Person], by: Person) -> None:
    def say() -> str:
        subject = subject_of(contents.plan, contents.quarter)
        return _("%(subject)s waits for your signature; asked by %(name)s.") % {"subject": subject, "name": by}

    about = signature_about(contents.plan.pk, contents.quarter)
    what: dict[str, Any] = {"once": f"{about}:{timezone.now():%Y%m%d%H%M%S%f}", "about": about}
    link = submit_url(contents.plan, contents.quarter)
    tell(people=heads, kind=NoticeKind.SIGNATURE, sentence=in_both(say), link=link, **what)
