"""Owns whether the site is closed for maintenance: a file in the data folder says so, and needs no database."""

import json
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.utils import timezone

FILE = "maintenance.json"
SOON = 300  # seconds until somebody is asked to come again, where no end is named or it has passed


@dataclass(frozen=True)
class Closure:
    """The site is closed; ``until``: when it is to be open again; ``administrators``: whether these are let in."""

    until: datetime | None = None
    administrators: bool = False

    def retry_after(self) -> int:
        """Seconds after which it is worth coming again."""
        left = (self.until - timezone.now()).total_seconds() if self.until else 0
        return int(left) + 1 if left > 0 else SOON

    def told_until(self) -> datetime | None:
        """The end as people are told it: none that has passed."""
        return self.until if self.until and self.until > timezone.now() else None


def closure() -> Closure | None:
    """How the site is closed; nothing where it is open. A file that cannot be read closes it too."""
    try:
        text = _file().read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    with suppress(ValueError, KeyError, TypeError, AttributeError):
        said = json.loads(text)
        until = datetime.fromisoformat(said["until"]) if said["until"] else None
        return Closure(until if until is None or until.tzinfo else None, said["administrators"] is True)
    return Closure()


def close(closed: Closure) -> None:
    """Closes the site from the next request on, or changes how it is closed."""
    said = {"until": closed.until.isoformat() if closed.until else None, "administrators": closed.administrators}
    beside = _file().with_suffix(".new")
    beside.parent.mkdir(parents=True, exist_ok=True)
    beside.write_text(json.dumps(said), encoding="utf-8")
    beside.replace(_file())


def reopen() -> None:
    """Opens the site from the next request on."""
    _file().unlink(missing_ok=True)


def _file() -> Path:
    folder: Path = settings.DATA_DIR
    return folder / FILE
