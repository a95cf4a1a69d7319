"""Whose plan a document is and of which year, in the spellings of field offices and of fiscal years."""

import pytest

from imports.queries.readings import Choices, readings_of
from imports.tests.cases.formats import FORMATS, plan_in, plan_of
from integrity_plans.tests.forms import ACHIEVED, AREA, NUMBERS, TARGETS, WORDS
from offices.models import Office, Tier
from plans.kinds import read_document

NAMED = pytest.mark.parametrize("written", FORMATS, ids=lambda each: each.__name__)
SAVAR = "উপজেলা নির্বাহী অফিসারের কার্যালয়, সাভার"
TITLE = "জাতীয় শুদ্ধাচার কৌশল কর্ম-পরিকল্পনা"
YEARLESS = [*WORDS[:5], "বার্ষিক লক্ষ্যমাত্রা", *WORDS[6:]]
TABLE = [YEARLESS, NUMBERS, AREA, TARGETS, ACHIEVED]


def reading(*titles, written=FORMATS[0], **chosen):
    document = read_document(*written([*([each] for each in titles), *TABLE]))
    (found,) = readings_of(document, [Choices(**chosen)])
    return found


def told(found):
    return [(each.severity.value, each.code) for each in found.problems if each.code.startswith(("office", "year"))]


@pytest.fixture
def savar(industries_office):
    return Office.objects.create(
        name_bn=SAVAR, name_en="UNO Savar", tier=Tier.FIELD_OFFICE, parent=industries_office, code="3699"
    )


def test_the_kept_case_is_of_the_year_its_months_span():
    assert plan_in("year-as-july-june/input.xlsx").year == "2021-22"


@NAMED
@pytest.mark.parametrize("year", ["জুলাই ২০২১ – জুন ২০২২", "০১/০৭/২০২১ হতে ৩০/০৬/২০২২", "July, 2021 - June, 2022"])
def test_a_year_is_told_by_its_months(year, written):
    plan = plan_of([[f"{TITLE}, {year}"], ["মন্ত্রণালয়ের নাম: শিল্প মন্ত্রণালয়"], ["দপ্তরের নাম:"], *TABLE], written)
    assert (plan.year, plan.office_name.startswith("শিল্প")) == ("2021-22", True)


@NAMED
@pytest.mark.parametrize(
    "lines",
    [
        ["উপজেলা নির্বাহী অফিসারের কার্যালয়, সাভার।"],
        ["উপজেলা নির্বাহী অফিসারের কার্যালয়, সাভার, ঢাকা।"],
        ["উপজেলা নির্বাহী অফিসারের কার্যালয়", "সাভার, ঢাকা।"],
        ["উপজেলা নির্বাহী অফিসারের কার্যালয়", "সাভার"],
    ],
)
def test_a_field_office_is_found_with_its_place(savar, lines, written):
    found = reading(*lines, f"{TITLE}, ২০২১-২০২২", written=written)
    assert (found.office, told(found)) == (savar, [])


def test_a_field_office_of_another_place_is_not_taken_for_it(savar):
    found = reading("উপজেলা নির্বাহী অফিসারের কার্যালয়, ধামরাই, ঢাকা", f"{TITLE}, ২০২১-২০২২")
    assert (found.office, told(found)) == (None, [("error", "office_unknown")])


@pytest.mark.parametrize("overrules", [True, False])
def test_an_unknown_office_of_the_file_that_differs_from_the_chosen_one_is_a_doubt(savar, overrules):
    titles = ("উপজেলা নির্বাহী অফিসারের কার্যালয়, ধামরাই", f"{TITLE}, ২০২১-২০২২")
    found = reading(*titles, office="3699", overrules=overrules)
    assert (found.office, told(found)) == (savar, [("warning", "office_contradiction")])


@pytest.mark.parametrize("name", ["উপজেলা নির্বাহী অফিসারের কার্যালয়", f"{SAVAR}, ঢাকা বিভাগীয় এলাকা"])
def test_the_chosen_office_written_shorter_or_longer_is_no_contradiction(savar, name):
    found = reading(name, f"{TITLE}, ২০২১-২০২২", office="3699")
    assert (found.office, told(found)) == (savar, [])
