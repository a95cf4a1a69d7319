"""Owns what closes a part of the year as one person meets it, and showing its page."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import cached_property

from entry.views.page_of_plan import PageOfLife
from offices.queries.rights import Standing
from plans.display import said
from plans.models import Plan
from plans.queries.year_work import YearEndWork
from workflow.transitions import Work


@dataclass(frozen=True)
class DueDay:
    """The day something is due, as a page tells it: days left, days over; ``is_given``: not handed in, but given."""

    on: date
    is_given: bool = False

    @property
    def days_left(self) -> int:
        return (self.on - timezone.localdate()).days

    @property
    def days_over(self) -> int:
        return max(0, -self.days_left)


@dataclass
class YearEndPage(PageOfLife):
    """A plan's annual report or half-yearly feedback as one person sees it."""

    template: ClassVar[str]
    work: YearEndWork[Any]
    standing: Standing

    @property
    def plan(self) -> Plan:  # type: ignore[override]
        return self.work.plan

    @property
    def state(self) -> Any:
        return self.work.state

    @property
    def forms(self) -> Mapping[str, Form]:
        """What can be written on it, as it stands."""
        raise NotImplementedError

    @cached_property
    def own_work(self) -> frozenset[Work]:
        """What the person did for these quarters; nothing is asked where there is nothing to decide."""
        steps = filter(self.life.decides, self.life.transitions)
        asks = any(self.life.may(step, sides=self.sides, state=self.state) for step in steps)
        return self.work.own_work(self.standing.person) if asks else frozenset()

    @property
    def why_undecided(self) -> str:
        """Why somebody of the reviewing office decides nothing here."""
        return said(self.life.own_work[min(self.own_work)]) if self.own_work else ""

    def context(self) -> dict[str, Any]:
        """What the templates of both pages read."""
        stored = self.work.stored
        told = {"state": stored.state, "state_label": stored.get_state_display()}
        return super().context() | told | {"why_not": said(self.life.not_now[self.state])}


def show_year_end(
    request: HttpRequest,
    page: YearEndPage,
    status: int = 200,
    *,
    is_confirming: bool = False,
    refused: str = "",
    **forms: Form,
) -> HttpResponse:
    """The page; ``forms``: those that were sent, ``refused``: why nothing was done."""
    shown = {"is_confirming": is_confirming, "refused": refused, **page.forms, **forms}
    return render(request, page.template, page.context() | shown, status=status)
