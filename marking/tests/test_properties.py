from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from cell_values.digits import to_ascii, to_bengali
from cell_values.reading import read_value
from cell_values.value import BLANK, Unit, Value, ValueState
from marking.policy import BelowLowest, NotApplicable, Partly, Policy
from marking.renewing import renewed
from marking.score import mark, score
from marking.scorecard import MarkStatus, Scorecard
from marking.tests.make import area_of, plan_of
from plan_tree.terms import Assessment, Direction, Exemption, LateRule, QuarterRule
from plan_tree.tree import GradeNode, IndicatorNode, QuarterNode

quarters = st.integers(1, 4)
amounts = st.decimals(0, 200, places=2) | st.sampled_from([Decimal(0), Decimal(1), Decimal(25), Decimal(100)])
days = st.dates(date(2020, 5, 1), date(2021, 8, 31))
dates = st.lists(days, min_size=1, max_size=3).map(tuple)
weights = st.decimals(0, 20, places=2)


@st.composite
def given_values(draw):
    """A value with a quantity, dates, or both."""
    kind = draw(st.sampled_from(["quantity", "dates", "both"]))
    quantity = None if kind == "dates" else draw(amounts)
    return Value("typed", ValueState.GIVEN, quantity, () if kind == "quantity" else draw(dates))


others = st.sampled_from([ValueState.NONE, ValueState.WORDS, ValueState.NOT_APPLICABLE, ValueState.UNREADABLE])
values = st.just(BLANK) | given_values() | others.map(lambda state: Value("লেখা", state))
quantities = amounts.map(lambda quantity: Value("typed", ValueState.GIVEN, quantity))
dated = dates.map(lambda given: Value("typed", ValueState.GIVEN, None, given))

policies = st.builds(
    Policy,
    name=st.just("test"),
    below_lowest=st.sampled_from(BelowLowest),
    interpolate=st.booleans(),
    late_date_share=st.sampled_from([Decimal(0), Decimal("0.5"), Decimal("0.75"), Decimal(1)]),
    not_applicable=st.sampled_from(NotApplicable),
    decimals=st.integers(0, 4),
    several_dates=st.sampled_from(Partly),
    number_and_date=st.sampled_from(Partly),
)
assessments = st.none() | st.builds(
    Assessment,
    marks=st.decimals(-5, 30, places=2),
    reason=st.just("কারণ"),
    by=st.just("শাহানা"),
    on=st.just(date(2021, 1, 1)),
)


late_rules = st.none() | st.builds(LateRule, st.decimals(0, 3, places=2), st.integers(1, 40))
answers = st.none() | st.builds(Exemption, st.booleans(), st.just("কারণ"), st.just("শাহানা"), st.just(date(2021, 1, 1)))


def indicators(targets=values, achievements=values, grades=None, direction=None, assessed=assessments):
    """Indicators whose targets and achievements are drawn from the given values."""
    ladder = st.lists(
        st.builds(GradeNode, st.sampled_from([Decimal(n) for n in (100, 90, 80, 70, 60)]), targets), max_size=4
    )
    cells = st.builds(QuarterNode, st.just(BLANK) | targets, achievements, assessment=assessed, exemption=answers)
    return st.builds(
        IndicatorNode,
        number=st.just("1.1"),
        title=st.just(""),
        weight=weights,
        unit=st.sampled_from(Unit),
        quarter_rule=st.none() | st.sampled_from(QuarterRule),
        late_rule=late_rules,
        direction=st.sampled_from(Direction) if direction is None else st.just(direction),
        annual=st.just(BLANK) | targets,
        grades=(ladder if grades is None else grades).map(tuple),
        quarters=st.dictionaries(quarters, cells, max_size=4),
    )


plans = st.lists(st.lists(indicators(), max_size=3), max_size=3).map(
    lambda areas: plan_of(
        2020, tuple(area_of(str(n), "ক্ষেত্র", Decimal(5), tuple(rows)) for n, rows in enumerate(areas, 1))
    )
)


def marked(indicator, policy, through=4):
    return mark(indicator, policy, start_year=2020, through=through)


def with_achievement(indicator, quarter, value):
    cell = replace(indicator.quarters.get(quarter, QuarterNode()), achievement=value)
    return replace(indicator, quarters={**indicator.quarters, quarter: cell})


# --- total and bounded -----------------------------------------------------------------------------------------


