"""Owns the answer to one press of a button: the action is taken or refused, the next page says which."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest

from plans.display import said
from workflow.transitions import Refusal


def take(request: HttpRequest, act: Callable[[], object], done: str) -> None:
    """Takes an action and has the next page say that it was done, or why not."""
    try:
        act()
    except Refusal as refusal:
        messages.error(request, said(refusal.sentence))
    else:
        messages.success(request, done)
