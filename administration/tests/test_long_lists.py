"""Owns the proof of lists of any length: few queries whatever they hold, honest counts, searches in any spelling."""

import pytest
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from administration import long_lists, searches
from offices.models import Membership, Office, Person, Role, Tier
from offices.tests.people import SINCE, add_person
from plans.models import Activity, Area, Event, Indicator, QuarterCell

pytestmark = pytest.mark.django_db
AT_MOST = 10  # queries of a list, whatever it holds and whatever is asked of it
admin.autodiscover()  # tests are made of what is registered, before any address is asked for
LONG = [model for model, page in admin.site._registry.items() if isinstance(page, long_lists.LongList)]
SOUGHT = ("শিল্প মন্ত্রনালয়", "৩.২", "শিল্প মন্ত্রনালয় ৩.২", "মন্ত্রণালয়", "প্রশিক্ষণ", "কেউ নয়", "admin", "৪০")


def place_of(model):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")


@pytest.fixture
def client(administrator, client_of):
    return client_of(administrator)


@pytest.fixture
def crowded(industries, labour, alice, rita):
    """Several rows of each kind, whose offices, people and plans differ."""
    for number, office in enumerate(Office.objects.filter(makes_plan=True)[:5]):
        person = add_person(f"crowd{number}", office, Role.FOCAL_POINT)
        Membership.objects.create(person=person, office=office, role=Role.HEAD, since=SINCE)
        office.posts.create(title=f"উপসচিব {number}")


def listed(client, model, **asked):
    response = client.get(place_of(model), asked)
    assert response.status_code == 200, response.get("Location")
    return response.context["cl"]


def choices_of(changes):
    """Every choice that every filter of a list offers, as what is asked for."""
    return [choice["query_string"] for spec in changes.filter_specs for choice in spec.choices(changes)]


def queries(client, address):
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert client.get(address).status_code == 200, address
    return len(asked)


def test_every_list_of_a_nations_rows_is_such_a_list():
    names = {model._meta.label for model in LONG}
    assert names >= {
        *("offices.Office", "offices.Person", "offices.Post", "integrity_plans.IntegrityPlan", "egov_plans.EgovPlan"),
        *("plans.Area", "plans.Activity", "plans.Indicator", "plans.QuarterCell", "plans.Event"),
        *("account.EmailAddress", "offices.SecondFactor"),
    }


@pytest.mark.parametrize("model", LONG, ids=lambda model: model._meta.label)
def test_a_list_takes_few_queries_with_every_filter_and_search(client, crowded, model):
    place = place_of(model)
    addresses = {place, *(f"{place}{choice}" for choice in choices_of(listed(client, model)))}
    addresses |= {f"{place}?q={text}" for text in SOUGHT}
    counted = {address: queries(client, address) for address in addresses}
    assert {address: count for address, count in counted.items() if count > AT_MOST} == {}


@pytest.mark.parametrize("model", LONG, ids=lambda model: model._meta.label)
def test_a_search_that_finds_many_takes_few_queries_too(client, crowded, model, monkeypatch):
    monkeypatch.setattr(searches, "FEW", 1)
    monkeypatch.setattr(searches, "FEW_OFFICES", 1)
    counted = {text: queries(client, f"{place_of(model)}?q={text}") for text in SOUGHT}
    assert {text: count for text, count in counted.items() if count > AT_MOST} == {}


# --- counted so far ------------------------------------------------------------------------------------------------


def test_a_long_list_says_that_there_is_more_and_ends_where_counting_ended(client, industries, monkeypatch):
    monkeypatch.setattr(long_lists, "MOST", 30)
    page = client.get(place_of(Indicator))
    assert "৩০টির বেশি সূচক: বাকিগুলো দেখতে খুঁজুন বা ছেঁকে নিন" in page.text
    assert page.context["cl"].result_count == 30
    found = client.get(place_of(Indicator), {"q": "শিল্প মন্ত্রণালয়"})
    assert "৩০টির বেশি ফল" in found.text


def test_a_list_that_is_counted_to_its_end_says_how_many(client, industries, monkeypatch):
    monkeypatch.setattr(long_lists, "MOST", 37)
    page = client.get(place_of(Indicator)).text
    assert "৩৭ সূচক" in " ".join(page.split())
    assert "বেশি" not in page


def test_counting_stops_early_in_the_database(client, industries, monkeypatch):
    monkeypatch.setattr(long_lists, "MOST", 30)
    with CaptureQueriesContext(connection) as asked:
        client.get(place_of(QuarterCell))
    (counting,) = (each["sql"] for each in asked if "COUNT(*)" in each["sql"])
    assert "LIMIT 31" in counting


