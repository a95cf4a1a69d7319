"""Owns the proof of the flat table of indicators: what is measured and how, both ways, all or nothing."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from flat_tables.indicator_table import IndicatorTable
from flat_tables.tests.tables import dataset_of, exported, imported, previewed, problems, totals
from offices.models import Tier
from offices.queries.lookup import find_offices
from plan_tree.terms import LateRule
from plans.actions.ledger import is_chain_whole
from plans.actions.reporting import submit_report
from plans.actions.templates import make_template
from plans.models import Indicator
from plans.queries.replay import mismatches
from plans.tests.factories import cell_of, plan_from_template


@pytest.fixture
def rows(industries, labour):
    return exported(IndicatorTable, Indicator.objects.order_by("pk"))


def row_of(rows, number, kind="integrity"):
    return next(row for row in rows if (row["number"], row["kind"]) == (number, kind))


def indicator(plan, number):
    return cell_of(plan, number, 1).indicator


def test_an_export_imported_again_changes_nothing(rows, administrator):
    assert totals(imported(IndicatorTable, rows, administrator)) == (0, 0, 50)


def test_ladders_are_columns(rows):
    row = next(row for row in rows if row["kind"] == "egov")
    assert [bool(row[f"target_{percent}"]) for percent in (100, 80, 60)] == [True] * 3


def test_changes_are_stored_with_their_event_and_marks_follow(rows, industries, administrator):
    row_of(rows, "1.1").update(weight="৪", title="অনুষ্ঠিত সভা (সংশোধিত)", quarter_rule="গড়")
    assert totals(imported(IndicatorTable, rows, administrator)) == (0, 1, 49)
    row = indicator(industries, "1.1")
    assert (row.weight, row.quarter_rule) == (4, "average")
    assert industries.reports.get(quarter=4).possible == 102
    event = industries.events.get(verb="edit_plan")
    assert Decimal(event.before["1.1 weight"]) == 2
    assert event.after["1.1 weight"] == "4"
    assert is_chain_whole(industries.pk)


def test_a_graded_target_is_changed_added_and_taken_away(rows, labour, administrator):
    row = next(row for row in rows if row["kind"] == "egov" and row["unit"] == "number" and row["target_60"])
    row.update(target_80="৭", target_90="৮", target_60="")
    imported(IndicatorTable, rows, administrator)
    stored = {each.percent: each.target for each in indicator(labour, row["number"]).graded_targets.all()}
    assert stored[Decimal(80)].quantity == 7
    assert stored[Decimal(90)].text == "৮"
    assert Decimal(60) not in stored


def test_a_new_unit_understands_the_targets_anew(rows, industries, administrator):
    row_of(rows, "1.2").update(unit="number", target_100="৪")
    imported(IndicatorTable, rows, administrator)
    row = indicator(industries, "1.2")
    assert (row.unit, row.graded_targets.get().target.quantity) == ("number", 4)
    assert totals(imported(IndicatorTable, exported(IndicatorTable, Indicator.objects.all()), administrator))[1] == 0


@pytest.mark.parametrize(
    ("wrong", "column"),
    [
        ({"weight": "-1"}, "weight"),
        ({"weight": "১.২৩৪"}, "weight"),
        ({"weight": ""}, "weight"),
        ({"title": ""}, "title"),
        ({"unit": "মণ"}, "unit"),
        ({"direction": ""}, "direction"),
        ({"quarter_rule": "max"}, "quarter_rule"),
        ({"target_100": "৩১/০২/২০২১"}, "target_100"),
        ({"number": "৭৭"}, "number"),
    ],
    ids=lambda each: each if isinstance(each, str) else "",
)
def test_a_wrong_row_is_told_and_stops_them_all(rows, industries, administrator, wrong, column):
    row_of(rows, "1.1")["weight"] = "৯"
    wrong_row = row_of(rows, "1.2")
    wrong_row.update(wrong)
    assert list(problems(imported(IndicatorTable, rows, administrator))) == [(rows.index(wrong_row) + 2, column)]
    assert indicator(industries, "1.1").weight == 2


def test_indicators_of_a_plan_with_a_report_handed_in_are_closed(rows, industries, alice, administrator):
    submit_report(report=industries.reports.get(quarter=1), by=alice)
    row_of(rows, "1.1")["weight"] = "৯"
    assert [column for _, column in problems(imported(IndicatorTable, rows, administrator))] == ["weight"]


def test_fifty_times_the_rows_take_no_query_for_each(plan_of_size, administrator):
    plan_of_size(200)

    def queries(count):
        rows = exported(IndicatorTable, Indicator.objects.order_by("pk")[:count])
        for row in rows:
            row.update(weight="৩" if row["weight"] != "3" else "২", target_100="৫" if row["target_100"] != "৫" else "৬")
        dataset = dataset_of(rows)
        with CaptureQueriesContext(connection) as captured:
            result = IndicatorTable().import_data(dataset, dry_run=False, user=administrator)
        assert totals(result) == (0, count, 0)
        return len(captured)

    few, many = queries(4), queries(200)
    columns = len(Indicator._meta.fields) + 6
    assert many - few <= 200 * columns // (connection.features.max_query_params or 10**6) + 2
    assert few <= 93  # forty of them read what the ledger tells: each table before and after


def test_a_unit_in_which_a_stored_target_says_nothing_is_refused(rows, industries, administrator):
    row_of(rows, "1.1").update(unit="lakh_taka", target_100="১ লক্ষ টাকা")
    imported(IndicatorTable, rows, administrator)
    row_of(rows, "1.1").update(unit="number")
    assert [column for _, column in problems(imported(IndicatorTable, rows, administrator))] == ["unit"]
    assert indicator(industries, "1.1").unit == "lakh_taka"


# --- the late rule -----------------------------------------------------------------------------------------------


def test_a_late_rule_is_stored_and_taken_away_again(rows, industries, administrator):
    row_of(rows, "3.1").update(late_marks="০.২৫", late_days="১৪")
    assert totals(imported(IndicatorTable, rows, administrator)) == (0, 1, 49)
    assert indicator(industries, "3.1").late_rule == LateRule(Decimal("0.25"), 14)
    assert industries.events.get(verb="edit_plan").after == {"3.1 late_marks": "0.25", "3.1 late_days": "14"}
    again = exported(IndicatorTable, Indicator.objects.order_by("pk"))
    assert totals(imported(IndicatorTable, again, administrator)) == (0, 0, 50)
    row_of(again, "3.1").update(late_marks="", late_days="")
    assert totals(imported(IndicatorTable, again, administrator)) == (0, 1, 49)
    assert indicator(industries, "3.1").late_rule is None
    assert mismatches(industries) == []


@pytest.mark.parametrize("said", [("0.25", ""), ("", "14"), ("0", "14"), ("0.25", "0"), ("0.25", "1.5"), ("-1", "14")])
def test_half_a_late_rule_is_refused(rows, administrator, said):
    row_of(rows, "3.1").update(late_marks=said[0], late_days=said[1])
    columns = {column for _, column in problems(imported(IndicatorTable, rows, administrator))}
    assert columns
    assert columns <= {"late_marks", "late_days"}
    assert not Indicator.objects.exclude(late_marks=None).exists()


# --- a plan made from a template ---------------------------------------------------------------------------------


@pytest.fixture
def templated(industries, administrator):
    """The rows of the plan another ministry got from the real one's template."""
    made = make_template(plan=industries, start_year=2021, tier=Tier.MINISTRY, choices={}, by=administrator)
    (office,) = find_offices("শ্রম ও কর্মসংস্থান মন্ত্রণালয়")
    plan = plan_from_template(made, office, by=administrator)
    return exported(IndicatorTable, Indicator.objects.filter(activity__area__plan=plan).order_by("pk"))


@pytest.mark.parametrize(
    ("column", "content"), [("weight", "৪"), ("title", "অন্য"), ("unit", "number_and_date"), ("unit_text", "জন")]
)
def test_what_a_template_fixes_is_told_at_its_cell(templated, administrator, column, content):
    row_of(templated, "1.1")[column] = content
    for result in (
        previewed(IndicatorTable, templated, administrator),
        imported(IndicatorTable, templated, administrator),
    ):
        ((_line, told), sentence), *more = problems(result).items()
        assert (told, more) == (column, [])
        assert "টেমপ্লেটে ঠিক করা" in sentence
    assert Indicator.objects.filter(number="1.1", activity__area__plan__year__start_year=2021).get().weight == 2


def test_posts_and_targets_of_a_template_are_filled(templated, administrator):
    row_of(templated, "1.1").update(responsible="উপসচিব", target_100="৪")
    assert totals(imported(IndicatorTable, templated, administrator)) == (0, 1, 36)
