"""Owns the proof that the printed form is whole: every row on one page, every heading repeated, nothing lost."""

import re
from dataclasses import replace
from typing import Any

import pytest

from cell_values.digits import to_bengali
from cell_values.sentence import Sentence
from official_forms.description import FormDescription
from official_forms.graded.columns import FIVE
from official_forms.usual_columns import ACTUAL
from plan_tree.terms import OtherYearSort
from plan_tree.tree import ActivityNode, Claimed, IndicatorNode, OtherYear, QuarterNode
from reports.printed.official_form import OfficialForm
from reports.printed.setting import print_official_form
from reports.tests.pdf.extraction import bengali_words, facts_of, text_of
from reports.tests.pdf.made_forms import (
    EGOV,
    INTEGRITY,
    FormMaker,
    assessed,
    made_area,
    made_form,
    pages_of_tokens,
    typed,
)
from reports.tests.pdf.tagged import TaggedPdf
from reports.tests.scene import printed

SHOWN = {INTEGRITY: "TVUQRSMN", EGOV: "TVUGRS"}  # the first letters of the tokens each form prints


def pages_of(form: OfficialForm) -> list[str]:
    return text_of(printed(form), "-layout").split("\f")[:-1]


def rows_of(form: OfficialForm) -> list[tuple[ActivityNode, IndicatorNode]]:
    return [(each, row) for area in form.tree.areas for each in area.activities for row in each.indicators]


