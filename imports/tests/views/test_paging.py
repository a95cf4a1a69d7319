"""A preview of very many rows shows them page by page; what was chosen on one goes on with the others."""

import re

import pytest

from imports.tests.views.pages import shown_by
from imports.views import page as page_module
from imports.views import plan_preview as plan_module
from imports.views import preview_rows as rows_module
from plans.models import Indicator
from plans.tests.factories import INDUSTRIES
from plans.tests.workbooks import UNDECIDED, with_cells
from sheets.tests.growing import HEADS, integrity_rows
from sheets.tests.understanding.files import excel

pytestmark = pytest.mark.django_db
ROW = re.compile(r'<tr class="is-(?:new|changed|unchanged)')


@pytest.fixture
def short_pages(monkeypatch):
    monkeypatch.setattr(page_module, "MOST_ROWS", 10)


def rows_of(response):
    return len(ROW.findall(response.text))


def test_a_page_shows_so_many_rows_and_the_way_to_the_others(client, preview, short_pages):
    first = client.get(preview)
    assert rows_of(first) == 10
    assert "৩১–৩৭" in first.text
    last = client.post(preview, {"rows": ["0", "30"]})
    assert rows_of(last) == 7
    assert shown_by(last.text) == shown_by(first.text)


@pytest.mark.parametrize("odd", ["-1", "১০", "1e3", "99999", "9" * 4000, "x"])
def test_an_odd_page_is_no_error(client, preview, short_pages, odd):
    assert client.post(preview, {"rows": odd}).status_code == 200


def test_a_rule_chosen_on_one_page_is_stored_from_another(client, preview, short_pages, store):
    field, chosen = "plan-1-rule-1.1", "cumulative"
    assert f'<option value="{chosen}" selected' not in client.get(preview).text
    second = client.post(preview, {"rows": "10", field: chosen})
    assert f'<input type="hidden" name="{field}" value="{chosen}">' in second.text
    assert store(preview, rows="10", **{field: chosen}).status_code == 302
    assert Indicator.objects.get(number="1.1").quarter_rule == chosen
    assert Indicator.objects.count() == 37


def test_of_very_many_questions_the_next_ones_are_asked(client, bring, monkeypatch):
    rows = [[*row[:5], "৫", *row[6:]] if row[0] and len(row) > 1 else row for row in integrity_rows(1, 5)]
    address = bring(excel([*HEADS, *rows]))
    monkeypatch.setattr(plan_module, "MOST_QUESTIONS", 3)
    first = client.get(address).text
    assert "আরও ২টি প্রশ্ন" in first
    answered = {f"plan-1-rule-1.{number}": "sum" for number in (1, 2, 3)}
    second = client.post(address, {"step": "show"} | answered).text
    assert "আরও" not in second.partition("import-questions")[2].partition("</section>")[0]
    assert second.count('<input type="hidden" name="plan-1-rule-1.') == 2


def test_of_very_many_problems_of_one_kind_some_are_listed(client, bring, monkeypatch):
    address = bring(with_cells(INDUSTRIES, UNDECIDED | {f"P{row}": "কথা" for row in range(8, 28)}))
    monkeypatch.setattr(rows_module, "MOST_LISTED", 8)
    page = client.get(address).text
    assert "আরও ১২টি এখানে দেখানো হয়নি" in page
    assert page.count("লেখাটি পরিকল্পনার কোন অংশ") == 8
