"""Owns the proof of the administrators' site: every page opens, and edits of plans leave events and marks behind."""

from datetime import date
from decimal import Decimal

import pytest
from django.contrib import admin
from django.db import models
from django.urls import reverse

from egov_plans.models import EgovPlan
from integrity_plans.models import IntegrityPlan
from offices.models import DeadlineExtension, FiscalYear, Membership, Office, Person, Tier
from offices.queries.deadlines import revisions_close
from offices.queries.lookup import find_offices
from plans.actions.ledger import is_chain_whole
from plans.actions.reporting import submit_report
from plans.actions.templates import make_template
from plans.models import Activity, Area, Event, Indicator, MarkingPolicy, Plan, QuarterReport
from plans.tests.factories import cell_of

admin.autodiscover()
REGISTERED = sorted(  # but for the form app that stands in the tests alone
    (model for model in admin.site._registry if ".tests." not in model.__module__), key=lambda model: model._meta.label
)


@pytest.fixture
def client(administrator, client_of):
    return client_of(administrator)


def address(model, page, *arguments):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=arguments)


def sent(response):
    """What the browser would send back: every form of an admin page as it was filled in, with what it had shown."""
    context = response.context
    data = dict(_fields(context["adminform"].form))
    for inline in context["inline_admin_formsets"]:
        data |= dict(_fields(inline.formset.management_form))
        for form in inline.formset.forms:
            data |= dict(_fields(form))
    return data


def _fields(form):
    for bound in form:
        value = bound.value()
        shown = "" if value is None else value if isinstance(value, list) else bound.field.prepare_value(value)
        if bound.field.show_hidden_initial:
            yield bound.html_initial_name, form.data.get(bound.html_initial_name, shown)
        if value is not None and value is not False:
            yield bound.html_name, shown


# --- every page opens --------------------------------------------------------------------------------------------


@pytest.fixture
def world(industries, labour, alice, administrator, client_of):
    """One row at least in every table the site shows."""
    submit_report(report=labour.reports.get(quarter=1), by=labour_focal_point(labour))
    deadline = industries.year.deadlines.first()
    DeadlineExtension.objects.create(
        deadline=deadline, office=industries.office, until=deadline.due_on, reason="বন্যা", granted_by=administrator
    )
    industries.office.posts.create(title="উপসচিব")
    make_template(plan=industries, start_year=2021, tier=Tier.MINISTRY, choices={}, by=administrator)


def labour_focal_point(labour):
    person = Person.objects.create_user("focal")
    Membership.objects.create(person=person, office=labour.office, role="focal_point", since="2017-07-01")
    return person


@pytest.mark.parametrize("model", REGISTERED, ids=lambda model: model._meta.label)
def test_every_list_and_page_of_the_site_opens(world, client, model: type[models.Model]):
    response = client.get(address(model, "changelist"))
    assert response.status_code == 200
    searched = client.get(address(model, "changelist"), {"q": "শিল্প"})
    assert searched.status_code in {200, 302}  # a list without search goes back to itself
    assert client.get(address(model, "add")).status_code in {200, 403}
    row = model._default_manager.first()
    if row is not None:
        assert client.get(address(model, "change", row.pk)).status_code == 200
        assert client.get(address(model, "history", row.pk)).status_code == 200


def test_every_model_people_edit_is_registered():
    shown = {model._meta.label for model in REGISTERED}
    assert {
        "offices.Office",
        "offices.Person",
        "offices.Post",
        "offices.FiscalYear",
        "offices.Deadline",
        "plans.MarkingPolicy",
        "plans.Event",
        "integrity_plans.IntegrityPlan",
        "egov_plans.EgovPlan",
    } <= shown


def test_each_kind_lists_its_own_plans(world, client):
    kinds = {model._meta.label: model for model in REGISTERED}
    for label, office in (("integrity_plans.IntegrityPlan", "শিল্প"), ("egov_plans.EgovPlan", "শ্রম")):
        page = client.get(address(kinds[label], "changelist"))
        assert [plan.office.name_bn.split()[0] for plan in page.context["cl"].result_list] == [office]


# --- editing a plan ----------------------------------------------------------------------------------------------


def edit(client, row, **changes):
    place = address(type(row), "change", row.pk)
    return client.post(place, sent(client.get(place)) | changes)


@pytest.fixture
def row(industries):
    return Indicator.objects.get(activity__area__plan=industries, number="1.1")


def test_saving_without_a_change_writes_no_event(client, industries, row):
    response = edit(client, row)
    assert response.status_code == 302, response.context and response.context["errors"]
    assert industries.events.count() == 1


def test_a_new_weight_writes_its_event_and_marks_follow(client, industries, row, administrator):
    assert edit(client, row, weight="4").status_code == 302
    event = industries.events.get(verb="edit_plan")
    assert event.by == administrator
    (before,), (after,) = event.before.values(), event.after.values()
    assert (Decimal(before), Decimal(after)) == (2, 4)
    assert industries.reports.get(quarter=4).possible == 102
    assert is_chain_whole(industries.pk)


