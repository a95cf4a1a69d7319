"""Owns the answer to one press of a button: the action is taken or refused, the next page says which."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest

from entry.views.entry_parts import NOTHING_SEEN, UNSEEN, RefusedStep
from plans.actions.seeing import ChangedMeanwhileError
from plans.display import said
from plans.seen import Shown, unpack
from workflow.transitions import Refusal

CONFLICT, FORBIDDEN = 409, 403


def take(request: HttpRequest, act: Callable[[], object], done: str) -> None:
    """Takes an action and has the next page say that it was done, or why not."""
    try:
        act()
    except Refusal as refusal:
        messages.error(request, said(refusal.sentence))
    else:
        messages.success(request, done)


def taken(request: HttpRequest, step: Callable[[Shown], object]) -> tuple[RefusedStep | None, int]:
    """Takes a step on what the page showed: what is to be told where it was not taken, and the status of the answer."""
    seen = unpack(request.POST.get("seen", ""))
    try:
        step(NOTHING_SEEN if seen is None else seen)
    except Refusal as refusal:
        return RefusedStep(refusal=refusal.sentence), FORBIDDEN
    except ChangedMeanwhileError as changed:
        told = RefusedStep(refusal=UNSEEN) if seen is None else RefusedStep(moved=changed.moved)
        return told, CONFLICT
    return None, 200
