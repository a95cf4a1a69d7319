"""Owns the proof of what a backup holds, and of everything that going back to one refuses."""

import json
import os
import shutil
import sqlite3
import tarfile
from collections.abc import Callable, Iterator
from contextlib import closing
from io import BytesIO
from pathlib import Path

import psycopg2
import pytest
from django.core.files.base import ContentFile
from django.db import connection
from pytest_django import Settings

from config import run_mode as running
from config.backup.manifest import Hashing
from config.backup.refused_backup import RefusedError
from config.backup.restoring import differences, restore_backup
from config.backup.taking import take_backup
from config.tests.backup.conftest import EmptyDatabase
from plans.models import SourceFile
from plans.tests.commands.shell import run

pytestmark = [pytest.mark.django_db]
CONTENT = b"a workbook"


def quietly(line: str) -> None:
    """Says nothing."""


@pytest.fixture
def source(settings: Settings, tmp_path: Path, reference: None) -> SourceFile:
    """A file that a row names, in folders of the test's own."""
    settings.DATA_DIR, settings.MEDIA_ROOT = tmp_path / "data", tmp_path / "data" / "files"
    settings.CHECKPOINTS_ROOT = tmp_path / "data" / "checkpoints"
    return SourceFile.objects.create(name="plan.xlsx", sha256="0" * 64, file=ContentFile(CONTENT, "পরিকল্পনা.xlsx"))


@pytest.fixture
def backup(source: SourceFile, tmp_path: Path) -> Path:
    target = tmp_path / "plans.tar"
    take_backup(target, say=quietly)
    return target


@pytest.fixture
def elsewhere(
    backup: Path, settings: Settings, tmp_path: Path, empty_database: EmptyDatabase, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Path]:
    """A new machine with the keys of the old one: the data folder of its settings."""
    folder = tmp_path / "new"
    shutil.copytree(tmp_path / "data", folder, ignore=lambda _folder, names: {"files", "checkpoints"} & set(names))
    settings.DATA_DIR, settings.MEDIA_ROOT = folder, folder / "files"
    settings.CHECKPOINTS_ROOT = folder / "checkpoints"
    with monkeypatch.context() as patched:
        patched.setitem(connection.settings_dict, "NAME", empty_database(folder))
        yield folder


def restored(backup: Path, *, other_keys: bool = False) -> list[str]:
    """What differs after going back."""
    return differences(restore_backup(backup, other_keys=other_keys, say=quietly))


def refused(backup: Path, folder: Path) -> str:
    """The sentence of a refusal that left everything as it was."""
    before = everything(folder)
    with pytest.raises(RefusedError) as caught:
        restore_backup(backup, other_keys=False, say=quietly)
    assert everything(folder) == before
    return str(caught.value)


def everything(folder: Path) -> dict[str, bytes]:
    return {
        str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file() and path.name != "running.lock"
    }


# --- what is taken -----------------------------------------------------------------------------------------------


def test_a_backup_is_one_file_for_its_owner_with_the_digest_of_all_and_no_key(backup: Path, settings: Settings):
    assert backup.stat().st_mode & 0o777 == 0o600
    with tarfile.open(backup) as tar:
        names = tar.getnames()
        manifest = json.load(tar.extractfile("manifest.json"))
    assert names[0] == "database"
    assert names[-2:] == ["manifest.json", "manifest.sha256"]
    (place,) = manifest["files"]
    assert place.startswith("files/imports/")
    assert manifest["files"][place]["size"] == len(CONTENT)
    assert manifest["tables"]["offices_office"]["count"] == 64
    assert set(manifest["keys"]) == {"DJANGO_SECRET_KEY", "NUMBER_KEY", "CHECKPOINT_KEY", "SECRETS_KEY"}
    number_key = (settings.DATA_DIR / "number_key").read_text()
    assert number_key.encode() not in backup.read_bytes()


def test_a_backup_replaces_no_file_and_leaves_no_half_one(backup: Path, tmp_path: Path):
    before = backup.read_bytes()
    done = run("backup", "-o", backup)
    assert (done.code, backup.read_bytes()) == (1, before)
    assert "is there already" in done.err
    assert run("backup", "-o", tmp_path / "no" / "such" / "folder").code == 2
    left = {path.name for path in tmp_path.rglob(".*")}
    assert left == set()


