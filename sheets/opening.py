"""Owns opening a file safely: from its path or bytes to our own grid, or to the problem for which it is refused.

What a file may hold is limited here, but neither time nor memory: what somebody sends is opened by ``run_apart``.
"""

from pathlib import Path

from official_forms.grid import Workbook
from sheets.file_reading import read_file
from sheets.limits import MAX_FILE_BYTES, Budget


def open_workbook(source: Path | str | bytes, filename: str = "") -> Workbook:
    """Read a workbook (.xlsx, .xlsm, .xls, .ods), the tables of a .docx or a web page, or a .csv into a grid.

    Never raises for what is in the file: a refused one comes back without sheets and with the problem that says why.
    A path that cannot be read raises OSError.
    """
    path = None if isinstance(source, bytes) else Path(source)
    name = filename or (path.name if path else "")
    data = source if isinstance(source, bytes) else _head(Path(source))
    return read_file(data, name, Budget())


def _head(path: Path) -> bytes:
    """A file's bytes, not more than are needed to see that it is too large."""
    with path.open("rb") as file:
        return file.read(MAX_FILE_BYTES + 1)
