"""Owns the proof that an exported plan is the same again: beside itself no change, in an empty system all of it."""

from decimal import Decimal
from io import BytesIO

import pytest
from django.conf import settings
from django.db import transaction
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from openpyxl import load_workbook

from cell_values.reading import read_value
from cell_values.text import normalise
from cell_values.value import Unit
from imports.actions.bringing import bring_in
from imports.actions.importing import store_plan
from imports.queries.readings import Choices, readings_of
from offices.queries.lookup import find_offices, find_year
from plans.actions.achievements import record_achievement
from plans.actions.reporting import assess_cell, submit_report
from plans.exporting import export_plan, write_form
from plans.kinds import read_document
from plans.models import Area, GradedTarget, Indicator, Plan, QuarterCell
from plans.queries.trees import load_tree, with_reports
from plans.tests.comparing import comparable
from plans.tests.factories import cell_of
from plans.tests.strategies import egov_plans, integrity_plans
from sheets.documents import understand_packed, unpacked

QUARTERS = pytest.mark.parametrize("through", [1, 2, 3, 4])


def draft(plan):
    return with_reports(load_tree(plan), plan)


def imported(content):
    """What became of a workbook brought in, read here as a process of its own reads it; a refusal is told."""
    packed = understand_packed(content, name="export.xlsx", kinds=list(settings.PLAN_KINDS), answers=None)
    (outcome,) = bring_in(readings_of(unpacked(packed), [Choices()]), source=None, by=None)
    assert outcome.stored, [problem.sentence.en for problem in outcome.problems]
    return outcome.stored


def changes_beside_itself(plan, through=4):
    return [(change.subject, change.field) for change in imported(export_plan(plan, through=through)).changes]


def comes_back(plan):
    """Beside itself nothing changes; where the plan is not, its export makes it again."""
    before, content = comparable(draft(plan)), export_plan(plan, through=4)
    assert imported(content).changes == ()
    assert comparable(draft(Plan.objects.get(pk=plan.pk))) == before
    plan.delete()
    stored = imported(content)
    assert stored.created
    assert comparable(draft(stored.plan)) == before


def enter(plan, number, quarter, text):
    """An achievement, past all questions of who and when."""
    cell = cell_of(plan, number, quarter)
    cell.achievement = read_value(text, Unit(cell.indicator.unit)).value
    cell.version += 1
    cell.save()


# --- the two real plans ------------------------------------------------------------------------------------------


def test_the_integrity_plan_comes_back(industries):
    comes_back(industries)


def test_the_egov_plan_comes_back(labour):
    comes_back(labour)


@QUARTERS
def test_a_form_through_any_quarter_takes_nothing_away(industries, labour, through):
    for plan, number in ((industries, "1.1"), (labour, "1.6.1")):
        for quarter in (1, 2, 3, 4):
            enter(plan, number, quarter, "১")
        assert changes_beside_itself(plan, through) == []


def test_achievements_of_every_kind_come_back(industries):
    typed = ("৪", "৮০%", "৩০/০৯/২০২০", "--", "হালনাগাদ করা হয়েছে", "২টি, ৩০/১১/২০২০", "৬.০০2", "=১+১", "প্রযোজ্য নয়")
    for number, text in zip(("1.1", "1.2", "2.1", "2.2", "2.3", "3.1", "3.2", "3.3", "4.1"), typed, strict=True):
        enter(industries, number, 1, text)
    comes_back(industries)


def test_achievements_of_several_quarters_come_back(labour):
    for quarter, text in ((2, "২"), (3, "কাজ চলছে"), (4, "৪")):
        enter(labour, "1.6.1", quarter, text)
    comes_back(labour)


# --- what no form prints -----------------------------------------------------------------------------------------


def test_a_chosen_rule_and_direction_come_back(industries):
    rows = Indicator.objects.filter(activity__area__plan=industries)
    rows.filter(number="1.1").update(quarter_rule="cumulative", direction="lower")
    rows.filter(number="1.2").update(quarter_rule="")
    comes_back(industries)


def test_a_late_rule_comes_back(industries, labour):
    for plan in (industries, labour):
        dated = Indicator.objects.filter(activity__area__plan=plan, unit="date").first()
        Indicator.objects.filter(pk=dated.pk).update(late_marks="0.25", late_days=14)
    comes_back(labour)
    comes_back(industries)


def test_a_unit_that_an_administrator_understood_comes_back(industries):
    rows = Indicator.objects.filter(activity__area__plan=industries, number="1.1")
    rows.update(unit="lakh_taka", unit_text="লাখে")
    comes_back(industries)


