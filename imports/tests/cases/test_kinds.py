"""Which plan a document is, its title says: told by name where it is not kept, asked where nobody can tell."""

from io import BytesIO

import openpyxl
import pytest

from egov_plans.tests import forms as egov
from imports.tests.cases.formats import CASES, FORMATS, achieved, cells_told, in_excel, plan_in, plan_of
from integrity_plans.tests import forms as integrity
from official_forms.kind_choice import SaidKinds
from plan_tree.problems import Severity
from plans.kinds import plan_kinds, read_document
from sheets.documents import Answers, understand
from sheets.tests.building import sheet, workbook_of

NAMED = pytest.mark.parametrize("written", FORMATS, ids=lambda each: each.__name__)
OFFICE = ["শ্রম ও কর্মসংস্থান মন্ত্রণালয়"]
EGOV = "ই-গভর্ন্যান্স ও উদ্ভাবন কর্মপরিকল্পনা ২০২১-২২"
FIVE = ["অসাধারণ", "অতি উত্তম", "উত্তম", "চলতি মান", "চলতি মানের নিম্নে"]
SISTER = [
    [*egov.WORDS[1:], *FIVE],
    ["", "", "", "", "", "", "১০০%", "৯০%", "৮০%", "৭০%", "৬০%"],
    ["প্রাতিষ্ঠানিক", "৫", "[১.১] সভা", "[১.১.১] সভা আয়োজিত", "সংখ্যা", "৫", "৪", "৩", "২", "১", "-"],
]
SMALL = [
    ["কার্যক্রম", "কর্মসম্পাদন সূচক", "একক", "কর্মসম্পাদন সূচকের মান", "লক্ষ্যমাত্রা ২০২১-২২", "প্রথম ত্রৈমাসিক অগ্রগতি"],
    ["[১.১] সভা", "[১.১.১] সভা আয়োজিত", "সংখ্যা", "৪", "৪", "১"],
    ["[২.১] সেবা", "[২.১.১] সেবা চালু", "তারিখ", "৬", "৩০/১২/২০২১", "-"],
]
NARROW = [
    ["কার্যক্রম", "কর্মসম্পাদন সূচক", "সূচকের মান", "লক্ষ্যমাত্রা ২০২১-২২", "১ম ত্রৈমাসিক অগ্রগতি"],
    ["[১.১] সভা", "[১.১.১] সভা আয়োজিত", "৪", "৪", "১"],
    ["[২.১] সেবা", "[২.১.১] সেবা চালু", "৬", "৩০/১২/২০২১", "-"],
]
WITH_POST = [[*row, word] for row, word in zip(SMALL, ("দায়িত্বপ্রাপ্ত শাখা", "সিআইও", "সিআইও"), strict=True)]
INTEGRITY = [
    *integrity.TITLES,
    integrity.WORDS,
    integrity.NUMBERS,
    integrity.AREA,
    integrity.TARGETS,
    integrity.ACHIEVED,
]


def read(*rows, answers=None):
    content, name = in_excel(rows)
    return understand(content, name, list(plan_kinds().values()), answers)


def told(document):
    found = [*document.problems, *(problem for draft in document.drafts for problem in draft.problems)]
    return [(each.severity.value, each.code, each.cell) for each in found if each.code.startswith("kind_")]


def asked_for(kind):
    return Answers(SaidKinds(of_all=kind))


def said(kind, cell):
    return Answers(SaidKinds(at={("পাতা", cell): kind}))


# --- kinds that are not kept -------------------------------------------------------------------------------------


def test_the_kept_case_of_another_kind_is_told_by_its_name_and_no_plan():
    document = read_document(CASES / "grs-2021-22-alone" / "input.xlsx")
    (problem,) = document.problems
    assert (document.drafts, problem.code, problem.severity, problem.cell) == (
        (),
        "kind_not_kept",
        Severity.ERROR,
        "A2",
    )
    assert "অভিযোগ প্রতিকার" in problem.sentence.bn
    assert "grievance redress" in problem.sentence.en


