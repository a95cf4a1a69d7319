"""Owns the proof that flat tables survive Excel and CSV, and that no text becomes a formula on the way."""

from contextlib import suppress
from datetime import date
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest
import tablib
from hypothesis import given, settings
from hypothesis import strategies as st

from cell_values.text import normalise
from flat_tables import formats
from flat_tables.formats import CSV, XLSX, UnreadableTableError
from sheets.tests.hostile import HOSTILE

HARMFUL = ["=1+1", "==1+1", "+1", "-1", "@SUM(A1)", "'=1", "''+2", "=cmd|' /C calc'!A0", "#REF!", "1E5", "TRUE"]


def dataset(*rows, headers=("number", "text")):
    return tablib.Dataset(*rows, headers=list(headers))


@pytest.mark.parametrize("text", HARMFUL)
def test_no_text_becomes_a_formula_in_excel(text):
    content = XLSX().export_data(dataset((1, text)))
    cell = openpyxl.load_workbook(BytesIO(content)).active["B2"]
    assert (cell.data_type, cell.value) == ("s", text)
    assert XLSX().create_dataset(content)[0] == ("1", text)


@pytest.mark.parametrize("text", HARMFUL)
def test_no_text_begins_a_formula_in_csv_and_all_come_back(text):
    content = CSV().export_data(dataset((1, text)))
    assert content.splitlines()[1].removeprefix("1,").lstrip('"')[0] not in "=+-@"
    assert CSV().create_dataset(content.encode())[0] == ("1", text)


def test_a_csv_of_too_many_columns_is_refused_before_its_rows_are_read():
    with pytest.raises(UnreadableTableError, match="কলাম"):
        CSV().create_dataset(",".join(f"c{each}" for each in range(formats.MOST_COLUMNS + 1)).encode())


@pytest.mark.long
@settings(max_examples=settings.default.max_examples // 5)  # each in a process; so many more texts are in one
@given(st.lists(st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=40), max_size=25))
def test_texts_come_back_from_both_formats(texts):
    table = dataset(*((number, normalise(text)) for number, text in enumerate(texts, start=1)))
    expected = [(str(number), text) for number, text in table]
    assert XLSX().create_dataset(XLSX().export_data(table))[:] == expected
    assert CSV().create_dataset(CSV().export_data(table).encode())[:] == expected


def test_numbers_and_days_are_real_in_excel():
    content = XLSX().export_data(dataset((Decimal("2.50"), date(2020, 9, 30))))
    row = openpyxl.load_workbook(BytesIO(content)).active[2]
    assert [cell.data_type for cell in row] == ["n", "d"]
    assert XLSX().create_dataset(content)[0] == ("2.5", "30/09/2020")
    assert "2.5,2020-09-30" in CSV().export_data(dataset((Decimal("2.50"), date(2020, 9, 30))))


def test_csv_of_excel_in_this_part_of_the_world_is_read_too():
    assert CSV().create_dataset("number;text\r\n১;ক,খ\r\n".encode("utf-8-sig"))[0] == ("১", "ক,খ")


@pytest.mark.parametrize("content", [b"", b"\n\n1,2\n", b"\xff\xfe\x00", b'number,text\n1,"open'])
def test_what_is_no_csv_is_refused_with_a_sentence(content):
    with pytest.raises(UnreadableTableError) as refused:
        CSV().create_dataset(content)
    assert refused.value.sentence.bn


def test_content_beside_the_named_columns_is_not_passed_over():
    with pytest.raises(UnreadableTableError) as refused:
        CSV().create_dataset("number\n১\n২,শেষে আরও\n".encode())
    assert "৩" in refused.value.sentence.bn


def test_a_formula_without_its_result_is_not_passed_over():
    book = openpyxl.Workbook()
    book.active.append(["number", "text"])
    book.active.append([1, "=A2+1"])
    stream = BytesIO()
    book.save(stream)
    assert XLSX().create_dataset(stream.getvalue())[0] == ("1", "=A2+1")


def test_a_table_too_long_is_refused(monkeypatch):
    monkeypatch.setattr(formats, "MOST_ROWS", 2)
    table = dataset((1, "ক"), (2, "খ"), (3, "গ"))
    for content in (XLSX().export_data(table), CSV().export_data(table).encode()):
        reader = XLSX() if content.startswith(b"PK") else CSV()
        with pytest.raises(UnreadableTableError):
            reader.create_dataset(content)


@pytest.mark.long
@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_a_hostile_file_is_refused_with_a_sentence_or_gives_a_plain_table(name):
    with suppress(UnreadableTableError):
        assert XLSX().create_dataset(HOSTILE[name][0]()).height <= formats.MOST_ROWS
