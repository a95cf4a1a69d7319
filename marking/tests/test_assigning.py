from fractions import Fraction
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from marking.assigning import assign


@st.composite
def tables(draw):
    """Up to four rows of costs and as many columns or more."""
    height = draw(st.integers(0, 4))
    width = draw(st.integers(height, 6))
    costs = st.fractions(0, 3, max_denominator=4)
    return draw(st.lists(st.lists(costs, min_size=width, max_size=width), min_size=height, max_size=height))


@given(tables())
def test_no_other_way_costs_less(costs):
    columns = assign(costs)
    assert len(set(columns)) == len(columns) == len(costs)
    width = len(costs[0]) if costs else 0
    ways = permutations(range(width), len(costs))
    cheapest = min(sum((row[at] for row, at in zip(costs, way, strict=True)), Fraction(0)) for way in ways)
    assert sum((row[at] for row, at in zip(costs, columns, strict=True)), Fraction(0)) == cheapest