@NAMED
@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("সেবা প্রদান প্রতিশ্রুতি (সিটিজেন্‌স চার্টার) বাস্তবায়ন কর্মপরিকল্পনা ২০২১-২২", "citizen's charter"),
        ("তথ্য অধিকার বিষয়ে ২০২১-২২ অর্থবছরের বার্ষিক কর্মপরিকল্পনা", "right to information"),
        ("বার্ষিক কর্মসম্পাদন চুক্তি (এপিএ) ২০২১-২২", "annual performance agreement"),
        ("GRS Action Plan 2021-22", "grievance redress"),
        ("অনলাইন অভিযোগ ব্যবস্থাপনা কর্মপরিকল্পনা ২০২১-২২", "grievance redress"),
        ("নাগরিক সনদ বাস্তবায়ন কর্মপরিকল্পনা ২০২১-২২", "citizen's charter"),
        ("স্বপ্রণোদিত তথ্য প্রকাশ কর্মপরিকল্পনা, ২০২১-২২", "right to information"),
    ],
)
def test_a_plan_of_a_kind_not_kept_is_told_in_every_format(title, name, written):
    document = read_document(*written([OFFICE, [title], *SISTER]))
    (problem,) = [each for each in document.problems if each.severity is Severity.ERROR]
    assert (document.drafts, problem.code) == ((), "kind_not_kept")
    assert name in problem.sentence.en


@NAMED
@pytest.mark.parametrize(
    "title", ["এসডিজি বাস্তবায়ন কর্মপরিকল্পনা ২০২০-২১", "দুর্নীতি প্রতিরোধ কর্ম-পরিকল্পনা ২০২০-২১", "Gender action plan 2020-21"]
)
def test_a_plan_whose_title_nobody_knows_is_taken_for_one_by_its_columns_with_a_doubt(title, written):
    for rows, kind in ((INTEGRITY[1:], "integrity"), ([*egov.HEADER, egov.NUMBERS, egov.ROW], "egov")):
        document = read_document(*written([[title], *rows]))
        assert [draft.kind for draft in document.drafts] == [kind]
        assert [each[:2] for each in told(document)] == [("warning", "kind_by_columns")]


@pytest.mark.parametrize(
    "title",
    [
        "শিল্প মন্ত্রণালয়ের বার্ষিক কর্ম-পরিকল্পনা ২০২০-২১",
        "১ম ত্রৈমাসিক (জুলাই-সেপ্টেম্বর ২০২০) অগ্রগতি প্রতিবেদন",
        "National Integrity Strategy Work Plan 2020-21",
        "Annual work plan 2020-21",
    ],
)
def test_a_title_that_names_no_subject_or_names_it_in_english_raises_no_doubt_of_an_integrity_plan(title):
    assert told(read([title], *INTEGRITY[1:])) == []


@pytest.mark.parametrize("kind", ["egov", "integrity"])
def test_no_asking_makes_another_kind_of_it(kind):
    document = read(OFFICE, ["অভিযোগ প্রতিকার ব্যবস্থা সংক্রান্ত কর্মপরিকল্পনা"], *SISTER, answers=asked_for(kind))
    assert (document.drafts, told(document)) == ((), [("error", "kind_not_kept", "A2")])


def test_the_name_of_the_sheet_counts_where_no_title_names_a_kind():
    content = workbook_of(*[sheet([OFFICE, ["কর্মপরিকল্পনা ২০২১-২২"], *SISTER])])
    assert [draft.kind for draft in read_document(content).drafts] == ["egov"]
    book = read_document(renamed(content, "RTI"))
    assert (book.drafts, [problem.code for problem in book.problems]) == ((), ["kind_not_kept"])


