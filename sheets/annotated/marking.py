"""Owns marking a workbook with its problems, in whatever process: the file itself, or its grid where it cannot be."""

from collections.abc import Sequence
from typing import Any

import msgspec

from plan_tree.problems import Problem
from sheets.annotated.dom import NotPatchable
from sheets.annotated.fresh import fresh_workbook
from sheets.annotated.package import patched


def marked(content: bytes, name: str, problems: Sequence[Problem]) -> bytes:
    """The workbook as ``annotate`` gives it back."""
    told = tuple(problems)
    try:
        return patched(content, told)
    except NotPatchable:
        return fresh_workbook(content, name, told)


def marked_apart(content: bytes, *, name: str, problems: list[dict[str, Any]]) -> bytes:
    """As ``marked``, for another process: the problems as JSON holds them."""
    return marked(content, name, msgspec.convert(problems, tuple[Problem, ...]))
