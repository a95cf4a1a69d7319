"""Owns the proof of who is let in where: every address, asked by each of the people, and by nobody.

Whatever is got, by whom ever, writes nothing to the database.
"""

from contextlib import contextmanager
from functools import partial

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cell_values.sentence import Sentence
from config.tests.addresses import addresses
from config.tests.around import AROUND, CHIEF, offices_around, people_around
from config.tests.statements import statements
from imports.actions.bringing import bring_in, keep_source, read_plans
from jobs.models import Job
from notices.actions import tell
from notices.models import Notice, NoticeKind
from offices.models import Person
from plan_tree.revisions import RevisedTarget
from plans.actions.entering import TypedCell, enter_cells
from plans.actions.evidence import attach_evidence
from plans.actions.remarks import fingerprint
from plans.actions.reporting import return_report, submit_report
from plans.models import Event, TargetRevision
from plans.queries.access import standing_today
from plans.tests.beginning import remembered
from plans.tests.deciding import send
from plans.tests.factories import INDUSTRIES, LABOUR, cell_of, typed, workbook

WRITES = ("INSERT", "UPDATE", "DELETE")
OWN_BOOKS = ("django_session", '"cache"')  # of the session and of counted requests
PEOPLE = (*AROUND, CHIEF)
WITHOUT_PART = ("charlie", CHIEF)  # in the plan of Alice
OF_ADMINISTRATORS = {"imports:undo"}  # whoever's plan an import was of
ADMINISTRATORS = {CHIEF, "administrator top"}
# Of a plan: who has a role at its office, and reviewers and heads of those above it.
READERS = {"alice", "bob", "head own", "reviewer own", "administrator own"}
READERS |= {"rita", "head parent", "head top", "reviewer top"} | ADMINISTRATORS


def answered(people, *, others):
    """These are shown the page, the others are answered otherwise."""
    return {person: 200 if person in people else others for person in PEOPLE}


PLAN = answered(READERS, others=404)
OWN = answered({"alice"}, others=404)
STAFF = answered(ADMINISTRATORS, others=403)
REVIEWERS = STAFF | {name: 200 for name in PEOPLE if name.startswith("reviewer")} | {"rita": 200}
ALL = dict.fromkeys(PEOPLE, 200)
UNSEEN = {person: 404 for person in PEOPLE if person not in READERS}


def redirected(answers):
    """Who may ask is sent on to a page; the others get what they would have got."""
    return {person: 302 if code == 200 else code for person, code in answers.items()}


def mistaken(answers):
    """Who may send the form is told what is missing in it."""
    return {person: 422 if code == 200 else code for person, code in answers.items()}