@given(indicators(), policies, quarters)
def test_a_mark_lies_between_nothing_and_the_weight(indicator, policy, through):
    found = marked(indicator, policy, through)
    assert 0 <= found.earned <= indicator.weight
    assert 0 <= found.possible_to_date <= found.possible <= indicator.weight or found.possible == 0
    assert found.computed is None or 0 <= found.computed <= indicator.weight
    assert found.assessed is None or 0 <= found.assessed <= indicator.weight


@given(indicators(), policies, quarters)
def test_the_assessed_mark_counts_else_the_computed_one_else_nothing(indicator, policy, through):
    found = marked(indicator, policy, through)
    expected = found.computed if found.assessed is None else found.assessed
    assert found.earned == (expected or 0)
    if found.status is not MarkStatus.EXEMPTION_ASKED:
        assert (found.status is MarkStatus.ASSESSED) == (found.assessed is not None)


@given(indicators(), policies, quarters)
def test_only_what_a_reviewer_granted_leaves_the_possible_marks(indicator, policy, through):
    granted = any(cell.exemption and cell.exemption.granted for _, cell in indicator.known_quarters(through))
    found = marked(indicator, policy, through)
    assert found.possible in {0, indicator.weight}
    assert found.possible == indicator.weight or (granted and found.status is MarkStatus.NOT_APPLICABLE)
    assert found.weight - found.left_out == found.possible


strange = st.decimals() | st.sampled_from(
    [Decimal("sNaN"), Decimal("Infinity"), Decimal("1E+999999"), Decimal("1E-999999")]
)
strange_values = st.builds(
    Value, st.text(max_size=5), st.sampled_from(ValueState), st.none() | strange, dates | st.just(())
)
strange_cells = st.builds(
    QuarterNode,
    strange_values,
    strange_values,
    assessment=st.none() | st.builds(Assessment, marks=strange, reason=st.text(), by=st.text(), on=st.dates()),
)
strange_indicators = st.builds(
    IndicatorNode,
    late_rule=st.none() | st.builds(LateRule, strange, st.integers(-1, 400)),
    number=st.text(max_size=3),
    title=st.just(""),
    weight=strange,
    unit=st.sampled_from(Unit),
    quarter_rule=st.none() | st.sampled_from(QuarterRule),
    direction=st.sampled_from(Direction),
    annual=strange_values,
    grades=st.lists(st.builds(GradeNode, strange, strange_values), max_size=3).map(tuple),
    quarters=st.dictionaries(st.integers(-1, 6), strange_cells, max_size=5),
)


@given(st.lists(strange_indicators, max_size=2), policies, st.integers(-1, 6), st.integers(0, 9999))
def test_nothing_an_indicator_may_hold_raises(rows, policy, through, start_year):
    plan = plan_of(start_year, (area_of("1", "", Decimal(1), tuple(rows)),))
    card = score(plan, policy, through=through)
    assert [found.number for found in card.marks] == [row.number for row in rows]
    assert all(found.steps for found in card.marks)


# --- better is never worse -------------------------------------------------------------------------------------


any_row = indicators(assessed=st.none())
row_of_quantities = indicators(quantities, quantities, assessed=st.none())


@given(any_row | row_of_quantities, policies, quarters, quarters, amounts, amounts, dates | st.just(()))
def test_a_better_quantity_never_earns_less(indicator, policy, quarter, through, one, other, written):
    less, more = sorted([one, other], reverse=indicator.direction is Direction.LOWER)
    worse = with_achievement(indicator, quarter, Value("typed", ValueState.GIVEN, less, written))
    better = with_achievement(indicator, quarter, Value("typed", ValueState.GIVEN, more, written))
    assert marked(better, policy, through).earned >= marked(worse, policy, through).earned


@given(any_row, policies, quarters, quarters, dates, st.integers(1, 200), st.none() | amounts)
def test_an_earlier_date_never_earns_less(indicator, policy, quarter, through, written, sooner, quantity):
    earlier = (written[0] - timedelta(days=sooner), *written[1:])
    worse = with_achievement(indicator, quarter, Value("typed", ValueState.GIVEN, quantity, written))
    better = with_achievement(indicator, quarter, Value("typed", ValueState.GIVEN, quantity, earlier))
    assert marked(better, policy, through).earned >= marked(worse, policy, through).earned


@given(indicators(dated, dated | st.just(BLANK), assessed=st.none()), policies, quarters, quarters, days)
def test_one_more_date_never_earns_less(indicator, policy, quarter, through, added):
    before = indicator.quarters.get(quarter, QuarterNode()).achievement
    more = Value("typed", ValueState.GIVEN, None, (*before.dates, added))
    improved = with_achievement(indicator, quarter, more)
    assert marked(improved, policy, through).earned >= marked(indicator, policy, through).earned


