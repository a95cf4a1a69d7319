"""A workbook written twice is the same file twice."""

import re
import time
from io import BytesIO
from zipfile import ZipFile

from openpyxl import Workbook, load_workbook

from sheets.saving import as_bytes


def book_with(text):
    book = Workbook()
    book.active["A1"] = text
    return book


def test_the_same_workbook_has_the_same_bytes_years_later(monkeypatch):
    first = as_bytes(book_with("৪"))
    now = time.time
    monkeypatch.setattr(time, "time", lambda: now() + 10**8)
    assert as_bytes(book_with("৪")) == first
    assert as_bytes(book_with("৫")) != first


def test_the_file_tells_no_time_and_is_read_as_it_was_written():
    content = as_bytes(book_with("৪"))
    with ZipFile(BytesIO(content)) as archive:
        assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not re.search(rb"<dcterms|[0-9]{4}-[0-9]{2}-[0-9]{2}T", archive.read("docProps/core.xml"))
    assert load_workbook(BytesIO(content)).active["A1"].value == "৪"


def test_what_was_loaded_is_saved_without_its_times_too():
    first = as_bytes(book_with("৪"))
    assert as_bytes(load_workbook(BytesIO(first))) == as_bytes(load_workbook(BytesIO(first)))