def test_a_backup_into_a_folder_is_named_by_its_time_and_told_as_json(source: SourceFile, tmp_path: Path):
    told = run("backup", "-o", tmp_path, "--json").json
    assert Path(told["file"]).parent == tmp_path
    assert Path(told["file"]).exists()
    assert (told["files"], told["missing"]) == (1, [])


@pytest.mark.django_db(transaction=True)
def test_a_file_that_a_row_names_and_nobody_has_is_told(source: SourceFile, tmp_path: Path):
    source.file.storage.delete(source.file.name)
    done = run("backup", "-o", tmp_path / "plans.tar")
    assert done.code == 0
    assert f"not there, though the database names it: files/{source.file.name}" in done.out


# --- going back --------------------------------------------------------------------------------------------------


def test_what_is_restored_is_what_was_taken_to_the_byte(backup: Path, elsewhere: Path, source: SourceFile):
    assert restored(backup) == []
    assert (elsewhere / "files" / source.file.name).read_bytes() == CONTENT
    assert [path.name for path in (elsewhere / "files").iterdir()] == ["imports"]


def test_a_changed_row_and_a_changed_file_are_named_after_going_back(
    backup: Path, elsewhere: Path, source: SourceFile, change: Callable[[str], None]
):
    manifest = restore_backup(backup, other_keys=False, say=quietly)
    change("UPDATE offices_office SET code = 'x' WHERE id = (SELECT min(id) FROM offices_office)")
    (elsewhere / "files" / source.file.name).write_bytes(b"another")
    assert differences(manifest) == ["table offices_office", f"file files/{source.file.name}"]


@pytest.fixture
def change() -> Callable[[str], None]:
    """A statement run on the restored database."""

    def run_there(statement: str) -> None:
        if connection.vendor == "sqlite":
            with closing(sqlite3.connect(connection.settings_dict["NAME"])) as there, there:
                there.execute(statement)
        else:
            with closing(psycopg2.connect(**connection.get_connection_params())) as there, there:
                there.cursor().execute(statement)

    return run_there


def test_a_second_restore_refuses_what_the_first_put_there(backup: Path, elsewhere: Path):
    assert restored(backup) == []
    assert "not empty" in refused(backup, elsewhere)


def test_files_that_are_there_are_not_mixed_with_those_of_the_backup(backup: Path, elsewhere: Path):
    (elsewhere / "files").mkdir()
    (elsewhere / "files" / "own.pdf").write_bytes(b"own")
    assert "files is not empty" in refused(backup, elsewhere)


def test_a_running_system_is_not_restored_into_and_does_not_start_meanwhile(backup: Path, elsewhere: Path):
    running.hold(elsewhere)
    assert "is running" in refused(backup, elsewhere)
    os.close(running._held.pop())
    with running.kept_from_running(elsewhere), pytest.raises(running.RunningError, match="restored"):
        running.hold(elsewhere)


@pytest.mark.parametrize("ending", ["-wal", "-shm", "-journal"])
def test_what_another_database_left_beside_is_not_played_into_the_copy(backup: Path, elsewhere: Path, ending: str):
    if connection.vendor != "sqlite":
        return  # PostgreSQL keeps its log to itself
    (elsewhere / f"db.sqlite3{ending}").write_bytes(b"old")
    assert f"db.sqlite3{ending}" in refused(backup, elsewhere)


def test_an_open_connection_to_the_empty_database_is_in_the_way(backup: Path, elsewhere: Path):
    if connection.vendor == "sqlite":
        import sqlite3

        with closing(sqlite3.connect(connection.settings_dict["NAME"])) as other:
            other.execute("BEGIN IMMEDIATE")
            assert "still uses it" in refused(backup, elsewhere)
    else:
        with closing(psycopg2.connect(**connection.get_connection_params())):
            assert "1 others are connected" in refused(backup, elsewhere)


# --- keys and versions -------------------------------------------------------------------------------------------


def test_a_key_that_differs_is_named_with_both_fingerprints(backup: Path, elsewhere: Path):
    (elsewhere / "number_key").write_text("another")
    told = refused(backup, elsewhere)
    assert "needs NUMBER_KEY with the fingerprint" in told
    assert "NUMBER_KEY_PREDECESSORS" in told
    assert restored(backup, other_keys=True) == []


