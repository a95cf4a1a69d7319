"""Owns the proof that an office is moved and closed with day, reason and event, and that what it did stays."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from imports.actions.importing import ImportRefusedError, refusals_of_new, store_plan
from offices.models import FiscalYear, Office, OfficeChange, Person, Role, Tier
from offices.queries.closing import history_of
from offices.queries.rights import reviewers_of
from offices.queries.staffing import without_focal_point
from offices.tests.people import add_person
from plans.actions.ledger import is_chain_whole
from plans.actions.office_changes import close_office, move_office, reopen_office
from plans.actions.row_edits import NO_PLANS_OF_CLOSED
from plans.models import Event, MarkingPolicy, Plan
from plans.queries.access import plans_read_by, standing_today
from plans.tests.factories import draft_of_size
from reports.booklet import CLOSED, contents_of
from reports.queries.league import League
from workflow.transitions import Refusal
from year_opening.queries.opening_offices import OpeningChoices, named_offices

DAY = date(2022, 11, 15)
WHY = "সরকারি আদেশ নং ৪২"


@pytest.fixture
def corporation(industries_office):
    return office_below(industries_office, "রসায়ন শিল্প সংস্থা")


def office_below(above, name):
    return Office.objects.create(parent=above, tier=Tier.DEPARTMENT, name_bn=name, name_en=f"{name} in English")


def league_through(quarter, office):
    year = FiscalYear.objects.get(start_year=2022)
    return League(Office.objects.filter(pk=office.pk), "integrity", year, quarter)


def refused(action, **what):
    with pytest.raises(Refusal) as found:
        action(**what)
    return found.value.sentence.en


# --- moving --------------------------------------------------------------------------------------------------------


def test_a_moved_office_is_reviewed_by_the_new_office_above(corporation, labour_office, administrator):
    old = add_person("olga", corporation.parent, Role.REVIEWER)
    new = add_person("nina", labour_office, Role.REVIEWER)
    assert list(reviewers_of(corporation, on=timezone.localdate())) == [old]
    moved = move_office(office=corporation, above=labour_office, on=DAY, reason=WHY, by=administrator)
    assert list(reviewers_of(moved, on=timezone.localdate())) == [new]


def test_a_move_is_kept_with_its_day_reason_and_event(corporation, labour_office, administrator):
    before = corporation.parent
    move_office(office=corporation, above=labour_office, on=DAY, reason=f" {WHY} ", by=administrator)
    (change,) = history_of(corporation)
    assert (change.step, change.on, change.reason, change.by) == ("moved", DAY, WHY, administrator)
    assert (change.above_before, change.above_after) == (before, labour_office)
    event = Event.objects.filter(plan=None).latest("sequence")
    assert (event.verb, event.subject, event.by) == ("move_office", corporation.name_bn, administrator)
    assert (event.after["on"], event.after["reason"]) == ("2022-11-15", WHY)
    assert is_chain_whole(None)


def test_plans_stay_with_the_office_that_moved(industries, administrator, labour_office, charlie):
    head = add_person("helen", labour_office, Role.HEAD)
    assert not plans_read_by(standing_today(head)).filter(pk=industries.pk).exists()
    move_office(office=industries.office, above=labour_office, on=DAY, reason=WHY, by=administrator)
    assert plans_read_by(standing_today(head)).filter(pk=industries.pk).exists()


def test_an_office_is_not_moved_where_it_cannot_stand(corporation, industries_office, labour_office, administrator):
    below = office_below(corporation, "কারখানা")
    same = office_below(labour_office, corporation.name_bn)
    tomorrow = timezone.localdate() + timedelta(days=1)
    what = {"office": corporation, "above": labour_office, "on": DAY, "reason": WHY, "by": administrator}
    assert "itself" in refused(move_office, **what | {"above": below})
    assert "itself" in refused(move_office, **what | {"above": corporation})
    assert "already" in refused(move_office, **what | {"above": industries_office})
    assert "already" in refused(move_office, **what)  # the name
    assert "not come yet" in refused(move_office, **what | {"on": tomorrow})
    assert "Say why" in refused(move_office, **what | {"reason": "\u200b\u200d"})
    close_office(office=same, on=DAY, reason=WHY, by=administrator)
    assert "closed" in refused(move_office, **what | {"above": same})
    assert not history_of(corporation).exists()
    assert Office.objects.get(pk=corporation.pk).parent == industries_office


def test_a_tree_deeper_than_anybody_reviews_is_refused(corporation, industries_office, administrator):
    one = office_below(corporation, "এক")
    two, other = office_below(one, "দুই"), office_below(industries_office, "তিন")
    office_below(other, "চার")
    assert "five levels" in refused(move_office, office=other, above=two, on=DAY, reason=WHY, by=administrator)


@pytest.mark.parametrize("who", ["alice", "rita"])
def test_only_administrators_move_and_close(request, corporation, labour_office, who):
    by = request.getfixturevalue(who)
    what = {"office": corporation, "on": DAY, "reason": WHY, "by": by}
    assert "administrator" in refused(move_office, above=labour_office, **what)
    assert "administrator" in refused(close_office, **what)
    assert "administrator" in refused(reopen_office, **what)


# --- closing -------------------------------------------------------------------------------------------------------


def test_who_was_made_inactive_meanwhile_moves_nothing(corporation, labour_office, administrator):
    Person.objects.update(is_active=False)
    assert "administrator" in refused(
        move_office, office=corporation, above=labour_office, on=DAY, reason=WHY, by=administrator
    )
    assert corporation.changes.count() == 0


def test_a_closed_office_is_compared_up_to_its_last_day(corporation, administrator):
    close_office(office=corporation, on=DAY, reason=WHY, by=administrator)
    assert [league_through(quarter, corporation).counts().total for quarter in (1, 2, 3, 4)] == [1, 0, 0, 0]


def test_the_last_day_of_a_quarter_belongs_to_it(corporation, administrator):
    close_office(office=corporation, on=date(2022, 12, 31), reason=WHY, by=administrator)
    assert [league_through(quarter, corporation).counts().total for quarter in (2, 3)] == [1, 0]


def test_a_booklet_says_why_a_closed_office_is_left_out(corporation, administrator, plan_of_size):
    plan = plan_of_size(1, office=corporation, year=2022)
    close_office(office=corporation, on=DAY, reason=WHY, by=administrator)
    offices = Office.objects.filter(pk=corporation.pk)
    printed, left_out = contents_of(League(offices, "integrity", plan.year, 1))
    assert ([each.plan for each in printed], left_out) == ([plan], ())
    printed, left_out = contents_of(League(offices, "integrity", plan.year, 2))
    assert (printed, [each.why for each in left_out]) == ([], [CLOSED])


def test_a_year_that_is_opened_makes_no_plan_for_a_closed_office(corporation, administrator):
    close_office(office=corporation, on=DAY, reason=WHY, by=administrator)
    chosen = [OpeningChoices(start, ("integrity",), (Tier.DEPARTMENT,)) for start in (2022, 2023)]
    assert [corporation in choices.offices for choices in chosen] == [True, False]
    makes_none = [{office for outlook, office in named_offices(each, 99) if outlook.makes_none()} for each in chosen]
    assert [corporation in offices for offices in makes_none] == [False, True]


def test_a_document_of_a_later_year_is_refused_and_one_of_an_earlier_year_is_stored(corporation, administrator):
    corporation = close_office(office=corporation, on=DAY, reason=WHY, by=administrator)
    draft = draft_of_size(1)
    for start, codes in ((2022, []), (2023, ["office_closed"])):
        year = FiscalYear.objects.get(start_year=start)
        assert [each.code for each in refusals_of_new(draft, corporation, year)] == codes
    with pytest.raises(ImportRefusedError):
        store_plan(draft=draft, office=corporation, year=year, by=administrator)
    earlier = FiscalYear.objects.get(start_year=2022)
    assert store_plan(draft=draft, office=corporation, year=earlier, by=administrator).created


def test_the_administration_makes_no_plan_for_it(corporation, administrator, client_of):
    close_office(office=corporation, on=DAY, reason=WHY, by=administrator)
    year, policy = FiscalYear.objects.get(start_year=2023), MarkingPolicy.objects.filter(kind="integrity").latest("pk")
    data = {"office": corporation.pk, "year": year.pk, "policy": policy.pk, "revision": "1"}
    data |= {"areas-TOTAL_FORMS": "0", "areas-INITIAL_FORMS": "0"}
    page = client_of(administrator).post("/admin/integrity_plans/integrityplan/add/", data, follow=True)
    assert NO_PLANS_OF_CLOSED.bn in page.text
    assert not Plan.objects.filter(office=corporation).exists()


def test_nobody_is_looked_for_to_enter_for_a_closed_office(corporation, administrator):
    assert corporation in without_focal_point(Office.objects.all())
    close_office(office=corporation, on=DAY, reason=WHY, by=administrator)
    assert corporation not in without_focal_point(Office.objects.all())


def test_plans_of_a_closed_office_stay_readable(industries, alice, administrator):
    close_office(office=industries.office, on=DAY, reason=WHY, by=administrator)
    assert industries in plans_read_by(standing_today(alice))


def test_an_office_with_open_offices_below_is_not_closed(corporation, industries_office, administrator):
    what = {"on": DAY, "reason": WHY, "by": administrator}
    assert "below" in refused(close_office, office=industries_office, **what)
    close_office(office=corporation, **what)
    assert "closed" in refused(close_office, office=corporation, **what)
    close_office(office=industries_office, **what)
    assert "above" in refused(reopen_office, office=corporation, **what)


def test_an_office_is_not_closed_before_those_below_it(corporation, industries_office, administrator):
    what = {"reason": WHY, "by": administrator}
    close_office(office=corporation, on=DAY, **what)
    assert "below" in refused(close_office, office=industries_office, on=DAY - timedelta(days=1), **what)
    close_office(office=industries_office, on=DAY, **what)


def test_an_office_closed_by_mistake_is_opened_again(corporation, administrator):
    close_office(office=corporation, on=DAY, reason=WHY, by=administrator)
    reopen_office(office=corporation, on=DAY, reason="ভুল", by=administrator)
    assert league_through(4, corporation).counts().total == 1
    assert [each.step for each in history_of(corporation)] == ["reopened", "closed"]
    assert "not closed" in refused(reopen_office, office=corporation, on=DAY, reason=WHY, by=administrator)
    assert OfficeChange.objects.count() == 2
