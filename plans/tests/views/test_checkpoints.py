"""Owns the proof of the page of checkpoints: who sees it, and that what it gives out proves the ledger."""

import json

import pytest
from django.core.management import call_command
from django.urls import reverse

from plans.actions.achievements import record_achievement
from plans.actions.checkpoints import make_checkpoint
from plans.tests.factories import cell_of

PAGE, FILE = reverse("plans:checkpoints"), reverse("plans:checkpoint_file")


@pytest.fixture
def client(rita, client_of):
    return client_of(rita)


def test_the_page_says_how_much_is_in_no_checkpoint_yet(industries, alice, client):
    make_checkpoint()
    record_achievement(cell=cell_of(industries, "1.1", 1), value="১", version=0, by=alice)
    page = client.get(PAGE)
    assert "১টি ঘটনা এখনও কোনো চেকপয়েন্টে নেই" in page.text
    assert "সব পরিকল্পনা" in page.text


def test_without_any_it_says_so(reference, client):
    assert "এখনও কোনো চেকপয়েন্ট তৈরি হয়নি" in client.get(PAGE).text


def test_what_it_gives_out_proves_the_ledger(industries, alice, client, tmp_path, capsys):
    """The last checkpoint of all chains and those since, as somebody keeps them."""
    make_checkpoint()
    record_achievement(cell=cell_of(industries, "1.1", 1), value="১", version=0, by=alice)
    make_checkpoint()
    held = tmp_path / "held.json"
    held.write_text(client.get(FILE).text, encoding="utf-8")
    assert [json.loads(line)["checkpoint"] for line in held.read_text().splitlines()] == [1, 2]
    with pytest.raises(SystemExit):  # the files of this test are not written: nothing is committed
        call_command("verify_events", "--json", "--checkpoint", str(held))
    told = json.loads(capsys.readouterr().out)["differences"]
    assert {each["what"] for each in told} == {"file of checkpoint 1", "file of checkpoint 2"}
