"""Owns the flat table of people: who logs in, and in which role at which office, from when until when."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cell_values.digits import to_bengali
from cell_values.sentence import Sentence
from flat_tables.file_rows import NO, YES, FlatRow, day_text
from flat_tables.flat_table import FlatColumn, FlatTable, RowChange, differences
from flat_tables.lookups import OfficeLookup, labels
from flat_tables.reference_rows import log, store
from offices.models import Membership, Person, Role
from offices.queries.giving import may_change, may_give
from plans.actions.people import NOT_TO_CHANGE, NOT_TO_GIVE, check_a_chief_is_left, has_chief
from plans.queries.access import standing_today

TEXTS = ("name_bn", "first_name", "last_name", "email")
MEMBERSHIP = ("office_code", "office", "role", "since", "until")


class PeopleTable(FlatTable):
    """A row for every membership, and one for everybody without any. Passwords never come nor go: who is added here
    cannot log in until an administrator sets one. Nobody becomes an administrator by a file."""

    username = FlatColumn("person__username", _("name for log-in"), needed=True)
    name_bn = FlatColumn("person__name_bn", _("name in Bengali"))
    first_name = FlatColumn("person__first_name", _("first name"))
    last_name = FlatColumn("person__last_name", _("last name"))
    email = FlatColumn("person__email", _("e-mail"))
    is_active = FlatColumn("person__is_active", _("may log in: yes or no"))
    is_staff = FlatColumn("person__is_staff", _("administrator: yes or no"), readonly=True)
    office_code = FlatColumn("office__code", _("code of the office"))
    office = FlatColumn("office__name_bn", _("office by name, where no code is given"))
    role = FlatColumn("role", _("role at the office"))
    since = FlatColumn("since", _("first day of the role"))
    until = FlatColumn("until", _("last day of the role, empty while it lasts"))

    is_shared = True

    class Meta:
        model = Person

    def iter_queryset(self, queryset: QuerySet[Person]) -> Iterator[Membership]:
        for person in queryset.prefetch_related("memberships__office"):
            yield from person.memberships.all() or [Membership(person=person)]

    def prepare(self, rows: Iterable[FlatRow], *, locked: bool) -> None:
        self._offices, self._roles = OfficeLookup(), labels(Role.choices)
        people = Person.objects.select_for_update() if locked else Person.objects.all()
        self._people = {person.username: person for person in people.order_by("pk")}
        self._spelled = {username.casefold(): username for username in self._people}
        self._stored = {username: _texts(person) for username, person in self._people.items()}
        self._memberships = {(m.person_id, m.office_id, m.role, m.since): m for m in Membership.objects.all()}
        self._standing = standing_today(self.by) if self.by else None
        self._roles_held = self._held_roles()
        self._said: dict[str, tuple[int, dict[str, str]]] = {}

    def change_of(self, row: FlatRow) -> RowChange | None:
        username = row.needed("username", most=150)
        person = self._people.get(username)
        is_new = person is None
        if person is None:
            if (other := self._spelled.setdefault(username.casefold(), username)) != username:
                row.problem("username", _spelled_otherwise(other))
            person = self._people[username] = _nobody_yet(username)
        self._describe(row, person)
        membership = self._membership(row, person) if any(row.text(each) for each in MEMBERSHIP) else None
        if row.problems:
            return None
        key = (username, membership.office_id, membership.role, membership.since) if membership else (username,)
        if not self.is_first(row, key, "username"):
            return None
        changed = self._differences(row, person, membership)
        if is_new or changed:
            self._check_rights(row, person, membership if changed.keys() & {*MEMBERSHIP} else None)
        return RowChange(row.line, username, (person, membership), is_new, changed) if is_new or changed else None

    def _held_roles(self) -> dict[int, list[str]]:
        """What each person holds today or will hold."""
        today, held = timezone.localdate(), defaultdict(list)
        for membership in self._memberships.values():
            if membership.until is None or membership.until >= today:
                held[membership.person_id].append(membership.role)
        return held

    def _check_rights(self, row: FlatRow, person: Person, given: Membership | None) -> None:
        """Nobody makes anybody more than they are, by a file neither."""
        if self._standing is None:
            return
        if not may_change(self._standing, person, self._roles_held.get(person.pk, [])):
            row.problem("username", NOT_TO_CHANGE)
        elif given is not None and not may_give(self._standing, given.role):
            row.problem("role", NOT_TO_GIVE)
        elif given is not None and given.pk is None and given.role == Role.ADMINISTRATOR:
            row.problem("role", NO_ADMINISTRATORS)

    def write(self, changes: Sequence[RowChange], *, by: Person, name: str) -> None:
        people = list({id(person): person for person, _ in (change.instance for change in changes)}.values())
        had_chief = has_chief()
        store(people, [*TEXTS, "is_active"])
        memberships = [membership for _, membership in (change.instance for change in changes) if membership]
        for membership in memberships:
            membership.person = membership.person  # the number of who was added is known now
        store(memberships, ["until"])
        check_a_chief_is_left(had_chief)
        log(changes, [person for person, _ in (change.instance for change in changes)], by=by, name=name)

    def _describe(self, row: FlatRow, person: Person) -> None:
        """Who it is; the rows of one person must not contradict each other."""
        said = {column: row.text(column) for column in (*TEXTS, "is_active") if row.has(column)}
        first, before = self._said.setdefault(person.username, (row.line, said))
        for column in said:
            if said[column] != before[column]:
                row.problem(column, _contradicts(first))
        for column in TEXTS:
            if row.has(column):
                setattr(person, column, row.text(column))
        if row.has("is_active") and (answer := row.answer("is_active")) is not None:
            person.is_active = answer
        _validate(row, person)

    def _membership(self, row: FlatRow, person: Person) -> Membership | None:
        office, role, since = self._offices.of(row), row.choice("role", self._roles), row.day("since")
        until = row.day("until") if row.text("until") else None
        if office is None or role is None or since is None:
            return None
        if until and until < since:
            row.problem("until", ENDS_FIRST)
        known = self._memberships.get((person.pk, office.pk, role, since)) if person.pk else None
        membership = known or Membership(person=person, office=office, role=role, since=since)
        membership.person = person
        self._until_before = day_text(membership.until) if known else None
        if row.has("until"):
            membership.until = until
        return membership

    def _differences(self, row: FlatRow, person: Person, membership: Membership | None) -> dict[str, tuple[str, str]]:
        changed = {}
        if self._said[person.username][0] == row.line:
            changed = differences(row, self._stored.get(person.username, {}), _texts(person))
        if membership is None:
            return changed
        if membership.pk is None:
            told = {column: row.text(column) for column in MEMBERSHIP if row.text(column)}
            return changed | {column: ("", text) for column, text in told.items()}
        if self._until_before != day_text(membership.until):
            changed["until"] = (self._until_before or "", day_text(membership.until))
        return changed


def _nobody_yet(username: str) -> Person:
    person = Person(username=username)
    person.set_unusable_password()
    return person


def _texts(person: Person) -> dict[str, str]:
    """A person as the table shows one."""
    return {column: getattr(person, column) for column in TEXTS} | {"is_active": YES if person.is_active else NO}


def _validate(row: FlatRow, person: Person) -> None:
    """What the form of the administration would say of the fields."""
    try:
        person.clean_fields(exclude={field.name for field in Person._meta.fields} - {"username", *TEXTS})
    except ValidationError as error:
        for column, sentences in error.message_dict.items():
            for sentence in sentences:
                row.problem(column, Sentence(sentence, sentence))


NO_ADMINISTRATORS = Sentence(
    "ফাইল থেকে কেউ প্রশাসক হন না; আমন্ত্রণ জানিয়ে বা ব্যক্তির পাতায় ভূমিকাটি দিন।",
    "Nobody becomes an administrator by a file: invite the person, or give the role on the page of the person.",
)
ENDS_FIRST = Sentence("শেষ দিনটি প্রথম দিনের আগে।", "The last day is before the first.")


def _spelled_otherwise(known: str) -> Sentence:
    return Sentence(
        f"“{known}” নামে একজন আছেন; বড় ও ছোট হাতের অক্ষরে নাম আলাদা হয় না। একই বানানে লিখুন।",
        f"Somebody is called “{known}”; capitals make no other name. Spell it the same.",
    )


def _contradicts(first: int) -> Sentence:
    return Sentence(
        f"একই ব্যক্তির সারি {to_bengali(str(first))}-এ অন্য কথা আছে। দুটিতে একই লিখুন।",
        f"Row {first} says otherwise of the same person. Write the same in both.",
    )
