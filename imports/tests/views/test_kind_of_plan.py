"""The kind of a plan is chosen at the preview where the document leaves it in doubt, and kept when it is stored."""

import pytest

from imports.tests.cases.test_kinds import OFFICE, SMALL, WITH_POST
from plans.models import Plan
from sheets.tests.building import sheet, workbook_of

ROWS = [OFFICE, ["বার্ষিক কর্মপরিকল্পনা ২০২১-২২"], *SMALL]
EGOV = {"plan-1-kind": "egov"}


@pytest.fixture
def doubtful(reference, bring):
    return bring(workbook_of(sheet(ROWS)))


def test_the_kind_is_asked_for_where_nobody_can_tell(client, doubtful):
    page = client.get(doubtful)
    assert page.context["page"].counts["error"] == 1
    assert '<select name="plan-1-kind"' in page.text
    assert 'import-belonging more" open' in page.text
    assert 'value="store"' not in page.text


def test_a_chosen_kind_is_stored(client, doubtful, store):
    page = client.post(doubtful, {"step": "show", **EGOV})
    assert page.context["page"].counts["error"] == 0
    assert '<option value="egov" selected' in page.text
    rules = {f"plan-1-rule-{row.number}": "sum" for row in page.context["page"].plans[0].reading.draft.indicators}
    assert store(doubtful, **EGOV, **rules).status_code == 302
    assert Plan.objects.get().kind == "egov"


def test_without_the_choice_nothing_is_stored(client, doubtful, store):
    assert store(doubtful).status_code == 422
    assert not Plan.objects.exists()


def test_another_kind_than_the_one_that_was_looked_at_is_not_stored(client, reference, bring):
    address = bring(workbook_of(sheet([*ROWS[:2], *WITH_POST])))
    shown, other = (
        client.post(address, {"step": "show", "plan-1-kind": kind}).context["page"].fingerprint
        for kind in ("egov", "integrity")
    )
    assert shown != other
    client.post(address, {"step": "store", "shown": shown, "seen": "1", "plan-1-kind": "integrity"})
    assert not Plan.objects.exists()


def test_a_plan_whose_title_names_its_kind_asks_nothing(client, preview):
    assert 'name="plan-1-kind"' not in client.get(preview).text
