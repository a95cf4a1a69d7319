"""Owns the proof that offices are sought in any spelling, alike on every database, and proposed but never taken."""

import pytest
from django.db import connection

from offices.models import Office, OfficeSpelling, Tier
from offices.names import name_key
from offices.queries.finding import offices_meant_or_like, offices_sought, proposals
from offices.queries.lookup import FEW
from offices.queries.rights import below

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


def test_a_word_of_very_many_offices_finds_each_of_them_once(reference, django_assert_num_queries):
    names = [f"উপজেলা কার্যালয় {number}" for number in range(FEW + 1)]
    made = Office.objects.bulk_create(Office(tier=Tier.FIELD_OFFICE, name_bn=name, name_en=name) for name in names)
    spelt = Office.objects.create(tier=Tier.FIELD_OFFICE, name_bn="অন্য দপ্তর", name_en="Other")
    OfficeSpelling.objects.create(office=spelt, spelling="উপজেলা দপ্তর", key=name_key("উপজেলা দপ্তর"))
    with django_assert_num_queries(2):
        found = list(offices_sought(Office.objects.order_by("pk"), "উপজেলা কার্যালয়"))
    assert found == made
    assert set(offices_sought(Office.objects.all(), "উপজেলা")) == {*made, spelt}


def test_offices_far_below_are_found_level_by_level(industries_office):
    above, made = industries_office, []
    for tier in (Tier.DEPARTMENT, Tier.FIELD_OFFICE, Tier.FIELD_OFFICE):
        above = Office.objects.create(
            parent=above, tier=tier, name_bn=f"দপ্তর {len(made)}", name_en=f"Office {len(made)}"
        )
        made.append(above)
    assert set(Office.objects.filter(below([industries_office.pk]))) == set(made)
    assert set(Office.objects.filter(below([made[0].pk]))) == set(made[1:])
    assert not Office.objects.filter(below([made[2].pk])).exists()


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite looks each row up by itself")
def test_postgresql_finds_what_is_below_by_the_index_of_the_office_above(industries_office):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        plan = Office.objects.filter(below([industries_office.pk])).explain()
    assert "Seq Scan" not in plan


@pytest.mark.skipif(connection.vendor != "postgresql", reason="only PostgreSQL compiles statements")
def test_no_statement_is_compiled(db):
    with connection.cursor() as cursor:
        cursor.execute("SHOW jit")
        assert cursor.fetchone() == ("off",)


def test_only_offices_that_were_given_are_sought_among(reference, labour_office):
    mine = Office.objects.filter(pk=labour_office.pk)
    assert list(offices_sought(mine, "শিলপ মন্ত্রণালয়")) == list(offices_sought(mine, "শিল্প")) == []


def test_proposals_name_the_likest_with_their_codes_and_nothing_for_nonsense(reference):
    assert "শিল্প মন্ত্রণালয় (36)" in proposals("শিলপ মন্ত্রণালয়")
    assert proposals("ডাইনোসর পালন") == ""
