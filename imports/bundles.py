"""Owns many documents brought at once: the files of a folder or a zip, each read when its turn comes."""

import stat
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from cell_values.digits import to_bengali
from cell_values.sentence import Sentence
from plan_tree.problems import Problem, Severity
from sheets.formats.archive import BROKEN, METHODS

MOST_FILES = 500
MOST_FILE_BYTES = 50_000_000  # of one document, unpacked
MOST_BYTES = 500_000_000  # of all documents together, unpacked
MOST_RATIO = 200  # unpacked to packed; a workbook is packed already, so that a zip of them hardly shrinks
RATIO_COUNTS_FROM = 1_000_000  # bytes: small members may shrink any amount

_NESTED = (".zip", ".7z", ".rar", ".gz", ".tar", ".jar")
_JUNK = ("thumbs.db", "desktop.ini")  # what Windows leaves in folders
_UTF8_NAME = 0x800


class BundleRefusedError(Exception):
    """A folder or zip, or one file of it, that is not read; carries the problem that says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.sentence.en)
        self.problem, self.sentence = problem, problem.sentence


@dataclass(frozen=True)
class Folder:
    """The files of a folder and of those below it, hidden ones and traces of programs left out."""

    path: Path

    @property
    def names(self) -> tuple[str, ...]:
        files = (file.relative_to(self.path).as_posix() for file in self.path.rglob("*") if file.is_file())
        names = tuple(sorted(name for name in files if not _is_junk(name)))
        _check_count(len(names))
        return names

    def read(self, name: str) -> bytes:
        try:
            with (self.path / name).open("rb") as file:
                return _limited(file)
        except OSError as error:
            raise _refused("file_unreadable", *_UNREADABLE) from error


class Zip:
    """The files of a zip; nothing of it is ever written to disk. Raises BundleRefusedError for a zip built to harm."""

    def __init__(self, file: IO[bytes] | Path) -> None:
        with _refusing_broken_zips():
            self._zip = zipfile.ZipFile(file)
        members = self._zip.infolist()
        for member in members:
            _check_member(member)
        _check_sizes(members)
        files = [member for member in members if not member.is_dir() and not _is_junk(_name(member))]
        self._members = {_name(member): member for member in files}
        if len(self._members) != len(files):
            raise _refused("archive_unsafe", "জিপে একই নামের একাধিক ফাইল আছে।", "The zip holds files of the same name.")
        _check_count(len(files))

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(sorted(self._members))

    def read(self, name: str) -> bytes:
        if name.lower().endswith(_NESTED):
            raise _refused("archive_nested", *_NESTED_WORDS)
        with _refusing_broken_zips(), self._zip.open(self._members[name]) as part:
            return _limited(part)


Bundle = Folder | Zip
"""Documents by their names, in the order of these; ``read`` raises BundleRefusedError for one that is not read."""


def is_bundle(path: Path) -> bool:
    """Whether a path holds documents rather than being one: a folder, or a zip that is no document of an office."""
    if path.is_dir():
        return True
    if not zipfile.is_zipfile(path):
        return False
    with _refusing_broken_zips(), zipfile.ZipFile(path) as archive:
        names = set(archive.namelist())
    return not names & {"[Content_Types].xml", "mimetype"}


def bundle_of(path: Path) -> Bundle:
    """The documents in a folder or zip. Raises BundleRefusedError."""
    return Folder(path) if path.is_dir() else Zip(path)


def _limited(file: IO[bytes]) -> bytes:
    """A file's bytes, whatever size its zip claims."""
    content = file.read(MOST_FILE_BYTES + 1)
    if len(content) > MOST_FILE_BYTES:
        raise _refused("file_too_large", *_TOO_LARGE)
    return content


def _name(member: zipfile.ZipInfo) -> str:
    """A member's name; old programs write UTF-8 without saying so."""
    if not member.flag_bits & _UTF8_NAME:
        try:
            return member.filename.encode("cp437").decode()
        except UnicodeError:
            pass
    return member.filename


