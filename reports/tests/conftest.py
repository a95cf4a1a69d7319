"""Owns what tests of reports share."""

from pathlib import Path

import pytest
from pytest_django import Settings

from reports.tests.scene import egov, integrity, papers, scene

__all__ = ["egov", "integrity", "papers", "scene"]


@pytest.fixture(autouse=True)
def own_files(settings: Settings, tmp_path: Path) -> None:
    """What is kept of a plan is not found by the next test, whose plans get the same numbers."""
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The scene needs a database; none is set up unless a test says so."""
    for item in items:
        if "scene" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.django_db)
