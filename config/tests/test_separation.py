"""Owns the table of who may decide on what: roles × addresses, for the own work."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import product

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from offices.models import Membership, Office, Person, Role, Tier
from offices.tests.people import SINCE, add_person
from plans.actions.achievements import record_achievement
from plans.actions.evidence import attach_evidence
from plans.actions.importing import store_plan
from plans.actions.reporting import return_report, submit_report
from plans.actions.tables import CellChange, store_cells
from plans.models import Event, Plan
from plans.queries.drafts import draft_of
from plans.queries.rows import load_rows, load_rows_of
from plans.tests.factories import cell_of
from plans.values.reading import read_value
from plans.values.value import Unit
from plans.workflow import State

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
    store_cells(changes={plan: [change]}, rows=load_rows_of([plan.pk]), by=by, source="cells.csv")


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
    "plans:assess": {"marks": "০.৫", "reason": "দেখা হয়েছে"},
    "plans:return": {"reason": "কারণ"},
    "plans:approve": {},
}


def _with_achievement(plan: Plan):
    """The stored plan as a document would say it, with something reported in the first quarter."""
    cell = cell_of(plan, "1.1", 1)
    cell.achievement = read_value("৩", Unit.NUMBER).value
    cell.save()
    draft = draft_of(plan, load_rows(plan))
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
    if name == "plans:assess":
        return reverse(name, kwargs={"cell_id": cell_of(plan, "1.1", 1).pk})
    return reverse(name, kwargs={"plan_id": plan.pk, "quarter": 1})


def hand_in(plan: Plan) -> None:
    report = plan.reports.get(quarter=1)
    if report.state != State.SUBMITTED:
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
    client.post(address(name, plan), DECISIONS[name])
    assert (Event.objects.count() > events) is line.decides
    assert (plan.reports.get(quarter=1).state != State.SUBMITTED) is (line.decides and name != "plans:assess")


# --- what the pages say ------------------------------------------------------------------------------------------


@pytest.fixture
def page_for(plan, client_of):
    return lambda person, name="plans:entry": client_of(person).get(address(name, plan)).text


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
    assert said in page_for(person, "plans:submit")
    assert said not in page_for(colleague_of(plan), "plans:submit")
    submitted(plan, person)
    for reader in (person, colleague_of(plan), administrator):
        assert said in page_for(reader), reader


def test_an_office_below_nobody_is_told_that_nobody_reviews_it(plan_of_size, client_of):
    lost = Office.objects.create(name_bn="হারানো", name_en="Lost", tier=Tier.DEPARTMENT)
    plan = plan_of_size(1, office=lost)
    page = client_of(colleague_of(plan)).get(address("plans:submit", plan)).text
    assert "এই দপ্তরের ওপরে কোনো দপ্তর নেই" in page
