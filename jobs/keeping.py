"""Owns keeping files and reading them back: exactly as they were kept, or not at all."""

import hashlib
import logging
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from tempfile import SpooledTemporaryFile
from typing import IO

from django.core.files.base import File
from django.core.files.storage import default_storage

from cell_values.sentence import Sentence
from jobs.storing import IN_MEMORY, UnreachableStorageError

logger = logging.getLogger(__name__)


class LostFile(Exception):
    """A kept file that is gone or cannot be read; ``sentence`` tells the person, the log has told the operators."""

    sentence = Sentence(
        "এখানে রাখা ফাইলটি আর পাওয়া যাচ্ছে না। প্রশাসককে জানান; ব্যাকআপ থেকে ফেরানো যেতে পারে।",
        "The file kept here cannot be found any more. Tell the administrator; a backup may have it.",
    )
    status = 410


class ChangedFile(LostFile):
    """A file whose SHA-256 is not the one it was kept with."""

    sentence = Sentence(
        "এখানে রাখা ফাইলটি যেমন রাখা হয়েছিল তেমন নেই, তাই দেওয়া হচ্ছে না। প্রশাসককে জানান; ব্যাকআপ থেকে ফেরানো যেতে পারে।",
        "The file kept here is not what it was when it was kept, so it is not given out. Tell the administrator; "
        "a backup may have it.",
    )
    status = 409


class UnreachableFile(LostFile):
    """A file whose storage does not answer now: nobody knows whether it is there."""

    sentence = Sentence(
        "ফাইল রাখার জায়গাটি এখন সাড়া দিচ্ছে না। কয়েক মিনিট পরে আবার চেষ্টা করুন; বারবার হলে প্রশাসককে জানান।",
        "The place where files are kept does not answer just now. Try again in some minutes; "
        "if it happens again, tell the administrator.",
    )
    status = 503


def keep(name: str, content: "File[bytes]") -> str:
    """Keeps a file and answers its name in the storage. Raises UnreachableFile where nothing can be kept now."""
    with reachable(name):
        return default_storage.save(name, content)


def is_kept(name: str | None) -> bool:
    """Whether there is a file of this name. Raises UnreachableFile."""
    with reachable(name):
        return bool(name) and default_storage.exists(name or "")


def drop(name: str) -> None:
    """Removes a file before another takes its name. Raises UnreachableFile."""
    with reachable(name):
        default_storage.delete(name)


@contextmanager
def reachable(name: str | None) -> Iterator[None]:
    """Raises UnreachableFile, for a person, where the storage does not answer."""
    try:
        yield
    except UnreachableStorageError as error:
        logger.error("the storage of kept files does not answer at %s: %s", name, error)
        raise UnreachableFile(name) from error


def kept_copy(name: str | None, sha256: str | None = None) -> IO[bytes]:
    """A copy of a kept file by its name in the storage, read from its start: what is compared is what is handed over.

    Raises LostFile, and ChangedFile where its SHA-256 is not ``sha256`` (None: nobody knows it).
    """
    with ExitStack() as unless_given_out:
        copy = unless_given_out.enter_context(SpooledTemporaryFile(IN_MEMORY))
        found = _copied(name or "", copy)
        if sha256 is not None and found != sha256:
            logger.error("kept file %s was changed: SHA-256 %s, kept with %s", name, found, sha256)
            raise ChangedFile(name)
        unless_given_out.pop_all()
    copy.seek(0)
    return copy


def kept_content(name: str | None, sha256: str | None = None) -> bytes:
    """The bytes of a kept file. Raises LostFile and ChangedFile."""
    with kept_copy(name, sha256) as copy:
        return copy.read()


def _copied(name: str, copy: IO[bytes]) -> str:
    """Copies a kept file and answers its SHA-256."""
    digest = hashlib.sha256()
    try:
        with reachable(name), default_storage.open(name, "rb") as kept:
            for chunk in kept.chunks():
                copy.write(chunk)
                digest.update(chunk)
    except OSError as error:
        logger.error("kept file %s cannot be read: %s", name, error)
        raise LostFile(name) from error
    return digest.hexdigest()
