"""Owns what tests of every app share: the browser they drive and the profile of property tests."""

import os
import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")

# How long an example takes depends on who else uses the machine. (In CI hypothesis chooses its own profile.)
settings.register_profile("house", deadline=None)
if "CI" not in os.environ:
    settings.load_profile("house")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks every test that drives a browser, before -m selects."""
    for item in items:
        if "browser_type" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Playwright's event loop then runs in the tests' own thread; Django must accept database work beside it."""
    if item.get_closest_marker("browser"):
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The system's Chromium (CHROMIUM names another). Without one: skipped, in CI a failure."""
    program = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)
    if program is None:
        message = "no Chromium on this machine (Debian: the package chromium)"
        pytest.fail(message) if os.environ.get("CI") == "true" else pytest.skip(message)
    return {**browser_type_launch_args, "executable_path": Path(program)}