def test_a_target_typed_in_the_site_is_understood_and_marks_follow(client, industries, row):
    name = next(
        name
        for name, value in sent(client.get(address(Indicator, "change", row.pk))).items()
        if name.startswith("cells-") and name.endswith("target_text") and value == "১"
    )
    before = industries.reports.get(quarter=1).possible_to_date
    assert edit(client, row, **{name: "৪"}).status_code == 302
    cell = cell_of(industries, "1.1", 1)
    assert (cell.target.text, cell.target.quantity) == ("৪", 4)
    assert industries.reports.get(quarter=1).possible_to_date > before
    assert industries.events.filter(verb="edit_plan").count() == 1


def test_a_new_unit_understands_the_targets_anew(client, industries, row):
    assert edit(client, row, unit="percent", unit_text="%").status_code == 302
    assert cell_of(industries, "1.1", 1).target.quantity == 1
    assert Indicator.objects.get(pk=row.pk).unit == "percent"


def test_an_achievement_is_not_typed_in_the_site(client, row):
    page = client.get(address(Indicator, "change", row.pk))
    assert not [name for name in sent(page) if name.endswith("achievement_text")]


def test_a_plan_made_by_hand_gets_its_reports_cells_and_marks(client, industries_office, administrator):
    year = FiscalYear.objects.get(start_year=2022)
    policy = MarkingPolicy.objects.get(kind="integrity")
    data = sent(client.get(address(IntegrityPlan, "add"))) | {
        "office": industries_office.pk,
        "year": year.pk,
        "policy": policy.pk,
        "revision": 1,
        "areas-TOTAL_FORMS": 1,
        "areas-0-position": 0,
        "areas-0-number": "1",
        "areas-0-title": "প্রাতিষ্ঠানিক ব্যবস্থা",
        "areas-0-weight": 2,
        "areas-0-note": "",
    }
    response = client.post(address(IntegrityPlan, "add"), data)
    assert response.status_code == 302, response.context["errors"]
    plan = Plan.objects.get()
    assert (plan.kind, plan.reports.count(), plan.events.count()) == ("integrity", 4, 1)

    area = Area.objects.get()
    new = {
        "activities-TOTAL_FORMS": 1,
        "activities-0-position": 0,
        "activities-0-number": "1.1",
        "activities-0-title": "সভা",
        "activities-0-area": area.pk,
    }
    assert edit(client, area, **new).status_code == 302
    activity = Activity.objects.get()
    new = {
        "indicators-TOTAL_FORMS": 1,
        "indicators-0-position": 0,
        "indicators-0-number": "1.1",
        "indicators-0-title": "অনুষ্ঠিত সভা",
        "indicators-0-weight": 2,
        "indicators-0-unit": "number",
        "indicators-0-unit_text": "সংখ্যা",
        "indicators-0-quarter_rule": "sum",
        "indicators-0-direction": "higher",
        "indicators-0-activity": activity.pk,
    }
    assert edit(client, activity, **new).status_code == 302
    indicator = Indicator.objects.get()
    assert indicator.cells.count() == 4
    assert [grade.percent for grade in indicator.graded_targets.all()] == [100]
    assert plan.reports.get(quarter=4).possible == 2
    assert plan.events.count() == 3
    assert client.get(reverse("entry:entry", args=[plan.pk, 1])).status_code == 200


def test_a_weight_below_zero_is_refused_with_our_sentence(client, industries, row):
    response = edit(client, row, weight="-1")
    assert response.status_code == 200
    assert response.context["errors"]
    assert Indicator.objects.get(pk=row.pk).weight == 2


# --- closed plans ------------------------------------------------------------------------------------------------


def test_a_plan_with_a_report_handed_in_is_read_only(client, industries, alice, row):
    submit_report(report=industries.reports.get(quarter=1), by=alice)
    for each in (row, row.activity, row.activity.area):
        assert client.get(address(type(each), "change", each.pk)).status_code == 200
        assert client.post(address(type(each), "change", each.pk), {"weight": "9", "title": "x"}).status_code == 403
    assert Indicator.objects.get(pk=row.pk).weight == 2


@pytest.mark.parametrize("page", ["add", "delete"])
def test_rows_are_added_under_their_plan_and_never_deleted_alone(client, row, page):
    arguments = () if page == "add" else (row.pk,)
    assert client.get(address(Indicator, page, *arguments)).status_code == 403


def test_policies_are_to_look_at_and_never_edited(client, industries):
    """A new version is made on the page of the policy, with its event."""
    policy = industries.policy
    assert client.post(address(MarkingPolicy, "change", policy.pk), {"name": "x"}).status_code == 403
    assert client.get(address(MarkingPolicy, "delete", policy.pk)).status_code == 403
    assert client.get(address(MarkingPolicy, "add")).status_code == 403
    assert client.get(address(MarkingPolicy, "change", policy.pk)).status_code == 200


