"""Owns the proof that a file is judged by what is in it: genuine ones are taken, harmful ones named and refused."""

import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from uploads import file_kinds as kinds
from uploads import refusals
from uploads.file_kinds import media_type_of
from uploads.judging import EICAR, judge
from uploads.tests import samples
from uploads.tests.samples import MACRO, office, old_office, open_document, picture, zipped
from workflow.transitions import Refusal

TAKEN = {
    "a.pdf": (samples.PDF, kinds.PDF),
    "SCAN.PDF": (b"\xef\xbb\xbf\r\n" + samples.PDF, kinds.PDF),
    "a.jpg": (picture("JPEG"), kinds.JPEG),
    "a.JPEG": (picture("JPEG"), kinds.JPEG),
    "a.png": (picture("PNG"), kinds.PNG),
    "a.webp": (picture("WEBP"), kinds.WEBP),
    "a.heic": (samples.HEIC, kinds.HEIC),
    "a.docx": (samples.word(), kinds.DOCX),
    "a.xlsx": (samples.excel(), kinds.XLSX),
    "chart.pptx": (
        office(
            "ppt/presentation.xml", ppt__embeddings__Sheet1_dot_xlsx=samples.excel(), ppt__media__a_dot_svg="<svg/>"
        ),
        kinds.PPTX,
    ),
    "object.docx": (office(word__embeddings__oleObject1_dot_bin=samples.OLE), kinds.DOCX),
    "a.doc": (old_office("Root Entry", "WordDocument"), kinds.DOC),
    "with sheet.doc": (old_office("WordDocument", "Workbook"), kinds.DOC),
    "with letter.xls": (old_office("Workbook", "WordDocument"), kinds.XLS),
    "a.xls": (samples.of_corpus(".xls"), kinds.XLS),
    "a.ppt": (old_office("PowerPoint Document"), kinds.PPT),
    "a.ods": (samples.of_corpus(".ods"), kinds.ODS),
    "a.odt": (open_document(), kinds.ODT),
    "a.odp": (open_document("presentation"), kinds.ODP),
    "১ম সভা.pdf": (samples.PDF, kinds.PDF),
}


@pytest.mark.parametrize("name", TAKEN)
def test_genuine_files_are_taken(name):
    content, kind = TAKEN[name]
    assert judge(content, name) is kind
    assert media_type_of(name) == kind.media_type


def holds(member):
    return refusals.holds(member)