# Address → how it is asked for, and what each person is answered. Steps that a person may not take are refused
# by a sentence on the page they are sent to (what they leave unchanged is proved below).
GET = {
    "home": ALL,
    "reports:comparison": REVIEWERS,
    "reports:scorecard": PLAN,
    "reports:ledger": PLAN,
    "reports:ledger_data": PLAN,
    "reports:official_form": PLAN,
    "reports:printed_scorecard": PLAN,
    "reports:letter": PLAN,
    "reports:last_receipt": PLAN,
    "reports:receipt": PLAN,
    "reports:printed_receipt": PLAN,
    "reports:form_data": PLAN,
    "reports:scorecard_data": PLAN,
    "reports:letter_data": PLAN,
    "reports:printed_comparison": REVIEWERS,
    "reports:comparison_data": REVIEWERS,
    "reports:booklet": REVIEWERS,
    "entry:columns": ALL,
    "entry:entry": PLAN,
    "entry:export": PLAN,
    "entry:submit": PLAN,
    "entry:return": PLAN,
    "entry:approve": PLAN,
    "entry:approve_many": ALL,
    "entry:review": redirected(PLAN),  # to the page of the quarter
    "entry:ask_row": PLAN,
    "entry:reopen": PLAN,
    "entry:cell": PLAN,
    "entry:plan": PLAN,
    "entry:signed_plan": PLAN,
    "reports:signed_plan": PLAN,
    "entry:begin_plan": PLAN,
    "entry:write_plan": answered({"alice", "bob"} | ADMINISTRATORS, others=404),
    "entry:look_plan": answered({"alice", "bob"} | ADMINISTRATORS, others=404),
    "entry:submit_plan": PLAN,
    "entry:return_plan": PLAN,
    "entry:approve_plan": PLAN,
    "entry:record_signed": dict.fromkeys(PEOPLE, 403) | UNSEEN | dict.fromkeys(ADMINISTRATORS, 200),
    "entry:annual": PLAN,
    "entry:submit_annual": PLAN,
    "entry:feedback": PLAN,
    "entry:give_feedback": PLAN,
    "reports:annual_report": answered(set(), others=404),  # never handed in
    "reports:half_year_feedback": answered(set(), others=404),  # never given
    "entry:revisions": PLAN,
    "entry:revise": PLAN,
    "entry:evidence": PLAN,
    "entry:picture": answered(set(), others=404),  # this file is none
    "offices:tree": ALL,
    "offices:office": PLAN,
    "offices:move": STAFF,
    "offices:close": STAFF,
    "offices:reopen": STAFF,
    "plans:try_out": PLAN,
    "plans:policies": REVIEWERS,
    "plans:checkpoints": REVIEWERS,
    "plans:checkpoint_file": REVIEWERS,
    "plans:policy": PLAN | {name: 200 for name in PEOPLE if REVIEWERS[name] == 200},
    "plans:new_policy": STAFF,
    "plans:first_policy": STAFF,
    "imports:upload": STAFF,
    "imports:preview": STAFF,
    "imports:annotated": STAFF,
    "imports:undo": STAFF,
    "imports:draft": answered({"alice", "bob"} | ADMINISTRATORS, others=404),
    "imports:draft_document": answered(set(), others=404),  # of who brought it, in the same session
    "jobs:list": ALL,
    "jobs:job": OWN,
    "jobs:download": OWN,
    "notices:list": ALL,
    "notices:choice": ALL,
    "notices:mails": STAFF,
}
PLAN_PAGES = (
    "entry:record_signed",
    "entry:signed_plan",
    "reports:signed_plan",
    "entry:begin_plan",
    "entry:write_plan",
    "entry:look_plan",
    "imports:draft",
)
YEAR_END = (
    *("entry:annual", "entry:submit_annual", "entry:decide_annual"),
    *("entry:feedback", "entry:give_feedback", "entry:answer_feedback", "reports:half_year_feedback"),
)
PLAN_STEPS = ("entry:submit_plan", "entry:review_plan", "entry:return_plan", "entry:approve_plan")
ROW_STEPS = ("entry:review", "entry:ask_row", "entry:answer_row", "entry:reopen")
POST = {
    "entry:submit": redirected(PLAN) | {"alice": 409, "bob": 409},  # without what the page showed
    "entry:return": dict.fromkeys(PEOPLE, 403) | UNSEEN,
    "entry:approve": dict.fromkeys(PEOPLE, 403) | UNSEEN,
    # of a quarter that was not handed in
    **dict.fromkeys(ROW_STEPS, dict.fromkeys(PEOPLE, 403) | UNSEEN),
    # a plan that is approved already
    "entry:begin_plan": dict.fromkeys(PEOPLE, 403) | UNSEEN | dict.fromkeys(ADMINISTRATORS, 422),
    # as no page of ours sends it
    "entry:write_plan": answered(set(), others=404) | dict.fromkeys({"alice", "bob"} | ADMINISTRATORS, 400),
    "entry:look_plan": answered(set(), others=404) | dict.fromkeys({"alice", "bob"} | ADMINISTRATORS, 400),
    "entry:record_signed": dict.fromkeys(PEOPLE, 403) | UNSEEN,
    **dict.fromkeys(PLAN_STEPS, dict.fromkeys(PEOPLE, 403) | UNSEEN),
    "entry:annual": dict.fromkeys(PEOPLE, 403) | UNSEEN | {"alice": 302, "bob": 302},
    # of a year whose quarters were not handed in
    "entry:submit_annual": dict.fromkeys(PEOPLE, 403) | UNSEEN | {"alice": 422, "bob": 422},
    "entry:decide_annual": dict.fromkeys(PEOPLE, 403) | UNSEEN,
    "entry:feedback": dict.fromkeys(PEOPLE, 403) | UNSEEN | {"rita": 302},
    "entry:give_feedback": dict.fromkeys(PEOPLE, 403) | UNSEEN | {"rita": 422},
    "entry:answer_feedback": dict.fromkeys(PEOPLE, 403) | UNSEEN,
    "entry:publish": redirected(PLAN),
    "entry:approve_many": dict.fromkeys(PEOPLE, 422),
    "entry:sign_off": redirected(PLAN),
    "entry:claim_total": dict.fromkeys(PEOPLE, 403) | UNSEEN | {"alice": 302, "bob": 302},
    "entry:ask_to_sign": redirected(PLAN),
    "entry:withdraw": redirected(PLAN),
    "entry:assess": dict.fromkeys(PEOPLE, 403) | UNSEEN,
    "entry:discard_refused": redirected(PLAN),
    "entry:exempt": dict.fromkeys(PEOPLE, 422) | UNSEEN,
    "entry:revise": dict.fromkeys(PEOPLE, 403) | UNSEEN,  # long after the last day
    "entry:decide_revision": dict.fromkeys(PEOPLE, 403) | UNSEEN | {"rita": 302},
    "entry:withdraw_revision": dict.fromkeys(PEOPLE, 403) | UNSEEN | {"alice": 302},  # who asked, not a colleague
    "entry:record": dict.fromkeys(PEOPLE, 403) | UNSEEN | {"alice": 302, "bob": 302},
    "entry:record_all": redirected(PLAN),  # nothing typed: back to the page
    "entry:remark": dict.fromkeys(PEOPLE, 403) | UNSEEN | {"alice": 302, "bob": 302},
    "entry:claim": dict.fromkeys(PEOPLE, 403) | UNSEEN | {"alice": 302, "bob": 302},
    "entry:attach": redirected(PLAN),
    "entry:comment": redirected(PLAN),
    "entry:remove_evidence": redirected(PLAN),
    "entry:remind": {name: 302 if REVIEWERS[name] == 200 and STAFF[name] != 200 else 403 for name in PEOPLE},
    "reports:booklet": redirected(REVIEWERS),
    "jobs:cancel": redirected(OWN),
    "jobs:again": redirected(OWN),
    "notices:open": redirected(OWN),
    "notices:read": redirected(ALL),
    "notices:seen": ALL,
    "notices:choice": mistaken(ALL),
    "notices:again": redirected(STAFF),
    "offices:move": mistaken(STAFF),
    "offices:close": mistaken(STAFF),
    "offices:reopen": mistaken(STAFF),
    "plans:work_as": redirected(ALL),
    "plans:new_policy": mistaken(STAFF),
    "plans:first_policy": mistaken(STAFF),
    "imports:upload": mistaken(STAFF),
    "imports:accept": redirected(STAFF),
    "imports:paste": mistaken(STAFF),
    "imports:many": mistaken(STAFF),
    "imports:preview": STAFF,
    "imports:undo": redirected(STAFF),
    # into a plan that is approved already
    "imports:draft": answered(set(), others=404) | dict.fromkeys({"alice", "bob"} | ADMINISTRATORS, 403),
    "imports:draft_document": answered(set(), others=404),
}
ONLY_POST = set(POST) - set(GET)
ONLY_GET = set(GET) - set(POST)
COMPARED = {"kind": "integrity", "year": "2023", "through": "1"}
DATA = {
    "reports:printed_comparison": COMPARED,
    "reports:comparison_data": COMPARED,
    "reports:booklet": COMPARED,
    "entry:record": {"text": "১", "version": "0"},
    "entry:remark": {"text": "মন্তব্য", "version": fingerprint("")},
    "entry:claim": {"text": "০.৫", "version": fingerprint("")},
    "entry:claim_total": {"text": "১৭", "version": fingerprint("")},
    "entry:exempt": {"answer": "grant"},
    "entry:return": {"reason": "কারণ", "confirmed": "1"},
    "entry:approve": {"agreed": "on", "confirmed": "1"},
    "entry:ask_row": {"reason": "কারণ"},
    "entry:reopen": {"reason": "কারণ"},
    "entry:annual": {"successes": "ভালো", "version": "0"},
    "entry:decide_annual": {"answer": "accept"},
    "entry:feedback": {"text": "ভালো", "version": "0"},
    "entry:begin_plan": {"with": "last_year"},
    "entry:comment": {"text": "মন্তব্য"},
    "entry:revise": {"100%": "২", "reason": "কারণ"},
    "entry:decide_revision": {"answer": "grant", "reason": "কারণ"},
}

