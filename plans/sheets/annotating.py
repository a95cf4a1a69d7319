"""Owns giving a workbook back with its doubts marked: cells coloured and commented, a sheet of all problems."""

from collections.abc import Iterable

from plans.problems import Problem
from plans.sheets.annotated.fresh import fresh_workbook
from plans.sheets.annotated.package import NotPatchable, patched


def annotate(content: bytes, name: str, problems: Iterable[Problem]) -> bytes:
    """The workbook as .xlsx: doubtful cells in the colour of their gravest doubt with its sentence and code.

    An .xlsx file comes back as it is but for these marks and the sheet “সমস্যা” that lists every problem with a link to
    its cell. Of any other file (.xls, .xlsm, .ods, a Word table) its grid comes back as a fresh workbook, so marked.
    """
    told = tuple(problems)
    try:
        return patched(content, told)
    except NotPatchable:
        return fresh_workbook(content, name, told)
