"""Owns the proof of the demonstration: two real plans, one log-in for each kind of user, and nothing overwritten."""

import pytest
from django.test import Client
from django.urls import reverse

from offices.models import Membership, Person
from plans.actions.achievements import record_achievement
from plans.models import Event, Plan, PlanTemplate
from plans.tests.commands.shell import run
from plans.tests.factories import cell_of


@pytest.fixture
def password(reference, settings, tmp_path):
    """The password of the demonstration, as the command prints it."""
    data, readings = tmp_path / "data", settings.DATA_DIR / "readings"
    for folder in (data, readings):
        folder.mkdir(exist_ok=True)
    (data / "readings").symlink_to(readings)  # the two documents are understood once for all tests
    settings.DATA_DIR = data
    result = run("load_demo")
    assert result.code == 0, result.err
    return (data / "demo_password").read_text()


def test_the_demonstration_has_two_plans_and_a_log_in_for_each_kind_of_user(password):
    assert Plan.objects.count() == 2
    for name in ("shilpo", "shrom", "reviewer", "admin"):
        client = Client()
        client.post(reverse("account_login"), {"login": name, "password": password})
        assert client.get(reverse("home")).status_code == 200, name
    assert [person.username for person in Person.objects.filter(is_staff=True)] == ["admin"]


def test_the_two_plans_give_the_first_two_templates(password):
    integrity, egov = PlanTemplate.objects.order_by("start_year")
    assert [(each.kind, each.start_year, each.tier) for each in (integrity, egov)] == [
        ("integrity", 2020, "ministry"),
        ("egov", 2021, "ministry"),
    ]
    assert (len(integrity.rows.areas), len(integrity.rows.indicators)) == (13, 29)
    assert dict(integrity.rows.own_rows) == {"3": 0, "9": 5}
    assert (len(egov.rows.indicators), dict(egov.rows.own_rows)) == (13, {})
    assert {each.made_by.username for each in (integrity, egov)} == {"admin"}


def test_an_administrator_who_is_none_any_more_makes_no_template(password):
    PlanTemplate.objects.all().delete()
    Person.objects.filter(username="admin").update(is_superuser=False)
    Membership.objects.filter(person__username="admin").delete()
    assert run("load_demo").code == 0
    assert not PlanTemplate.objects.exists()


def test_the_password_is_no_constant_and_kept_from_others(password, settings):
    assert len(password) >= 12
    assert password in run("load_demo").out
    assert (settings.DATA_DIR / "demo_password").stat().st_mode & 0o077 == 0


def test_loading_again_overwrites_neither_entries_nor_people(password):
    plan, person = Plan.objects.get(kind="egov"), Person.objects.get(username="shrom")
    record_achievement(cell=cell_of(plan, "1.4.1", 1), value="২৬/০৮/২০২১", version=1, by=person)
    person.set_password("another")
    person.save()
    events, memberships = Event.objects.count(), Membership.objects.count()
    assert run("load_demo").code == 0
    assert cell_of(plan, "1.4.1", 1).achievement.text == "২৬/০৮/২০২১"
    assert Person.objects.get(username="shrom").check_password("another")
    assert (Event.objects.count(), Membership.objects.count()) == (events, memberships)