# Of allauth and for the public, whatever role somebody has. Address → what is answered to GET and to POST: who is not
# logged in, and who is. TO_LOG_IN: sent there; nothing is said of what stands at the address.
TO_LOG_IN = "log-in"
READ_BY_ALL = (200, 405, 200, 405)
ACCOUNT = {
    "about": READ_BY_ALL,
    "healthz": READ_BY_ALL,
    "readyz": READ_BY_ALL,
    "metrics": (404, 405, 404, 405),  # where the settings give no token
    "account_change_password": (TO_LOG_IN, TO_LOG_IN, 200, 200),
    "account_confirm_login_code": (TO_LOG_IN, TO_LOG_IN, 302, 302),
    "account_email": (TO_LOG_IN, TO_LOG_IN, 200, 302),
    "account_email_verification_sent": READ_BY_ALL,
    "account_inactive": READ_BY_ALL,
    "account_login": (200, 200, 302, 302),
    "account_reauthenticate": (TO_LOG_IN, TO_LOG_IN, 200, 200),
    "account_reset_password": (200, 200, 200, 200),
    "account_reset_password_done": READ_BY_ALL,
    "account_reset_password_from_key_done": READ_BY_ALL,
    "account_set_password": (TO_LOG_IN, TO_LOG_IN, 302, 302),
    "account_signup": (200, 200, 302, 302),  # it is closed: nobody signs up
    "mfa_activate_totp": (TO_LOG_IN, TO_LOG_IN, 302, 302),  # the password is asked for first
    "mfa_authenticate": (TO_LOG_IN, TO_LOG_IN, 302, 302),
    "mfa_deactivate_totp": (TO_LOG_IN, TO_LOG_IN, 404, 404),  # who has none
    "mfa_download_recovery_codes": (TO_LOG_IN, TO_LOG_IN, 404, 404),
    "mfa_generate_recovery_codes": (TO_LOG_IN, TO_LOG_IN, 302, 302),
    "mfa_index": (TO_LOG_IN, TO_LOG_IN, 200, 405),
    "mfa_reauthenticate": (TO_LOG_IN, TO_LOG_IN, 302, 302),
    "mfa_view_recovery_codes": (TO_LOG_IN, TO_LOG_IN, 404, 405),
    "public:list": READ_BY_ALL,
    "robots": READ_BY_ALL,
    "signed_in": (TO_LOG_IN, TO_LOG_IN, 200, 405),
    "set_language": (302, 302, 302, 302),
    "verification:search": READ_BY_ALL,
    "account_logout": (302, 302, 200, 302),  # last of all: who asks is out then
}
# With a key that nobody was given; what the right one opens is proved with what gives it.
UNPUBLISHED = {"kind": "integrity", "year": "2020-21", "office": "40", "quarter": 1}
WITH_A_KEY = {
    "account_confirm_email": ({"key": "x"}, (200, 404, 200, 404)),
    "account_reset_password_from_key": ({"uidb36": "1", "key": "x-y"}, (200, 200, 200, 200)),
    "verification:verdict": ({"number": "1234"}, (404, 405, 404, 405)),
    "public:report": (UNPUBLISHED, (404, 405, 404, 405)),
    "public:file": (UNPUBLISHED | {"ending": "json"}, (404, 405, 404, 405)),
    "public:schema": ({"version": 9999}, (404, 405, 404, 405)),
}


