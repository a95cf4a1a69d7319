"""Owns the proof of templates: made from a plan, told, replaced, what plans begin with, and what stays in these."""

from decimal import Decimal

import pytest
from django.core.management import call_command

from offices.models import Office, Tier
from offices.queries.lookup import find_offices
from plan_tree.standard_rows import AreaChoice, AreaRows
from plans.actions.editing import check_template
from plans.actions.ledger import is_chain_whole
from plans.actions.row_edits import edit_plan
from plans.actions.row_writes import RowEdit
from plans.actions.templates import NO_ROWS, NOTHING_DIFFERS, make_template
from plans.models import Activity, Area, Event, GradedTarget, Indicator, Plan, PlanTemplate
from plans.queries.replay import mismatches
from plans.queries.templates import departures_of, few_own_rows_of
from plans.queries.trees import load_tree
from plans.tests.factories import plan_from_template
from workflow.transitions import Refusal
from year_opening.actions.opening import open_year
from year_opening.queries.opening import opening_of
from year_opening.queries.opening_offices import OpeningChoices

pytestmark = pytest.mark.django_db
OWN_IN_9 = {"9": AreaChoice(AreaRows.OWN, 5)}
OPENING = OpeningChoices(2021, ("integrity",), ("ministry",), rolls_over=True, uses_templates=True)


def template_from(plan, by, start_year=2021, choices=OWN_IN_9, tier=Tier.MINISTRY):
    return make_template(plan=plan, start_year=start_year, tier=tier, choices=choices, by=by)


@pytest.fixture
def three_ministries(industries):
    """The others make no plans."""
    ministries = Office.objects.filter(tier="ministry", makes_plan=True).exclude(pk=industries.office_id)
    ministries.filter(pk__gt=ministries.order_by("pk")[1].pk).update(makes_plan=False)


@pytest.fixture
def template(industries, administrator):
    return template_from(industries, administrator)


@pytest.fixture
def made(template, administrator):
    """The plan another ministry gets from the template."""
    (office,) = find_offices("শ্রম ও কর্মসংস্থান মন্ত্রণালয়")
    return plan_from_template(template, office, by=administrator)


def refused(plan, edit, by):
    with pytest.raises(Refusal) as refusal:
        edit_plan(plan=plan, edits=[edit], by=by)
    return refusal.value.sentence


# --- made --------------------------------------------------------------------------------------------------------


def test_a_template_holds_the_rows_of_the_plan_without_posts_and_targets(template, industries):
    rows, tree = template.rows, load_tree(industries)
    assert [(each.number, each.title, each.weight) for each in rows.areas] == [
        (each.number, each.title, each.weight) for each in tree.areas
    ]
    assert len(rows.indicators) == 32
    assert {row.responsible for row in rows.indicators.values()} == {""}
    assert all(row.annual.is_blank and not row.quarters for row in rows.indicators.values())
    assert rows.indicators["1", "1.1", "1.1"].unit == tree.indicators[0].unit
    assert dict(rows.own_rows) == {"9": 5}


def test_it_is_told_in_the_ledger_of_what_all_plans_share(template, industries, administrator):
    event = Event.objects.get(verb="make_template")
    assert (event.plan, event.by, event.subject) == (None, administrator, "শুদ্ধাচার · মন্ত্রণালয় · ২০২১-২২ · ১")
    assert event.after["made_from"] == f"{industries} ({industries.pk})"
    assert event.after["areas"] == template.contents["areas"]
    assert is_chain_whole(None)


def test_another_one_of_the_same_year_replaces_it_as_a_new_version(template, industries, administrator):
    other = template_from(industries, administrator, choices={"9": AreaChoice(AreaRows.BOTH, 2)})
    assert (template.version, other.version) == (1, 2)
    assert len(other.rows.indicators) == 37
    assert Event.objects.filter(verb="make_template").latest("pk").before == template.contents
    assert template_from(industries, administrator, tier=Tier.DEPARTMENT).version == 1


def test_the_same_once_more_is_refused(template, industries, administrator):
    with pytest.raises(Refusal) as refusal:
        template_from(industries, administrator)
    assert refusal.value.sentence == NOTHING_DIFFERS


def test_a_plan_without_rows_gives_none(industries, administrator):
    industries.areas.all().delete()
    with pytest.raises(Refusal) as refusal:
        template_from(industries, administrator)
    assert refusal.value.sentence == NO_ROWS


@pytest.mark.parametrize("name", ["alice", "rita"])
def test_only_administrators_make_one(request, industries, name):
    with pytest.raises(Refusal):
        template_from(industries, request.getfixturevalue(name))
    assert not PlanTemplate.objects.exists()


# --- what a year opens with --------------------------------------------------------------------------------------


def test_plans_begin_with_the_template_rather_than_with_the_year_before(
    template, industries, administrator, three_ministries
):
    expected = opening_of(OPENING).kinds[0]
    assert (expected.made, expected.templated, expected.rolled) == (3, 3, 0)
    done = list(open_year(choices=OPENING, by=administrator))[-1]
    assert (done.templated, done.rolled) == ({"integrity": expected.made}, {"integrity": 0})
    plan = Plan.objects.get(office=industries.office, year__start_year=2021)
    assert (plan.template, plan.areas.count()) == (template, 13)
    assert Indicator.objects.filter(activity__area__plan=plan).count() == 32
    assert not GradedTarget.objects.filter(indicator__activity__area__plan=plan).exclude(target_text="").exists()
    assert list(departures_of(plan)) == []


