"""Owns what was typed into pages of a quarter and sent after the session had ended: kept until its writer is back.

It lies with the session that begins with the log-in page: on the server, in no address. Only a page that was shown to
somebody signed in is believed, by its seal, and only who that was finds it again; of anybody else's log-in it is gone.
"""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.signals import user_logged_in
from django.core.exceptions import BadRequest
from django.dispatch import receiver
from django.http import HttpRequest, QueryDict

from entry.sent_cells import cells_sent
from offices.models import Person

KEPT = "unsent"
MOST_LETTERS = 60_000  # of all that is kept for somebody
Unsent = dict[str, dict[str, str]]  # of a field its text and the version that was typed over


def keep_unsent(request: HttpRequest, writer: int, typed: Unsent) -> bool:
    """Keeps what was typed with the session; False where it is more than is kept."""
    kept = _kept(request, writer) | typed
    if sum(len(each["text"]) for each in kept.values()) > MOST_LETTERS:
        return False
    request.session[KEPT] = {"writer": writer, "fields": kept}
    return True


def unsent_of(request: HttpRequest) -> Unsent:
    """What who is signed in typed and nobody has sent yet."""
    return _kept(request, request.user.pk) if KEPT in request.session else {}


def forget_unsent(request: HttpRequest, names: Iterable[str]) -> None:
    """What was sent since, or given up."""
    if KEPT not in request.session:
        return
    gone = set(names)
    left = {name: each for name, each in _kept(request, request.user.pk).items() if name not in gone}
    if left:
        request.session[KEPT] = {"writer": request.user.pk, "fields": left}
    else:
        del request.session[KEPT]


def typed_in_cells(data: QueryDict, pressed: int | None) -> Unsent:
    """The cells a page sent that were typed into; nothing of what no page of ours sends."""
    try:
        cells = cells_sent(data, pressed=pressed)
    except BadRequest:
        return {}
    return {f"cell-{each.cell_id}": {"text": each.text, "version": str(each.version)} for each in cells}


def typed_in_field(data: QueryDict, name: str) -> Unsent:
    """The one field of a form beside its row."""
    text, version = (str(data.get(field, "")) for field in ("text", "version"))
    return {name: {"text": text, "version": version}} if text else {}


def total_name(plan_id: int, quarter: int) -> str:
    """By which name the claim of a whole quarter is kept."""
    return f"total-{plan_id}-{quarter}"


def _kept(request: HttpRequest, writer: int | None) -> Unsent:
    kept: dict[str, Any] = request.session.get(KEPT, {})
    fields: Unsent = kept.get("fields", {})
    return fields if kept.get("writer") == writer else {}


@receiver(user_logged_in)
def _forget_of_others(request: HttpRequest, user: Person, **_: Any) -> None:
    kept = request.session.get(KEPT)
    if kept and kept["writer"] != user.pk:
        del request.session[KEPT]
