"""Owns the proof that what is saved after the session has ended stands in its field again after log-in."""

from decimal import Decimal

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse

from entry.unsent import KEPT, MOST_LETTERS
from plans.actions.achievements import record_achievement
from plans.actions.remarks import fingerprint
from plans.tests.deciding import hidden_in
from plans.tests.factories import cell_of

PASSWORD = "only-for-this-test-1"
ENDED = "পাঠানোর সময় লগ-ইনের মেয়াদ শেষ হয়ে গিয়েছিল"
NOT_SAVED = "এখনও সংরক্ষিত নয়:"


@pytest.fixture
def plan(plan_of_size):
    return plan_of_size(3)


@pytest.fixture
def let_in(client):
    """``let_in(person)``: signs in through the log-in page, as a person does; where it led."""

    def let_in(person, address=""):
        person.set_password(PASSWORD)
        person.save()
        page = client.get(address or reverse("account_login")).text
        typed = {"login": person.username, "password": PASSWORD}
        return client.post(reverse("account_login"), hidden_in(page) | typed, follow=True)

    return let_in


@pytest.fixture
def ended(client, alice, let_in):
    """``ended(page)``: the hidden fields of a page Alice opened, whose session has ended since."""

    def ended(page):
        let_in(alice)
        fields = hidden_in(client.get(page).text)
        Session.objects.all().delete()
        return {name: fields[name] for name in ("owner", "seal")}

    return ended


def entry_page(plan):
    return reverse("entry:entry", args=[plan.pk, 1])


def sent(texts, was=""):
    """The fields of the form, of cells nobody had written before."""
    fields = {"cell": list(texts), "text": list(texts.values())}
    return fields | {"version": ["0"] * len(texts), "was": [was] * len(texts)}


@pytest.mark.parametrize("way", ["record", "record_all"])
def test_what_was_typed_stands_in_its_fields_after_log_in_and_is_saved_then(plan, alice, client, ended, let_in, way):
    first, second = (cell_of(plan, number, 1).pk for number in ("1.1", "1.2"))
    everything = reverse("entry:record_all", args=[plan.pk, 1])
    address = reverse("entry:record", args=[first]) if way == "record" else everything
    typed = sent({first: "৭", second: "৮"}) | ended(entry_page(plan))
    response = client.post(address, typed)
    assert response.url == f"{reverse('account_login')}?next={entry_page(plan)}"
    assert "এখনও সংরক্ষিত হয়নি" in client.get(response.url).text
    assert client.session[KEPT]["fields"].keys() == {f"cell-{first}", f"cell-{second}"}
    page = let_in(alice, response.url)
    assert page.redirect_chain[-1][0] == entry_page(plan)
    assert [f'value="{each}"' in page.text for each in "৭৮"] == [True, True]
    assert page.text.count(NOT_SAVED) == 3  # at each, and above
    assert page.text.count('name="was" value=""') == 3  # so that all is sent again, whichever button is pressed
    assert cell_of(plan, "1.1", 1).achievement.is_blank
    client.post(everything, typed)
    assert [cell_of(plan, number, 1).achievement.text for number in ("1.1", "1.2")] == ["৭", "৮"]
    assert NOT_SAVED not in client.get(entry_page(plan)).text


def test_it_can_be_given_up(plan, alice, client, ended, let_in):
    address = reverse("entry:record", args=[cell_of(plan, "1.1", 1).pk])
    client.post(address, {"text": "৭", "version": "0"} | ended(entry_page(plan)))
    let_in(alice)
    client.post(address, {"text": "৭", "version": "0", "keep": "theirs"})
    assert NOT_SAVED not in client.get(entry_page(plan)).text
    assert cell_of(plan, "1.1", 1).achievement.is_blank


