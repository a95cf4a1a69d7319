"""Owns the proof that a written form reads as the draft it was written from, whatever stands in it."""

from hypothesis import given, settings

from plans.exporting import write_form
from plans.kinds import read_document
from plans.tests.comparing import comparable
from plans.tests.strategies import egov_plans, integrity_plans

EXAMPLES = 12


def again(draft):
    """The draft a written form reads as."""
    (read,) = read_document(write_form(draft, None, through=4)).drafts
    return read


@settings(max_examples=EXAMPLES)
@given(integrity_plans())
def test_an_integrity_form_reads_as_it_was_written(draft):
    assert comparable(again(draft)) == comparable(draft)


@settings(max_examples=EXAMPLES)
@given(egov_plans())
def test_an_egov_form_reads_as_it_was_written(draft):
    assert comparable(again(draft)) == comparable(draft)
