"""Owns the command that fills a new system with two real ministries' plans and people to try it as."""

import secrets
from datetime import date
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from imports.actions.bringing import PlanReading, bring_in, keep_source, read_plans
from offices.models import Membership, Office, Person, Role
from offices.queries.lookup import find_offices
from plans.models import Plan

WORKBOOKS = ("industries-nis-2020-21.xlsx", "labour-egov-2021-22-q1.xlsx")
PASSWORD_FILE = "demo_password"  # noqa: S105 - the name of the file, not the password
PEOPLE = (
    ("shilpo", "শিল্প মন্ত্রণালয়ের ফোকাল পয়েন্ট", "শিল্প মন্ত্রণালয়", Role.FOCAL_POINT),
    ("shrom", "শ্রম মন্ত্রণালয়ের ফোকাল পয়েন্ট", "শ্রম ও কর্মসংস্থান মন্ত্রণালয়", Role.FOCAL_POINT),
    ("reviewer", "মন্ত্রিপরিষদ বিভাগের পর্যালোচক", "মন্ত্রিপরিষদ বিভাগ", Role.REVIEWER),
    ("admin", "প্রশাসক", "মন্ত্রিপরিষদ বিভাগ", Role.ADMINISTRATOR),
)


class Command(BaseCommand):
    help = "Loads the two real plans and one log-in for each kind of user; what is there already stays."

    def handle(self, *args: Any, **options: Any) -> None:
        for workbook in WORKBOOKS:
            self._import(workbook)
        password = demo_password()
        for username, name, office, role in PEOPLE:
            add_person(username, name, find_offices(office)[0], role, password)
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
