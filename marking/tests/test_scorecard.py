import json
from dataclasses import replace
from decimal import Decimal

import pytest

from marking.policy import NotApplicable, Policy
from marking.score import score
from marking.scorecard import Mark, MarkStatus, Scorecard
from marking.tests.make import POLICY, area_of, marked, plan_of, row
from plan_tree.terms import Direction

DONE = row("2", annual="4", targets=["1"] * 4, done=["1", "1", "1"], number="1.1")
NOT_APPLICABLE = row("3", annual="4", targets=["1"] * 4, done=["n/a"] * 3, answered={1: "granted"}, number="1.2")
ASKED = replace(NOT_APPLICABLE, quarters={1: replace(NOT_APPLICABLE.quarters[1], exemption=None)})
PLAN = plan_of(2020, (area_of("1", "প্রাতিষ্ঠানিক ব্যবস্থা", Decimal(5), (DONE, NOT_APPLICABLE)),))


def test_an_indicator_said_to_be_not_applicable_stays_possible_until_a_reviewer_grants_it():
    plan = plan_of(2020, (area_of("1", "", Decimal(5), (DONE, ASKED)),))
    card = score(plan, POLICY, through=3)
    assert (str(card.earned), card.possible, card.left_out) == ("1.50", 5, 0)
    assert str(card.percentage) == "30.00"


def test_what_is_left_out_makes_up_the_difference_between_weights_and_possible_marks():
    card = score(PLAN, POLICY, through=3)
    (area,) = card.areas
    for sums in (card, area):
        assert (sums.left_out, sums.possible) == (3, 2)
    assert card.possible_weight - card.left_out == card.possible
    assert str(card.raw_percentage) == "30.00"


def test_an_indicator_not_applicable_leaves_obtained_and_possible_marks():
    card = score(PLAN, POLICY, through=3)
    assert (str(card.earned), card.possible, card.possible_weight) == ("1.50", 2, 5)
    assert str(card.percentage) == "75.00"


def test_by_the_other_switch_it_stays_possible():
    card = score(PLAN, replace(POLICY, not_applicable=NotApplicable.ZERO), through=3)
    assert (str(card.earned), card.possible, card.possible_weight) == ("1.50", 5, 5)
    assert str(card.percentage) == "30.00"


def test_a_percentage_is_rounded_half_up():
    plan = plan_of(2020, (area_of("1", "", Decimal(8), (row("8", annual="8", done=["1"]),)),))
    assert str(score(plan, Policy("whole", decimals=0), through=1).percentage) == "12.50"
    plan = plan_of(2020, (area_of("1", "", Decimal(6), (row("6", annual="6", done=["1"]),)),))
    assert str(score(plan, POLICY, through=1).percentage) == "16.67"


def test_a_scorecard_survives_storage_with_its_sentences_in_both_languages():
    card = score(PLAN, POLICY, through=3)
    stored = json.loads(json.dumps(card.as_json()))
    assert Scorecard.from_json(stored) == card
    first = stored["areas"][0]["marks"][0]
    assert (first["earned"], first["computed"], first["assessed"]) == ("1.50", "1.50", None)
    assert first["steps"][0] == {
        "part": "target",
        "bn": "লক্ষ্যমাত্রা ৪ (কোয়ার্টারের সমষ্টি: ১ + ১ + ১ + ১)",
        "en": "Target 4 (sum of the quarters: 1 + 1 + 1 + 1)",
    }


def test_a_scorecard_names_its_policy_and_quarter():
    card = score(PLAN, POLICY, through=3)
    assert (card.policy, card.through) == ("test", 3)


