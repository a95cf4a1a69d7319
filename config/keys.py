"""Owns the keys, and files nobody else on the machine reads.

Keys sign sessions, numbers on paper and checkpoints of the ledger, and hide secrets at rest. Each is given by an
environment variable, else made once beside the data. A key that was replaced is named among its predecessors
(``<VARIABLE>_PREDECESSORS``, separated by commas), so that what it signed is still known.
"""

import contextlib
import hashlib
import hmac
import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Key:
    """Where a key comes from; ``purpose`` tells operators what is lost with it."""

    variable: str
    file_name: str
    purpose: str

    def current(self, folder: Path) -> str:
        """The key in force: the environment's, else the one kept in ``folder``, made at the first start."""
        return os.environ.get(self.variable) or kept(folder / self.file_name)

    def predecessors(self) -> list[str]:
        """Keys it replaced, newest first: they sign nothing any more."""
        return [key for key in os.environ.get(f"{self.variable}_PREDECESSORS", "").split(",") if key]

    def all(self, folder: Path) -> list[str]:
        """The key in force, then those it replaced."""
        return [self.current(folder), *self.predecessors()]

    def fingerprint(self, key: str) -> str:
        """What tells one key from another without telling the key: 16 hexadecimal digits."""
        return hmac.new(key.encode(), f"fingerprint of {self.variable}".encode(), hashlib.sha256).hexdigest()[:16]


SESSIONS = Key("DJANGO_SECRET_KEY", "secret_key", "sessions and log-in; whoever has it can forge them")
NUMBERS = Key("NUMBER_KEY", "number_key", "numbers on printed reports; without it genuine paper is called false")
CHECKPOINTS = Key("CHECKPOINT_KEY", "checkpoint_key", "signed checkpoints of the ledger")
SECRETS = Key("SECRETS_KEY", "secrets_key", "second factors at rest; without it everybody sets them up anew")
KEYS = (SESSIONS, NUMBERS, CHECKPOINTS, SECRETS)


def kept(file: Path) -> str:
    """The key in a file only its owner reads; made whole before it has its name, so that nobody reads half of it."""
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        with _written(file.parent, os.urandom(48).hex()) as made, contextlib.suppress(FileExistsError):
            os.link(made, file)
    return file.read_text(encoding="ascii").strip()


def keep_private(file: str | Path) -> None:
    """Leaves the file to its owner alone; where there is none yet, whoever makes it finds an empty one that is."""
    path = Path(file)
    if path.exists():
        if path.stat().st_mode & 0o077:
            path.chmod(0o600)
    elif path.parent.is_dir() and ":" not in path.name:  # ":memory:" and addresses name no file
        path.touch(mode=0o600)


@contextlib.contextmanager
def _written(folder: Path, key: str) -> Iterator[str]:
    descriptor, name = tempfile.mkstemp(dir=folder)  # readable by its owner only
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(key)
        yield name
    finally:
        os.unlink(name)
