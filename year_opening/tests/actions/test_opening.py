"""Owns the proof of opening a year: deadlines, people and plans with their events, once only, in any number of goes."""

from datetime import date

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from imports.actions.bringing import bring_in, keep_source, read_plans
from imports.actions.undoing import undo_import
from offices.models import Deadline, FiscalYear, Membership, Office, Role, Tier, YearEndDeadline
from offices.tests.people import SINCE, add_person
from plans.actions.ledger import is_chain_whole
from plans.models import (
    Event,
    GradedTarget,
    Indicator,
    LeagueEntry,
    MarkingPolicy,
    Plan,
    QuarterCell,
    QuarterReport,
)
from plans.queries.replay import mismatches
from plans.tests.factories import INDUSTRIES, cell_of, workbook
from workflow.transitions import Refusal
from year_opening.actions import opening
from year_opening.actions.opening import DAYS_REFUSED, open_year
from year_opening.queries.opening import opening_of, policy_of_kind
from year_opening.queries.opening_offices import OpeningChoices

pytestmark = pytest.mark.django_db
CHOICES = OpeningChoices(2028, ("integrity", "egov"), ("ministry", "division"))


@pytest.fixture(autouse=True)
def small_batches(monkeypatch):
    monkeypatch.setattr(opening, "BATCH", 20)


def opened(choices=CHOICES, *, by):
    """What is done once all is."""
    return list(open_year(choices=choices, by=by))[-1]


@pytest.fixture
def focal(industries_office):
    person = add_person("focal")
    row = {"role": Role.FOCAL_POINT, "since": date(2027, 7, 1), "until": date(2028, 6, 30)}
    return Membership.objects.create(
        person=person, office=industries_office, post=industries_office.posts.create(title="উপসচিব"), **row
    )


def test_every_office_has_its_empty_plan_and_nobody_two(administrator):
    expected = opening_of(CHOICES)
    done = opened(by=administrator)
    assert done.made == {each.kind: each.made for each in expected.kinds}
    plans = Plan.objects.filter(year__start_year=2028)
    assert plans.count() == done.done == 2 * CHOICES.offices.count()
    assert {plan.created_by for plan in plans} == {administrator}
    assert {plan.policy.kind for plan in plans if plan.kind == "egov"} == {"egov"}
    assert QuarterReport.objects.filter(plan__in=plans).count() == LeagueEntry.objects.count() == 4 * plans.count()


def test_again_makes_nothing_anew(administrator, focal):
    opened(by=administrator)
    before = (Plan.objects.count(), Event.objects.count(), Membership.objects.count(), Deadline.objects.count())
    done = opened(by=administrator)
    assert (done.done, done.made) == (0, {})
    assert (Plan.objects.count(), Event.objects.count(), Membership.objects.count(), Deadline.objects.count()) == before


def test_who_stopped_in_between_goes_on_where_it_stopped(administrator):
    steps = open_year(choices=CHOICES, by=administrator)
    next(steps)
    assert next(steps).done == 20
    steps.close()
    assert Plan.objects.count() == 20
    assert opened(by=administrator).done == 2 * CHOICES.offices.count() - 20
    assert Plan.objects.count() == 2 * CHOICES.offices.count()


def test_every_plan_is_an_event_and_proves_itself(administrator):
    opened(OpeningChoices(2028, ("integrity",), ("ministry",)), by=administrator)
    plans = list(Plan.objects.filter(year__start_year=2028))
    for plan in plans:
        (event,) = plan.events.all()
        assert (event.verb, event.by) == ("make_plan", administrator)
        assert is_chain_whole(plan.pk)
        assert mismatches(plan) == []
    call_command("verify_scorecards", verbosity=0)
    call_command("verify_events", verbosity=0)


def test_the_calendar_is_told_in_the_ledger(administrator):
    days = {("ministry", 1): date(2028, 10, 20)}
    opened(OpeningChoices(2028, (), (), ("division",), days), by=administrator)
    assert Event.objects.filter(plan=None, verb="edit_fiscalyear", by=administrator).count() == 1
    assert Event.objects.filter(plan=None, verb="edit_deadline", by=administrator).count() == 22
    assert Deadline.objects.get(year__start_year=2028, tier="ministry", quarter=1).due_on == date(2028, 10, 20)
    division = Deadline.objects.filter(year__start_year=2028, tier="division")
    assert set(division.values_list("quarter", flat=True)) == {2, 4}
    assert is_chain_whole(None)


