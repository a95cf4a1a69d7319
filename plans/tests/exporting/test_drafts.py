"""Owns the proof that a written form reads as the draft it was written from, whatever stands in it."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import given, settings

from integrity_plans.kind import INTEGRITY
from plan_tree.surroundings import OF_THE_PLAN, Surroundings
from plan_tree.tree import AreaNode, PlanTree
from plans.exporting import write_form
from plans.kinds import read_document
from plans.tests.comparing import comparable
from plans.tests.strategies import egov_plans, integrity_plans
from sheets.tests.golden import sheet_of

EXAMPLES = 12


def again(draft):
    """The draft a written form reads as."""
    (read,) = read_document(write_form(draft, None, through=4)).drafts
    return read


@settings(max_examples=EXAMPLES)
@given(integrity_plans())
def test_an_integrity_form_reads_as_it_was_written(draft):
    assert comparable(again(draft)) == comparable(draft)


def test_a_signature_that_would_be_a_row_stands_behind_the_form():
    official = sheet_of("industries-nis-2020-21")
    plan = INTEGRITY.read(official, INTEGRITY.recognise(official))
    signed = replace(plan, surroundings_known={OF_THE_PLAN: Surroundings("", "[১.২] সভাপতি\n\n-\n৩০/০৯/২০২০")})

    assert comparable(again(signed)) == comparable(signed)


@settings(max_examples=EXAMPLES)
@given(egov_plans())
def test_an_egov_form_reads_as_it_was_written(draft):
    assert comparable(again(draft)) == comparable(draft)


def test_words_below_a_form_just_begun_make_no_activity_of_theirs():
    below = {OF_THE_PLAN: Surroundings("", "১.১ সংযুক্তি\n\n১")}
    begun = AreaNode("1", "ই-সেবা", Decimal(5), ())
    noted = PlanTree("egov", "শ্রম ও কর্মসংস্থান মন্ত্রণালয়", "2021-22", (begun,), surroundings_known=below)

    assert comparable(again(noted)) == comparable(noted)
