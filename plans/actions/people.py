"""Owns an administrator's edit of people: who they are, their log-in, their rights; nobody makes anybody more."""

from collections.abc import Iterable, Sequence
from typing import Any

from allauth.mfa.models import Authenticator
from django.db import models, transaction
from django.utils import timezone

from cell_values.sentence import Sentence
from offices.models import Membership, Person, Role
from offices.queries.giving import may_change, may_give, roles_of
from offices.queries.rights import Standing
from plans.actions.ledger import lock_shared, write_event
from plans.actions.row_writes import RowEdit, write_row
from plans.queries.access import standing_now
from workflow.transitions import Refusal

RIGHTS = ("is_staff", "is_superuser", "groups", "user_permissions")
NOT_TO_CHANGE = Sentence(
    "এই ব্যক্তির তথ্য আপনি বদলাতে পারেন না: নিজের অধিকার, কর্মী বা আপনার চেয়ে বেশি অধিকারের কাউকে কেবল প্রধান প্রশাসক বদলান।",
    "You cannot change this person: yourself, staff and whoever holds more than you may give are changed by a chief "
    "administrator only.",
)
NOT_TO_GIVE = Sentence(
    "এই ভূমিকা বা অধিকার আপনি দিতে বা নিতে পারেন না; কেবল প্রধান প্রশাসক পারেন।",
    "You cannot give or take this role or right; only a chief administrator can.",
)
ADMINISTRATOR_BELOW = Sentence(
    "প্রশাসকের ভূমিকা কেবল সবার উপরের দপ্তরে দেওয়া যায়; নিচের দপ্তরে তা কোনো অধিকার দেয় না।",
    "The role of administrator is given at the topmost office only; below it grants nothing.",
)
LAST_CHIEF = Sentence(
    "তিনিই শেষ সক্রিয় প্রধান প্রশাসক; আগে আরেকজনকে প্রধান প্রশাসক করুন।",
    "This is the last active chief administrator; make another one first.",
)


@transaction.atomic
def edit_people(*, edits: Sequence[RowEdit], by: Person) -> None:
    """Writes people and their memberships, those of one person after that person.

    Raises Refusal (not to be changed or given by this person, the last chief administrator), StaleRowError.
    """
    lock_shared()
    standing, had_chief = standing_now(by), has_chief()
    for person in {id(each): each for each in map(_person_of, edits)}.values():
        check_changeable(standing, person)
    for edit in edits:
        check_given(standing, edit)
        _write(edit, by)
        _let_in(edit, by)
    check_a_chief_is_left(had_chief)


@transaction.atomic
def set_password(*, person: Person, password: str | None, by: Person) -> None:
    """Gives a new password; None: no log-in by password. Raises Refusal."""
    lock_shared()
    check_changeable(standing_now(by), person)
    person.set_password(password)
    person.save(update_fields=["password"])
    write_event(plan=None, verb="set_password", subject=person.username, by=by)


@transaction.atomic
def remove_second_factor(*, factor: Authenticator, by: Person) -> None:
    """Takes away a lost device, so that its owner logs in by password and sets up another. Raises Refusal."""
    lock_shared()
    check_changeable(standing_now(by), factor.user)
    factor.delete()
    before = {"kind": str(factor.type)}
    write_event(plan=None, verb="remove_second_factor", subject=factor.user.username, by=by, before=before)


def check_changeable(standing: Standing, person: Person) -> None:
    """May this person change that one? Raises Refusal."""
    if not may_change(standing, person, roles_of(person, on=timezone.localdate())):
        raise Refusal(NOT_TO_CHANGE)


def check_given(standing: Standing, edit: RowEdit) -> None:
    """May this person give or take the rights of an edit, and does it give any? Raises Refusal."""
    row = edit.row
    if isinstance(row, Person):
        is_more = row.pk is None and (row.is_staff or row.is_superuser)
        allowed = standing.is_chief or not (is_more or set(RIGHTS) & set(edit.columns))
    elif isinstance(row, Membership):
        stored = Membership.objects.filter(pk=row.pk).values_list("role", flat=True) if row.pk else ()
        allowed = all(may_give(standing, role) for role in {row.role, *stored})
    else:
        allowed = standing.is_chief
    if not allowed:
        raise Refusal(NOT_TO_GIVE)
    if isinstance(row, Membership) and not edit.is_removed:
        _check_place(row, edit)


def _check_place(given: Membership, edit: RowEdit) -> None:
    """What a role says, it must grant; one that grants nothing can still be ended. Raises Refusal."""
    is_given = given.pk is None or {"role", "office"} & set(edit.columns)
    if is_given and given.role == Role.ADMINISTRATOR and given.office.parent_id is not None:
        raise Refusal(ADMINISTRATOR_BELOW)


def has_chief() -> bool:
    """Whether somebody can still make administrators."""
    return Person.objects.filter(is_active=True, is_staff=True, is_superuser=True).exists()


def check_a_chief_is_left(had_chief: bool) -> None:
    """Somebody must still be able to make administrators. Raises Refusal."""
    if had_chief and not has_chief():
        raise Refusal(LAST_CHIEF)


def _person_of(edit: RowEdit) -> Person:
    row = edit.row
    person: Person = row.person if isinstance(row, Membership) else row  # type: ignore[assignment]
    return person


def _write(edit: RowEdit, by: Person) -> None:
    """A person's row with its columns; groups are rows of their own."""
    many = {field.name for field in edit.row._meta.many_to_many}
    columns = {name: content for name, content in edit.columns.items() if name not in many}
    seen = {name: content for name, content in edit.seen.items() if name not in many}
    write_row(None, RowEdit(edit.row, columns, seen, edit.is_removed), by)
    for name in many & set(edit.columns):
        _write_many(edit.row, name, edit.columns[name], by)


def _let_in(edit: RowEdit, by: Person) -> None:
    """Who is made administrator gets the mark without which the role grants nothing."""
    row = edit.row
    if edit.is_removed or not isinstance(row, Membership) or row.role != Role.ADMINISTRATOR or row.office.parent_id:
        return
    person = Person.objects.get(pk=row.person_id)
    if not person.is_staff:
        write_row(None, RowEdit(person, {"is_staff": True}), by)


def _write_many(row: models.Model, name: str, contents: Iterable[models.Model], by: Person) -> None:
    manager = getattr(row, name)
    before = sorted(map(str, manager.all()))
    manager.set(contents)
    after = sorted(map(str, manager.all()))
    if before != after:
        place: dict[str, Any] = {"verb": f"edit_{row._meta.model_name}", "subject": str(row)[:200]}
        write_event(plan=None, by=by, before={name: before}, after={name: after}, **place)
