"""Owns the proof of who is let in where: every address, asked by each of the people, and by nobody."""

from contextlib import contextmanager

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import reverse

from cell_values.sentence import Sentence
from config.tests.addresses import addresses
from imports.actions.bringing import bring_in, keep_source, read_plans
from jobs.models import Job
from offices.models import Person
from plans.actions.entering import refuse_text
from plans.actions.evidence import attach_evidence
from plans.actions.reporting import return_report, submit_report
from plans.models import Event, Plan
from plans.queries.access import standing_today
from plans.tests.beginning import remembered
from plans.tests.deciding import send
from plans.tests.factories import INDUSTRIES, LABOUR, cell_of, workbook

PEOPLE = ("alice", "bob", "charlie", "rita", "admin")

PLAN = {"alice": 200, "bob": 200, "charlie": 404, "rita": 200, "admin": 200}
OWN = {"alice": 200, "bob": 404, "charlie": 404, "rita": 404, "admin": 404}
STAFF = {"alice": 403, "bob": 403, "charlie": 403, "rita": 403, "admin": 200}
REVIEWERS = STAFF | {"rita": 200}
ALL = dict.fromkeys(PEOPLE, 200)


def redirected(answers):
    """Who may ask is sent on to a page; the others get what they would have got."""
    return {person: 302 if code == 200 else code for person, code in answers.items()}


# Address → how it is asked for, and what each person is answered. Steps that a person may not take are refused
# by a sentence on the page they are sent to (what they leave unchanged is proved below).
GET = {
    "home": ALL,
    "reports:comparison": REVIEWERS,
    "reports:scorecard": PLAN,
    "reports:official_form": PLAN,
    "reports:printed_scorecard": PLAN,
    "reports:letter": PLAN,
    "reports:form_data": PLAN,
    "reports:scorecard_data": PLAN,
    "reports:letter_data": PLAN,
    "reports:printed_comparison": REVIEWERS,
    "reports:comparison_data": REVIEWERS,
    "reports:booklet": REVIEWERS,
    "entry:entry": PLAN,
    "entry:export": PLAN,
    "entry:submit": PLAN,
    "entry:return": PLAN,
    "entry:approve": PLAN,
    "entry:cell": PLAN,
    "entry:evidence": PLAN,
    "plans:try_out": PLAN,
    "plans:policies": REVIEWERS,
    "plans:checkpoints": REVIEWERS,
    "plans:checkpoint_file": REVIEWERS,
    "plans:policy": PLAN,
    "plans:new_policy": STAFF,
    "plans:first_policy": STAFF,
    "imports:upload": STAFF,
    "imports:preview": STAFF,
    "imports:annotated": STAFF,
    "imports:undo": STAFF,
    "jobs:list": ALL,
    "jobs:job": OWN,
    "jobs:download": OWN,
}
POST = {
    "entry:submit": redirected(PLAN) | {"alice": 409, "bob": 409},  # without what the page showed
    "entry:return": dict.fromkeys(PEOPLE, 403) | {"charlie": 404},
    "entry:approve": dict.fromkeys(PEOPLE, 403) | {"charlie": 404},
    "entry:publish": redirected(PLAN),
    "entry:withdraw": redirected(PLAN),
    "entry:assess": dict.fromkeys(PEOPLE, 403) | {"charlie": 404},
    "entry:discard_refused": redirected(PLAN),
    "entry:exempt": {"alice": 422, "bob": 422, "charlie": 404, "rita": 422, "admin": 422},
    "entry:record": {"alice": 302, "bob": 302, "charlie": 404, "rita": 403, "admin": 403},
    "entry:attach": redirected(PLAN),
    "entry:comment": redirected(PLAN),
    "entry:remove_evidence": redirected(PLAN),
    "reports:booklet": redirected(REVIEWERS),
    "jobs:cancel": redirected(OWN),
    "jobs:again": redirected(OWN),
    "plans:new_policy": STAFF | {"admin": 422},
    "plans:first_policy": STAFF | {"admin": 422},
    "imports:upload": STAFF | {"admin": 422},
    "imports:accept": redirected(STAFF),
    "imports:paste": STAFF | {"admin": 422},
    "imports:many": STAFF | {"admin": 422},
    "imports:preview": STAFF,
    "imports:undo": redirected(STAFF),
}
ONLY_POST = set(POST) - set(GET)
ONLY_GET = set(GET) - set(POST)
COMPARED = {"kind": "integrity", "year": "2023", "through": "1"}
DATA = {
    "reports:printed_comparison": COMPARED,
    "reports:comparison_data": COMPARED,
    "reports:booklet": COMPARED,
    "entry:record": {"text": "১", "version": "0"},
    "entry:exempt": {"answer": "grant"},
    "entry:return": {"reason": "কারণ", "confirmed": "1"},
    "entry:approve": {"agreed": "on", "confirmed": "1"},
    "entry:comment": {"text": "মন্তব্য"},
}

