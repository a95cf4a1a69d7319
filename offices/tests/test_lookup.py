"""Owns the proof that offices and years are found as people write them, and never guessed."""

import pytest

from offices.models import FiscalYear, Office, OfficeSpelling, Tier
from offices.queries.lookup import find_offices, find_year, parse_year


@pytest.mark.parametrize(
    ("written", "name_bn"),
    [
        ("শিল্প মন্ত্রণালয়", "শিল্প মন্ত্রণালয়"),
        ("শিল্প মন্ত্রনালয়", "শিল্প মন্ত্রণালয়"),
        ("শ্রম এবং কর্মসংস্থান মন্ত্রণালয়", "শ্রম ও কর্মসংস্থান মন্ত্রণালয়"),
        ("শ্রম মন্ত্রণালয়", "শ্রম ও কর্মসংস্থান মন্ত্রণালয়"),
        ("MoLE", "শ্রম ও কর্মসংস্থান মন্ত্রণালয়"),
        ("ministry of labour & employment", "শ্রম ও কর্মসংস্থান মন্ত্রণালয়"),
        ("আইসিটি বিভাগ", "তথ্য ও যোগাযোগ প্রযুক্তি বিভাগ"),
        ("36", "শিল্প মন্ত্রণালয়"),
        (" ৩৬ ", "শিল্প মন্ত্রণালয়"),
        ("০৪", "মন্ত্রিপরিষদ বিভাগ"),
    ],
)
def test_an_office_is_found_as_people_write_it(reference, written, name_bn):
    assert [office.name_bn for office in find_offices(written)] == [name_bn]


@pytest.mark.parametrize("written", ["", "  ", "99", "মন্ত্রণালয়", "অজানা মন্ত্রণালয়", "Ministry of", "।"])
def test_an_unknown_office_is_not_guessed(reference, written):
    assert find_offices(written) == []


def test_a_name_two_offices_share_gives_both(industries_office, labour_office):
    for ministry in (industries_office, labour_office):
        Office.objects.create(name_bn="প্রশাসন অনুবিভাগ", name_en="Administration", tier=Tier.DEPARTMENT, parent=ministry)
    assert {office.parent for office in find_offices("প্রশাসন অনুবিভাগ")} == {industries_office, labour_office}


def test_an_office_an_administrator_adds_is_found_at_once(industries_office):
    added = Office.objects.create(
        name_bn="বিসিক", name_en="BSCIC", tier=Tier.DEPARTMENT, parent=industries_office, code="3601"
    )
    assert find_offices("বিসিক") == find_offices("bscic") == find_offices("৩৬০১") == [added]


def test_a_renamed_office_is_found_under_both_names(industries_office):
    industries_office.name_bn = "শিল্প উন্নয়ন মন্ত্রণালয়"
    industries_office.save()
    assert find_offices("শিল্প উন্নয়ন মন্ত্রণালয়") == find_offices("শিল্প মন্ত্রণালয়") == [industries_office]


def test_a_spelling_is_kept_once_for_an_office(industries_office):
    before = OfficeSpelling.objects.filter(office=industries_office).count()
    industries_office.save()
    assert OfficeSpelling.objects.filter(office=industries_office).count() == before


def test_a_spelling_without_letters_finds_nothing(industries_office):
    OfficeSpelling.objects.create(office=industries_office, spelling="১২৩")
    assert find_offices("।") == find_offices("") == []


@pytest.mark.parametrize("text", ["2020-21", "২০২০-২১", "২০২০-২০২১", "2020–2021", " 2020/21 ", "২০২০ - ২১"])
def test_a_year_is_read_in_either_digits_and_lengths(text):
    assert parse_year(text) == 2020


@pytest.mark.parametrize("text", ["", "2020", "2020-22", "2021-20", "1920-21", "২০২০-২১ অর্থবছর ও ২০২১-২২", "20-21"])
def test_what_is_not_one_fiscal_year_is_no_year(text):
    assert parse_year(text) is None


def test_a_year_that_is_not_kept_is_not_found(reference):
    assert find_year("২০২০-২১").start_year == 2020
    assert find_year("2090-91") is None


@pytest.mark.parametrize("start", [2019, 2099])
def test_a_year_is_found_by_its_own_code(start):
    assert parse_year(FiscalYear(start_year=start).code) == start
