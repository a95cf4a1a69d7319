"""Owns the proof of bundles: what is taken out of a folder or zip, and which zips are not opened."""

import stat
from io import BytesIO
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import pytest

from imports import bundles
from imports.bundles import BundleRefusedError, Folder, Zip, bundle_of, is_bundle
from plans.tests.factories import INDUSTRIES, workbook
from plans.tests.workbooks import zipped


def made(*members, method=ZIP_DEFLATED):
    """A zip of members: names or whole entries, with their content."""
    stream = BytesIO()
    with ZipFile(stream, "w", method) as archive:
        for member, content in members:
            archive.writestr(member, content)
    stream.seek(0)
    return stream


def entry(name, *, mode=0, method=ZIP_DEFLATED):
    member = ZipInfo(name)
    member.external_attr, member.compress_type = mode << 16, method
    return member


def refused(act):
    with pytest.raises(BundleRefusedError) as error:
        act()
    return error.value.problem


# --- what is taken -----------------------------------------------------------------------------------------------


def test_files_of_a_zip_are_read_by_their_names_in_order():
    bundle = Zip(made(("b/খাদ্য.xlsx", b"2"), ("a.xlsx", b"1"), ("b/", b"")))
    assert bundle.names == ("a.xlsx", "b/খাদ্য.xlsx")
    assert [bundle.read(name) for name in bundle.names] == [b"1", b"2"]


def test_files_of_a_folder_are_read_with_those_below_it(tmp_path):
    (tmp_path / "ক").mkdir()
    (tmp_path / "ক" / "b.xlsx").write_bytes(b"2")
    (tmp_path / "a.xlsx").write_bytes(b"1")
    bundle = Folder(tmp_path)
    assert bundle.names == ("a.xlsx", "ক/b.xlsx")
    assert [bundle.read(name) for name in bundle.names] == [b"1", b"2"]


JUNK = ("~$a.xlsx", ".DS_Store", "__MACOSX/._a.xlsx", "b/Thumbs.db", "desktop.ini", ".git/config")


def test_what_programs_leave_behind_is_left_out(tmp_path):
    assert Zip(made(("a.xlsx", b"1"), *((name, b"") for name in JUNK))).names == ("a.xlsx",)
    for name in (*JUNK, "a.xlsx"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"")
    assert Folder(tmp_path).names == ("a.xlsx",)


def test_a_name_in_utf8_that_does_not_say_so_is_understood():
    content = made(("খাদ্য.xlsx", b"1")).getvalue()
    unmarked = content.replace(b"\x00\x08\x08\x00", b"\x00\x00\x08\x00").replace(
        b"\x00\x08\x00\x00", b"\x00\x00\x00\x00"
    )
    assert Zip(BytesIO(unmarked)).names == ("খাদ্য.xlsx",)


@pytest.mark.parametrize("suffix", [".xlsx", ".zip"])
def test_a_workbook_is_no_bundle_whatever_its_name(tmp_path, suffix):
    path = tmp_path / f"plan{suffix}"
    path.write_bytes(workbook(INDUSTRIES).read_bytes())
    assert not is_bundle(path)


def test_a_folder_and_a_zip_are_bundles_and_other_files_are_not(tmp_path):
    (tmp_path / "all.zip").write_bytes(zipped({"a.xlsx": b"1"}))
    (tmp_path / "broken.zip").write_bytes(b"PK\x03\x04 broken")
    assert is_bundle(tmp_path)
    assert is_bundle(tmp_path / "all.zip")
    assert bundle_of(tmp_path / "all.zip").names == ("a.xlsx",)
    assert not is_bundle(tmp_path / "broken.zip")
    assert not is_bundle(tmp_path / "missing.zip")


# --- what is refused ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("members", "code"),
    [
        ([("../a.xlsx", b"1")], "archive_unsafe"),
        ([("b/../../a.xlsx", b"1")], "archive_unsafe"),
        ([("..\\a.xlsx", b"1")], "archive_unsafe"),
        ([("/etc/a.xlsx", b"1")], "archive_unsafe"),
        ([("C:\\a.xlsx", b"1")], "archive_unsafe"),
        ([(entry("a.xlsx", mode=stat.S_IFLNK | 0o777), b"/etc/passwd")], "archive_unsafe"),
        ([(entry("a.xlsx", method=ZIP_BZIP2), b"1")], "archive_unsafe"),
        ([("a.xlsx", bytes(5_000_000))], "archive_unsafe"),
        ([], "no_files"),
        ([(".hidden", b"1")], "no_files"),
    ],
)
def test_a_zip_built_to_harm_or_without_files_is_refused_whole(members, code):
    assert refused(lambda: Zip(made(*members))).code == code


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_zip_with_the_same_name_twice_is_refused():
    assert refused(lambda: Zip(made(("a.xlsx", b"1"), ("a.xlsx", b"2")))).code == "archive_unsafe"


def test_a_locked_zip_is_refused():
    content = bytearray(made(("a.xlsx", b"1"), method=ZIP_STORED).getvalue())
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(signature) + offset] |= 1
    assert refused(lambda: Zip(BytesIO(bytes(content)))).code == "archive_locked"


@pytest.mark.parametrize(
    "content", [b"", b"no zip", zipped({"a.xlsx": b"1" * 100})[:-30]], ids=["empty", "words", "cut off"]
)
def test_what_is_no_whole_zip_is_refused(content):
    assert refused(lambda: Zip(BytesIO(content))).code == "archive_damaged"


def test_more_than_five_hundred_files_are_refused(tmp_path):
    full = [(f"{number}.xlsx", b"") for number in range(501)]
    assert refused(lambda: Zip(made(*full))).code == "too_many_files"
    assert len(Zip(made(*full[:500])).names) == 500
    for name, _ in full:
        (tmp_path / name).touch()
    assert refused(lambda: Folder(tmp_path).names).code == "too_many_files"


def test_an_archive_within_a_zip_is_refused_by_itself():
    bundle = Zip(made(("a.xlsx", b"1"), ("more.zip", zipped({"b.xlsx": b"2"}))))
    assert bundle.read("a.xlsx") == b"1"
    assert refused(lambda: bundle.read("more.zip")).code == "archive_nested"


def test_a_member_larger_than_a_workbook_is_refused_by_itself(monkeypatch, tmp_path):
    monkeypatch.setattr(bundles, "MOST_FILE_BYTES", 10)
    bundle = Zip(made(("a.xlsx", b"1"), ("b.xlsx", b"12345678901")))
    assert bundle.read("a.xlsx") == b"1"
    assert refused(lambda: bundle.read("b.xlsx")).code == "file_too_large"
    (tmp_path / "b.xlsx").write_bytes(b"12345678901")
    assert refused(lambda: Folder(tmp_path).read("b.xlsx")).code == "file_too_large"


def test_a_damaged_member_is_refused_by_itself():
    content = bytearray(made(("a.xlsx", b"1"), ("b.xlsx", b"content" * 50), method=ZIP_STORED).getvalue())
    content[content.index(b"contentcontent")] ^= 0xFF
    bundle = Zip(BytesIO(bytes(content)))
    assert bundle.read("a.xlsx") == b"1"
    assert refused(lambda: bundle.read("b.xlsx")).code == "archive_damaged"


def test_every_refusal_speaks_both_languages():
    problem = refused(lambda: Zip(BytesIO(b"no zip")))
    assert problem.severity == "error"
    assert problem.sentence.bn
    assert problem.sentence.en
