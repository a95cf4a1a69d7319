"""Owns marking a workbook with its problems, in whatever process: the file itself, or its grid where it cannot be."""

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from plan_tree.problems import Problem
from sheets.annotated.dom import NotPatchable
from sheets.annotated.fresh import fresh_workbook
from sheets.annotated.package import patched
from sheets.isolation import run_apart
from sheets.turns import OF_A_JOB, Patience


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


def annotate(content: bytes, name: str, problems: Iterable[Problem], *, patience: Patience = OF_A_JOB) -> bytes:
    """The workbook as .xlsx: doubtful cells in the colour of their gravest doubt with its sentence and code.

    An .xlsx file comes back as it is but for these marks and the sheet “সমস্যা” that lists every problem with a link to
    its cell. Of any other file (.xls, .xlsm, .ods, a Word table) its grid comes back as a fresh workbook, so marked.
    It is made in a process of its own; raises Refused where that cannot be, and Busy.
    """
    told = msgspec.to_builtins(tuple(problems))
    return run_apart(marked_apart, content, patience=patience, scratch=True, name=name, problems=told)
