"""Owns the proof that a form which refuses what was typed shows it again: nobody types it a second time."""

from django.urls import reverse


def test_pasted_rows_that_are_too_many_stay_in_their_field(client_of, administrator):
    response = client_of(administrator).post(reverse("imports:paste"), {"text": "ক" * 250_001})
    assert response.status_code == 422
    assert "ক" * 250_001 in response.text


def test_a_switch_nobody_offers_stays_chosen_beside_its_error(client_of, alice, industries):
    client = client_of(alice)
    address = reverse("plans:try_out", kwargs={"plan_id": industries.pk, "quarter": 1})
    form = client.get(address).context["form"]
    asked = {name: str(form[name].value() or "") for name in form.fields}
    odd = next(iter(asked))
    response = client.get(address, asked | {odd: "abc"})
    refused = response.context["form"]
    assert response.status_code == 422
    assert set(refused.errors) == {odd}
    assert {name: str(refused[name].value() or "") for name in asked} == asked | {odd: "abc"}


def test_a_policy_without_its_switches_keeps_its_name_and_reason(client_of, administrator, industries):
    address = reverse("plans:new_policy", args=[industries.policy_id])
    response = client_of(administrator).post(address, {"name": "নতুন নীতি", "reason": "কারণ আছে"})
    assert response.status_code == 422
    assert "নতুন নীতি" in response.text
    assert "কারণ আছে" in response.text
