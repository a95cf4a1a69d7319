"""Whose plan a form is and of which year."""

from cell_values.text import normalise
from official_forms.form_table import find_table
from official_forms.identity import identify
from official_forms.sheet_reading import SheetReading
from sheets.tests.building import sheet

NUMBERED = [str(number) for number in range(1, 9)]


def identified(*titles, heading="লক্ষ্যমাত্রা"):
    form = sheet([*([title] for title in titles), [heading] * 8, NUMBERED])
    reading = SheetReading(form)
    table = find_table(form)
    for row in (table.pages[0].header[0], table.pages[0].numbered):
        for cell in form.rows[row]:
            reading.take(cell)
    found = identify(reading, table, form.rows[table.pages[0].header[0]])
    return found, [(problem.code, problem.cell) for problem in reading.problems()]


def test_office_and_year_come_with_their_cells():
    found, problems = identified("মন্ত্রণালয়ের নাম: শিল্প মন্ত্রণালয়", heading="২০২০-২০২১ অর্থবছরের লক্ষ্যমাত্রা")
    assert (found.office_name, found.office_cell) == (normalise("শিল্প মন্ত্রণালয়"), "A1")
    assert (found.year, found.year_cell, found.start_year) == ("2020-21", "A2", 2020)
    assert problems == []


def test_what_is_not_written_stays_empty():
    found, problems = identified("আইসিটি সেল")
    assert (found.office_name, found.office_cell, found.year, found.year_cell, found.start_year) == (
        "",
        "",
        "",
        "",
        None,
    )
    assert problems == [("not_understood", "A1")]


def test_contradicting_years_are_told_and_none_is_guessed():
    found, problems = identified("কর্মপরিকল্পনা ২০২১-২২", heading="২০২০-২০২১ অর্থবছরের লক্ষ্যমাত্রা")
    assert found.year == ""
    assert problems == [("year_contradicts", "A2")]


def test_contradicting_offices_are_told_and_none_is_guessed():
    found, problems = identified("শিল্প মন্ত্রণালয়", "ভূমি মন্ত্রণালয়ের কর্মপরিকল্পনা")
    assert found.office_name == ""
    assert ("office_contradicts", "A2") in problems


def test_a_row_of_the_plan_above_the_form_is_told_though_it_speaks_of_plans_and_years():
    _, problems = identified("১.১ কর্ম-পরিকল্পনা ২০২১-২২ প্রণয়ন", "১০. কর্ম-পরিকল্পনা বাস্তবায়ন", "ই-গভর্ন্যান্স কর্মপরিকল্পনা")
    assert problems == [("not_understood", "A1"), ("not_understood", "A2")]
