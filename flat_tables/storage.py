"""Owns where the file of a flat table waits between its preview and the yes: with the other files, for all machines."""

from import_export.tmp_storages import MediaStorage


class WaitingFiles(MediaStorage):
    """Kept under a random name, removed once it is stored."""

    def __init__(self, **options: object) -> None:
        super().__init__(**options)
        self.MEDIA_FOLDER = "imports/tables"