REFUSED = {
    "page.html": (samples.HTML, refusals.not_taken(kinds.WEB_PAGE)),
    "page.pdf": (samples.HTML, refusals.not_taken(kinds.WEB_PAGE)),
    "late.pdf": (b"\n" * 100 + b"<HTML><body>", refusals.not_taken(kinds.WEB_PAGE)),
    "drawing.svg": (samples.SVG, refusals.not_taken(kinds.SVG)),
    "drawing.png": (samples.SVG, refusals.not_taken(kinds.SVG)),
    "run.exe": (samples.EXE, refusals.not_taken(kinds.PROGRAM)),
    "run.pdf": (samples.EXE, refusals.not_taken(kinds.PROGRAM)),
    "elf.pdf": (b"\x7fELF\x02\x01\x01", refusals.not_taken(kinds.PROGRAM)),
    "run.docx": (b"#!/bin/sh\nrm -r /", refusals.not_taken(kinds.SCRIPT)),
    "way.pdf": (b"L\0\0\0\x01\x14\x02\0", refusals.not_taken(kinds.SHORTCUT)),
    "notes.txt": ("সাধারণ লেখা".encode(), refusals.not_taken(kinds.PLAIN_TEXT)),
    "empty.pdf": (b"", refusals.not_taken(kinds.EMPTY)),
    "blank.pdf": (b"\0" * 5000, refusals.not_taken(kinds.EMPTY)),
    "unknown.pdf": (b"\x01\x02\x03\x04\x05 \x99", refusals.not_taken(kinds.UNKNOWN)),
    "installer.doc": (samples.OLE, refusals.not_taken(kinds.OLD_BINARY)),
    "files.zip": (zipped({"a.pdf": samples.PDF}), refusals.not_taken(kinds.ZIP)),
    "files.docx": (zipped({"a.pdf": samples.PDF}), refusals.not_taken(kinds.ZIP)),
    "java.docx": (zipped({"META-INF/MANIFEST.MF": "Main-Class: A"}), refusals.not_taken(kinds.ZIP)),
    "files.rar": (b"Rar!\x1a\x07\x00", refusals.not_taken(kinds.PACKED)),
    "drawing.odg": (open_document("graphics"), refusals.not_taken(kinds.ZIP)),
    "eicar.com": (EICAR, refusals.TEST_VIRUS),
    "eicar.pdf": (EICAR + b"\r\n", refusals.TEST_VIRUS),
    "hidden.pdf": (samples.PDF + EICAR, refusals.TEST_VIRUS),
    "macro.docm": (office(word__vbaProject_dot_bin=MACRO), refusals.MACROS),
    "macro.docx": (office(word__vbaProject_dot_bin=MACRO), refusals.MACROS),
    "macro.xlsx": (office("xl/workbook.xml", xl__vbaProject_dot_bin=MACRO), refusals.MACROS),
    "sheet.xlsx": (office("xl/workbook.xml", xl__macrosheets__sheet1_dot_xml="<m/>"), refusals.MACROS),
    "renamed.xlsx": (
        office("xl/workbook.xml", declared="application/vnd.ms-office.vbaProject", xl__a_dot_bin=MACRO),
        refusals.MACROS,
    ),
    "declared.docx": (office(declared="application/vnd.ms-word.document.macroEnabled.main+xml"), refusals.MACROS),
    "macro.doc": (old_office("WordDocument", "Macros", "VBA", "_VBA_PROJECT"), refusals.MACROS),
    "macro.xls": (old_office("Workbook", "_VBA_PROJECT_CUR", "_VBA_PROJECT"), refusals.MACROS),
    "macro.odt": (open_document(Basic__Standard__Module1="<script/>"), refusals.MACROS),
    "script.ods": (open_document("spreadsheet", Scripts__python__a="import os"), refusals.MACROS),
    "locked.docx": (samples.locked(), refusals.ENCRYPTED),
    "locked.xlsx": (old_office("EncryptionInfo", "EncryptedPackage"), refusals.ENCRYPTED),
    "locked.odt": (open_document(manifest="<manifest:encryption-data/>"), refusals.ENCRYPTED),
    "bomb.xlsx": (samples.bomb(), refusals.BOMB),
    "bomb.pdf": (samples.bomb(), refusals.BOMB),
    "bomb.zip": (zipped({"0.dat": b"\0" * 60_000_000}), refusals.BOMB),
    "bomb as.pdf": (zipped({"0.dat": b"\0" * 60_000_000}), refusals.BOMB),
    "flat.docx": (samples.flat_bomb(), refusals.BOMB),
    "list.docx": (samples.long_list(), refusals.BOMB),
    "lying.docx": (samples.lying_list(), refusals.BOMB),
    "nested.docx": (office(word__inner_dot_zip=zipped({"a": b""})), holds("word/inner.zip")),
    "program.docx": (office(word__embeddings__run_dot_exe=samples.EXE), holds("word/embeddings/run.exe")),
    "document.docx": (office(hidden_dot_docx=office()), holds("hidden.docx")),
    "upwards.docx": (zipped({"[Content_Types].xml": "", "word/../../x.xml": ""}), refusals.DAMAGED),
    "cut.docx": (office()[:-30], refusals.DAMAGED),
    "head.docx": (b"PK\x03\x04", refusals.DAMAGED),
    "polyglot.pdf": (samples.PDF + zipped({"Main.class": b"\xca\xfe\xba\xbe"}), refusals.TWO_IN_ONE),
    "polyglot.jpg": (picture("JPEG") + zipped({"Main.class": b"\xca\xfe\xba\xbe"}), refusals.TWO_IN_ONE),
    "picture.pdf": (picture("JPEG"), refusals.misnamed(".pdf", kinds.JPEG.name, (".jpg",))),
    "page.htm": (samples.PDF, refusals.misnamed(".htm", kinds.PDF.name, (".pdf",))),
    "none": (samples.PDF, refusals.misnamed("", kinds.PDF.name, (".pdf",))),
    "letter.xlsx": (samples.word(), refusals.misnamed(".xlsx", kinds.DOCX.name, (".docx",))),
    "letter.pdf.exe": (samples.PDF, refusals.misnamed(".exe", kinds.PDF.name, (".pdf",))),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_not_taken_is_named_as_what_it_is(name):
    content, sentence = REFUSED[name]
    with pytest.raises(Refusal) as refused:
        judge(content, name)
    assert refused.value.sentence == sentence


@pytest.mark.parametrize(("start", "named"), [(b"GIF89a\x01\0\x01\0", "gif"), (b"\0\0\0\x18ftypmp42", "MPEG-4")])
def test_what_is_no_danger_and_no_document_is_named_by_the_library(start, named):
    with pytest.raises(Refusal) as refused:
        judge(start + b"\0" * 40, "a.pdf")
    assert named.lower() in refused.value.sentence.en.lower()


def judged(data, name):
    """The kind of a file or the sentence in which it is refused; anything else fails."""
    try:
        return judge(data, name).name.bn
    except Refusal as refused:
        return refused.sentence.bn


@given(st.binary(max_size=400), st.sampled_from(["a.pdf", "a.docx", "a", "a.exe"]), st.booleans())
def test_whatever_the_bytes_are_it_is_a_kind_or_a_sentence(data, name, as_zip):
    assert judged((b"PK\x03\x04" if as_zip else b"") + data, name)


@given(st.integers(0, 3000), st.integers(0, 255))
def test_a_document_with_one_byte_changed_is_a_kind_or_a_sentence(place, byte):
    data = bytearray(DOCUMENT)
    data[place % len(data)] = byte
    assert judged(bytes(data), "a.docx")


def test_judging_unpacks_nothing():
    data = samples.bomb()
    tracemalloc.start()
    with pytest.raises(Refusal):
        judge(data, "bomb.xlsx")
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 5_000_000


DOCUMENT = office()
