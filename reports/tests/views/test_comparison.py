"""Owns the proof of the comparison of offices: who stands where, by which figures, in how many queries."""

import re
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from offices.models import FiscalYear, Office, Role
from offices.tests.people import add_person
from plans.actions.achievements import record_achievement
from plans.actions.importing import store_plan
from plans.actions.reporting import approve_report, submit_report
from plans.actions.scoring import refresh_scorecards
from plans.models import QuarterReport
from plans.tests.factories import cell_of, draft_of_size
from reports.queries.comparison import compare

COMPARISON = "reports:comparison"
YEAR = 2022


def plan_for(office, achieved, *, size=2):
    """A plan of weight ``size`` of an office, with so many things done in the first quarter."""
    plan = store_plan(
        draft=draft_of_size(size), office=office, year=FiscalYear.objects.get(start_year=YEAR), by=None
    ).plan
    person = add_person(f"focal-{office.pk}", office, Role.FOCAL_POINT)
    if achieved:
        record_achievement(cell=cell_of(plan, "1.1", 1), value=achieved, version=0, by=person)
    return plan


@pytest.fixture
def offices(reference):
    """Four ministries, of which three have plans with 1, ½ and ½ marks."""
    names = {"a": "কৃষি মন্ত্রণালয়", "b": "খাদ্য মন্ত্রণালয়", "c": "ভূমি মন্ত্রণালয়", "d": "রেলপথ মন্ত্রণালয়"}
    found = {key: Office.objects.get(name_bn=name) for key, name in names.items()}
    for key, achieved in (("a", "২"), ("b", "৪"), ("c", "২")):
        plan_for(found[key], achieved)
    return found


def compared(offices, *, through=1, sort="-earned"):
    chosen = Office.objects.filter(pk__in=[office.pk for office in offices.values()])
    year = FiscalYear.objects.get(start_year=YEAR)
    return compare(chosen, kind="integrity", year=year, through=through, sort=sort)


def test_offices_are_ranked_by_marks_and_equals_share_a_rank(offices):
    rows = compared(offices).rows
    assert [(row.office.name_bn, row.earned, row.rank) for row in rows] == [
        ("খাদ্য মন্ত্রণালয়", Decimal("1.00"), 1),
        ("কৃষি মন্ত্রণালয়", Decimal("0.50"), 2),
        ("ভূমি মন্ত্রণালয়", Decimal("0.50"), 2),
        ("রেলপথ মন্ত্রণালয়", None, "–"),
    ]


def test_an_office_without_a_plan_is_named_and_not_marked_zero(offices):
    row = compared(offices).rows[-1]
    assert (row.office, row.earned, row.state, row.url) == (offices["d"], None, "missing", "")


def test_offices_are_sorted_by_name_mark_or_area_either_way(offices):
    assert [row.earned for row in compared(offices, sort="earned").rows] == [Decimal("0.5"), Decimal("0.5"), 1, None]
    by_name = [row.office.name_bn for row in compared(offices, sort="name").rows]
    assert by_name == sorted(by_name)
    assert [row.office.name_bn for row in compared(offices, sort="-name").rows] == by_name[::-1]
    assert compared(offices, sort="-area-1").rows[0].office == offices["b"]
    assert [row.office for row in compared(offices, sort="area-1").rows][-2:] == [offices["b"], offices["d"]]


def test_areas_are_squares_with_percentage_and_level(offices):
    found = compared(offices)
    assert [(number, weight) for number, _title, weight in found.areas] == [("1", 2)]
    squares = {row.office.pk: row.areas[0][:3] for row in found.rows}
    assert squares[offices["b"].pk] == ("1", 50, 2)
    assert squares[offices["a"].pk] == ("1", 25, 0)
    assert squares[offices["d"].pk] == ("1", None, None)


def test_trends_end_with_the_chosen_quarter(offices):
    (row,) = (row for row in compared(offices, through=3).rows if row.office == offices["b"])
    assert row.trend == ((1, 50), (2, 50), (3, 50))


def test_submitted_and_approved_reports_are_counted(offices, rita):
    focal_point = offices["a"].memberships.get().person
    report = submit_report(report=offices["a"].plans.get().reports.get(quarter=1), by=focal_point)
    found = compared(offices)
    assert (found.total, found.submitted, found.approved) == (4, 1, 0)
    approve_report(report=report, by=rita)
    found = compared(offices)
    assert (found.total, found.submitted, found.approved) == (4, 1, 1)


def test_the_latest_revision_of_a_plan_counts(offices):
    revised = offices["a"].plans.get()
    revised.pk, revised.revision = None, 2
    revised.save()
    QuarterReport.objects.create(plan=revised, quarter=1)
    refresh_scorecards(revised)
    (row,) = (row for row in compared(offices).rows if row.office == offices["a"])
    assert (row.earned, row.rank, row.url) == (0, "–", reverse("reports:scorecard", args=[revised.pk, 1]))


# --- the page ----------------------------------------------------------------------------------------------------


def test_the_page_shows_every_office_that_makes_plans(offices, rita, client_of):
    page = client_of(rita).get(reverse(COMPARISON)).text
    assert page.count("কৃষি মন্ত্রণালয়") >= 1
    assert "অর্থ বিভাগ" in page
    assert not re.search(r"<th[^>]*>\s*(<a[^>]*>)?\s*অর্থ মন্ত্রণালয়", page)  # it makes no plan itself


def test_a_reviewer_of_a_ministry_sees_the_offices_below_only(offices, industries_office, client_of):
    Office.objects.create(parent=industries_office, name_bn="বিসিক", name_en="BSCIC", tier="department", code="3601")
    reviewer = add_person("reviewer", industries_office, Role.REVIEWER)
    page = client_of(reviewer).get(reverse(COMPARISON), {"tier": "department"}).text
    assert "বিসিক" in page
    assert "কৃষি মন্ত্রণালয়" not in client_of(reviewer).get(reverse(COMPARISON)).text


def test_the_latest_year_with_plans_of_the_kind_is_shown_first(offices, labour, rita, client_of):
    page = client_of(rita).get(reverse(COMPARISON))
    assert page.context["filters"].data["year"] == "2022"
    page = client_of(rita).get(reverse(COMPARISON), {"kind": "egov", "through": "1"})
    assert page.context["filters"].data["year"] == "2021"
    assert "১১.০০" in page.text


@pytest.mark.parametrize(
    "query", [{"year": "1999"}, {"kind": "apa"}, {"through": "9"}, {"sort": "'"}, {"tier": "x"}, {"sort": "area-99"}]
)
def test_choices_that_do_not_exist_fall_back_to_the_usual_page(offices, rita, client_of, query):
    response = client_of(rita).get(reverse(COMPARISON), query)
    assert response.status_code == 200
    assert "খাদ্য মন্ত্রণালয়" in response.text


@pytest.mark.parametrize("search", ["কৃষি", "Agri"])
def test_an_office_is_searched_for_in_either_language(offices, rita, client_of, search):
    page = client_of(rita).get(reverse(COMPARISON), {"search": search}).text
    assert "কৃষি মন্ত্রণালয়" in page
    assert "খাদ্য মন্ত্রণালয়" not in page


def test_the_page_takes_six_queries_beside_session_and_person(offices, rita, client_of):
    client = client_of(rita)
    for more in (0, 1):
        if more:
            plan_for(offices["d"], "১", size=20)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse(COMPARISON)).status_code == 200
        assert len(queries) <= 2 + 6
