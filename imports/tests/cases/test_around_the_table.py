"""What stands around the table is kept as printed, with the report it came with; a date that is none is told."""

from xml.sax.saxutils import escape

import pytest

from cell_values.text import normalise
from egov_plans.tests import forms as egov
from imports.tests.cases.formats import CASES, FORMATS, achieved, cells_told, plan_of, targets, told
from integrity_plans.tests import forms as integrity
from plan_tree.problems import Severity
from plans.kinds import read_document
from sheets.tests.hostile import word_document
from sheets.tests.test_word import BREAK, SECTION, paragraph
from sheets.tests.test_word import cell as word_cell
from sheets.tests.test_word import table as word_table

NAMED = pytest.mark.parametrize("written", FORMATS, ids=lambda each: each.__name__)
HEAD = [*integrity.TITLES, integrity.WORDS, integrity.NUMBERS, integrity.AREA, integrity.TARGETS, integrity.ACHIEVED]
LETTERHEAD = ["গণপ্রজাতন্ত্রী বাংলাদেশ সরকার", "শ্রম ও কর্মসংস্থান মন্ত্রণালয়", "আইসিটি সেল", "www.mole.gov.bd"]
TITLE = "ই-গভর্নেন্স ও উদ্ভাবন কর্মপরিকল্পনা ২০২১-২২ এর প্রথম ত্রৈমাসিক অগ্রগতি"
GRADED = [*([line] for line in (*LETTERHEAD, TITLE)), *egov.HEADER, egov.NUMBERS, egov.ROW]


def lines(*texts):
    return tuple(map(normalise, texts))


def signed(*rows):
    """Rows of cells in the columns A, F and K."""
    return [[a, *[""] * 4, f, *[""] * 4, k] for a, f, k in rows]


# --- above -------------------------------------------------------------------------------------------------------


@NAMED
def test_a_letterhead_is_kept_as_printed_and_raises_no_question(written):
    plan = plan_of(GRADED, written)
    assert plan.surroundings.lines_above == lines(*LETTERHEAD, TITLE)
    assert plan.last_reported == 1
    assert [problem.code for problem in plan.problems if problem.severity is not Severity.NOTICE] == []
    assert cells_told(plan, "not_understood") == []


@pytest.mark.parametrize(
    "line",
    ["প্রশাসন-১ শাখা", "পরিকল্পনা অনুবিভাগ", "ICT Cell", "https://mole.gov.bd", "ict@mole.gov.bd", "সংযোজনী-৪", "পরিশিষ্ট ‘ক’"],
)
def test_units_addresses_on_the_net_and_names_of_annexes_are_a_letterheads(line):
    plan = plan_of([*([each] for each in LETTERHEAD[:2]), [line], *GRADED[4:]])
    assert normalise(line) in plan.surroundings.lines_above
    assert cells_told(plan, "not_understood") == []


def test_what_may_be_anything_is_kept_as_well_and_told():
    plan = plan_of([[TITLE], ["বার্ষিক ক্রীড়া"], *GRADED[1:2], *GRADED[5:]])
    assert plan.surroundings.lines_above[1] == normalise("বার্ষিক ক্রীড়া")
    (problem,) = told(plan, "not_understood")
    assert (problem.cell, "kept with the report" in problem.sentence.en) == ("A2", True)


def test_lines_above_a_form_that_only_numbers_head_are_kept():
    plan = plan_of([*([line] for line in LETTERHEAD[:2]), ["শুদ্ধাচার কর্ম-পরিকল্পনা"], *HEAD[len(integrity.TITLES) + 1 :]])
    assert plan.surroundings.lines_above == lines(*LETTERHEAD[:2], "শুদ্ধাচার কর্ম-পরিকল্পনা")


def test_the_usual_titles_alone_are_nothing_to_keep():
    usual = [["জাতীয় শুদ্ধাচার কৌশল কর্ম-পরিকল্পনা ও বাস্তবায়ন অগ্রগতি পরিবীক্ষণ কাঠামো, ২০২০-২০২১"], *HEAD[1:]]
    assert plan_of(usual).surroundings.is_empty
    assert plan_of(HEAD).surroundings.lines_above == lines(*(title for (title,) in integrity.TITLES))


