"""Owns an administrator's edit of what all plans share: offices, posts, years, deadlines, each with its event."""

from collections.abc import Sequence

from django.db import transaction

from offices.models import DeadlineExtension, Office, Person, RevisionExtension
from plans.actions.editing import NOT_ADMINISTRATOR
from plans.actions.ledger import lock_shared
from plans.actions.office_places import MOVED_ELSEWHERE, check_below
from plans.actions.row_writes import RowEdit, write_row
from plans.actions.telling import tell_of_extension
from plans.queries.access import standing_now
from workflow.transitions import Refusal


@transaction.atomic
def edit_reference(*, edits: Sequence[RowEdit], by: Person) -> None:
    """Writes the columns that changed. Raises Refusal (no administrator, no place for an office), StaleRowError."""
    hold_shared(by=by)
    for edit in edits:
        if isinstance(edit.row, DeadlineExtension | RevisionExtension) and edit.row.pk is None:
            edit.row.granted_by = by
        if isinstance(edit.row, Office):
            _check_place(edit.row, edit)
        write_row(None, edit, by)
        if isinstance(edit.row, DeadlineExtension | RevisionExtension) and not edit.is_removed:
            tell_of_extension(extension=edit.row, by=by)


def _check_place(office: Office, edit: RowEdit) -> None:
    """A new office stands where it can; another one is moved with its day and reason. Raises Refusal."""
    if office.pk is None and office.parent is not None:
        check_below(office.parent)
    elif office.pk is not None and "parent" in edit.columns:
        raise Refusal(MOVED_ELSEWHERE)


def hold_shared(*, by: Person) -> None:
    """Holds what all plans share for an administrator, until the transaction ends. Raises Refusal."""
    lock_shared()
    if not standing_now(by).is_administrator:
        raise Refusal(NOT_ADMINISTRATOR)
