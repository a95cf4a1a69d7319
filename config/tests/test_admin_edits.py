"""Owns the proof that edits of a plan in the administration overwrite nobody, say what they refuse, and tell all."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from config.tests.test_admin import address, sent
from flat_tables.deadline_table import DeadlineTable
from flat_tables.office_table import OfficeTable
from flat_tables.people_table import PeopleTable
from flat_tables.tests.tables import exported, imported
from offices.models import FiscalYear, Office, Person
from plan_tree.terms import LateRule
from plans.actions.achievements import record_achievement
from plans.actions.ledger import is_chain_whole
from plans.actions.reference_edits import edit_reference
from plans.actions.reporting import submit_report
from plans.actions.row_edits import edit_plan
from plans.actions.row_writes import RowEdit, StaleRowError, UnreadableError
from plans.models import Activity, Area, Event, GradedTarget, Indicator, Plan, QuarterCell, TargetRevision
from plans.tests.actions.test_revising import ask, decide, open_window
from plans.tests.factories import cell_of
from workflow.transitions import Refusal


@pytest.fixture
def client(administrator, client_of):
    return client_of(administrator)


@pytest.fixture
def row(industries):
    return Indicator.objects.get(activity__area__plan=industries, number="1.1")


def opened(client, row):
    """The page of a row: where it is, and what it would send."""
    place = address(type(row), "change", row.pk)
    return place, sent(client.get(place))


def named(data, ending, value):
    """The field of a page that ends so and shows this."""
    return next(name for name, shown in data.items() if name.endswith(ending) and shown == value and name[0] != "i")


# --- somebody was quicker ----------------------------------------------------------------------------------------


def test_a_field_changed_meanwhile_is_refused_with_both_contents(client, row, administrator):
    place, data = opened(client, row)
    Indicator.objects.filter(pk=row.pk).update(remark="অন্যজনের মন্তব্য")
    response = client.post(place, data | {"remark": "আমার মন্তব্য"})
    assert response.status_code == 200
    (sentence,) = response.context["adminform"].form.errors["remark"]
    assert "অন্যজনের মন্তব্য" in sentence
    assert response.context["adminform"].form["remark"].value() == "আমার মন্তব্য"
    assert Indicator.objects.get(pk=row.pk).remark == "অন্যজনের মন্তব্য"
    again = client.post(place, sent(response))  # the sentence was read: now it is meant
    assert again.status_code == 302
    assert Indicator.objects.get(pk=row.pk).remark == "আমার মন্তব্য"


def test_what_another_changed_in_other_fields_stays(client, row):
    place, data = opened(client, row)
    Indicator.objects.filter(pk=row.pk).update(title="নতুন শিরোনাম")
    assert client.post(place, data | {"remark": "আমার মন্তব্য"}).status_code == 302
    stored = Indicator.objects.get(pk=row.pk)
    assert (stored.title, stored.remark) == ("নতুন শিরোনাম", "আমার মন্তব্য")


def test_a_target_changed_meanwhile_is_refused_at_its_cell(client, industries, row):
    place, data = opened(client, row)
    name = named(data, "target_text", "১")
    QuarterCell.objects.filter(pk=cell_of(industries, "1.1", 1).pk).update(target_text="২")
    response = client.post(place, data | {name: "৩"})
    errors = [form.errors for each in response.context["inline_admin_formsets"] for form in each.formset.forms]
    assert [list(each) for each in errors if each] == [["target_text"]]
    assert cell_of(industries, "1.1", 1).target_text == "২"


def test_an_achievement_entered_while_a_page_was_open_stays(client, industries, row, alice):
    place, data = opened(client, row)
    record_achievement(cell=cell_of(industries, "1.1", 1), value="১", version=0, by=alice)
    assert client.post(place, data | {named(data, "target_text", "১"): "৩", "remark": "পরে"}).status_code == 302
    cell = cell_of(industries, "1.1", 1)
    assert (cell.target.text, cell.achievement.text, cell.version) == ("৩", "১", 1)


def test_a_text_of_several_lines_is_no_change_by_itself(client, industries, row):
    Indicator.objects.filter(pk=row.pk).update(remark="এক\nদুই")
    place, data = opened(client, row)
    windows = {name: value.replace("\n", "\r\n") if isinstance(value, str) else value for name, value in data.items()}
    events = industries.events.count()
    assert client.post(place, windows).status_code == 302
    assert industries.events.count() == events


# --- what cannot be understood -----------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["২৭/১৩/২০২০", "১২০/", "৩১/০২/২০২০"])
@pytest.mark.parametrize("prefix", ["cells", "graded_targets"])
def test_a_target_that_is_no_value_is_refused_at_its_field_and_kept(client, row, prefix, text):
    place, data = opened(client, row)
    name = f"{prefix}-0-target_text"
    response = client.post(place, data | {name: text})
    assert response.status_code == 200
    formset = next(e.formset for e in response.context["inline_admin_formsets"] if e.formset.prefix == prefix)
    assert f"“{text}”" in formset.forms[0].errors["target_text"][0]
    assert formset.forms[0]["target_text"].value() == text
    assert not QuarterCell.objects.filter(target_state="unreadable", indicator=row).exists()
    assert not GradedTarget.objects.filter(target_state="unreadable", indicator=row).exists()


def test_a_unit_in_which_a_target_says_nothing_is_refused_at_that_target(client, industries, row, administrator):
    money = RowEdit(cell_of(industries, "1.1", 1), {"target_text": "১ লক্ষ টাকা"})
    edit_plan(plan=industries, edits=[RowEdit(row, {"unit": "lakh_taka"}), money], by=administrator)
    place, data = opened(client, row)
    response = client.post(place, data | {"unit": "number"})
    assert response.status_code == 200
    formsets = [each.formset for each in response.context["inline_admin_formsets"]]
    assert [list(form.errors) for formset in formsets for form in formset.forms if form.errors] == [["target_text"]]
    assert Indicator.objects.get(pk=row.pk).unit == "lakh_taka"


@pytest.mark.parametrize("typed", ["২.৫", "2.5", "2.50"])
def test_a_weight_is_typed_in_either_digits(client, row, typed):
    place, data = opened(client, row)
    assert data["weight"] == "২"
    assert client.post(place, data | {"weight": typed}).status_code == 302
    assert Indicator.objects.get(pk=row.pk).weight == 2.5


@pytest.mark.parametrize("typed", ["১e৩", "1,25", "২2", "দুই", "1000000"])
def test_a_weight_that_is_no_number_is_refused_and_kept(client, row, typed):
    place, data = opened(client, row)
    response = client.post(place, data | {"weight": typed})
    assert response.context["adminform"].form.errors["weight"]
    assert response.context["adminform"].form["weight"].value() == typed


# --- what the ledger tells ---------------------------------------------------------------------------------------


def test_every_changed_row_has_an_event_of_its_own(client, industries, row):
    place, data = opened(client, row)
    new = {named(data, "target_text", "১"): "৩", "remark": "পরে", "graded_targets-0-target_text": "১২"}
    assert client.post(place, data | new).status_code == 302
    events = list(industries.events.filter(verb="edit_plan").order_by("sequence"))
    assert [event.subject for event in events] == [str(row), "1.1 100%", "1.1 q1"]
    assert (events[0].before, events[0].after) == ({"remark": ""}, {"remark": "পরে"})
    assert [event.after["target"]["quantity"] for event in events[1:]] == ["12", "3"]
    assert [(event.indicator_id, event.quarter) for event in events] == [(row.pk, None), (row.pk, None), (row.pk, 1)]


def test_a_row_added_and_one_taken_away_are_told(client, industries):
    activity = Activity.objects.filter(area__plan=industries).last()
    area, number = activity.area, activity.indicators.get().number
    place, data = opened(client, area)
    prefix = f"activities-{area.activities.count()}"
    new = {f"{prefix}-{name}": value for name, value in {"position": "৯৯", "number": "13.9", "title": "নতুন"}.items()}
    total = {"activities-TOTAL_FORMS": area.activities.count() + 1, f"{prefix}-area": area.pk}
    gone = {named(data, "-id", activity.pk).replace("-id", "-DELETE"): "on"}
    response = client.post(place, data | new | total | gone)
    assert response.status_code == 302, response.context["errors"]
    events = industries.events.filter(verb="edit_plan").order_by("sequence")
    assert [(event.before is None, event.after is None) for event in events] == [(False, True), (True, False)]
    assert not Indicator.objects.filter(activity__area=area, number=number).exists()
    assert area.activities.filter(position=99, number="13.9").exists()


def test_a_row_that_holds_what_an_office_reported_is_not_taken_away(client, industries, alice, administrator):
    record_achievement(cell=cell_of(industries, "1.1", 1), value="১", version=0, by=alice)
    area = Area.objects.get(plan=industries, number="1")
    place, data = opened(client, Plan.objects.get(pk=industries.pk).areas.get(pk=area.pk))
    gone = {named(data, "-number", "১.১").replace("-number", "-DELETE"): "on"}
    response = client.post(place, data | gone)
    assert "সরানো যায় না" in response.text
    assert area.activities.filter(number="1.1").exists()
    with pytest.raises(Refusal):
        edit_plan(plan=industries, edits=[RowEdit(area, is_removed=True)], by=administrator)


@pytest.mark.parametrize("granted", [None, False, True])
def test_a_row_of_which_a_target_was_asked_for_is_not_taken_away(
    client, industries, row, alice, rita, administrator, granted
):
    open_window(industries)
    asked = ask(industries, alice, {"100%": "৭"})
    if granted is not None:
        decide(asked, rita, granted=granted)
    for each in (row, row.activity, row.activity.area, row.graded_targets.get()):
        with pytest.raises(Refusal, match="revised target"):
            edit_plan(plan=industries, edits=[RowEdit(each, is_removed=True)], by=administrator)
    assert TargetRevision.objects.filter(pk=asked.pk).exists()


def test_who_changes_a_revised_target_is_told(client, industries, row, alice, rita):
    open_window(industries)
    decide(ask(industries, alice, {"100%": "৭"}), rita)
    place, data = opened(client, row)
    told = [str(each) for each in client.post(place, data | {"remark": "পরে"}, follow=True).context["messages"]]
    assert not any("মঞ্জুর" in each for each in told)
    place, data = opened(client, row)
    response = client.post(place, data | {"graded_targets-0-target_text": "৮"}, follow=True)
    assert any("“৭” মঞ্জুর করেছিলেন" in str(each) for each in response.context["messages"])


# --- the action itself -------------------------------------------------------------------------------------------


def test_the_action_asks_again_who_may_and_in_which_state(industries, row, alice, rita, administrator):
    edit = [RowEdit(row, {"remark": "পরে"}, {"remark": ""})]
    for person in (alice, rita):
        with pytest.raises(Refusal):
            edit_plan(plan=industries, edits=edit, by=person)
    submit_report(report=industries.reports.get(quarter=1), by=alice)
    with pytest.raises(Refusal):
        edit_plan(plan=industries, edits=edit, by=administrator)
    assert Indicator.objects.get(pk=row.pk).remark == ""


def test_the_action_overwrites_nobody_unseen(industries, row, administrator):
    with pytest.raises(StaleRowError) as stale:
        edit_plan(plan=industries, edits=[RowEdit(row, {"weight": 3}, {"weight": 1})], by=administrator)
    assert stale.value.stored == {"weight": 2}


def test_the_action_stores_no_target_that_is_no_value(industries, administrator):
    edit = RowEdit(cell_of(industries, "1.1", 1), {"target_text": "২৭/১৩/২০২০"})
    with pytest.raises(UnreadableError):
        edit_plan(plan=industries, edits=[edit], by=administrator)


# --- what all plans share ----------------------------------------------------------------------------------------


def shared():
    """What the ledger of what all plans share tells: verb, before and after."""
    events = Event.objects.filter(plan__isnull=True).order_by("sequence")
    assert is_chain_whole(None)
    return [(event.verb, event.before, event.after) for event in events]


def test_an_office_changed_is_told_and_overwrites_nobody(client, industries_office):
    place, data = opened(client, industries_office)
    assert client.post(place, data | {"name_en": "Industry"}).status_code == 302
    assert shared() == [("edit_office", {"name_en": industries_office.name_en}, {"name_en": "Industry"})]
    refused = client.post(place, data | {"name_en": "Industries"})
    assert "Industry" in refused.context["adminform"].form.errors["name_en"][0]
    assert len(shared()) == 1


def test_a_new_office_stands_below_an_open_one(client, industries_office):
    place = address(Office, "add")
    data = sent(client.get(place)) | {"name_bn": "নতুন", "name_en": "New", "tier": "department"}
    data |= {"parent": industries_office.pk}
    Office.objects.filter(pk=industries_office.pk).update(closed_on="2022-06-30")
    form = client.post(place, data).context["adminform"].form
    assert "বন্ধ" in form.errors["parent"][0]
    assert form["name_bn"].value() == "নতুন"
    Office.objects.filter(pk=industries_office.pk).update(closed_on=None)
    assert client.post(place, data).status_code == 302
    assert Office.objects.get(name_bn="নতুন").parent == industries_office


def test_the_action_moves_no_office(industries_office, labour_office, administrator):
    with pytest.raises(Refusal, match="day and reason"):
        edit_reference(edits=[RowEdit(industries_office, {"parent": labour_office})], by=administrator)


def test_a_deadline_with_an_extension_is_told(client, industries_office):
    deadline = FiscalYear.objects.get(start_year=2020).deadlines.get(quarter=1, tier=industries_office.tier)
    place, data = opened(client, deadline)
    assert data["due_on"] == "১৫/১০/২০২০"
    new = {"office": industries_office.pk, "until": "৩১/১০/২০২০", "reason": "বন্যা", "deadline": deadline.pk}
    extension = {f"extensions-0-{name}": value for name, value in new.items()} | {"extensions-TOTAL_FORMS": 1}
    response = client.post(place, data | extension | {"due_on": "২০ অক্টোবর ২০২০"})
    assert response.status_code == 302, response.context["errors"]
    (first, before, after), (second, _none, extended) = shared()
    assert (first, before, after) == ("edit_deadline", {"due_on": "2020-10-15"}, {"due_on": "2020-10-20"})
    assert (second, extended["until"], extended["reason"]) == ("edit_deadlineextension", "2020-10-31", "বন্যা")


@pytest.mark.parametrize("typed", ["৩১/০২/২০২০", "15/10", "১৫/১০/২০2০"])
def test_a_day_that_is_none_is_refused_at_its_field_and_kept(client, industries_office, typed):
    place, data = opened(client, FiscalYear.objects.get(start_year=2020).deadlines.first())
    form = client.post(place, data | {"due_on": typed}).context["adminform"].form
    assert f"“{typed}”" in form.errors["due_on"][0]
    assert form["due_on"].value() == typed


HALVES = [
    ("০.২৫", "", "late_days"),
    ("", "১৪", "late_marks"),
    ("০", "১৪", "__all__"),
    ("০.২৫", "০", "__all__"),
    ("০.২৫", "৩৬৭", "__all__"),
]


@pytest.mark.parametrize(("marks", "days", "at"), HALVES)
def test_half_a_late_rule_is_refused_and_kept(client, row, marks, days, at):
    place, data = opened(client, row)
    form = client.post(place, data | {"late_marks": marks, "late_days": days}).context["adminform"].form
    assert list(form.errors) == [at]
    assert "বিলম্বের নিয়মে দুটিই চাই" in str(form.errors)
    assert (form["late_marks"].value(), form["late_days"].value()) == (marks, days)
    assert Indicator.objects.get(pk=row.pk).late_rule is None


def test_a_whole_late_rule_is_stored_and_told(client, row):
    place, data = opened(client, row)
    assert client.post(place, data | {"late_marks": "০.২৫", "late_days": "১৪"}).status_code == 302
    assert Indicator.objects.get(pk=row.pk).late_rule == LateRule(Decimal("0.25"), 14)
    event = Event.objects.filter(plan=row.activity.area.plan).latest("sequence")
    assert (event.verb, event.after) == ("edit_plan", {"late_marks": "0.25", "late_days": "14"})


def test_the_database_takes_no_half_of_a_late_rule(row):
    for half in ({"late_marks": Decimal("0.25")}, {"late_days": 14}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Indicator.objects.filter(pk=row.pk).update(**half)


def test_a_person_and_a_role_are_told_without_a_password(client, alice, labour_office):
    place, data = opened(client, alice)
    role = {"office": labour_office.pk, "role": "head", "since": "০১/০৭/২০২০", "person": alice.pk}
    new = {f"memberships-1-{name}": value for name, value in role.items()} | {"memberships-TOTAL_FORMS": 2}
    response = client.post(place, data | new | {"name_bn": "অ্যালিস"})
    assert response.status_code == 302, response.context["errors"]
    (first, before, after), (second, _none, given) = shared()
    assert (first, before, after) == ("edit_person", {"name_bn": ""}, {"name_bn": "অ্যালিস"})
    assert (second, given["role"], given["since"]) == ("edit_membership", "head", "2020-07-01")
    words = {"usable_password": "true", "password1": "a-new-long-word-১", "password2": "a-new-long-word-১"}
    assert client.post(reverse("admin:auth_user_password_change", args=[alice.pk]), words).status_code == 302
    assert Person.objects.get(pk=alice.pk).check_password("a-new-long-word-১")
    assert shared()[-1] == ("set_password", None, None)
    assert "a-new-long-word" not in str(shared())


def test_the_page_of_a_person_holds_no_password(client, alice):
    assert alice.password not in client.get(address(Person, "change", alice.pk)).text


def test_a_flat_table_of_what_all_plans_share_tells_every_row(administrator, industries_office, labour_office):
    rows = exported(OfficeTable, Office.objects.filter(pk__in=[industries_office.pk, labour_office.pk]))
    for row in rows:
        row["name_en"] += "!"
    imported(OfficeTable, rows, administrator)
    assert [(verb, list(after)) for verb, _before, after in shared()] == [("edit_office", ["name_en"])] * 2


@pytest.mark.parametrize("table", [OfficeTable, PeopleTable, DeadlineTable])
def test_a_flat_table_is_taken_from_administrators_only(table, alice):
    rows = exported(table, table._meta.model.objects.all()[:1])
    (error,) = imported(table, rows, alice).base_errors
    assert "প্রশাসক" in str(error.error)
    assert shared() == []


def test_a_number_is_shown_and_typed_in_either_digits_and_stored_in_one(client, industries, row):
    place, data = opened(client, row)
    assert data["number"] == "১.১"
    events = industries.events.count()
    assert client.post(place, data | {"number": "1.1", "cells-0-target_text": "1"}).status_code == 302
    assert industries.events.count() == events
    assert client.post(place, data | {"number": "১.১৭"}).status_code == 302
    assert Indicator.objects.get(pk=row.pk).number == "1.17"
