from collections.abc import Sequence
from datetime import date, timedelta
from itertools import combinations, permutations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marking.goals import DatedTarget
from marking.matching import match_dates

FIRST = date(2020, 7, 1)


def day(number: int) -> date:
    return FIRST + timedelta(days=number)


def targets(*pairs: tuple[int, int]) -> list[DatedTarget]:
    return [DatedTarget(quarter, day(number)) for quarter, number in pairs]


def cells(**numbers: Sequence[int]) -> dict[int, tuple[date, ...]]:
    return {int(name[1:]): tuple(map(day, given)) for name, given in numbers.items()}


def met(wanted: Sequence[DatedTarget], done: dict[int, tuple[date, ...]]) -> int:
    return sum(judged.in_time for judged in match_dates(wanted, done))


def late(wanted: Sequence[DatedTarget], done: dict[int, tuple[date, ...]]) -> int:
    return sum(judged.late for judged in match_dates(wanted, done))


# Days are counted from 1 July: the quarters end on the days 91, 183, 273 and 364.
@pytest.mark.parametrize(
    ("wanted", "done", "expected"),
    [
        pytest.param([(1, 91)], {1: [91]}, 1, id="on the day itself"),
        pytest.param([(1, 91)], {1: [92]}, 0, id="a day late"),
        pytest.param([(2, 91)], {1: [86]}, 1, id="its date stands under Q2, reported in Q1"),
        pytest.param([(1, 91), (2, 183)], {1: [92]}, 0, id="a late date is spent on its own target"),
        pytest.param([(1, 91), (2, 183)], {1: [92, 93]}, 1, id="a surplus date serves the next quarter"),
        pytest.param([(1, 91), (2, 183)], {1: [60, 70]}, 2, id="two in time in the first quarter"),
        pytest.param([(1, 30), (1, 91)], {1: [91, 31]}, 1, id="one early, one late in the same quarter"),
        pytest.param([(1, 91), (2, 183)], {3: [90]}, 1, id="reported two quarters later, done in time"),
        pytest.param([(1, 91), (2, 183)], {3: [90, 180]}, 2, id="both reported later, both in time"),
        pytest.param([(1, 91), (2, 183)], {3: [92]}, 1, id="late for the first, not used up by it"),
        pytest.param([(4, -60)], {4: [340]}, 0, id="a target before the year is met by nothing in it"),
        pytest.param([(1, 91)], {}, 0, id="nothing reported"),
    ],
)
def test_a_dated_target_is_met_by_its_own_cell_or_by_a_surplus_date(wanted, done, expected):
    assert met(targets(*wanted), {quarter: tuple(map(day, days)) for quarter, days in done.items()}) == expected


def test_judgements_come_in_the_order_of_the_targets_days():
    judged = match_dates(targets((2, 183), (1, 91)), cells(q1=[80], q2=[190]))
    assert [(one.target.day, one.done) for one in judged] == [(day(91), day(80)), (day(183), day(190))]


def test_an_own_cell_keeps_its_earliest_date_for_others():
    """The latest date in time meets the cell's own target: 20 is left for the target of day 30."""
    assert met(targets((1, 91), (3, 30)), cells(q1=[20, 85])) == 2


def test_a_missed_target_shows_the_late_date_that_was_left_over():
    (judged,) = match_dates(targets((1, 91)), cells(q3=[200]))
    assert judged.late
    assert judged.done == day(200)


# --- against brute force ---------------------------------------------------------------------------------------

numbers = st.integers(0, 12)
quarter = st.integers(1, 3)
some_targets = st.lists(st.tuples(quarter, numbers), min_size=1, max_size=5).map(lambda pairs: targets(*pairs))
some_cells = st.dictionaries(
    quarter, st.lists(numbers, min_size=1, max_size=3).map(lambda given: tuple(map(day, given))), max_size=3
)


def most_met(wanted: Sequence[date], done: Sequence[date]) -> int:
    """How many targets can be met at most: every way of giving dates to targets is tried."""
    shorter, longer = sorted((list(wanted), list(done)), key=len)
    swapped = shorter != list(wanted)
    ways = permutations(longer, len(shorter))
    pairs = (zip(way, shorter, strict=True) if swapped else zip(shorter, way, strict=True) for way in ways)
    return max((sum(made <= due for due, made in way) for way in pairs), default=0)


def best_by_the_rule(wanted: Sequence[DatedTarget], done: dict[int, tuple[date, ...]]) -> int:
    """The most targets met by any choice the rule leaves open.

    In every cell: which targets are met (as many as can be), by which dates, and which of the others are spent.
    """
    choices = []
    for number in {target.quarter for target in wanted} | set(done):
        own = [target.day for target in wanted if target.quarter == number]
        made = list(done.get(number, ()))
        choices.append(_choices_of_cell(own, made))
    return max(
        sum(one[0] for one in way)
        + most_met([due for one in way for due in one[1]], [made for one in way for made in one[2]])
        for way in product(*choices)
    )


def _choices_of_cell(own: list[date], made: list[date]) -> list[tuple[int, list[date], list[date]]]:
    """(how many are met, the targets left, the dates left for others), every way."""
    size = most_met(own, made)
    found = []
    for kept in combinations(range(len(own)), size):
        for used in combinations(range(len(made)), size):
            if most_met([own[place] for place in kept], [made[place] for place in used]) < size:
                continue
            unmet = [due for place, due in enumerate(own) if place not in kept]
            left = [day for place, day in enumerate(made) if place not in used]
            surplus = max(len(left) - len(unmet), 0)
            found += [(size, unmet, list(others)) for others in combinations(left, surplus)]
    return found


@given(some_targets, some_cells)
@settings(max_examples=300)
def test_no_choice_within_the_rule_meets_more_targets(wanted, done):
    assert met(wanted, done) == best_by_the_rule(wanted, done)


@given(some_targets, some_cells, st.data())
@settings(max_examples=300)
def test_an_earlier_date_never_meets_fewer_targets(wanted, done, data):
    if not done:
        return
    number = data.draw(st.sampled_from(sorted(done)))
    place = data.draw(st.integers(0, len(done[number]) - 1))
    days = list(done[number])
    days[place] -= timedelta(days=data.draw(st.integers(1, 12)))
    assert met(wanted, {**done, number: tuple(days)}) >= met(wanted, done)


@given(some_targets, some_cells, quarter, numbers)
@settings(max_examples=300)
def test_one_more_date_never_meets_fewer_targets(wanted, done, number, added):
    more = {**done, number: (*done.get(number, ()), day(added))}
    assert met(wanted, more) >= met(wanted, done)
    assert met(wanted, more) + late(wanted, more) >= met(wanted, done) + late(wanted, done)


@given(some_targets, some_cells)
def test_every_target_is_judged_once_and_no_date_stands_twice(wanted, done):
    judged = match_dates(wanted, done)
    assert sorted(one.target for one in judged) == sorted(wanted)
    used = [one.done for one in judged if one.done is not None]
    every = [made for days in done.values() for made in days]
    assert all(used.count(made) <= every.count(made) for made in used)


@given(some_targets, some_cells)
def test_the_order_in_which_dates_are_written_makes_no_difference(wanted, done):
    backwards = {number: tuple(reversed(days)) for number, days in done.items()}
    assert met(wanted, backwards) == met(wanted, done)
