"""What holds for every cell, whatever is typed into it."""

import re
from collections import Counter
from datetime import date
from decimal import Decimal

from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from cell_values.dates import show_date
from cell_values.digits import to_ascii, to_bengali
from cell_values.doubt import Severity
from cell_values.reading import read_value, show_value
from cell_values.text import normalise
from cell_values.units import read_unit
from cell_values.value import Unit, Value, ValueState, plain

units = st.sampled_from(Unit)
years = st.none() | st.integers(-10, 10_000)
quantities = st.decimals(min_value=0, max_value=Decimal("99999999999.9999"), places=4)
days = st.dates(date(2000, 1, 1), date(2099, 12, 31))
values = st.builds(
    lambda quantity, dates: Value("", ValueState.GIVEN, quantity, tuple(dates)),
    st.none() | quantities,
    st.lists(days, max_size=5),
).filter(lambda value: value.quantity is not None or value.dates)

_PIECES = [
    *"০১২৩৪৫৬৭৮৯0123456789/-.,;()%। \n",
    *("৩০", "২০২০", "২০", "০৯", "৩০/০৯/২০২০", "15/01/2021", "১২/৫/২১", "১৫/০১/২ ০২১", "১,২৫", "2021-12-31"),
    *("টি", "জন", "ব্যাচ", "টাকা", "লক্ষ", "শতকরা", "জুন", "মে", "June", "খ্রি.", "তারিখ", "ই", "শে", "ও", "এবং"),
    *(
        "সভা",
        "হয়েছে",
        "O",
        "l",
        "e",
        "१",
        "٣",
        "½",
        "(পাঁচ)",
        "\u200d",
        "\u00a0",
        "--",
        ", ",
        " (",
        "#",
        "$-5000445]0.2f%",
    ),
]
_DATES = ["৩০/০৯/২০২০", "15/01/2021", "১৫/০১/২ ০২১", "১২/৫/২১", "৭ জুন ২০২১", "2021-12-31", "৫ই মে, ২০২১ খ্রি."]
_NUMBERS = ["", "", "২টি", "৮০%", "১২", "2", "১.৫", "১,২৫,০০০", "৪ (চার) জন"]
_NOISE = ["", "", "", " ", "৯", "1", "/", ",", ".", "-", "টি", "।", "\n"]


@st.composite
def figures(draw):
    """A number or none and some dates, joined as officers do, with a slip of the finger somewhere."""
    items = [draw(st.sampled_from(_NUMBERS)), *draw(st.lists(st.sampled_from(_DATES), max_size=3))]
    text = draw(st.sampled_from([", ", " ", "; ", "\n", " (", " ও "])).join(filter(None, draw(st.permutations(items))))
    place = draw(st.integers(0, len(text)))
    return text[:place] + draw(st.sampled_from(_NOISE)) + text[place:]


cells = st.lists(st.sampled_from(_PIECES), max_size=9).map("".join)


def meaning(text, unit):
    """Everything of a reading but the text."""
    reading = read_value(text, unit, start_year=2020)
    value = reading.value
    return value.state, value.quantity, value.dates, [doubt.code for doubt in reading.doubts]


@given(values, units, st.booleans())
def test_shown_value_reads_back(value, unit, bengali):
    text = show_value(value, unit, bengali=bengali)
    read = read_value(text, unit).value
    assert (read.state, read.quantity, read.dates) == (ValueState.GIVEN, value.quantity, value.dates)


@given(cells, units)
@settings(max_examples=300)
def test_canonical_text_of_a_cell_means_the_same(text, unit):
    value = read_value(text, unit).value
    again = read_value(show_value(value, unit), unit).value
    assert (again.state, again.quantity, again.dates) == (value.state, value.quantity, value.dates)


@given(cells, units)
@settings(max_examples=300)
def test_bengali_and_ascii_spellings_agree(text, unit):
    assert meaning(to_bengali(text), unit) == meaning(to_ascii(text), unit)


@given(st.text() | cells, units, years)
@settings(max_examples=500)
@example("\ud800", Unit.NUMBER, None)
@example("৩০/০৯", Unit.DATE, 0)
@example("৩০/০৯", Unit.DATE, 9999)
@example("ſep 5 2020, Aprİl 5", Unit.DATE, None)
def test_no_text_raises_and_every_reading_is_whole(text, unit, start_year):
    reading = read_value(text, unit, start_year=start_year)
    value = reading.value
    assert value.text == (normalise(text) if value.state is not ValueState.BLANK else "")
    assert value.is_given == (value.quantity is not None or bool(value.dates))
    assert any(doubt.is_error for doubt in reading.doubts) == (value.state is ValueState.UNREADABLE)
    for doubt in reading.doubts:
        assert isinstance(doubt.severity, Severity)
        assert doubt.code
        assert doubt.sentence.bn
        assert doubt.sentence.en
        assert doubt.read


@given(figures())
@settings(max_examples=300)
@example("১০ জুন ২০২১, ৪টি")
@example("১৫/০১/২ ০২১, ৩০/৬/২০")
def test_every_digit_of_a_given_cell_is_in_the_quantity_or_the_dates(text):
    reading = read_value(text, Unit.NUMBER)
    value = reading.value
    assume(value.is_given)
    named = len(re.findall("জুন|June", text)) * ["6"] + len(re.findall("মে", text)) * ["5"]
    centuries = [doubt.code for doubt in reading.doubts].count("two_digit_year") * ["2"]
    understood = Counter("" if value.quantity is None else plain(value.quantity))
    for day in value.dates:
        understood.update(f"{day.day}{day.month}{day.year}")
    written = Counter(to_ascii(text)) + Counter(named) + Counter(centuries)
    digits = "123456789"  # zeros before a day or behind a decimal may be typed or not
    assert {digit: written[digit] for digit in digits} == {digit: understood[digit] for digit in digits}


@given(quantities, st.sampled_from(["টি", " জন", "%", " টাকা", "", " ব্যাচ", " (", ")"]))
def test_quantity_is_never_changed_by_what_stands_beside_it(quantity, beside):
    value = read_value(plain(quantity) + beside, Unit.NUMBER).value
    assert value.quantity == quantity


@given(st.lists(days, min_size=1, max_size=3), st.sampled_from([", ", " ", " ও "]), units, st.data())
def test_space_put_anywhere_among_dates_never_makes_another_date(dates, joint, unit, data):
    text = joint.join(show_date(day) for day in dates)
    place = data.draw(st.integers(0, len(text)))
    value = read_value(f"{text[:place]} {text[place:]}", unit).value
    assert value.state is ValueState.UNREADABLE or (value.quantity, value.dates) == (None, tuple(dates))


@given(values, units, st.data())
def test_one_digit_of_the_other_script_is_never_overlooked(value, unit, data):
    text = show_value(value, unit, bengali=True)
    runs = [match.start() for match in re.finditer(r"(?<=[০-৯./])[০-৯]|[০-৯](?=[০-৯./])", text)]
    assume(runs)
    place = data.draw(st.sampled_from(runs))
    reading = read_value(text[:place] + to_ascii(text[place]) + text[place + 1 :], unit)
    same = read_value(text, unit).value
    assert reading.value.state is ValueState.UNREADABLE or reading.value.quantity == same.quantity
    assert "mixed_digits" in [doubt.code for doubt in reading.doubts]


@given(st.text())
def test_any_text_has_a_unit(text):
    assert read_unit(text) in Unit
