"""Owns the proof of bringing many documents: each whole or not at all, none in another's way."""

from collections import Counter
from dataclasses import replace
from decimal import Decimal
from io import BytesIO

import pytest

from imports.actions.bulk import Bringing, Fate
from imports.actions.importing import store_plan
from imports.bundles import Zip
from imports.queries.readings import read_plans
from plans.models import Plan, SourceFile
from plans.tests.factories import INDUSTRIES, LABOUR, workbook
from plans.tests.workbooks import FAULTLESS, of_office, two_sheets, with_cells, zipped

pytestmark = pytest.mark.usefixtures("reference")
FAULTLESS_LABOUR = with_cells(LABOUR, FAULTLESS)


def bundle(**files):
    return Zip(BytesIO(zipped({f"{name}.xlsx": content for name, content in files.items()})))


def fates(bringing, **files):
    return {brought.name.removesuffix(".xlsx"): brought.fate for brought in bringing.all_of(bundle(**files))}


ACCEPTING = Bringing(accepts_doubts=True)
MIXED = {
    "a_doubtful": workbook(INDUSTRIES).read_bytes(),
    "b_faultless": FAULTLESS_LABOUR,
    "c_broken": b"no workbook",
    "d_wrong": of_office("কল্পিত মন্ত্রণালয়"),
    "e_another": of_office("খাদ্য মন্ত্রণালয়"),
}


def test_documents_are_stored_each_for_itself():
    assert fates(ACCEPTING, **MIXED) == {
        "a_doubtful": Fate.STORED,
        "b_faultless": Fate.STORED,
        "c_broken": Fate.REFUSED,
        "d_wrong": Fate.REFUSED,
        "e_another": Fate.STORED,
    }
    assert Plan.objects.count() == 3


def test_doubtful_ones_wait_unless_doubts_are_accepted():
    assert Counter(fates(Bringing(), **MIXED).values()) == {Fate.DOUBTFUL: 2, Fate.STORED: 1, Fate.REFUSED: 2}
    assert Plan.objects.get().kind == "egov"


def test_what_is_stored_already_is_unchanged_and_needs_no_tick():
    fates(ACCEPTING, **MIXED)
    again = fates(Bringing(), **MIXED)
    assert Counter(again.values()) == {Fate.UNCHANGED: 3, Fate.REFUSED: 2}


def test_all_documents_are_kept_for_somebody_to_look_at_when_wanted(administrator):
    found = list(Bringing(by=administrator, keeps_all=True).all_of(bundle(**MIXED)))
    assert all(brought.source for brought in found)
    assert {source.brought_by for source in SourceFile.objects.all()} == {administrator}
    assert SourceFile.objects.count() == len(MIXED)


def test_only_stored_documents_are_kept_otherwise():
    fates(ACCEPTING, **MIXED)
    assert SourceFile.objects.count() == 3


def test_nothing_is_stored_when_only_tried():
    tried = fates(Bringing(accepts_doubts=True, stores=False), **MIXED)
    assert Counter(tried.values()) == {Fate.STORED: 3, Fate.REFUSED: 2}
    assert not Plan.objects.exists()
    assert not SourceFile.objects.exists()


def test_a_crash_in_one_document_stops_no_other(caplog):
    def read(content, name):
        if name.startswith("a"):
            raise ZeroDivisionError
        return read_plans(content, name)

    found = list(Bringing(accepts_doubts=True, read=read).all_of(bundle(**MIXED)))
    assert [brought.fate for brought in found[:2]] == [Fate.REFUSED, Fate.STORED]
    assert [problem.code for problem in found[0].problems] == ["reading_failed"]
    assert "ZeroDivisionError" in caplog.text


def with_weight_below_zero(reading):
    """What breaks a constraint of the tables that the checks have let through."""
    first, *rest = reading.draft.areas
    return replace(reading, draft=replace(reading.draft, areas=(replace(first, weight=Decimal(-1)), *rest)))


def test_a_crash_while_storing_leaves_nothing_of_the_document(caplog):
    def read(content, name):
        first, *rest = read_plans(content, name)
        return (first, *map(with_weight_below_zero, rest))

    content = two_sheets(A2="মন্ত্রণালয়ের নাম: খাদ্য মন্ত্রণালয়")
    found = list(Bringing(accepts_doubts=True, read=read).all_of(bundle(a=content, b=FAULTLESS_LABOUR)))
    assert [brought.fate for brought in found] == [Fate.REFUSED, Fate.STORED]
    assert [plan.kind for plan in Plan.objects.all()] == ["egov"]
    assert "CHECK" in caplog.text.upper()


def test_a_workbook_with_a_refused_plan_is_refused_whole():
    (found,) = ACCEPTING.all_of(bundle(a=two_sheets(A2="মন্ত্রণালয়ের নাম: কল্পিত মন্ত্রণালয়")))
    assert (found.fate, [outcome.stored for outcome in found.outcomes]) == (Fate.REFUSED, [None, None])
    assert not Plan.objects.exists()


def test_a_file_within_a_zip_that_is_not_read_is_told():
    archive = Zip(BytesIO(zipped({"a.xlsx": FAULTLESS_LABOUR, "more.zip": zipped({"b.xlsx": b""})})))
    found = list(Bringing().all_of(archive))
    assert [(brought.name, brought.fate) for brought in found] == [
        ("a.xlsx", Fate.STORED),
        ("more.zip", Fate.REFUSED),
    ]
    assert found[1].problems[0].code == "archive_nested"


def test_a_document_is_laid_over_the_plan_that_is_stored():
    (reading,) = read_plans(workbook(INDUSTRIES).read_bytes(), INDUSTRIES)
    store_plan(draft=reading.draft, office=reading.office, year=reading.year, by=None)
    changed = with_cells(INDUSTRIES, H8="১")
    assert fates(ACCEPTING, a=changed) == {"a": Fate.STORED}
    assert Plan.objects.count() == 1
