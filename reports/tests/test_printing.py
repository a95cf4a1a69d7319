"""Owns the proof that the official form is filled from what is stored, and printed through its quarter."""

import re
from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import translation

from cell_values.digits import to_bengali
from marking.scorecard import MarkStatus
from plans.actions.achievements import record_achievement
from plans.actions.reporting import approve_report, assess_cell, return_report, submit_report
from plans.models import GradedTarget, Indicator
from plans.queries.scorecards import stored_scorecard
from plans.tests.commands.shell import run
from plans.tests.factories import cell_of
from reports.printed.official_form import official_form
from reports.printed.paper_table import shown_mark
from reports.printed.setting import form_html
from reports.printing import Paper, print_paper, report_of
from reports.tests.pdf.extraction import bengali_words, facts_of, text_of
from reports.tests.printed_texts import texts_of

PRINTED_ON = date(2026, 3, 4)


def form_of(plan, through=1):
    with translation.override("bn"):
        return official_form(report_of(plan, through), printed_on=PRINTED_ON)


def grades_of(form):
    return [tuple(heading.bn for heading in each.headings[-2:]) for each in form.columns if each.percent]


# --- the form ----------------------------------------------------------------------------------------------------


def test_the_form_names_office_year_quarter_and_policy(industries):
    form = form_of(industries, through=2)
    words = form.words
    assert (words["office_label"], words["office"]) == ("মন্ত্রণালয়ের নাম", "শিল্প মন্ত্রণালয়")
    assert (words["year"], words["short_year"]) == ("২০২০-২০২১", "২০২০-২১")
    assert (form.scorecard.through, words["quarter"], words["quarter_word"]) == (2, "২য়", "দ্বিতীয়")
    assert words["months"] == "অক্টোবর-ডিসেম্বর, ২০২০"
    assert form.imprint.policy == "শুদ্ধাচার ২০২০-২১"
    assert form.imprint.dated == PRINTED_ON


@pytest.mark.parametrize(("quarter", "months"), [(1, "২০২১"), (2, "২০২১"), (3, "২০২২"), (4, "২০২২")])
def test_the_months_of_a_quarter_carry_their_own_calendar_year(labour, quarter, months):
    assert form_of(labour, quarter).words["months"].endswith(months)


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["industries", "labour"])
def test_every_stored_row_is_on_the_form_in_bengali_digits(request, name):
    plan = request.getfixturevalue(name)
    rows = texts_of(form_of(plan, 4))
    stored = Indicator.objects.filter(activity__area__plan=plan).prefetch_related("cells", "graded_targets")
    assert set(rows) == {to_bengali(row.number) for row in stored}
    for row in stored:
        upper, lower = rows[to_bengali(row.number)][0], rows[to_bengali(row.number)][-1]
        number = "" if name == "industries" else f"[{to_bengali(row.number)}] "
        assert (upper["indicator"], upper["unit"]) == (number + row.title, row.unit_text)
        cells = list(row.cells.all())
        if name == "industries":
            assert upper["responsible"] == row.responsible
            assert upper["annual"] == to_bengali(row.annual.text)
            for cell in cells:
                assert upper[f"q{cell.quarter}"] == to_bengali(cell.target.text)
                assert lower[f"q{cell.quarter}"] == to_bengali(cell.achievement.text)
        else:
            targets = [upper[f"grade_{percent}"] for percent in (100, 80, 60)]
            assert targets == [to_bengali(each.target.text) for each in row.graded_targets.all()]
            assert all(to_bengali(cell.achievement.text) in upper["progress_q4"] for cell in cells)


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["industries", "labour"])
def test_every_mark_on_the_form_is_the_stored_one(request, name):
    plan = request.getfixturevalue(name)
    for through in (1, 2, 3, 4):
        form, scorecard = form_of(plan, through), stored_scorecard(plan.reports.get(quarter=through))
        rows = texts_of(form)
        for mark in scorecard.marks:
            expected = to_bengali(f"{mark.earned:.2f}")
            if mark.status is MarkStatus.NOT_DUE:
                expected = ""
            elif mark.computed is None and mark.assessed is None:
                expected = "–"
            assert rows[to_bengali(mark.number)][0].get("marks", expected) == expected
            assert shown_mark(form.marks[mark.number]) == expected
        assert form.scorecard.earned == scorecard.earned


