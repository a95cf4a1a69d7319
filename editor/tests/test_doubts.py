"""Owns the proof of doubts while a plan is typed: at their row and field, answered by a button, not one too many."""

import pytest
from django.urls import reverse

from editor.actions import store_draft
from editor.columns import editor_columns
from editor.doubts import doubts_by_row
from editor.queries import open_plan
from editor.suggesting import reason_of, suggested_rule
from editor.table import EditorTable
from editor.tests.drafting import outline, row_of, write
from offices.queries.lookup import find_offices
from plan_tree.outline import Level
from plan_tree.problems import Severity
from plan_tree.terms import QuarterRule
from plans.models import Indicator
from plans.tests.actions.test_revising import ask, decide, open_window
from plans.tests.actions.test_templates import template_from
from plans.tests.factories import count_indicator, plan_from_template
from workflow.transitions import Refusal

pytestmark = pytest.mark.django_db


def doubts(plan, number, level=Level.INDICATOR):
    return list(doubts_by_row(open_plan(plan)).get(row_of(plan, number, level).id, ()))


def answer(plan, by, doubt, place=0):
    write(plan, by, doubt.row, step=doubt.answers[place].step)


def test_the_real_plans_are_doubted_as_an_import_doubts_them(industries, labour):
    numbers = {row.id: row.number for row in outline(industries).rows}
    found = doubts_by_row(open_plan(industries))
    warned = {numbers[row] for row, each in found.items() if any(d.severity is Severity.WARNING for d in each)}
    assert warned == {"2.3", "2.4", "3.2", "3.3", "9.1", "9.3", "9.5", "13.3"}
    assert not any(doubt.is_error for each in found.values() for doubt in each)
    kept = [d for each in doubts_by_row(open_plan(labour)).values() for d in each if d.is_error]
    assert kept == []


def test_a_doubt_that_is_let_stand_is_told_no_more_until_its_figures_change(industries, administrator):
    (doubt,) = doubts(industries, "2.3")
    answer(industries, administrator, doubt)
    assert doubts(industries, "2.3") == []
    write(industries, administrator, doubt.row, full="১৩০", q1="১৩০", q2="১৩০", q3="১৩০", q4="১৩০")
    assert "১৩০" in doubts(industries, "2.3")[0].sentence.bn


def test_an_undecided_rule_is_chosen_by_a_button(industries, administrator):
    row = row_of(industries, "2.3").id
    write(industries, administrator, row, full="১২০", q1="১০", q2="৩০", q3="২০", q4="৪০", quarter_rule="")
    found = next(each for each in doubts(industries, "2.3") if len(each.answers) == 3)
    assert [each.text for each in found.answers] == ["sum", "average", "cumulative"]
    answer(industries, administrator, found, 2)
    assert row_of(industries, "2.3").text("quarter_rule") == "cumulative"


@pytest.mark.parametrize(
    ("fields", "place"),
    [
        ({"weight": "অনেক"}, "weight"),
        ({"weight": ""}, "weight"),
        ({"weight": "১০০০০০০"}, "weight"),
        ({"title": ""}, "title"),
        ({"unit": ""}, "unit"),
        ({"q1": "৩১/০২/২০২০", "unit": "date"}, "q1"),
        ({"full": "২-৩"}, "100%"),
    ],
)
def test_what_cannot_be_stored_is_an_error_at_its_field(industries, administrator, fields, place):
    write(industries, administrator, row_of(industries, "1.1").id, **fields)
    assert place in {doubt.field for doubt in doubts(industries, "1.1") if doubt.is_error}
    with pytest.raises(Refusal):
        store_draft(plan=industries, version=open_plan(industries).version, by=administrator)


def test_a_new_row_is_told_to_be_empty_and_nothing_else_once_it_is_left(industries, administrator):
    at_hand = write(industries, administrator, row_of(industries, "1.2").id, step="add_activity").at_hand
    (doubt,) = doubts(industries, "1.3")
    assert "খালি" in doubt.sentence.bn
    assert doubts(industries, "1.3", Level.ACTIVITY) == []
    for row, told in ((at_hand, []), ("", [doubt])):
        lines = [line for area in EditorTable(open_plan(industries), row).areas for line in area.lines]
        assert next(line.doubts for line in lines if line.row.id == at_hand) == told


