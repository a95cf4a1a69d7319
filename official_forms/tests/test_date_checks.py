"""Doubts about the dates of a draft."""

from datetime import date

import pytest

from cell_values.value import Unit
from official_forms.date_checks import YearSpan, check_dates
from plans.tests.drafting import draft, indicator, told


def dated(**parts):
    return check_dates(draft(indicator(unit=Unit.DATE, **({"annual": ""} | parts))))


@pytest.mark.parametrize(
    ("quarter", "first", "reported_by"),
    [
        (1, date(2020, 7, 1), date(2020, 10, 15)),
        (2, date(2020, 10, 1), date(2021, 1, 15)),
        (3, date(2021, 1, 1), date(2021, 4, 15)),
        (4, date(2021, 4, 1), date(2021, 7, 15)),
    ],
)
def test_quarters_of_the_fiscal_year_begin_in_july(quarter, first, reported_by):
    year = YearSpan(2020)
    assert (year.begins(quarter), year.reported_by(quarter)) == (first, reported_by)


@pytest.mark.parametrize("cell_of", [{"annual": "৩০/৬/২০২০"}, {"grades": [(100, "৩০/৬/২০২০")]}])
def test_a_target_before_the_year_is_told(cell_of):
    ((severity, code, _),) = told(dated(**cell_of))
    assert (severity, code) == ("warning", "date_outside_year")


def test_a_quarter_target_outside_the_year_is_told_once_and_not_also_as_another_quarters():
    (problem,) = dated(quarters=["", "", "", "৩০/৪/২০২০"])
    assert told([problem]) == [("warning", "date_outside_year", "K7")]
    assert "৩০/০৪/২০২০" in problem.sentence.bn
    assert "২০২০-২১" in problem.sentence.bn


def test_an_achievement_outside_the_year_is_told():
    assert told(dated(achieved=["", "৩০/১২/২০২১"])) == [("warning", "date_outside_year", "I8")]


@pytest.mark.parametrize(
    ("quarters", "expected"),
    [
        (["০১/০৭/২০২০"], []),
        (["৩০/০৯/২০২০"], []),
        (["", "৩০/০৯/২০২০"], [("warning", "date_outside_quarter", "I7")]),
        (["", "", "", "১০/০৩/২০২১"], [("warning", "date_outside_quarter", "K7")]),
        (["১৫/১০/২০২০"], [("notice", "date_after_quarter", "H7")]),
        (["১৬/১০/২০২০"], [("warning", "date_outside_quarter", "H7")]),
        (["", "১৫/০১/২০২১"], [("notice", "date_after_quarter", "I7")]),
        (["", "", "", "১৫/০৭/২০২১"], [("notice", "date_after_quarter", "K7")]),
        (["", "", "", "১৬/০৭/২০২১"], [("warning", "date_outside_year", "K7")]),
    ],
)
def test_a_target_belongs_to_its_quarter_and_the_days_of_its_report(quarters, expected):
    assert told(dated(quarters=quarters)) == expected


@pytest.mark.parametrize(
    ("achieved", "expected"),
    [
        (["", "২৫/০৮/২০২০"], []),
        (["১০/১০/২০২০"], []),
        (["১০/১১/২০২০"], [("warning", "date_outside_quarter", "H8")]),
    ],
)
def test_an_achievement_may_be_older_than_its_quarter_but_not_younger_than_its_report(achieved, expected):
    assert told(dated(achieved=achieved)) == expected


@pytest.mark.parametrize(
    ("parts", "bn", "en"),
    [
        ({"annual": "৩০/৬/২০২০"}, "সূচক ১.১-এর বছরের লক্ষ্যমাত্রা", "The annual target of indicator 1.1"),
        ({"grades": [(80, "৩০/৬/২০২০")]}, "সূচক ১.১-এর ৮০% মানের লক্ষ্যমাত্রা", "The 80% target of indicator 1.1"),
        ({"quarters": ["", "", "", "৩০/৬/২০২০"]}, "সূচক ১.১-এর ৪র্থ কোয়ার্টারের লক্ষ্যমাত্রা", "The fourth-quarter target"),
        ({"achieved": ["", "৩০/৬/২০২২"]}, "সূচক ১.১-এর ২য় কোয়ার্টারের অর্জন", "The second-quarter achievement"),
    ],
)
def test_the_sentence_names_the_place(parts, bn, en):
    (problem,) = dated(**parts)
    assert problem.sentence.bn.startswith(bn)
    assert problem.sentence.en.startswith(en)


def test_two_dates_outside_the_year_in_one_cell_make_one_problem():
    (problem,) = dated(annual="৩০/০৬/২০২০, ৩০/০৯/২০২০, ৩০/০৯/২০২১")
    assert "30/06/2020, 30/09/2021" in problem.sentence.en


def test_without_a_year_nothing_is_said_about_dates():
    plan = draft(indicator(unit=Unit.DATE, annual="৩০/০৬/১৯"), year="")
    assert list(check_dates(plan)) == []