def test_a_plan_is_offered_the_policies_of_its_own_kind(world, client):
    for model, kind in ((IntegrityPlan, "integrity"), (EgovPlan, "egov")):
        form = client.get(address(model, "add")).context["adminform"].form
        assert {policy.kind for policy in form.fields["policy"].queryset} == {kind}


def test_a_policy_of_the_other_kind_is_refused(industries, client):
    plan = IntegrityPlan.objects.get()
    other = MarkingPolicy.objects.get(kind="egov")
    assert edit(client, plan, policy=other.pk).status_code == 200
    assert Plan.objects.get(pk=plan.pk).policy == industries.policy


def test_the_ledger_is_there_to_read(client, industries):
    event = industries.events.get()
    assert client.get(address(Event, "add")).status_code == 403
    assert client.post(address(Event, "change", event.pk), {"verb": "x"}).status_code == 403
    assert client.get(address(Event, "delete", event.pk)).status_code == 403


# --- offices, people, deadlines ----------------------------------------------------------------------------------


def test_an_office_added_in_the_site_is_found_by_imports(client, industries_office):
    data = sent(client.get(address(Office, "add"))) | {
        "parent": industries_office.pk,
        "tier": "department",
        "name_bn": "বিসিক",
        "name_en": "BSCIC",
        "code": "3601",
        "makes_plan": "on",
    }
    response = client.post(address(Office, "add"), data)
    assert response.status_code == 302, response.context["errors"]
    assert find_offices("বিসিক") == [Office.objects.get(code="3601")]


def test_two_offices_without_a_code_are_no_contradiction(client, industries_office):
    for name in ("এক", "দুই"):
        data = sent(client.get(address(Office, "add"))) | {
            "parent": industries_office.pk,
            "tier": "department",
            "name_bn": name,
            "name_en": name,
            "code": "",
        }
        response = client.post(address(Office, "add"), data)
        assert response.status_code == 302, response.context["errors"]


def test_a_membership_is_given_with_its_days(client, alice, labour_office):
    membership = alice.memberships.get()
    data = sent(client.get(address(Person, "change", alice.pk)))
    assert data["memberships-0-office"] == membership.office_id
    new = {
        "memberships-TOTAL_FORMS": 2,
        "memberships-1-person": alice.pk,
        "memberships-1-office": labour_office.pk,
        "memberships-1-role": "head",
        "memberships-1-since": "2025-07-01",
        "memberships-1-until": "2025-06-30",
    }
    response = client.post(address(Person, "change", alice.pk), data | new)
    assert response.status_code == 200  # it would end before it began
    response = client.post(address(Person, "change", alice.pk), data | new | {"memberships-1-until": ""})
    assert response.status_code == 302, response.context["errors"]
    assert alice.memberships.count() == 2


def test_an_extension_is_granted_by_who_saves_it(client, industries_office, administrator):
    deadline = FiscalYear.objects.get(start_year=2020).deadlines.get(quarter=1, tier=industries_office.tier)
    new = {
        "extensions-TOTAL_FORMS": 1,
        "extensions-0-deadline": deadline.pk,
        "extensions-0-office": industries_office.pk,
        "extensions-0-until": "2020-10-31",
        "extensions-0-reason": "বন্যা",
    }
    response = edit(client, deadline, **new)
    assert response.status_code == 302, response.context["errors"]
    assert deadline.extensions.get().granted_by == administrator


def test_the_window_for_revised_targets_moves_with_the_year_and_for_one_office(
    client, industries_office, administrator
):
    year = FiscalYear.objects.get(start_year=2020)
    new = {
        "revisions_until": "১৫/১০/২০২০",
        "revision_extensions-TOTAL_FORMS": 1,
        "revision_extensions-0-year": year.pk,
        "revision_extensions-0-office": industries_office.pk,
        "revision_extensions-0-until": "৩১/১০/২০২০",
        "revision_extensions-0-reason": "বন্যা",
    }
    response = edit(client, year, **new)
    assert response.status_code == 302, response.context["errors"]
    assert year.revision_extensions.get().granted_by == administrator
    year.refresh_from_db()
    assert revisions_close(industries_office, year) == date(2020, 10, 31)
    told = Event.objects.filter(plan=None).order_by("sequence").values_list("verb", flat=True)
    assert list(told)[-2:] == ["edit_fiscalyear", "edit_revisionextension"]
    assert "১৫/১০/২০২০" in client.get(address(FiscalYear, "changelist")).text


def test_no_report_is_lost_by_edits(client, industries, row):
    edit(client, row, weight="3")
    assert QuarterReport.objects.filter(plan=industries).count() == 4
