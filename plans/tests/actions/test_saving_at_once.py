"""Owns the proof that of many who write one plan at once nobody's accepted save is lost, and who loses is told."""

from concurrent.futures import ThreadPoolExecutor
from random import Random

import pytest
from django.db import connection, connections, transaction

from plans.actions.achievements import StaleVersionError, record_achievement
from plans.actions.entering import TypedCell, enter_cells
from plans.actions.ledger import is_chain_whole
from plans.models import QuarterCell, RefusedValue
from plans.queries.access import standing_today
from plans.tests.actions.test_achievements import assert_stored_equals_fresh
from plans.tests.actions.test_attaching_at_once import at_once
from plans.tests.factories import cell_of

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("reference")]
WRITERS, SAVES, ROUNDS = 50, 100, 5
WRITERS_OF_SQLITE = 5  # it lets one write at a time, and fifty would wait longer than anybody does


def cells_of(plan):
    return list(QuarterCell.objects.filter(indicator__activity__area__plan=plan, quarter=1).order_by("pk"))


def entered(by, *typed):
    """What became of each text: True recorded, False told of what somebody else wrote."""
    _, told = enter_cells(typed=typed, by=standing_today(by), among=None)
    assert all(isinstance(each.why_not, StaleVersionError) for each in told if not each.recorded)
    return [each.recorded is not None for each in told]


def recorded_in(plan):
    told = plan.events.filter(verb="record_achievement").order_by("sequence")
    return [(event.indicator_id, event.after["text"]) for event in told if event.after]


def assert_computed(plan):
    with transaction.atomic():
        assert_stored_equals_fresh(plan)


@pytest.mark.long
def test_fifty_who_save_a_hundred_times_each_lose_nothing_that_was_accepted(plan_of_size, alice, bob):
    plan, writers = plan_of_size(12), WRITERS_OF_SQLITE if connection.vendor == "sqlite" else WRITERS
    keys = [cell.pk for cell in cells_of(plan)]

    def write(writer):
        chance, accepted = Random(writer), []
        try:
            for turn in range(SAVES):
                pk = chance.choice(keys)
                cell = QuarterCell.objects.get(pk=pk)
                text = f"{writer * SAVES + turn + 1}"
                if entered((alice, bob)[writer % 2], TypedCell(pk, text, cell.version)) == [True]:
                    accepted.append((cell.indicator_id, text))
        finally:
            connections.close_all()
        return accepted

    with ThreadPoolExecutor(writers) as people:
        accepted = [each for of_one in people.map(write, range(writers)) for each in of_one]
    told = recorded_in(plan)
    assert sorted(told) == sorted(accepted)
    assert len(accepted) > writers
    last = dict(told)
    cells = cells_of(plan)
    assert {cell.indicator_id: cell.achievement.text for cell in cells if cell.version} == last
    assert sum(cell.version for cell in cells) == len(accepted)
    assert is_chain_whole(plan.pk)
    assert_computed(plan)


def test_a_block_against_a_single_save_has_one_winner_in_the_cell_both_wrote(plan_of_size, alice, bob):
    for turn in range(ROUNDS):
        plan = plan_of_size(4)
        cells = cells_of(plan)
        block = [TypedCell(cell.pk, "২", 0) for cell in cells]
        single = TypedCell(cells[turn % 4].pk, "৩", 0)
        in_block, alone = at_once(
            lambda block=block: entered(alice, *block), lambda single=single: entered(bob, single)
        )
        assert sorted([in_block.pop(turn % 4), *alone]) == [False, True]
        assert in_block == [True] * 3
        winner = "৩" if alone == [True] else "২"
        expected = [winner if place == turn % 4 else "২" for place in range(4)]
        assert [cell.achievement.text for cell in cells_of(plan)] == expected
        assert RefusedValue.objects.get(cell__indicator__activity__area__plan=plan).reason == "conflict"
        assert len(recorded_in(plan)) == 4
        assert_computed(plan)


def test_two_blocks_over_the_same_cells_do_not_mix(plan_of_size, alice, bob):
    plan = plan_of_size(4)
    cells = cells_of(plan)
    first, second = at_once(
        lambda: entered(alice, *(TypedCell(cell.pk, "২", 0) for cell in cells)),
        lambda: entered(bob, *(TypedCell(cell.pk, "৩", 0) for cell in reversed(cells))),
    )
    assert sorted([first, second]) == [[False] * 4, [True] * 4]
    assert len({cell.achievement.text for cell in cells_of(plan)}) == 1
    assert is_chain_whole(plan.pk)


def test_taking_a_paste_back_against_an_edit_has_one_winner(plan_of_size, alice, bob):
    for _turn in range(ROUNDS):
        plan = plan_of_size(2)
        cells = cells_of(plan)
        assert entered(alice, *(TypedCell(cell.pk, "২", 0) for cell in cells)) == [True, True]

        def edit(plan=plan):
            try:
                return [record_achievement(cell=cell_of(plan, "1.1", 1), value="৪", version=1, by=bob) is not None]
            except StaleVersionError as stale:
                return [stale.cell.achievement.text != ""]

        undone, edited = at_once(
            lambda cells=cells: entered(alice, *(TypedCell(cell.pk, "", 1) for cell in cells)), edit
        )
        assert sorted([undone[0], *edited]) == [False, True]
        assert undone[1]
        assert [cell.achievement.text for cell in cells_of(plan)] == ["৪" if edited == [True] else "", ""]
        assert_computed(plan)
