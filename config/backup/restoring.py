"""Owns going back to a backup: into an empty place that nobody uses, looked over before anything gets its name."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db.migrations.loader import MigrationLoader

from config.backup.kept_files import check_empty, folders_beside, move_in, shelves
from config.backup.manifest import Manifest
from config.backup.refused_backup import RefusedError
from config.backup.taking import Say
from config.backup.tar_file import DATABASE, Reader, read_from
from config.backup.vendors import Database, database
from config.keys import KEYS, SESSIONS, Key
from config.run_mode import RunningError, kept_from_running


def restore_backup(source: Path, *, other_keys: bool, say: Say) -> Manifest:
    """Fills the empty database and folders of the settings. Raises RefusedError; then nothing has got its name yet."""
    target = database()
    with _alone(), read_from(source) as backup:
        _check_fits(backup.manifest, target, other_keys=other_keys, say=say)
        target.check_free()
        check_empty()
        with folders_beside(ignore_errors=True) as folder:
            _put_in(backup, target, folder, say)
    return backup.manifest


def _put_in(backup: Reader, target: Database, folder: dict[str, Path], say: Say) -> None:
    """Everything is read and compared beside its place first, then moved: the files, and the database as the last."""
    copy = target.place_of_copy()
    copy.unlink(missing_ok=True)
    try:
        say(f"reading {len(backup.manifest.files)} files")
        for place in backup.manifest.files:
            name, _, below = place.partition("/")
            (folder[name] / below).parent.mkdir(parents=True, exist_ok=True)
            backup.copy_out(place, folder[name] / below)
        say("reading the database")
        backup.copy_out(DATABASE, copy)
        target.check_copy(copy, backup.manifest.tables)
        move_in(folder)
        say("putting the database into its place")
        target.put_back(copy)
    finally:
        copy.unlink(missing_ok=True)


def differences(manifest: Manifest) -> list[str]:
    """What of the restored is not what was backed up: tables and files, each by its name."""
    places = shelves()
    files = [
        place
        for place, expected in manifest.files.items()
        if places[place.partition("/")[0]].content(place.partition("/")[2]) != expected
    ]
    return database().differences(manifest.tables) + [f"file {place}" for place in files]


def is_older(manifest: Manifest) -> bool:
    """Whether the code knows migrations that the backup does not: ``migrate`` must follow."""
    return bool(_known() - {tuple(each) for each in manifest.migrations})


@contextmanager
def _alone() -> Iterator[None]:
    """Nobody serves meanwhile; said as every refusal is."""
    try:
        with kept_from_running(settings.DATA_DIR):
            yield
    except RunningError as error:
        raise RefusedError(str(error)) from error


def _check_fits(manifest: Manifest, target: Database, *, other_keys: bool, say: Say) -> None:
    if manifest.vendor != target.vendor:
        raise RefusedError(f"the backup is one of {manifest.vendor}, DATABASE_URL names {target.vendor}")
    if newer := sorted({tuple(each) for each in manifest.migrations} - _known()):
        raise RefusedError(f"the backup is newer than this code, which lacks {_named(newer)}: update the code first")
    _check_keys(manifest, other_keys=other_keys, say=say)


def _check_keys(manifest: Manifest, *, other_keys: bool, say: Say) -> None:
    lacking = [key for key in KEYS if not _is_there(key, manifest.keys.get(key.variable))]
    for key in lacking:
        say(_lacking(key, manifest))
    if any(key is not SESSIONS for key in lacking) and not other_keys:
        told = "; ".join(_lacking(key, manifest) for key in lacking)
        raise RefusedError(f"{told}. Put the key back, or name it in {lacking[-1].variable}_PREDECESSORS")


def _is_there(key: Key, fingerprint: str | None) -> bool:
    return fingerprint in {None, *map(key.fingerprint, key.all(settings.DATA_DIR))}


def _lacking(key: Key, manifest: Manifest) -> str:
    own = key.fingerprint(key.current(settings.DATA_DIR))
    needed = manifest.keys[key.variable]
    return f"the backup needs {key.variable} with the fingerprint {needed}, yours has {own} ({key.purpose})"


def _known() -> set[tuple[str, str]]:
    """The migrations the code has, those it replaced included."""
    loader = MigrationLoader(None, ignore_no_migrations=True)
    return set(loader.disk_migrations) | {each for one in loader.disk_migrations.values() for each in one.replaces}


def _named(migrations: Iterable[tuple[str, ...]]) -> str:
    return ", ".join(".".join(each) for each in migrations)
