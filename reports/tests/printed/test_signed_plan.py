"""Owns the proof that a plan prints by itself, as it is signed: what it undertakes, nothing reported, no marks."""

import re
from datetime import date
from io import BytesIO

from django.urls import reverse
from django.utils import translation

from offices.models import FiscalYear
from plan_tree.terms import QUARTERS
from plans.actions.achievements import record_achievement
from plans.actions.plan_steps import approve_plan, submit_plan
from plans.actions.revising import ask_for_revision, decide_on_revision
from plans.exporting import export_plan, export_signed_plan
from plans.kinds import read_document
from plans.models import GradedTarget, Indicator, Plan
from plans.tests.factories import cell_of
from plans.tests.writing import as_draft, row_of
from reports.paper_numbers import read_number
from reports.printed.official_form import signed_plan
from reports.printing import print_plan
from reports.tests.pdf.extraction import text_of
from reports.verification import Verdict, find, number_of

DAY = date(2021, 7, 1)


def test_the_workbook_of_a_plan_reads_as_the_same_plan_with_no_doubt_that_of_a_quarter_lacks(industries, labour):
    for plan in (industries, labour):
        (read,) = read_document(export_signed_plan(plan)).drafts
        (quarter,) = read_document(export_plan(plan, through=1)).drafts
        assert _targets(read) == _targets(quarter)
        assert all(row.achievement(each).is_blank for row in read.indicators for each in QUARTERS)
        assert (read.kind, read.year, read.office_name) == (quarter.kind, quarter.year, quarter.office_name)
        assert {problem.code for problem in read.problems} <= {problem.code for problem in quarter.problems}


def _targets(tree):
    return [
        (row.number, row.title, row.weight, [each.target for each in row.all_grades], [row.target(q) for q in QUARTERS])
        for row in tree.indicators
    ]


def test_the_form_names_no_quarter_and_gives_no_marks(labour):
    with translation.override("bn"):
        form = signed_plan(labour, printed_on=DAY)
        assert form.lines[-1].text == "ই-গভর্ন্যান্স ও উদ্ভাবন কর্মপরিকল্পনা, ২০২১-২০২২"
        assert "ত্রৈমাসিক" not in form.title
    text = text_of(print_plan(labour, printed_on=DAY))
    assert "প্রাপ্ত নম্বর" not in text
    assert text_of(print_plan(labour, printed_on=DAY, language="en")).count("Marks obtained") == 0


def test_a_revised_target_is_not_what_was_signed(plan_of_size, alice, rita):
    plan = plan_of_size(1)
    plan.year.revisions_until = date(2100, 1, 1)
    plan.year.save()
    asked = ask_for_revision(indicator=row_of(plan, "1.1"), texts={"100%": "৯"}, reason="কারণ", by=alice)
    decide_on_revision(revision=asked, granted=True, reason="কারণ", by=rita)
    (read,) = read_document(export_signed_plan(plan)).drafts
    assert read.indicators[0].annual.quantity == 4


def test_the_paper_bears_the_day_of_approval_and_a_draft_says_what_it_is(plan_of_size, alice, rita):
    plan = as_draft(plan_of_size(1))
    with translation.override("bn"):
        assert signed_plan(plan, printed_on=DAY).imprint.state == "লেখা হচ্ছে"
        submit_plan(plan=plan, by=alice)
        approve_plan(plan=plan, by=rita)
        imprint = signed_plan(Plan.objects.get(pk=plan.pk), printed_on=DAY).imprint
    assert (imprint.state, imprint.is_frozen) == ("অনুমোদিত", True)
    assert imprint.dated > DAY


def number_on(plan):
    return signed_plan(Plan.objects.get(pk=plan.pk), printed_on=DAY).imprint.number


