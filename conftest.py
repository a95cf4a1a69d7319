"""Owns what tests of every app share: the database, the browser they drive and the profile of property tests."""

import gc
import os
import shutil
from collections.abc import Iterator
from functools import partial
from typing import Any

import pytest
from django.db import connection
from django.template import Context, Template
from django.test import override_settings
from django.test.signals import template_rendered
from hypothesis import settings
from pytest_django import DjangoDbBlocker

from imports.tests.run_readings import handed_on
from jobs.tests.chores import chores_are_done
from sheets import isolation

pytest_plugins = (
    "entry.tests.killed_server",
    "jobs.tests.object_store",
    "offices.tests.people",
    "plans.tests.factories",
    "plans.tests.racing",
)

# The first draws no windows: it needs a third of the work for the same pages.
CHROMIUM_NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")

# How long an example takes depends on who else uses the machine. (In CI hypothesis chooses its own profile.)
settings.register_profile("house", deadline=None)
settings.register_profile("long", deadline=None, max_examples=1000)
settings.register_profile("quick", deadline=None, max_examples=25)
if os.environ.get("LONG") == "1":
    settings.load_profile("long")
elif os.environ.get("QUICK") == "1":
    settings.load_profile("quick")
elif "CI" not in os.environ:
    settings.load_profile("house")


left_out: list[int] = []  # how many tests, told by the processes of a run
# A test that asks for one of these is of that kind.
KINDS = {
    "browser": {"browser_type"},
    "worker": {"broker", "fragile"},
    "database": {"db", "transactional_db", "live_server", "django_db_setup"},
}


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> Iterator[None]:
    """Every test is marked by what it needs, before -m selects; those that take long begin."""
    for item in items:
        for kind, fixtures in KINDS.items():
            if fixtures & set(getattr(item, "fixturenames", ())):
                item.add_marker(kind)
        if item.get_closest_marker("django_db"):
            item.add_marker("database")
        if getattr(getattr(item, "obj", None), "is_hypothesis_test", False):
            item.add_marker("property")
    yield
    items.sort(key=_turn)


def _turn(item: pytest.Item) -> int:
    """The whole on one machine begins: what comes late is divided among the processes, and each would start one."""
    if "machine" in getattr(item, "fixturenames", ()):
        return 0
    return 1 if item.get_closest_marker("long") or item.get_closest_marker("browser") else 2


@pytest.hookimpl(tryfirst=True)
def pytest_fixture_setup(fixturedef: pytest.FixtureDef[Any], request: pytest.FixtureRequest) -> None:
    """A fixture that is asked for by its name alone does not tell before that the test needs a database."""
    if fixturedef.argname in {"db", "transactional_db"} and not request.node.get_closest_marker("database"):
        pytest.fail("uses a database that nothing tells of: mark it django_db, or PostgreSQL does not run it")


def pytest_deselected(items: list[pytest.Item]) -> None:
    """What -m leaves to another run is counted; the processes of a run print nothing themselves."""
    for config in {item.config for item in items if hasattr(item.config, "workeroutput")}:
        config.workeroutput["left_out"] = config.workeroutput.get("left_out", 0) + len(items)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    left_out[:] = [getattr(node, "workeroutput", {}).get("left_out", 0)]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for count in filter(None, left_out):
        terminalreporter.write_line(f"{count} tests are left to another run")


def pytest_collection_finish(session: pytest.Session) -> None:
    """Six thousand tests are no rubbish: looking through them again and again for it takes a sixth of a run."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 25, 25)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Playwright's event loop runs in the tests' own thread; Django must accept database work beside it."""
    if item.get_closest_marker("browser"):
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_teardown(item: pytest.Item) -> None:
    """What a committed transaction let be done beside is through before the database is emptied under it."""
    marker = item.get_closest_marker("django_db")
    commits = {"transactional_db", "live_server"} & set(getattr(item, "fixturenames", ()))
    if commits or (marker and marker.kwargs.get("transaction")):
        chores_are_done()


@pytest.fixture(scope="session")
def run_settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Files of tests go where pytest cleans up; passwords need not be safe from guessing."""
    folder = tmp_path_factory.mktemp("data")
    apart = {
        "DATA_DIR": folder,
        "MEDIA_ROOT": folder / "files",
        "PRINTS_ROOT": folder / "prints",
        "CHECKPOINTS_ROOT": folder / "checkpoints",
        "PASSWORD_HASHERS": ["django.contrib.auth.hashers.MD5PasswordHasher"],
    }
    # Files are read beside all the other tests, which must neither starve the reader nor be told that it was.
    isolation.NICE, isolation.BY_THE_CLOCK = 0, 50
    with override_settings(**apart), handed_on(folder / "readings"):
        yield


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest, run_settings: None, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> None:
    """The reference data and, where a test of this run asks for them, the real plans: once for all tests."""
    from plans.tests import beginning, factories

    asked = {name for item in request.session.items for name in getattr(item, "fixturenames", ())}
    names = (factories.INDUSTRIES, factories.LABOUR) if asked & factories.ASKED_FOR_BY else ()
    with django_db_blocker.unblock():
        beginning.begin({name: partial(factories.store_official, name) for name in names})


@pytest.fixture(scope="session", autouse=True)
def contexts_of_pages(django_test_environment: None) -> None:
    """A test's client keeps the context of each page, not a copy of it for each part: a fifth of the page's work."""
    setattr(Template, "_render", _told_once)  # noqa: B010 - no public name; Django puts its own back


def _told_once(template: Template, context: Context) -> str:
    if context.template is template:
        template_rendered.send(sender=template, template=template, context=context)
    return template.nodelist.render(context)


@pytest.fixture
def unguarded(db: None) -> None:
    """The owner of the database at work: what it refuses to the site is possible in this test."""
    from plans import guards

    guards.remove(connection)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("ALTER TABLE plans_event DISABLE TRIGGER USER")


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The system's Chromium (CHROMIUM names another). Without one: skipped, in CI a failure."""
    found = [os.environ.get("CHROMIUM"), *map(shutil.which, CHROMIUM_NAMES)]
    program = next(filter(None, found), None)
    if program is not None:
        return {**browser_type_launch_args, "executable_path": program}
    message = "no Chromium on this machine (Debian: the package chromium)"
    if os.environ.get("CI") == "true":
        pytest.fail(message)
    pytest.skip(message)
