"""The industries plan as scanned: what its damaged pages say, held against the clean workbook fact by fact."""

import pytest

from integrity_plans.kind import INTEGRITY
from official_forms.form_table import find_table
from plan_tree.problems import Severity
from plans.tests.drafting import told
from sheets.tests.accounting import unaccounted
from sheets.tests.facts import differences, facts, places
from sheets.tests.golden import by_number, problems_of, sheet_of
from sheets.tests.marking import lost_marks, with_marks

CLEAN, SCANNED = "industries-nis-2020-21", "industries-nis-2020-21.scanned"

# What really reads differently on the scanned pages, and why.
READ_OTHERWISE = {
    ("11.1", "activity"): "the scan has টিওএন্ডইডুস্ক for টিওএন্ডইভুক্ত, and বাস্তবায়নের for বারান্দার on the next page",
    ("11.1", "annual"): "in the scan the bracket closes after the second of the four dates",
}


def draft_of(name):
    sheet = sheet_of(name)
    return INTEGRITY.read(sheet, INTEGRITY.recognise(sheet))


@pytest.fixture(scope="module")
def clean():
    return draft_of(CLEAN)


@pytest.fixture(scope="module")
def scanned():
    return draft_of(SCANNED)


def without_spaces(fact):
    return (
        tuple("".join(part.split()) if isinstance(part, str) else part for part in fact)
        if isinstance(fact, tuple)
        else fact
    )


def real_differences(clean, scanned):
    """The facts that differ; spaces count but in a value whose cell is told to have one inside a date."""
    spaced = {problem.cell for problem in scanned.problems if problem.code == "space_in_date"}
    where = places(scanned)
    return {
        fact: (wanted, got)
        for fact, (wanted, got) in differences(clean, scanned).items()
        if where.get(fact) not in spaced or without_spaces(wanted) != without_spaces(got)
    }


def test_the_scanned_pages_say_what_the_clean_workbook_says_but_for_what_they_misread(clean, scanned):
    assert set(real_differences(clean, scanned)) == set(READ_OTHERWISE)


def test_at_least_97_percent_of_all_facts_are_equal(clean, scanned):
    every = facts(clean)
    assert len(every) > 650
    assert len(real_differences(clean, scanned)) <= 0.03 * len(every)


def understood(plan):
    """The facts without the text of values: what is meant by them, be it typed with a space inside a date."""
    return {
        fact: (content[0], *content[2:]) if isinstance(content, tuple) else content
        for fact, content in facts(plan).items()
    }


def test_at_least_97_percent_of_all_facts_are_understood_equally_whatever_spaces_dates_have(clean, scanned):
    wanted, got = understood(clean), understood(scanned)
    assert wanted.keys() == got.keys()
    assert sum(wanted[fact] != got[fact] for fact in wanted) <= 0.03 * len(wanted)


def test_every_difference_is_told_at_its_cell(clean, scanned):
    where = places(scanned)
    for fact in differences(clean, scanned):
        cell = where[fact]
        assert any(problem.cell == cell or f"{cell} “" in problem.sentence.bn for problem in scanned.problems), fact


def test_every_cell_is_stored_or_told(scanned):
    sheet = sheet_of(SCANNED)
    assert unaccounted(sheet, scanned, problems_of(scanned), frame_rows(sheet)) == []


def test_a_word_added_to_any_cell_is_stored_or_told():
    sheet = sheet_of(SCANNED)
    frame = frame_rows(sheet)
    marked = with_marks(sheet, lambda cell: cell.row not in frame)
    assert len(marked.marks) > 400
    assert lost_marks(marked, INTEGRITY.read(marked.sheet, INTEGRITY.recognise(marked.sheet))) == []


def frame_rows(sheet):
    table = find_table(sheet)
    return {*(row for page in table.pages for row in (*page.header, page.numbered)), *table.running}


def test_every_repair_is_told_with_what_stood_there_and_what_was_made_of_it(scanned):
    repairs = {
        problem.cell: problem for problem in scanned.problems if problem.code in ("date_cut", "moved_from_total")
    }
    assert set(repairs) == {"K74", "K76", "L23"}
    assert all(text in repairs["K74"].sentence.bn for text in ("৩০/০৫/২০২", "“১”", "৩০/০৫/২০২১"))
    assert all(text in repairs["K76"].sentence.bn for text in ("৩০/৬/২০", "“২০”", "৩০/৬/২০২০"))
    assert "১০/৬/২০২১" in repairs["L23"].sentence.bn
    assert {problem.severity for problem in repairs.values()} == {Severity.NOTICE}


def test_entries_that_go_on_in_another_cell_are_told_there(scanned):
    continued = [problem.cell for problem in scanned.problems if problem.code == "cell_continued"]
    assert continued == ["F44", "A90", "F90", "H83", "I83", "J83", "K83"]


def test_headings_one_column_off_are_told(scanned):
    assert [problem.cell for problem in scanned.problems if problem.code == "heading_moved"] == ["M5", "N6"]


def test_the_impossible_date_of_the_signature_has_its_own_warning(scanned):
    below = [each for each in told(scanned.problems) if each[2] in ("A98", "A100", "A101")]
    assert below == [
        ("warning", "impossible_date", "A98"),
        ("notice", "not_understood", "A100"),
        ("notice", "not_understood", "A101"),
    ]


def test_warnings_are_those_of_the_plan_itself_and_none_stops_an_import(clean, scanned):
    def doubts(plan):
        return sorted(problem.code for problem in problems_of(plan) if problem.severity is not Severity.NOTICE)

    assert [code for code in doubts(scanned) if code != "impossible_date"] == doubts(clean)


def test_rows_without_a_line_of_achievements_report_none(scanned):
    assert all(row.achievement(quarter).is_blank for row in by_number(scanned).values() for quarter in (1, 2, 3, 4))
