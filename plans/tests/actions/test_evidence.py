"""Owns the proof of what is attached to a cell: files that stay as they were brought, and the talk."""

import hashlib
import re

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile

from plans.actions.evidence import EMPTY, STRANGER, TWICE, attach_evidence, remove_evidence, write_comment
from plans.actions.ledger import is_chain_whole
from plans.actions.reporting import submit_report
from plans.tests.factories import cell_of
from uploads import file_kinds as kinds
from uploads import refusals
from uploads.judging import EICAR
from uploads.tests import samples
from workflow.transitions import NOT_NOW, NOT_YOURS, Refusal, ReportState, Side

CONTENT = b"%PDF-1.4 minutes of the meeting"
DIGEST = hashlib.sha256(CONTENT).hexdigest()


@pytest.fixture
def cell(plan_of_size):
    return cell_of(plan_of_size(2), "1.1", 1)


def notice(content=CONTENT, name="সভার নোটিশ.pdf"):
    return SimpleUploadedFile(name, content, content_type="application/pdf")


def plan_of(cell):
    return cell.indicator.activity.area.plan


def test_a_file_is_kept_as_it_was_brought_with_its_hash(cell, alice):
    evidence = attach_evidence(cell=cell, file=notice(), by=alice)
    assert (evidence.name, evidence.sha256, evidence.added_by) == ("সভার নোটিশ.pdf", DIGEST, alice)
    with default_storage.open(evidence.file.name) as file:
        assert file.read() == CONTENT
    event = plan_of(cell).events.get(verb="attach_evidence")
    assert (event.subject, event.by) == ("1.1 q1", alice)
    assert event.after == {"name": "সভার নোটিশ.pdf", "sha256": DIGEST}


def test_the_same_file_is_attached_to_a_cell_once(cell, alice, bob):
    attach_evidence(cell=cell, file=notice(), by=alice)
    with pytest.raises(Refusal) as refused:
        attach_evidence(cell=cell, file=notice(name="অন্য নাম.pdf"), by=bob)
    assert refused.value.sentence is TWICE
    attach_evidence(cell=cell_of(plan_of(cell), "1.2", 1), file=notice(), by=alice)
    assert cell.evidence.count() == 1


def test_a_file_is_kept_under_a_name_that_tells_nothing(cell, alice):
    evidence = attach_evidence(cell=cell, file=notice(name="../শিল্প মন্ত্রণালয় সভা.pdf"), by=alice)
    assert re.fullmatch(r"evidence/\d{4}/\d{2}/[0-9a-f]{32}\.pdf", evidence.file.name)
    assert evidence.name.endswith("শিল্প মন্ত্রণালয় সভা.pdf")


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (EICAR, "a.pdf", refusals.TEST_VIRUS),
        (samples.HTML, "a.pdf", refusals.not_taken(kinds.WEB_PAGE)),
        (samples.bomb(), "a.xlsx", refusals.BOMB),
        (samples.office(word__vbaProject_dot_bin=b"x"), "a.docx", refusals.MACROS),
    ],
    ids=["eicar", "html", "bomb", "macro"],
)
def test_a_file_is_judged_by_its_content_whatever_its_name(cell, alice, content, name, sentence):
    with pytest.raises(Refusal) as refused:
        attach_evidence(cell=cell, file=notice(content, name), by=alice)
    assert refused.value.sentence == sentence
    assert not cell.evidence.exists()
    assert not plan_of(cell).events.filter(verb="attach_evidence").exists()


def test_what_a_virus_scanner_finds_is_not_kept(cell, alice, settings):
    settings.VIRUS_SCANNER = ["grep", "--quiet", "--invert-match", "minutes"]  # exit code 1 where every line has it
    with pytest.raises(Refusal) as refused:
        attach_evidence(cell=cell, file=notice(), by=alice)
    assert refused.value.sentence is refusals.VIRUS
    attach_evidence(cell=cell, file=notice(b"%PDF-1.4 something else"), by=alice)
    assert cell.evidence.get().sha256 != DIGEST


def test_a_file_larger_than_the_setting_is_refused_unread(cell, alice, settings):
    settings.EVIDENCE_MAX_BYTES = len(CONTENT) - 1
    with pytest.raises(Refusal) as refused:
        attach_evidence(cell=cell, file=notice(), by=alice)
    assert refused.value.sentence == refusals.too_large(len(CONTENT) - 1)


