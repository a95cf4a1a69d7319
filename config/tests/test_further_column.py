"""A further printed column of words costs its line in the form app: read, kept, shown, printed, written, read back."""

from dataclasses import replace
from datetime import date

import pytest

from config.tests.further_column import WITH_EVIDENCE
from egov_plans.kind import EGOV
from imports.actions.bringing import bring_in, keep_source, read_plans
from plans.addresses import entry_url
from plans.exporting import export_plan
from plans.kinds import plan_kinds, read_document
from plans.queries.trees import load_tree
from plans.tests.factories import LABOUR, workbook
from reports.printing import Paper, print_paper, report_of
from reports.tests.pdf.extraction import text_of
from sheets.form_writing import write_official_form

ORDER = "অফিস আদেশ, নোটিশ ২"


@pytest.fixture
def form(settings):
    settings.PLAN_KINDS = ["integrity_plans.kind.INTEGRITY", "config.tests.further_column.WITH_EVIDENCE"]
    plan_kinds.cache_clear()
    yield WITH_EVIDENCE.form
    plan_kinds.cache_clear()


@pytest.fixture
def content(form):
    """The real plan with an evidence for its first indicator, as the wider form holds it."""
    (tree,) = read_document(workbook(LABOUR).read_bytes(), LABOUR).drafts
    first = tree.indicators[0].number
    told = tree.with_indicators(lambda row: replace(row, words={"evidence": ORDER}) if row.number == first else row)
    return write_official_form(form, told, None, 1)


@pytest.fixture
def plan(content, reference):
    (outcome,) = bring_in(
        read_plans(content, "plan.xlsx"),
        source=keep_source(content, "plan.xlsx", by=None),
        by=None,
    )
    assert outcome.stored, outcome.problems
    return outcome.stored.plan


@pytest.mark.django_db
def test_it_is_stored_shown_printed_and_read_back(plan, charlie, client_of):
    assert load_tree(plan).indicators[0].text("evidence") == ORDER
    assert ORDER.replace("২", "২") in client_of(charlie).get(entry_url(plan, 1)).text
    assert "প্রমাণক" in text_of(print_paper(Paper.FORM, report_of(plan, 1), printed_on=date(2022, 3, 4)))
    (again,) = read_document(export_plan(plan, through=1)).drafts
    assert [row.words for row in again.indicators] == [{"evidence": ORDER}, *[{}] * 12]


@pytest.mark.django_db
def test_a_document_that_says_nothing_of_it_erases_nothing(plan, content):
    narrow = write_official_form(EGOV.form, replace(load_tree(plan), problems=()), None, 1)
    bring_in(
        read_plans(narrow, "narrow.xlsx"),
        source=keep_source(narrow, "narrow.xlsx", by=None),
        by=None,
    )
    assert load_tree(plan).indicators[0].text("evidence") == ORDER
