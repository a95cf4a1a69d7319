"""Owns the proof of the flat table of cells: read as entry reads, all or nothing, events and marks behind it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cell_values.reading import read_value
from cell_values.value import Unit
from flat_tables.cell_table import CellTable
from flat_tables.tests.tables import dataset_of, exported, imported, previewed, problems, totals
from plans.actions.achievements import StaleVersionError, record_achievement
from plans.actions.ledger import is_chain_whole
from plans.actions.reporting import approve_report, assess_cell, return_report, submit_report
from plans.actions.scoring import refresh_scorecards
from plans.actions.tables import CellChange, store_cells
from plans.models import Event, QuarterCell, QuarterReport
from plans.queries.trees import load_rows_of
from plans.tests.factories import cell_of
from workflow.transitions import Refusal


@pytest.fixture
def rows(industries):
    return exported(CellTable, QuarterCell.objects.order_by("pk"))


def row_of(rows, number, quarter):
    return next(row for row in rows if (row["number"], row["quarter"]) == (number, str(quarter)))


def scores():
    return list(QuarterReport.objects.order_by("pk").values_list("earned", "possible_to_date"))


def test_an_export_imported_again_changes_nothing(rows, industries, administrator):
    events = Event.objects.count()
    assert totals(imported(CellTable, rows, administrator)) == (0, 0, 148)
    assert Event.objects.count() == events


@pytest.mark.parametrize(("typed", "quantity"), [("৩", 3), ("3", 3), ("৩টি", 3)])
def test_what_was_typed_and_what_was_understood_are_kept(rows, industries, administrator, typed, quantity):
    row_of(rows, "1.1", 1)["achievement"] = typed
    assert totals(imported(CellTable, rows, administrator)) == (0, 1, 147)
    cell = cell_of(industries, "1.1", 1)
    assert (cell.achievement.text, cell.achievement.quantity, cell.version) == (typed, quantity, 1)
    assert (cell.entered_by, cell.entered_at is not None) == (administrator, True)


def test_the_event_tells_it_and_the_marks_are_those_of_entry(rows, industries, administrator, alice):
    row_of(rows, "1.1", 1)["achievement"] = "১"
    imported(CellTable, rows, administrator)
    event = industries.events.get(verb="import_table")
    assert (event.by, event.subject) == (administrator, "ছক.xlsx")
    assert event.after == {"cells": 1}
    (told,) = industries.events.filter(verb="import_table_cell")
    assert (told.subject, told.indicator.number, told.quarter, told.by) == ("1.1 q1", "1.1", 1, administrator)
    assert (told.before, told.after["achievement"]["text"]) == ({"achievement": None}, "১")
    assert is_chain_whole(industries.pk)
    by_table = scores()
    record_achievement(cell=cell_of(industries, "1.1", 1), value="২", version=1, by=alice)
    assert scores() != by_table
    record_achievement(cell=cell_of(industries, "1.1", 1), value="১", version=2, by=alice)
    assert scores() == by_table


def test_a_target_changes_the_marks_too(rows, industries, administrator):
    before = scores()
    row_of(rows, "1.1", 1)["target"] = "৪"
    imported(CellTable, rows, administrator)
    assert cell_of(industries, "1.1", 1).version == 0
    assert scores() != before


def test_a_target_of_a_later_quarter_changes_the_marks_of_the_quarters_before(rows, industries, administrator):
    before = scores()
    row_of(rows, "1.2", 4)["target"] = ""
    assert totals(imported(CellTable, rows, administrator))[1] == 1
    by_table = scores()
    assert by_table[0] != before[0]
    refresh_scorecards(industries)
    assert scores() == by_table


def test_another_achievement_withdraws_what_was_assessed(rows, industries, administrator, alice, rita):
    report, cell = industries.reports.get(quarter=1), cell_of(industries, "1.1", 1)
    record_achievement(cell=cell, value="সভা হয়েছে", version=0, by=alice)
    submit_report(report=report, by=alice)
    assess_cell(cell=cell, marks=1, reason="কার্যবিবরণী দেখা হয়েছে", by=rita)
    return_report(report=report, reason="সংখ্যা লিখুন", by=rita)
    row_of(rows, "1.1", 1).update({"achievement": "সভা হয়নি", "version": "1"})
    imported(CellTable, rows, administrator)
    cell.refresh_from_db()
    assert (cell.achievement.text, cell.assessed_marks, cell.assessed_by) == ("সভা হয়নি", None, None)
    told = industries.events.get(verb="import_table_cell")
    assert told.before["assessment"] == {"marks": "1.00", "reason": "কার্যবিবরণী দেখা হয়েছে"}
    assert told.after["assessment"] is None


def test_the_same_said_in_other_digits_is_no_change(rows, industries, administrator):
    row = row_of(rows, "1.1", 1)
    row["target"] = row["target"].translate(str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯"))
    assert totals(imported(CellTable, rows, administrator)) == (0, 0, 148)


def test_an_emptied_achievement_is_a_change_that_is_shown(rows, industries, administrator, alice):
    record_achievement(cell=cell_of(industries, "1.1", 1), value="১", version=0, by=alice)
    rows = exported(CellTable, QuarterCell.objects.order_by("pk"))
    row_of(rows, "1.1", 1)["achievement"] = ""
    (change,) = previewed(CellTable, rows, administrator).changes
    assert change.differences == {"achievement": ("১", "")}


def test_columns_left_out_stay_as_they_are(rows, industries, administrator):
    keys = ("office", "year", "kind", "number", "quarter")
    row = {name: row_of(rows, "1.1", 1)[name] for name in keys} | {"achievement": "১"}
    target = cell_of(industries, "1.1", 1).target
    assert totals(imported(CellTable, [row], administrator)) == (0, 1, 0)
    assert cell_of(industries, "1.1", 1).target == target


# --- refused rows: each at its row and column, and nothing stored ----------------------------------------------------

WRONG = [
    ({"office_code": "", "office": "কল্পিত মন্ত্রণালয়"}, "office", "কল্পিত মন্ত্রণালয়"),
    ({"office_code": "000000"}, "office_code", "000000"),
    ({"year": "2020-25"}, "year", "অর্থবছর"),
    ({"year": "2018-19"}, "kind", "এমন পরিকল্পনা নেই"),
    ({"kind": "শাসন"}, "kind", "integrity"),
    ({"number": "99.9"}, "number", "৯৯.৯"),
    ({"number": ""}, "number", "খালি"),
    ({"quarter": "5"}, "quarter", "1, 2, 3, 4"),
    ({"quarter": "এক"}, "quarter", "এক"),
    ({"target": "৩১/০২/২০২০"}, "target", "৩১/০২/২০২০"),
    ({"target": "=1+1"}, "target", "=1+1"),
    ({"target": "১২O"}, "target", "১২O"),
    ({"achievement": "১", "version": "7"}, "version", "সংস্করণ ৭"),
    ({"revision": "3"}, "revision", "3"),
]


@pytest.mark.parametrize(("wrong", "column", "said"), WRONG, ids=[f"{column}-{said}" for _, column, said in WRONG])
def test_a_wrong_row_is_told_and_stops_them_all(rows, industries, administrator, wrong, column, said):
    row_of(rows, "1.2", 1)["achievement"] = "৮০%"
    rows[2].update(wrong)
    result = imported(CellTable, rows, administrator)
    assert list(problems(result)) == [(4, column)]
    assert said in problems(result)[4, column]
    assert not QuarterCell.objects.exclude(version=0).exists()
    assert not Event.objects.filter(verb="import_table").exists()


@pytest.mark.parametrize("written", ["৩১/০২/২০২০", "=1+1", "১২O", "#REF!"])
def test_an_achievement_nobody_understands_is_stored_as_written_with_a_doubt(rows, industries, administrator, written):
    row_of(rows, "1.2", 1)["achievement"] = written
    result = imported(CellTable, rows, administrator)
    assert not problems(result)
    assert [(doubt.column, written in doubt.sentence.bn) for doubt in result.doubts] == [("achievement", True)]
    cell = QuarterCell.objects.get(indicator__number="1.2", quarter=1)
    assert (cell.achievement.text, cell.achievement.state, cell.version) == (written, "unreadable", 1)
    assert industries.reports.get(quarter=1).earned == 0


def test_a_row_given_twice_is_told(rows, industries, administrator):
    result = imported(CellTable, [*rows, rows[0]], administrator)
    assert "সারি ২" in problems(result)[150, "quarter"]


def test_all_wrong_rows_are_told_in_one_pass(rows, industries, administrator):
    for row in rows[:5]:
        row["target"] = "৩১/০২/২০২০"
    assert len(problems(imported(CellTable, rows, administrator))) == 5


def test_columns_of_another_table_are_named(rows, administrator):
    result = imported(CellTable, [row | {"colour": "নীল"} for row in rows], administrator)
    assert "colour" in str(result.base_errors[0].error)
    result = imported(CellTable, [{"year": "2020-21"}], administrator)
    assert "quarter" in str(result.base_errors[0].error)


@pytest.mark.parametrize("approved", [False, True])
@pytest.mark.parametrize("column", ["target", "achievement"])
def test_cells_of_reports_handed_in_are_refused(rows, industries, administrator, alice, rita, approved, column):
    report = industries.reports.get(quarter=1)
    submit_report(report=report, by=alice)
    if approved:
        approve_report(report=report, by=rita)
    before = scores()
    row_of(rows, "1.1", 1)[column] = "৯"
    row_of(rows, "1.1", 2)["achievement"] = "১"
    result = imported(CellTable, rows, administrator)
    assert list(problems(result)) == [(rows.index(row_of(rows, "1.1", 1)) + 2, column)]
    assert scores() == before


def test_open_quarters_of_the_same_plan_are_taken(rows, industries, administrator, alice):
    submit_report(report=industries.reports.get(quarter=1), by=alice)
    row_of(rows, "1.1", 2)["achievement"] = "১"
    assert totals(imported(CellTable, rows, administrator)) == (0, 1, 147)


def test_nobody_reports_a_quarter_that_has_not_begun(plan_of_size, administrator):
    plan = plan_of_size(1, year=2098)
    rows = exported(CellTable, QuarterCell.objects.filter(indicator__activity__area__plan=plan))
    rows[0]["achievement"] = "১"
    assert list(problems(imported(CellTable, rows, administrator))) == [(2, "achievement")]


def test_somebody_elses_entry_since_the_export_is_not_overwritten(rows, industries, administrator, alice):
    record_achievement(cell=cell_of(industries, "1.1", 1), value="২", version=0, by=alice)
    row_of(rows, "1.1", 1)["achievement"] = "১"
    assert next(iter(problems(imported(CellTable, rows, administrator)).values())).startswith("ফাইলে সংস্করণ ০")


def test_what_changed_between_preview_and_yes_stores_nothing(rows, industries, administrator, alice):
    for row in rows:
        row["version"] = ""
    row_of(rows, "1.1", 1)["achievement"] = "১"
    seen = previewed(CellTable, rows, administrator).fingerprint
    record_achievement(cell=cell_of(industries, "1.1", 1), value="২", version=0, by=alice)
    result = imported(CellTable, rows, administrator, fingerprint=seen)
    assert "বদলে গেছে" in str(result.base_errors[0].error)
    assert cell_of(industries, "1.1", 1).achievement.text == "২"


def test_a_preview_stores_nothing(rows, industries, administrator):
    row_of(rows, "1.1", 1)["achievement"] = "১"
    (change,) = previewed(CellTable, rows, administrator).changes
    assert (change.line, change.differences) == (rows.index(row_of(rows, "1.1", 1)) + 2, {"achievement": ("", "১")})
    assert cell_of(industries, "1.1", 1).version == 0


def test_doubts_are_told_and_stop_nothing(rows, industries, administrator):
    row_of(rows, "1.1", 1)["achievement"] = "৩টি সভা হয়েছে"
    result = imported(CellTable, rows, administrator)
    assert totals(result)[1] == 1
    assert [doubt.column for doubt in result.doubts] == ["achievement"]


@pytest.mark.parametrize(
    ("number", "quarter", "day", "words"),
    [
        ("4.1", 1, "০১/০১/২০৪০", "এখনও আসেনি"),
        ("4.1", 2, "০১/০৭/২০২০", "শুরুর আগের"),
        ("4.1", 1, "০১/০৬/২০২১", "ঐ কোয়ার্টারে পড়ে না"),
        ("13.2", 2, "১৪/১০/২০২০", "এখানে এখনও জমা পড়েনি"),
    ],
)
def test_days_in_doubt_are_told_at_their_row_and_stored(rows, industries, administrator, number, quarter, day, words):
    row_of(rows, number, quarter)["achievement"] = day
    result = imported(CellTable, rows, administrator)
    assert [words in str(doubt.sentence) or words in doubt.sentence.bn for doubt in result.doubts] == [True]
    assert cell_of(industries, number, quarter).achievement.text == day


# --- the action by itself ----------------------------------------------------------------------------------------


def change(plan, number="1.1", quarter=1, text="১"):
    cell = cell_of(plan, number, quarter)
    return {plan: [CellChange(cell, achievement=read_value(text, Unit.NUMBER).value)]}


def test_only_administrators_store_many_cells(industries, alice):
    with pytest.raises(Refusal):
        store_cells(changes=change(industries), rows=load_rows_of([industries]), by=alice, source="")


def test_the_action_itself_looks_at_reports_and_versions(industries, administrator, alice):
    stale = change(industries)
    record_achievement(cell=cell_of(industries, "1.1", 1), value="২", version=0, by=alice)
    with pytest.raises(StaleVersionError):
        store_cells(changes=stale, rows=load_rows_of([industries]), by=administrator, source="")
    submit_report(report=industries.reports.get(quarter=1), by=alice)
    with pytest.raises(Refusal):
        store_cells(changes=change(industries), rows=load_rows_of([industries]), by=administrator, source="")


# --- many rows ---------------------------------------------------------------------------------------------------


def queries(count, by):
    """How many queries it takes to store so many rows, each with a new achievement."""
    rows = exported(CellTable, QuarterCell.objects.order_by("pk")[:count])
    for row in rows:
        row["achievement"] = "৩" if row["achievement"] != "৩" else "২"
    dataset = dataset_of(rows)
    with CaptureQueriesContext(
        connection,
    ) as captured:
        result = CellTable().import_data(dataset, dry_run=False, user=by)
    assert totals(result) == (0, count, 0)
    return len(captured)


def test_fifty_times_the_rows_take_batches_more_and_no_query_for_each(plan_of_size, administrator):
    plan_of_size(125)
    few, many = queries(10, administrator), queries(500, administrator)
    columns = len(QuarterCell._meta.fields) + len(Event._meta.fields)  # every cell has its event
    statements = 500 * columns // (connection.features.max_query_params or 10**6)
    assert many - few <= statements + 2
    assert few < 40


# --- what the office says beside it ------------------------------------------------------------------------------


def test_remarks_and_claims_come_through_the_table_with_an_event_and_change_no_mark(rows, industries, administrator):
    before = scores()
    row_of(rows, "1.1", 1).update(remark="৮টি সম্পন্ন", claimed_marks="০.৮")
    assert totals(imported(CellTable, rows, administrator)) == (0, 1, 147)
    cell = cell_of(industries, "1.1", 1)
    assert (cell.remark, float(cell.claimed_marks), cell.version) == ("৮টি সম্পন্ন", 0.8, 0)
    told = industries.events.get(verb="import_table_cell")
    assert told.after == {"remark": {"text": "৮টি সম্পন্ন"}, "claim": {"text": "0.8"}}
    assert scores() == before
    assert totals(imported(CellTable, exported(CellTable, QuarterCell.objects.all()), administrator)) == (0, 0, 148)


def test_a_remark_of_a_quarter_handed_in_is_refused(rows, industries, administrator, alice):
    submit_report(report=industries.reports.get(quarter=1), by=alice)
    row_of(rows, "1.1", 1)["remark"] = "দেরিতে"
    assert any("remark" in str(each) for each in problems(previewed(CellTable, rows, administrator)))