def test_such_a_plan_is_one_event_and_proves_itself(made, template):
    (event,) = made.events.all()
    assert (event.verb, event.after["template"]) == ("make_plan", f"শুদ্ধাচার · মন্ত্রণালয় · ২০২১-২২ · ১ ({template.pk})")
    assert mismatches(made) == []
    call_command("verify_scorecards", verbosity=0)
    call_command("verify_events", verbosity=0)


def test_a_graded_form_keeps_its_ladder(labour, administrator):
    template = template_from(labour, administrator, 2022, {})
    list(open_year(choices=OpeningChoices(2022, ("egov",), ("ministry",), uses_templates=True), by=administrator))
    plan = Plan.objects.get(office=labour.office, year__start_year=2022)
    grades = GradedTarget.objects.filter(indicator__activity__area__plan=plan, indicator__number="1.1.1")
    assert [(grade.percent, grade.target_text) for grade in grades] == [(100, ""), (80, ""), (60, "")]
    assert plan.template == template
    assert list(departures_of(plan)) == []


@pytest.mark.parametrize(
    "choices",
    [
        OpeningChoices(2022, ("integrity",), ("ministry",), uses_templates=True),  # another year
        OpeningChoices(2021, ("egov",), ("ministry",), uses_templates=True),  # another kind
        OpeningChoices(2021, ("integrity",), ("division",), uses_templates=True),  # another tier
        OpeningChoices(2021, ("integrity",), ("ministry",)),  # not chosen
    ],
)
def test_other_plans_begin_as_they_did(template, administrator, three_ministries, choices):
    done = list(open_year(choices=choices, by=administrator))[-1]
    assert sum(done.templated.values()) == 0
    assert not Plan.objects.exclude(template=None).exists()


def test_another_version_is_another_opening_than_the_one_that_was_shown(template, industries, administrator):
    shown = opening_of(OPENING).fingerprint
    template_from(industries, administrator, choices={})
    assert opening_of(OPENING).fingerprint != shown


def test_the_choice_comes_back_as_a_job_kept_it():
    assert OpeningChoices.from_json(OPENING.as_json()) == OPENING
    kept_before = {name: content for name, content in OPENING.as_json().items() if name != "uses_templates"}
    assert OpeningChoices.from_json(kept_before).uses_templates is False


# --- what stays --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("model", "number", "columns", "told"),
    [
        (Area, "1", {"weight": Decimal(9)}, "The weight of 1 is fixed by the template: it says “8”, here stands “9”."),
        (Area, "1", {"title": "অন্য"}, "The title of 1 is fixed"),
        (Activity, "1.1", {"title": "অন্য"}, "The title of 1.1 is fixed"),
        (Activity, "1.1", {"number": "1.9"}, "1.1 is a row of the template and cannot be left out"),
        (Indicator, "2.1", {"weight": Decimal("2.5")}, "The weight of 2.1 is fixed"),
        (Indicator, "2.1", {"title": "অন্য সূচক"}, "The title of 2.1 is fixed"),
        (Indicator, "2.1", {"unit": "other"}, "The unit of 2.1 is fixed"),
        (Indicator, "2.1", {"unit_text": "জন"}, "The unit of 2.1 is fixed"),
    ],
)
def test_what_the_template_fixes_is_not_overwritten(made, administrator, model, number, columns, told):
    path = {Area: "plan", Activity: "area__plan", Indicator: "activity__area__plan"}[model]
    row = model.objects.get(number=number, **{path: made})
    assert refused(made, RowEdit(row, columns), administrator).en.startswith(told)
    row.refresh_from_db()
    assert {name: getattr(row, name) for name in columns} != columns


def test_a_standard_row_is_not_taken_away_and_none_is_added_to_a_standard_area(made, administrator):
    row = Indicator.objects.get(activity__area__plan=made, number="2.1")
    assert "2.1" in refused(made, RowEdit(row, is_removed=True), administrator).en
    activity = Activity(area=made.areas.get(number="1"), position=9, number="1.9", title="নিজের")
    assert "takes no rows of an office" in refused(made, RowEdit(activity), administrator).en
    area = Area(plan=made, position=20, number="20", title="নিজের", weight=Decimal(1))
    assert "20 is not in the template" in refused(made, RowEdit(area), administrator).en


def test_posts_targets_and_how_it_is_written_are_free(made, administrator):
    row = Indicator.objects.get(activity__area__plan=made, number="2.1")
    edits = [
        RowEdit(row, {"responsible": "উপসচিব", "title": f" {row.title}  "}),
        RowEdit(row.graded_targets.get(), {"target_text": "৪"}),
    ]
    edit_plan(plan=made, edits=edits, by=administrator)
    assert row.graded_targets.get().target.quantity == 4
    check_template(made)


def test_own_rows_are_written_where_the_template_says_so_and_counted(made, administrator):
    assert [(each.number, each.found, each.at_least) for each in few_own_rows_of(made)] == [("9", 0, 5)]
    area = made.areas.get(number="9")
    for place in range(1, 6):
        activity = Activity(area=area, position=place, number=f"9.{place}", title="নিজের কার্যক্রম")
        row = Indicator(
            activity=activity, position=1, number=f"9.{place}", title="সূচক", weight=Decimal(3), unit="number"
        )
        edit_plan(plan=made, edits=[RowEdit(activity), RowEdit(row)], by=administrator)
    assert list(few_own_rows_of(made)) == []
    assert mismatches(made) == []


def test_a_plan_without_a_template_is_written_as_before(industries, administrator):
    edit_plan(plan=industries, edits=[RowEdit(industries.areas.get(number="1"), {"title": "অন্য"})], by=administrator)
    assert industries.areas.get(number="1").title == "অন্য"
