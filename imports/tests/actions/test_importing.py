"""Owns the proof that storing a draft stores all of it or nothing, and a known plan change by change."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from imports.actions.importing import ImportRefusedError, store_plan
from offices.models import FiscalYear
from plan_tree.tree import Claimed, GradeNode, QuarterNode
from plans.actions.achievements import record_achievement
from plans.actions.ledger import is_chain_whole
from plans.actions.reporting import approve_report, submit_report
from plans.models import Activity, Area, Event, GradedTarget, Indicator, Plan, QuarterCell, QuarterReport
from plans.queries.trees import load_tree
from plans.tests.factories import cell_of, draft_of_size, typed
from workflow.transitions import ReportState


@pytest.fixture
def year(reference):
    return FiscalYear.objects.get(start_year=2022)


@pytest.fixture
def store(industries_office, year):
    """Stores a draft as the plan of the Ministry of Industries for 2022-23."""
    return lambda draft, by=None: store_plan(draft=draft, office=industries_office, year=year, by=by)


def with_indicator(draft, number, **fields):
    """The draft with some fields of one indicator replaced."""
    return replace(draft, areas=tuple(_with_indicator(area, number, fields) for area in draft.areas))


def _with_indicator(area, number, fields):
    activities = tuple(
        replace(
            activity,
            indicators=tuple(replace(row, **fields) if row.number == number else row for row in activity.indicators),
        )
        for activity in area.activities
    )
    return replace(area, activities=activities)


def with_cell(draft, number, quarter, **placed_values):
    row = next(row for row in draft.indicators if row.number == number)
    cell = replace(row.quarters.get(quarter, QuarterNode()), **placed_values)
    return with_indicator(draft, number, quarters={**row.quarters, quarter: cell})


def changes_of(stored):
    return [(change.subject, change.field, change.before, change.after) for change in stored.changes]


def test_a_constraint_broken_half_way_leaves_nothing_behind(store):
    draft = draft_of_size(6)
    broken = replace(draft, areas=(draft.areas[0], replace(draft.areas[1], weight=Decimal(-1))))
    with pytest.raises(IntegrityError), transaction.atomic():
        store(broken)
    for model in (Plan, Area, Indicator, QuarterCell, QuarterReport, Event):
        assert not model.objects.exists(), model


def test_a_constraint_broken_by_an_update_leaves_the_plan_as_it_was(store):
    draft = draft_of_size(6)
    plan = store(draft).plan
    areas = (replace(draft.areas[0], title="নতুন"), replace(draft.areas[1], weight=Decimal(-1)))
    with pytest.raises(IntegrityError), transaction.atomic():
        store(replace(draft, areas=areas))
    assert plan.areas.get(number="1").title == draft.areas[0].title
    assert plan.events.count() == 1


def test_a_new_plan_has_four_reports_and_every_indicator_four_cells(store):
    plan = store(draft_of_size(6)).plan
    assert [report.quarter for report in plan.reports.all()] == [1, 2, 3, 4]
    assert QuarterCell.objects.filter(indicator__activity__area__plan=plan).count() == 6 * 4
    assert [report.possible for report in plan.reports.all()] == [6] * 4
    assert [report.possible_to_date for report in plan.reports.all()] == [Decimal("1.5"), 3, Decimal("4.5"), 6]


def test_a_new_plan_writes_one_event(store, administrator):
    plan = store(draft_of_size(6), by=administrator).plan
    event = plan.events.get()
    assert (event.verb, event.by, event.after) == ("import_plan", administrator, {"areas": 2, "indicators": 6})


def test_the_same_draft_again_changes_nothing(store):
    store(draft_of_size(6))
    again = store(draft_of_size(6))
    assert (again.created, again.changes) == (False, ())
    assert Event.objects.count() == 1


def test_every_difference_is_one_change_with_before_and_after(store, administrator):
    draft = draft_of_size(2)
    plan = store(draft).plan
    draft = with_indicator(draft, "1.1", title="নতুন নাম", weight=Decimal(2))
    draft = with_cell(draft, "1.2", 3, target=typed("২"), achievement=typed("১"))
    stored = store(draft, by=administrator)
    target = {"text": "১", "quantity": "1", "dates": [], "state": "given"}
    assert changes_of(stored) == [
        ("1.1", "title", "সূচক 1.1", "নতুন নাম"),
        ("1.1", "weight", "1.00", "2"),
        ("1.2 q3", "target", target, target | {"text": "২", "quantity": "2"}),
        ("1.2 q3", "achievement", None, target),
    ]
    event = plan.events.get(verb="import_changes")
    assert event.by == administrator
    assert [tuple(change) for change in event.after] == changes_of(stored)
    assert plan.reports.get(quarter=4).possible == 3
    assert is_chain_whole(plan.pk)


def test_an_imported_achievement_is_of_who_imports_it(store, alice, administrator):
    draft = draft_of_size(1)
    plan = store(draft).plan
    record_achievement(cell=cell_of(plan, "1.1", 1), value="১", version=0, by=alice)
    store(with_cell(draft, "1.1", 1, achievement=typed("২")), by=administrator)
    cell = cell_of(plan, "1.1", 1)
    assert (cell.achievement.quantity, cell.version, cell.entered_by) == (2, 2, administrator)
    store(with_cell(draft, "1.1", 1, achievement=typed("৩")))
    cell = cell_of(plan, "1.1", 1)
    assert (cell.version, cell.entered_by, cell.entered_at) == (3, None, None)


def test_blanks_of_a_document_erase_neither_achievements_nor_remarks(store, alice):
    draft = with_indicator(draft_of_size(1), "1.1", remark="মন্তব্য", responsible="সচিব")
    plan = store(draft).plan
    record_achievement(cell=cell_of(plan, "1.1", 1), value="১", version=0, by=alice)
    assert store(draft_of_size(1)).changes == ()
    cell = cell_of(plan, "1.1", 1)
    assert (cell.achievement.text, cell.indicator.remark, cell.indicator.responsible) == ("১", "মন্তব্য", "সচিব")


def test_a_blank_target_of_a_document_takes_the_target_away(store):
    draft = draft_of_size(1)
    plan = store(draft).plan
    store(with_cell(draft, "1.1", 4, target=typed("")))
    assert cell_of(plan, "1.1", 4).target.is_blank


def test_a_confirmed_quarter_rule_outlives_what_a_document_suggests(store):
    draft = draft_of_size(1)
    plan = store(draft).plan
    Indicator.objects.filter(activity__area__plan=plan).update(quarter_rule="cumulative")
    assert store(draft).changes == ()
    assert Indicator.objects.get(activity__area__plan=plan).quarter_rule == "cumulative"


@pytest.mark.parametrize("text", ["4", "৪টি", "৪ (চার) টি"])
def test_a_value_typed_otherwise_is_no_change_and_stays_as_typed(store, text):
    draft = with_cell(draft_of_size(1), "1.1", 1, achievement=typed("৪"))
    plan = store(draft).plan
    again = with_indicator(with_cell(draft, "1.1", 1, achievement=typed(text)), "1.1", annual=typed(text))
    assert store(again).changes == ()
    assert cell_of(plan, "1.1", 1).achievement.text == "৪"


def test_other_words_are_a_change_though_no_figure_changed(store):
    draft = with_cell(draft_of_size(1), "1.1", 1, achievement=typed("কাজ চলছে"))
    plan = store(draft).plan
    assert len(store(with_cell(draft, "1.1", 1, achievement=typed("কাজ শেষ"))).changes) == 1
    assert cell_of(plan, "1.1", 1).achievement.text == "কাজ শেষ"


def test_a_chosen_direction_outlives_a_document_which_cannot_print_one(store):
    plan = store(draft_of_size(1)).plan
    Indicator.objects.filter(activity__area__plan=plan).update(direction="lower")
    assert store(draft_of_size(1)).changes == ()


def test_claims_of_several_quarters_are_kept_beside_theirs(store):
    claims = {1: Claimed(Decimal(1), Decimal("0.5")), 3: Claimed(None, Decimal("0.75"))}
    draft = replace(draft_of_size(1), claims=claims)
    plan = store(draft).plan
    kept = plan.reports.values_list("claimed_total", "claimed_obtained")
    assert list(kept) == [(1, Decimal("0.5")), (None, None), (None, Decimal("0.75")), (None, None)]
    assert store(draft).changes == ()


def test_a_row_a_document_inserts_stands_where_the_document_has_it(store):
    draft = draft_of_size(3)
    (area,) = draft.areas
    first, _, third = area.activities
    plan = store(replace(draft, areas=(replace(area, activities=(first, third)),))).plan
    store(draft)
    assert [row.number for row in load_tree(plan).indicators] == ["1.1", "1.2", "1.3"]
    assert Activity.objects.filter(area__plan=plan).values("position").distinct().count() == 3


def test_the_ladder_of_a_document_replaces_the_stored_one(store):
    draft = draft_of_size(1, kind="egov")
    plan = store(draft).plan
    ladder = tuple(GradeNode(Decimal(percent), typed(text)) for percent, text in ((100, "৫"), (90, "৪")))
    stored = store(with_indicator(draft, "1.1.1", grades=ladder, annual=typed("৫")))
    grades = GradedTarget.objects.filter(indicator__activity__area__plan=plan)
    assert [(grade.percent, grade.target.text) for grade in grades] == [(100, "৫"), (90, "৪")]
    assert [(subject, field) for subject, field, *_ in changes_of(stored)] == [
        ("1.1.1 100%", "target"),
        ("1.1.1 90%", "target"),
        ("1.1.1 80.00%", "grade"),
        ("1.1.1 60.00%", "grade"),
    ]


def test_a_missing_row_is_refused_and_named(store):
    plan = store(draft_of_size(3)).plan
    with pytest.raises(ImportRefusedError) as refused:
        store(draft_of_size(2))
    (problem,) = refused.value.problems
    assert problem.code == "indicators_missing"
    assert "১.৩" in problem.sentence.bn
    assert Indicator.objects.filter(activity__area__plan=plan).count() == 3


def test_a_row_moved_to_another_activity_is_refused_and_not_doubled(store):
    draft = draft_of_size(2, kind="egov")
    (area,) = draft.areas
    first, second = area.activities
    plan = store(draft).plan
    moved = replace(second, indicators=(*second.indicators, *first.indicators))
    with pytest.raises(ImportRefusedError):
        store(replace(draft, areas=(replace(area, activities=(moved,)),)))
    assert Indicator.objects.filter(activity__area__plan=plan).count() == 2


@pytest.fixture
def closed(store, alice, rita):
    """A stored plan whose first quarter is approved and whose second is submitted."""
    plan = store(draft_of_size(2)).plan
    for quarter in (1, 2):
        submit_report(report=plan.reports.get(quarter=quarter), by=alice)
    approve_report(report=plan.reports.get(quarter=1), by=rita)
    return plan


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (lambda draft: with_cell(draft, "1.1", 1, achievement=typed("১")), "১"),
        (lambda draft: with_cell(draft, "1.1", 2, target=typed("২")), "২"),
        (lambda draft: with_indicator(draft, "1.1", weight=Decimal(3)), "১, ২"),
        (lambda draft: with_indicator(draft, "1.1", annual=typed("৯")), "১, ২"),
        (lambda draft: replace(draft, claimed=Claimed(Decimal(2), Decimal(1)), reported_quarter=1), "১"),
    ],
)
def test_a_change_of_a_closed_report_is_refused_and_nothing_moves(closed, store, change, named):
    reports = list(closed.reports.values())
    with pytest.raises(ImportRefusedError) as refused:
        store(change(draft_of_size(2)))
    (problem,) = refused.value.problems
    assert problem.code == "report_closed"
    assert f"কোয়ার্টার {named})" in problem.sentence.bn
    closed.refresh_from_db()
    assert list(closed.reports.values()) == reports
    assert closed.events.filter(verb="import_changes").count() == 0


def test_the_next_quarter_is_imported_though_earlier_ones_are_closed(closed, store):
    frozen = QuarterReport.objects.filter(plan=closed, quarter=1).values().get()
    draft = with_cell(draft_of_size(2), "1.1", 3, achievement=typed("১"))
    draft = with_indicator(draft, "1.2", remark="তৃতীয় কোয়ার্টারের মন্তব্য", claimed_total="১")
    assert len(store(draft).changes) == 3
    assert cell_of(closed, "1.1", 3).achievement.quantity == 1
    assert QuarterReport.objects.filter(plan=closed, quarter=1).values().get() == frozen


def test_the_same_document_is_no_change_though_reports_are_closed(closed, store):
    assert store(draft_of_size(2)).changes == ()


def test_a_claim_is_kept_beside_its_quarter_and_a_new_one_is_a_change(store):
    claimed = replace(draft_of_size(1), claimed=Claimed(Decimal(1), Decimal("0.5")), reported_quarter=2)
    plan = store(claimed).plan
    assert plan.reports.get(quarter=2).claimed_obtained == Decimal("0.5")
    assert store(claimed).changes == ()
    stored = store(replace(claimed, claimed=Claimed(None, Decimal("0.75"))))
    assert changes_of(stored) == [("q2", "claimed_obtained", "0.5000", "0.75")]
    report = plan.reports.get(quarter=2)
    assert (report.claimed_total, report.claimed_obtained) == (1, Decimal("0.75"))
    assert plan.events.filter(verb="import_changes").count() == 1
    assert report.state == ReportState.DRAFT
