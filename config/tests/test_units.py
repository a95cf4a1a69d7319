"""Owns the proof that systemd takes the units as they are, and that they start what is there."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import get_commands

ROOT = Path(settings.BASE_DIR)
UNITS = sorted((ROOT / "deploy/systemd").glob("plans-*"))
README = (ROOT / "README.md").read_text("utf-8")


def verified(folder: Path) -> "subprocess.CompletedProcess[str]":
    """What systemd says of the units in a folder, as it reads them itself."""
    units = [str(unit) for unit in folder.glob("plans-*")]
    command = ["systemd-analyze", "verify", "--man=no", "--recursive-errors=no", *units]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.fixture
def units(tmp_path: Path) -> Path:
    """Copies that look for the code where it lies here."""
    for unit in UNITS:
        (tmp_path / unit.name).write_text(unit.read_text("utf-8").replace("/srv/plans", str(ROOT)), "utf-8")
    return tmp_path


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd on this machine")
def test_systemd_understands_every_line_of_them(units):
    done = verified(units)
    assert (done.stdout, done.stderr, done.returncode) == ("", "", 0)
    web = units / "plans-web.service"
    web.write_text(web.read_text("utf-8").replace("Restart=always", "Restart=allways"), "utf-8")
    assert "allways" in verified(units).stderr  # and would say so


def test_they_start_commands_that_are_there_as_nobody_with_rights():
    for unit in (each for each in UNITS if each.suffix == ".service"):
        told = unit.read_text("utf-8")
        assert {"User=plans", "NoNewPrivileges=yes", "ProtectSystem=strict"} <= set(told.splitlines()), unit.name
        started = re.findall(r"^ExecStart=/srv/plans/\.venv/bin/(\S+)(?: manage\.py (\S+))?", told, re.MULTILINE)
        assert started, unit.name
        assert all(program in {"gunicorn", "celery"} or command in get_commands() for program, command in started)


def test_every_timer_has_its_service_and_what_serves_is_started_again():
    names = {unit.name for unit in UNITS}
    assert {each.replace(".timer", ".service") for each in names if each.endswith(".timer")} <= names
    for name in ("plans-web.service", "plans-public.service", "plans-worker.service"):
        assert "Restart=always" in (ROOT / "deploy/systemd" / name).read_text("utf-8")


def test_their_variables_are_those_of_the_readme_and_hold_no_secret():
    given = dict(
        line.split("=", 1) for line in (ROOT / "deploy/systemd/plans.env.example").read_text().splitlines()[1:]
    )
    assert all(f"`{name}`" in README for name in given)
    assert [given[name] for name in ("DJANGO_SECRET_KEY", "NUMBER_KEY", "CHECKPOINT_KEY", "SECRETS_KEY")] == [""] * 4