@given(any_row, policies, quarters, quarters, dates, days)
def test_one_more_date_beside_others_never_earns_less(indicator, policy, quarter, through, written, added):
    indicator = replace(indicator, direction=Direction.HIGHER)
    worse = with_achievement(indicator, quarter, Value("typed", ValueState.GIVEN, None, written))
    better = with_achievement(indicator, quarter, Value("typed", ValueState.GIVEN, None, (*written, added)))
    assert marked(better, policy, through).earned >= marked(worse, policy, through).earned


summed = indicators(quantities, quantities, direction=Direction.HIGHER, assessed=st.none()).map(
    lambda indicator: replace(indicator, quarter_rule=QuarterRule.SUM)
)


@given(summed, policies, st.permutations([1, 2, 3, 4]))
def test_the_order_of_the_quarters_makes_no_difference_to_a_sum(indicator, policy, order):
    cells = indicator.quarters
    shuffled = {
        quarter: replace(cells.get(quarter, QuarterNode()), achievement=cells.get(other, QuarterNode()).achievement)
        for quarter, other in zip((1, 2, 3, 4), order, strict=True)
    }
    expected = marked(indicator, policy)
    found = marked(replace(indicator, quarters=shuffled), policy)
    assert found.earned == expected.earned
    assert found.total == expected.total or expected.computed is None  # not summed: the latest as typed


# --- digits ----------------------------------------------------------------------------------------------------


typed = (
    amounts.map(str)
    | days.map(lambda day: f"{day:%d/%m/%Y}")
    | st.builds("{}টি, {:%d/%m/%Y}".format, st.integers(1, 200), days)
    | st.sampled_from(["", "--", "৮০%", "প্রযোজ্য নয়", "সভা হয়েছে"])
)


@given(any_row, policies, st.lists(typed, min_size=8, max_size=8))
def test_bengali_and_ascii_digits_earn_the_same(indicator, policy, texts):
    def written(spelling):
        values = [read_value(spelling(text), indicator.unit, start_year=2020).value for text in texts]
        cells = {quarter: QuarterNode(values[quarter - 1], values[quarter + 3]) for quarter in (1, 2, 3, 4)}
        return marked(replace(indicator, quarters=cells), policy)

    bengali, ascii_digits = written(to_bengali), written(to_ascii)
    for name in ("earned", "computed", "possible", "possible_to_date", "status"):
        assert getattr(bengali, name) == getattr(ascii_digits, name)
    assert bengali.total.quantity == ascii_digits.total.quantity
    assert bengali.total.dates == ascii_digits.total.dates


# --- totals and storage ----------------------------------------------------------------------------------------


@given(plans, policies, quarters)
@settings(max_examples=50)
def test_totals_are_the_sums_of_the_printed_marks(plan, policy, through):
    card = score(plan, policy, through=through)
    for name in ("earned", "possible", "possible_to_date"):
        for area in card.areas:
            assert getattr(area, name) == sum(getattr(found, name) for found in area.marks)
        assert getattr(card, name) == sum(getattr(area, name) for area in card.areas)
    assert card.computed == sum(found.computed or 0 for found in card.marks)
    assert card.possible_weight == sum(found.weight for found in card.marks)


@given(plans, policies, quarters)
@settings(max_examples=50)
def test_a_stored_scorecard_comes_back_digit_for_digit(plan, policy, through):
    card = score(plan, policy, through=through)
    again = Scorecard.from_json(card.as_json())
    assert again == card
    assert again.as_json() == card.as_json()


# --- one row changes alone --------------------------------------------------------------------------------------


def with_keys(plan):
    """The plan with a key and a number of its own for each row."""
    keys = iter(range(1, 1000))
    return plan.with_indicators(lambda row: replace(row, key=(key := next(keys)), number=str(key)))


@given(plans.map(with_keys), policies, quarters, st.data())
def test_a_row_that_changed_alone_is_added_to_the_marks_of_the_others(plan, policy, through, data):
    changed = data.draw(st.sampled_from([row.key for row in plan.indicators] or [0]))
    typed = data.draw(values)
    stored = score(plan, policy, through=through).as_json()
    after = plan.with_indicators(lambda row: with_achievement(row, through, typed) if row.key == changed else row)
    anew = score(after, policy, through=through)
    assert renewed(stored, [mark for mark in anew.marks if int(mark.number) == changed]) == anew.as_json()
