"""Owns the proof of who is let in to the administration: every address, asked by administrators and by the others."""

from datetime import date

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group
from django.urls import reverse

from config.tests.addresses import addresses
from config.tests.around import PLACES, offices_around, people_around
from config.tests.test_access import is_sent_to_log_in_as_staff, put_away, undone
from config.tests.test_admin import REGISTERED, labour_focal_point
from config.tests.test_separation import staff_with_every_permission
from offices.models import Person, Role, Tier
from offices.tests.people import add_person
from plans.actions.reporting import submit_report
from plans.actions.templates import make_template
from plans.models import Event

READ = "changelist change history"
WRITTEN = f"{READ} add"
FILES = "import export"
# What an administrator who is no chief opens, and what nobody like that does; each address stands in one of the two.
OPENED = {
    "account_emailaddress": READ,
    "auth_user": "password_change",
    "egov_plans_egovplan": f"{WRITTEN} whole look",
    "integrity_plans_integrityplan": f"{WRITTEN} whole look",
    "offices_deadline": f"{WRITTEN} {FILES} delete",
    "offices_fiscalyear": f"{WRITTEN} open rolled",
    "offices_office": f"{WRITTEN} {FILES}",
    "offices_person": f"{WRITTEN} {FILES} invite invite_again invite_many hand_over",
    "offices_post": WRITTEN,
    "offices_secondfactor": f"{READ} delete",
    "offices_yearenddeadline": f"{WRITTEN} delete",
    "plans_activity": READ,
    "plans_area": READ,
    "plans_event": READ,
    "plans_indicator": f"{READ} {FILES}",
    "plans_markingpolicy": READ,
    "plans_plantemplate": f"{READ} choose make",
    "plans_quartercell": f"{READ} {FILES}",
}
REFUSED = {
    "account_emailaddress": "add delete",
    "auth_group": f"{WRITTEN} delete",  # of chiefs
    "egov_plans_egovplan": "delete",
    "integrity_plans_integrityplan": "delete",
    "offices_fiscalyear": "delete",
    "offices_office": "delete",
    "offices_person": "delete",
    "offices_post": "delete",
    "offices_secondfactor": "add",
    "plans_activity": "add delete",
    "plans_area": "add delete",
    "plans_event": "add delete",
    "plans_indicator": "add delete",
    "plans_markingpolicy": "add delete",
    "plans_plantemplate": "add delete",
    "plans_quartercell": "add delete",
}
# Staff with Django's permissions, but without the role at the topmost office, looks at what all plans share, no more.
SHARED = ("auth_group", "offices_deadline", "offices_fiscalyear", "offices_office", "offices_person", "offices_post")
SHARED += ("offices_yearenddeadline",)
SEEN_BY_STAFF = dict.fromkeys(SHARED, READ) | dict.fromkeys(SHARED[1:2] + SHARED[3:5], f"{READ} export")
YES = tuple(f"{table}_process_import" for table, pages in OPENED.items() if FILES in pages)  # by POST only
# What a form without anything in it is answered where it is not shown again (200): to whom the table is open, and
# to staff without the role at the top.
NOT_TAKEN = {"plans_plantemplate_choose": 405, "offices_fiscalyear_rolled": 405}  # by GET only
READ_ONLY = ("egov_plans_egovplan", "account_emailaddress", "offices_secondfactor", "plans_event")
READ_ONLY += ("plans_markingpolicy", "plans_plantemplate", "plans_quartercell")  # of plans and cells: handed in
ANSWERED = NOT_TAKEN | {f"{table}_change": 403 for table in READ_ONLY}
ANSWERED |= {f"{table}_{page}": 400 for table in OPENED if table.endswith("plan") for page in ("whole", "look")}
LACKING = ("offices_fiscalyear_open", "offices_person_hand_over", "offices_person_invite", "plans_plantemplate_make")
ANSWERED |= dict.fromkeys(LACKING, 422)
# Of the site itself: nothing of a plan, a person or an office stands there.
OF_THE_SITE = {"", "app_list", "autocomplete", "index", "jsi18n", "login", "logout", "view_on_site"}
OF_THE_SITE |= {"password_change", "password_change_done"}  # the own password


def rows(tables):
    return {f"{table}_{page}" for table, pages in tables.items() for page in pages.split()}


@pytest.fixture
def places(industries, labour, alice, administrator):
    return rows_of_the_administration(industries, labour, alice, administrator)


def rows_of_the_administration(industries, labour, alice, administrator):
    """Where each address points: a row stands in every table."""
    submit_report(report=labour.reports.get(quarter=1), by=labour_focal_point(labour))
    industries.office.posts.create(title="উপসচিব")
    make_template(plan=industries, start_year=2021, tier=Tier.MINISTRY, choices={}, by=administrator)
    Group.objects.create(name="nothing")
    EmailAddress.objects.create(user=alice, email="alice@example.org")
    Authenticator.objects.create(user=alice, type=Authenticator.Type.TOTP, data={"secret": "x"})
    keys = {f"{model._meta.app_label}_{model._meta.model_name}": first(model, alice) for model in REGISTERED}
    keys |= {
        "offices_fiscalyear_rolled": industries.pk,
        "plans_plantemplate_make": industries.pk,
        "auth_user": alice.pk,
    }
    named = rows(OPENED) | rows(REFUSED) | set(YES)
    return {name: reverse(f"admin:{name}", args=arguments(name, keys)) for name in sorted(named)}


