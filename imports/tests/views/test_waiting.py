"""A preview is read once; while others are read it waits its turn without holding a place of the site's."""

import pytest

from plans.tests.factories import INDUSTRIES, LABOUR, workbook
from plans.tests.workbooks import UNDECIDED, WITHOUT_QUARTER, with_cells
from sheets.turns import Patience, turn

pytestmark = pytest.mark.django_db
HURRIED = Patience(0, seats=0)


@pytest.fixture
def busy(settings, tmp_path, monkeypatch):
    """``with busy():`` every place for reading is taken, and nobody may wait."""
    settings.DATA_DIR, settings.FILES_READ_AT_ONCE = tmp_path, 1
    monkeypatch.setattr("imports.views.page.OF_A_PAGE", HURRIED)
    monkeypatch.setattr("imports.views.preview.OF_A_PAGE", HURRIED)
    return lambda: turn(tmp_path / "readings", 1, HURRIED)


@pytest.fixture
def address(busy, preview):
    return preview


def test_a_preview_that_cannot_be_read_now_asks_again_by_itself(client, busy, address):
    with busy():
        waiting = client.get(address)
    assert waiting.status_code == 503
    assert waiting["Refresh"] == waiting["Retry-After"] == "3"
    assert "অন্য দলিল পড়া হচ্ছে" in waiting.text
    assert client.get(address).status_code == 200


def test_a_preview_once_shown_is_not_read_again(client, busy, address, store):
    client.get(address)
    with busy():
        assert client.get(address).status_code == 200
        assert client.post(address, {"step": "show", "plan-1-office": "শিল্প মন্ত্রণালয়"}).status_code == 200
        assert store(address).status_code == 302


def test_choosing_rules_at_a_busy_preview_reads_nothing_and_leaves_no_question(client, busy, bring, store):
    address = bring(with_cells(INDUSTRIES, UNDECIDED))
    assert "গণনা পদ্ধতি" in client.get(address).text
    with busy():
        page = client.post(address, {"step": "show", "plan-1-rule-1.1": "sum"}).text
    assert "plan-1-rule-1.1" in page


def test_what_was_answered_waits_on_the_page(client, busy, bring):
    address = bring(with_cells(LABOUR, WITHOUT_QUARTER), LABOUR)
    client.get(address)
    with busy():
        waiting = client.post(address, {"step": "show", "plan-1-quarter-K4": "2"})
    assert waiting.status_code == 503
    assert "Refresh" not in waiting
    assert '<input type="hidden" name="plan-1-quarter-K4" value="2">' in waiting.text


def test_the_marked_workbook_waits_its_turn(client, busy, address):
    client.get(address)
    with busy():
        assert client.get(f"{address}annotated/").status_code == 503
    assert client.get(f"{address}annotated/").status_code == 200


def test_a_command_that_had_no_turn_says_so_at_the_file(settings, tmp_path, monkeypatch):
    from imports.queries.readings import read_plans

    settings.DATA_DIR, settings.FILES_READ_AT_ONCE = tmp_path, 1
    monkeypatch.setattr("imports.queries.readings.OF_A_JOB", HURRIED)
    with turn(tmp_path / "readings", 1, HURRIED):
        (reading,) = read_plans(workbook(INDUSTRIES).read_bytes(), INDUSTRIES)
    assert [problem.code for problem in reading.problems] == ["machine_busy"]