def test_it_is_never_shown_to_somebody_else_and_is_gone_then(plan, bob, client, ended, let_in):
    address = reverse("entry:record", args=[cell_of(plan, "1.1", 1).pk])
    client.post(address, {"text": "৭৭৭", "version": "0"} | ended(entry_page(plan)))
    let_in(bob)
    assert "৭৭৭" not in client.get(entry_page(plan)).text
    assert KEPT not in client.session


def test_nothing_is_kept_of_a_page_that_nobody_was_shown(plan, alice, client, ended):
    address = reverse("entry:record", args=[cell_of(plan, "1.1", 1).pk])
    seals = ended(entry_page(plan))
    for forged in ({}, seals | {"seal": ""}, seals | {"seal": f"{alice.pk}:1:abc"}):
        response = client.post(address, {"text": "৭", "version": "0"} | forged)
        assert response.url == f"{reverse('account_login')}?next={address}"
        assert KEPT not in client.session


def test_nothing_is_kept_of_a_cell_its_writer_does_not_see(plan, plan_of_size, labour, client, ended):
    address = reverse("entry:record", args=[cell_of(labour, "1.1.1", 1).pk])
    client.post(address, {"text": "৭", "version": "0"} | ended(entry_page(plan)))
    assert KEPT not in client.session


def test_what_is_kept_has_its_measure(plan, client, ended):
    address = reverse("entry:record", args=[cell_of(plan, "1.1", 1).pk])
    client.post(address, {"text": "ক" * (MOST_LETTERS + 1), "version": "0"} | ended(entry_page(plan)))
    assert KEPT not in client.session


def test_what_somebody_wrote_meanwhile_is_told_when_it_is_saved(plan, alice, bob, client, ended, let_in):
    cell = cell_of(plan, "1.1", 1)
    address = reverse("entry:record", args=[cell.pk])
    client.post(address, {"text": "৭", "version": "0"} | ended(entry_page(plan)))
    record_achievement(cell=cell, value="২", version=0, by=bob)
    let_in(alice)
    assert 'name="version" value="0"' in client.get(entry_page(plan)).text
    assert client.post(address, {"text": "৭", "version": "0"}).status_code == 409


@pytest.mark.parametrize("name", ["remark", "claim", "comment"])
def test_what_was_typed_beside_a_row_stands_there_again(plan, alice, client, ended, let_in, name):
    cell = cell_of(plan, "1.1", 1)
    page, address = reverse("entry:cell", args=[cell.pk]), reverse(f"entry:{name}", args=[cell.pk])
    seals, version = ended(page), fingerprint("")
    response = client.post(address, {"text": "০.২৫", "version": version} | seals)
    assert response.url == f"{reverse('account_login')}?next={page}"
    again = let_in(alice, response.url).text
    assert [each in again for each in ("০.২৫", ENDED)] == [True, True]
    client.post(address, {"text": "০.২৫", "version": version} | seals)
    assert ENDED not in client.get(page).text


def test_the_claim_of_the_whole_quarter_stands_in_its_field_again(plan, alice, client, ended, let_in):
    address, version = reverse("entry:claim_total", args=[plan.pk, 1]), fingerprint("")
    seals = ended(entry_page(plan))
    response = client.post(address, {"text": "৪০.২৫", "version": version} | seals)
    assert response.url == f"{reverse('account_login')}?next={entry_page(plan)}%23total-claim"
    again = let_in(alice, response.url).text
    assert [each in again for each in ('value="৪০.২৫"', ENDED)] == [True, True]
    assert plan.reports.get(quarter=1).claimed_obtained is None
    client.post(address, {"text": "৪০.২৫", "version": version} | seals)
    assert plan.reports.get(quarter=1).claimed_obtained == Decimal("40.25")
    assert ENDED not in client.get(entry_page(plan)).text


def test_a_claim_is_not_kept_for_who_does_not_see_the_plan(plan, labour, client, ended):
    address = reverse("entry:claim_total", args=[labour.pk, 1])
    client.post(address, {"text": "৪০", "version": fingerprint("")} | ended(entry_page(plan)))
    assert KEPT not in client.session
