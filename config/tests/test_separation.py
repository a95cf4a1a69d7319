"""Owns the table of who may decide on what: roles × addresses, for the own work, for rights and for staff."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from itertools import product

import pytest
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cell_values.reading import read_value
from cell_values.value import Unit
from flat_tables.tests.test_pages import store
from imports.actions.importing import store_plan
from offices.models import Membership, Office, Person, Role, Tier
from offices.tests.people import SINCE, add_person
from plans.actions.achievements import record_achievement
from plans.actions.evidence import attach_evidence
from plans.actions.people import edit_people
from plans.actions.reporting import return_report, submit_report
from plans.actions.row_writes import RowEdit
from plans.actions.tables import CellChange, store_cells
from plans.models import Event, Plan
from plans.queries.access import standing_today
from plans.queries.quarter_contents import QuarterContents
from plans.queries.seen import shown_of
from plans.queries.trees import load_rows_of, load_tree, with_reports
from plans.seen import pack
from plans.tests.factories import cell_of
from workflow.transitions import Refusal, ReportState

# --- the own work ------------------------------------------------------------------------------------------------

FOCAL, HEAD, REVIEWER, STAFF = "focal point", "head", "reviewer", "staff"


def wrote(plan: Plan, by: Person) -> None:
    cell = cell_of(plan, "1.1", 1)
    record_achievement(cell=cell, value="১", version=cell.version, by=by)


def wrote_what_another_wrote_over(plan: Plan, by: Person) -> None:
    wrote(plan, by)
    cell = cell_of(plan, "1.1", 1)
    record_achievement(cell=cell, value="২", version=cell.version, by=colleague_of(plan))


def wrote_in_another_quarter(plan: Plan, by: Person) -> None:
    record_achievement(cell=cell_of(plan, "1.1", 2), value="১", version=0, by=by)


def attached(plan: Plan, by: Person) -> None:
    attach_evidence(cell=cell_of(plan, "1.1", 1), file=SimpleUploadedFile("proof.pdf", b"%PDF-1.4 proof"), by=by)


def imported(plan: Plan, by: Person) -> None:
    store_plan(draft=_with_achievement(plan), office=plan.office, year=plan.year, by=by)


def brought_a_table(plan: Plan, by: Person) -> None:
    change = CellChange(cell_of(plan, "1.1", 1), achievement=read_value("৩", Unit.NUMBER).value)
    store_cells(changes={plan: [change]}, rows=load_rows_of([plan]), by=by, source="cells.csv")


def submitted(plan: Plan, by: Person) -> None:
    submit_report(report=plan.reports.get(quarter=1), by=by)


def submitted_a_round_before(plan: Plan, by: Person) -> None:
    submitted(plan, by)
    return_report(report=plan.reports.get(quarter=1), reason="কারণ", by=somebody_above(plan))


def commented_only(plan: Plan, by: Person) -> None:
    """Talk is no work of the quarter."""


@dataclass(frozen=True)
class Line:
    """What somebody holding these roles did → whether they decide on it."""

    roles: tuple[str, ...]
    did: Callable[[Plan, Person], None]
    decides: bool


TABLE = [
    Line((REVIEWER,), commented_only, True),
    Line((REVIEWER, FOCAL), commented_only, True),
    Line((REVIEWER, FOCAL), wrote_in_another_quarter, True),
    Line((REVIEWER, FOCAL), wrote, False),
    Line((REVIEWER, FOCAL), wrote_what_another_wrote_over, False),
    Line((REVIEWER, FOCAL), attached, False),
    Line((REVIEWER, FOCAL), submitted, False),
    Line((REVIEWER, FOCAL), submitted_a_round_before, False),
    Line((REVIEWER, FOCAL, HEAD, STAFF), submitted, False),
    Line((REVIEWER, STAFF), imported, False),
    Line((REVIEWER, STAFF), brought_a_table, False),
    Line((REVIEWER, FOCAL, HEAD, STAFF), wrote, False),
    Line((FOCAL, HEAD, STAFF), commented_only, False),
    Line((STAFF,), commented_only, False),
]
DECISIONS = {
    "entry:assess": {"marks-{cell}": "০.৫", "why-{cell}": "দেখা হয়েছে"},
    "entry:return": {"reason": "কারণ", "confirmed": "1"},
    "entry:approve": {"agreed": "on", "confirmed": "1"},
}


def sent(name: str, plan: Plan, person: Person) -> dict[str, str]:
    """What a page would send, were the person shown one."""
    shown = shown_of(QuarterContents(Plan.objects.get(pk=plan.pk), 1), to=person)
    cell = cell_of(plan, "1.1", 1).pk
    return {field.format(cell=cell): text for field, text in DECISIONS[name].items()} | {"seen": pack(shown)}


def _with_achievement(plan: Plan):
    """The stored plan as a document would say it, with something reported in the first quarter."""
    cell = cell_of(plan, "1.1", 1)
    cell.achievement = read_value("৩", Unit.NUMBER).value
    cell.save()
    draft = with_reports(load_tree(plan), plan)
    cell.achievement = read_value("", Unit.NUMBER).value
    cell.save()
    return draft


def colleague_of(plan: Plan) -> Person:
    known = Person.objects.filter(username="colleague").first()
    return known or add_person("colleague", plan.office, Role.FOCAL_POINT)


def somebody_above(plan: Plan) -> Person:
    return Person.objects.get(username="above")


def person_with(roles: tuple[str, ...], office: Office, above: Office) -> Person:
    person = add_person("both", is_staff=STAFF in roles, is_superuser=STAFF in roles)
    held = {FOCAL: (office, Role.FOCAL_POINT), HEAD: (office, Role.HEAD), REVIEWER: (above, Role.REVIEWER)}
    for place, role in (held[role] for role in roles if role in held):
        Membership.objects.create(person=person, office=place, role=role, since=SINCE)
    return person


@pytest.fixture(params=["a ministry's plan", "the topmost office's own plan"])
def plan(request, plan_of_size, industries_office, cabinet_division) -> Plan:
    office = industries_office if request.param == "a ministry's plan" else cabinet_division
    add_person("above", cabinet_division, Role.REVIEWER)
    return plan_of_size(1, office=office)


def address(name: str, plan: Plan) -> str:
    if name == "entry:assess":
        return reverse(name, kwargs={"cell_id": cell_of(plan, "1.1", 1).pk})
    return reverse(name, kwargs={"plan_id": plan.pk, "quarter": 1})


def hand_in(plan: Plan) -> None:
    report = plan.reports.get(quarter=1)
    if report.state != ReportState.SUBMITTED:
        submit_report(report=report, by=colleague_of(plan))


@pytest.mark.parametrize(
    ("line", "name"),
    list(product(TABLE, DECISIONS)),
    ids=lambda value: f"{'+'.join(value.roles)} {value.did.__name__}" if isinstance(value, Line) else value,
)
def test_nobody_decides_on_the_own_work(plan, cabinet_division, client_of, line, name):
    person = person_with(line.roles, plan.office, cabinet_division)
    line.did(plan, person)
    hand_in(plan)
    events = Event.objects.count()
    client = client_of(person)
    client.post(address(name, plan), sent(name, plan, person))
    assert (Event.objects.count() > events) is line.decides
    assert (plan.reports.get(quarter=1).state != ReportState.SUBMITTED) is (line.decides and name != "entry:assess")


# --- what the pages say ------------------------------------------------------------------------------------------


@pytest.fixture
def page_for(plan, client_of):
    return lambda person, name="entry:entry": client_of(person).get(address(name, plan)).text


STEPS_OFFERED = ("/approve/", "/return/", "/assess/")


def test_who_did_the_work_is_told_why_not_and_who_can(plan, cabinet_division, page_for):
    person = person_with((REVIEWER, FOCAL), plan.office, cabinet_division)
    submitted(plan, person)
    page = page_for(person)
    assert "এই প্রতিবেদন আপনি নিজে জমা দিয়েছেন" in page
    assert "করতে পারেন: above।" in page
    assert not any(step in page for step in STEPS_OFFERED)
    assert all(step in page_for(somebody_above(plan)) for step in ("/approve/", "/return/"))


def test_where_nobody_is_left_to_decide_everybody_is_told_what_to_do(plan, cabinet_division, page_for, administrator):
    person = person_with((REVIEWER, FOCAL), plan.office, cabinet_division)
    Membership.objects.filter(person=somebody_above(plan)).update(until=timezone.localdate().replace(year=2020))
    said = f"{cabinet_division.name_bn}-এ এমন কোনো পর্যালোচক নেই"
    assert said in page_for(person, "entry:submit")
    assert said not in page_for(colleague_of(plan), "entry:submit")
    submitted(plan, person)
    for reader in (person, colleague_of(plan), administrator):
        assert said in page_for(reader), reader


def test_an_office_below_nobody_is_told_that_nobody_reviews_it(plan_of_size, client_of):
    lost = Office.objects.create(name_bn="হারানো", name_en="Lost", tier=Tier.DEPARTMENT)
    plan = plan_of_size(1, office=lost)
    page = client_of(colleague_of(plan)).get(address("entry:submit", plan)).text
    assert "এই দপ্তরের ওপরে কোনো দপ্তর নেই" in page


# --- nobody makes anybody more than they are ---------------------------------------------------------------------

EVERY_PERMISSION = "every permission"
TODAY = {"since": "2020-07-01", "until": ""}


def staff_with_every_permission(username: str, office: Office | None = None) -> Person:
    """Staff whom a group lets do all that Django's permissions speak of; with an office, its administrator."""
    group, _ = Group.objects.get_or_create(name=EVERY_PERMISSION)
    group.permissions.set(Permission.objects.all())
    person = add_person(username, office, Role.ADMINISTRATOR if office else None, is_staff=True)
    person.groups.add(group)
    return person


