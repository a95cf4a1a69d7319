"""What is reported from the beginning of the year is stored as what its quarter added, with both figures beside it."""

from decimal import Decimal

import openpyxl
import pytest
from django.urls import reverse

from cell_values.reading import read_value
from cell_values.value import Unit, ValueState
from imports.actions.bringing import bring_in, keep_source
from imports.actions.comparing import compare
from imports.actions.undoing import undo_import
from imports.queries.readings import read_plans
from imports.tests.cases.formats import CASES, FORMATS, cells_told, plan_of
from integrity_plans.tests import forms as integrity
from official_forms.running_totals import take_apart
from plan_tree.problems import Severity
from plan_tree.terms import QuarterRule
from plan_tree.tree import ActivityNode, AreaNode, IndicatorNode, PlanTree, QuarterNode
from plans.actions.achievements import record_achievement
from plans.addresses import entry_url
from plans.exporting import export_plan
from plans.kinds import read_document
from plans.models import Event, PlanImport, QuarterCell
from plans.queries.scorecards import stored_scorecard
from sheets.saving import as_bytes

OUTDATED, OUTDATED_HERE = "running_total_outdated", "আগের কোয়ার্টারে এখন যা আছে, তা বাদ দিলে থাকে"
FOLDER = CASES / "egov-to-date-after-q1"


def brought(name, content=None, **chosen):
    content = content or (FOLDER / name).read_bytes()
    (outcome,) = bring_in(read_plans(content, name, **chosen), source=keep_source(content, name, by=None), by=None)
    return outcome


def stored_cell(number, quarter):
    return QuarterCell.objects.get(indicator__number=number, quarter=quarter)


@pytest.fixture
def two_quarters(reference):
    """The plan after the first quarter's document and the second one, which reports to date."""
    assert brought("q1.xlsx").stored.created
    return brought("q2-to-date.xlsx").stored.plan


# --- the stored plan ---------------------------------------------------------------------------------------------


def test_the_second_quarter_holds_what_it_added(two_quarters):
    cells = [stored_cell("1.6.1", quarter) for quarter in (1, 2)]
    assert [(cell.achievement.text, cell.achievement.quantity, cell.to_date_text) for cell in cells] == [
        ("১", 1, ""),
        ("১", 1, "২"),
    ]


def test_the_marks_are_those_of_the_total(two_quarters):
    scorecard = stored_scorecard(two_quarters.reports.get(quarter=2))
    (mark,) = [each for each in scorecard.marks if each.number == "1.6.1"]
    assert (mark.earned, mark.total.quantity) == (Decimal("2.40"), 2)


def test_a_date_that_stands_in_its_quarter_is_no_second_one(two_quarters):
    cell = stored_cell("1.4.1", 2)
    assert (cell.achievement.state, cell.achievement.dates, cell.to_date_text) == (ValueState.NONE, (), "২৫/০৮/২০২১")
    assert stored_cell("1.5.1", 2).achievement.quantity == 90  # the latest percentage counts as it is


def test_the_same_document_again_changes_nothing(two_quarters):
    events = Event.objects.count()
    again = brought("q2-to-date.xlsx")
    assert (again.stored.created, again.stored.changes, Event.objects.count()) == (False, (), events)


def test_undoing_brings_back_what_was_before(two_quarters, administrator):
    undo_import(plan_import=PlanImport.objects.latest("sequence"), by=administrator)
    cell = stored_cell("1.6.1", 2)
    assert (cell.achievement.is_blank, cell.to_date_text) == (True, "")
    assert stored_cell("1.6.1", 1).achievement.quantity == 1


def test_an_achievement_typed_over_it_is_no_running_total_any_more(two_quarters, charlie):
    cell = stored_cell("1.6.1", 2)
    record_achievement(cell=cell, value="৩", version=cell.version, by=charlie)
    cell.refresh_from_db()
    assert (cell.achievement.quantity, cell.to_date_text) == (3, "")


