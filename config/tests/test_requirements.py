"""Owns the proof that what is installed is what requirements.txt asks for, by its hash, from wherever it is fetched."""

import re
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.BASE_DIR)
PINNED = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[a-z,]+\])?==([^\s;]+)", re.M)


def pinned_in(name: str) -> dict[str, str]:
    found = PINNED.findall((ROOT / name).read_text("utf-8"))
    return {re.sub(r"[._-]+", "-", package).lower(): version for package, version in found}


def test_the_lock_holds_every_requirement_at_its_version() -> None:
    asked, locked = pinned_in("requirements.txt"), pinned_in("requirements.lock")
    assert len(asked) > 40
    assert asked.items() <= locked.items(), "bin/lock renews requirements.lock"


def test_every_locked_package_has_hashes_and_no_registry_is_named() -> None:
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    packages = re.split(r"\n(?=[a-zA-Z])", lock.strip())
    assert len(packages) == len(pinned_in("requirements.lock"))
    assert all("--hash=sha256:" in package for package in packages)
    assert "://" not in lock
    assert "--index" not in lock


def test_every_requirement_says_why_it_is_there() -> None:
    lines = [line for line in (ROOT / "requirements.txt").read_text("utf-8").splitlines() if "==" in line]
    assert [line for line in lines if not re.search(r"==\S+\s+# \S", line)] == []
