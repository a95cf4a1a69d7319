"""Owns where the file of a flat table waits between its preview and the yes: with the other files, for all machines."""

import uuid

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from import_export.tmp_storages import MediaStorage

from jobs.keeping import keep, reachable
from jobs.storing import discard


class WaitingFiles(MediaStorage):
    """Kept under a random name, removed once it is stored."""

    def __init__(self, **options: object) -> None:
        super().__init__(**options)
        self.MEDIA_FOLDER = "imports/tables"

    def save(self, data: bytes) -> None:
        """Raises UnreachableFile."""
        if not self.name:
            self.name: str = uuid.uuid4().hex
        keep(self.get_full_path(), ContentFile(data))

    def read(self) -> bytes:
        """Raises FileNotFoundError once it is stored and gone, and UnreachableFile."""
        name = self.get_full_path()
        with reachable(name), default_storage.open(name) as file:
            content: bytes = file.read()
        return content

    def remove(self) -> None:
        discard(self.get_full_path())
