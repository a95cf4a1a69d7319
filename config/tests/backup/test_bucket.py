"""Owns the proof that a backup takes what lies in a bucket, and goes back into a bucket or to a disk."""

import json
import shutil
import tarfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from pytest_django import Settings

from config.backup.refused_backup import RefusedError
from config.backup.restoring import differences, restore_backup
from config.kept_storage import ON_DISK, kept_storage
from config.tests.backup.conftest import EmptyDatabase
from jobs.keeping import kept_content
from jobs.tests.object_store import ObjectStore
from plans.models import SourceFile
from plans.tests.commands.shell import run

pytestmark = [pytest.mark.django_db]
CONTENT = b"a workbook"


def use(settings: Settings, folder: Path, storage: dict[str, object]) -> None:
    settings.DATA_DIR, settings.MEDIA_ROOT = folder, folder / "files"
    settings.CHECKPOINTS_ROOT = folder / "checkpoints"
    settings.STORAGES = settings.STORAGES | {"default": storage}


@pytest.fixture
def source(settings: Settings, tmp_path: Path, bucket: dict[str, str], reference: None) -> SourceFile:
    use(settings, tmp_path / "data", kept_storage(bucket))
    return SourceFile.objects.create(name="plan.xlsx", sha256="0" * 64, file=ContentFile(CONTENT, "পরিকল্পনা.xlsx"))


@pytest.fixture
def backup(source: SourceFile, tmp_path: Path) -> Path:
    target = tmp_path / "plans.tar"
    assert run("backup", "-o", target).code == 0
    return target


@pytest.fixture
def move(
    backup: Path, settings: Settings, tmp_path: Path, empty_database: EmptyDatabase, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[dict[str, object]], None]]:
    """``move(storage)``: to a new machine with the keys of the old one that keeps its files there."""
    folder = tmp_path / "new"
    with monkeypatch.context() as patched:

        def to(storage: dict[str, object]) -> None:
            shutil.copytree(tmp_path / "data", folder, ignore=lambda _folder, names: {"checkpoints"} & set(names))
            use(settings, folder, storage)
            patched.setitem(connection.settings_dict, "NAME", empty_database(folder))

        yield to


def go_back(backup: Path) -> list[str]:
    """What differs after it."""
    return differences(restore_backup(backup, other_keys=False, say=lambda _line: None))


def test_what_lies_in_the_bucket_is_in_the_backup_and_nothing_stays_beside(backup: Path, source: SourceFile, settings):
    with tarfile.open(backup) as tar:
        manifest = json.load(tar.extractfile("manifest.json"))
        assert tar.extractfile(f"files/{source.file.name}").read() == CONTENT
    assert (list(manifest["files"]), manifest["missing"]) == ([f"files/{source.file.name}"], [])
    assert list(settings.DATA_DIR.glob(".backup-*")) == []


def test_it_goes_back_into_an_empty_bucket(backup: Path, move, source: SourceFile, object_store: ObjectStore):
    move(kept_storage(object_store.new_bucket()))
    assert go_back(backup) == []
    assert kept_content(source.file.name) == CONTENT


def test_what_was_changed_in_the_bucket_is_named_after_going_back(backup, move, source, object_store):
    move(kept_storage(object_store.new_bucket()))
    manifest = restore_backup(backup, other_keys=False, say=lambda _line: None)
    default_storage.delete(source.file.name)
    default_storage.save(source.file.name, ContentFile(b"another"))
    assert differences(manifest) == [f"file files/{source.file.name}"]


def test_a_site_moves_from_a_bucket_to_a_disk(backup: Path, move, source: SourceFile, settings: Settings):
    move(ON_DISK)
    assert go_back(backup) == []
    assert (settings.MEDIA_ROOT / source.file.name).read_bytes() == CONTENT


def test_files_are_not_mixed_with_those_of_a_bucket_in_use(backup: Path, move, bucket: dict[str, str]):
    move(kept_storage(bucket))
    with pytest.raises(RefusedError, match="is not empty: name another one"):
        go_back(backup)


def test_a_bucket_that_does_not_answer_refuses_the_backup_in_a_sentence(source, settings, tmp_path, bucket):
    settings.STORAGES = settings.STORAGES | {"default": kept_storage(bucket | {"S3_ENDPOINT": "http://127.0.0.1:9"})}
    done = run("backup", "-o", tmp_path / "other.tar")
    assert (done.code, "127.0.0.1:9" in done.err) == (2, True)
    assert not (tmp_path / "other.tar").exists()