def test_claims_of_the_office_come_back_and_computed_marks_do_not_become_claims(industries, labour):
    rows = Indicator.objects.filter(activity__area__plan=industries)
    rows.filter(number="1.1").update(claimed_total="৩টি সভা", claimed_marks=Decimal("1.50"))
    industries.reports.filter(quarter=2).update(claimed_total=Decimal(100), claimed_obtained=Decimal("33.5"))
    enter(industries, "1.2", 1, "১০০")
    comes_back(industries)
    assert Indicator.objects.filter(claimed_marks__isnull=False).values_list("number", flat=True).get() == "1.1"
    enter(labour, "1.6.1", 3, "৪")
    comes_back(labour)


def test_marks_a_reviewer_gave_are_no_claim_of_the_office(labour, charlie, rita):
    submit_report(report=labour.reports.get(quarter=1), by=charlie)
    assess_cell(cell=cell_of(labour, "2.1.1", 1), marks=Decimal(4), reason="প্রমাণক দেখা হয়েছে", by=rita)
    comes_back(labour)


def test_what_a_focal_point_typed_stays_as_typed(labour, charlie):
    cell = cell_of(labour, "1.6.1", 2)
    record_achievement(cell=cell, value="২টি", version=cell.version, by=charlie)
    assert changes_beside_itself(labour) == []
    cell.refresh_from_db()
    assert (cell.achievement.text, cell.entered_by) == ("২টি", charlie)


# --- what is printed around the table ----------------------------------------------------------------------------

LETTERHEAD = "শিল্প মন্ত্রণালয়\nনৈতিকতা কমিটি\nwww.moind.gov.bd\nজাতীয় শুদ্ধাচার কৌশল কর্ম-পরিকল্পনা ২০২০-২১"
SIGNED = "স্বাক্ষর\nনাম: রিতা সেন\nতারিখ: ৩১/০২/২০২০\n\nসভাপতি\n=১+১"


def surround(plan, quarter, above, below):
    plan.reports.filter(quarter=quarter).update(printed_above=above, printed_below=below)


def visible(content):
    sheet = load_workbook(BytesIO(content), read_only=True).worksheets[0]
    return [str(cell.value) for row in sheet for cell in row if cell.value]


def test_what_is_printed_around_the_last_report_stands_on_its_form_and_comes_back(industries):
    enter(industries, "1.1", 2, "২")
    surround(industries, 2, normalise(LETTERHEAD), normalise(SIGNED))
    texts = visible(export_plan(industries, through=4))
    assert texts[:4] == normalise(LETTERHEAD).split("\n")
    assert texts[-5:] == ["স্বাক্ষর", "সভাপতি", "নাম: রিতা সেন", "=১+১", "তারিখ: ৩১/০২/২০২০"]
    comes_back(industries)


def test_what_is_printed_around_every_report_and_the_plan_comes_back(industries, labour):
    for plan, number in ((labour, "1.6.1"), (industries, "1.1")):
        enter(plan, number, 3, "১")
        for quarter in (1, 3):
            surround(plan, quarter, f"ছক {quarter}", f"স্বাক্ষর\nতারিখ: ০{quarter}/০২/২০২১")
        Plan.objects.filter(pk=plan.pk).update(printed_above="খসড়া", printed_below="স্বাক্ষর")
        plan.refresh_from_db()
        comes_back(plan)


def test_titles_that_name_another_office_or_year_stand_in_the_annex_alone(industries):
    enter(industries, "1.1", 1, "১")
    surround(industries, 1, "ভূমি মন্ত্রণালয়\nকর্ম-পরিকল্পনা ২০১৯-২০", "")
    assert "ভূমি মন্ত্রণালয়" not in visible(export_plan(industries, through=4))
    comes_back(industries)


def test_lines_that_would_be_rows_of_the_plan_stand_in_the_annex_alone(industries):
    enter(industries, "1.1", 1, "১")
    surround(industries, 1, "", "১৪. ক্ষেত্র.....৫\n১৪.১ সভা")
    assert "১৪.১ সভা" not in visible(export_plan(industries, through=4))
    comes_back(industries)


# --- what administrators do to a plan ----------------------------------------------------------------------------