LETTER = ["স্মারক নম্বর-২৩", "বিষয়: অগ্রগতি প্রতিবেদন প্রেরণ", "মহোদয়, প্রতিবেদনটি এতদসঙ্গে প্রেরণ করা হলো।"]


@pytest.mark.parametrize("between", [SECTION, f"<w:p><w:r>{BREAK}</w:r></w:p>"], ids=["section", "page"])
def test_a_letter_on_the_page_before_the_form_is_no_part_of_it(between):
    table = word_table(*[[word_cell(escape(text)) for text in row] for row in GRADED[len(LETTERHEAD) + 1 :]])
    titles = "".join(map(paragraph, (*LETTERHEAD, TITLE)))
    content = word_document("".join(map(paragraph, LETTER)) + between + titles + table)
    (plan,) = read_document(content, "form.docx").drafts
    assert plan.surroundings.lines_above == lines(*LETTERHEAD, TITLE)
    assert plan.office_name == normalise(LETTERHEAD[1])
    assert cells_told(plan, "not_understood") == ["A1"]


def test_titles_that_have_a_page_of_their_own_are_the_forms():
    table = word_table(*[[word_cell(escape(text)) for text in row] for row in GRADED[len(LETTERHEAD) + 1 :]])
    content = word_document("".join(map(paragraph, (*LETTERHEAD, TITLE))) + SECTION + table)
    (plan,) = read_document(content, "form.docx").drafts
    assert plan.surroundings.lines_above == lines(*LETTERHEAD, TITLE)


# --- below -------------------------------------------------------------------------------------------------------


@NAMED
@pytest.mark.parametrize("gap", [[], [[]]], ids=["directly below", "after a gap"])
def test_who_signed_is_kept_with_post_and_date(written, gap):
    rows = [["স্বাক্ষর:"], ["নাম: মোহাম্মদ সালাউদ্দিন"], ["পদবি: যুগ্মসচিব"], ["তারিখ: ১৫/১০/২০২০"]]
    plan = plan_of([*HEAD, *gap, *rows], written)
    assert plan.surroundings.blocks_below == (lines(*(text for (text,) in rows)),)
    assert plan.last_reported == 3
    (row,) = plan.indicators
    assert (achieved(row), row.title) == ({1: "১", 2: "--", 3: "২টি"}, normalise("অনুষ্ঠিত সভা"))
    assert [problem.code for problem in plan.problems] == []


@NAMED
def test_several_sign_side_by_side(written):
    rows = signed(
        ("প্রস্তুতকারী", "ফোকাল পয়েন্ট", "কার্যালয় প্রধান"),
        ("(মোঃ করিম)", "(রিতা সেন)", "(সালমা খাতুন)"),
        ("সহকারী সচিব", "উপসচিব", "সচিব"),
    )
    plan = plan_of([*GRADED, [], *rows], written)
    assert plan.surroundings.blocks_below == (
        lines("প্রস্তুতকারী", "(মোঃ করিম)", "সহকারী সচিব"),
        lines("ফোকাল পয়েন্ট", "(রিতা সেন)", "উপসচিব"),
        lines("কার্যালয় প্রধান", "(সালমা খাতুন)", "সচিব"),
    )
    assert cells_told(plan, "not_understood") == []


@NAMED
def test_a_label_and_what_stands_beside_it_are_one_line(written):
    rows = [["নাম", "রিতা সেন"], ["পদবী :", "উপসচিব"], ["তারিখ:", "১৫/১০/২০২১"]]
    plan = plan_of([*GRADED, [], *rows], written)
    assert plan.surroundings.blocks_below == (lines("নাম: রিতা সেন", "পদবী: উপসচিব", "তারিখ: ১৫/১০/২০২১"),)


@NAMED
def test_the_date_of_a_signature_under_a_quarter_is_no_achievement(written):
    """Directly below the table a date in a quarter's column might go on with the row above."""
    plan = plan_of([*HEAD, *signed(("স্বাক্ষর", "নাম: রিতা সেন", "তারিখ: ৩০/০৬/২০২১"))], written)
    assert 4 not in achieved(plan.indicators[0])
    assert plan.surroundings.blocks_below[-1] == lines("তারিখ: ৩০/০৬/২০২১")