@pytest.fixture
def askers(cabinet_division, industries_office, administrator) -> dict[str, Person]:
    """Who tries: staff alone, staff who is administrator of an office that has one above, of the topmost, a chief."""
    return {
        "staff": staff_with_every_permission("staff"),
        "below": staff_with_every_permission("below", industries_office),
        "administrator": staff_with_every_permission("top", cabinet_division),
        "chief": administrator,
    }


@dataclass(frozen=True)
class Scene:
    """Who asks, and whom it is about."""

    asker: Person
    client: Client
    people: dict[str, Person]
    cabinet: Office

    def page(self, person: Person) -> str:
        return reverse("admin:offices_person_change", args=[person.pk])

    def fill(self, person: Person, **typed: str) -> None:
        """The page of a person as anybody could send it, whatever it shows to who asks."""
        data = {"username": person.username, "name_bn": person.name_bn, "email": person.email, "is_active": "on"}
        data |= {"is_staff": "on"} if person.is_staff else {}
        data |= {"is_superuser": "on"} if person.is_superuser else {}
        data |= {"groups": [group.pk for group in person.groups.all()]}
        counts = {"memberships-TOTAL_FORMS": "1", "memberships-INITIAL_FORMS": "0"}
        self.client.post(self.page(person), data | counts | typed)

    def give(self, person: Person, role: Role) -> None:
        new = {"office": self.cabinet.pk, "role": role, "person": person.pk} | TODAY
        self.fill(person, **{f"memberships-0-{name}": value for name, value in new.items()})

    def give_by_file(self, username: str, role: Role) -> None:
        text = f"username,office,role,since\n{username},{self.cabinet.name_bn},{role},2020-07-01\n"
        file = SimpleUploadedFile("people.csv", text.encode())
        page = self.client.post(reverse("admin:offices_person_import"), {"resource": "0", "import_file": file})
        store(self.client, page, model="offices_person")

    def set_password(self, person: Person) -> None:
        data = {"usable_password": "true", "password1": "a-new-long-word-১", "password2": "a-new-long-word-১"}
        self.client.post(reverse("admin:auth_user_password_change", args=[person.pk]), data)

    def add_reviewer(self) -> None:
        data = {"username": "puppet", "usable_password": "true", "password1": "a-new-long-word-১"}
        data |= {"password2": "a-new-long-word-১", "memberships-TOTAL_FORMS": "1", "memberships-INITIAL_FORMS": "0"}
        new = {"office": self.cabinet.pk, "role": Role.REVIEWER} | TODAY
        data |= {f"memberships-0-{name}": value for name, value in new.items()}
        self.client.post(reverse("admin:offices_person_add"), data)

    def drop_second_factor(self, person: Person) -> None:
        factor = Authenticator.objects.get(user=person)
        self.client.post(reverse("admin:offices_secondfactor_delete", args=[factor.pk]), {"post": "yes"})

    def widen_a_group(self) -> None:
        group = Group.objects.get(name="nothing")
        permissions = [Permission.objects.get(codename="change_person").pk]
        data = {"name": group.name, "permissions": permissions}
        self.client.post(reverse("admin:auth_group_change", args=[group.pk]), data)