def first(model, person):
    return person.pk if model is Person else model._default_manager.order_by("pk").values_list("pk", flat=True).first()


def arguments(name, keys):
    if name in keys:
        return [keys[name]]
    with_key = ("_change", "_delete", "_history", "_hand_over", "_invite_again", "_password_change", "_whole", "_look")
    ending = next((each for each in reversed(with_key) if name.endswith(each)), None)
    return [keys[name.removesuffix(ending)]] if ending else []


def is_let_in(response):
    return response.status_code == 200


def answers_to_nothing(client, places):
    """Address → the answer to a form without anything in it, each to the rows as they were."""
    found = {}
    for name, place in places.items():
        with undone():
            response = client.post(place)
            put_away(response)
        found[name] = response.status_code
    return found


def refused(places):
    return dict.fromkeys(places, 403) | NOT_TAKEN


def test_no_address_of_the_administration_is_forgotten_here():
    known = rows(OPENED) | rows(REFUSED) | set(YES) | OF_THE_SITE
    assert not rows(OPENED) & rows(REFUSED)
    of_tests = {name for name in addresses() if name.startswith("admin:charter_plans_")}
    assert {name.removeprefix("admin:") for name in addresses() - of_tests if name.startswith("admin:")} == known


def test_an_administrator_opens_just_what_stands_here(places, client_of, cabinet_division):
    helper = client_of(add_person("helper", cabinet_division, Role.ADMINISTRATOR, is_staff=True))
    assert {name for name, place in places.items() if is_let_in(helper.get(place))} == rows(OPENED)


def test_an_administrator_and_a_chief_may_send_just_what_stands_here(
    places, client_of, cabinet_division, administrator
):
    helper = add_person("helper", cabinet_division, Role.ADMINISTRATOR, is_staff=True)
    taken = refused(places) | dict.fromkeys(rows(OPENED) | set(YES), 200) | ANSWERED
    assert answers_to_nothing(client_of(helper), places) == taken
    of_chiefs = dict.fromkeys(rows({"auth_group": WRITTEN}), 200)
    assert answers_to_nothing(client_of(administrator), places) == taken | of_chiefs


@pytest.mark.parametrize("was", ["staff alone", "administrator below", "administrator before"])
def test_staff_without_the_role_at_the_top_looks_at_what_all_share(
    places, client_of, was, cabinet_division, industries_office
):
    offices = {"staff alone": None, "administrator below": industries_office, "administrator before": cabinet_division}
    person = staff_with_every_permission("clerk", offices[was])
    if was == "administrator before":
        person.memberships.update(until=date(2020, 1, 1))
    client, events = client_of(person), list(Event.objects.values_list("digest", flat=True))
    assert {name for name, place in places.items() if is_let_in(client.get(place))} == rows(SEEN_BY_STAFF)
    shown_again = {name for name in rows(SEEN_BY_STAFF) if not name.endswith("_change")}
    assert answers_to_nothing(client, places) == refused(places) | dict.fromkeys(shown_again, 200)
    assert list(Event.objects.values_list("digest", flat=True)) == events


@pytest.fixture
def everybody(industries):
    """Who holds any role at a department of the ministry, below, beside or above it, who did, and who holds none."""
    return people_around(offices_around(industries.office))


def test_others_are_sent_to_log_in_and_change_nothing(places, client_of, client, everybody, cabinet_division):
    everybody["role alone"] = add_person("role", cabinet_division, Role.ADMINISTRATOR)
    outside = {name: client_of(person) for name, person in everybody.items() if not person.is_staff}
    events = list(Event.objects.values_list("digest", flat=True))
    for asker, inside in {"not logged in": client, **outside}.items():
        for name, place in places.items():
            assert is_sent_to_log_in_as_staff(inside.get(place)), (asker, name)
            assert is_sent_to_log_in_as_staff(inside.post(place)), (asker, name)
    assert list(Event.objects.values_list("digest", flat=True)) == events


def test_the_role_of_an_administrator_anywhere_but_at_the_top_opens_no_table(places, client_of, everybody):
    events = list(Event.objects.values_list("digest", flat=True))
    below = {name for name, person in everybody.items() if person.is_staff} - {"administrator top"}
    assert below == {f"administrator {place}" for place in PLACES[:-1]} | {"once administrator top"}
    for name in below:
        assert answers_to_nothing(client_of(everybody[name]), places) == refused(places), name
    for name in ("administrator parent", "once administrator top"):
        client = client_of(everybody[name])
        assert {page for page, place in places.items() if is_let_in(client.get(place))} == set(), name
    assert list(Event.objects.values_list("digest", flat=True)) == events


def test_the_own_password_is_changed_where_everybody_changes_it(client_of, administrator):
    client = client_of(administrator)
    word = {
        "old_password": "only-for-tests",
        "new_password1": "a-new-long-word-১",
        "new_password2": "a-new-long-word-১",
    }
    for answer in (client.get(reverse("admin:password_change")), client.post(reverse("admin:password_change"), word)):
        assert (answer.status_code, answer.url) == (302, reverse("account_change_password"))
    administrator.refresh_from_db()
    assert administrator.check_password("only-for-tests")