def test_an_office_has_its_quota_of_a_year_over_all_its_plans(cell, alice, charlie, plan_of_size, settings):
    size = 1024 * 1024
    settings.EVIDENCE_QUOTA_BYTES = 2 * size
    large = samples.PDF.ljust(size, b" ")
    other = plan_of_size(1, kind="egov", year=plan_of(cell).year.start_year)
    attach_evidence(cell=cell, file=notice(large), by=alice)
    attach_evidence(cell=cell_of(other, "1.1.1", 1), file=notice(large), by=alice)
    with pytest.raises(Refusal) as refused:
        attach_evidence(cell=cell, file=notice(), by=alice)
    assert refused.value.sentence == refusals.quota_used_up(2 * size, 2 * size, len(CONTENT))
    assert "২ মেগাবাইটের মধ্যে ২ মেগাবাইট" in refused.value.sentence.bn
    next_year = plan_of_size(1, year=plan_of(cell).year.start_year - 1)
    attach_evidence(cell=cell_of(next_year, "1.1", 1), file=notice(), by=alice)
    elsewhere = plan_of_size(1, office=charlie.memberships.get().office, year=plan_of(cell).year.start_year)
    attach_evidence(cell=cell_of(elsewhere, "1.1", 1), file=notice(), by=charlie)


def test_what_is_taken_off_makes_room_again(cell, alice, settings):
    settings.EVIDENCE_QUOTA_BYTES = len(CONTENT)
    evidence = attach_evidence(cell=cell, file=notice(), by=alice)
    remove_evidence(evidence=evidence, by=alice)
    attach_evidence(cell=cell, file=notice(), by=alice)


def test_a_file_taken_off_is_gone_and_the_ledger_keeps_its_hash(cell, alice, django_capture_on_commit_callbacks):
    evidence = attach_evidence(cell=cell, file=notice(), by=alice)
    place = evidence.file.name
    with django_capture_on_commit_callbacks(execute=True):
        remove_evidence(evidence=evidence, by=alice)
    assert not cell.evidence.exists()
    assert not default_storage.exists(place)
    assert plan_of(cell).events.get(verb="remove_evidence").before["sha256"] == DIGEST
    assert is_chain_whole(plan_of(cell).pk)


def test_files_are_attached_and_taken_off_only_while_the_report_is_open(cell, alice):
    evidence = attach_evidence(cell=cell, file=notice(), by=alice)
    submit_report(report=plan_of(cell).reports.get(quarter=1), by=alice)
    for step in (
        lambda: attach_evidence(cell=cell, file=notice(b"%PDF other"), by=alice),
        lambda: remove_evidence(evidence=evidence, by=alice),
    ):
        with pytest.raises(Refusal) as refused:
            step()
        assert refused.value.sentence is NOT_NOW[ReportState.SUBMITTED]
    assert cell.evidence.count() == 1


@pytest.mark.parametrize("who", ["charlie", "rita", "administrator"])
def test_only_the_focal_point_attaches_and_takes_off(cell, alice, request, who):
    evidence, stranger = attach_evidence(cell=cell, file=notice(), by=alice), request.getfixturevalue(who)
    for step in (
        lambda: attach_evidence(cell=cell, file=notice(b"%PDF other"), by=stranger),
        lambda: remove_evidence(evidence=evidence, by=stranger),
    ):
        with pytest.raises(Refusal) as refused:
            step()
        assert refused.value.sentence is NOT_YOURS[Side.ENTERING]
    assert cell.evidence.count() == 1


def test_focal_point_and_reviewer_talk_in_any_state(cell, alice, rita):
    write_comment(cell=cell, text="  নোটিশটি দেখুন  ", by=alice)
    submit_report(report=plan_of(cell).reports.get(quarter=1), by=alice)
    write_comment(cell=cell, text="দেখা হয়েছে", by=rita)
    assert [(comment.text, comment.written_by) for comment in cell.comments.all()] == [
        ("নোটিশটি দেখুন", alice),
        ("দেখা হয়েছে", rita),
    ]
    assert plan_of(cell).events.filter(verb="write_comment").count() == 2


@pytest.mark.parametrize("who", ["charlie", "administrator"])
def test_a_stranger_does_not_join_the_talk(cell, request, who):
    with pytest.raises(Refusal) as refused:
        write_comment(cell=cell, text="মন্তব্য", by=request.getfixturevalue(who))
    assert refused.value.sentence is STRANGER
    assert not cell.comments.exists()


def test_an_empty_remark_is_refused(cell, alice):
    with pytest.raises(Refusal) as refused:
        write_comment(cell=cell, text=" \n ", by=alice)
    assert refused.value.sentence is EMPTY
