"""Owns the proof that the printed form is whole: every row on one page, every heading repeated, nothing lost."""

import re
from dataclasses import replace
from typing import Any

import pytest

from reports.pdf.official_form import FormActivity, FormArea, GradeColumn, OfficialForm, QuarterEntry
from reports.pdf.printing import print_official_form
from reports.tests.pdf.extraction import bengali_words, facts_of, text_of
from reports.tests.pdf.made_forms import FormMaker, made_form, pages_of_tokens
from reports.tests.pdf.tagged import TaggedPdf
from reports.tests.scene import EGOV, INTEGRITY, printed

SHOWN = {INTEGRITY: "TVUQRSMN", EGOV: "TVUGPW"}  # the first letters of the tokens each form prints


def pages_of(form: OfficialForm, template: str) -> list[str]:
    return text_of(printed(form, template), "-layout").split("\f")[:-1]


def numbered_row(columns: int) -> re.Pattern[str]:
    numbers = [str(number).translate(str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯")) for number in range(1, columns + 1)]
    return re.compile(r"^\s*" + r"\s+".join(numbers) + r"\s*$", re.MULTILINE)


def test_every_page_of_the_integrity_form_repeats_its_header(integrity: OfficialForm) -> None:
    pages = pages_of(integrity, INTEGRITY)
    assert len(pages) > 1
    for page in pages:
        assert "কার্যক্রমের নাম" in page
        assert "বাস্তবায়ন অগ্রগতি পরিবীক্ষণ, ২০২০-২০২১" in page
        assert numbered_row(14).search(page)


def test_every_page_of_the_egov_form_repeats_its_header(egov: OfficialForm) -> None:
    pages = pages_of(replace(egov, areas=egov.areas * 3), EGOV)
    assert len(pages) > 1
    for page in pages:
        assert re.search(r"অসাধারণ\s+উত্তম\s+চলতি মান", page)
        assert re.search(r"১০০%\s+৮০%\s+৬০%", page)
        assert numbered_row(11).search(page)


def test_five_grades_make_thirteen_columns(egov: OfficialForm) -> None:
    grades = tuple(GradeColumn(name, "") for name in ("অসাধারণ", "অতি উত্তম", "উত্তম", "চলতি মান", "চলতি মানের নিম্নে"))
    (page,) = pages_of(replace(egov, grades=grades, areas=()), EGOV)
    assert numbered_row(13).search(page)


def test_no_word_of_the_integrity_form_is_cut(integrity: OfficialForm) -> None:
    rows = [row for area in integrity.areas for row in area.rows]
    texts = [
        f"{activity.title} {row.title} {row.unit} {row.responsible} {row.annual} {row.remark}" for activity, row in rows
    ]
    texts += [f"{quarter.target} {quarter.achievement}" for _, row in rows for quarter in row.quarters]
    texts += [f"{area.title} {area.note} {area.weight}" for area in integrity.areas]
    words = bengali_words(" ".join(texts))
    assert len(words) > 300
    assert words - bengali_words("\n".join(pages_of(integrity, INTEGRITY))) == set()


def test_no_word_of_the_egov_form_is_cut(egov: OfficialForm) -> None:
    rows = [row for area in egov.areas for row in area.rows]
    texts = [" ".join((activity.title, row.title, row.unit, *row.targets, *row.progress)) for activity, row in rows]
    texts += [f"{area.title} {area.weight}" for area in egov.areas] + [grade.name for grade in egov.grades]
    words = bengali_words(" ".join(texts))
    assert len(words) > 100
    assert words - bengali_words("\n".join(pages_of(egov, EGOV))) == set()


def test_titles_and_pages_are_told(integrity: OfficialForm, egov: OfficialForm) -> None:
    facts = facts_of(printed(integrity, INTEGRITY))
    assert facts["Title"] == "জাতীয় শুদ্ধাচার কৌশল কর্ম-পরিকল্পনা, ২০২০-২০২১ – শিল্প মন্ত্রণালয়"
    (page,) = pages_of(egov, EGOV)
    assert "কর্মপরিকল্পনা ২০২১-২২ এর প্রথম ত্রৈমাসিক বাস্তবায়ন অগ্রগতি (জুলাই-সেপ্টেম্বর, ২০২১) প্রতিবেদন" in page
    assert "পৃষ্ঠা ১/১" in page


def test_policy_print_date_and_state_stand_on_every_page(integrity: OfficialForm) -> None:
    imprint = integrity.imprint
    for page in pages_of(integrity, INTEGRITY):
        assert f"নম্বর-নীতি: {imprint.policy} · মুদ্রণ: ১৪/১০/২০২১ · সংশোধনের জন্য ফেরত" in page
        assert imprint.state in page
        assert f"যাচাই: {imprint.number}" in page


def test_what_the_office_claims_stands_beside_the_marks(egov: OfficialForm) -> None:
    (page,) = pages_of(egov, EGOV)
    assert re.search(r"মোট নম্বর\s+৫০\n", page)
    assert re.search(r"প্রাপ্ত নম্বর \(কার্যালয়ের দাবি\)\s+১৭\n", page)
    assert re.search(r"প্রাপ্ত নম্বর \(নির্ণীত\)\s+১৭\.০০\n", page)


def test_without_a_claim_no_claim_is_printed(egov: OfficialForm) -> None:
    silent = replace(egov, totals=replace(egov.totals, claimed_total="", claimed_obtained=""))
    assert "দাবি" not in pages_of(silent, EGOV)[0]


def test_assessed_marks_carry_a_star_and_its_meaning() -> None:
    row = replace(FormMaker(1).indicator("১.১"), marks="৩.০০", assessed=True)
    form = made_form(FormArea("১", "ক্ষেত্র", "৫", (FormActivity("১.১", "কার্যক্রম", (row,)),)))
    (page,) = pages_of(form, INTEGRITY)
    assert "৩.০০*" in page
    assert "* মূল্যায়নকারীর দেওয়া নম্বর।" in page
    assert "*" not in pages_of(form, EGOV)[0]  # has no column of marks


def test_the_form_ends_with_lines_to_sign(integrity: OfficialForm) -> None:
    last = pages_of(integrity, INTEGRITY)[-1]
    assert re.search(r"প্রস্তুতকারী\s+শুদ্ধাচার ফোকাল পয়েন্ট\s+সভাপতি, নৈতিকতা কমিটি", last)
    assert re.search(rf"মোট\s+১০০\s+{integrity.totals.earned}\n", last)


def test_a_form_prints_the_same_bytes_again(egov: OfficialForm) -> None:
    assert printed(egov, EGOV) == print_official_form(egov, template=EGOV)


def test_both_forms_read_as_one_table_by_the_rules_of_pdf_ua(integrity: OfficialForm, egov: OfficialForm) -> None:
    for form, template, rows in ((integrity, INTEGRITY, 3 + 13 + 2 * 37 + 1), (egov, EGOV, 4 + 13 + 3)):
        pdf = TaggedPdf(printed(form, template))
        assert pdf.faults == []
        (table,) = pdf.root.all("Table")
        assert len(list(table.all("TR"))) == rows


def test_the_policy_stands_in_words_at_the_end(integrity: OfficialForm) -> None:
    last = "".join(pages_of(integrity, INTEGRITY)[-1].split())
    assert len(integrity.imprint.clauses) == 7
    for clause in integrity.imprint.clauses:
        assert "".join(clause.split()) in last
        assert "নিয়ম" not in clause


def test_a_code_leads_to_the_page_that_verifies_the_form(egov: OfficialForm) -> None:
    pdf = TaggedPdf(printed(egov, EGOV))
    (figure,) = pdf.root.all("Figure")
    assert str(figure.raw.Alt).endswith(egov.imprint.address)
    (link,) = pdf.pdf.pages[0].Annots
    assert str(link.A.URI) == egov.imprint.address
    assert egov.imprint.number in egov.imprint.address


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("template", [INTEGRITY, EGOV])
def test_the_cells_of_an_indicator_stay_on_one_page(template: str, seed: int) -> None:
    maker = FormMaker(seed)
    form = made_form(*(maker.area(number, activities=3, indicators=4) for number in range(1, 8)))
    pages = pages_of(form, template)
    found = pages_of_tokens(pages)
    assert len(pages) > 2
    for tokens in maker.rows:
        places = [found[token] for token in tokens if token[0] in SHOWN[template]]
        assert len(places) == len(SHOWN[template])
        assert len(set.union(*places)) == 1


@pytest.mark.parametrize("seed", range(3))
def test_an_area_heading_stands_over_its_first_indicator(seed: int) -> None:
    maker = FormMaker(seed)
    form = made_form(*(maker.area(number, activities=2, indicators=1) for number in range(1, 31)))
    found = pages_of_tokens(pages_of(form, INTEGRITY))
    for area in form.areas:
        first = area.rows[0][1].unit
        assert found[f"H{area.number}z"] == found[first]


def test_an_area_without_indicators_is_still_printed() -> None:
    form = made_form(FormArea("১", "শূন্য ক্ষেত্র", "৫", ()))
    assert "শূন্য ক্ষেত্র" in pages_of(form, INTEGRITY)[0]


def test_spanning_cells_begin_again_on_the_next_page() -> None:
    maker = FormMaker(4)
    rows = tuple(maker.indicator(f"1.1.{number}") for number in range(1, 31))
    form = made_form(FormArea("1", "ক্ষেত্রের নাম", "৫", (FormActivity("1.1", "কার্যক্রমের বর্ণনা", rows),)))
    first, *others = pages_of(form, EGOV)
    assert "(চলমান)" not in first
    assert len(others) >= 2
    for page in others[:-1]:
        assert page.count("[1] ক্ষেত্রের নাম") == page.count("(চলমান)") == 1
        assert "[1.1] কার্যক্রমের বর্ণনা" in page


LONG = "দীর্ঘ লেখা " * 350


@pytest.mark.parametrize("place", [0, 1, 4])
@pytest.mark.parametrize(
    ("template", "changes"),
    [
        (INTEGRITY, {"remark": LONG}),
        (INTEGRITY, {"quarters": (QuarterEntry("", LONG),) * 4}),
        (EGOV, {"title": LONG}),
        (EGOV, {"progress": (LONG,)}),
    ],
)
def test_text_longer_than_a_page_is_printed_whole(template: str, changes: dict[str, Any], place: int) -> None:
    maker = FormMaker(6)
    rows = [maker.indicator(f"১.{number}") for number in range(6)]
    rows[place] = replace(rows[place], **changes)
    form = made_form(FormArea("১", "ক্ষেত্র", "৫", tuple(FormActivity(row.number, "", (row,)) for row in rows)))
    pages = pages_of(form, template)
    assert all(numbered_row(14 if template == INTEGRITY else 11).search(page) for page in pages)
    text = "".join(pages)
    times = len(changes.get("quarters", [None]))
    assert text.count("দীর্ঘ") == text.count("লেখা") == 350 * times
    found = pages_of_tokens([text])
    others = set.union(*(tokens for key, tokens in enumerate(maker.rows) if key != place))
    assert {token for token in others if token[0] in SHOWN[template]} <= set(found)
