"""Owns an administrator's edit of what all plans share: offices, posts, years, deadlines, each with its event."""

from collections.abc import Sequence

from django.db import transaction

from offices.models import DeadlineExtension, Person
from plans.actions.editing import NOT_ADMINISTRATOR
from plans.actions.ledger import lock_shared
from plans.actions.row_writes import RowEdit, write_row
from plans.queries.access import standing_today
from workflow.transitions import Refusal


@transaction.atomic
def edit_reference(*, edits: Sequence[RowEdit], by: Person) -> None:
    """Writes the columns that changed. Raises Refusal (no administrator), StaleRowError."""
    hold_shared(by=by)
    for edit in edits:
        if isinstance(edit.row, DeadlineExtension) and edit.row.pk is None:
            edit.row.granted_by = by
        write_row(None, edit, by)


def hold_shared(*, by: Person) -> None:
    """Holds what all plans share for an administrator, until the transaction ends. Raises Refusal."""
    lock_shared()
    if not standing_today(by).is_administrator:
        raise Refusal(NOT_ADMINISTRATOR)
