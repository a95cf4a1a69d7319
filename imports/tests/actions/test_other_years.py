"""Owns the proof that values of other years are stored, merged, undone, told in the ledger, and written again."""

from dataclasses import replace
from datetime import date

import pytest

from cell_values.value import Unit
from imports.actions.bringing import keep_source
from imports.actions.importing import store_plan
from imports.actions.undoing import undo_import
from offices.models import FiscalYear
from plan_tree.terms import OtherYearSort
from plan_tree.tree import OtherYear
from plans.actions.editing import complete_plan
from plans.actions.ledger import lock_plan
from plans.actions.reporting import submit_report
from plans.addresses import entry_url
from plans.exporting import export_plan
from plans.interchange import import_json
from plans.kinds import read_document
from plans.models import Indicator, OtherYearValue, PlanImport
from plans.queries.replay import mismatches
from plans.queries.trees import load_tree
from plans.tests.factories import draft_of_size, typed
from reports.printing import Paper, print_paper, report_of
from reports.tests.pdf.extraction import text_of

BASELINE, ACTUAL, PROJECTION = OtherYearSort


def year(sort, code, text):
    return OtherYear(sort, code, typed(text))


KNOWN = (year(BASELINE, "", "৩"), year(ACTUAL, "2020-21", "৪"), year(PROJECTION, "2023-24", "৬"))


def drafted(*years, kind="integrity"):
    """A plan of one indicator that says this of other years."""
    return draft_of_size(1, kind=kind).with_indicators(lambda row: replace(row, other_years=years))


@pytest.fixture
def store(industries_office, administrator):
    """``store(draft)`` stores a draft as an import of a document does."""

    def stored(draft):
        source = keep_source(repr(draft).encode(), "plan.xlsx", by=administrator)
        place = {"office": industries_office, "year": FiscalYear.objects.get(start_year=2021)}
        return store_plan(draft=draft, by=administrator, source=source, **place)

    return stored


def years_of(plan):
    (row,) = load_tree(plan).indicators
    return row.other_years


def test_other_years_come_back_in_the_order_of_the_form(store):
    assert years_of(store(drafted(*KNOWN)).plan) == KNOWN


def test_the_same_document_again_changes_nothing(store):
    store(drafted(*KNOWN))
    assert store(drafted(*reversed(KNOWN))).changes == ()


def test_another_value_of_another_year_is_one_change(store):
    plan = store(drafted(*KNOWN)).plan
    (change,) = store(drafted(KNOWN[0], year(ACTUAL, "2020-21", "৫"), KNOWN[2])).changes
    assert (change.subject, change.field) == ("1.1 actual 2020-21", "other_year")
    assert (change.before["text"], change.after["text"]) == ("৪", "৫")
    assert [each.value.text for each in years_of(plan)] == ["৩", "৫", "৬"]
    assert mismatches(plan) == []


def test_other_columns_replace_those_of_before(store):
    plan = store(drafted(*KNOWN)).plan
    changes = store(drafted(year(ACTUAL, "2019-20", "২"))).changes
    assert [(change.subject, bool(change.after)) for change in changes] == [
        ("1.1 actual 2020-21", False),
        ("1.1 baseline", False),
        ("1.1 projection 2023-24", False),
        ("1.1 actual 2019-20", True),
    ]
    assert years_of(plan) == (year(ACTUAL, "2019-20", "২"),)
    assert mismatches(plan) == []


def test_a_document_that_says_nothing_of_other_years_erases_none(store):
    plan = store(drafted(*KNOWN)).plan
    assert store(drafted()).changes == ()
    assert years_of(plan) == KNOWN


def test_other_years_touch_no_report_but_the_last(store, alice):
    plan = store(drafted()).plan
    submit_report(report=plan.reports.get(quarter=1), by=alice)
    store(drafted(*KNOWN))
    assert years_of(plan) == KNOWN


def test_an_import_is_undone_with_the_years_it_changed(store, administrator):
    plan = store(drafted(*KNOWN)).plan
    store(drafted(year(ACTUAL, "2019-20", "২")))
    undo_import(plan_import=PlanImport.objects.order_by("pk").last(), by=administrator)
    assert years_of(plan) == KNOWN
    assert mismatches(plan) == []


def test_a_value_changed_beside_the_ledger_is_found(store):
    plan = store(drafted(*KNOWN)).plan
    OtherYearValue.objects.filter(sort="baseline").update(value_text="৯")
    (found,) = mismatches(plan)
    assert (found.indicator, found.told, found.stored) == ("1.1", "৩", "৯")


@pytest.mark.parametrize("kind", ["integrity", "egov"])
def test_an_exported_form_carries_them_and_is_the_same_plan_again(store, kind):
    plan = store(drafted(*KNOWN, kind=kind)).plan
    (read,) = read_document(export_plan(plan, through=1), kind=kind).drafts
    assert {(each.sort, each.year, each.value.quantity) for each in read.indicators[0].other_years} == {
        (each.sort, each.year, each.value.quantity) for each in KNOWN
    }
    assert store(read).changes == ()


def test_another_unit_reads_them_anew(store, administrator):
    plan = store(drafted(year(BASELINE, "", "৮০%"))).plan
    Indicator.objects.filter(activity__area__plan=plan).update(unit=Unit.PERCENT.value)
    complete_plan(lock_plan(plan.pk), by=administrator)
    (baseline,) = years_of(plan)
    assert baseline.value == typed("৮০%", Unit.PERCENT)


def test_the_machine_interface_tells_them_only_where_there_are_any():
    (told,) = import_json(drafted(KNOWN[1]), office=None, year=None, saved=False, problems=())["areas"]
    assert told["indicators"][0]["other_years"] == [
        {"sort": "actual", "year": "2020-21", "value": KNOWN[1].value.as_json()}
    ]
    (silent,) = import_json(drafted(), office=None, year=None, saved=False, problems=())["areas"]
    assert "other_years" not in silent["indicators"][0]


@pytest.mark.parametrize("kind", ["integrity", "egov"])
def test_other_years_stand_beside_the_targets_on_the_page_and_on_paper(store, client_of, administrator, kind):
    plan = store(drafted(*KNOWN, kind=kind)).plan
    page = client_of(administrator).get(entry_url(plan, 1)).text
    paper = text_of(print_paper(Paper.FORM, report_of(plan, 1), printed_on=date(2022, 3, 4)))
    for heading in ("ভিত্তিবছর", "প্রকৃত অর্জন ২০২০-২০২১", "প্রক্ষেপণ ২০২৩-২০২৪"):
        assert heading in page
    assert [page.count(f">{text}<") >= 1 for text in ("৩", "৪", "৬")] == [True] * 3
    assert all(each in "".join(paper.split()) for each in ("ভিত্তিবছর", "২০২০-২০২১", "২০২৩-২০২৪"))
