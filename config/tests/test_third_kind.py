"""A third kind of plan in the whole house: read, entered, marked, printed, exported and read back.

Its app stands in ``config/tests/charter_plans``; settings entries and a policy are all it needs beside itself.
"""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from config.tests.charter_plans.columns import COLUMNS
from config.tests.charter_plans.kind import CHARTER
from config.tests.charter_plans.models import CharterPlan
from imports.actions.bringing import bring_in, keep_source, read_plans
from marking.policy import Policy
from offices.models import FiscalYear
from official_forms.columns import Surface
from plan_tree.terms import OtherYearSort
from plan_tree.tree import ActivityNode, AreaNode, GradeNode, OtherYear, PlanTree, QuarterNode
from plans.actions.achievements import record_achievement
from plans.actions.policies import add_first_policy
from plans.actions.reporting import submit_report
from plans.addresses import entry_url
from plans.exporting import export_plan
from plans.kinds import plan_kinds, read_document
from plans.queries.scorecards import stored_scorecard
from plans.tests.factories import cell_of, count_indicator, typed
from reports.printing import Paper, print_paper, report_of
from reports.tests.pdf.extraction import text_of
from sheets.form_writing import write_official_form

YEARS = (
    OtherYear(OtherYearSort.ACTUAL, "2019-20", typed("৬")),
    OtherYear(OtherYearSort.ACTUAL, "2020-21", typed("৭")),
    OtherYear(OtherYearSort.PROJECTION, "2022-23", typed("১২")),
    OtherYear(OtherYearSort.PROJECTION, "2023-24", typed("১৪")),
)
GRADES = tuple(
    GradeNode(Decimal(percent), typed(text))
    for percent, text in ((100, "১০"), (90, "৯"), (80, "৮"), (70, "৭"), (60, "৬"))
)


@pytest.fixture
def charter(settings):
    """Registers the kind as settings entries do."""
    settings.PLAN_KINDS = [*settings.PLAN_KINDS, "config.tests.charter_plans.kind.CHARTER"]
    plan_kinds.cache_clear()
    yield CHARTER
    plan_kinds.cache_clear()


@pytest.fixture
def plan(charter, reference, administrator):
    """The stored plan of a charter form sent as a file, its first quarter reported."""
    year = FiscalYear.objects.get(start_year=2021)
    rules = {"switches": Policy("").switches(), "reason": "নির্দেশিকা", "by": administrator}
    add_first_policy(kind="charter", name="সেবা ২০২১-২২", valid_from=year, **rules)
    content = write_official_form(charter.form, tree(), None, 1)
    (outcome,) = bring_in(
        read_plans(content, "charter.xlsx"), source=keep_source(content, "charter.xlsx", by=None), by=None
    )
    assert outcome.stored, outcome.problems
    return outcome.stored.plan


def tree():
    row = replace(
        count_indicator("1.1.1"), weight=Decimal(10), annual=GRADES[0].target, grades=GRADES, other_years=YEARS
    )
    row = replace(row, quarters={1: QuarterNode(achievement=typed("৯"))})
    activity = ActivityNode("1.1", "নাগরিক সেবা", (row,))
    area = AreaNode("1", "সেবার মান", Decimal(10), (activity,))
    return PlanTree("charter", "শ্রম ও কর্মসংস্থান মন্ত্রণালয়", "2021-22", (area,))


def test_its_form_is_read_with_the_years_before_and_to_come(charter):
    (read,) = read_document(write_official_form(charter.form, tree(), None, 1)).drafts
    (row,) = read.indicators
    assert (read.kind, read.year, read.reported_quarter) == ("charter", "2021-22", 1)
    assert [(each.sort, each.year, each.value.text) for each in row.other_years] == [
        ("actual", "2019-20", "6"),
        ("actual", "2020-21", "7"),
        ("projection", "2022-23", "12"),
        ("projection", "2023-24", "14"),
    ]
    assert [(grade.percent, grade.target.quantity) for grade in row.grades] == [
        (100, 10),
        (90, 9),
        (80, 8),
        (70, 7),
        (60, 6),
    ]
    assert row.achievement(1).quantity == 9


def test_its_header_names_every_year_and_grade(charter):
    sheet = load_workbook(BytesIO(write_official_form(charter.form, tree(), None, 1))).active
    written = [cell.value for row in sheet.iter_rows(min_row=3, max_row=6) for cell in row if cell.value]
    assert "প্রকৃত অর্জন ২০১৯-২০২০" in written
    assert "প্রক্ষেপণ ২০২৩-২০২৪" in written
    assert written.index("অসাধারণ") < written.index("চলতি মানের নিম্নে")
    assert len([column for column in COLUMNS if Surface.SHEET in column.shown]) + 4 == sheet.max_column


@pytest.mark.django_db
def test_it_is_imported_and_marked_by_its_own_policy(plan):
    scorecard = stored_scorecard(plan.reports.get(quarter=1))
    assert (plan.kind, plan.policy.name, scorecard.earned) == ("charter", "সেবা ২০২১-২২", Decimal("9.00"))


@pytest.mark.django_db
def test_it_is_entered_handed_in_and_gets_a_receipt_of_its_own(plan, charlie, client_of):
    page = client_of(charlie).get(entry_url(plan, 1)).text
    assert "নাগরিক সেবা" in page
    assert "চলতি মানের নিম্নে" in page
    assert "প্রকৃত অর্জন ২০১৯-২০২০" in page
    assert "প্রক্ষেপণ ২০২৩-২০২৪" in page
    cell = cell_of(plan, "1.1.1", 1)
    record_achievement(cell=cell, value="১০", version=cell.version, by=charlie)
    submit_report(report=plan.reports.get(quarter=1), by=charlie)
    assert plan.reports.get(quarter=1).receipt.startswith("C")
    assert stored_scorecard(plan.reports.get(quarter=1)).earned == 10


@pytest.mark.django_db
def test_the_words_of_its_narrow_headings_stand_whole_on_paper_in_english(plan):
    """Its columns are as wide as their Bengali headings need them."""
    pdf = print_paper(Paper.FORM, report_of(plan, 1), printed_on=date(2022, 3, 4), language="en")
    words = text_of(pdf).split()
    assert words.count("Weight") == 2
    assert {"performance", "Outstanding", "indicator", "Projection"} <= set(words)


@pytest.mark.django_db
def test_it_is_printed_and_exported_and_read_back(plan):
    printed = text_of(print_paper(Paper.FORM, report_of(plan, 1), printed_on=date(2022, 3, 4)))
    assert "১০০%" in printed
    assert "প্রকৃত অর্জন" in printed
    (sent,) = read_document(write_official_form(CHARTER.form, tree(), None, 1)).drafts
    (again,) = read_document(export_plan(plan, through=1)).drafts
    (row,), (meant,) = again.indicators, sent.indicators
    assert (row.grades, row.other_years) == (meant.grades, meant.other_years)


@pytest.mark.django_db
def test_administrators_write_its_plans_and_policies(plan, administrator, client_of):
    client = client_of(administrator)
    assert list(CharterPlan.objects.all()) == [CharterPlan.objects.get(pk=plan.pk)]
    assert client.get(reverse("admin:charter_plans_charterplan_change", args=[plan.pk])).status_code == 200
    assert "সেবা ২০২১-২২" in client.get(reverse("plans:policies")).text