@pytest.fixture
def scene(request, reference):
    """Everybody, and what Alice has; made for the first test and stored again for the others."""

    def made():
        offices = offices_around(request.getfixturevalue("industries_office"))
        people = people_around(offices) | {CHIEF: request.getfixturevalue("administrator")}
        parts = {"alice": people["alice"], "rita": people["rita"], "administrator": people[CHIEF]}
        plan_of_size = partial(request.getfixturevalue("plan_of_size"), office=offices["own"])
        return {name: person.pk for name, person in people.items()}, places_of(plan_of_size, **parts)

    found = remembered("who is let in where", made)
    if connection.vendor == "postgresql":
        _count_rows()
    return found


def _count_rows():
    """PostgreSQL has seen these tables without a stored row, and joins what it takes to be empty row by row."""
    tables = ("plan", "area", "activity", "indicator", "quartercell", "evidence")
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {', '.join(f'plans_{table}' for table in tables)}")


@pytest.fixture
def people(scene):
    found = Person.objects.in_bulk(scene[0].values())
    return {name: found[pk] for name, pk in scene[0].items()}


@pytest.fixture
def places(scene):
    return scene[1]


def places_of(plan_of_size, alice, rita, administrator):
    """Where each address points for the plan, the file and the job of Alice."""
    plan = plan_of_size(2)
    cell = cell_of(plan, "1.1", 1)
    file = SimpleUploadedFile("notice.pdf", b"%PDF-1.4 notice", content_type="application/pdf")
    evidence = attach_evidence(cell=cell_of(plan, "1.1", 2), file=file, by=alice)
    job = Job.objects.create(task="none", title="কাজ", asked_by=alice, file_name="made.txt")
    job.file.save("made.txt", SimpleUploadedFile("made.txt", b"made"))
    source = keep_source(workbook(INDUSTRIES).read_bytes(), INDUSTRIES, by=administrator)
    (stored,) = bring_in(read_plans(workbook(LABOUR).read_bytes(), LABOUR), source=source, by=administrator)
    returned = submit_report(report=plan_of_size(1).reports.get(quarter=1), by=alice)
    return_report(report=returned, reason="কারণ", by=rita)
    about = {"plan_id": returned.plan_id, "quarter": 1}
    revision = TargetRevision(indicator=cell.indicator, reason="কারণ", asked_by=alice, asked_at=timezone.now())
    revision.revised = [RevisedTarget("100%", cell.indicator.annual, typed("২"))]
    revision.save()
    typed_in = TypedCell(cell_of(plan, "1.1", 2).pk, "-৫", no_value=Sentence("কারণ", "why"))
    refused = enter_cells(typed=[typed_in], by=standing_today(alice), among=None)[1][0].kept
    said = Sentence("কিছু জানানো হলো।", "Something is told.")
    tell(people=[alice], kind=NoticeKind.COMMENT, sentence=said, link="/about/", once="access")
    quarter = {"plan_id": plan.pk, "quarter": 1}
    arguments = {
        "notices:open": {"notice_id": Notice.objects.get(once="access").pk},
        "reports:scorecard": quarter,
        "reports:ledger": {"plan_id": plan.pk},
        "reports:ledger_data": {"plan_id": plan.pk, "ending": "csv"},
        "reports:official_form": quarter,
        "reports:printed_scorecard": quarter,
        "reports:letter": about,
        "reports:last_receipt": about,
        "reports:receipt": about | {"round_number": 1},
        "reports:printed_receipt": about | {"round_number": 1},
        "reports:form_data": quarter | {"ending": "csv"},
        "reports:scorecard_data": quarter | {"ending": "xlsx"},
        "reports:letter_data": about | {"ending": "csv"},
        "reports:comparison_data": {"ending": "csv"},
        "entry:entry": quarter,
        **{f"offices:{name}": {"office_id": plan.office_id} for name in ("office", "move", "close", "reopen")},
        "plans:try_out": quarter,
        "plans:policy": {"policy_id": plan.policy_id},
        "plans:new_policy": {"policy_id": plan.policy_id},
        "plans:first_policy": {"kind": plan.kind},
        "entry:columns": {"kind": plan.kind},
        "entry:export": quarter,
        "entry:revisions": {"plan_id": plan.pk},
        "entry:revise": {"indicator_id": cell.indicator_id},
        "entry:decide_revision": {"revision_id": revision.pk},
        "entry:withdraw_revision": {"revision_id": revision.pk},
        "reports:annual_report": {"plan_id": plan.pk, "round_number": 1},
        "entry:submit": quarter,
        "entry:record_all": quarter,
        "entry:return": quarter,
        "entry:approve": quarter,
        "entry:publish": quarter,
        "entry:withdraw": quarter,
        "entry:evidence": {"evidence_id": evidence.pk},
        "entry:picture": {"evidence_id": evidence.pk},
        "entry:remove_evidence": {"evidence_id": evidence.pk},
        "entry:discard_refused": {"refused_id": refused.pk},
        "imports:preview": {"source_id": source.pk},
        "imports:annotated": {"source_id": source.pk},
        "imports:draft_document": {"plan_id": plan.pk, "source_id": source.pk},
        "imports:undo": {"import_id": stored.stored.plan.imports.get().pk},
    }
    arguments |= {name: {"cell_id": cell.pk} for name in CELLS}
    arguments |= dict.fromkeys(
        ("entry:review", "entry:reopen", "entry:sign_off", "entry:ask_to_sign", "entry:claim_total"), quarter
    )
    arguments |= {name: quarter | {"indicator_id": cell.indicator_id} for name in ("entry:ask_row", "entry:answer_row")}
    arguments |= {
        name: {"plan_id": plan.pk}
        for name in ("entry:plan", "entry:record_signed", *PLAN_PAGES, *PLAN_STEPS, *YEAR_END)
    }
    arguments |= {name: {"job_id": job.pk} for name in ("jobs:job", "jobs:cancel", "jobs:again", "jobs:download")}
    return {name: reverse(name, kwargs=arguments.get(name, {})) for name in GET | POST}


