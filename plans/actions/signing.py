"""Owns the signature of the head of an office under a quarter: asked for, and given before it is handed in."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from notices.actions import tell
from notices.models import NoticeKind
from notices.queries import told_about
from offices.models import Membership, Office, Person, Role
from offices.queries.rights import heads, in_force
from offices.queries.staffing import heads_of
from plans.actions.ledger import lock_plan, write_event
from plans.actions.life_steps import hold_report
from plans.actions.notice_words import in_both, subject_of
from plans.actions.refused import check_nothing_refused
from plans.actions.seeing import check_seen
from plans.actions.telling_of_quarters import tell_of_signature
from plans.addresses import submit_url
from plans.models import QuarterReport, SignOff
from plans.queries.access import standing_today
from plans.queries.quarter_contents import QuarterContents
from plans.queries.signing import round_to_sign, signable, signature_about, why_not_signed
from plans.queries.told_rows import told
from plans.seen import Shown, digest_of
from workflow.sign_offs import check_may_sign, check_to_ask_head
from workflow.transitions import Refusal, Step, check_reportable


@transaction.atomic
def sign_off_report(*, report: QuarterReport, by: Person, seen: Shown | None = None) -> SignOff:
    """Signs off what the quarter says now; whatever changes after that has to be signed again.

    ``seen``: what the page showed. Raises Refusal and ChangedMeanwhileError.
    """
    plan = lock_plan(report.plan_id)
    contents, standing = QuarterContents(plan, report.quarter), standing_today(by)
    is_head = heads(standing, plan.office)
    check_may_sign(is_head=is_head, is_wanted=plan.office.needs_sign_off, state=contents.state)
    check_seen(contents=contents, seen=seen, by=by)
    says = {"contents": digest_of(signable(contents)), "by": by, "at": timezone.now(), **_as_who(by, plan.office)}
    place: dict[str, Any] = {"report": contents.report, "round": round_to_sign(contents)}
    signed, _made = SignOff.objects.update_or_create(defaults=says, **place)
    after = {"name": signed.name, "post": signed.post, "round": signed.round}
    where: dict[str, Any] = {"subject": f"q{report.quarter}", "quarter": report.quarter}
    write_event(plan=plan, verb="sign_off_report", by=by, after=after, rows=told(signed), **where)
    tell_of_signature(plan=plan, signed=signed)
    return signed


def check_signed_off(contents: QuarterContents) -> None:
    """Has the head signed what stands, where the office wants it? Raises Refusal."""
    if sentence := why_not_signed(contents):
        raise Refusal(sentence)


def _as_who(by: Person, office: Office) -> dict[str, str]:
    """Name and post as they are today; people are transferred, what was signed stays."""
    held = Membership.objects.filter(
        in_force(timezone.localdate()), person=by, office=office, role=Role.HEAD, post__isnull=False
    )
    post = held.values_list("post__title", flat=True).first()
    return {"name": str(by)[:200], "post": post or ""}


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
