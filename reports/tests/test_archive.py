"""Owns the proof that a frozen report is printed once and served as it was printed, and a live one never kept."""

from datetime import date

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone

from plans.actions.achievements import record_achievement
from plans.actions.reporting import approve_report, submit_report
from plans.tests.factories import cell_of
from plans.values.digits import to_bengali
from reports.archive import find, keep, kept
from reports.pdf.press import Press
from reports.pdf.printing import print_official_form
from reports.printed.official_form import official_form
from reports.printing import Paper, print_paper, report_of
from reports.tests.pdf.extraction import text_of


@pytest.fixture
def plan(plan_of_size, alice):
    plan = plan_of_size(2)
    record_achievement(cell=cell_of(plan, "1.1", 1), value="৪", version=0, by=alice)
    return plan


@pytest.fixture
def frozen(plan, alice, rita):
    approve_report(report=submit_report(report=plan.reports.get(quarter=1), by=alice), by=rita)
    return report_of(plan, 1)


def never() -> bytes:
    raise AssertionError("printed again")


def test_a_frozen_report_is_printed_once(frozen):
    assert kept(frozen, "form", "bn", lambda: b"first%%EOF") == b"first%%EOF"
    assert kept(frozen, "form", "bn", never) == b"first%%EOF"


def test_a_print_that_was_cut_off_is_replaced_by_a_whole_one(frozen, settings):
    keep(frozen, "form", "bn", b"first%%EOF")
    (file,) = settings.MEDIA_ROOT.rglob("form-bn.pdf")
    file.write_bytes(b"fir")
    assert kept(frozen, "form", "bn", lambda: b"first%%EOF") == b"first%%EOF"
    assert kept(frozen, "form", "bn", never) == b"first%%EOF"
    assert len(list(file.parent.iterdir())) == 1


def test_each_report_and_language_is_kept_by_itself(frozen):
    for name, language in (("form", "bn"), ("form", "en"), ("scorecard", "bn")):
        keep(frozen, name, language, f"{name} {language}%%EOF".encode())
    assert find(frozen, "form", "en") == b"form en%%EOF"
    assert find(frozen, "scorecard", "bn") == b"scorecard bn%%EOF"
    assert find(frozen, "scorecard", "en") is None


def test_a_live_report_is_printed_every_time_and_not_kept(plan):
    report = report_of(plan, 1)
    assert kept(report, "form", "bn", lambda: b"first%%EOF") == b"first%%EOF"
    assert kept(report, "form", "bn", lambda: b"second%%EOF") == b"second%%EOF"
    assert find(report, "form", "bn") is None


def test_what_was_kept_of_other_figures_is_not_served(frozen):
    keep(frozen, "form", "bn", b"signed%%EOF")
    frozen.scorecard["earned"] = "2.00"
    assert find(frozen, "form", "bn") is None


def test_a_frozen_form_stays_byte_for_byte_whatever_day_it_is(frozen):
    first = print_paper(Paper.FORM, frozen, printed_on=date(2026, 3, 4))
    later = print_paper(Paper.FORM, frozen, printed_on=date(2031, 12, 31))
    assert first == later
    for name in default_storage.listdir("printed")[0]:
        default_storage.delete(f"printed/{name}/form-bn.pdf")
    assert find(frozen, "form", "bn") is None
    assert print_paper(Paper.FORM, frozen, printed_on=date(2031, 12, 31)) == first
    day = to_bengali(f"{timezone.localdate(frozen.approved_at):%d/%m/%Y}")
    assert f"অনুমোদন: {day}" in text_of(first)


def test_a_frozen_form_is_the_same_in_another_process_on_another_day(frozen, monkeypatch):
    first = print_paper(Paper.FORM, frozen, printed_on=date(2026, 3, 4))
    form = official_form(frozen, printed_on=date(2031, 12, 31))
    monkeypatch.setenv("PYTHONHASHSEED", "7")
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    press = Press()
    there = print_official_form(form, template="integrity_plans/official_form.html", render=press.render_pdf)
    press.stop()
    press.close()
    assert there == first
