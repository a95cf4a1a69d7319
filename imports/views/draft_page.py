"""Owns what is shown of a document before it fills the draft of a plan."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from editor.changes import ShownChange, ShownChanges, shown_changes
from editor.table import EditorTable
from imports.queries.draft_documents import BroughtDraft
from plan_tree.problems import Problem, Severity


@dataclass(frozen=True)
class DraftPage:
    """A document beside the draft it would fill."""

    brought: BroughtDraft

    @cached_property
    def changes(self) -> ShownChanges | None:
        """Row by row, before and after; the rows are not in the editor yet, so nothing leads there."""
        if (opened := self.brought.filled) is None:
            return None
        shown = shown_changes(opened, EditorTable(opened).columns)
        return ShownChanges(*(_unlinked(rows) for rows in (shown.added, shown.changed, shown.removed)))

    @property
    def says_nothing_new(self) -> bool:
        return self.changes is not None and self.changes.is_empty

    @property
    def can_fill(self) -> bool:
        return self.changes is not None and not self.changes.is_empty

    @property
    def grave(self) -> Sequence[Problem]:
        return [each for each in self.brought.to_tell if each.severity is not Severity.NOTICE]

    @property
    def notices(self) -> Sequence[Problem]:
        return [each for each in self.brought.to_tell if each.severity is Severity.NOTICE]


def _unlinked(rows: Sequence[ShownChange]) -> Sequence[ShownChange]:
    return [replace(each, row="") for each in rows]