CELLS = (
    *("entry:record", "entry:cell", "entry:remark", "entry:claim"),
    *("entry:attach", "entry:comment", "entry:assess", "entry:exempt"),
)


def test_no_address_is_forgotten_here():
    known = set(GET) | set(POST) | set(ACCOUNT) | set(WITH_A_KEY)
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


def written_by(asked):
    """The statements that change anything but a session and the counts of requests."""
    writes = [sql for sql in asked if sql.lstrip().startswith(WRITES)]
    return [sql for sql in writes if not any(table in sql for table in OWN_BOOKS)]


def events_of(asked):
    """The statements that tell the ledger something."""
    return [sql for sql in written_by(asked) if Event._meta.db_table in sql]


@pytest.fixture
def answers(people, places, client_of):
    """``answers("get", GET, "alice")``: what she is answered at each address of a table. Looking changes nothing.

    ``told``: is given the addresses that wrote an event.
    """

    def ask(method, table, name, told=None):
        client, found = client_of(people[name]), {}
        for address in table:
            with undone(), statements() as asked:
                response = getattr(client, method)(places[address], DATA.get(address, {}))
                found[address] = response.status_code
                put_away(response)
            assert method == "post" or not written_by(asked), (address, name)
            if told is not None and events_of(asked):
                told.add(address)
        return found

    return ask


