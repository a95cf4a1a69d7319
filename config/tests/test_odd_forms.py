"""Owns the proof that no form of a quarter fails at what no page of ours sends, nor reaches into another plan."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cell_values.text import normalise
from config.tests.quarter_steps.beginnings import begun, everybody
from config.tests.quarter_steps.scenes import SCENES, Stage
from config.tests.quarter_steps.truth import ENTERING, Who
from config.tests.quarter_steps.trying import FORMS, HTMX, WHY, Attempt
from config.tests.test_access import undone
from plans.models import Event
from plans.tests.factories import cell_of

TYPED, FILES = "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"
NAMED_ODDLY = b'--x\r\nContent-Disposition: form-data; name="file"; filename="\0.pdf"\r\n\r\n%PDF\r\n--x--\r\n'
ODD = (
    (b"", TYPED),
    (b"text=%ff%fe%80&version=0&reason=%ff&seen=%ff", TYPED),
    ("text=%00&version=০&reason=%00".encode(), TYPED),
    (b"text=1&text=2&version=0&version=1&reason=a&reason=b", TYPED),
    (b"cell=1&cell=1&text=1&text=2&version=0&version=0", TYPED),
    (b"cell=99999999999999999999999999&text=1&version=0", TYPED),
    (b"text=1&version=99999999999999999999999999999", TYPED),
    (b"seen=eJw=&reason=x&confirmed=1", TYPED),
    (b"text=1&version=0", f"{TYPED}; charset=utf-7"),
    (b"{}", "application/json"),
    (b"\xff\xfe\x00", FILES),
    (NAMED_ODDLY, FILES),
)
NO_KEYS = ("0", "2147483648", "9223372036854775808", "99999999999999999999")
OF_A_KEY = (
    *(
        f"cells/{{}}/{name}"
        for name in ("", "more/", "evidence/", "remark/", "claim/", "comments/", "assess/", "exempt/")
    ),
    *("evidence/{}/", "evidence/{}/remove/", "refused/{}/discard/", "rows/{}/revise/", "revisions/{}/decide/"),
    *(f"{{}}/q1/{name}" for name in ("", "cells/", "submit/", "sign/", "review/", "return/", "approve/", "reopen/")),
    *("{}/q0/", "{}/q9/", "{}/q1/rows/{}/ask/", "{}/q1/rows/{}/answer/"),
)
OPEN = {"reopen": "approved", "ask": "returned, unseen"}
NOTHING_SEEN = "\u200b\u202e\u200d"
OFFICES = (*ENTERING, "comment")


@pytest.fixture
def people(industries_office, labour_office):
    return everybody(industries_office, labour_office)


@pytest.fixture
def stage(plan_of_size, people):
    return begun(plan_of_size, people)


@pytest.mark.parametrize("step", FORMS)
def test_no_form_fails_at_what_no_page_sends(stage, people, client_of, step):
    SCENES[OPEN.get(step, "draft" if step in OFFICES else "waits, wished open")](stage)
    who = people[Who.FOCAL_POINT if step in OFFICES else Who.REVIEWER]
    client = client_of(who)
    place, _typed = FORMS[step](Attempt(stage, who, client))
    for body, kind in ODD:
        for headers in ({}, HTMX):
            with undone():
                assert client.generic("POST", place, body, content_type=kind, **headers).status_code < 500, body


@pytest.mark.parametrize("step", ["comment", "ask", "return", "reopen", "assess", "exempt", "question"])
def test_words_nobody_sees_are_no_words(stage, people, client_of, step):
    SCENES[OPEN.get(step, "draft" if step in OFFICES else "waits, wished open")](stage)
    who = people[Who.FOCAL_POINT if step in OFFICES else Who.REVIEWER]
    client, events = client_of(who), stage.plan.events.count()
    place, typed = FORMS[step](Attempt(stage, who, client))
    unseen = {name: NOTHING_SEEN if text in {WHY, "মন্তব্য"} else text for name, text in typed.items()}
    assert unseen != typed
    assert client.post(place, unseen).status_code == 422
    assert stage.plan.events.count() == events


def test_a_file_is_named_by_what_is_seen_of_its_name(stage, people, client_of):
    file = SimpleUploadedFile("\u202eঅডিট\u200b.pdf", b"%PDF-1.4 named", content_type="application/pdf")
    cell = cell_of(stage.plan, "1.2", 1)
    client_of(people[Who.FOCAL_POINT]).post(reverse("entry:attach", args=[cell.pk]), {"file": file})
    assert cell.evidence.get().name == normalise("অডিট.pdf")


@pytest.mark.parametrize("who", [Who.FOCAL_POINT, Who.REVIEWER, Who.ADMINISTRATOR])
def test_what_no_database_has_a_key_of_is_not_found(stage, people, client_of, who):
    client = client_of(people[who])
    for place in (f"/plans/{address.format(key, key)}" for address in OF_A_KEY for key in NO_KEYS):
        with undone():
            assert client.get(place).status_code in {404, 405}, place
            assert client.post(place, {"text": "1", "version": "0"}).status_code in {404, 405}, place


def test_no_form_reaches_into_another_plan_or_quarter(stage, people, plan_of_size, client_of):
    other, client = Stage(plan_of_size(3), people), client_of(people[Who.FOCAL_POINT])
    ask = reverse("entry:ask_row", args=[stage.plan.pk, 1, other.row("1.1").pk])
    assert client.post(ask, {"reason": "ভুল"}).status_code == 404
    here, there, next_quarter = (
        cell_of(stage.plan, "1.1", 1),
        cell_of(other.plan, "1.1", 1),
        cell_of(stage.plan, "1.1", 2),
    )
    events, place = Event.objects.count(), reverse("entry:record_all", args=[stage.plan.pk, 1])
    for cells in ([here, there], [here, next_quarter], [there]):
        sent = {"cell": [cell.pk for cell in cells], "text": ["৭"] * len(cells)}
        assert client.post(place, sent | {"version": [cell.version for cell in cells]}).status_code == 404
    assert client.post(place, {"cell": NO_KEYS[-1], "text": "৭", "version": "0"}).status_code == 404
    assert Event.objects.count() == events
