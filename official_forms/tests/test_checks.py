"""Doubts about a whole draft: its structure and its weights."""

from dataclasses import replace
from decimal import Decimal

from cell_values.value import Unit
from official_forms.plan_checks import check_draft
from plan_tree.tree import ActivityNode, Claimed, PlanTree
from plans.tests.drafting import draft, indicator, told


def test_a_sound_draft_raises_no_doubt():
    plan = draft(indicator("1.1"), indicator("1.2"), claimed=Claimed(Decimal(4), Decimal(1), "K1", "K2"))
    assert check_draft(plan) == ()


def test_an_area_weight_that_differs_is_told_with_both_figures():
    (problem,) = check_draft(draft(indicator(weight=29), area_weight=35))
    assert told([problem]) == [("warning", "area_weight_differs", "A6")]
    assert "৩৫" in problem.sentence.bn
    assert "২৯" in problem.sentence.bn
    assert problem.sheet == "পাতা"


def test_weights_are_compared_as_numbers_not_as_written():
    assert check_draft(draft(indicator(weight="2.50"), area_weight="2.5")) == ()


def test_a_stored_plan_which_has_no_cells_is_not_said_to_lack_weights():
    plan = draft(indicator(weight=3, cells={"weight": "", "number": ""}))
    plan = replace(plan, areas=(replace(plan.areas[0], cell="", weight_cell=""),))
    assert check_draft(plan) == ()


def test_every_sentence_names_its_place_where_no_cell_does():
    wrong = indicator("3.2", unit=Unit.DATE, annual="১০/১০/২০২০", quarters=["", "", "", "৩০/৪/২০২০"], rule=None)
    graded = indicator("3.3", annual="", grades=[(100, "2"), (80, "4")])
    plan = draft(wrong, indicator("3.3", annual="5", quarters=["5", "5"]), graded, area_weight=9, area_number="3")
    problems = check_draft(plan)
    assert len(problems) >= 6
    for problem in problems:
        assert any(number in problem.sentence.bn for number in ("৩.২", "৩.৩", "ক্ষেত্র ৩"))
        assert any(number in problem.sentence.en for number in ("3.2", "3.3", "area 3"))


def test_a_claimed_total_that_differs_is_told_with_both_figures():
    (problem,) = check_draft(draft(indicator(weight=37), claimed=Claimed(Decimal(50), total_cell="K21")))
    assert told([problem]) == [("warning", "plan_weight_differs", "K21")]
    assert "50" in problem.sentence.en
    assert "37" in problem.sentence.en


def test_a_number_given_twice_cannot_be_stored():
    assert told(check_draft(draft(indicator("1.1"), indicator("1.1")))) == [("error", "number_repeated", "A7")]


def test_a_form_without_indicators_cannot_be_stored():
    assert told(check_draft(PlanTree("integrity", "", "", ()))) == [("error", "no_indicators", "")]


def test_an_activity_under_another_area_is_told():
    assert told(check_draft(draft(indicator("9.1"), area_number="8"))) == [("warning", "number_out_of_place", "A7")]
    assert told(check_draft(draft(indicator("10.1"), area_number="1"))) == [("warning", "number_out_of_place", "A7")]


def test_an_indicator_under_another_activity_is_told():
    plan = draft()
    activity = ActivityNode("1.2", "কার্যক্রম", (indicator("1.1.1"), indicator("1.2.1")), "D7")
    plan = replace(plan, areas=(replace(plan.areas[0], activities=(activity,), weight=Decimal(4)),))
    problems = check_draft(plan)
    assert told(problems) == [("warning", "number_out_of_place", "A7")]
    assert "1.1.1" in problems[0].sentence.en
