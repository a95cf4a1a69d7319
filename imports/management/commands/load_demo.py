"""Owns the command that fills a new system with two real plans, their templates, and people to try it as."""

import secrets
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError

from imports.actions.bringing import PlanReading, bring_in, keep_source, read_plans
from offices.models import Membership, Office, Person, Role, Tier
from offices.queries.lookup import find_offices
from plan_tree.standard_rows import AreaChoice, AreaRows
from plans.actions.templates import make_template
from plans.management.starting import QuietCommand
from plans.models import Plan, PlanTemplate
from plans.queries.access import standing_today

WORKBOOKS = ("industries-nis-2020-21.xlsx", "labour-egov-2021-22-q1.xlsx")
PASSWORD_FILE = "demo_password"  # noqa: S105 - the name of the file, not the password
PEOPLE = (
    ("shilpo", "শিল্প মন্ত্রণালয়ের ফোকাল পয়েন্ট", "শিল্প মন্ত্রণালয়", Role.FOCAL_POINT),
    ("shrom", "শ্রম মন্ত্রণালয়ের ফোকাল পয়েন্ট", "শ্রম ও কর্মসংস্থান মন্ত্রণালয়", Role.FOCAL_POINT),
    ("reviewer", "মন্ত্রিপরিষদ বিভাগের পর্যালোচক", "মন্ত্রিপরিষদ বিভাগ", Role.REVIEWER),
    ("admin", "প্রশাসক", "মন্ত্রিপরিষদ বিভাগ", Role.ADMINISTRATOR),
)
# The guideline asks for five activities of an office's own in area 9; the laws of area 3 are those of one ministry.
OWN = AreaRows.OWN
TEMPLATES = {"integrity": {"3": AreaChoice(OWN), "9": AreaChoice(OWN, at_least=5)}, "egov": {}}


class Command(QuietCommand):
    help = "Loads the two real plans with their templates and a log-in for each kind of user; what is there stays."

    def handle(self, *args: Any, **options: Any) -> None:
        for workbook in WORKBOOKS:
            self._import(workbook)
        password = demo_password()
        for username, name, office, role in PEOPLE:
            add_person(username, name, find_offices(office)[0], role, password)
        for kind, choices in TEMPLATES.items():
            add_template(kind, choices)
        self.stdout.write(f"পাসওয়ার্ড / password: {password}")
        for username, name, _office, _role in PEOPLE:
            self.stdout.write(f"  {username:10} {name}")

    def _import(self, workbook: str) -> None:
        content = (settings.FIXTURES_ROOT / workbook).read_bytes()
        readings = read_plans(content, workbook)
        if all(_is_known(reading) for reading in readings):
            return
        outcomes = bring_in(readings, source=keep_source(content, workbook, by=None), by=None)
        refused = [outcome for outcome in outcomes if outcome.stored is None]
        if refused:
            raise CommandError(f"{workbook}: {refused[0].problems}", returncode=1)


def _is_known(reading: PlanReading) -> bool:
    """Whether the plan is there already: what was entered meanwhile is not overwritten."""
    if reading.draft is None or reading.office is None:
        return False
    return Plan.objects.filter(office=reading.office, year=reading.year, kind=reading.draft.kind).exists()


def demo_password() -> str:
    """One password for the demo people of this installation, made once and kept beside its data."""
    file = settings.DATA_DIR / PASSWORD_FILE
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch(mode=0o600)
        file.write_text(secrets.token_urlsafe(9), encoding="ascii")
    return file.read_text(encoding="ascii").strip()


def add_person(username: str, name: str, office: Office, role: Role, password: str) -> None:
    """Adds somebody with a role at an office; somebody already there keeps everything."""
    person, made = Person.objects.get_or_create(username=username, defaults={"name_bn": name})
    if not made:
        return
    person.is_staff = person.is_superuser = role == Role.ADMINISTRATOR
    person.set_password(password)
    person.save()
    Membership.objects.create(person=person, office=office, role=role, since=date(2017, 7, 1))


def add_template(kind: str, choices: Mapping[str, AreaChoice]) -> None:
    """The template for ministries in the plan's year, where there is none and the administrator still is one."""
    plan = Plan.objects.filter(kind=kind).select_related("year").order_by("pk").first()
    by = Person.objects.get(username="admin")
    if plan is None or PlanTemplate.objects.filter(kind=kind).exists() or not standing_today(by).is_administrator:
        return
    make_template(plan=plan, start_year=plan.year.start_year, tier=Tier.MINISTRY, choices=choices, by=by)