def test_a_key_that_was_replaced_is_enough(backup: Path, elsewhere: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("NUMBER_KEY_PREDECESSORS", (elsewhere / "number_key").read_text())
    (elsewhere / "number_key").write_text("another")
    assert restored(backup) == []


def test_another_key_of_sessions_is_told_and_stops_nobody(
    backup: Path, elsewhere: Path, monkeypatch: pytest.MonkeyPatch
):
    heard: list[str] = []
    monkeypatch.setenv("DJANGO_SECRET_KEY", "another")
    restore_backup(backup, other_keys=False, say=heard.append)
    assert "DJANGO_SECRET_KEY" in heard[0]


def rewritten(backup: Path, change: Callable[[dict], None]) -> Path:
    """The same backup as another version would have made it, its manifest sealed."""
    target = backup.with_name("other.tar")
    with tarfile.open(backup) as old, tarfile.open(target, "w") as new:
        for told in old.getmembers():
            data = old.extractfile(told).read()
            if told.name == "manifest.json":
                manifest = json.loads(data)
                change(manifest)
                text = data = json.dumps(manifest).encode()
            if told.name == "manifest.sha256":
                hashing = Hashing()
                hashing.write(text)
                data = hashing.content.sha256.encode()
            told.size = len(data)
            new.addfile(told, BytesIO(data))
    return target


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda manifest: manifest["migrations"].append(["plans", "9999_of_tomorrow"]), "lacks plans.9999_of_tomorrow"),
        (lambda manifest: manifest.update(format=2), "made by a newer version"),
        (lambda manifest: manifest.update(vendor="oracle"), "is one of oracle"),
        (lambda manifest: manifest["files"].update({"files/../x": {"size": 0, "sha256": ""}}), "damaged"),
        (lambda manifest: manifest["files"].clear(), "damaged"),
    ],
    ids=["newer schema", "newer format", "other database", "a file it does not hold", "a file it does not name"],
)
def test_a_backup_that_does_not_fit_is_refused(backup: Path, elsewhere: Path, change, said: str):
    assert said in refused(rewritten(backup, change), elsewhere)


def test_an_older_backup_is_restored_and_its_migration_asked_for(backup: Path, elsewhere: Path):
    older = rewritten(backup, lambda manifest: manifest["migrations"].pop())
    done = run("restore", older)
    assert done.code == 0, done.err
    assert "run manage.py migrate" in done.out


# --- damage ------------------------------------------------------------------------------------------------------


def cut(data: bytes) -> bytes:
    return data[: len(data) // 2]


def cut_before_the_manifest(data: bytes) -> bytes:
    return data[: data.rindex(b"manifest.json")] + bytes(1024)


def flipped(word: bytes) -> Callable[[bytes], bytes]:
    """A bit turned in the middle of a word."""

    def damage(data: bytes) -> bytes:
        place = data.rindex(word) + len(word) // 2
        return data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]

    return damage


DAMAGES = {
    "empty": lambda data: b"",
    "no tar": lambda data: b"PK\x03\x04" + data,
    "cut": cut,
    "without manifest": cut_before_the_manifest,
    "a file": flipped(CONTENT),
    "the manifest": flipped(b'"made_at"'),
    "a header": flipped(b"manifest.sha256"),
    "the database": lambda data: data[:40_000] + bytes([data[40_000] ^ 1]) + data[40_001:],
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_backup_is_refused_before_anything_gets_its_name(backup: Path, elsewhere: Path, damage):
    backup.write_bytes(damage(backup.read_bytes()))
    assert "damaged" in refused(backup, elsewhere)


def test_a_member_that_leads_outside_is_refused(backup: Path, elsewhere: Path):
    hashing = Hashing()
    hashing.write(b"x")
    place = "files/../../outside"
    target = rewritten(backup, lambda manifest: manifest["files"].update({place: vars(hashing.content)}))
    with tarfile.open(target, "a") as tar:
        told = tarfile.TarInfo(place)
        told.size = 1
        tar.addfile(told, BytesIO(b"x"))
    assert "damaged" in refused(target, elsewhere)


def test_a_file_that_is_not_there_is_wrong_usage(elsewhere: Path):
    assert run("restore", elsewhere / "none.tar").code == 2
