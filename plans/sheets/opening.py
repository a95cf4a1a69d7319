"""Owns opening a file safely: from its path or bytes to our own grid, or to the problem for which it is refused."""

from contextlib import suppress
from pathlib import Path

from plans.sheets import limits
from plans.sheets.formats.archive import Archive
from plans.sheets.formats.recognising import is_old_office, is_zip
from plans.sheets.grid import Workbook
from plans.sheets.isolation import read_apart
from plans.sheets.limits import Budget, Heavy
from plans.sheets.reading import read_file
from plans.sheets.refusal import Refused

# A plan of 37 indicators is a file of 15 kB with 95 kB of XML. Up to here the streamed readers take less than a
# second and a few megabytes whatever the file holds, so that no process of its own is needed.
LIGHT_FILE_BYTES = 500_000
LIGHT_XML_BYTES = 1_500_000
LIGHT_TEXT = 300_000  # characters


def open_workbook(source: Path | str | bytes, filename: str = "") -> Workbook:
    """Read a workbook (.xlsx, .xlsm, .xls, .ods) or the tables of a .docx, given by path or bytes, into a grid.

    Never raises for what is in the file: a refused one comes back without sheets and with the problem that says why.
    A path that cannot be read raises OSError.
    """
    path = None if isinstance(source, bytes) else Path(source)
    name = filename or (path.name if path else "")
    data = source if isinstance(source, bytes) else _head(Path(source))
    if _is_light(data):
        with suppress(Heavy):
            return read_file(data, name, Budget(LIGHT_TEXT))
    return read_apart(data, name)


def _head(path: Path) -> bytes:
    """A file's bytes, not more than are needed to see that it is too large."""
    with path.open("rb") as file:
        return file.read(limits.MAX_FILE_BYTES + 1)


def _is_light(data: bytes) -> bool:
    """Whether a file can be read here: refused by its first bytes, or a small zip of small streamed parts."""
    if len(data) > limits.MAX_FILE_BYTES:
        return True
    if not is_zip(data):
        return not is_old_office(data)
    if len(data) > LIGHT_FILE_BYTES:
        return False
    try:
        return Archive(data).xml_bytes <= LIGHT_XML_BYTES
    except Refused:
        return True