def test_its_number_proves_its_approval_whatever_is_reported_or_revised_later(plan_of_size, alice, rita, client):
    plan = as_draft(plan_of_size(2))
    draft = number_on(plan)
    assert find(draft).verdict is Verdict.DRAFT
    submit_plan(plan=plan, by=alice)
    approve_plan(plan=plan, by=rita)
    number = number_on(plan)
    assert number != draft
    assert (find(number).verdict, find(number).plan, find(number).report) == (Verdict.CURRENT, plan, None)
    assert find(draft).verdict is Verdict.DRAFT
    record_achievement(cell=cell_of(plan, "1.1", 1), value="৪", version=0, by=alice)
    Indicator.objects.filter(number="1.1", activity__area__plan=plan).update(remark="দেরি হয়েছে", responsible="উপসচিব")
    FiscalYear.objects.update(revisions_until=date(2100, 1, 1))
    asked = ask_for_revision(indicator=row_of(plan, "1.1"), texts={"100%": "৯"}, reason="কারণ", by=alice)
    decide_on_revision(revision=asked, granted=True, reason="কারণ", by=rita)
    assert number_on(plan) == number
    page = client.get(reverse("verification:verdict", args=[number]))
    assert "এই পরিকল্পনা আসল ও অনুমোদিত।" in page.text
    targets = [" ".join(text.split()) for text in re.findall(r'বার্ষিক লক্ষ্যমাত্রা">(.*?)</td>', page.text, re.DOTALL)]
    assert targets == ["৪", "৪"]


def test_the_page_of_a_graded_plan_names_the_target_of_every_grade(labour, client):
    page = client.get(reverse("verification:verdict", args=[number_on(labour)])).text
    assert "১০০%: ১৬/০৩/২০২২; ৮০%: ১৪/০৪/২০২২; ৬০%: ০৫/০৫/২০২২" in " ".join(page.split())


def test_a_plan_changed_since_or_followed_by_a_revision_is_told(plan_of_size, client):
    plan = plan_of_size(2)
    number = number_on(plan)
    GradedTarget.objects.filter(indicator=row_of(plan, "1.1")).update(target_text="৫")
    assert find(number).verdict is Verdict.CHANGED
    shown = client.get(reverse("verification:verdict", args=[number])).text
    assert "পরিকল্পনাটি বদলেছে" in shown
    assert "<tbody>" not in shown
    anew = number_on(plan)
    Plan.objects.create(office=plan.office, year=plan.year, kind=plan.kind, policy=plan.policy, revision=2)
    assert find(anew).verdict is Verdict.SUPERSEDED
    assert "নিচের সারিগুলো এই কাগজেরই।" in client.get(reverse("verification:verdict", args=[anew])).text


def test_a_plan_and_a_report_of_the_same_key_have_numbers_of_their_own(plan_of_size):
    plan = plan_of_size(1)
    report = plan.reports.get(quarter=1)
    other = Plan(pk=report.pk, office=plan.office, year=plan.year, kind=plan.kind, policy=plan.policy, revision=2)
    other.save(force_insert=True)
    read = read_number(number_on(other))
    assert read.key == read_number(number_of(report)).key
    assert read.code != read_number(number_of(report)).code
    assert (find(str(read)).plan, find(str(read)).report) == (other, None)
    assert (find(number_of(report)).plan, find(number_of(report)).report) == (None, report)


def test_remarks_of_reports_are_not_printed_those_of_the_plan_itself_are(plan_of_size, alice):
    plan = plan_of_size(2)
    Indicator.objects.filter(number="1.1", activity__area__plan=plan).update(remark="অর্থ ছাড় সাপেক্ষে")
    assert remarks_of(plan) == ("অর্থ ছাড় সাপেক্ষে", "অর্থ ছাড় সাপেক্ষে")
    record_achievement(cell=cell_of(plan, "1.1", 1), value="১", version=0, by=alice)
    assert remarks_of(plan) == ("", "")
    (quarter,) = read_document(export_plan(plan, through=1)).drafts
    assert quarter.indicators[0].remark == "অর্থ ছাড় সাপেক্ষে"


def remarks_of(plan):
    """The first row's, on paper and in the workbook."""
    form = signed_plan(Plan.objects.get(pk=plan.pk), printed_on=DAY)
    (read,) = read_document(export_signed_plan(plan)).drafts
    return form.tree.indicators[0].remark, read.indicators[0].remark


def test_both_files_are_given_to_who_may_read_the_plan(labour, charlie, alice, client_of):
    pdf = client_of(charlie).get(reverse("reports:signed_plan", args=[labour.pk]))
    assert pdf.headers["Content-Type"] == "application/pdf"
    workbook = client_of(charlie).get(reverse("entry:signed_plan", args=[labour.pk]))
    assert BytesIO(b"".join(workbook.streaming_content) if workbook.streaming else workbook.content).read(2) == b"PK"
    for name in ("reports:signed_plan", "entry:signed_plan"):
        assert client_of(alice).get(reverse(name, args=[labour.pk])).status_code == 404
