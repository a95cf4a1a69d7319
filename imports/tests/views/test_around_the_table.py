"""Owns the proof that a preview shows what is printed around the table, and what it takes the place of."""

import pytest

from cell_values.text import normalise
from plans.tests.factories import INDUSTRIES, LABOUR, import_workbook, workbook
from plans.tests.workbooks import with_cells

SIGNED = {"H8": "১", "A94": "স্বাক্ষর", "A95": "নাম: রিতা সেন", "A96": "তারিখ: ৩১/০২/২০২০"}


@pytest.mark.parametrize(
    ("language", "summary", "where"),
    [
        ("bn", "দলিলে ছকের ওপরে ও নিচে যা ছাপা", "১ম কোয়ার্টারের প্রতিবেদনের সঙ্গে রাখা হবে"),
        ("en", "Printed around the table in the document", "kept with the report of the 1st quarter"),
    ],
)
def test_lines_around_the_table_are_shown_with_their_report(client, reference, bring, language, summary, where):
    address = bring(with_cells(INDUSTRIES, SIGNED))
    client.cookies["django_language"] = language
    page = client.get(address).text
    assert summary in page
    assert normalise(where) in normalise(page)
    assert normalise("<p>নাম: রিতা সেন</p><p>তারিখ: ৩১/০২/২০২০</p>") in normalise(page)
    assert "A96" in page  # the cell of the impossible date, in the list of doubts


def test_a_document_with_the_usual_titles_alone_shows_nothing(client, preview):
    assert 'class="more surroundings"' not in client.get(preview).text


def test_another_signature_takes_the_place_of_the_stored_one(client, reference, bring, tmp_path):
    file = tmp_path / INDUSTRIES
    file.write_bytes(with_cells(INDUSTRIES, SIGNED))
    import_workbook(file)
    (plan,) = client.get(bring(with_cells(INDUSTRIES, SIGNED | {"A95": "নাম: সালমা খাতুন"}))).context["page"].plans
    (shown,) = plan.surroundings
    assert shown.before.below == normalise("স্বাক্ষর\nনাম: রিতা সেন\nতারিখ: ৩১/০২/২০২০")
    assert shown.after.below == normalise("স্বাক্ষর\nনাম: সালমা খাতুন\nতারিখ: ৩১/০২/২০২০")
    assert plan.claims == []


def test_totals_of_indicators_are_not_told_as_totals_of_the_office(client, reference, bring):
    for file in (INDUSTRIES, LABOUR):
        import_workbook(workbook(file))
    (plan,) = client.get(bring(with_cells(INDUSTRIES, {"L8": "৪", "L10": "৯৫"}))).context["page"].plans
    assert [change.field for change in plan.comparison.changes] == ["claimed_total", "claimed_total"]
    assert plan.claims == []
    (plan,) = client.get(bring(with_cells(LABOUR, {"K22": "২০"}), LABOUR)).context["page"].plans
    assert [(change.row, change.after) for change in plan.claims] == [(("report", 1), "20")]


def test_the_workbook_again_says_nothing_new(client, reference, bring):
    import_workbook(workbook("labour-egov-2021-22-q1.xlsx"))
    (plan,) = client.get(bring(workbook("labour-egov-2021-22-q1.xlsx").read_bytes())).context["page"].plans
    assert plan.comparison.says_nothing_new
    (shown,) = plan.surroundings
    assert (shown.quarter, shown.before.is_empty, len(shown.after.lines_above)) == (1, True, 3)
