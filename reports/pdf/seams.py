"""Owns the places where printing reaches into WeasyPrint, and refuses a WeasyPrint they were not written for.

Each seam is one function or class, replaced by a module of this package that says why; all of them go through
``known``, so that an update stops at the start instead of printing something else.
"""

import inspect
from typing import Any

import weasyprint

TESTED_VERSION = "70"


class UnknownWeasyPrint(RuntimeError):
    """WeasyPrint is not the one we know; try the seams and their tests with it, then raise the version."""


def known(owner: Any, name: str, parameters: str, *, version: str = weasyprint.__version__) -> Any:
    """What ``owner`` calls ``name``, its parameters written as "stream textbox".

    Raises UnknownWeasyPrint unless version and parameters are those that were tested.
    """
    if version.partition(".")[0] != TESTED_VERSION:
        raise UnknownWeasyPrint(f"WeasyPrint {version}: printing was tested with version {TESTED_VERSION}")
    found = getattr(owner, name, None)
    if found is None or list(inspect.signature(found).parameters) != parameters.split():
        raise UnknownWeasyPrint(f"{owner.__name__}.{name} is not what we know")
    return found
