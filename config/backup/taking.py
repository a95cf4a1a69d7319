"""Owns taking a backup: the database first, then the files, so that every file a row names is there."""

import platform
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import django
from django.conf import settings

from config.backup.kept_files import CHECKPOINTS, UPLOADED, Staged, folders_beside, referenced
from config.backup.manifest import Manifest
from config.backup.refused_backup import RefusedError
from config.backup.tar_file import DATABASE, written_to
from config.backup.vendors import Snapshot, database
from config.keys import KEYS

Say = Callable[[str], None]
LOOKS = 3  # at a database whose files were removed between the copy of it and theirs


def take_backup(target: Path, *, say: Say) -> Manifest:
    """Writes the backup to a file that is not there yet; people go on working. Raises RefusedError and OSError."""
    if target.exists():
        raise RefusedError(f"{target} is there already, and is not replaced")
    beside = tempfile.TemporaryDirectory(prefix=".backup-", dir=target.parent)
    with beside as folder, folders_beside(ignore_errors=False) as held_in:
        held = Staged(held_in)
        for look in range(1, LOOKS + 1):
            copy = Path(folder) / f"{DATABASE}-{look}"
            say("copying the database")
            with database().taken_to(copy) as snapshot:
                named = referenced(snapshot)
                held.hold(UPLOADED)
                held.hold(CHECKPOINTS, only=named)  # one made meanwhile speaks of events the copy does not have
                missing = sorted(named - held.files.keys())
                if not missing or look == LOOKS:
                    return _written(target, copy, snapshot, held, missing, say)
            copy.unlink()
    raise AssertionError("the last look returns")


def _written(target: Path, copy: Path, snapshot: Snapshot, held: Staged, missing: list[str], say: Say) -> Manifest:
    with written_to(target) as writer:
        taken = writer.add(DATABASE, copy)
        say(f"database: {taken.size:,} bytes; reading it once more for its digests")
        tables = snapshot.tables()
        manifest = Manifest(
            made_at=datetime.now(UTC).isoformat(timespec="seconds"),
            vendor=database().vendor,
            programs={
                "python": platform.python_version(),
                "django": django.get_version(),
                database().vendor: database().version(),
            },
            migrations=sorted(list(row) for row in snapshot.rows("SELECT app, name FROM django_migrations")),
            database=taken,
            tables=tables,
            files={place: writer.add(place, file) for place, file in _told(held.files, say)},
            missing=missing,
            keys={key.variable: key.fingerprint(key.current(settings.DATA_DIR)) for key in KEYS},
        )
        writer.close_with(manifest)
    return manifest


def _told(files: dict[str, Path], say: Say) -> list[tuple[str, Path]]:
    say(f"files: {len(files)}")
    return sorted(files.items())