# Pages for who is not logged in (yet), and what logged-in people do with their own account: allauth's own.
OPEN_TO_ALL = {
    "account_login",
    "account_logout",
    "account_inactive",
    "account_signup",
    "account_email_verification_sent",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key_done",
    "account_confirm_login_code",
    "mfa_authenticate",
    "set_language",
    "verification:search",
    "public:list",
    "robots",
}
OWN_ACCOUNT = {
    "account_reauthenticate",
    "account_email",
    "account_change_password",
    "account_set_password",
    "mfa_index",
    "mfa_reauthenticate",
    "mfa_activate_totp",
    "mfa_deactivate_totp",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_download_recovery_codes",
}
WITH_A_KEY = {
    "account_confirm_email",
    "account_reset_password_from_key",
    "verification:verdict",
    "public:report",
    "public:file",
    "public:schema",
}


@pytest.fixture
def scene(request, reference):
    """Everybody, and what Alice has; made for the first test and stored again for the others."""

    def made():
        known = {name: request.getfixturevalue(name) for name in FIXTURES}
        people = {name.removesuffix("istrator"): person.pk for name, person in known.items()}
        parts = {name: known[name] for name in ("alice", "rita", "administrator")}
        return people, places_of(request.getfixturevalue("plan_of_size"), **parts)

    return remembered("who is let in where", made)


FIXTURES = ("alice", "bob", "charlie", "rita", "administrator")


@pytest.fixture
def people(scene):
    return {name: Person.objects.get(pk=pk) for name, pk in scene[0].items()}


@pytest.fixture
def places(scene):
    return scene[1]


def places_of(plan_of_size, alice, rita, administrator):
    """Where each address points for the plan, the file and the job of Alice."""
    plan = plan_of_size(2)
    cell = cell_of(plan, "1.1", 1)
    file = SimpleUploadedFile("notice.pdf", b"%PDF-1.4 notice", content_type="application/pdf")
    evidence = attach_evidence(cell=cell_of(plan, "1.1", 2), file=file, by=alice)
    job = Job.objects.create(task="none", title="কাজ", asked_by=alice)
    job.file.save("made.txt", SimpleUploadedFile("made.txt", b"made"))
    source = keep_source(workbook(INDUSTRIES).read_bytes(), INDUSTRIES, by=administrator)
    (stored,) = bring_in(read_plans(workbook(LABOUR).read_bytes(), LABOUR), source=source, by=administrator)
    returned = submit_report(report=plan_of_size(1).reports.get(quarter=1), by=alice)
    return_report(report=returned, reason="কারণ", by=rita)
    about = {"plan_id": returned.plan_id, "quarter": 1}
    of_cell = {"cell_id": cell_of(plan, "1.1", 2).pk, "by": standing_today(alice), "among": Plan.objects.all()}
    refused = refuse_text(text="-৫", why=Sentence("কারণ", "why"), **of_cell).kept
    quarter = {"plan_id": plan.pk, "quarter": 1}
    arguments = {
        "reports:scorecard": quarter,
        "reports:official_form": quarter,
        "reports:printed_scorecard": quarter,
        "reports:letter": about,
        "reports:form_data": quarter | {"ending": "csv"},
        "reports:scorecard_data": quarter | {"ending": "xlsx"},
        "reports:letter_data": about | {"ending": "csv"},
        "reports:comparison_data": {"ending": "csv"},
        "entry:entry": quarter,
        "plans:try_out": quarter,
        "plans:policy": {"policy_id": plan.policy_id},
        "plans:new_policy": {"policy_id": plan.policy_id},
        "plans:first_policy": {"kind": plan.kind},
        "entry:export": quarter,
        "entry:submit": quarter,
        "entry:return": quarter,
        "entry:approve": quarter,
        "entry:publish": quarter,
        "entry:withdraw": quarter,
        "entry:evidence": {"evidence_id": evidence.pk},
        "entry:remove_evidence": {"evidence_id": evidence.pk},
        "entry:discard_refused": {"refused_id": refused.pk},
        "imports:preview": {"source_id": source.pk},
        "imports:annotated": {"source_id": source.pk},
        "imports:undo": {"import_id": stored.stored.plan.imports.get().pk},
    }
    arguments |= {name: {"cell_id": cell.pk} for name in CELLS}
    arguments |= {name: {"job_id": job.pk} for name in ("jobs:job", "jobs:cancel", "jobs:again", "jobs:download")}
    return {name: reverse(name, kwargs=arguments.get(name, {})) for name in GET | POST}


CELLS = ("entry:record", "entry:cell", "entry:attach", "entry:comment", "entry:assess", "entry:exempt")


def test_no_address_is_forgotten_here():
    known = set(GET) | set(POST) | OPEN_TO_ALL | OWN_ACCOUNT | WITH_A_KEY
    assert {name for name in addresses() if not name.startswith("admin:")} == known


@contextmanager
def undone():
    """What happens inside leaves no trace, so that the next person finds everything as it was."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def put_away(response):
    """Closes a file that was answered, without the end of a request, which would close the test's database."""
    for close in response._resource_closers:
        close()