def renamed(content, name):
    book, stream = openpyxl.load_workbook(BytesIO(content)), BytesIO()
    book.active.title = name
    book.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize(
    "title",
    [
        "সংযোজনী ৪: জাতীয় শুদ্ধাচার কৌশল কর্ম-পরিকল্পনা, বার্ষিক কর্মসম্পাদন চুক্তি ২০২০-২১",
        "শুদ্ধাচার কৌশল কর্ম-পরিকল্পনা ও অগ্রগতি পরিবীক্ষণ (APA 2020-21)",
    ],
)
def test_an_annex_of_the_agreement_is_the_plan_it_names(title):
    document = read([title], *INTEGRITY[1:])
    assert ([draft.kind for draft in document.drafts], told(document)) == (["integrity"], [])


def test_an_annex_under_the_title_of_its_book_is_the_plan_it_names():
    document = read(["বার্ষিক কর্মসম্পাদন চুক্তি, সংযোজনী ৫"], [EGOV], *egov.HEADER, egov.NUMBERS, egov.ROW)
    assert ([draft.kind for draft in document.drafts], told(document)) == (["egov"], [])


def test_a_signature_above_a_table_names_no_kind():
    document = read(["শুদ্ধাচার ফোকাল পয়েন্ট"], *egov.TITLES, *egov.HEADER, egov.NUMBERS, egov.ROW)
    assert ([draft.kind for draft in document.drafts], told(document)) == (["egov"], [])


# --- a book of annexes -------------------------------------------------------------------------------------------

CHARTER = [OFFICE, ["সেবা প্রদান প্রতিশ্রুতি বাস্তবায়ন কর্মপরিকল্পনা ২০২১-২২"], *SISTER]


def test_of_a_book_of_annexes_the_known_plans_are_read_and_the_others_told():
    document = read_document(workbook_of(sheet(CHARTER), sheet(INTEGRITY)))
    assert [draft.kind for draft in document.drafts] == ["integrity"]
    assert [(each.severity.value, each.code) for each in document.problems] == [("warning", "kind_not_kept")]


@NAMED
def test_plans_under_each_other_are_parted_by_their_names(written):
    document = read_document(*written([*egov.TITLES, *egov.HEADER, egov.NUMBERS, egov.ROW, *CHARTER]))
    assert [(draft.kind, len(draft.indicators)) for draft in document.drafts] == [("egov", 1)]
    assert [problem.code for problem in document.problems if problem.severity is not Severity.NOTICE] == [
        "kind_not_kept"
    ]


def test_of_a_book_only_the_kind_asked_for_is_read_and_the_others_told():
    content = workbook_of(sheet([OFFICE, [EGOV], *SMALL]), sheet(INTEGRITY))
    document = read_document(content, kind="egov")
    assert [draft.kind for draft in document.drafts] == ["egov"]
    assert [each.code for each in document.problems] == ["kind_contradiction"]


# --- small forms -------------------------------------------------------------------------------------------------


def test_the_kept_case_without_areas_reads_as_its_title_says():
    plan = plan_in("egov-8-columns-without-areas/input.xlsx")
    assert (plan.kind, plan.year) == ("egov", "2021-22")
    assert [area.number for area in plan.areas] == ["1", "2"]
    assert [int(row.weight) for row in plan.indicators] == [5, 5, 5, 4, 6, 4, 4, 2, 3, 3, 3, 3, 3]
    assert {tuple(grade.percent for grade in row.grades) for row in plan.indicators} == {(100,)}
    reported = {row.number: achieved(row).get(1, "-") for row in plan.indicators}
    given = {number: text for number, text in reported.items() if text != "-"}
    assert given == {"1.4.1": "২৫-০৮-২০২১", "1.5.1": "90", "2.1.1": "1", "2.1.2": "1", "2.2.3": "1"}
    assert not any(4 in achieved(row) for row in plan.indicators)
    assert not cells_told(plan, "kind_by_columns")


