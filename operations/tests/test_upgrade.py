"""Owns the proof of the upgrade path: what a release stored goes forward to this code, and proves itself there.

``releases/`` holds a backup of each: the two real plans, achievements that were typed since, a quarter handed in.
Of the next one it is made by its own code, with the key below in all four variables, then ``xz``.
"""

import lzma
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

pytestmark = pytest.mark.long
RELEASES = sorted((Path(__file__).parent / "releases").glob("*.tar.xz"))
KEY = "only-for-the-data-of-a-release-only-for-the-data-of-a-release"
KEYS = dict.fromkeys(("DJANGO_SECRET_KEY", "NUMBER_KEY", "CHECKPOINT_KEY", "SECRETS_KEY"), KEY)
PROOFS = ("verify_scorecards", "verify_events", "verify_files")


@pytest.fixture
def manage(tmp_path):
    """``manage("migrate")``: what a command of this code says, of an installation of the test's own."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST", "DATABASE"))}
    environment |= KEYS | {"DATA_DIR": str(tmp_path / "var"), "DJANGO_SETTINGS_MODULE": "config.settings"}

    def run(*arguments):
        command = [sys.executable, "manage.py", *arguments]
        return subprocess.run(command, env=environment, cwd=settings.BASE_DIR, capture_output=True, text=True)

    return run


@pytest.mark.parametrize("release", RELEASES, ids=lambda file: file.name)
def test_data_of_a_release_go_forward_and_prove_themselves(manage, tmp_path, release):
    backup = tmp_path / "plans.tar"
    backup.write_bytes(lzma.decompress(release.read_bytes()))
    for command in (("restore", str(backup)), ("migrate", "-v0"), ("load_reference",), *((name,) for name in PROOFS)):
        done = manage(*command)
        assert done.returncode == 0, (command, done.stdout, done.stderr)
    assert "2 plans" in manage("verify_events", "--without-files").stdout
    assert manage("migrate", "--check").returncode == 0


def test_the_last_release_is_there():
    assert RELEASES
