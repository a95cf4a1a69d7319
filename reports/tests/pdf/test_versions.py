"""Owns the proof that our changes to WeasyPrint are recorded for the very versions that are installed."""

import re
from importlib.metadata import version
from pathlib import Path

import pytest
from django.conf import settings

from reports import pdf
from reports.pdf.seams import TESTED_VERSION

(RECORD,) = Path(settings.BASE_DIR, "docs/decisions").glob("*-changes-to-weasyprint.md")


@pytest.mark.parametrize("package", ["WeasyPrint", "pydyf", "fontTools", "pikepdf"])
def test_the_record_names_the_version_that_is_installed(package: str) -> None:
    assert f"{package} {version(package)}" in " ".join(RECORD.read_text("utf-8").split())


def test_the_version_of_the_seams_is_the_one_installed() -> None:
    assert version("weasyprint").partition(".")[0] == TESTED_VERSION


def test_every_module_that_reaches_into_weasyprint_is_recorded() -> None:
    folder = Path(pdf.__path__[0])
    reaching = {path.stem for path in folder.glob("*.py") if re.search(r"\bknown\(", path.read_text("utf-8"))} - {
        "seams"
    }
    assert len(reaching) >= 7
    assert reaching <= set(re.findall(r"^\| `(\w+)`", RECORD.read_text("utf-8"), re.M))
