"""Owns the signature of the head of an office under a quarter, before it is handed in where the office wants it."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from offices.models import Membership, Office, Person, Role
from offices.queries.rights import heads, in_force
from plans.actions.ledger import lock_plan, write_event
from plans.actions.seeing import check_seen
from plans.actions.telling_of_quarters import tell_of_signature
from plans.models import QuarterReport, SignOff
from plans.queries.access import standing_today
from plans.queries.quarter_contents import QuarterContents
from plans.queries.signing import round_to_sign, signable, why_not_signed
from plans.queries.told_rows import told
from plans.seen import Shown, digest_of
from workflow.sign_offs import check_may_sign
from workflow.transitions import Refusal


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
