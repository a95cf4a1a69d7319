"""A document is understood once; what is kept of that is read again by the same readers only."""

import json
import shutil
import zlib

import pytest
from django.test import override_settings

from imports.queries import understood as module
from imports.queries.understood import understood
from official_forms.kind_choice import SaidKinds
from plans.kinds import read_document
from plans.tests.factories import INDUSTRIES, LABOUR, workbook
from plans.tests.workbooks import WITHOUT_QUARTER, with_cells
from sheets.documents import Answers, Document
from sheets.refusal import Busy
from sheets.turns import Patience, turn

CONTENT = workbook(INDUSTRIES).read_bytes()
HURRIED = Patience(0, seats=0)


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    settings.FILES_READ_AT_ONCE = 1


@pytest.fixture(scope="module")
def read_once(tmp_path_factory):
    folder = tmp_path_factory.mktemp("understood")
    with override_settings(DATA_DIR=folder):
        return understood(CONTENT, INDUSTRIES), folder / "readings"


@pytest.fixture
def first(read_once, tmp_path):
    """What was understood of the plan, kept in the folder of this test."""
    document, folder = read_once
    shutil.copytree(folder, tmp_path / "readings")
    return document


@pytest.fixture
def busy_machine(tmp_path):
    """Whoever wants to read a file now finds the only place taken."""
    with turn(tmp_path / "readings", 1, HURRIED):
        yield


def kept(folder):
    return sorted((folder / "readings").glob("*.reading"))


def test_what_was_understood_is_answered_without_reading_again(tmp_path):
    first = understood(CONTENT, INDUSTRIES)
    assert first == read_document(CONTENT, INDUSTRIES)
    with turn(tmp_path / "readings", 1, HURRIED):
        assert understood(CONTENT, INDUSTRIES, patience=HURRIED) == first


def test_a_document_whose_turn_does_not_come_is_not_called_wrong(busy_machine, tmp_path):
    with pytest.raises(Busy):
        understood(CONTENT, INDUSTRIES, patience=HURRIED)
    assert kept(tmp_path) == []


def test_other_readers_read_anew(monkeypatch, tmp_path, first):
    assert len(kept(tmp_path)) == 1
    monkeypatch.setattr(module, "version_of_readers", lambda: "another")
    assert understood(CONTENT, INDUSTRIES) == first
    assert len(kept(tmp_path)) == 2


def test_each_kind_name_and_answer_is_a_reading_of_its_own(tmp_path):
    content = with_cells(LABOUR, WITHOUT_QUARTER)
    (draft,) = understood(content, LABOUR).drafts
    assert draft.reported_quarter is None
    (answered,) = understood(content, LABOUR, answers=Answers(quarters={(draft.sheet, "K4"): 2})).drafts
    assert answered.reported_quarter == 2
    assert understood(content, LABOUR, answers=Answers(SaidKinds("integrity"))).drafts == ()
    assert len(kept(tmp_path)) == 3


@pytest.mark.parametrize(
    "spoilt",
    [b"", b"cut off", zlib.compress(b"[1]"), zlib.compress(json.dumps({"drafts": [7], "problems": []}).encode())],
)
def test_a_spoilt_reading_is_read_anew(tmp_path, first, spoilt):
    (file,) = kept(tmp_path)
    file.write_bytes(spoilt)
    assert understood(CONTENT, INDUSTRIES) == first


def test_a_refusal_is_kept_too(tmp_path):
    refused = understood(b"no workbook", "plan.xlsx")
    assert isinstance(refused, Document)
    assert [problem.code for problem in refused.problems] == ["not_a_workbook"]
    with turn(tmp_path / "readings", 1, HURRIED):
        assert understood(b"no workbook", "plan.xlsx", patience=HURRIED) == refused


def test_readings_do_not_pile_up(monkeypatch, tmp_path):
    monkeypatch.setattr(module, "MOST_KEPT", 2)
    for number in range(4):
        understood(b"no workbook %d" % number, "plan.xlsx")
    assert len(kept(tmp_path)) == 2
