"""Owns passwords: how dear it is to check one, how many are checked at once, and which ones are too easy to guess."""

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.contrib.auth.password_validation import MinimumLengthValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cell_values.text import normalise
from offices.models import Person
from operations.shares import Share
from plans.display import digits
from sheets.refusal import Refused
from sheets.turns import Patience, turn

SHORTEST_NAME = 4  # letters: shorter words of a name stand in any password
AT_ONCE, WAITING, PATIENCE = 1, 2, 4.0  # checks and waiting ones in a process, seconds
OF_MACHINE = max(1, (os.cpu_count() or 1) - 1)  # checks of all its processes: one processor stays with the pages


class PasswordHasher(Argon2PasswordHasher):
    """Argon2id as OWASP's password storage cheat sheet advises it: 19 MiB, two rounds, one lane.

    PBKDF2 with Django's million rounds costs a third of a second of a processor: two cores at the end of a quarter.
    """

    time_cost = 2
    memory_cost = 19 * 1024
    parallelism = 1


class BusyError(Exception):
    """So many are being let in that one more would only slow down those inside."""


_checks = Share(at_once=AT_ONCE, waiting=WAITING, patience=PATIENCE)


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """A place for checking a password; the others' requests keep their threads. Raises BusyError."""
    if not _checks.enter():
        raise BusyError
    with ExitStack() as held:
        held.callback(_checks.leave)
        try:
            held.enter_context(turn(settings.DATA_DIR / "doors", OF_MACHINE, Patience(PATIENCE)))
        except Refused as busy:
            raise BusyError from busy
        yield


class LengthValidator(MinimumLengthValidator):
    """Django's, which says how long in the reader's digits."""

    def get_error_message(self) -> str:
        return digits(super().get_error_message())

    def get_help_text(self) -> str:
        return digits(super().get_help_text())


class OwnNamesValidator:
    """Refuses a password with a name of the person or of an office of theirs in it, in either language."""

    def validate(self, password: str, user: Any = None) -> None:
        typed = _folded(password)
        if user is not None and any(name in typed for name in _names(user)):
            raise ValidationError(
                _("The password holds your name or the name of your office. Choose another one."),
                code="password_holds_a_name",
            )

    def get_help_text(self) -> str:
        return _("The password must not hold your name or the name of your office.")


def _names(person: Person) -> set[str]:
    texts = [getattr(person, field) for field in (*Person.NAME_FIELDS, "email")]
    if person.pk:
        offices = person.memberships.values_list("office__name_bn", "office__name_en", "office__code")
        texts += [text for names in offices for text in names]
    return {word for text in texts if text for word in _folded(text).split() if len(word) >= SHORTEST_NAME} - COMMON


def _folded(text: str) -> str:
    letters = normalise(text).casefold()
    return "".join(letter if letter.isalnum() or ord(letter) > 0x7F else " " for letter in letters)


# Words of so many offices that they tell nothing about one.
COMMON = {"ministry", "division", "department", "office", "মন্ত্রণালয়", "বিভাগ", "অধিদপ্তর", "কার্যালয়", "দপ্তর"}