@NAMED
@pytest.mark.parametrize("line", ["৩১/০২/২০২০", "তারিখ: ৩১/০২/২০২০", "স্বাক্ষর ও তারিখ: ৩১/০২/২০২০"])
def test_an_impossible_date_of_a_signature_is_kept_and_told_at_its_cell(written, line):
    plan = plan_of([*HEAD, [], ["স্বাক্ষর"], ["রিতা সেন"], [line]], written)
    assert plan.surroundings.blocks_below == (lines("স্বাক্ষর", "রিতা সেন", line),)
    (problem,) = told(plan, "impossible_date")
    assert (problem.severity, problem.cell[0]) == (Severity.WARNING, "A")


def test_what_is_not_labelled_is_kept_as_well_and_told():
    """The signature of the industries plan, as it was scanned."""
    (plan,) = read_document(CASES.parent / "industries-nis-2020-21.scanned.xlsx").drafts
    assert plan.surroundings.blocks_below == (lines("৩১/০২/২০২০", "মোহাম্মদ সালাউদ্দিন", "মুগ্ধসচিব"),)
    assert cells_told(plan, "impossible_date") == ["A98"]
    assert ["kept with the report" in problem.sentence.en for problem in told(plan, "not_understood")] == [True, True]


def test_totals_above_a_signature_stay_claims():
    plan = plan_of([*GRADED, ["মোট নম্বর:", *[""] * 9, "৫০"], ["স্বাক্ষর"], ["প্রাপ্ত নম্বর:", *[""] * 9, "১৭"]])
    assert (plan.claimed.total, plan.claimed.obtained) == (50, 17)


def test_a_lone_figure_beside_a_signature_is_told_for_it_may_be_a_value():
    plan = plan_of([*GRADED, [], *signed(("স্বাক্ষর", "", "২"))])
    assert len(cells_told(plan, "not_understood")) == 2
    assert plan.surroundings.blocks_below == (lines("স্বাক্ষর"), lines("২"))


def test_rows_of_a_plan_below_a_signature_are_still_its_rows():
    second = ["১.২ স্বাক্ষর গ্রহণ", *integrity.TARGETS[1:]]
    plan = plan_of([*HEAD, ["স্বাক্ষর"], second])
    assert [row.number for row in plan.indicators] == ["1.1", "1.2"]
    assert targets(plan.indicators[1])[4] == "১"


# --- as other documents have it ----------------------------------------------------------------------------------

GRADED_TABLE = [*egov.HEADER, egov.NUMBERS, egov.ROW]
SIGNED = ("স্বাক্ষর: ....................", "নাম: রিতা সেন", "পদবি: উপসচিব", "তারিখ: ৩১/০২/২০২২ খ্রি.")


def in_word_with(below):
    """A document of Word: paragraphs above its table, and what stands below it."""
    rows = [[*row, *[""] * (11 - len(row))] for row in GRADED_TABLE]
    table = word_table(*[[word_cell(escape(text)) for text in row] for row in rows])
    return read_document(word_document("".join(map(paragraph, (*LETTERHEAD, TITLE))) + table + below), "form.docx")


def test_paragraphs_around_a_table_of_word_are_kept():
    (plan,) = in_word_with("".join(map(paragraph, SIGNED))).drafts
    assert plan.surroundings.lines_above == lines(*LETTERHEAD, TITLE)
    assert plan.surroundings.blocks_below == (lines(*SIGNED),)
    assert [problem.code for problem in plan.problems] == ["impossible_date"]


def test_a_narrow_table_of_signatures_in_word_is_kept_line_by_line():
    rows = [("প্রস্তুতকারী", "অনুমোদনকারী"), ("(মোঃ করিম)", "(রিতা সেন)"), ("সহকারী সচিব", "উপসচিব")]
    (plan,) = in_word_with(word_table(*([word_cell(text) for text in row] for row in rows))).drafts
    assert plan.surroundings.blocks_below == (lines(*(" ".join(row) for row in rows)),)
    assert cells_told(plan, "not_understood") == []


