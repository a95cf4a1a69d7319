"""Owns the proof that many people are invited at once: mailed or printed, and whoever is not reached is told."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from administration import many_invitations
from administration.mailing_job import mail_invitations
from administration.tests.test_invitations import CHOSEN, LINK, choose, gets_in, link_on, mail_server  # noqa: F401
from config.tests.test_admin_bengali import faults_of
from config.tests.test_separation import staff_with_every_permission
from jobs.models import Job
from jobs.running import Progress, run_job
from offices.models import Person, Role
from offices.tests.people import add_person
from plans.models import Event

pytestmark = pytest.mark.django_db
LIST, MANY = (reverse(f"admin:offices_person_{name}") for name in ("changelist", "invite_many"))


@pytest.fixture
def client(administrator, client_of):
    return client_of(administrator)


@pytest.fixture
def newcomers(industries_office, labour_office):
    """Two with an address, one without, one whose log-in is closed, one who has a password."""
    made = {
        "mina": ("mina@example.org", industries_office),
        "nila": ("nila@example.org", labour_office),
        "omar": ("", labour_office),
        "closed": ("closed@example.org", labour_office),
        "known": ("known@example.org", labour_office),
    }
    for name, (email, office) in made.items():
        person = add_person(name, office, Role.FOCAL_POINT, email=email, is_active=name != "closed")
        if name != "known":
            person.set_unusable_password()
            person.save()
    return {name: Person.objects.get(username=name) for name in made}


def chosen(client, people, **more):
    """What the list answers to the people ticked there."""
    data = {"action": "invite_people", "_selected_action": [person.pk for person in people.values()]}
    return client.post(LIST, data | more)


def asked(client, people, way):
    return client.post(MANY, {"people": ",".join(str(person.pk) for person in people.values()), "way": way})


def usernames(people):
    return [person.username for person in people]


# --- shown first -----------------------------------------------------------------------------------------------------


def test_the_list_leads_to_a_page_that_says_who_is_reached_how(client, newcomers, settings):
    settings.EMAIL_HOST = "127.0.0.1"
    page = chosen(client, newcomers)
    reach = page.context["reach"]
    assert usernames(reach.by_mail) == ["mina", "nila"]
    assert usernames(reach.on_paper) == ["omar"]
    assert [person.username for person, _why in reach.not_reached] == ["closed", "known"]
    assert "লগইন বন্ধ আছে" in page.text
    assert "পাসওয়ার্ড আগে থেকেই আছে" in page.text
    assert "মেইলে পাঠানো যায়: ২ জন" in page.text
    assert not Event.objects.filter(verb="invite_person").exists()


def test_without_a_mail_server_everybody_is_reached_on_paper(client, newcomers):
    reach = chosen(client, newcomers).context["reach"]
    assert (list(reach.by_mail), usernames(reach.on_paper)) == ([], ["mina", "nila", "omar"])


def test_all_that_a_filter_finds_can_be_chosen(client, newcomers):
    page = client.post(
        f"{LIST}?q=mina", {"action": "invite_people", "_selected_action": [newcomers["mina"].pk], "select_across": "1"}
    )
    assert usernames(page.context["reach"].reached) == ["mina"]


def test_reaching_many_costs_as_many_queries_as_one(client, newcomers):
    counted = []
    for people in ({"mina": newcomers["mina"]}, newcomers):
        with CaptureQueriesContext(connection) as queries:
            asked(client, people, "")
        counted.append(len(queries))
    assert counted[0] == counted[1] <= 6


def test_nobody_is_reached_by_who_may_not_change_them(client_of, cabinet_division, newcomers, rita):
    client = client_of(staff_with_every_permission("top", cabinet_division))
    rita.set_unusable_password()
    rita.save()
    reach = asked(client, {"mina": newcomers["mina"], "rita": rita}, "").context["reach"]
    assert usernames(reach.reached) == ["mina"]
    assert [person.username for person, _why in reach.not_reached] == ["rita"]
    assert client_of(staff_with_every_permission("staff")).post(MANY, {"people": "1"}).status_code == 403


@pytest.mark.parametrize("people", ["", "x", "1,,x", "9" * 40, "999999"])
def test_nonsense_chooses_nobody(client, people):
    page = client.post(MANY, {"people": people, "way": "paper"})
    assert page.status_code == 200
    assert "আগে তালিকায় ব্যক্তি বাছাই করুন" in client.get(MANY).text


# --- printed ---------------------------------------------------------------------------------------------------------


def test_a_sheet_for_each_brings_a_link_that_works_once(client, newcomers):
    page = asked(client, newcomers, "paper")
    links = list(dict.fromkeys(LINK.findall(page.text)))
    assert len(links) == 3
    assert page.text.count("Choose a password. The link works once.") == 3
    assert page.text.count('class="qr"') == 3
    assert "known" in re.sub(r"<[^>]+>", "", page.text)  # told above the sheets
    told = Event.objects.filter(verb="invite_person").order_by("sequence")
    assert [(event.subject, event.after["to"]) for event in told] == [("mina", ""), ("nila", ""), ("omar", "")]
    choose(links[0])
    assert gets_in("mina", CHOSEN)


def test_sheets_for_those_without_an_address_only(client, newcomers, settings):
    settings.EMAIL_HOST = "127.0.0.1"
    page = asked(client, newcomers, "others")
    assert len(set(LINK.findall(page.text))) == 1
    assert Event.objects.get(verb="invite_person").subject == "omar"


def test_too_many_sheets_are_refused_in_words(client, newcomers, monkeypatch):
    monkeypatch.setattr(many_invitations, "MOST_SHEETS", 2)
    page = asked(client, newcomers, "paper")
    assert page.status_code == 422
    assert "একবারে সর্বোচ্চ ২টি আমন্ত্রণ ছাপা যায়" in page.text
    assert not Event.objects.filter(verb="invite_person").exists()


# --- mailed in the background ---------------------------------------------------------------------------------------


def test_a_job_mails_each_and_tells_whom_it_did_not_reach(client, newcomers, mail_server):  # noqa: F811
    response = asked(client, newcomers, "mail")
    job = Job.objects.get()
    assert response.url == reverse("jobs:job", args=[job.pk])
    newcomers["nila"].is_active = False  # meanwhile
    newcomers["nila"].save()
    run_job(job.pk)
    assert [mail["To"] for mail in mail_server.taken] == ["mina@example.org"]
    choose(link_on(mail_server.taken[0].get_content()))
    assert gets_in("mina", CHOSEN)
    job.refresh_from_db()
    assert job.state == "done"
    page = client.get(response.url).text
    assert "১ জনকে আমন্ত্রণ পাঠানো হয়েছে" in page
    assert "লগইন বন্ধ আছে" in page
    assert LINK.search(page) is None  # no link is kept
    assert "password" not in str(job.arguments)


def test_a_job_begun_anew_mails_nobody_twice(client, newcomers, mail_server):  # noqa: F811
    asked(client, newcomers, "mail")
    job = Job.objects.get()
    run_job(job.pk)
    Job.objects.filter(pk=job.pk).update(state="running", ended_at=None)
    job.refresh_from_db()
    mail_invitations(Progress(job), **job.arguments)
    assert [mail["To"] for mail in mail_server.taken] == ["mina@example.org", "nila@example.org"]


def test_whom_the_mail_server_did_not_take_is_told(client, newcomers, mail_server, settings):  # noqa: F811
    asked(client, newcomers, "mail")
    settings.EMAIL_PORT = 1
    job = Job.objects.get()
    run_job(job.pk)
    job.refresh_from_db()
    assert [line["level"] for line in job.summary] == ["success", "warning", "warning"]
    assert "মেইল সার্ভার আমন্ত্রণটি নেয়নি" in client.get(reverse("jobs:job", args=[job.pk])).text


def test_pages_are_bengali(client, newcomers, settings):
    settings.EMAIL_HOST = "127.0.0.1"
    assert faults_of(client, [MANY, LIST]) == {}