def test_deadlines_that_are_there_are_changed_or_taken_away_as_was_chosen(administrator):
    opened(OpeningChoices(2026, (), (), ("ministry",), {("ministry", 2): date(2027, 1, 20)}), by=administrator)
    ministry = Deadline.objects.filter(year__start_year=2026, tier="ministry").order_by("quarter")
    assert list(ministry.values_list("quarter", "due_on")) == [(2, date(2027, 1, 20)), (4, date(2027, 7, 15))]
    told = Event.objects.filter(plan=None, verb="edit_deadline")
    assert sorted((event.before is not None, event.after is not None) for event in told) == [
        (True, False),
        (True, False),
        (True, True),
    ]


def test_a_focal_point_gets_the_same_post_for_the_new_year(administrator, focal):
    assert opened(by=administrator).carried == 1
    again = Membership.objects.get(person=focal.person, since=date(2028, 7, 1))
    assert (again.office, again.role, again.post, again.until) == (
        focal.office,
        Role.FOCAL_POINT,
        focal.post,
        date(2029, 6, 30),
    )
    event = Event.objects.get(verb="edit_membership")
    assert (event.by, event.after["until"], event.before) == (administrator, "2029-06-30", None)


def test_everybody_is_counted_once_at_each_office_whatever_the_numbers_are(administrator, industries_office):
    """Person 12 at office 3 is not person 1 at office 23."""
    for person, office in ((700_012, 9_003), (70_001, 29_003)):
        place = Office.objects.create(pk=office, name_bn=f"দপ্তর {office}", parent=industries_office, tier="ministry")
        row = {"role": Role.FOCAL_POINT, "since": SINCE, "until": date(2028, 6, 30)}
        Membership.objects.create(person=add_person(f"focal{person}", pk=person), office=place, **row)
    assert opening_of(CHOICES).people.carried == 2
    assert opened(by=administrator).carried == 2


def test_many_focal_points_are_carried_over_in_batches_whatever_is_stored_twice(administrator, focal, monkeypatch):
    monkeypatch.setattr(opening, "BATCH", 2)
    Membership.objects.create(
        person=focal.person, office=focal.office, role=Role.FOCAL_POINT, since=date(2028, 1, 1), until=focal.until
    )
    for number, office in enumerate(CHOICES.offices.exclude(pk=focal.office_id)[:4]):
        row = {"role": Role.FOCAL_POINT, "since": SINCE, "until": focal.until}
        Membership.objects.create(person=add_person(f"focal{number}"), office=office, **row)
    expected = opening_of(CHOICES).people.carried
    assert opened(by=administrator).carried == expected == 5
    assert is_chain_whole(None)


def test_deadlines_that_lack_stop_everything(administrator):
    Deadline.objects.all().delete()
    with pytest.raises(Refusal) as refused:
        opened(by=administrator)
    assert refused.value.sentence == DAYS_REFUSED
    assert not Plan.objects.exists()
    assert not FiscalYear.objects.filter(start_year=2028).exists()


def test_a_kind_without_a_policy_is_left_out_and_named(administrator):
    MarkingPolicy.objects.filter(kind="integrity").delete()
    done = opened(by=administrator)
    assert (done.without_policy, set(done.made)) == (["integrity"], {"egov"})


@pytest.mark.parametrize("name", ["alice", "rita"])
def test_only_administrators_open_a_year(request, name):
    with pytest.raises(Refusal):
        opened(by=request.getfixturevalue(name))
    assert not Plan.objects.exists()


def test_a_right_that_is_taken_away_meanwhile_stops_at_the_next_batch(administrator):
    steps = open_year(choices=CHOICES, by=administrator)
    next(steps)
    next(steps)
    type(administrator).objects.update(is_superuser=False)
    with pytest.raises(Refusal):
        next(steps)
    assert Plan.objects.count() == 20


