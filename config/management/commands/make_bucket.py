"""Owns making the bucket of kept files, where nobody made it before."""

from typing import Any

from django.core.files.storage import storages
from django.core.management.base import CommandError

from jobs.object_storage import ObjectStorage
from plans.management.starting import QuietCommand


class Command(QuietCommand):
    help = "Makes the bucket S3_BUCKET names, unless it is there. Exit 0: it is there."

    def handle(self, *args: Any, **options: Any) -> None:
        storage = storages["default"]
        if not isinstance(storage, ObjectStorage):
            raise CommandError("no S3_BUCKET is named: files lie on the disk")
        try:
            made = storage.make_bucket()
        except OSError as error:
            raise CommandError(f"{error.filename}: {error.strerror}") from error
        self.stdout.write(f"{storage.bucket_name}: {'made' if made else 'is there'}")