def numbered_row(columns: int) -> re.Pattern[str]:
    numbers = [str(number).translate(str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯")) for number in range(1, columns + 1)]
    return re.compile(r"^\s*" + r"\s+".join(numbers) + r"\s*$", re.MULTILINE)


def test_every_page_of_the_integrity_form_repeats_its_header(integrity: OfficialForm) -> None:
    pages = pages_of(integrity)
    assert len(pages) > 1
    for page in pages:
        assert "কার্যক্রমের নাম" in page
        assert "বাস্তবায়ন অগ্রগতি পরিবীক্ষণ, ২০২০-২০২১" in page
        assert numbered_row(14).search(page)


def test_every_page_of_the_egov_form_repeats_its_header(egov: OfficialForm) -> None:
    pages = pages_of(replace(egov, tree=replace(egov.tree, areas=egov.tree.areas * 3)))
    assert len(pages) > 1
    for page in pages:
        assert re.search(r"অসাধারণ\s+উত্তম\s+চলতি মান", page)
        assert re.search(r"১০০%\s+৮০%\s+৬০%", page)
        assert numbered_row(11).search(page)


def test_five_grades_make_thirteen_columns(egov: OfficialForm) -> None:
    tree, description = replace(egov.tree, areas=()), replace(EGOV, usual_ladder=FIVE)
    (page,) = pages_of(replace(egov, tree=tree, description=description))
    assert "অতি উত্তম" in page
    assert numbered_row(13).search(page)


def test_no_word_of_the_integrity_form_is_cut(integrity: OfficialForm) -> None:
    rows = rows_of(integrity)
    texts = [
        f"{activity.title} {row.title} {row.unit_text} {row.responsible} {to_bengali(row.annual.text)} {row.remark}"
        for activity, row in rows
    ]
    texts += [
        to_bengali(f"{quarter.target.text} {quarter.achievement.text}")
        for _, row in rows
        for quarter in row.quarters.values()
    ]
    texts += [f"{area.title} {area.note} {to_bengali(str(area.weight))}" for area in integrity.tree.areas]
    words = bengali_words(" ".join(texts))
    assert len(words) > 300
    assert words - bengali_words("\n".join(pages_of(integrity))) == set()


def test_no_word_of_the_egov_form_is_cut(egov: OfficialForm) -> None:
    texts = [f"{activity.title} {row.title} {row.unit_text}" for activity, row in rows_of(egov)]
    values = [grade.target for _, row in rows_of(egov) for grade in row.grades]
    values += [row.achievement(1) for _, row in rows_of(egov)]
    texts += [to_bengali(value.text) for value in values]
    texts += [f"{area.title} {to_bengali(str(area.weight))}" for area in egov.tree.areas]
    texts += [heading.bn for column in egov.columns for heading in column.headings]
    words = bengali_words(" ".join(texts))
    assert len(words) > 100
    assert words - bengali_words("\n".join(pages_of(egov))) == set()


def test_titles_and_pages_are_told(integrity: OfficialForm, egov: OfficialForm) -> None:
    facts = facts_of(printed(integrity))
    assert facts["Title"] == "জাতীয় শুদ্ধাচার কৌশল কর্ম-পরিকল্পনা, ২০২০-২০২১ – শিল্প মন্ত্রণালয়"
    (page,) = pages_of(egov)
    assert "কর্মপরিকল্পনা ২০২১-২২ এর প্রথম ত্রৈমাসিক বাস্তবায়ন অগ্রগতি (জুলাই-সেপ্টেম্বর, ২০২১) প্রতিবেদন" in page
    assert "পৃষ্ঠা ১/১" in page


def test_policy_print_date_and_state_stand_on_every_page(integrity: OfficialForm) -> None:
    imprint = integrity.imprint
    for page in pages_of(integrity):
        assert f"নম্বর-নীতি: {imprint.policy} · মুদ্রণ: ১৪/১০/২০২১ · সংশোধনের জন্য ফেরত" in page
        assert imprint.state in page
        assert f"যাচাই: {imprint.number}" in page


def test_what_the_office_claims_stands_beside_the_marks(egov: OfficialForm) -> None:
    (page,) = pages_of(egov)
    assert re.search(r"মোট নম্বর\s+৫০\n", page)
    assert re.search(r"প্রাপ্ত নম্বর \(কার্যালয়ের দাবি\)\s+১৭\n", page)
    assert re.search(r"প্রাপ্ত নম্বর \(নির্ণীত\)\s+১৭\.০০\n", page)


def test_without_a_claim_no_claim_is_printed(egov: OfficialForm) -> None:
    silent = replace(egov, tree=replace(egov.tree, claimed=Claimed()))
    assert "দাবি" not in pages_of(silent)[0]


def test_assessed_marks_carry_a_star_and_its_meaning() -> None:
    area = made_area("1", "ক্ষেত্র", ActivityNode("1.1", "কার্যক্রম", (FormMaker(1).indicator("1.1"),)))
    form = made_form(area, description=INTEGRITY)
    form = replace(form, scorecard=replace(form.scorecard, areas=assessed("1.1", "3.00")))
    (page,) = pages_of(form)
    assert "৩.০০*" in page
    assert "* মূল্যায়নকারীর দেওয়া নম্বর।" in page
    assert "*" not in pages_of(replace(form, description=EGOV))[0]  # has no column of marks


def test_the_form_ends_with_lines_to_sign(integrity: OfficialForm) -> None:
    last = pages_of(integrity)[-1]
    assert re.search(r"প্রস্তুতকারী\s+শুদ্ধাচার ফোকাল পয়েন্ট\s+সভাপতি, নৈতিকতা কমিটি", last)
    assert re.search(rf"মোট\s+১০০\s+{to_bengali(str(integrity.scorecard.earned))}\n", last)


def test_a_form_prints_the_same_bytes_again(egov: OfficialForm) -> None:
    assert printed(egov) == print_official_form(egov)


def test_both_forms_read_as_one_table_by_the_rules_of_pdf_ua(integrity: OfficialForm, egov: OfficialForm) -> None:
    for form, rows in ((integrity, 3 + 13 + 2 * 37 + 1), (egov, 4 + 13 + 3)):
        pdf = TaggedPdf(printed(form))
        assert pdf.faults == []
        (table,) = pdf.root.all("Table")
        assert len(list(table.all("TR"))) == rows


def test_the_policy_stands_in_words_at_the_end(integrity: OfficialForm) -> None:
    last = "".join(pages_of(integrity)[-1].split())
    assert len(integrity.imprint.clauses) == 7
    for clause in integrity.imprint.clauses:
        assert "".join(clause.split()) in last
        assert "নিয়ম" not in clause


def test_a_code_leads_to_the_page_that_verifies_the_form(egov: OfficialForm) -> None:
    pdf = TaggedPdf(printed(egov))
    (figure,) = pdf.root.all("Figure")
    assert str(figure.raw.Alt).endswith(egov.imprint.address)
    (link,) = pdf.pdf.pages[0].Annots
    assert str(link.A.URI) == egov.imprint.address
    assert egov.imprint.number in egov.imprint.address


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("description", [INTEGRITY, EGOV], ids=["integrity", "egov"])
def test_the_cells_of_an_indicator_stay_on_one_page(description: FormDescription, seed: int) -> None:
    maker = FormMaker(seed)
    form = made_form(
        *(maker.area(number, activities=3, indicators=4) for number in range(1, 8)), description=description
    )
    pages = pages_of(form)
    found = pages_of_tokens(pages)
    assert len(pages) > 2
    for tokens in maker.rows:
        places = [found[token] for token in tokens if token[0] in SHOWN[description]]
        assert len(places) == len(SHOWN[description])
        assert len(set.union(*places)) == 1


@pytest.mark.parametrize("seed", range(3))
def test_an_area_heading_stands_over_its_first_indicator(seed: int) -> None:
    maker = FormMaker(seed)
    form = made_form(
        *(maker.area(number, activities=2, indicators=1) for number in range(1, 31)), description=INTEGRITY
    )
    found = pages_of_tokens(pages_of(form))
    for area in form.tree.areas:
        first = area.indicators[0].unit_text
        assert found[f"H{area.number}z"] == found[first]


def test_an_area_without_indicators_is_still_printed() -> None:
    form = made_form(made_area("1", "শূন্য ক্ষেত্র"), description=INTEGRITY)
    assert "শূন্য ক্ষেত্র" in pages_of(form)[0]


def test_spanning_cells_begin_again_on_the_next_page() -> None:
    maker = FormMaker(4)
    rows = tuple(maker.indicator(f"1.1.{number}") for number in range(1, 31))
    form = made_form(made_area("1", "ক্ষেত্রের নাম", ActivityNode("1.1", "কার্যক্রমের বর্ণনা", rows)))
    first, *others = pages_of(form)
    assert "(চলমান)" not in first
    assert len(others) >= 2
    for page in others[:-1]:
        assert page.count("[১] ক্ষেত্রের নাম") == page.count("(চলমান)") == 1
        assert "[১.১] কার্যক্রমের বর্ণনা" in page


LONG = "দীর্ঘ লেখা " * 350


@pytest.mark.parametrize("place", [0, 1, 4])
@pytest.mark.parametrize(
    ("description", "changes"),
    [
        (INTEGRITY, {"remark": LONG}),
        (INTEGRITY, {"quarters": {quarter: QuarterNode(achievement=typed(LONG)) for quarter in (1, 2, 3, 4)}}),
        (EGOV, {"title": LONG}),
        (EGOV, {"quarters": {1: QuarterNode(achievement=typed(LONG))}}),
    ],
)
def test_text_longer_than_a_page_is_printed_whole(
    description: FormDescription, changes: dict[str, Any], place: int
) -> None:
    maker = FormMaker(6)
    rows = [maker.indicator(f"1.{number}") for number in range(6)]
    rows[place] = replace(rows[place], **changes)
    form = made_form(
        made_area("1", "ক্ষেত্র", *(ActivityNode(row.number, "", (row,)) for row in rows)), description=description
    )
    pages = pages_of(form)
    assert all(numbered_row(14 if description is INTEGRITY else 11).search(page) for page in pages)
    text = "".join(pages)
    times = len(changes.get("quarters", [None]))
    assert text.count("দীর্ঘ") == text.count("লেখা") == 350 * times
    found = pages_of_tokens([text])
    others = set.union(*(tokens for key, tokens in enumerate(maker.rows) if key != place))
    assert {token for token in others if token[0] in SHOWN[description]} <= set(found)


def test_what_was_achieved_in_an_earlier_year_stands_beside_the_targets() -> None:
    achieved = ACTUAL.printed(heading=Sentence("প্রকৃত অর্জন {year}", "Achieved in {year}"), year=-1)
    description = replace(EGOV, columns=(*EGOV.columns[:7], achieved, *EGOV.columns[7:]))
    years = tuple(
        OtherYear(OtherYearSort.ACTUAL, year, typed(text)) for year, text in (("2019-20", "৬৪"), ("2020-21", "৭৫"))
    )
    row = replace(FormMaker(1).indicator("1.1"), other_years=years)
    form = made_form(made_area("1", "ক্ষেত্র", ActivityNode("1.1", "কার্যক্রম", (row,))), description=description)
    (page,) = pages_of(form)
    assert "২০২০-২০২১" in page
    assert "৭৫" in page
    assert "৬৪" not in page
    assert numbered_row(12).search(page)


def test_the_weight_of_an_area_stands_after_its_dotted_leader(integrity: OfficialForm) -> None:
    page, *_ = pages_of(integrity)
    assert "১. প্রাতিষ্ঠানিক ব্যবস্থা.....৮" in page
