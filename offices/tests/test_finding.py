"""Owns the proof that offices are sought in any spelling, alike on every database, and proposed but never taken."""

import pytest

from offices.models import Office
from offices.queries.finding import offices_meant_or_like, offices_sought, proposals

SPELT = {
    "কৃসি মন্ত্রনালয়": "কৃষি মন্ত্রণালয়",  # স for ষ, ন for ণ
    "ভুমি মন্ত্রণালয়": "ভূমি মন্ত্রণালয়",  # ু for ূ
    "শীল্প মন্ত্রণালয়": "শিল্প মন্ত্রণালয়",  # ী for ি
    "নৌপরিবহণ": "নৌপরিবহন মন্ত্রণালয়",  # ণ for ন
    "কর্মশংস্থান": "শ্রম ও কর্মসংস্থান মন্ত্রণালয়",  # শ for স
    "Ministry of Labour": "শ্রম ও কর্মসংস্থান মন্ত্রণালয়",
    "৩৬": "শিল্প মন্ত্রণালয়",  # its code
    "শিলপ মন্ত্রণালয়": "শিল্প মন্ত্রণালয়",  # like it, and named so by nobody
    "Minsitry of Industires": "শিল্প মন্ত্রণালয়",
}


@pytest.mark.parametrize("typed", SPELT)
def test_an_office_is_sought_in_any_spelling(reference, typed):
    assert SPELT[typed] in [office.name_bn for office in offices_sought(Office.objects.all(), typed)]
    assert SPELT[typed] in [office.name_bn for office in offices_meant_or_like(Office.objects.all(), typed)]


def test_what_is_named_so_leaves_out_what_is_only_like_it(reference):
    assert [office.name_bn for office in offices_sought(Office.objects.all(), "শিল্প মন্ত্রণালয়")] == ["শিল্প মন্ত্রণালয়"]


def test_only_offices_that_were_given_are_sought_among(reference, labour_office):
    mine = Office.objects.filter(pk=labour_office.pk)
    assert list(offices_sought(mine, "শিলপ মন্ত্রণালয়")) == list(offices_sought(mine, "শিল্প")) == []


def test_proposals_name_the_likest_with_their_codes_and_nothing_for_nonsense(reference):
    assert "শিল্প মন্ত্রণালয় (36)" in proposals("শিলপ মন্ত্রণালয়")
    assert proposals("ডাইনোসর পালন") == ""
