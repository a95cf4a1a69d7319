"""The labour plan as scanned: what its pages say, held against the clean workbook fact by fact."""

import pytest

from egov_plans.kind import EGOV
from official_forms.form_table import find_table
from official_forms.markup import without_markup
from plans.tests.drafting import told
from sheets.tests.accounting import unaccounted
from sheets.tests.facts import differences, facts, places
from sheets.tests.golden import problems_of, sheet_of
from sheets.tests.marking import lost_marks, with_marks

CLEAN, SCANNED = "labour-egov-2021-22-q1", "labour-egov-2021-22-q1.scanned"


def draft_of(name):
    sheet, _ = without_markup(sheet_of(name))
    return EGOV.read(sheet, EGOV.recognise(sheet))


@pytest.fixture(scope="module")
def clean():
    return draft_of(CLEAN)


@pytest.fixture(scope="module")
def scanned():
    return draft_of(SCANNED)


def test_the_scanned_pages_say_what_the_clean_workbook_says_but_for_spaces_inside_dates(clean, scanned):
    spaced = {problem.cell for problem in scanned.problems if problem.code == "space_in_date"}
    where = places(scanned)
    assert len(facts(clean)) > 200
    assert {where[fact] for fact in differences(clean, scanned)} == spaced == {"H31", "I31"}
    for wanted, got in differences(clean, scanned).values():
        assert wanted[1] == got[1].replace(" ", "")
        assert wanted[2:] == got[2:]


def test_at_least_97_percent_of_all_facts_are_equal(clean, scanned):
    every = facts(clean)
    assert len(every) > 250
    assert len(differences(clean, scanned)) <= 0.03 * len(every)


def test_every_cell_is_stored_or_told(scanned):
    sheet = sheet_of(SCANNED)
    bare, cleaned = without_markup(sheet)
    table = find_table(bare)
    frame = {row for page in table.pages for row in (*page.header, page.numbered)}
    titles = {8}  # the plan's name
    assert unaccounted(sheet, scanned, (*cleaned, *problems_of(scanned)), {*frame, *titles, 3}) == []


def test_a_word_added_to_any_cell_below_the_header_is_stored_or_told():
    sheet, _ = without_markup(sheet_of(SCANNED))
    frame = {row for page in find_table(sheet).pages for row in (*page.header, page.numbered)}
    marked = with_marks(sheet, lambda cell: cell.row not in frame and cell.row > 13)
    assert len(marked.marks) > 100
    assert lost_marks(marked, EGOV.read(marked.sheet, EGOV.recognise(marked.sheet))) == []


def test_tags_and_links_are_told_with_what_they_held():
    _, problems = without_markup(sheet_of(SCANNED))
    assert told(problems) == [("notice", "markup_removed", cell) for cell in ("A6", "A32", "K32", "A33", "K33")]
    assert "<b>৫০</b>" in problems[2].sentence.bn


def test_the_totals_between_tags_are_claims(scanned):
    assert (scanned.claimed.total, scanned.claimed.obtained) == (50, 17)
