"""Owns the proof of late rules at a preview: shown, written in either digits, stored as written, refused by halves."""

import re

import pytest

from imports.tests.cases.formats import CASES
from imports.tests.views.pages import shown_by
from imports.views import page as page_module
from plans.late_rule_form import LateRuleForm
from plans.models import Indicator, Plan
from plans.tests.factories import INDUSTRIES
from plans.tests.stepping import submit_through
from plans.tests.workbooks import with_cells

DATED = "4.1"
FIELDS = {"marks": f"plan-1-late-{DATED}-marks", "days": f"plan-1-late-{DATED}-days"}
GUIDELINE = CASES / "marks-nis-2021-22-guideline" / "input.xlsx"


def written(marks, days):
    return {FIELDS["marks"]: marks, FIELDS["days"]: days}


def stored(number=DATED):
    rule = Indicator.objects.get(number=number).late_rule
    return rule and (str(rule.marks), rule.days)


def row_of(client, address, number=DATED, **said):
    page = (client.post(address, {"step": "show"} | said) if said else client.get(address)).context["page"]
    return next(row for row in page.plans[0].rows if row.draft.number == number)


def test_only_rows_with_dates_ask_for_a_late_rule(client, preview):
    assert row_of(client, preview).late_form is not None
    assert row_of(client, preview, "1.1").late_form is None
    text = client.get(preview).text
    assert text.count("বিলম্বের নিয়ম নেই") == text.count('class="rule-change late-rule"') > 10


@pytest.mark.parametrize(("marks", "days"), [("০.২৫", "১৪"), ("0.25", "14"), (" ০.২৫ ", "14")])
def test_a_rule_written_in_either_digits_is_stored(preview, store, marks, days):
    assert store(preview, **written(marks, days)).status_code == 302
    assert stored() == ("0.25", 14)
    assert Indicator.objects.exclude(late_marks=None).count() == 1


def test_what_was_written_is_shown_before_it_is_stored(client, preview):
    text = client.post(preview, {"step": "show"} | written("০.২৫", "১৪")).text
    assert "বিলম্বে: শুরু হওয়া প্রতি ১৪ দিনে ০.২৫ নম্বর কম" in text
    client.cookies["django_language"] = "en"
    assert "late: 0.25 marks less for each 14 days begun" in client.post(preview, written("০.২৫", "১৪")).text


@pytest.mark.parametrize(
    ("marks", "days", "lacking"),
    [
        ("0.25", "", "days"),
        ("", "১৪", "marks"),
        ("0", "14", "marks"),
        ("০.২৫৫", "14", "marks"),
        ("পোয়া", "14", "marks"),
        ("0.25", "পনেরো", "days"),
        ("0.25", "১৪.৫", "days"),
        ("0.25", "0", "days"),
        ("0.25", "৩৬৭", "days"),
        ("০.2৫", "14", "marks"),
    ],
)
def test_half_a_rule_is_told_at_the_field_that_lacks(marks, days, lacking):
    form = LateRuleForm(written(marks, days), prefix=f"plan-1-late-{DATED}")
    assert (set(form.errors), form.rule) == ({lacking}, None)


@pytest.mark.parametrize(("marks", "days", "lacking"), [("০.২৫", "", "days"), ("", "১৪", "marks")])
def test_nothing_is_stored_with_half_a_rule(client, preview, store, marks, days, lacking):
    response = store(preview, **written(marks, days))
    assert response.status_code == 422
    assert not Plan.objects.exists()
    refused = re.findall(r'<p class="field-error" id="id_([^"]+)_error">', response.text)
    assert refused == [FIELDS[lacking]]
    assert f'value="{marks or days}"' in response.text
    assert "বিলম্বের নিয়ম অসম্পূর্ণ" in response.text


@pytest.mark.parametrize("step", ["show", "store"])
def test_the_top_of_the_page_leads_to_the_field_of_a_rule_that_was_refused(client, preview, step):
    text = client.post(preview, {"step": step} | written("০.২৫", "")).text
    notice = text.partition('id="missing"')[2].partition("</p>")[0]
    assert "বিলম্বের নিয়ম অসম্পূর্ণ" in notice
    assert f'<a href="#id_{FIELDS["days"]}">ঘরটিতে যান</a>' in notice
    assert 'id="missing"' not in client.post(preview, {"step": "show"} | written("০.২৫", "১৪")).text


def test_a_rule_of_the_guideline_can_be_changed_or_taken_away(client, bring, store):
    address = bring(GUIDELINE.read_bytes())
    row = row_of(client, address, "2.1")
    assert (row.draft.late_rule.days, row.late_form["marks"].value()) == (14, "০.২৫")
    fields = {"plan-1-late-2.1-marks": "", "plan-1-late-2.1-days": ""}
    without = client.post(address, {"step": "show"} | fields).context["page"]
    assert "late_rule_suggested" not in {problem.code for problem in without.problems}
    store(address, **fields)
    assert stored("2.1") is None


def test_a_suggested_rule_sent_as_it_stood_is_no_choice(client, bring):
    fields = {"plan-1-late-2.1-marks": "০.২৫", "plan-1-late-2.1-days": "১৪"}
    row = row_of(client, bring(GUIDELINE.read_bytes()), "2.1", **fields)
    assert not row.is_late_rule_changed


def test_a_stored_rule_holds_and_is_not_asked_again(client, preview, store):
    store(preview, **written("০.২৫", "১৪"))
    row = row_of(client, preview, **written("২", "৭"))
    assert (row.late_form, row.draft.late_rule.days) == (None, 14)
    place = client.get(preview).text.partition('<p class="late-rule">')[2].partition("</p>")[0]
    assert "১৪ দিনে ০.২৫" in place
    assert "সংরক্ষিত" in place


def test_a_rule_is_added_to_a_stored_indicator_until_its_report_is_handed_in(client, industries, bring, store, alice):
    address = bring(with_cells(INDUSTRIES, {"N12": "নতুন মন্তব্য"}))
    assert store(address, **written("০.৫", "৩০")).status_code == 302
    assert stored() == ("0.50", 30)
    Indicator.objects.update(late_marks=None, late_days=None)
    submit_through(industries, 1, by=alice)
    response = store(bring(with_cells(INDUSTRIES, {"N12": "আরও নতুন"})), **written("০.৫", "৩০"))
    assert response.status_code == 422
    assert stored() is None


def test_a_rule_written_on_one_page_is_stored_from_another(client, preview, store, monkeypatch):
    monkeypatch.setattr(page_module, "MOST_ROWS", 10)
    wrote = written("০.২৫", "১৪")
    page = next(
        start for start in ("0", "10", "20") if FIELDS["marks"] not in client.post(preview, {"rows": start}).text
    )
    text = client.post(preview, {"rows": page} | wrote).text
    assert all(f'<input type="hidden" name="{name}" value="{typed}">' in text for name, typed in wrote.items())
    assert store(preview, rows="30", **wrote).status_code == 302
    assert stored() == ("0.25", 14)


def test_writing_a_rule_does_not_change_what_was_seen(client, preview):
    assert shown_by(client.post(preview, written("১", "৭")).text) == shown_by(client.get(preview).text)