def test_a_plan_somebody_else_made_in_the_same_moment_is_left_to_them(administrator, plan_of_size, monkeypatch):
    office = CHOICES.offices.order_by("pk")[3]
    create, others = Plan.objects.bulk_create, []

    def meanwhile(plans):
        if not others:
            others.append(office)
            plans = [*plans, Plan(office=office, year_id=plans[0].year_id, kind="integrity", policy=plans[0].policy)]
        return create(plans)

    monkeypatch.setattr(type(Plan.objects), "bulk_create", lambda self, plans: meanwhile(list(plans)))
    assert opened(OpeningChoices(2028, ("integrity",), CHOICES.tiers), by=administrator).done == CHOICES.offices.count()
    assert Plan.objects.filter(office=office).count() == 1


def test_the_official_form_is_imported_into_an_opened_plan(administrator):
    opened(OpeningChoices(2020, ("integrity",), ("ministry",)), by=administrator)
    content = workbook(INDUSTRIES).read_bytes()
    source = keep_source(content, INDUSTRIES, by=administrator)
    (outcome,) = bring_in(read_plans(content, INDUSTRIES), source=source, by=administrator)
    assert outcome.stored is not None, outcome.problems
    plan = Plan.objects.get(office=outcome.reading.office, year__start_year=2020, kind="integrity")
    assert (plan, plan.areas.count()) == (outcome.stored.plan, 13)
    assert plan.reports.get(quarter=4).possible == 100
    assert mismatches(plan) == []
    assert is_chain_whole(plan.pk)


def test_such_an_import_is_undone_to_the_empty_plan(administrator):
    opened(OpeningChoices(2020, ("integrity",), ("ministry",)), by=administrator)
    content = workbook(INDUSTRIES).read_bytes()
    source = keep_source(content, INDUSTRIES, by=administrator)
    (outcome,) = bring_in(read_plans(content, INDUSTRIES), source=source, by=administrator)
    plan = outcome.stored.plan
    undo_import(plan_import=plan.imports.get(), by=administrator)
    assert Plan.objects.get(pk=plan.pk).areas.count() == 0
    assert plan.reports.get(quarter=4).possible == 0
    assert mismatches(plan) == []


def test_a_batch_is_made_by_a_few_statements(administrator, django_assert_max_num_queries):
    FiscalYear.objects.create(start_year=2028)
    policy = MarkingPolicy.objects.get(kind="integrity")
    with django_assert_max_num_queries(15):
        plans = opening.make_plans(choices=CHOICES, policy=policy, after=0, by=administrator)
    assert len(plans.plans) == 20


# --- begun with the plan of the year before ----------------------------------------------------------------------

ROLLED = OpeningChoices(2021, ("integrity",), ("ministry",), rolls_over=True)


@pytest.fixture
def rolled(industries, administrator):
    """What was done, and the plan that began with the real one."""
    done = opened(ROLLED, by=administrator)
    return done, Plan.objects.get(office=industries.office, year__start_year=2021)


def test_a_plan_begins_with_last_years_rows_and_the_others_are_empty(industries, rolled):
    done, plan = rolled
    assert (done.rolled, done.made) == ({"integrity": 1}, {"integrity": ROLLED.offices.count()})
    assert plan.areas.count() == 13
    assert Plan.objects.filter(year__start_year=2021).exclude(areas=None).distinct().count() == 1
    assert cell_of(plan, "4.1", 1).target.text == "৩০/০৯/২০২১"
    assert cell_of(industries, "4.1", 1).target.text == "৩০/০৯/২০২০"
    assert plan.reports.get(quarter=4).possible == industries.reports.get(quarter=4).possible == 100
    assert plan.policy == industries.policy


def test_it_is_one_event_that_tells_what_moved_and_what_to_see(industries, rolled, administrator):
    done, plan = rolled
    (event,) = plan.events.all()
    assert (event.verb, event.by) == ("make_plan", administrator)
    assert event.after["copied_from"] == f"{industries} ({industries.pk})"
    assert ["4.1", "q1", "৩০/০৯/২০২০", "৩০/০৯/২০২১"] in event.after["moved"]
    assert ["3.2", "outside_the_year", "৩০/০৪/২০২১"] in event.after["to_see"]
    (told,) = done.to_see
    assert (told.before, told.moved, told.to_see) == (industries, len(event.after["moved"]), len(event.after["to_see"]))