def test_an_exported_plan_reads_as_it_is_stored(two_quarters):
    again = brought("again.xlsx", export_plan(two_quarters, through=2))
    assert [each.code for each in again.problems if each.severity is Severity.ERROR] == []
    assert (again.changes, stored_cell("1.6.1", 2).to_date_text) == ((), "২")


def test_a_total_below_what_is_stored_is_an_error_and_stores_nothing(two_quarters):
    QuarterCell.objects.filter(pk=stored_cell("1.6.1", 1).pk).update(achievement_quantity=3, achievement_text="৩")
    outcome = brought("q2-to-date.xlsx")
    assert outcome.stored is None
    told = [(each.severity, each.cell) for each in outcome.problems if each.code == "running_total_below"]
    assert told == [(Severity.ERROR, "K13")]
    assert stored_cell("1.6.1", 2).achievement.quantity == 1


def test_a_quarter_brought_after_a_later_total_is_doubted_beside_that_total(reference, client_of, charlie):
    plan = brought("q2-to-date.xlsx").stored.plan
    assert stored_cell("1.6.1", 2).achievement.quantity == 2  # nothing was known of the first quarter
    brought("q1.xlsx")
    assert OUTDATED_HERE in client_of(charlie).get(entry_url(plan, 2)).content.decode()


def test_the_preview_tells_that_a_quarter_changes_a_later_total(reference):
    brought("q2-to-date.xlsx")
    (reading,) = read_plans((FOLDER / "q1.xlsx").read_bytes(), "q1.xlsx")
    told = [(each.severity, each.cell, each.about) for each in compare(reading).problems if each.code == OUTDATED]
    assert (Severity.WARNING, "K13", "1.6.1") in told
    brought("q1.xlsx")
    assert [each for each in compare(reading).problems if each.code == OUTDATED] == []  # it changes nothing more


def test_an_earlier_quarter_typed_later_is_doubted_beside_the_total(two_quarters, client_of, charlie):
    page = client_of(charlie).get(entry_url(two_quarters, 2)).content.decode()
    assert OUTDATED_HERE not in page
    cell = stored_cell("1.6.1", 1)
    record_achievement(cell=cell, value="২", version=cell.version, by=charlie)
    assert OUTDATED_HERE in client_of(charlie).get(entry_url(two_quarters, 2)).content.decode()


# --- beside the column of its own quarter ------------------------------------------------------------------------

EIGHT = CASES / "egov-8-columns-without-areas" / "input.xlsx"


def eight_columns(**cells):
    """The plan of the kept case with eight columns, some of its cells written anew."""
    book = openpyxl.load_workbook(EIGHT)
    for place, content in cells.items():
        book.active[place] = content
    return read_document(as_bytes(book), EIGHT.name).drafts[0]


def test_the_last_column_of_the_kept_case_is_a_claim_and_no_fourth_quarter_nor_target():
    plan = eight_columns()
    sheet = openpyxl.load_workbook(EIGHT).active
    printed = [str(sheet.cell(row, 7).value) for row in range(5, 18)]
    assert [row.claimed_total for row in plan.indicators] == printed
    assert [row.annual.text for row in plan.indicators] == [str(sheet.cell(row, 5).value) for row in range(5, 18)]
    assert (plan.reported_quarter, plan.to_date) == (1, ())
    assert {quarter for row in plan.indicators for quarter, node in row.quarters.items() if node != QuarterNode()} == {
        1
    }
    assert not any(row.target(quarter).is_given for row in plan.indicators for quarter in (1, 2, 3, 4))
    assert {row.other_years for row in plan.indicators} == {()}


@pytest.mark.parametrize(
    ("heading", "figure"),
    [
        ("(জুলাই ২০২১- জুন ২০২২)", "৩"),
        ("(জুলাই ২০২১ – জুন ২০২২)", "৩"),
        ("জুলাই-সেপ্টেম্বর পর্যন্ত ক্রমপুঞ্জিত", "৩"),
        ("(জুলাই ২০২১- জুন ২০২২)", "৩০-০৬-২০২২"),
    ],
)
def test_whatever_stands_below_such_a_heading_is_a_claim(heading, figure):
    row = eight_columns(G4=heading, G11=figure).by_number["2.1.1"][1]
    assert (row.claimed_total, row.achievement(1).text, row.achievement(4).is_blank) == (figure, "1", True)