def test_parts_the_egov_form_lacks_come_back(labour):
    rows = Indicator.objects.filter(activity__area__plan=labour, number="1.1.1")
    rows.update(responsible="যুগ্মসচিব", remark="=মন্তব্য\nদ্বিতীয় লাইন", claimed_total="৪", claimed_marks=Decimal(2))
    Area.objects.filter(plan=labour, number="1").update(note="টীকা")
    cell = cell_of(labour, "1.6.1", 2)
    cell.target = read_value("২", Unit.NUMBER).value
    cell.save()
    comes_back(labour)


def test_positions_with_gaps_are_no_change(industries):
    for area in Area.objects.filter(plan=industries):
        Area.objects.filter(pk=area.pk).update(position=area.position * 10 + 5)
    comes_back(industries)


def test_a_ladder_only_one_indicator_has_comes_back(labour):
    row = Indicator.objects.get(activity__area__plan=labour, number="1.6.1")
    GradedTarget.objects.create(
        indicator=row, percent=Decimal("66.67"), target_text="২", target_state="given", target_quantity=2
    )
    row.graded_targets.filter(percent=60).delete()
    comes_back(labour)


def test_grades_on_an_integrity_plan_come_back(industries):
    row = Indicator.objects.get(activity__area__plan=industries, number="1.1")
    GradedTarget.objects.create(indicator=row, percent=80, target_text="৩", target_state="given", target_quantity=3)
    comes_back(industries)


def test_rows_without_indicators_come_back(labour):
    area = Area.objects.create(plan=labour, position=9, number="3", title="নতুন ক্ষেত্র", weight=0)
    area.activities.create(position=0, number="3.1", title="নতুন কার্যক্রম")
    Area.objects.create(plan=labour, position=10, number="4", title="খালি ক্ষেত্র", weight=Decimal("2.5"))
    comes_back(labour)


# --- any plan ----------------------------------------------------------------------------------------------------


def any_plan_comes_back(written):
    with transaction.atomic():
        office, year = find_offices(written.office_name)[0], find_year(written.year)
        comes_back(store_plan(draft=written, office=office, year=year, by=None).plan)
        transaction.set_rollback(True)


some = examples(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.mark.long
@some
@given(written=integrity_plans())
def test_any_integrity_plan_comes_back(reference, written):
    any_plan_comes_back(written)


@pytest.mark.long
@some
@given(written=egov_plans().filter(lambda plan: plan.indicators))
def test_any_egov_plan_comes_back(reference, written):
    any_plan_comes_back(written)


many = examples(max_examples=30)


def reads_as_it_was(written):
    (read,) = read_document(write_form(written, None, through=4)).drafts
    assert comparable(read) == comparable(written)


@many
@given(written=integrity_plans())
def test_any_integrity_plan_written_as_a_form_reads_as_it_was(written):
    reads_as_it_was(written)


@many
@given(written=egov_plans().filter(lambda plan: plan.indicators))
def test_any_egov_plan_written_as_a_form_reads_as_it_was(written):
    reads_as_it_was(written)


# --- what an office says beside its achievements -----------------------------------------------------------------


@pytest.mark.parametrize(("name", "number"), [("industries", "1.1"), ("labour", "1.4.1")])
def test_remarks_and_claims_of_quarters_come_back(industries, labour, name, number):
    plan = {"industries": industries, "labour": labour}[name]
    for quarter, remark, claim in ((1, "সভা হয়েছে", "0.5"), (2, "ঐ", None)):
        cell = cell_of(plan, number, quarter)
        cell.remark, cell.claimed_marks = remark, claim and Decimal(claim)
        cell.save()
    through_one = changes_beside_itself(plan, through=1)
    assert through_one == []
    comes_back(plan)
    row = load_tree(Plan.objects.get(kind=plan.kind)).by_number[number][1]
    assert (row.quarter(1).remark, row.quarter(1).claimed_marks, row.quarter(2).remark) == (
        "সভা হয়েছে",
        Decimal("0.5"),
        "ঐ",
    )


def test_a_remark_of_a_quarter_is_a_change_of_that_quarter(industries):
    cell = cell_of(industries, "1.1", 2)
    cell.remark = "নতুন"
    cell.save()
    content = export_plan(industries, through=4)
    QuarterCell.objects.filter(pk=cell.pk).update(remark="পুরোনো")
    changes = imported(content).changes
    assert [(each.subject, each.field, each.before, each.after, each.quarter) for each in changes] == [
        ("1.1 q2", "remark", "পুরোনো", "নতুন", 2)
    ]
    told = industries.events.get(verb="import_cell")
    assert (told.before, told.after) == ({"remark": {"text": "পুরোনো"}}, {"remark": {"text": "নতুন"}})
