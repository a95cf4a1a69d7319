"""Owns the proof that a frozen report is printed once and served as it was printed, and a live one never kept."""

import hashlib
from datetime import date
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from cell_values.digits import to_bengali
from jobs.keeping import ChangedFile, LostFile
from plans.actions.achievements import record_achievement
from plans.actions.reporting import approve_report, submit_report
from plans.tests.factories import cell_of
from reports.kept_prints import find, keep, kept
from reports.pdf.press import Press
from reports.printed.official_form import official_form
from reports.printed.setting import print_official_form
from reports.printing import Paper, print_paper, report_of
from reports.tests.pdf.extraction import text_of
from reports.verification import digest_of


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


def test_a_print_that_was_cut_off_while_it_was_written_is_replaced_by_a_whole_one(frozen):
    default_storage.save(f"printed/{digest_of(frozen)}/form-bn.pdf", ContentFile(b"fir"))
    assert kept(frozen, "form", "bn", lambda: b"first%%EOF") == b"first%%EOF"
    assert kept(frozen, "form", "bn", never) == b"first%%EOF"
    assert default_storage.listdir(f"printed/{digest_of(frozen)}")[1] == ["form-bn.pdf"]


def test_a_print_is_kept_with_its_hash_in_the_ledger(frozen):
    keep(frozen, "form", "bn", b"first%%EOF")
    digest = hashlib.sha256(b"first%%EOF").hexdigest()
    row, event = frozen.prints.get(), frozen.plan.events.get(verb="keep_print")
    assert (row.sha256, row.figures, row.is_adopted) == (digest, digest_of(frozen), False)
    assert (event.subject, event.quarter, event.by) == ("form bn q1", 1, None)
    assert event.after == {"figures": digest_of(frozen), "sha256": digest}


@pytest.mark.parametrize("content", [b"other%%EOF", b"fir", b""])
def test_a_kept_print_that_was_changed_is_never_served_or_replaced(frozen, content, caplog):
    keep(frozen, "form", "bn", b"first%%EOF")
    file = Path(default_storage.path(frozen.prints.get().file.name))
    file.write_bytes(content)
    with pytest.raises(ChangedFile):
        kept(frozen, "form", "bn", never)
    assert file.read_bytes() == content
    assert "was changed" in caplog.text


def test_a_lost_print_comes_back_when_the_same_bytes_are_printed_again(frozen):
    keep(frozen, "form", "bn", b"first%%EOF")
    file = Path(default_storage.path(frozen.prints.get().file.name))
    file.unlink()
    assert kept(frozen, "form", "bn", lambda: b"first%%EOF") == b"first%%EOF"
    assert file.read_bytes() == b"first%%EOF"
    assert frozen.plan.events.filter(verb="keep_print").count() == 1


def test_a_lost_print_is_not_replaced_by_another(frozen):
    keep(frozen, "form", "bn", b"first%%EOF")
    Path(default_storage.path(frozen.prints.get().file.name)).unlink()
    with pytest.raises(LostFile):
        kept(frozen, "form", "bn", lambda: b"second%%EOF")


def test_who_prints_at_the_same_time_gets_the_print_that_is_kept(frozen):
    assert keep(frozen, "form", "bn", b"first%%EOF") == b"first%%EOF"
    assert keep(frozen, "form", "bn", b"second%%EOF") == b"first%%EOF"


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
    there = print_official_form(form, render=press.render_pdf)
    press.stop()
    press.close()
    assert there == first