# --- taking apart ------------------------------------------------------------------------------------------------

NUMBER, PERCENT, DATE, BOTH = Unit.NUMBER, Unit.PERCENT, Unit.DATE, Unit.NUMBER_AND_DATE
SUM, AVERAGE, CUMULATIVE, BY_DATE = QuarterRule.SUM, QuarterRule.AVERAGE, QuarterRule.CUMULATIVE, QuarterRule.DATE


def plan(unit, rule, achieved, *to_date):
    quarters = {q: QuarterNode(achievement=read_value(text, unit).value) for q, text in achieved.items()}
    row = IndicatorNode("1.1", "সভা", Decimal(1), unit, quarter_rule=rule, quarters=quarters)
    area = AreaNode("1", "ক্ষেত্র", Decimal(1), (ActivityNode("1.1", "সভা", (row,)),))
    return PlanTree("integrity", "", "2020-21", (area,), to_date=to_date)


def apart(unit, rule, stored, achieved, *to_date):
    """What the quarters hold after the stored ones, and what is told."""
    taken = take_apart(plan(unit, rule, achieved, *to_date), plan(unit, rule, stored) if stored else None)
    (row,) = taken.draft.indicators
    return {q: row.achievement(q).text for q in achieved}, [problem.code for problem in taken.problems]


@pytest.mark.parametrize(
    ("unit", "rule", "stored", "total", "added"),
    [
        (NUMBER, SUM, {1: "১"}, "৩টি", "২টি"),
        (NUMBER, SUM, {1: "1", 2: "2"}, "3", "0"),
        (NUMBER, None, {1: "১"}, "৩", "২"),
        (NUMBER, SUM, {1: "--"}, "৩", "৩"),
        (NUMBER, SUM, {}, "৩", "৩"),
        (NUMBER, SUM, {3: "৯"}, "৩", "৩"),
        (PERCENT, SUM, {1: "২৫%", 2: "২৫%"}, "৭৫%", "২৫%"),
        (PERCENT, CUMULATIVE, {1: "২৫%", 2: "৫০%"}, "৭৫%", "৭৫%"),
        (Unit.LAKH_TAKA, SUM, {1: "১.২৫"}, "২", "০.৭৫"),
        (DATE, BY_DATE, {1: "২৫/০৮/২০২০"}, "২৫/০৮/২০২০, ১০/১০/২০২০", "১০/১০/২০২০"),
        (DATE, BY_DATE, {1: "২৫/০৮/২০২০"}, "২৫/০৮/২০২০", "-"),
        (BOTH, SUM, {1: "১টি, ২৫/০৮/২০২০"}, "২টি, ২৫/০৮/২০২০, ১০/১০/২০২০", "১টি, ১০/১০/২০২০"),
    ],
)
def test_what_the_third_quarter_added_is_taken_out_of_its_total(unit, rule, stored, total, added):
    quarters, told = apart(unit, rule, stored, {3: total}, 3)
    assert ({q: text.replace("টি", "") for q, text in quarters.items()}, told) == ({3: added.replace("টি", "")}, [])


@pytest.mark.parametrize(
    ("unit", "rule", "stored", "total", "code"),
    [
        (NUMBER, SUM, {1: "৫"}, "৩", "running_total_below"),
        (DATE, BY_DATE, {1: "২৫/০৮/২০২০"}, "১০/১০/২০২০", "running_total_below"),
        (PERCENT, AVERAGE, {1: "৫০%"}, "৭৫%", "running_total_unclear"),
        (PERCENT, AVERAGE, {}, "৭৫%", "running_total_unclear"),
        (NUMBER, SUM, {1: "হালনাগাদ করা হয়েছে"}, "৩", "running_total_unclear"),
        (NUMBER, SUM, {1: "২"}, "হালনাগাদ করা হয়েছে", "running_total_unclear"),
        (NUMBER, SUM, {1: "২"}, "--", "running_total_unclear"),
        (NUMBER, SUM, {1: "২৫/০৮/২০২০"}, "৩", "running_total_unclear"),
    ],
)
def test_what_cannot_be_taken_apart_is_kept_as_typed_and_told(unit, rule, stored, total, code):
    assert apart(unit, rule, stored, {3: total}, 3) == ({3: total}, [code])


