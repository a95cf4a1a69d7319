"""Owns kept files in S3-compatible storage: its errors are told as those of a disk, and nobody waits long for it."""

import errno
import logging
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from tempfile import SpooledTemporaryFile
from typing import Any

from boto3.exceptions import Boto3Error
from botocore.exceptions import BotoCoreError, ClientError
from django.core.files.base import File
from storages.backends.s3 import S3Storage

from jobs.storing import IN_MEMORY, UnreachableStorageError

GONE = {"404", "NoSuchKey", "NotFound"}
logging.getLogger("botocore").setLevel(logging.WARNING)  # its lines of debugging hold the names of files


class ObjectStorage(S3Storage):
    """Files as objects of a bucket. Raises FileNotFoundError and UnreachableStorageError, never an error of S3's."""

    def get_default_settings(self) -> dict[str, Any]:
        mine = {"file_overwrite": False, "default_acl": None}
        return {**super().get_default_settings(), **mine}

    def _open(self, name: str, mode: str = "rb") -> "File[bytes]":
        """A copy of the whole object, read here, where its errors are told."""
        with ExitStack() as unless_given_out:
            copy = unless_given_out.enter_context(SpooledTemporaryFile(IN_MEMORY))
            self._told(name, lambda: self.bucket.Object(self._key(name)).download_fileobj(copy))
            unless_given_out.pop_all()
        copy.seek(0)
        return File(copy, name)

    def _save(self, name: str, content: Any) -> str:
        return str(self._told(name, lambda: super(ObjectStorage, self)._save(name, content)))

    def delete(self, name: str) -> None:
        self._told(name, lambda: super(ObjectStorage, self).delete(name))

    def exists(self, name: str) -> bool:
        return bool(self._told(name, lambda: super(ObjectStorage, self).exists(name)))

    def size(self, name: str) -> int:
        return int(self._told(name, lambda: super(ObjectStorage, self).size(name)))

    def listdir(self, name: str) -> tuple[list[str], list[str]]:
        folders, files = self._told(name, lambda: super(ObjectStorage, self).listdir(name))
        return folders, files

    def every_name(self) -> Iterator[str]:
        """The names of all files there are, page by page."""
        below = self._key("")
        with told_as_of_a_disk(below):
            for found in self.bucket.objects.filter(Prefix=below):
                yield found.key.removeprefix(below)

    def make_bucket(self) -> bool:
        """Makes the bucket unless it is there; whether it did. Raises UnreachableStorageError."""
        client = self.connection.meta.client
        try:
            with told_as_of_a_disk(self.bucket_name):
                client.head_bucket(Bucket=self.bucket_name)
        except FileNotFoundError:
            with told_as_of_a_disk(self.bucket_name):
                client.create_bucket(Bucket=self.bucket_name)
            return True
        return False

    def _key(self, name: str) -> str:
        return str(self._normalize_name(name)) if name else f"{self.location}/".lstrip("/")

    def _told(self, name: str, act: Callable[[], Any]) -> Any:
        try:
            with told_as_of_a_disk(name):
                return act()
        except FileNotFoundError:
            self.check_bucket(name)
            raise

    def check_bucket(self, name: str = "") -> None:
        """An object is not lost where no bucket is: S3 answers both alike. Raises UnreachableStorageError."""
        try:
            with told_as_of_a_disk(name):
                self.connection.meta.client.head_bucket(Bucket=self.bucket_name)
        except FileNotFoundError as error:
            raise UnreachableStorageError(errno.EIO, f"no bucket {self.bucket_name}", name) from error


@contextmanager
def told_as_of_a_disk(name: str) -> Iterator[None]:
    """Raises OSError for what S3 and the way to it raise."""
    try:
        yield
    except ClientError as error:
        if error.response["Error"]["Code"] in GONE:
            raise FileNotFoundError(errno.ENOENT, "no such object", name) from error
        raise UnreachableStorageError(errno.EIO, str(error), name) from error
    except (BotoCoreError, Boto3Error) as error:
        raise UnreachableStorageError(errno.EIO, str(error), name) from error
