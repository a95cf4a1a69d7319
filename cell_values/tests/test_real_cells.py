"""Every value cell of the two real plans, typed and scanned, as a person reads it."""

import csv
from pathlib import Path

import pytest

from cell_values.reading import read_value
from cell_values.units import read_unit
from cell_values.value import plain

_TABLE = Path(__file__).with_name("real_cells.tsv")
_NOTHING = "·"


def _rows():
    with _TABLE.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize("row", _rows(), ids=lambda row: f"{row['unit']}: {row['text']}")
def test_real_cell_is_read_as_a_person_reads_it(row):
    reading = read_value(row["text"], read_unit(row["unit"]), start_year=2020)
    value = reading.value
    assert {
        "unit": row["unit"],
        "text": value.text,
        "state": value.state.value,
        "quantity": _NOTHING if value.quantity is None else plain(value.quantity),
        "dates": " ".join(day.isoformat() for day in value.dates) or _NOTHING,
        "doubts": " ".join(doubt.code for doubt in reading.doubts) or _NOTHING,
    } == row


def test_table_holds_the_cells_of_both_plans():
    texts = {row["text"] for row in _rows()}
    assert {"২টি, ৩০/১১/২০২০, ৩০/০৫/২০২১", "১৫/০১/২ ০২১", "হালনাগাদ করা হয়েছে", "৩১/০২/২০২০"} <= texts
    assert len(_rows()) > 120