def test_the_form_of_labour_adds_up_to_what_was_claimed_once_assessed(labour, charlie, rita):
    report = submit_report(report=labour.reports.get(quarter=1), by=charlie)
    for number, marks in (("2.1.1", 4), ("2.1.2", 2)):
        assess_cell(cell=cell_of(labour, number, 1), marks=Decimal(marks), reason="প্রমাণক দেখা হয়েছে", by=rita)
    approve_report(report=report, by=rita)
    form = form_of(labour)
    card, claimed = form.scorecard, form.tree.claimed
    assert (card.earned, card.computed, card.possible) == (17, 11, 50)
    assert (claimed.obtained, claimed.total) == (17, 50)
    assert {mark.number for mark in card.marks if shown_mark(mark).endswith("*")} == {"2.1.1", "2.1.2"}
    assert [area.earned for area in card.areas] == [11, 6]
    assert form.imprint.state.startswith("অনুমোদিত")
    assert labour.reports.get(quarter=1).receipt in form.imprint.state


def test_grades_carry_the_names_of_their_ladder(labour):
    assert grades_of(form_of(labour)) == [
        ("অসাধারণ", "১০০%"),
        ("উত্তম", "৮০%"),
        ("চলতি মান", "৬০%"),
    ]


def test_a_ladder_nobody_named_shows_its_percentages_to_the_digit(labour):
    GradedTarget.objects.filter(percent=60).update(percent=Decimal("66.67"))
    form = form_of(labour)
    assert [percent for _, percent in grades_of(form)] == ["১০০%", "৮০%", "৬৬.৬৭%"]
    row = texts_of(form)["১.১.১"][0]
    assert (row["grade_100"], row["grade_80"], row["grade_66.67"]) == ("১৬/০৩/২০২২", "১৪/০৪/২০২২", "০৫/০৫/২০২২")


def test_a_form_shows_nothing_of_the_quarters_after_its_own(plan_of_size, alice):
    plan = plan_of_size(1)
    for quarter, value in ((1, "১"), (2, "২"), (3, "৩")):
        record_achievement(cell=cell_of(plan, "1.1", quarter), value=value, version=0, by=alice)
    upper, lower = texts_of(form_of(plan, 2))["১.১"]
    quarters = ("q1", "q2", "q3", "q4")
    assert [lower[quarter] for quarter in quarters] == ["১", "২", "", ""]
    assert [upper[quarter] for quarter in quarters] == ["১"] * 4
    assert (upper["total"], upper["marks"]) == ("৩", "০.৭৫")


def test_the_english_form_has_english_words_and_digits_around_what_was_typed(industries):
    with translation.override("en"):
        form = official_form(report_of(industries, 2), printed_on=PRINTED_ON)
        row = texts_of(form)["1.1"][0]
        html = form_html(form)
    words = form.words
    assert (words["office_label"], words["office"], words["year"]) == (
        "Ministry",
        "Ministry of Industries",
        "2020-2021",
    )
    assert (words["quarter"], words["months"]) == ("2nd", "October-December, 2020")
    assert (row["annual"], row["indicator"]) == ("4", texts_of(form_of(industries, 2))["১.১"][0]["indicator"])
    assert all(not re.search("[০-৯]", figure) for figure in (row["weight"], row["marks"]))
    assert re.search(r"Marks through the 2nd quarter: [0-9.]+; [0-9.]+ were due so far, [0-9]+ in the whole year", html)


# --- the PDF -----------------------------------------------------------------------------------------------------


def words(text):
    """The Bengali words of a text; at the end of a line a hyphen may be one of the word or of the line."""
    return bengali_words(text.replace("-", ""))


def assert_prints_its_rows(pdf, plan):
    printed = words(text_of(pdf))
    for row in Indicator.objects.filter(activity__area__plan=plan).select_related("activity"):
        assert words(f"{row.activity.title} {row.title} {row.responsible}") <= printed, row.number


def test_the_pdf_of_industries_is_whole_and_nobody_elses(industries):
    pdf = print_paper(Paper.FORM, report_of(industries, 1), printed_on=PRINTED_ON)
    assert pdf.startswith(b"%PDF")
    facts = facts_of(pdf)
    assert 4 <= int(facts["Pages"]) <= 12
    assert facts["Author"] == industries.office.name_bn
    assert_prints_its_rows(pdf, industries)
    assert not words("কর্মসংস্থান বাতায়ন") & words(text_of(pdf))


