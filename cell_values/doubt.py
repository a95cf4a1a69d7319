"""Owns a doubt about something written: its code, gravity, sentence and the fragment it is about."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from cell_values.sentence import Sentence

_LONGEST_QUOTE = 60


class Severity(StrEnum):
    """Errors mean it could not be read; warnings need a person's yes; notices tell what was assumed."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why something written is doubted and what to write instead; ``read`` is the fragment as typed."""

    code: str
    severity: Severity
    sentence: Sentence
    read: str

    @property
    def is_error(self) -> bool:
        return self.severity is Severity.ERROR


def error(code: str, read: str, bn: str, en: str) -> Doubt:
    """A doubt that leaves the fragment unread; both sentences are completed by the quoted fragment."""
    return _doubt(code, Severity.ERROR, read, bn, en)


def warning(code: str, read: str, bn: str, en: str) -> Doubt:
    """A doubt about something that was read but may not be meant."""
    return _doubt(code, Severity.WARNING, read, bn, en)


def notice(code: str, read: str, bn: str, en: str) -> Doubt:
    """A word on how something was read."""
    return _doubt(code, Severity.NOTICE, read, bn, en)


def fixed_doubt(code: str, bn: str, en: str, severity: Severity = Severity.ERROR) -> Callable[[str], Doubt]:
    """What tells a doubt that says the same of every fragment: called with the fragment, it is the doubt."""
    return lambda read: _doubt(code, severity, read, bn, en)


def _doubt(code: str, severity: Severity, read: str, bn: str, en: str) -> Doubt:
    shown = read if len(read) <= _LONGEST_QUOTE else read[:_LONGEST_QUOTE] + "…"
    quoted = f"“{shown}” "
    return Doubt(code, severity, Sentence(quoted + bn, quoted + en), read)
