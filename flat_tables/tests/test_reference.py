"""Owns the proof of the flat tables of offices, people and deadlines."""

from datetime import date

import pytest
from django.contrib.admin.models import LogEntry
from django.db import connection
from django.test.utils import CaptureQueriesContext

from flat_tables.deadline_table import DeadlineTable
from flat_tables.office_table import OfficeTable
from flat_tables.people_table import PeopleTable
from flat_tables.tests.tables import dataset_of, exported, imported, previewed, problems, totals
from offices.models import Deadline, Membership, Office, Person
from offices.queries.lookup import find_offices
from plans.models import Event

TABLES = [OfficeTable, PeopleTable, DeadlineTable]


@pytest.mark.parametrize("table", TABLES)
def test_an_export_imported_again_changes_nothing(alice, rita, administrator, table):
    rows = exported(table, table._meta.model.objects.order_by("pk"))
    assert rows
    assert totals(imported(table, rows, administrator)) == (0, 0, len(rows))
    assert not LogEntry.objects.exists()


# --- offices -----------------------------------------------------------------------------------------------------


def office(**more):
    return {"name_bn": "বিসিক", "name_en": "BSCIC", "code": "৩৬০১", "tier": "department", "makes_plan": "yes"} | more


def test_a_new_office_is_found_by_imports_and_logged(industries_office, administrator):
    result = imported(OfficeTable, [office(parent="শিল্প মন্ত্রণালয়")], administrator)
    assert totals(result) == (1, 0, 0)
    (found,) = find_offices("বিসিক")
    assert (found.code, found.parent, found.makes_plan) == ("3601", industries_office, True)
    assert LogEntry.objects.get().user == administrator


def test_offices_above_each_other_come_in_one_file_in_any_order(reference, administrator):
    rows = [
        office(name_bn="মাঠ দপ্তর", name_en="Field", code="", tier="Field office", parent="৩৬০১"),
        office(parent="বিভাগ এক"),
        office(name_bn="বিভাগ এক", name_en="Division one", code="", tier="বিভাগ", parent=""),
    ]
    assert totals(imported(OfficeTable, rows, administrator)) == (3, 0, 0)
    field = find_offices("মাঠ দপ্তর")[0]
    assert [field.parent.name_bn, field.parent.parent.name_bn] == ["বিসিক", "বিভাগ এক"]


def test_a_renamed_office_keeps_its_old_name_as_a_spelling(industries_office, administrator):
    rows = exported(OfficeTable, Office.objects.filter(pk=industries_office.pk))
    rows[0]["name_bn"] = "শিল্প ও বাণিজ্য বিষয়ক মন্ত্রণালয়"
    assert totals(imported(OfficeTable, rows, administrator)) == (0, 1, 0)
    assert find_offices("শিল্প ও বাণিজ্য বিষয়ক মন্ত্রণালয়") == find_offices("শিল্প মন্ত্রণালয়") == [industries_office]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([office(parent="কল্পিত")], (2, "parent")),
        ([office(tier="জেলা")], (2, "tier")),
        ([office(name_en="")], (2, "name_en")),
        ([office(name_bn="ক" * 201)], (2, "name_bn")),
        ([office(makes_plan="হয়তো")], (2, "makes_plan")),
        ([office(), office()], (3, "code")),
        ([office(parent="বিসিক")], (2, "parent")),
    ],
)
def test_a_wrong_office_is_told_and_stops_them_all(reference, administrator, rows, expected):
    good = office(name_bn="ভালো দপ্তর", name_en="Good", code="9999")
    assert list(problems(imported(OfficeTable, [*rows, good], administrator))) == [expected]
    assert not Office.objects.filter(code="9999").exists()


def test_a_row_that_may_mean_two_offices_makes_no_third(reference, administrator):
    rows = [office(code="1", parent="শিল্প মন্ত্রণালয়"), office(code="2", parent="")]
    assert totals(imported(OfficeTable, rows, administrator)) == (2, 0, 0)
    result = imported(OfficeTable, [office(code="", parent="", tier="division")], administrator)
    assert list(problems(result)) == [(2, "name_bn")]
    assert Office.objects.filter(name_bn="বিসিক").count() == 2


def test_rows_that_clash_store_nothing_and_are_told_in_words(reference, administrator):
    imported(OfficeTable, [office(code="")], administrator)
    rows = [office(name_bn="অন্য", code="77"), office(code="77")]
    result = imported(OfficeTable, rows, administrator)
    assert ["দুবার" in str(error.error) for error in result.base_errors] == [True]
    assert not Office.objects.filter(code="77").exists()