def _is_junk(name: str) -> bool:
    parts = PurePosixPath(name).parts
    hidden = any(part.startswith((".", "~$", "__MACOSX")) for part in parts)
    return hidden or (bool(parts) and parts[-1].lower() in _JUNK)


def _check_member(member: zipfile.ZipInfo) -> None:
    name = member.filename.replace("\\", "/")
    if name.startswith("/") or ".." in name.split("/") or ":" in name or "\0" in member.orig_filename.rstrip("\0"):
        bn = f"জিপের একটি ফাইলের নাম সন্দেহজনক ({name})।"
        raise _refused("archive_unsafe", bn, f"A file of the zip has a suspicious name ({name}).")
    if stat.S_ISLNK(member.external_attr >> 16):
        bn = f"জিপে অন্য জায়গার প্রতি সংযোগ আছে ({name})।"
        raise _refused("archive_unsafe", bn, f"The zip holds a link to another place ({name}).")
    if member.flag_bits & 0x1:
        raise _refused("archive_locked", *_LOCKED)
    if member.compress_type not in METHODS:
        raise _refused("archive_unsafe", "জিপটি অস্বাভাবিকভাবে সংকুচিত।", "The zip is compressed in an unusual way.")


def _check_sizes(members: list[zipfile.ZipInfo]) -> None:
    unpacked = sum(member.file_size for member in members)
    blown = any(each.file_size > max(RATIO_COUNTS_FROM, MOST_RATIO * each.compress_size) for each in members)
    if blown or unpacked > MOST_BYTES:
        raise _refused("archive_unsafe", *_BLOWN)


def _check_count(count: int) -> None:
    if count > MOST_FILES:
        most_bn, count_bn = to_bengali(str(MOST_FILES)), to_bengali(str(count))
        bn = f"একবারে সর্বোচ্চ {most_bn}টি ফাইল আনা যায়; এখানে আছে {count_bn}টি। ভাগ করে আবার দিন।"
        en = f"At most {MOST_FILES} files at once; here are {count}. Bring them in parts."
        raise _refused("too_many_files", bn, en)
    if count == 0:
        raise _refused("no_files", "এখানে কোনো ফাইল নেই।", "There is no file here.")


@contextmanager
def _refusing_broken_zips() -> Iterator[None]:
    try:
        yield
    except BROKEN as error:
        raise _refused("archive_damaged", *_DAMAGED) from error


def _refused(code: str, bn: str, en: str) -> BundleRefusedError:
    return BundleRefusedError(Problem(Severity.ERROR, code, Sentence(bn, en)))


_DAMAGED = (
    "এটি জিপ ফাইল নয়, অথবা নষ্ট। ফাইলগুলো আবার জিপ করে দিন।",
    "This is no zip file, or it is damaged. Zip the files again.",
)
_LOCKED = (
    "জিপটি পাসওয়ার্ড দিয়ে বন্ধ। পাসওয়ার্ড ছাড়া আবার জিপ করে দিন।",
    "The zip is locked with a password. Zip the files again without one.",
)
_BLOWN = (
    "খুললে জিপটি অস্বাভাবিক বড় হয় (জিপ বোমা)।",
    "The zip unpacks to an unreasonable size (a zip bomb).",
)
_TOO_LARGE = ("ফাইলটি ৫০ মেগাবাইটের চেয়ে বড়।", "The file is larger than 50 megabytes.")
_UNREADABLE = ("ফাইলটি খোলা যায়নি।", "The file could not be opened.")
_NESTED_WORDS = (
    "এটি জিপের ভেতরে আরেকটি সংকুচিত ফাইল; খোলা হয়নি। ওয়ার্কবুকগুলো বের করে দিন।",
    "This is an archive within the zip and was not opened. Take the workbooks out of it.",
)