@pytest.mark.parametrize(
    ("indicator", "quantity", "text"),
    [
        (row(annual="4", targets=["1"] * 4, done=["1", "1"]), "2", "২"),
        (row(annual="5", targets=["1.25"] * 4, done=["1.25", "1.50"]), "2.75", "২.৭৫"),
        (row(annual="100", targets=["100"] * 4, done=["80", "90", "95"]), "66.25", "৬৬.২৫"),
        (row(annual="9", targets=["9"] * 4, done=["9", "9", "7", "7"]), "8", "৮"),
        (row(annual="4", done=["হালনাগাদ"]), None, "হালনাগাদ"),
        (row(annual="4", targets=["1"] * 4), None, ""),
        (row(annual="4", targets=["1"] * 4, done=["-"]), None, "--"),
        (row(done=["3"]), "3", "৩"),
    ],
)
def test_column_12_holds_the_years_achievement(indicator, quantity, text):
    total = marked(indicator).total
    assert total.quantity == (None if quantity is None else Decimal(quantity))
    assert total.text == text


def test_column_12_is_the_mean_of_the_quarters_due_so_far():
    indicator = row(annual="100", targets=["100"] * 4, done=["80", "90"])
    assert marked(indicator, through=2).total.quantity == 85
    assert marked(indicator, through=1).total.quantity == 80


def test_where_lower_is_better_column_12_leaves_missing_quarters_out():
    indicator = row(annual="5", targets=["5"] * 4, done=["4", "8"], direction=Direction.LOWER)
    assert marked(indicator).total.quantity == 6


def test_column_12_lists_the_dates_achieved():
    indicator = row(annual="30/09/2020, 31/12/2020", done=["25/09/2020", "30/12/2020"])
    assert marked(indicator).total.text == "২৫/০৯/২০২০, ৩০/১২/২০২০"


def test_reports_of_later_quarters_do_not_count_yet():
    indicator = row("2", annual="4", targets=["1"] * 4, done=["1", "1", "1", "1"], assessed={3: "0"})
    assert [str(marked(indicator, through).earned) for through in (1, 2, 3, 4)] == ["0.50", "1.00", "0.00", "0.00"]


# --- partly and met so far ------------------------------------------------------------------------------------------

FOUR_COUNTS = {"annual": "4", "targets": ["1", "1", "1", "1"]}


@pytest.mark.parametrize(
    ("done", "through", "status"),
    [
        (["1"], 1, MarkStatus.ON_TRACK),  # the first quarter's target met exactly
        (["3"], 1, MarkStatus.ON_TRACK),  # and by far
        (["1"], 2, MarkStatus.PARTIAL),  # by the second quarter two were due
        (["1", "1"], 2, MarkStatus.ON_TRACK),
        (["1", "1", "1", "1"], 4, MarkStatus.FULL),
        (["1", "1", "1"], 4, MarkStatus.PARTIAL),
        (["4"], 1, MarkStatus.FULL),
        ([""], 1, MarkStatus.MISSING),
    ],
)
def test_partly_is_said_only_of_what_fell_short_of_what_was_due(done, through, status):
    assert marked(row(done=done, **FOUR_COUNTS), through).status is status


def test_a_date_met_in_its_quarter_is_not_partly_met_before_the_next_one_is_due():
    dated = row(targets=["30/09/2020", "31/12/2020"], done=["25/09/2020"])
    assert marked(dated, 1).status is MarkStatus.ON_TRACK
    assert marked(dated, 2).status is MarkStatus.PARTIAL


def test_a_scorecard_stored_before_says_partly_no_more_of_a_quarter_met():
    plan = plan_of(2020, (area_of("1", "", Decimal(4), (row(done=["1"], **FOUR_COUNTS),)),))
    stored = score(plan, POLICY, through=1).as_json()
    stored["areas"][0]["marks"][0]["status"] = "partial"
    (found,) = Scorecard.from_json(stored).marks
    assert found.status is MarkStatus.ON_TRACK


def test_a_zero_stored_before_anything_was_due_reads_as_not_due():
    row_of_later = row("8", annual="8", targets=["", "4", "4"], done=["0"], number="1.1")
    (mark,) = score(plan_of(2020, (area_of("1", "", Decimal(8), (row_of_later,)),)), POLICY, through=1).marks
    assert mark.status is MarkStatus.NOT_DUE
    assert Mark.from_json(mark.as_json() | {"status": "zero"}) == mark
    assert Mark.from_json(mark.as_json() | {"status": "zero", "possible_to_date": "4"}).status is MarkStatus.ZERO