NOBODY, ADMINISTRATORS, CHIEFS = set(), {"administrator", "chief"}, {"chief"}
RISES = {
    "oneself a chief": (lambda s: s.fill(s.asker, is_superuser="on"), NOBODY),
    "oneself in a group": (lambda s: s.fill(s.asker, groups=[Group.objects.get(name="nothing").pk]), CHIEFS),
    "oneself a reviewer": (lambda s: s.give(s.asker, Role.REVIEWER), CHIEFS),
    "oneself a focal point": (lambda s: s.give(s.asker, Role.FOCAL_POINT), CHIEFS),
    "oneself a reviewer by file": (lambda s: s.give_by_file(s.asker.username, Role.REVIEWER), CHIEFS),
    "oneself a focal point by file": (lambda s: s.give_by_file(s.asker.username, Role.FOCAL_POINT), CHIEFS),
    "another staff": (lambda s: s.fill(s.people["alice"], is_staff="on"), CHIEFS),
    "another a chief": (lambda s: s.fill(s.people["alice"], is_staff="on", is_superuser="on"), CHIEFS),
    "another an administrator": (lambda s: s.give(s.people["alice"], Role.ADMINISTRATOR), CHIEFS),
    "another a reviewer": (lambda s: s.give(s.people["alice"], Role.REVIEWER), CHIEFS),
    "another a reviewer by file": (lambda s: s.give_by_file("alice", Role.REVIEWER), CHIEFS),
    "another a focal point": (lambda s: s.give(s.people["alice"], Role.FOCAL_POINT), ADMINISTRATORS),
    "another a focal point by file": (lambda s: s.give_by_file("alice", Role.FOCAL_POINT), ADMINISTRATORS),
    "a new reviewer": (lambda s: s.add_reviewer(), CHIEFS),
    "a chief's password": (lambda s: s.set_password(s.people["boss"]), CHIEFS),
    "a reviewer's password": (lambda s: s.set_password(s.people["rita"]), CHIEFS),
    "a colleague's password": (lambda s: s.set_password(s.people["clerk"]), CHIEFS),
    "a focal point's password": (lambda s: s.set_password(s.people["alice"]), ADMINISTRATORS),
    "a chief's e-mail": (lambda s: s.fill(s.people["boss"], email="mallory@example.org"), CHIEFS),
    "a reviewer's e-mail": (lambda s: s.fill(s.people["rita"], email="mallory@example.org"), CHIEFS),
    "a focal point's e-mail": (lambda s: s.fill(s.people["alice"], email="new@example.org"), ADMINISTRATORS),
    "a chief's second factor": (lambda s: s.drop_second_factor(s.people["boss"]), CHIEFS),
    "a reviewer's second factor": (lambda s: s.drop_second_factor(s.people["rita"]), CHIEFS),
    "a focal point's second factor": (lambda s: s.drop_second_factor(s.people["alice"]), ADMINISTRATORS),
    "a group's permissions": (lambda s: s.widen_a_group(), CHIEFS),
}


