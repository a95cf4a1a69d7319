"""Mutated workbooks are read or refused: none crashes a reader, loses a cell or stores a wrong value unsaid."""

import pytest

from imports.tests.corpus.fuzz import Case, cases, examine

pytestmark = pytest.mark.long

# Every case a run of the fuzz ever found a reader failing at; what was wrong is told by the commit that added it.
FAILED_ONCE = (
    "another-kind-information:4711000570",
    "another-kind-information:4711000854g",
    "egov-as-real-dates-and-numbers:60117001927s",
    "egov-as-real-percents:1000785",
    "egov-as-real-percents:1000834",
    "egov-as-real-percents:31001799g",
    "egov-first-quarter:1000100",
    "egov-first-quarter:1001717",
    "egov-five-grades:60117000672s",
    "egov-four-quarters:1001768",
    "egov-four-quarters:21000932",
    "egov-headings-spelt-otherwise:2001181",
    "egov-in-bijoy:7000644g",
    "egov-leading-empty-rows-and-columns:1001917",
    "egov-on-pages:14000400",
    "egov-one-grade:13000289",
    "egov-third-quarter-alone:1000302",
    "egov-third-quarter-alone:1001184",
    "egov-third-quarter-alone:7001634g",
    "egov-totals-in-one-cell:1001822",
    "egov-totals-in-one-cell:1001920",
    "egov-two-quarters:1001284",
    "egov-two-quarters:1001676",
    "egov-two-quarters:7000534g",
    "egov-unnumbered:1000306",
    "egov-without-totals:1000454",
    "egov-year-to-date:31000364g",
    "integrity-11-without-lines:3000849",
    "integrity-14-headings-spelt-otherwise:9000463",
    "integrity-14-leading-empty-rows-and-columns:20261129000254g",
    "integrity-14-on-pages:13000306",
    "integrity-14-on-pages:14000250",
    "integrity-14-unnumbered:8000271",
    "integrity-14-weights-after-ellipses:2000764",
    "integrity-14-weights-in-their-column:3000128",
    "integrity-14-weights-in-their-column:501000485",
    "integrity-14-whole-year-with-claims:6000914",
    "integrity-with-a-late-rule:503000349g",
    "typed-as-real-dates:6000039",
    "workbook-with-a-sheet-per-office:7000583",
    "workbook-with-both-kinds-on-a-sheet:7000864g",
    "workbook-with-both-plans:1000388",
    "workbook-with-cover-and-hidden-sheet:20000345",
    "workbook-with-cover:19000634",
    "workbook-with-cover:19000982",
)


@pytest.mark.parametrize("name", FAILED_ONCE)
def test_what_failed_once_is_read_or_refused(name):
    assert examine(Case.named(name)).failure == ""


@pytest.mark.parametrize("case", list(cases(60, seed=0)), ids=str)
def test_a_slice_of_the_fuzz_is_read_or_refused(case):
    assert examine(case).failure == ""