def test_the_pdf_of_labour_is_short_and_nobody_elses(labour):
    pdf = print_paper(Paper.FORM, report_of(labour, 1), printed_on=PRINTED_ON)
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


def test_the_page_prints_in_english_when_asked(industries, alice, client_of):
    response = client_of(alice).get(reverse("reports:official_form", args=[industries.pk, 2]), {"language": "en"})
    assert response["Content-Disposition"] == 'inline; filename="integrity-36-2020-21-q2-en.pdf"'
    text = text_of(response.content)
    assert "2nd quarter" in text
    assert "Page 1/" in text


def test_the_scorecard_downloads_as_pdf(industries, alice, client_of):
    response = client_of(alice).get(reverse("reports:printed_scorecard", args=[industries.pk, 1]))
    assert response["Content-Disposition"] == 'inline; filename="integrity-36-2020-21-q1-scorecard.pdf"'
    assert "স্কোরকার্ড: শিল্প মন্ত্রণালয়" in text_of(response.content)


def test_there_is_no_letter_before_anything_was_returned(industries, alice, client_of):
    response = client_of(alice).get(reverse("reports:letter", args=[industries.pk, 1]))
    assert response.status_code == 404


def test_the_letter_downloads_once_the_report_was_returned(industries, alice, rita, client_of):
    report = submit_report(report=industries.reports.get(quarter=1), by=alice)
    return_report(report=report, reason="আবার দেখুন", by=rita)
    response = client_of(alice).get(reverse("reports:letter", args=[industries.pk, 1]))
    assert "আবার দেখুন" in text_of(response.content)
    assert response["Content-Disposition"] == 'inline; filename="integrity-36-2020-21-q1-letter.pdf"'


# --- render_report -----------------------------------------------------------------------------------------------


LABOUR = ("--office", "শ্রম মন্ত্রণালয়", "--year", "2021-22", "--kind", "egov")


def test_render_report_writes_the_form(labour, tmp_path):
    path = tmp_path / "form.pdf"
    assert run("render_report", *LABOUR, "--through", "q1", "-o", path).code == 0
    assert path.read_bytes().startswith(b"%PDF")


def test_render_report_prints_the_form_in_bengali_unless_told_otherwise(labour, tmp_path):
    for language, word in ((None, "কর্মসম্পাদন সূচক"), ("bn", "কর্মসম্পাদন সূচক"), ("en", "Performance indicator")):
        path = tmp_path / f"form-{language}.pdf"
        chosen = ("--language", language) if language else ()
        assert run("render_report", *LABOUR, "--through", "q1", *chosen, "-o", path).code == 0
        assert word in " ".join(text_of(path.read_bytes()).split())


@pytest.mark.parametrize(("report", "word"), [("form", "প্রস্তুতকারী"), ("scorecard", "স্কোরকার্ড")])
def test_render_report_prints_the_report_it_is_asked_for(labour, tmp_path, report, word):
    path = tmp_path / "report.pdf"
    assert run("render_report", *LABOUR, "--report", report, "--through", "q1", "-o", path).code == 0
    assert word in text_of(path.read_bytes())


def test_render_report_of_a_letter_nobody_wrote_ends_with_1(labour, tmp_path):
    path = tmp_path / "letter.pdf"
    assert run("render_report", *LABOUR, "--report", "letter", "-o", path).code == 1
    assert not path.exists()


def test_render_report_compares_all_offices(labour, charlie, tmp_path):
    path = tmp_path / "comparison.pdf"

    def compared():
        assert run("render_report", "--report", "comparison", *LABOUR[2:], "--through", "q1", "-o", path).code == 0
        return text_of(path.read_bytes())

    before = compared()
    assert ("শ্রম ও কর্মসংস্থান মন্ত্রণালয়" in before, "১১.০০" in before) == (True, False)  # named as not handed in
    submit_report(report=labour.reports.get(quarter=1), by=charlie)
    assert "১১.০০" in compared()


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
        (*LABOUR[2:], "-o", "form.pdf"),
        (*LABOUR, "-o", "form.pdf", "--language", "hi"),
        (*LABOUR, "-o", "form.pdf", "--report", "poem"),
        (*LABOUR, "-o", "comparison.pdf", "--report", "comparison"),
        ("--year", "2077-78", "--kind", "egov", "-o", "comparison.pdf", "--report", "comparison"),
    ],
)
def test_render_report_of_wrong_usage_ends_with_2(labour, arguments, capsys):
    assert run("render_report", *arguments).code == 2
