"""Owns the proof of where keys come from, and that a replaced one is still known."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from config.keys import KEYS, NUMBERS, SESSIONS, keep_private


@pytest.fixture(autouse=True)
def no_keys_given(monkeypatch):
    for key in KEYS:
        monkeypatch.delenv(key.variable, raising=False)
        monkeypatch.delenv(f"{key.variable}_PREDECESSORS", raising=False)


@pytest.mark.parametrize("key", KEYS, ids=lambda key: key.variable)
def test_a_key_is_made_once_and_kept_from_others(key, tmp_path):
    made = key.current(tmp_path / "data")
    assert len(made) == 96
    assert key.current(tmp_path / "data") == made
    assert (tmp_path / "data" / key.file_name).stat().st_mode & 0o077 == 0
    assert [file.name for file in (tmp_path / "data").iterdir()] == [key.file_name]


def test_processes_that_start_together_make_one_key(tmp_path):
    with ThreadPoolExecutor(8) as several:
        made = set(several.map(lambda _turn: SESSIONS.current(tmp_path), range(40)))
    assert len(made) == 1
    assert len(made.pop()) == 96


def test_a_key_of_the_environment_is_taken(tmp_path, monkeypatch):
    monkeypatch.setenv("DJANGO_SECRET_KEY", "given")
    assert SESSIONS.current(tmp_path / "data") == "given"
    assert not (tmp_path / "data").exists()


def test_a_replaced_key_is_still_known_behind_the_one_in_force(tmp_path, monkeypatch):
    monkeypatch.setenv("NUMBER_KEY", "new")
    monkeypatch.setenv("NUMBER_KEY_PREDECESSORS", "old,older")
    assert NUMBERS.all(tmp_path) == ["new", "old", "older"]


def test_the_database_file_is_of_its_owner_alone_from_the_first_byte(tmp_path):
    new, old = tmp_path / "new.sqlite3", tmp_path / "old.sqlite3"
    old.write_bytes(b"kept")
    old.chmod(0o644)
    for file in (new, old):
        keep_private(file)
        assert file.stat().st_mode & 0o777 == 0o600
    assert (new.read_bytes(), old.read_bytes()) == (b"", b"kept")


@pytest.mark.parametrize("name", [":memory:", "file:shared?mode=memory", "not/there/db.sqlite3"])
def test_a_database_without_a_file_of_its_own_leaves_none(name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    keep_private(name)
    assert list(tmp_path.iterdir()) == []