# --- found ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("is_broad", [False, True])
@pytest.mark.parametrize("model", [Area, Activity, Indicator, QuarterCell], ids=lambda model: model._meta.label)
def test_rows_are_found_by_their_office_in_another_spelling(client, industries, labour, model, is_broad, monkeypatch):
    if is_broad:
        monkeypatch.setattr(searches, "FEW_OFFICES", 0)
    found = listed(client, model, q="শিল্প মন্ত্রনালয়")
    whose = {str(found.model_admin.plan_of(row).office) for row in found.result_list}
    assert whose == {"শিল্প মন্ত্রণালয়"}
    every = {Area: 13, Activity: 37, Indicator: 37, QuarterCell: 148}
    assert found.result_count == every[model]


@pytest.mark.parametrize("is_broad", [False, True])
def test_a_number_narrows_to_the_row_and_what_is_below_it(client, industries, labour, is_broad, monkeypatch):
    if is_broad:
        monkeypatch.setattr(searches, "FEW", 0)
    found = listed(client, Indicator, q="শিল্প মন্ত্রণালয় ৩.২")
    assert {row.number for row in found.result_list} == {"3.2"}
    below = listed(client, Indicator, q="১.৪.")
    assert {row.number for row in below.result_list} == {"1.4.1"}
    of_cells = listed(client, QuarterCell, q="শিল্প ৩.২")
    assert {(row.indicator.number, row.quarter) for row in of_cells.result_list} == {
        ("3.2", each) for each in range(1, 5)
    }


@pytest.mark.parametrize("is_broad", [False, True])
def test_rows_are_found_by_words_of_their_titles(client, industries, is_broad, monkeypatch):
    if is_broad:
        monkeypatch.setattr(searches, "FEW", 0)
    expected = set(Indicator.objects.filter(activity__title__contains="প্রশিক্ষণ").values_list("number", flat=True))
    expected |= set(Indicator.objects.filter(title__contains="প্রশিক্ষণ").values_list("number", flat=True))
    assert expected
    assert {row.number for row in listed(client, Indicator, q="প্রশিক্ষণ").result_list} == expected


def test_people_are_found_by_name_address_and_office(client, crowded, alice, charlie):
    Person.objects.filter(pk=alice.pk).update(name_bn="রহিমা খাতুন", email="rahima@example.org")
    for text in ("রহিমা", "খাতুন রহিমা", "RAHIMA@", "alice"):
        assert [str(each) for each in listed(client, Person, q=text).result_list] == ["রহিমা খাতুন"], text
    of_office = {each.username for each in listed(client, Person, q="শ্রম ও কর্মসংস্থান মন্ত্রনালয়").result_list}
    assert "charlie" in of_office
    assert "alice" not in of_office


def test_offices_are_found_by_code_and_by_names_that_no_spelling_holds(client, reference):
    assert [each.code for each in listed(client, Office, q="৪০").result_list] == ["40"]
    parent = Office.objects.get(code="40")
    Office.objects.bulk_create(
        [Office(parent=parent, tier=Tier.DEPARTMENT, name_bn="নদী কেন্দ্র", name_en="River Centre")]
    )
    assert [each.name_bn for each in listed(client, Office, q="river ce").result_list] == ["নদী কেন্দ্র"]


def test_a_mistyped_office_is_found_in_the_list_of_offices_and_not_in_that_of_people(client, reference, alice):
    assert "শিল্প মন্ত্রণালয়" in [each.name_bn for each in listed(client, Office, q="শিলপ মন্ত্রণালয়").result_list]
    assert listed(client, Person, q="শিলপ মন্ত্রণালয়").result_count == 0


def test_events_are_found_by_office_and_person_the_latest_first(client, industries, labour, administrator):
    of_industries = listed(client, Event, q="শিল্প মন্ত্রনালয়").result_list
    assert {event.plan_id for event in of_industries} == {industries.pk}
    client.post(reverse("admin:offices_person_invite_again", args=[administrator.pk]))
    by_person = list(listed(client, Event, q="admin").result_list)
    assert by_person
    assert all("admin" in (event.by.username, event.subject) for event in by_person)
    keys = [event.pk for event in listed(client, Event).result_list]
    assert keys == sorted(keys, reverse=True)


def test_a_state_is_asked_for_once_however_many_reports_have_it(client, industries):
    industries.reports.filter(quarter=1).update(state="submitted", submitted_by=None, submitted_at=None)
    assert listed(client, Indicator, state="draft").result_count == 37
    assert listed(client, Indicator, state="submitted").result_count == 37
    assert listed(client, Indicator, state="approved").result_count == 0
    assert listed(client, Indicator, state="nonsense").result_count == 37


def test_who_held_a_role_is_listed_once(client, alice, industries_office, labour_office):
    Membership.objects.create(person=alice, office=labour_office, role=Role.FOCAL_POINT, since=timezone.localdate())
    assert [str(each) for each in listed(client, Person, role="focal_point").result_list] == ["alice"]
    assert listed(client, Person, role="king").result_count == Person.objects.count()


def test_a_quarter_of_all_cells_is_asked_for(client, industries):
    assert listed(client, QuarterCell, quarter="2").result_count == 37
    assert listed(client, QuarterCell, quarter="7").result_count == 148
