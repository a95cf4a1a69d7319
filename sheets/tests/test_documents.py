"""Reading a document: which sheets hold plans, whose they are, and what is said of the others."""

from dataclasses import replace

import pytest

from cell_values.text import normalise
from plan_tree.problems import Severity
from plans.kinds import read_document
from plans.tests.drafting import told
from sheets.tests.all_problems import all_problems
from sheets.tests.building import sheet, workbook_bytes, workbook_of
from sheets.tests.facts import differences
from sheets.tests.golden import FIXTURES, sheet_of
from sheets.tests.relaying import rewritten, stacked, without_rows

INTEGRITY, EGOV = "industries-nis-2020-21", "labour-egov-2021-22-q1"


@pytest.fixture(scope="module")
def integrity():
    return sheet_of(INTEGRITY)


@pytest.fixture(scope="module")
def egov():
    return sheet_of(EGOV)


def read(*sheets):
    return read_document(workbook_of(*sheets))


def named(each, name, **changes):
    return replace(each, name=name, **changes)


def of_office(each, office):
    """The integrity plan as another office's."""
    return rewritten(each, {"A2": f"মন্ত্রণালয়ের নাম: {office}"})


def cover(*lines, name="প্রচ্ছদ"):
    return named(sheet([[line] for line in lines]), name)


def file_problems(document):
    return [(problem.severity.value, problem.code, problem.sheet) for problem in document.problems]


@pytest.mark.parametrize(
    ("name", "kind", "indicators"),
    [
        (INTEGRITY, "integrity", 37),
        (f"{INTEGRITY}.scanned", "integrity", 37),
        (EGOV, "egov", 13),
        (f"{EGOV}.scanned", "egov", 13),
    ],
)
def test_the_official_documents_hold_one_plan_each(name, kind, indicators):
    document = read_document(FIXTURES / f"{name}.xlsx")
    (draft,) = document.drafts
    assert (draft.kind, len(draft.indicators), document.problems) == (kind, indicators, ())
    assert not any(problem.severity is Severity.ERROR for problem in all_problems(document, draft))


def test_every_sheet_is_read_and_a_sheet_without_a_form_is_named(integrity, egov):
    document = read(cover("বার্ষিক প্রতিবেদন"), named(integrity, "শুদ্ধাচার"), named(egov, "উদ্ভাবন"), sheet([]))
    assert [(draft.kind, draft.sheet) for draft in document.drafts] == [("integrity", "শুদ্ধাচার"), ("egov", "উদ্ভাবন")]
    assert file_problems(document) == [("notice", "sheet_without_form", "প্রচ্ছদ")]


def test_one_sheet_for_each_office_gives_a_plan_each(integrity):
    document = read(named(integrity, "১"), named(of_office(integrity, "ভূমি মন্ত্রণালয়"), "২"))
    assert [draft.office_name for draft in document.drafts] == [normalise("শিল্প মন্ত্রণালয়"), normalise("ভূমি মন্ত্রণালয়")]


def test_several_plans_under_each_other_in_a_sheet_are_told_apart(integrity, egov):
    document = read(stacked(integrity, of_office(integrity, "ভূমি মন্ত্রণালয়"), egov))
    assert [(draft.kind, len(draft.indicators)) for draft in document.drafts] == [
        ("integrity", 37),
        ("integrity", 37),
        ("egov", 13),
    ]
    alone = [read(each).drafts[0] for each in (integrity, of_office(integrity, "ভূমি মন্ত্রণালয়"), egov)]
    assert [differences(*pair) for pair in zip(alone, document.drafts, strict=True)] == [{}, {}, {}]
    assert document.problems == ()


def test_pages_of_one_plan_stay_one_plan():
    document = read_document(FIXTURES / f"{INTEGRITY}.scanned.xlsx")
    assert len(document.drafts) == 1


def test_a_part_of_a_sheet_that_holds_no_form_is_told_cell_by_cell(integrity):
    header = ["ক্রমিক", "প্রশিক্ষণের নাম", "লক্ষ্যমাত্রা", "অর্জন", "মন্তব্য", "দায়িত্ব"]
    other = sheet([["শিল্প মন্ত্রণালয়ের ২০২১-২২ সালের প্রশিক্ষণের প্রতিবেদন"], header, ["১", "সভা", "৪", "৩"]])
    document = read(stacked(integrity, other))
    assert len(document.drafts) == 1
    cells = {problem.cell for problem in (*document.problems, *document.drafts[0].problems)}
    assert {f"{column}97" for column in "ABCD"} <= cells


def test_another_table_below_the_plan_is_told_cell_by_cell_and_not_read_as_its_page(integrity):
    header = ["ক্রমিক", "প্রশিক্ষণের নাম", "লক্ষ্যমাত্রা", "অর্জন", "মন্তব্য", "দায়িত্ব"]
    (draft,) = read(stacked(integrity, sheet([header, ["১", "সভা", "৪", "৩"]]))).drafts
    assert len(draft.indicators) == 37
    assert {f"{column}{row}" for row in (95, 96) for column in "ABCD"} <= {problem.cell for problem in draft.problems}


