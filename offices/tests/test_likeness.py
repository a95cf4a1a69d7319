"""Owns the proof that a mistyped name finds its office, on every database the same one, and nonsense finds none."""

from importlib import import_module

import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from offices.models import Office, OfficeSpelling, Tier
from offices.queries.likeness import MOST_ALIKE, _candidates, has_trigrams, offices_like
from offices.queries.lookup import offices_named

MISTAKES = {
    "শিলপ মন্ত্রণালয়": "শিল্প মন্ত্রণালয়",  # no hasanta
    "শেল্প মন্ত্রনালয়": "শিল্প মন্ত্রণালয়",  # another vowel
    "শিল্প মন্ত্রালয়": "শিল্প মন্ত্রণালয়",  # a letter left out
    "শ্রম ও কর্মসংস্তান": "শ্রম ও কর্মসংস্থান মন্ত্রণালয়",  # another consonant
    "মন্ত্রিপরিষোদ বিভাগ": "মন্ত্রিপরিষদ বিভাগ",  # a letter too many
    "রেলপত": "রেলপথ মন্ত্রণালয়",
    "নৌ পরিভহন": "নৌপরিবহন মন্ত্রণালয়",
    "তথ্য ও সমপ্রচার": "তথ্য ও সম্প্রচার মন্ত্রণালয়",
    "কিৃষি": "কৃষি মন্ত্রণালয়",  # two signs for one
    "Minsitry of Industires": "শিল্প মন্ত্রণালয়",  # letters exchanged
    "Ministry of Labor": "শ্রম ও কর্মসংস্থান মন্ত্রণালয়",  # as Americans write it
    "jute & textil": "বস্ত্র ও পাট মন্ত্রণালয়",
}


@pytest.mark.parametrize("typed", MISTAKES)
def test_a_mistyped_name_finds_its_office_first(reference, typed):
    found = offices_like(Office.objects.all(), typed)
    assert found, typed
    assert found[0].name_bn == MISTAKES[typed]


@pytest.mark.parametrize("typed", ["xyzzy", "কখ", "", "৩৬", "।", "ডাইনোসর পালন", "a"])
def test_what_is_like_no_name_finds_no_office(reference, typed):
    assert offices_like(Office.objects.all(), typed) == []


def test_what_is_much_less_like_than_the_best_is_left_out(reference):
    (found,) = offices_like(Office.objects.all(), "শিলপ মন্ত্রণালয়")
    assert found.name_bn == "শিল্প মন্ত্রণালয়"


def test_usual_words_alone_find_the_offices_that_bear_them(reference):
    found = offices_like(Office.objects.all(), "মন্ত্রালয়")
    assert len(found) == MOST_ALIKE
    assert {office.tier for office in found} == {Tier.MINISTRY}


def test_only_offices_that_were_given_are_found(reference, labour_office):
    assert offices_like(Office.objects.filter(pk=labour_office.pk), "শিলপ") == []


def test_an_old_spelling_is_found_though_mistyped(reference, industries_office):
    industries_office.spellings.create(spelling="খনিজ উন্নয়ন পরিদপ্তর")
    assert offices_like(Office.objects.all(), "খণিজ উন্নয়ন পরিদফতর") == [industries_office]


POSTGRESQL = pytest.mark.skipif(connection.vendor != "postgresql", reason="only PostgreSQL has an index of such groups")


@POSTGRESQL
def test_postgresql_finds_by_its_index_what_others_find_without_it(reference, monkeypatch):
    assert has_trigrams()
    best = {typed: offices_like(Office.objects.all(), typed)[0] for typed in MISTAKES}
    monkeypatch.setattr("offices.queries.likeness.has_trigrams", lambda: False)
    assert {typed: offices_like(Office.objects.all(), typed)[0] for typed in MISTAKES} == best


@POSTGRESQL
def test_how_alike_is_told_to_the_connection_that_is_asked(reference):
    """A replica is another one than the database itself."""
    has_trigrams()
    replica = connections["replica"] = connection.copy()
    try:
        with CaptureQueriesContext(replica) as told:
            _candidates(OfficeSpelling.objects.using("replica"), "শিলপ")
    finally:
        replica.close()
        del connections["replica"]
    asked = "".join(query["sql"] for query in told)
    assert ("word_similarity_threshold" in asked, "offices_officespelling" in asked) == (True, True)


@POSTGRESQL
def test_the_tables_are_made_where_nobody_may_make_the_index(db):
    migration = import_module("offices.migrations.0007_names_by_trigrams")
    with connection.cursor() as cursor:
        cursor.execute("DROP INDEX offices_spelling_trigrams")
        cursor.execute("CREATE ROLE somebody")
        cursor.execute("SET LOCAL ROLE somebody")
        with connection.schema_editor(atomic=False) as editor:
            migration.add_index(None, editor)
        cursor.execute("RESET ROLE")
        cursor.execute("SELECT count(*) FROM pg_indexes WHERE indexname = 'offices_spelling_trigrams'")
        assert cursor.fetchone() == (0,)


def test_a_name_in_folded_letters_needs_no_likeness(reference):
    assert [each.name_bn for each in offices_named(Office.objects.all(), "কৃসি")] == ["কৃষি মন্ত্রণালয়"]
