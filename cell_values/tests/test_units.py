import pytest

from cell_values.units import read_unit
from cell_values.value import Unit


@pytest.mark.parametrize(
    ("unit", "texts"),
    [
        (Unit.NUMBER, ["সংখ্যা", " সংখ্যা ", "সংখ্যা।", "Number", "সংখা", "সংখ্যা (টি)", "জন"]),
        (Unit.PERCENT, ["%", "শতকরা", "শতাংশ", "শতকরা (%)", "শতকরা হার", "Percent", "(%)"]),
        (Unit.DATE, ["তারিখ", "Date", "তারিখ:"]),
        (
            Unit.NUMBER_AND_DATE,
            ["সংখ্যা ও তারিখ", "তারিখ ও সংখ্যা", "সংখ্যা/তারিখ", "সংখ্যা এবং তারিখ", "number and date", "সংখ্যা\nও তারিখ"],
        ),
        (Unit.LAKH_TAKA, ["লক্ষ টাকা", "লাখ টাকা", "টাকা (লক্ষ)", "টাকা (লক্ষে)", "লক্ষ টাকায়", "Lakh Taka", "লক্ষ", "taka in lakh"]),
        (Unit.CRORE_TAKA, ["কোটি টাকা", "টাকা (কোটি)", "crore Tk."]),
        (Unit.TAKA, ["টাকা", "৳", "BDT", "Taka"]),
        (Unit.OTHER, ["", "কিলোমিটার", "সংখ্যা/%", "লক্ষ কোটি টাকা", "মেট্রিক টন", "তারিখ ও টাকা", "12"]),
    ],
)
def test_unit_is_read_in_all_its_spellings(unit, texts):
    assert {text: read_unit(text) for text in texts} == dict.fromkeys(texts, unit)