def test_an_office_never_stands_below_its_own(industries_office, cabinet_division, administrator):
    rows = exported(OfficeTable, Office.objects.filter(pk=cabinet_division.pk))
    rows[0]["parent"] = industries_office.code or industries_office.name_bn
    assert list(problems(imported(OfficeTable, rows, administrator))) == [(2, "parent")]


@pytest.mark.parametrize("above", ["", "মন্ত্রিপরিষদ বিভাগ", "৩৬০২"])
def test_an_office_that_is_there_is_not_moved_by_a_file(industries_office, labour_office, administrator, above):
    imported(OfficeTable, [office(parent=labour_office.name_bn)], administrator)
    rows = exported(OfficeTable, Office.objects.filter(code="3601"))
    new = office(name_bn="অন্য বিভাগ", name_en="Another", code="3602", parent="")
    result = imported(OfficeTable, [rows[0] | {"parent": above, "name_en": "Other"}, new], administrator)
    ((place, told),) = problems(result).items()
    assert (place, "দিন ও কারণ" in told) == ((2, "parent"), True)
    assert Office.objects.get(code="3601").parent == labour_office


def test_no_office_is_put_below_a_closed_one_or_deeper_than_anybody_reviews(industries_office, administrator):
    depths = [office(name_bn=f"স্তর {n}", name_en=f"Level {n}", code=f"77{n}") for n in (2, 3, 4, 5)]
    above = [industries_office.name_bn, "772", "773", "774"]
    rows = [row | {"parent": parent} for row, parent in zip(depths, above, strict=True)]
    assert list(problems(imported(OfficeTable, rows, administrator))) == [(5, "parent")]
    Office.objects.filter(pk=industries_office.pk).update(closed_on="2022-06-30")
    ((place, told),) = problems(imported(OfficeTable, rows[:1], administrator)).items()
    assert (place, "বন্ধ" in told) == ((2, "parent"), True)


# --- people ------------------------------------------------------------------------------------------------------


def person(**more):
    new = {"username": "rahima", "name_bn": "রহিমা", "email": "rahima@example.org", "is_active": "হ্যাঁ"}
    return new | {"office": "শিল্প মন্ত্রণালয়", "role": "focal_point", "since": "০১/০৭/২০২০", "until": ""} | more


def test_a_new_person_gets_the_role_and_cannot_log_in_before_a_password_is_set(industries_office, administrator):
    assert totals(imported(PeopleTable, [person()], administrator)) == (1, 0, 0)
    found = Person.objects.get(username="rahima")
    assert (found.has_usable_password(), found.is_staff, found.is_superuser) == (False, False, False)
    membership = found.memberships.get()
    assert (membership.office, membership.role, membership.since) == (
        industries_office,
        "focal_point",
        date(2020, 7, 1),
    )


def test_a_new_person_of_whom_only_the_name_for_log_in_is_known_is_added(reference, administrator):
    assert totals(imported(PeopleTable, [{"username": "karim"}], administrator)) == (1, 0, 0)
    assert Person.objects.get(username="karim").has_usable_password() is False


def test_capitals_make_no_second_person(alice, administrator):
    result = imported(PeopleTable, [{"username": "ALICE"}, {"username": "Karim"}, {"username": "karim"}], administrator)
    assert list(problems(result)) == [(2, "username"), (4, "username")]


def test_somebody_with_two_roles_has_two_rows(reference, administrator):
    rows = [person(), person(role="head", since="2021-07-01")]
    imported(PeopleTable, rows, administrator)
    assert Person.objects.get(username="rahima").memberships.count() == 2
    assert len(exported(PeopleTable, Person.objects.filter(username="rahima"))) == 2


def test_who_leaves_gets_a_last_day(alice, administrator):
    rows = exported(PeopleTable, Person.objects.filter(pk=alice.pk))
    rows[0]["until"] = "30/06/2026"
    (change,) = previewed(PeopleTable, rows, administrator).changes
    assert change.differences == {"until": ("", "30/06/2026")}
    imported(PeopleTable, rows, administrator)
    assert alice.memberships.get().until == date(2026, 6, 30)


def test_passwords_and_rights_never_travel(alice, administrator):
    (row,) = exported(PeopleTable, Person.objects.filter(pk=alice.pk))
    assert not [name for name in row if "password" in name]
    imported(PeopleTable, [row | {"is_staff": "yes", "name_bn": "অ্যালিস"}], administrator)
    alice.refresh_from_db()
    assert (alice.name_bn, alice.is_staff, alice.check_password("only-for-tests")) == ("অ্যালিস", False, True)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([person(username="")], (2, "username")),
        ([person(username="a b")], (2, "username")),
        ([person(email="nobody")], (2, "email")),
        ([person(role="রাজা")], (2, "role")),
        ([person(office="কল্পিত")], (2, "office")),
        ([person(since="৩১/০২/২০২০")], (2, "since")),
        ([person(until="30/06/2019")], (2, "until")),
        ([person(), person()], (3, "username")),
        ([person(), person(role="head", email="other@example.org")], (3, "email")),
    ],
)
def test_a_wrong_person_is_told_and_stops_them_all(reference, administrator, rows, expected):
    assert list(problems(imported(PeopleTable, [*rows, person(username="good")], administrator))) == [expected]
    assert not Person.objects.filter(username="good").exists()
    assert not Membership.objects.exists()