@pytest.fixture
def answers(people, places, client_of):
    """``answers("get", "home")``: what each of the people is answered."""

    def ask(method, name):
        found = {}
        for key, person in people.items():
            ask_as = getattr(client_of(person), method)
            with undone():
                response = ask_as(places[name], DATA.get(name, {}))
                found[key] = response.status_code
                put_away(response)
        return found

    return ask


@pytest.mark.parametrize("name", GET)
def test_a_page_is_shown_to_whom_it_concerns(answers, name):
    assert answers("get", name) == GET[name]


def test_the_head_of_a_page_is_answered_like_the_page(answers):
    for name, expected in GET.items():
        assert answers("head", name) == expected, name


@pytest.mark.parametrize("name", POST)
def test_a_form_is_taken_from_whom_it_concerns(answers, name):
    assert answers("post", name) == POST[name]


# An import is undone by administrators, whoever's plan it was.
@pytest.mark.parametrize("name", [name for name in POST if name != "imports:undo"])
def test_who_has_no_part_in_a_plan_changes_nothing_of_it(people, places, client_of, name):
    events = list(Event.objects.values())
    for person in ("charlie", "admin"):
        client_of(people[person]).post(places[name], DATA.get(name, {}))
    assert list(Event.objects.values()) == events


@pytest.mark.parametrize("name", ["entry:submit", "entry:record", "entry:attach", "entry:remove_evidence"])
def test_a_reviewer_enters_nothing_for_an_office(people, places, client_of, name):
    events = Event.objects.count()
    client_of(people["rita"]).post(places[name], DATA.get(name, {}))
    assert Event.objects.count() == events


@pytest.mark.parametrize("name", ["entry:return", "entry:approve", "entry:assess", "entry:exempt"])
def test_a_focal_point_reviews_nothing(people, places, client_of, name):
    client = client_of(people["alice"])
    send(client, places["entry:submit"])
    events = Event.objects.count()
    response = client.post(places[name], DATA.get(name, {}), follow=True)
    assert "ঊর্ধ্বতন দপ্তরের পর্যালোচক" in response.text
    assert Event.objects.count() == events


def test_what_changes_something_is_not_asked_for_by_get(answers):
    for name in sorted(ONLY_POST):
        assert set(answers("get", name).values()) == {405}, name


def test_what_only_shows_takes_no_form(answers):
    for name in sorted(ONLY_GET):
        assert set(answers("post", name).values()) == {405}, name


def test_a_form_without_our_token_is_refused(people, places):
    client = Client(enforce_csrf_checks=True)
    events = Event.objects.count()
    for name in POST:
        client.force_login(people["admin" if "import" in name else "alice"])
        assert client.post(places[name], DATA.get(name, {})).status_code == 403, name
    assert Event.objects.count() == events


def is_sent_to_log_in(response):
    return response.status_code == 302 and response.url.startswith(reverse(settings.LOGIN_URL))


def test_nobody_is_let_in_without_logging_in(places, client):
    for name in GET:
        assert is_sent_to_log_in(client.get(places[name])), name
    for name in POST:
        assert is_sent_to_log_in(client.post(places[name], DATA.get(name, {}))), name


def test_pages_before_the_log_in_answer_anybody(db, client):
    for name in OPEN_TO_ALL:
        assert client.get(reverse(name)).status_code in {200, 302, 405}, name


def test_pages_of_the_own_account_ask_to_log_in(db, client):
    for name in OWN_ACCOUNT:
        assert is_sent_to_log_in(client.get(reverse(name))), name


def test_nobody_signs_up(db, client):
    data = {"username": "mallory", "password1": "a-long-password", "password2": "a-long-password"}
    assert client.post(reverse("account_signup"), data).status_code == 200
    assert not Person.objects.exists()


def test_somebody_made_inactive_is_out_at_the_next_click(people, places, client_of):
    client = client_of(people["alice"])
    assert client.get(places["entry:entry"]).status_code == 200
    people["alice"].is_active = False
    people["alice"].save()
    assert client.get(places["entry:entry"]).status_code == 302


def test_a_membership_that_ended_closes_the_plan_at_once(people, places, client_of):
    client = client_of(people["alice"])
    people["alice"].memberships.update(until="2020-01-01")
    assert client.get(places["entry:entry"]).status_code == 404
    assert client.post(places["entry:record"], DATA["entry:record"]).status_code == 404


# --- the administrators' site ------------------------------------------------------------------------------------


def test_the_administrators_site_is_for_administrators(people, client, client_of):
    pages = [name for name in addresses() if name.startswith("admin:") and name.endswith(("_changelist", "_add"))]
    assert len(pages) > 20
    for name in ("admin:index", *pages):
        assert client.get(reverse(name)).status_code == 302, name
        for person in ("alice", "rita"):
            response = client_of(people[person]).get(reverse(name))
            assert response.status_code == 403 or is_sent_to_log_in_as_staff(response), (name, person)


def is_sent_to_log_in_as_staff(response):
    return response.status_code == 302 and response.url.startswith((reverse("admin:login"), reverse("account_login")))