@NAMED
@pytest.mark.parametrize(
    "rows", [SMALL, WITH_POST, NARROW], ids=["six columns", "with the responsible", "five columns without units"]
)
def test_a_small_table_is_an_egov_plan_where_its_title_says_so(rows, written):
    plan = plan_of([OFFICE, [EGOV], *rows], written)
    assert (plan.kind, [area.number for area in plan.areas]) == ("egov", ["1", "2"])
    assert [(row.number, row.annual.text, achieved(row)[1]) for row in plan.indicators] == [
        ("1.1.1", "৪", "১"),
        ("2.1.1", "৩০/১২/২০২১", "-"),
    ]


@pytest.mark.parametrize("rows", [SMALL, WITH_POST], ids=["six columns", "with the responsible"])
@pytest.mark.parametrize("answers", [asked_for("egov"), said("egov", "A3")], ids=["asked for", "said"])
def test_a_small_table_without_a_name_is_an_egov_plan_where_somebody_says_so(rows, answers):
    document = read(OFFICE, ["বার্ষিক কর্মপরিকল্পনা ২০২১-২২"], *rows, answers=answers)
    (plan,) = document.drafts
    assert (plan.kind, told(document), len(plan.indicators)) == ("egov", [], 2)


@pytest.mark.parametrize("rows", [SMALL, WITH_POST], ids=["six columns", "with the responsible"])
def test_a_small_table_without_a_name_is_asked_about(rows):
    assert told(read(OFFICE, ["বার্ষিক কর্মপরিকল্পনা ২০২১-২২"], *rows)) == [("error", "kind_unclear", "A3")]


def test_a_small_table_beside_a_plan_stops_nothing_and_is_told():
    document = read_document(workbook_of(sheet(INTEGRITY), sheet([["সারসংক্ষেপ"], *SMALL])))
    assert [draft.kind for draft in document.drafts] == ["integrity"]
    assert [(each.severity.value, each.code) for each in document.problems] == [("warning", "kind_unclear")]


# --- contradictions ----------------------------------------------------------------------------------------------


def test_columns_of_another_kind_than_the_title_names_are_an_error_at_the_title():
    document = read([EGOV], *INTEGRITY[1:])
    assert told(document) == [("error", "kind_contradicts", "A1")]
    document = read(["জাতীয় শুদ্ধাচার কৌশল কর্মপরিকল্পনা ২০২১-২২"], *egov.HEADER, egov.NUMBERS, egov.ROW)
    assert told(document) == [("error", "kind_contradicts", "A1")]


def test_what_somebody_says_of_it_settles_it_with_a_doubt():
    document = read([EGOV], *INTEGRITY[1:], answers=said("integrity", "A1"))
    assert ([draft.kind for draft in document.drafts], told(document)) == (
        ["integrity"],
        [("warning", "kind_contradiction", "A1")],
    )


def test_what_somebody_says_against_the_columns_settles_nothing():
    document = read(["কর্ম-পরিকল্পনা"], *SMALL, answers=said("integrity", "A2"))
    assert told(document) == [("error", "kind_contradicts", "A2")]


def test_titles_that_name_a_kept_kind_and_another_are_asked_about():
    titles = [[EGOV], ["অভিযোগ প্রতিকার কর্মপরিকল্পনা ২০২১-২২"]]
    document = read(*titles, *egov.HEADER, egov.NUMBERS, egov.ROW)
    assert told(document) == [("error", "kind_unclear", "A1")]


def test_a_form_that_other_kinds_share_is_doubtful_without_a_name():
    document = read(["বার্ষিক কর্মপরিকল্পনা ২০২১-২২"], *egov.HEADER, egov.NUMBERS, egov.ROW)
    assert told(document) == [("warning", "kind_by_columns", "A2")]


def test_a_form_of_its_own_shape_needs_no_name():
    assert told(read(["বার্ষিক কর্মপরিকল্পনা ২০২০-২১"], *INTEGRITY[1:])) == []


def test_the_kind_asked_for_is_told_at_the_title_that_names_another():
    document = read(*INTEGRITY, answers=asked_for("egov"))
    assert (document.drafts, told(document)) == ((), [("warning", "kind_contradiction", "A1")])
    assert [each.code for each in document.problems if each.severity is Severity.ERROR] == ["no_form_found"]
