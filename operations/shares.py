"""Owns how many threads of a web process each kind of work may hold, so that officers' pages always find some left."""

import re
from threading import BoundedSemaphore

from django.conf import settings
from django.http import HttpRequest


class Share:
    """So many at work at once, and so many more that wait for them, ``patience`` seconds at most."""

    def __init__(self, *, at_once: int, waiting: int = 0, patience: float = 0.0) -> None:
        self.threads, self.waiting, self._patience = at_once + waiting, waiting, patience
        self._inside, self._work = BoundedSemaphore(self.threads), BoundedSemaphore(at_once)

    def enter(self) -> bool:
        """Takes a place, if need be after a wait; whether there was one. Who got it gives it back by ``leave``."""
        if not self._inside.acquire(blocking=False):
            return False
        if self._work.acquire(timeout=self._patience):
            return True
        self._inside.release()
        return False

    def leave(self) -> None:
        self._work.release()
        self._inside.release()


PUBLIC = Share(at_once=1, waiting=1, patience=2.0)  # pages for everybody: citizens, crawlers
PUBLIC_FILES = Share(at_once=1)  # prints and tables of what is published, which take longer
FILES = Share(at_once=2)  # those of officers: prints, exports and others made when they are asked for
DOORS = Share(at_once=3)  # log-ins: one whose password is checked, and who wait for that (config.passwords)
SHARES = (PUBLIC, PUBLIC_FILES, FILES, DOORS)

OPEN = {"public", "verification"}  # rooms of addresses without log-in
MADE = re.compile(r"(export/|\.pdf|\.xlsx|\.<\w+:\w+>)$")  # how the routes of files end that are made when asked for


def share_of(request: HttpRequest) -> Share | None:
    """Whose threads a request takes; None for the pages of officers, whose they all are."""
    match = request.resolver_match
    if match is None:
        return None
    is_made = bool(MADE.search(match.route or ""))
    if OPEN & set(match.namespaces) or match.url_name == "about":
        return PUBLIC_FILES if is_made else PUBLIC
    if is_made:  # who is not signed in is led to the log-in at once, and takes no officer's place
        return FILES if settings.SESSION_COOKIE_NAME in request.COOKIES else None
    return DOORS if match.url_name == "account_login" and request.method == "POST" else None