def test_what_a_template_fixes_is_told_at_its_row_and_brought_back_by_a_button(industries, administrator):
    template = template_from(industries, administrator)
    (office,) = find_offices("শ্রম ও কর্মসংস্থান মন্ত্রণালয়")
    plan = plan_from_template(template, office, by=administrator)
    write(plan, administrator, row_of(plan, "1.1").id, weight="৯")
    (doubt,) = [each for each in doubts(plan, "1.1") if each.is_error]
    assert "টেমপ্লেটে ঠিক করা" in doubt.sentence.bn
    write(plan, administrator, row_of(plan, "1.2").id, step="remove")
    missing = doubts(plan, "1", Level.AREA)
    assert any("বাদ দেওয়া যায় না" in each.sentence.bn for each in missing)
    write(plan, administrator, step="undo")
    answer(plan, administrator, doubt)
    assert row_of(plan, "1.1").text("weight") == "2"
    assert any("অন্তত ৫টি" in each.sentence.bn for each in doubts(plan, "9", Level.AREA))


def test_a_suggestion_says_why(industries):
    form = open_plan(industries).form
    row = count_indicator("1.1")
    assert suggested_rule(row, form) is QuarterRule.SUM
    assert reason_of(row, QuarterRule.SUM, form).bn == "১ + ১ + ১ + ১ = ৪: চার কোয়ার্টারের যোগফল বছরের লক্ষ্যমাত্রার সমান, তাই"


def test_a_form_without_targets_of_quarters_suggests_by_the_year(labour):
    form = open_plan(labour).form
    assert suggested_rule(count_indicator("1.1.1", graded=True), form) is QuarterRule.SUM


# --- the columns -------------------------------------------------------------------------------------------------


def columns_of(plan):
    opened = open_plan(plan)
    return [column.field for column in editor_columns(opened.form, opened.tree)]


def test_the_columns_are_those_of_the_form_that_are_planned(industries, labour):
    quarters = ["q1", "q2", "q3", "q4"]
    assert columns_of(industries) == [
        *("title", "title", "weight", "unit", "responsible", "100%", *quarters, "quarter_rule")
    ]
    assert columns_of(labour) == ["title", "title", "unit", "weight", "100%", "80%", "60%", "quarter_rule"]


def test_other_years_stand_beside_the_targets_as_text(client_of, administrator, industries):
    row = Indicator.objects.get(activity__area__plan=industries, number="2.3")
    row.other_years.create(position=0, sort="actual", year="2019-20", value_text="১৩৪", value_state="given")
    page = client_of(administrator).get(
        reverse("admin:integrity_plans_integrityplan_whole", args=[industries.pk]), {"row": f"i{row.pk}"}
    )
    assert "shown:actual_beside_0" in columns_of(industries)
    assert "১৩৪" in page.text


# --- somebody else was at it -------------------------------------------------------------------------------------


def test_a_plan_changed_meanwhile_is_brought_together_and_stored(client_of, administrator, industries):
    one, other = row_of(industries, "1.1"), row_of(industries, "1.2")
    write(industries, administrator, one.id, title="আমার কথা")
    Indicator.objects.filter(pk=other.key).update(title="অন্যজনের কথা")
    place = reverse("admin:integrity_plans_integrityplan_whole", args=[industries.pk])
    client = client_of(administrator)
    assert "দুটি মিলিয়ে নিন" in client.get(place).text
    client.post(place, {"version": open_plan(industries).version, "do": "merge"})
    assert "দুটি মিলিয়ে নিন" not in client.get(place).text
    store_draft(plan=industries, version=open_plan(industries).version, by=administrator)
    titles = dict(Indicator.objects.filter(pk__in=[one.key, other.key]).values_list("pk", "title"))
    assert titles == {one.key: "আমার কথা", other.key: "অন্যজনের কথা"}


# --- a revised target --------------------------------------------------------------------------------------------


def test_a_target_a_reviewer_granted_is_told_where_it_is_written_over(industries, administrator, alice, rita):
    open_window(industries)
    decide(ask(industries, alice, {"100%": "৭"}), rita)
    row = row_of(industries, "1.1").id
    granted = "মঞ্জুর করেছিলেন"
    assert not any(granted in doubt.sentence.bn for doubt in doubts(industries, "1.1"))
    write(industries, administrator, row, full="৮")
    (told,) = [doubt for doubt in doubts(industries, "1.1") if granted in doubt.sentence.bn]
    assert (told.field, told.severity) == ("100%", Severity.WARNING)
    assert "“৭”" in told.sentence.bn
    store_draft(plan=industries, version=open_plan(industries).version, by=administrator)
    assert row_of(industries, "1.1").text("100%") == "৮"