def test_totals_of_one_document_are_taken_apart_one_after_another():
    totals = {1: "১", 2: "২", 3: "২", 4: "৪"}
    assert apart(NUMBER, SUM, {1: "৯"}, totals, 1, 2, 3, 4) == ({1: "১", 2: "১", 3: "০", 4: "২"}, [])


UNTIL = ["সেপ্টেম্বর পর্যন্ত", "ডিসেম্বর পর্যন্ত", "মার্চ পর্যন্ত", "জুন পর্যন্ত"]


@pytest.mark.parametrize("written", FORMATS, ids=lambda each: each.__name__)
@pytest.mark.parametrize("heading", ["{}", "{} অর্জন", "{} ক্রমপুঞ্জিত অগ্রগতি"])
def test_columns_that_count_from_july_are_told_in_forms_of_lines_too(written, heading):
    words = [*integrity.WORDS[:7], *map(heading.format, UNTIL), *integrity.WORDS[11:]]
    rows = [*integrity.TITLES, words, integrity.NUMBERS, integrity.AREA, integrity.TARGETS, integrity.ACHIEVED]
    read = plan_of(rows, written)
    assert (read.to_date, cells_told(read, "year_to_date")) == ((1, 2, 3, 4), ["H3", "I3", "J3", "K3"])


@pytest.mark.parametrize("title", ["২য় ত্রৈমাসিক প্রতিবেদন", "ডিসেম্বর ২০২১ পর্যন্ত অগ্রগতি"])
def test_the_title_may_name_the_quarter_up_to_which_a_column_counts(title):
    head = [*heads_of_graded(), "অসাধারণ ১০০%", "উত্তম ৮০%", "চলতি মান ৬০%", "ক্রমপুঞ্জিত অগ্রগতি"]
    row = ["১", "[১] জোরদারকরণ", "৪", "[১.১] সভা", "[১.১.১] সভা আয়োজিত", "সংখ্যা", "৪", "৪", "৩", "২", "২"]
    read = plan_of([["শ্রম ও কর্মসংস্থান মন্ত্রণালয়"], [f"ই-গভর্ন্যান্স ও উদ্ভাবন কর্মপরিকল্পনা ২০২১-২২ {title}"], head, row])
    assert (read.to_date, read.reported_quarter) == ((2,), 2)


def heads_of_graded():
    return ["ক্রম", "কর্মসম্পাদন ক্ষেত্র", "মান", "কার্যক্রম", "কর্মসম্পাদন সূচক", "একক", "কর্মসম্পাদন সূচকের মান"]


# --- pages -------------------------------------------------------------------------------------------------------


def test_the_preview_and_the_entry_page_show_both_figures(reference, client_of, administrator, charlie):
    stored = brought("q1.xlsx").stored.plan
    source = keep_source((FOLDER / "q2-to-date.xlsx").read_bytes(), "q2-to-date.xlsx", by=None)
    shown = client_of(administrator).get(reverse("imports:preview", args=[source.pk]))
    row = next(row for row in shown.context["page"].plans[0].rows if row.draft.number == "1.6.1")
    assert (row.quarters[2][1].after, row.quarters[2][1].to_date) == ("১", "২")
    assert "বছরের শুরু থেকে: ২" in shown.content.decode()
    brought("q2-to-date.xlsx")
    page = client_of(charlie).get(entry_url(stored, 2)).content.decode()
    assert "বছরের শুরু থেকে “২” লেখা হয়েছিল; আগের কোয়ার্টার বাদে ২য় কোয়ার্টারে “১”।" in page
