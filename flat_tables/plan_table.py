"""Owns what the flat tables of cells and of indicators have in common: rows that stand in plans, texts of values."""

from collections.abc import Iterable, Sequence
from typing import Any

from cell_values.reading import Reading
from cell_values.sentence import Sentence
from cell_values.value import Value, ValueState
from flat_tables.file_rows import FlatRow
from flat_tables.flat_table import FlatTable, RowChange
from flat_tables.plan_rows import PlanRows
from plan_tree.revisions import Place
from plans.models import Indicator, Plan
from plans.queries.revising import GrantedTarget, written_over
from plans.queries.together import by_key


class PlanTable(FlatTable):
    """A flat table of what stands in plans. A kind of it says ``change_of`` and ``write``."""

    def prepare(self, rows: Iterable[FlatRow], *, locked: bool) -> None:
        self._plans = PlanRows(rows, locked=locked)

    def by_plan(self, changes: Sequence[RowChange], plan_id: str) -> dict[Plan, Sequence[Any]]:
        """What the changes hold, by plan; ``plan_id``: where they keep whose they are."""
        grouped = by_key([change.instance for change in changes], plan_id)
        return {self._plans.plans[pk]: some for pk, some in grouped.items()}

    def tell_doubts(self, row: FlatRow, column: str, reading: Reading, *, is_taken: bool) -> None:
        """What is doubtful of a value; one that nobody understands is a problem, unless it ``is_taken`` as it is."""
        for doubt in reading.doubts:
            if reading.value.state is ValueState.UNREADABLE and not is_taken:
                row.problem(column, doubt.sentence)
            else:
                self.doubt(row, column, doubt.sentence)

    def tell_revised(
        self, row: FlatRow, column: str, indicator: Indicator, place: Place, said: Value, stored: Value
    ) -> None:
        """A problem where a file says what a target was before its revision, a doubt where it says something else.

        None is taken back by a file of before, nor unseen.
        """
        granted = self._plans.rows[indicator.activity.area.plan_id].revisions.get(indicator.pk, ())
        target = GrantedTarget([each for revision in granted for each in revision.revised], place)
        if target.text is None:
            return
        if target.is_outdated(said, stored):
            row.problem(column, _outdated(target.text))
        else:
            self.doubt(row, column, written_over(target.text))


def _outdated(granted: str) -> Sentence:
    return Sentence(
        f"লক্ষ্যমাত্রাটি সংশোধিত হয়ে “{granted}” হয়েছে; ফাইলে আগেরটি লেখা। নতুন রপ্তানি নিয়ে আবার দিন।",
        f"This target was revised to “{granted}”; the file says what it was before. Export anew.",
    )