def test_hidden_sheets_are_left_alone_where_a_visible_one_holds_the_form(integrity):
    document = read(named(integrity, "এ বছর"), named(integrity, "গত বছর", hidden=True))
    assert [draft.sheet for draft in document.drafts] == ["এ বছর"]
    assert file_problems(document) == [("notice", "hidden_sheet", "গত বছর")]


def test_a_form_in_a_hidden_sheet_is_read_with_a_warning_where_no_other_is(integrity):
    document = read(cover("শিল্প মন্ত্রণালয়"), named(integrity, "লুকানো", hidden=True))
    (draft,) = document.drafts
    assert len(draft.indicators) == 37
    assert draft.problems[0].code == "form_in_hidden_sheet"
    assert file_problems(document) == [("notice", "sheet_without_form", "প্রচ্ছদ")]


def test_four_quarters_of_progress_do_not_make_an_integrity_plan():
    quarters = [f"{ordinal} ত্রৈমাসিক অগ্রগতি" for ordinal in ("১ম", "২য়", "৩য়", "৪র্থ")]
    header = ["ক্রম", "কর্মসম্পাদন ক্ষেত্র", "মান", "কার্যক্রম", "কর্মসম্পাদন সূচক", "একক", "সূচকের মান", "লক্ষ্যমাত্রা", *quarters]
    row = ["১", "[১] ক্ষেত্র", "৪", "[১.১] সভা", "[১.১.১] সভা আয়োজিত", "সংখ্যা", "৪", "৪", "১", "১", "", "২"]
    (draft,) = read(sheet([["কর্মপরিকল্পনা ২০২১-২২"], header, row])).drafts
    assert draft.kind == "egov"
    assert [draft.indicators[0].achievement(quarter).text for quarter in (1, 2, 3, 4)] == ["১", "১", "", "২"]


def test_tags_are_taken_out_and_told_in_the_plan_they_stand_in(egov):
    document = read(rewritten(egov, {"A21": "<b>মোট নম্বর:</b>", "K21": "<b>৫০</b>"}))
    (draft,) = document.drafts
    assert draft.claimed.total == 50
    assert told(draft.problems)[:2] == [("notice", "markup_removed", "A21"), ("notice", "markup_removed", "K21")]


# --- whose plan it is -------------------------------------------------------------------------------------------------


def nameless(integrity):
    """The plan without title rows and without its year in the headings."""
    return rewritten(without_rows(integrity, 1, 2), {"F3": "অর্থবছরের লক্ষ্যমাত্রা", "G3": "বাস্তবায়ন অগ্রগতি পরিবীক্ষণ"})


def test_the_sheets_name_tells_the_office_where_the_form_does_not(integrity):
    (draft,) = read(named(nameless(integrity), "শিল্প মন্ত্রণালয়")).drafts
    assert draft.office_name == normalise("শিল্প মন্ত্রণালয়")
    assert ("notice", "office_named_elsewhere", "") in told(draft.problems)


def test_a_cover_sheet_tells_office_and_year_where_the_form_does_not(integrity):
    document = read(cover("শিল্প মন্ত্রণালয়", "কর্ম-পরিকল্পনা ২০২০-২০২১"), named(nameless(integrity), "Sheet2"))
    (draft,) = document.drafts
    assert (draft.office_name, draft.year) == (normalise("শিল্প মন্ত্রণালয়"), "2020-21")
    assert {"office_named_elsewhere", "year_named_elsewhere"} <= {problem.code for problem in draft.problems}


def test_a_cover_that_names_several_offices_tells_none(integrity):
    document = read(cover("শিল্প মন্ত্রণালয়", "ভূমি মন্ত্রণালয়"), named(nameless(integrity), "Sheet2"))
    assert document.drafts[0].office_name == ""


def test_what_the_form_says_is_not_overruled_by_other_sheets(integrity):
    document = read(cover("ভূমি মন্ত্রণালয়", "২০২১-২২"), named(integrity, "ভূমি মন্ত্রণালয়"))
    assert (document.drafts[0].office_name, document.drafts[0].year) == (normalise("শিল্প মন্ত্রণালয়"), "2020-21")


# --- nothing found ---------------------------------------------------------------------------------------------------


def test_a_file_without_a_form_says_so():
    document = read_document(workbook_bytes({"A1": "চিঠি", "B2": "৫"}))
    assert document.drafts == ()
    assert [(severity, code) for severity, code, _ in file_problems(document)] == [
        ("notice", "sheet_without_form"),
        ("error", "no_form_found"),
    ]


def test_the_kind_asked_for_is_the_only_one_looked_for(integrity):
    assert read_document(workbook_of(integrity), kind="egov").drafts == ()
