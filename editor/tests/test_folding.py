"""Owns the proof that areas fold and rows are put elsewhere by one post, with and without script."""

import re

import pytest
from django.urls import reverse

from editor.doubts import doubts_by_row
from editor.models import PlanDraft
from editor.queries import open_plan
from editor.tests.drafting import row_of, write
from editor.tests.test_pages import posted
from plan_tree.outline import Level
from plan_tree.problems import Severity
from plans.actions.reporting import submit_report
from plans.display import digits

WHOLE = "admin:integrity_plans_integrityplan_whole"


@pytest.fixture
def client(administrator, client_of):
    return client_of(administrator)


@pytest.fixture
def place(industries):
    return reverse(WHOLE, args=[industries.pk])


def area(plan, number):
    return row_of(plan, number, Level.AREA).id


def shown(page):
    """The numbers of the rows that can be seen."""
    lines = re.findall(r'<tbody class="editor-line[^"]*" id="row-(\w+)"[^>]*?(hidden)?>', page)
    return [row for row, is_hidden in lines if not is_hidden]


def test_an_area_folds_and_opens_and_stays_so_while_moving_on(client, industries, place):
    third, row = area(industries, "3"), row_of(industries, "1.1").id
    folded = client.post(place, posted(industries, row, f"fold:{third}", title="টাইপ করা"), follow=True)
    assert len(shown(folded.text)) == 37 - 3
    assert row_of(industries, "1.1").text("title") == "টাইপ করা"
    assert 'name="f:title"' in folded.text
    again = client.post(place, posted(industries, row, "down") | {"folded": third}, follow=True)
    assert len(shown(again.text)) == 37 - 3
    assert 'aria-expanded="false" aria-label="ক্ষেত্র ৩-এর সারি"' in again.text
    opened = client.post(place, posted(industries, row, f"fold:{third}") | {"folded": third}, follow=True)
    assert len(shown(opened.text)) == 37


def test_the_area_of_the_row_in_hand_is_open_and_its_row_goes_when_it_folds(client, industries, place):
    third, row = area(industries, "3"), row_of(industries, "3.2").id
    assert row in shown(client.get(place, {"row": row, "folded": third}).text)
    folded = client.post(place, posted(industries, row, f"fold:{third}"), follow=True).text
    assert row not in shown(folded)
    assert "<textarea" not in folded


def test_one_button_folds_all_and_unfolds_all(client, industries, place):
    for step, count, next_step in (("fold_all", 0, "unfold_all"), ("unfold_all", 37, "fold_all")):
        page = client.post(place, posted(industries, "", step), follow=True).text
        assert len(shown(page)) == count
        assert f'value="{next_step}"' in page
    assert not PlanDraft.objects.exists()


def test_a_folded_head_keeps_sum_and_doubts(client, industries, place, administrator):
    write(industries, administrator, row_of(industries, "3.1").id, weight="অনেক")
    page = client.get(place, {"folded": area(industries, "3")}).text
    head = page.split(f'id="row-{area(industries, "3")}"')[1].split("</tbody>")[0]
    told = doubts_by_row(open_plan(industries))
    rows = [area(industries, "3"), *(row_of(industries, number).id for number in ("3.1", "3.2", "3.3"))]
    count = sum(doubt.severity is not Severity.NOTICE for row in rows for doubt in told.get(row, ()))
    assert count > 1
    assert f"{digits(count)}টি সন্দেহ" in head
    assert "▲" in head
    assert "৩টি সূচক" in head


def test_who_only_reads_folds_by_a_link(client, industries, place, alice):
    submit_report(report=industries.reports.get(quarter=1), by=alice)
    page = client.get(place).text
    (link,) = re.findall(rf'href="(\?folded={area(industries, "3")})#', page)
    assert len(shown(client.get(place + link).text)) == 37 - 3


def test_a_dropped_row_moves_by_one_post_and_the_row_in_hand_stays(client, industries, place, administrator):
    in_hand, moved, target = (row_of(industries, each).id for each in ("1.1", "2.1", "5.1"))
    answer = client.post(place, posted(industries, in_hand, f"put_behind:{moved}:{target}"))
    assert answer.url == f"{place}?row={in_hand}#row-{in_hand}"
    assert open_plan(industries).outline.find(moved).number == "5.2"
    write(industries, administrator, step="undo")
    assert open_plan(industries).outline.find(moved).number == "2.1"
    for odd in ("put_behind", "put_before:nowhere:x", f"put_before:{moved}", f"put_behind:{moved}:{moved}"):
        assert client.post(place, posted(industries, in_hand, odd)).status_code == 302
    assert open_plan(industries).outline.find(moved).number == "2.1"
