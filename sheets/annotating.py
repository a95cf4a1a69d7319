"""Owns giving a workbook back with its doubts marked: cells coloured and commented, a sheet of all problems."""

from collections.abc import Iterable

import msgspec

from plan_tree.problems import Problem
from sheets.annotated.marking import marked_apart
from sheets.isolation import run_apart
from sheets.turns import OF_A_JOB, Patience


def annotate(content: bytes, name: str, problems: Iterable[Problem], *, patience: Patience = OF_A_JOB) -> bytes:
    """The workbook as .xlsx: doubtful cells in the colour of their gravest doubt with its sentence and code.

    An .xlsx file comes back as it is but for these marks and the sheet “সমস্যা” that lists every problem with a link to
    its cell. Of any other file (.xls, .xlsm, .ods, a Word table) its grid comes back as a fresh workbook, so marked.
    It is made in a process of its own; raises Refused where that cannot be, and Busy.
    """
    told = msgspec.to_builtins(tuple(problems))
    return run_apart(marked_apart, content, patience=patience, scratch=True, name=name, problems=told)
