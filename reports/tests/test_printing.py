"""Owns the proof that the official form is filled from what is stored, and printed through its quarter."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import translation

from plans.actions.achievements import record_achievement
from plans.actions.reporting import approve_report, assess_cell, submit_report
from plans.marking.scorecard import MarkStatus
from plans.models import GradedTarget, Indicator
from plans.queries.scorecards import stored_scorecard
from plans.tests.commands.shell import run
from plans.tests.factories import cell_of
from plans.values.digits import to_bengali
from reports.printing import official_form, print_official_form
from reports.tests.pdf.extraction import bengali_words, facts_of, text_of

PRINTED_ON = date(2026, 3, 4)


def form_of(plan, through=1):
    return official_form(plan, through=through, printed_on=PRINTED_ON)


def rows_of(form):
    return {row.number: row for area in form.areas for activity in area.activities for row in activity.indicators}


# --- the form ----------------------------------------------------------------------------------------------------


def test_the_form_names_office_year_quarter_and_policy(industries):
    form = form_of(industries, through=2)
    assert (form.office_label, form.office) == ("মন্ত্রণালয়ের নাম", "শিল্প মন্ত্রণালয়")
    assert (form.year, form.short_year) == ("২০২০-২০২১", "২০২০-২১")
    quarter = form.quarter
    assert (quarter.number, quarter.ordinal, quarter.word) == (2, "২য়", "দ্বিতীয়")
    assert quarter.months == "অক্টোবর-ডিসেম্বর, ২০২০"
    assert form.policy == "শুদ্ধাচার ২০২০-২১"
    assert form.printed_on_text == "০৪/০৩/২০২৬"
    assert form.grades[0].percent == "১০০%"


@pytest.mark.parametrize(("quarter", "months"), [(1, "২০২১"), (2, "২০২১"), (3, "২০২২"), (4, "২০২২")])
def test_the_months_of_a_quarter_carry_their_own_calendar_year(labour, quarter, months):
    assert form_of(labour, quarter).quarter.months.endswith(months)


@pytest.mark.parametrize("name", ["industries", "labour"])
def test_every_stored_row_is_on_the_form_in_bengali_digits(request, name):
    plan = request.getfixturevalue(name)
    rows = rows_of(form_of(plan, 4))
    stored = Indicator.objects.filter(activity__area__plan=plan).prefetch_related("cells", "graded_targets")
    assert set(rows) == {to_bengali(row.number) for row in stored}
    for row in stored:
        printed = rows[to_bengali(row.number)]
        assert (printed.title, printed.unit, printed.responsible) == (row.title, row.unit_text, row.responsible)
        assert printed.annual == to_bengali(row.annual.text)
        assert printed.targets == tuple(to_bengali(each.target.text) for each in row.graded_targets.all())
        for cell, entry in zip(row.cells.all(), printed.quarters, strict=True):
            assert entry.target == to_bengali(cell.target.text)
            assert entry.achievement == to_bengali(cell.achievement.text)


@pytest.mark.parametrize("name", ["industries", "labour"])
def test_every_mark_on_the_form_is_the_stored_one(request, name):
    plan = request.getfixturevalue(name)
    for through in (1, 2, 3, 4):
        form, scorecard = form_of(plan, through), stored_scorecard(plan.reports.get(quarter=through))
        rows = rows_of(form)
        for mark in scorecard.marks:
            expected = to_bengali(f"{mark.earned:.2f}")
            if mark.status is MarkStatus.NOT_DUE:
                expected = ""
            elif mark.computed is None and mark.assessed is None:
                expected = "–"
            assert rows[to_bengali(mark.number)].marks == expected
        assert form.totals.earned == to_bengali(f"{scorecard.earned:.2f}")


def test_the_form_of_labour_adds_up_to_what_was_claimed_once_assessed(labour, charlie, rita):
    report = submit_report(report=labour.reports.get(quarter=1), by=charlie)
    for number, marks in (("2.1.1", 4), ("2.1.2", 2)):
        assess_cell(cell=cell_of(labour, number, 1), marks=Decimal(marks), reason="প্রমাণক দেখা হয়েছে", by=rita)
    approve_report(report=report, by=rita)
    form = form_of(labour)
    totals = form.totals
    assert (totals.earned, totals.computed, totals.possible) == ("১৭.০০", "১১.০০", "৫০")
    assert (totals.claimed_obtained, totals.claimed_total) == ("১৭", "৫০")
    assert {number for number, row in rows_of(form).items() if row.assessed} == {"২.১.১", "২.১.২"}
    assert [area.earned for area in form.areas] == ["১১.০০", "৬.০০"]
    assert form.state.startswith("অনুমোদিত")
    assert labour.reports.get(quarter=1).receipt in form.state


def test_grades_carry_the_names_of_their_ladder(labour):
    assert [(grade.name, grade.percent) for grade in form_of(labour).grades] == [
        ("অসাধারণ", "১০০%"),
        ("উত্তম", "৮০%"),
        ("চলতি মান", "৬০%"),
    ]


def test_a_ladder_nobody_named_shows_its_percentages_to_the_digit(labour):
    GradedTarget.objects.filter(percent=60).update(percent=Decimal("66.67"))
    form = form_of(labour)
    assert [grade.percent for grade in form.grades] == ["১০০%", "৮০%", "৬৬.৬৭%"]
    assert rows_of(form)["১.১.১"].targets == ("১৬/০৩/২০২২", "১৪/০৪/২০২২", "০৫/০৫/২০২২")


def test_a_form_shows_nothing_of_the_quarters_after_its_own(plan_of_size, alice):
    plan = plan_of_size(1)
    for quarter, value in ((1, "১"), (2, "২"), (3, "৩")):
        record_achievement(cell=cell_of(plan, "1.1", quarter), value=value, version=0, by=alice)
    row = rows_of(form_of(plan, 2))["১.১"]
    assert [entry.achievement for entry in row.quarters] == ["১", "২", "", ""]
    assert [entry.target for entry in row.quarters] == ["১"] * 4
    assert (row.total, row.marks) == ("৩", "০.৭৫")


def test_the_form_speaks_bengali_whatever_the_page_speaks(industries):
    bengali = form_of(industries)
    with translation.override("en"):
        assert form_of(industries) == bengali


# --- the PDF -----------------------------------------------------------------------------------------------------


def words(text):
    """The Bengali words of a text; at the end of a line a hyphen may be one of the word or of the line."""
    return bengali_words(text.replace("-", ""))


def assert_prints_its_rows(pdf, plan):
    printed = words(text_of(pdf))
    for row in Indicator.objects.filter(activity__area__plan=plan).select_related("activity"):
        assert words(f"{row.activity.title} {row.title} {row.responsible}") <= printed, row.number


def test_the_pdf_of_industries_is_whole_and_nobody_elses(industries):
    pdf = print_official_form(industries, through=1, printed_on=PRINTED_ON)
    assert pdf.startswith(b"%PDF")
    facts = facts_of(pdf)
    assert 4 <= int(facts["Pages"]) <= 12
    assert facts["Author"] == industries.office.name_bn
    assert_prints_its_rows(pdf, industries)
    assert not words("কর্মসংস্থান বাতায়ন") & words(text_of(pdf))


def test_the_pdf_of_labour_is_short_and_nobody_elses(labour):
    pdf = print_official_form(labour, through=1, printed_on=PRINTED_ON)
    assert int(facts_of(pdf)["Pages"]) <= 2
    assert_prints_its_rows(pdf, labour)
    assert "শুদ্ধাচার" not in words(text_of(pdf))


def test_the_page_downloads_the_pdf_of_its_quarter(industries, alice, client_of):
    client = client_of(alice)
    client.cookies["django_language"] = "en"
    response = client.get(reverse("reports:official_form", args=[industries.pk, 2]))
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'inline; filename="integrity-36-2020-21-q2.pdf"'
    assert response.content.startswith(b"%PDF")
    assert words("২য় কোয়ার্টার") <= words(text_of(response.content))


# --- render_report -----------------------------------------------------------------------------------------------


LABOUR = ("--office", "শ্রম মন্ত্রণালয়", "--year", "2021-22", "--kind", "egov")


def test_render_report_writes_the_form(labour, tmp_path):
    path = tmp_path / "form.pdf"
    assert run("render_report", *LABOUR, "--through", "q1", "-o", path).code == 0
    assert path.read_bytes().startswith(b"%PDF")


def test_render_report_of_a_plan_that_is_not_there_ends_with_1(labour, tmp_path):
    path = tmp_path / "form.pdf"
    assert run("render_report", "--office", "36", *LABOUR[2:], "-o", path).code == 1
    assert not path.exists()


@pytest.mark.parametrize(
    "arguments",
    [
        LABOUR,
        (*LABOUR, "-o", "/nowhere/at/all/form.pdf"),
        (*LABOUR, "-o", "form.pdf", "--through", "q7"),
        ("--office", "কল্পিত", *LABOUR[2:], "-o", "form.pdf"),
    ],
)
def test_render_report_of_wrong_usage_ends_with_2(labour, arguments, capsys):
    assert run("render_report", *arguments).code == 2
