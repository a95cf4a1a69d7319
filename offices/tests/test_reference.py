"""Owns the proof that the reference data is whole, and that loading it again spoils nothing."""

from collections import defaultdict
from datetime import date

import pytest
from django.conf import settings
from django.core.management import call_command

from offices.models import Deadline, FiscalYear, Office, OfficeSpelling, Tier
from offices.queries.lookup import find_offices
from plans.models import MarkingPolicy

pytestmark = pytest.mark.usefixtures("reference")


def reference_rows():
    models = (Office, OfficeSpelling, FiscalYear, Deadline, MarkingPolicy)
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in models}


def test_there_are_64_offices_of_which_54_make_plans():
    assert Office.objects.count() == 64
    assert Office.objects.filter(makes_plan=True).count() == 54


def test_ministries_made_of_divisions_make_no_plan():
    idle = Office.objects.filter(makes_plan=False)
    assert idle.count() == 10
    assert all(office.tier == Tier.MINISTRY and office.children.exists() for office in idle)
    assert not Office.objects.filter(makes_plan=True, tier=Tier.MINISTRY, children__isnull=False).exists()


def test_the_cabinet_division_stands_above_every_office():
    cabinet_division = Office.objects.get(tier=Tier.CABINET_DIVISION)
    assert cabinet_division.parent is None
    tops = Office.objects.exclude(pk=cabinet_division.pk).exclude(tier=Tier.DIVISION)
    assert {office.parent for office in tops} == {cabinet_division}
    assert all(office.parent.tier == Tier.MINISTRY for office in Office.objects.filter(tier=Tier.DIVISION))


def test_no_two_offices_share_a_spelling():
    offices = defaultdict(set)
    for spelling in OfficeSpelling.objects.all():
        assert spelling.key
        offices[spelling.key].add(spelling.office_id)
    assert {key for key, found in offices.items() if len(found) > 1} == set()


def test_every_office_is_found_under_both_names_and_its_code():
    for office in Office.objects.all():
        for name in filter(None, (office.name_bn, office.name_en, office.code)):
            assert find_offices(name) == [office], name


def test_fiscal_years_run_from_2017_18_to_2027_28():
    codes = [year.code for year in FiscalYear.objects.order_by("start_year")]
    assert (codes[0], codes[-1], len(codes)) == ("2017-18", "2027-28", 11)


def test_every_tier_has_four_deadlines_in_every_year():
    for year in FiscalYear.objects.all():
        for tier in Tier:
            days = dict(year.deadlines.filter(tier=tier).values_list("quarter", "due_on"))
            start = year.start_year
            assert days == {
                1: date(start, 10, 15),
                2: date(start + 1, 1, 15),
                3: date(start + 1, 4, 15),
                4: date(start + 1, 7, 15),
            }


def test_each_kind_of_plan_has_its_policy():
    policies = {policy.kind: policy for policy in MarkingPolicy.objects.select_related("valid_from")}
    assert policies["integrity"].valid_from.code == "2020-21"
    assert policies["egov"].valid_from.code == "2021-22"
    assert all(policy.as_policy().decimals == 2 for policy in policies.values())


def test_loading_again_changes_nothing():
    before = reference_rows()
    call_command("load_reference")
    assert reference_rows() == before


def test_loading_again_keeps_what_administrators_changed():
    industries = find_offices("শিল্প মন্ত্রণালয়")[0]
    industries.name_bn, industries.name_en = "শিল্প ও বাণিজ্য মন্ত্রণালয়", "Ministry of Industries and Trade"
    industries.makes_plan = False
    industries.save()
    labour = find_offices("শ্রম মন্ত্রণালয়")[0]
    labour.code, labour.parent = "140", industries
    labour.save()
    Deadline.objects.filter(year__start_year=2020, quarter=1).update(due_on=date(2020, 10, 20))
    MarkingPolicy.objects.filter(kind="egov").update(name="সংশোধিত")
    before = reference_rows()

    call_command("load_reference")

    assert reference_rows() == before


def test_loading_adds_what_is_missing():
    gone = find_offices("রেলপথ মন্ত্রণালয়")[0]
    gone.delete()
    Deadline.objects.filter(year__start_year=2021).delete()

    call_command("load_reference")

    assert find_offices("Ministry of Railways")[0].code == "54"
    assert Deadline.objects.filter(year__start_year=2021).count() == 4 * len(Tier)


def test_the_bundled_reference_files_are_those_of_the_settings():
    assert {"offices.tsv", "spellings.tsv", "deadlines.tsv", "policies.json"} <= {
        file.name for file in settings.FIXTURES_ROOT.iterdir()
    }
