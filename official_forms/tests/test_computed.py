"""The line that says a form's marks were computed here."""

from dataclasses import replace
from decimal import Decimal

from cell_values.sentence import Sentence
from marking.scorecard import Scorecard
from official_forms.computed import computed_line, without_computed
from plan_tree.problems import Problem, Severity
from plan_tree.tree import Claimed
from plans.tests.drafting import draft, indicator, told
from sheets.tests.building import sheet

CARD = Scorecard("নীতি ২০২১", 2, Decimal("11"), Decimal("11"), Decimal(50), Decimal(29), ())
LINE = computed_line(CARD)
SENTENCE = Sentence("ক", "a")


def doubt(code, cell):
    return Problem(Severity.WARNING, code, SENTENCE, "পাতা", cell)


CLAIMING = replace(
    draft(indicator("1.1", claimed_total="৩", claimed_marks=Decimal(2)), claimed=Claimed(Decimal(50), Decimal(17))),
    problems=(doubt("not_understood", "A2"), doubt("marks_unreadable", "M1"), doubt("impossible_date", "K1")),
)


def test_the_line_names_policy_quarter_and_figures():
    assert LINE == "হিসাবকৃত নম্বর · নীতি: নীতি ২০২১ · ২য় কোয়ার্টার পর্যন্ত ৫০-এর মধ্যে ১১.০০"


def test_computed_marks_are_no_claims_and_that_is_told():
    read = without_computed(CLAIMING, sheet([["ফরম", "১"], [LINE]]))
    (row,) = read.indicators
    assert (row.claimed_total, row.claimed_marks, read.claimed) == ("", None, Claimed())
    assert told(read.problems) == [("warning", "impossible_date", "K1"), ("notice", "computed_by_system", "A2")]


def test_without_the_line_claims_are_the_office_s_own():
    assert without_computed(CLAIMING, sheet([["ফরম", "১"]])) == CLAIMING


def test_the_words_inside_a_row_are_no_such_line():
    assert without_computed(CLAIMING, sheet([["ফরম", LINE]])) == CLAIMING