def of(table, person):
    """A person's column of the table."""
    return {address: row[person] for address, row in table.items()}


@pytest.mark.parametrize("person", PEOPLE)
def test_each_is_shown_the_pages_that_concern_them_and_looking_writes_nothing(answers, person):
    assert answers("get", GET, person) == of(GET, person)


@pytest.mark.parametrize("person", PEOPLE)
def test_a_form_is_taken_from_whom_it_concerns_and_who_has_no_part_in_a_plan_changes_nothing_of_it(answers, person):
    told = set()
    assert answers("post", POST, person, told) == of(POST, person)
    assert person not in WITHOUT_PART or told <= OF_ADMINISTRATORS


def test_the_head_of_a_page_is_answered_like_the_page_and_writes_nothing(answers):
    for person in PEOPLE:
        assert answers("head", GET, person) == of(GET, person), person


@pytest.mark.parametrize(
    "name", ["entry:submit", "entry:record", "entry:attach", "entry:remove_evidence", "entry:revise"]
)
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
    for person in PEOPLE:
        assert answers("get", ONLY_POST, person) == dict.fromkeys(ONLY_POST, 405), person


def test_what_only_shows_takes_no_form(answers):
    for person in PEOPLE:
        assert answers("post", ONLY_GET, person) == dict.fromkeys(ONLY_GET, 405), person


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


def outcome(client, method, place):
    with undone():
        response = getattr(client, method)(place)
        put_away(response)
    return TO_LOG_IN if is_sent_to_log_in(response) else response.status_code


def test_pages_of_accounts_and_of_the_public_are_the_same_for_every_role(people, client_of, client):
    table = {reverse(name, kwargs=kwargs): row for name, (kwargs, row) in WITH_A_KEY.items()}
    table |= {reverse(name): row for name, row in ACCOUNT.items()}
    stranger = {place: (outcome(client, "get", place), outcome(client, "post", place)) for place in table}
    assert stranger == {place: row[:2] for place, row in table.items()}
    for name in ("alice", "head own", "rita", "administrator top", CHIEF, "once focal point own", "holds nothing"):
        inside = client_of(people[name])
        known = {place: (outcome(inside, "get", place), outcome(inside, "post", place)) for place in table}
        assert known == {place: row[2:] for place, row in table.items()}, name


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
