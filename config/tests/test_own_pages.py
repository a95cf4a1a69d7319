"""Owns the proof that a page one person opened writes nothing in the name of another who signed in since."""

import re
from urllib.parse import urlencode

import pytest
from django.urls import reverse

from config.tests.quarter_steps.beginnings import begun, everybody
from config.tests.quarter_steps.scenes import SCENES
from config.tests.quarter_steps.truth import Who
from config.tests.test_quarter_statements import addresses_of, is_page
from editor.models import PlanDraft
from plans.models import Event
from plans.tests.writing import as_draft

pytestmark = pytest.mark.django_db
FORM = re.compile(r"<form\b[^>]*\bmethod=\"post\".*?</form>", re.DOTALL)
AROUND = ("/language/", "/i18n/", "/accounts/", "/plans/work-as/")  # of every page: nobody's work
WHOLE, LOOK = (f"admin:integrity_plans_integrityplan_{page}" for page in ("whole", "look"))
SENT = {"text": "৭", "version": "0", "confirmed": "1", "reason": "ক", "agreed": "on", "answer": "grant"}


@pytest.fixture
def people(industries_office, labour_office):
    return everybody(industries_office, labour_office)


@pytest.fixture(params=["draft", "waits, wished open", "returned, wished open", "approved"])
def stage(request, plan_of_size, people):
    stage = begun(plan_of_size, people)
    SCENES[request.param](stage)
    return stage


def is_around(form: str) -> bool:
    """Whether a form stands around every page: signing out, the language, the role."""
    action = re.search(r'action="([^"]*)"', form.partition(">")[0])
    return (action is not None and not action[1].startswith("/plans/")) or "work-as" in form.partition(">")[0]


def test_every_form_of_a_quarter_says_whose_page_it_is(stage, people, client_of):
    seen = 0
    for who in (Who.FOCAL_POINT, Who.REVIEWER):
        client = client_of(people[who])
        pages = [response.text for address in sorted(addresses_of(stage)) if is_page(response := client.get(address))]
        for form in (form for page in pages for form in FORM.findall(page) if not is_around(form)):
            assert f'name="owner" value="{people[who].pk}"' in form, form[:200]
            seen += 1
    assert seen > 0


def test_nothing_is_written_in_the_name_of_who_signed_in_since(stage, people, client_of):
    events, comments = stage.plan.events.count(), stage.row("1.1").cells.get(quarter=1).comments.count()
    for who in (Who.FOCAL_POINT, Who.REVIEWER):
        client, other = client_of(people[who]), people[Who.HEAD]
        for address in addresses_of(stage):
            if address.startswith("/plans/"):
                response = client.post(address, SENT | {"owner": other.pk})
                assert response.status_code == 403, address
                assert "এখন অন্য কেউ প্রবেশ করেছেন" in response.text
    assert stage.plan.events.count() == events
    assert stage.row("1.1").cells.get(quarter=1).comments.count() == comments


@pytest.mark.parametrize("page", ["entry:write_plan", "entry:look_plan", WHOLE, LOOK])
def test_what_one_typed_of_a_plan_is_not_saved_in_the_name_of_another(plan_of_size, alice, bob, client_of, page):
    plan = as_draft(plan_of_size(3))
    for person in (alice, bob):
        if page in (WHOLE, LOOK):
            person.is_staff = person.is_superuser = True
            person.save()
    typed_at = WHOLE if page in (WHOLE, LOOK) else "entry:write_plan"
    written = client_of(alice).get(reverse(typed_at, args=[plan.pk])).text
    assert f'name="owner" value="{alice.pk}"' in written
    before = Event.objects.count(), list(PlanDraft.objects.values())
    answer = client_of(bob).post(
        reverse(page, args=[plan.pk]), urlencode({"owner": alice.pk, "do": "save"}), "application/x-www-form-urlencoded"
    )
    assert answer.status_code == 403
    assert "এখন অন্য কেউ প্রবেশ করেছেন" in answer.text
    assert (Event.objects.count(), list(PlanDraft.objects.values())) == before