def test_it_proves_itself_and_its_posts_stay(industries, administrator):
    post = industries.office.posts.create(title="যুগ্মসচিব")
    Indicator.objects.filter(activity__area__plan=industries, number="1.1").update(post=post)
    opened(ROLLED, by=administrator)
    plan = Plan.objects.get(office=industries.office, year__start_year=2021)
    assert [row.number for row in Indicator.objects.filter(activity__area__plan=plan, post=post)] == ["1.1"]
    assert mismatches(plan) == []
    assert is_chain_whole(plan.pk)
    call_command("verify_scorecards", verbosity=0)


def test_nothing_that_was_reported_comes_along(labour, administrator):
    opened(OpeningChoices(2022, ("egov",), ("ministry",), rolls_over=True), by=administrator)
    plan = Plan.objects.get(office=labour.office, year__start_year=2022)
    cells = QuarterCell.objects.filter(indicator__activity__area__plan=plan)
    assert cells.count() == 13 * 4
    assert not cells.exclude(achievement_text="").exists()
    assert not plan.reports.exclude(claimed_total=None, claimed_obtained=None).exists()
    grades = GradedTarget.objects.filter(indicator__activity__area__plan=plan, indicator__number="1.1.1")
    assert [grade.target.text for grade in grades] == ["১৬/০৩/২০২৩", "১৪/০৪/২০২৩", "০৫/০৫/২০২৩"]


def test_an_empty_plan_of_the_year_before_gives_an_empty_one(administrator, industries):
    opened(by=administrator)
    done = opened(OpeningChoices(2029, ("integrity",), CHOICES.tiers, rolls_over=True), by=administrator)
    assert done.rolled == {"integrity": 0}


def test_what_is_to_be_seen_is_named_up_to_a_number_and_counted_beyond(industries, administrator, monkeypatch):
    monkeypatch.setattr(opening, "MOST_TOLD", 0)
    done = opened(ROLLED, by=administrator)
    assert (done.to_see, done.unnamed) == ([], 1)


def test_a_batch_with_rows_takes_as_many_statements_for_four_plans_as_for_one(administrator, plan_of_size):
    counted = {}
    first, *others = offices = list(Office.objects.filter(tier="ministry", makes_plan=True)[:5])
    posts = {office.pk: office.posts.create(title="উপসচিব") for office in offices}
    for year, some in ((2030, [first]), (2040, others)):
        for office in some:
            before = plan_of_size(2, office=office, year=year - 1)
            rows = Indicator.objects.filter(activity__area__plan=before, number="1.2")
            rows.update(post=posts[office.pk])
        FiscalYear.objects.create(start_year=year)
        choices = OpeningChoices(year, ("integrity",), ("ministry",), rolls_over=True)
        policy = policy_of_kind("integrity", year)
        with CaptureQueriesContext(connection) as asked:
            made = opening.make_plans(choices=choices, policy=policy, after=0, by=administrator)
        counted[made.rolled] = len(asked)
        for plan in Plan.objects.filter(year__start_year=year, office__in=some):
            found = Indicator.objects.filter(activity__area__plan=plan).values_list("number", "post")
            assert list(found) == [("1.1", None), ("1.2", posts[plan.office_id].pk)]
            assert mismatches(plan) == []
    assert counted[1] == counted[4] <= 45
    call_command("verify_scorecards", verbosity=0)


def test_the_days_of_feedback_and_annual_report_are_opened_too(administrator, reference):
    YearEndDeadline.objects.exclude(year__start_year=2027).delete()
    YearEndDeadline.objects.filter(document="annual", tier="ministry").update(due_on=date(2028, 7, 20))
    list(open_year(choices=OpeningChoices(2028, (), ()), by=administrator))
    opened = YearEndDeadline.objects.filter(year__start_year=2028)
    days = {(each.document, each.tier): each.due_on for each in opened}
    assert len(days) == 2 * len(Tier)
    assert days["annual", "ministry"] == date(2029, 7, 20)
    assert days["annual", "field_office"] == date(2029, 7, 15)
    assert days["feedback", "ministry"] == date(2029, 1, 30)
    events = Event.objects.filter(verb="edit_yearenddeadline", by=administrator).count()
    assert events == len(days)
    list(open_year(choices=OpeningChoices(2028, (), ()), by=administrator))
    assert YearEndDeadline.objects.filter(year__start_year=2028).count() == len(days)