@pytest.fixture
def subjects(alice, rita, cabinet_division) -> dict[str, Person]:
    """Whom it is about; each has a second factor."""
    boss = add_person("boss", is_staff=True, is_superuser=True)
    people = {"alice": alice, "rita": rita, "boss": boss, "clerk": add_person("clerk", is_staff=True)}
    for person in people.values():
        Authenticator.objects.create(user=person, type=Authenticator.Type.TOTP, data={"secret": "x"})
    Group.objects.create(name="nothing")
    return people


def all_rights() -> object:
    """What everybody is and logs in with."""
    names = ("username", "email", "password", "is_active", "is_staff", "is_superuser", "groups")
    return [
        sorted(Person.objects.values_list(*names), key=str),
        sorted(Membership.objects.values_list("person", "office", "role", "since", "until"), key=str),
        sorted(Group.objects.values_list("name", "permissions"), key=str),
        sorted(Authenticator.objects.values_list("user", "type")),
    ]


@pytest.mark.parametrize("rise", RISES)
def test_nobody_makes_anybody_more_than_they_are(askers, subjects, cabinet_division, client_of, rise):
    attempt, expected = RISES[rise]
    succeeded = set()
    for name, asker in askers.items():
        with transaction.atomic():
            before = all_rights()
            attempt(Scene(asker, client_of(asker), subjects, cabinet_division))
            if all_rights() != before:
                succeeded.add(name)
            transaction.set_rollback(True)
    assert succeeded == expected


def test_staff_sees_who_is_more_and_no_secret(askers, subjects, client_of):
    factor = Authenticator.objects.get(user=subjects["boss"])
    for asker in (askers["administrator"], askers["chief"]):
        page = client_of(asker).get(reverse("admin:offices_secondfactor_change", args=[factor.pk]))
        assert page.status_code == 200
        assert "secret" not in page.text
        assert (
            subjects["boss"].password
            not in client_of(asker).get(reverse("admin:offices_person_change", args=[subjects["boss"].pk])).text
        )


