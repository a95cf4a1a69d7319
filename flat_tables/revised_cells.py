"""Owns what a flat table tells of targets that were revised: none is taken back by a file of before, nor unseen."""

from collections.abc import Sequence

from cell_values.sentence import Sentence
from cell_values.value import Value
from flat_tables.file_rows import FlatRow
from flat_tables.flat_table import FlatTable
from plan_tree.revisions import Place
from plans.models import TargetRevision
from plans.queries.revising import GrantedTarget, written_over


def tell_revised(
    table: FlatTable,
    row: FlatRow,
    column: str,
    revisions: Sequence[TargetRevision],
    place: Place,
    said: Value,
    stored: Value,
) -> None:
    """A problem where a file says what a target was before its revision, a doubt where it says something else again.

    ``revisions``: those of the indicator that were granted, the earliest first.
    """
    target = GrantedTarget([each for revision in revisions for each in revision.revised], place)
    if target.text is None:
        return
    if target.is_outdated(said, stored):
        row.problem(column, _outdated(target.text))
    else:
        table.doubt(row, column, written_over(target.text))


def _outdated(granted: str) -> Sentence:
    return Sentence(
        f"লক্ষ্যমাত্রাটি সংশোধিত হয়ে “{granted}” হয়েছে; ফাইলে আগেরটি লেখা। নতুন রপ্তানি নিয়ে আবার দিন।",
        f"This target was revised to “{granted}”; the file says what it was before. Export anew.",
    )
