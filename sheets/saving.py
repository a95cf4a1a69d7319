"""Owns the bytes of a workbook that was written here: the same workbook has the same bytes, whenever it is saved."""

import re
from io import BytesIO
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.writer.excel import ExcelWriter
from openpyxl.xml.constants import ARC_CORE

_NO_TIME = (1980, 1, 1, 0, 0, 0)  # the earliest an archive can tell
_TIMES = re.compile(rb"<dcterms:(created|modified)\b.*?</dcterms:\1>")


class _TimelessArchive(ZipFile):
    """An archive of a workbook, whose members and properties tell no time."""

    def open(self, name: str | ZipInfo, *arguments: Any, **options: Any) -> IO[bytes]:
        if isinstance(name, ZipInfo):  # so the members are named that are written
            name.date_time = _NO_TIME
        return super().open(name, *arguments, **options)

    def writestr(self, zinfo_or_arcname: str | ZipInfo, data: Any, *arguments: Any, **options: Any) -> None:
        content = _TIMES.sub(b"", data) if zinfo_or_arcname == ARC_CORE else data
        super().writestr(zinfo_or_arcname, content, *arguments, **options)


def as_bytes(book: Workbook) -> bytes:
    """The workbook as an .xlsx file. A form exported again, and nothing new in it, is known by its digest."""
    stream = BytesIO()
    with _TimelessArchive(stream, "w", ZIP_DEFLATED) as archive:
        ExcelWriter(book, archive).save()
    return stream.getvalue()
