"""Owns the proof that the form on the entry page follows the columns of its description."""

from dataclasses import replace
from decimal import Decimal
from html import unescape

import pytest
from django.utils import timezone, translation
from django.utils.html import strip_tags

from cell_values.sentence import Sentence
from cell_values.value import Value, ValueState
from entry.views.entry_page import EntryPage
from entry.views.entry_table import EntryTable
from offices.queries.rights import standing_of
from official_forms.usual_columns import ACTUAL
from plan_tree.terms import OtherYearSort
from plan_tree.tree import OtherYear
from plans.kinds import plan_kind
from plans.queries.quarter_contents import QuarterContents

ACHIEVED = ACTUAL.printed(heading=Sentence("প্রকৃত অর্জন {year}", "Achieved in {year}"), year=-1)


@pytest.fixture
def table(labour, charlie):
    """``table(columns, other_years)``: the form of Labour with its columns changed."""

    def made(change=tuple, other_years=()):
        form = plan_kind("egov").form
        page = EntryPage(QuarterContents(labour, 1), standing_of(charlie, on=timezone.localdate()))
        areas = [
            replace(
                area, rows=tuple(replace(row, node=replace(row.node, other_years=other_years)) for row in area.rows)
            )
            for area in page.areas
        ]
        ladder = form.ladder_of(page.tree)
        changed = replace(form, columns=change(form.columns))
        return EntryTable(changed, areas, start_year=2021, ladder=ladder, quarter=1, can_edit=False)

    return made


def html_of(lines):
    return ["".join(html for html, _ in line) for line in lines]


def rows_of(table):
    return [line for _, rows in table.areas for row in rows for line in row.lines]


def test_the_form_has_its_printed_columns_and_three_of_the_page(table):
    made = table()
    numbers = unescape(strip_tags("".join(html_of([made.numbers]))))
    assert numbers == "১২৩৪৫৬৭৮৯১০১১"
    assert len(made.widths) == 14
    assert made.widths[-4:] == ["col-current", "col-total", "col-marks", "col-remark"]


def test_every_row_fills_the_columns_no_cell_above_reaches_into(table):
    made = table()
    for line in rows_of(made):
        html = "".join(html_of([line]))
        assert html.count("<td") + html.count("<th") in {10, 11, 14}
        assert html.count("</td>") + html.count("</th>") == html.count("<td") + html.count("<th")


def test_a_column_of_an_earlier_year_stands_beside_the_targets(table):
    value = Value("৭৫", ValueState.GIVEN, Decimal(75))
    years = (OtherYear(OtherYearSort.ACTUAL, "2020-21", value),)
    with translation.override("bn"):
        made = table(lambda columns: (*columns[:7], ACHIEVED, *columns[7:]), years)
        assert "প্রকৃত অর্জন ২০২০-২০২১" in html_of(made.head)[0]
        for html in html_of(rows_of(made)):
            assert '<td class="annual" data-label="প্রকৃত অর্জন ২০২০-২০২১">৭৫</td>' in html


def test_a_column_taken_out_of_the_description_stands_nowhere(table):
    made = table(lambda columns: tuple(column for column in columns if column.name != "unit"))
    assert "একক" not in "".join(html_of(made.head))
    assert all('data-label="একক"' not in html for html in html_of(rows_of(made)))
