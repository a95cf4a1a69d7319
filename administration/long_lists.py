"""Owns lists of any length: counted so far and no further, in an order an index gives, searched by office and words."""

import re
from functools import cached_property, reduce
from operator import or_
from typing import Any

from django.contrib import admin
from django.core.paginator import Paginator
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from administration.searches import keys_of_few, of_people, offices_sought
from cell_values.digits import to_ascii

MOST = 5_000  # rows that are counted and paged through: whoever looks for one of a million searches
NUMBER = re.compile(r"[0-9]+(\.[0-9]+)*\.?")


class CappedPaginator(Paginator[Any]):
    """Counting a million rows, and leaving out most of them, takes longer than showing a page."""

    @cached_property
    def counted(self) -> int:
        """How many rows there are, or one more than is counted."""
        rows: Any = self.object_list
        return int(rows.order_by()[: MOST + 1].count())

    @cached_property
    def count(self) -> int:
        return min(self.counted, MOST)

    @property
    def has_more(self) -> bool:
        """Whether the pages end before the rows do, which the page says."""
        return self.counted > MOST


class LongList(admin.ModelAdmin[Any]):
    """A list that is as quick for a nation as for a ministry: a kind of it says what a search finds."""

    paginator = CappedPaginator
    show_full_result_count = False
    list_per_page = 50

    def found(self, rows: QuerySet[Any], text: str) -> QuerySet[Any]:
        """Those a text means, which is not empty."""
        raise NotImplementedError

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Each row once: what lies behind other tables is looked for by their keys."""
        text = search_term.strip()
        return (self.found(queryset, text) if text else queryset), False


class ListOfOffices(LongList):
    """Rows that belong to an office, by the name of a column that leads to it; none: the offices themselves."""

    office_column = ""
    search_help_text = _("An office in any usual spelling, or its code.")

    def found(self, rows: QuerySet[Any], text: str) -> QuerySet[Any]:
        return rows.filter(offices_sought(text, or_like=True).of(self.office_column or "pk"))


class ListOfPeople(LongList):
    """Rows that belong to a person, by the name of a column that leads to them; none: the people themselves."""

    people_column = ""
    search_help_text = _("A name, a name for log-in or an address; or an office in any usual spelling, or its code.")

    def found(self, rows: QuerySet[Any], text: str) -> QuerySet[Any]:
        return of_people(rows, self.people_column, text)


class ListOfRows(LongList):
    """Rows of plans, in the order they were stored: of a plan in that of its form.

    ``row`` is the kind of row that has the number and the words, ``row_column`` leads to it; empty: the list's own.
    ``to_office`` and ``words`` lead on from that row.
    """

    ordering = ("pk",)
    sortable_by = ()  # a million rows are not sorted anew for each page
    row: type[Model]
    row_column = "pk"
    to_office: str
    words: tuple[str, ...] = ("title",)
    search_help_text = _("An office in any usual spelling, the number of a row, or words of its title.")

    def found(self, rows: QuerySet[Any], text: str) -> QuerySet[Any]:
        """Numbers narrow what the other words find: those of an office, or of a title."""
        place = "" if self.row_column == "pk" else f"{self.row_column}__"
        numbers = [each.rstrip(".") for each in to_ascii(text).split() if NUMBER.fullmatch(each)]
        for number in numbers:
            rows = rows.filter(Q(**{f"{place}number": number}) | Q(**{f"{place}number__startswith": f"{number}."}))
        if rest := " ".join(word for word in text.split() if not NUMBER.fullmatch(to_ascii(word))):
            rows = self._said(rows, place, rest)
        return rows

    def _said(self, rows: QuerySet[Any], place: str, text: str) -> QuerySet[Any]:
        words, offices = [f"{name}__icontains" for name in self.words], offices_sought(text)
        few = keys_of_few(self.row, self.to_office, offices, *(Q(**{word: text}) for word in words))
        if few is not None:
            return rows.filter(**{f"{self.row_column}__in": few})
        said = (Q(**{f"{place}{word}": text}) for word in words)
        return rows.filter(reduce(or_, said, offices.of(f"{place}{self.to_office}")))
