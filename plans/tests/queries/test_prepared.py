"""Owns the proof that a query made once answers as one made anew, whoever it is asked about."""

import threading

import pytest
from django.db import connection, connections

from plans.models import GradedTarget, Indicator, QuarterCell
from plans.queries.prepared import LONGEST, MOST, PreparedQuery
from plans.queries.trees import load_rows

pytestmark = pytest.mark.django_db


def cells_of(quarter, *, rows):
    return QuarterCell.objects.filter(indicator__in=rows, quarter=quarter).select_related("indicator").order_by("pk")


def keys_of(plan):
    return tuple(Indicator.objects.filter(activity__area__plan=plan).order_by("pk").values_list("pk", flat=True))


def told(cells):
    return [(cell.pk, cell.indicator.title, cell.target, cell.achievement, cell.entered_at) for cell in cells]


def test_the_rows_are_those_of_the_query_made_anew(labour, industries):
    asked = PreparedQuery(cells_of)
    for plan in (labour, industries, labour):
        for quarter in (1, 2):
            keys = keys_of(plan)[:5]
            assert told(asked(quarter, rows=keys)) == told(cells_of(quarter, rows=keys))
            assert told(asked(quarter, rows=keys))


def test_the_text_is_made_once_for_a_question_of_one_length(labour):
    made = []

    def make(*, rows):
        made.append(rows)
        return QuarterCell.objects.filter(indicator__in=rows)

    asked, keys = PreparedQuery(make), keys_of(labour)
    for some in (keys[:2], keys[2:4], keys[4:6], keys[:3]):
        assert {cell.indicator_id for cell in asked(rows=some)} == set(some)
    assert [len(each) for each in made] == [2, 3]


def test_a_number_nobody_asks_about_is_refused(labour):
    asked = PreparedQuery(lambda *, row, other: QuarterCell.objects.filter(indicator=row))
    with pytest.raises(ValueError, match="other"):
        asked(row=keys_of(labour)[0], other=1)


def test_no_more_texts_are_kept_than_are_of_use(labour):
    asked = PreparedQuery(lambda number, *, row: QuarterCell.objects.filter(indicator=row, version=number))
    for number in range(MOST + 5):
        asked(number, row=1)
    assert len(asked._texts) <= MOST
    keys = tuple(range(LONGEST + 1))
    for_many = PreparedQuery(lambda *, rows: QuarterCell.objects.filter(indicator__in=rows))
    assert keys_of(labour)[0] in {cell.indicator_id for cell in for_many(rows=keys + keys_of(labour)[:1])}
    assert for_many._texts == {}


@pytest.mark.django_db(transaction=True)
def test_another_thread_asks_over_its_own_connection(plan_of_size):
    plan = plan_of_size(3)
    here = load_rows(plan).tree
    found = []

    def ask():
        found.append(load_rows(plan).tree)
        connections.close_all()

    thread = threading.Thread(target=ask)
    thread.start()
    thread.join()
    assert found == [here]


def test_rows_hang_on_their_indicators_as_django_would_hang_them(industries):
    rows = load_rows(industries, counted=True).indicators
    plain = {row.pk: row for row in Indicator.objects.prefetch_related("cells", "graded_targets")}
    with connection.execute_wrapper(lambda *_: pytest.fail("asked again")):
        for row in rows:
            assert [each.pk for each in row.cells.all()] == [each.pk for each in plain[row.pk].cells.all()]
            assert list(row.graded_targets.all()) == list(plain[row.pk].graded_targets.all())
            assert all(each.indicator is row for each in (*row.cells.all(), *row.graded_targets.all()))
    assert rows[0].cells.filter(quarter=2).get().quarter == 2  # what is asked further is a query of its own
    assert rows[0].graded_targets.count() == GradedTarget.objects.filter(indicator=rows[0]).count()