# --- the last who can make administrators ------------------------------------------------------------------------


@pytest.mark.parametrize("lost", ["is_active", "is_staff", "is_superuser"])
def test_the_last_chief_administrator_stays_one(administrator, client_of, lost):
    client, place = client_of(administrator), reverse("admin:offices_person_change", args=[administrator.pk])
    data = {"username": "admin", "is_active": "on", "is_staff": "on", "is_superuser": "on"} | {
        "memberships-TOTAL_FORMS": "0",
        "memberships-INITIAL_FORMS": "0",
    }
    del data[lost]
    assert "শেষ সক্রিয় প্রধান প্রশাসক" in client.post(place, data).text
    with pytest.raises(Refusal):
        edit_people(edits=[RowEdit(administrator, {lost: False})], by=administrator)
    assert getattr(Person.objects.get(pk=administrator.pk), lost)
    add_person("another", is_staff=True, is_superuser=True)
    edit_people(edits=[RowEdit(administrator, {lost: False})], by=administrator)
    assert not getattr(Person.objects.get(pk=administrator.pk), lost)


def test_the_last_chief_administrator_is_not_shut_out_by_a_file(administrator, client_of):
    file = SimpleUploadedFile("people.csv", b"username,is_active\nadmin,no\n")
    client = client_of(administrator)
    page = client.post(reverse("admin:offices_person_import"), {"resource": "0", "import_file": file})
    answer = store(client, page, model="offices_person")
    assert "শেষ সক্রিয় প্রধান প্রশাসক" in answer.text
    assert Person.objects.get(pk=administrator.pk).is_active


def test_of_persons_nobody_is_deleted_and_nothing_in_bulk(administrator, alice, client_of):
    client = client_of(administrator)
    assert client.get(reverse("admin:offices_person_delete", args=[alice.pk])).status_code == 403
    for model in ("offices_person", "offices_office", "offices_deadline", "auth_group", "offices_secondfactor"):
        data = {"action": "delete_selected", "_selected_action": [alice.pk], "post": "yes"}
        client.post(reverse(f"admin:{model}_changelist"), data)
    assert Person.objects.filter(pk=alice.pk).exists()
    assert Office.objects.exists()


# --- staff alone -------------------------------------------------------------------------------------------------

ON_A_PLAN = ("entry:entry", "reports:scorecard")
ON_PLANS = (*ON_A_PLAN, "reports:comparison", "reports:booklet", "plans:policies", "imports:upload")
IN_THE_ADMINISTRATION = ("plans_area", "plans_activity", "plans_indicator", "plans_quartercell", "plans_event")
KINDS = ("integrity_plans_integrityplan", "egov_plans_egovplan")


@pytest.mark.parametrize(("asker", "sees"), {"staff": False, "administrator": True, "chief": True}.items())
def test_being_staff_alone_shows_no_plan(askers, plan_of_size, client_of, asker, sees):
    plan = plan_of_size(1)
    client = client_of(askers[asker])
    quarter = {"plan_id": plan.pk, "quarter": 1}
    for name in ON_PLANS:
        place = reverse(name, kwargs=quarter if name in ON_A_PLAN else {})
        assert (client.get(place).status_code == 200) is sees, name
    for model in (*IN_THE_ADMINISTRATION, *KINDS):
        assert (client.get(reverse(f"admin:{model}_changelist")).status_code == 200) is sees, model
    for model in ("plans_indicator", "plans_quartercell"):
        assert (client.get(reverse(f"admin:{model}_export")).status_code == 200) is sees, model
    assert (plan.office.name_bn in client.get(reverse("home")).text) is sees


def test_who_was_staff_before_stays_administrator(cabinet_division, industries_office, alice):
    """The migration, on people of before."""
    clerk, chief = add_person("clerk", is_staff=True), add_person("boss", is_staff=True, is_superuser=True)
    gone = add_person("gone", industries_office, Role.ADMINISTRATOR, is_staff=True, is_active=False)
    migration = import_module("offices.migrations.0004_administrators_hold_their_role")
    for _twice in range(2):
        migration.give_the_role(apps, None)
    assert standing_today(clerk).is_administrator
    assert clerk.memberships.get().office == cabinet_division
    assert gone.memberships.filter(office=cabinet_division, role=Role.ADMINISTRATOR).count() == 1
    assert not chief.memberships.exists()
    assert not standing_today(alice).is_administrator
