"""Owns the proof of the review letter: told from the events and comments, as the report stood when it was returned."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.template.loader import render_to_string
from django.utils import timezone, translation

from imports.actions.importing import store_plan
from offices.models import Deadline, DeadlineExtension, Person
from plan_tree.tree import PlanTree, QuarterNode
from plans.actions.achievements import record_achievement
from plans.actions.evidence import write_comment
from plans.actions.office_changes import move_office
from plans.actions.reporting import approve_report, return_report, submit_report
from plans.actions.row_reviews import RowWord, review_quarter_rows
from plans.display import date_long, date_short
from plans.models import Plan
from plans.queries.trees import load_tree
from plans.tests.factories import cell_of, typed
from reports.printed.letter import NothingReturned, ReviewLetter, review_letter
from reports.printing import report_of
from reports.tables.letter import letter_table
from reports.tests.pdf.extraction import text_of
from reports.tests.scene import COMMENTS, REASON, Key
from workflow.row_states import RowState


@pytest.fixture
def plan(plan_of_size, alice) -> Plan:
    plan = plan_of_size(2, year=2020)
    for number in ("1.1", "1.2"):
        record_achievement(cell=cell_of(plan, number, 1), value="১", version=0, by=alice)
    return plan


def submit(plan, by):
    return submit_report(report=plan.reports.get(quarter=1), by=by)


def send_back(plan, by, reason="তথ্য অসম্পূর্ণ"):
    return return_report(report=plan.reports.get(quarter=1), reason=reason, by=by)


def comment(plan, number, text, by):
    write_comment(cell=cell_of(plan, number, 1), text=text, by=by)


def letter_of(plan) -> ReviewLetter:
    return review_letter(report_of(plan, 1), printed_on=date(2026, 3, 4))


def test_without_a_return_there_is_no_letter(plan, alice):
    with pytest.raises(NothingReturned):
        letter_of(plan)
    submit(plan, alice)
    with pytest.raises(NothingReturned):
        letter_of(plan)


def test_the_letter_says_who_returned_what_to_whom_and_why(plan, alice, rita, cabinet_division):
    receipt = submit(plan, alice).receipt
    send_back(plan, rita)
    letter = letter_of(plan)
    assert (letter.sender, letter.reviewer, letter.plan.office) == (cabinet_division, rita, plan.office)
    assert (letter.reason, letter.receipt) == ("তথ্য অসম্পূর্ণ", receipt)
    assert timezone.localdate(letter.returned_at) == timezone.localdate()
    assert letter.submitted_at <= letter.returned_at
    assert letter.rows == ()


def test_rows_are_the_cells_the_reviewer_spoke_about_in_the_order_of_the_form(plan, alice, rita):
    submit(plan, alice)
    comment(plan, "1.2", "দ্বিতীয় সারি", rita)
    comment(plan, "1.1", "প্রথম সারি", rita)
    comment(plan, "1.1", "আরও", rita)
    send_back(plan, rita)
    rows = letter_of(plan).rows
    assert [(row.number, row.comments) for row in rows] == [("1.1", ("প্রথম সারি", "আরও")), ("1.2", ("দ্বিতীয় সারি",))]
    assert [(row.target, row.achievement) for row in rows] == [("১", "১")] * 2
    assert rows[0].indicator == "সূচক 1.1"


def test_rows_that_went_back_stand_in_the_letter_with_their_questions_and_the_day_of_the_reply(plan, alice, rita):
    submit(plan, alice)
    comment(plan, "1.2", "তারিখ দেখুন", rita)
    key = cell_of(plan, "1.2", 1).indicator_id
    words = [RowWord(key, RowState.QUESTION, "প্রমাণক দিন")]
    review_quarter_rows(report=plan.reports.get(quarter=1), words=words, by=rita)
    day = timezone.localdate() + timedelta(days=7)
    return_report(report=plan.reports.get(quarter=1), reply_by=day, by=rita)
    letter = letter_of(plan)
    assert [(row.number, row.comments) for row in letter.rows] == [("1.2", ("প্রমাণক দিন", "তারিখ দেখুন"))]
    assert (letter.reason, letter.reply_by) == ("", day)
    with translation.override("bn"):
        paper = render_to_string("reports/pdf/letter.html", {"letter": letter, "imprint": letter.imprint})
        titles = letter_table(letter).titles
    assert f"{date_long(day)} তারিখের মধ্যে" in paper
    assert "শেষ তারিখ" not in paper
    assert "কারণ" not in paper
    assert not [title for title in titles if "কারণ" in title]


def test_what_the_office_says_itself_is_not_in_the_letter(plan, alice, rita):
    comment(plan, "1.1", "জমার আগে", rita)
    submit(plan, alice)
    comment(plan, "1.1", "আমাদের কথা", alice)
    send_back(plan, rita)
    assert letter_of(plan).rows == ()


def test_the_letter_shows_cells_as_they_were_returned(plan, alice, rita):
    submit(plan, alice)
    comment(plan, "1.1", "ঠিক করুন", rita)
    send_back(plan, rita)
    record_achievement(cell=cell_of(plan, "1.1", 1), value="২", version=1, by=alice)
    record_achievement(cell=cell_of(plan, "1.1", 1), value="৩", version=2, by=alice)
    assert [row.achievement for row in letter_of(plan).rows] == ["১"]


def test_a_second_return_makes_a_letter_of_its_own(plan, alice, rita):
    receipt = submit(plan, alice).receipt
    comment(plan, "1.1", "প্রথমবার", rita)
    send_back(plan, rita, "প্রথম কারণ")
    submit(plan, alice)
    assert letter_of(plan).reason == "প্রথম কারণ"
    assert letter_of(plan).receipt == receipt
    comment(plan, "1.2", "দ্বিতীয়বার", rita)
    send_back(plan, rita, "দ্বিতীয় কারণ")
    letter = letter_of(plan)
    assert letter.reason == "দ্বিতীয় কারণ"
    assert [row.comments for row in letter.rows] == [("দ্বিতীয়বার",)]


def test_a_day_gone_by_is_not_asked_for(plan, alice, rita):
    submit(plan, alice)
    send_back(plan, rita)
    assert letter_of(plan).is_past_due
    deadline = Deadline.objects.get(year=plan.year, quarter=1, tier=plan.office.tier)
    until = timezone.localdate() + timedelta(days=30)
    DeadlineExtension.objects.create(deadline=deadline, office=plan.office, until=until, reason="বন্যা", granted_by=rita)
    assert not letter_of(plan).is_past_due


def test_the_deadline_counts_the_extension_of_the_office(plan, alice, rita):
    submit(plan, alice)
    send_back(plan, rita)
    deadline = Deadline.objects.get(year=plan.year, quarter=1, tier=plan.office.tier)
    assert letter_of(plan).due_on == deadline.due_on
    until = date(2030, 1, 31)
    DeadlineExtension.objects.create(deadline=deadline, office=plan.office, until=until, reason="বন্যা", granted_by=rita)
    assert letter_of(plan).due_on == until


def test_a_letter_printed_after_approval_tells_of_the_return_and_claims_no_approval(plan, alice, rita):
    submit(plan, alice)
    send_back(plan, rita)
    today = date_short(timezone.localdate())
    assert letter_of(plan).imprint.state == f"{today} তারিখে সংশোধনের জন্য ফেরত"
    approve_report(report=submit(plan, alice), by=rita)
    for language, words in (("bn", "অনুমোদ"), ("en", "pprove")):
        imprint = print_letter(plan, language)
        assert "ফেরত" in imprint or "returned for correction" in imprint
        assert words not in imprint
    letter = letter_of(plan)
    assert letter.imprint.state == f"{today} তারিখে সংশোধনের জন্য ফেরত; {today} তারিখে আবার জমা"
    assert (letter.imprint.dated, letter.imprint.is_frozen) == (date(2026, 3, 4), False)


def print_letter(plan, language) -> str:
    """What a letter says in its feet."""
    with translation.override(language):
        return render_to_string("reports/pdf/footer.html", {"imprint": letter_of(plan).imprint})


IN_PRINT = {
    "bn": ["বিষয়: জাতীয় শুদ্ধাচার", "প্রাপক: শিল্প মন্ত্রণালয়", "১৫ অক্টোবর ২০২০", "পর্যালোচক, মন্ত্রিপরিষদ বিভাগ"],
    "en": [
        "Subject: National Integrity",
        "To: Ministry of Industries",
        "15 October 2020",
        "Reviewer, Cabinet Division",
    ],
}


@pytest.mark.parametrize(("language", "expected"), IN_PRINT.items())
def test_the_printed_letter_can_be_signed(papers: dict[Key, bytes], language: str, expected: list[str]) -> None:
    text = " ".join(text_of(papers["letter", "integrity", language]).split())
    for words in (*expected, REASON, *COMMENTS.values(), "রিতা সেন"):
        assert words in text


# --- after it was returned ------------------------------------------------------------------------------------------


def test_what_was_blank_when_it_was_returned_is_blank_in_the_letter(plan, alice, rita):
    record_achievement(cell=cell_of(plan, "1.1", 1), value="", version=1, by=alice)
    submit(plan, alice)
    comment(plan, "1.1", "কেন খালি?", rita)
    send_back(plan, rita)
    record_achievement(cell=cell_of(plan, "1.1", 1), value="২", version=2, by=alice)
    record_achievement(cell=cell_of(plan, "1.2", 2), value="১", version=0, by=alice)  # of another quarter
    assert [row.achievement for row in letter_of(plan).rows] == [""]


def test_the_letter_shows_cells_as_they_were_returned_whatever_wrote_them_since(plan, alice, rita):
    submit(plan, alice)
    comment(plan, "1.1", "ঠিক করুন", rita)
    send_back(plan, rita)
    store_plan(draft=_with_first_cell(load_tree(plan), "২", "৩"), office=plan.office, year=plan.year, by=alice)
    cell = cell_of(plan, "1.1", 1)
    assert (cell.target.text, cell.achievement.text) == ("২", "৩")
    assert [(row.target, row.achievement) for row in letter_of(plan).rows] == [("১", "১")]


def _with_first_cell(draft: PlanTree, target: str, achievement: str) -> PlanTree:
    """The plan with another first quarter of its first row, as a workbook brings it."""
    (area,) = draft.areas
    activity = area.activities[0]
    (row,) = activity.indicators
    row = replace(row, quarters={**row.quarters, 1: QuarterNode(typed(target), typed(achievement))})
    activities = (replace(activity, indicators=(row,)), *area.activities[1:])
    return replace(draft, areas=(replace(area, activities=activities),))


def test_the_letter_stays_that_of_the_office_that_returned_the_report(plan, alice, rita, labour_office, administrator):
    submit(plan, alice)
    comment(plan, "1.1", "ঠিক করুন", rita)
    send_back(plan, rita)
    before = letter_of(plan)
    today = timezone.localdate()
    move_office(office=plan.office, above=labour_office, on=today, reason="আদেশ", by=administrator)
    Person.objects.filter(pk=rita.pk).update(is_active=False)  # and she left the service
    moved = Plan.objects.get(pk=plan.pk)
    letter = letter_of(moved)
    assert moved.office.parent == labour_office
    assert (letter.sender, letter.rows) == (before.sender, before.rows)
    assert [row.comments for row in letter.rows] == [("ঠিক করুন",)]