# --- deadlines ---------------------------------------------------------------------------------------------------


def test_a_deadline_moves_and_a_new_one_is_added(reference, administrator):
    Deadline.objects.filter(year__start_year=2021, quarter=2, tier="division").delete()
    rows = [
        {"year": "২০২০-২১", "quarter": "১", "tier": "ministry", "due_on": "২০/১০/২০২০"},
        {"year": "2021-22", "quarter": "2", "tier": "Division", "due_on": "2022-01-20"},
    ]
    assert totals(imported(DeadlineTable, rows, administrator)) == (1, 1, 0)
    due = Deadline.objects.get(year__start_year=2020, quarter=1, tier="ministry").due_on
    assert due == date(2020, 10, 20)
    assert LogEntry.objects.count() == 2


@pytest.mark.parametrize("day", ["31/11/2020", "১৫/১০/২০2০"])  # of two scripts: nobody is asked whether it was meant
def test_a_wrong_day_is_told(reference, administrator, day):
    rows = [{"year": "2020-21", "quarter": "1", "tier": "ministry", "due_on": day}]
    assert list(problems(imported(DeadlineTable, rows, administrator))) == [(2, "due_on")]


def day_row(**columns):
    return {"year": "2020-21", "quarter": "1", "tier": "ministry", "due_on": "15/10/2020"} | columns


def test_the_days_beside_the_one_it_is_due_are_set_taken_away_and_told(reference, administrator):
    set_, taken = (
        day_row(opens_on="২০/০৯/২০২০", grace_until="18/10/2020", locks_after="৩১/১০/২০২০"),
        day_row(opens_on="", grace_until="18/10/2020", locks_after=""),
    )
    assert totals(imported(DeadlineTable, [set_], administrator)) == (0, 1, 0)
    ministry = Deadline.objects.get(year__start_year=2020, quarter=1, tier="ministry")
    assert (ministry.opens_on, ministry.grace_until) == (date(2020, 9, 20), date(2020, 10, 18))
    assert ministry.locks_after == date(2020, 10, 31)
    told = Event.objects.filter(verb="edit_deadline").latest("sequence")
    assert told.after == {"opens_on": "20/09/2020", "grace_until": "18/10/2020", "locks_after": "31/10/2020"}
    assert totals(imported(DeadlineTable, [day_row()], administrator)) == (0, 0, 1)  # a file without the columns
    assert totals(imported(DeadlineTable, [taken], administrator)) == (0, 1, 0)
    ministry.refresh_from_db()
    assert (ministry.opens_on, ministry.grace_until, ministry.locks_after) == (None, date(2020, 10, 18), None)
    rows = exported(DeadlineTable, Deadline.objects.filter(pk=ministry.pk))
    assert totals(imported(DeadlineTable, rows, administrator)) == (0, 0, 1)


@pytest.mark.parametrize(
    "columns",
    [
        {"opens_on": "16/10/2020"},
        {"grace_until": "14/10/2020"},
        {"locks_after": "14/10/2020"},
        {"grace_until": "20/10/2020", "locks_after": "19/10/2020"},
    ],
)
def test_days_out_of_order_are_told(reference, administrator, columns):
    assert list(problems(imported(DeadlineTable, [day_row(**columns)], administrator))) == [(2, "due_on")]
    assert Deadline.objects.exclude(locks_after=None).count() == 0


# --- many rows ---------------------------------------------------------------------------------------------------


def many_offices(count):
    return [
        office(name_bn=f"দপ্তর {'ক' * number}", name_en=f"Office {number}", code=f"x{number}")
        for number in range(1, count + 1)
    ]


def many_people(count):
    return [person(username=f"officer-{number}") for number in range(count)]


@pytest.mark.parametrize(("table", "make"), [(OfficeTable, many_offices), (PeopleTable, many_people)])
def test_many_rows_take_no_query_for_each(industries_office, administrator, table, make):
    def queries(count):
        dataset = dataset_of(make(count))
        with CaptureQueriesContext(connection) as captured:
            assert totals(table().import_data(dataset, dry_run=False, user=administrator))[0] == count
        Office.objects.filter(code__startswith="x").delete()
        Person.objects.filter(username__startswith="officer").delete()
        return len(captured)

    few, many = queries(2), queries(100)
    assert many - few <= 12