def test_lines_of_a_web_page_around_its_table_are_kept():
    cells = "".join("<tr>" + "".join(f"<td>{text}</td>" for text in row) + "</tr>" for row in GRADED_TABLE)
    above = "".join(f"<p>{line}</p>" for line in (*LETTERHEAD, TITLE))
    below = "<p>স্বাক্ষর</p><p>(রিতা সেন)<br>উপসচিব</p><p>তারিখঃ ৩১/০২/২০২২</p>"
    page = f"<html><body>{above}<table>{cells}</table>{below}</body></html>"
    (plan,) = read_document(page.encode(), "form.html").drafts
    assert plan.surroundings.lines_above == lines(*LETTERHEAD, TITLE)
    assert plan.surroundings.blocks_below == (lines("স্বাক্ষর", "(রিতা সেন)", "উপসচিব", "তারিখঃ ৩১/০২/২০২২"),)
    assert cells_told(plan, "not_understood") == []
    assert len(cells_told(plan, "impossible_date")) == 1


def test_rows_of_csv_around_a_table_are_kept():
    rows = [*GRADED, [], ["স্বাক্ষর"], ["রিতা সেন"], ["তারিখ: ১৫/১০/২০২১"]]
    (plan,) = read_document("\n".join(",".join(row) for row in rows).encode(), "form.csv").drafts
    assert plan.surroundings.lines_above == lines(*LETTERHEAD, TITLE)
    assert plan.surroundings.blocks_below == (lines("স্বাক্ষর", "রিতা সেন", "তারিখ: ১৫/১০/২০২১"),)


@pytest.mark.parametrize("column", [11, 13])
def test_a_name_in_brackets_over_a_post_is_a_signature_without_any_label(column):
    below = [[*[""] * (column - 1), text] for text in ("(মোহাম্মদ সালাউদ্দিন)", "যুগ্মসচিব", "৩১/০২/২০২০")]
    plan = plan_of([*HEAD, *below])
    assert plan.surroundings.blocks_below == (lines("(মোহাম্মদ সালাউদ্দিন)", "যুগ্মসচিব", "৩১/০২/২০২০"),)
    assert 4 not in achieved(plan.indicators[0])
    assert [problem.code for problem in plan.problems] == ["impossible_date"]


def test_the_unit_of_an_indicator_without_a_number_is_no_label_of_a_signature():
    """A form without weights and lines: only the unit তারিখ might be taken for one."""
    words = ["কার্যক্রম", "কর্মসম্পাদন সূচক", "একক", "দায়িত্বপ্রাপ্ত ব্যক্তি", "২০২০-২১ অর্থবছরের লক্ষ্যমাত্রা"]
    words += ["১ম কোয়ার্টার", "২য় কোয়ার্টার", "৩য় কোয়ার্টার", "৪র্থ কোয়ার্টার"]
    rows = [["১. প্রাতিষ্ঠানিক ব্যবস্থা"], ["১.১ সভা", "অনুষ্ঠিত সভা", "সংখ্যা", "ফোকাল পয়েন্ট", "৪", "১", "১", "১", "১"]]
    rows += [["প্রতিবেদন প্রেরণ", "প্রেরিত প্রতিবেদন", "তারিখ", "ফোকাল পয়েন্ট", "৩০/০৬/২০২১", "", "", "", "৩০/০৬/২০২১"]]
    plan = plan_of([*integrity.TITLES, words, *rows, ["স্বাক্ষর"], ["তারিখ: ৩০/০৬/২০২১"]])
    assert [(row.title, row.unit_text) for row in plan.indicators] == [
        (normalise("অনুষ্ঠিত সভা"), "সংখ্যা"),
        (normalise("প্রেরিত প্রতিবেদন"), "তারিখ"),
    ]
    assert targets(plan.indicators[1]) == {4: "৩০/০৬/২০২১"}
    assert plan.surroundings.blocks_below == (lines("স্বাক্ষর", "তারিখ: ৩০/০৬/২০২১"),)


@pytest.mark.parametrize("below", ["স্বাক্ষর", "(মোহাম্মদ সালাউদ্দিন)"])
def test_a_date_between_the_table_and_a_signature_is_no_value_and_told(below):
    rows = [[*[""] * 10, text] for text in ("৩০/০৬/২০২১", below, "যুগ্মসচিব")]
    plan = plan_of([*HEAD, *rows])
    assert 4 not in achieved(plan.indicators[0])
    assert plan.surroundings.blocks_below == (lines("৩০/০৬/২০২১", below, "যুগ্মসচিব"),)
    assert cells_told(plan, "not_understood") == ["K8"]
