"""Owns the pages of the editor, in whatever house they stand: a plan on one page, and a look before it is stored."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views import View

from cell_values.sentence import Sentence
from editor.actions import StaleDraftError, discard_draft, store_draft, write_draft
from editor.changes import shown_changes
from editor.folding import Folded, as_text, folded_after, folded_in, is_folding
from editor.queries import OpenPlan, open_plan
from editor.table import EditorTable
from editor.typed_rows import TypedRow, typed_row
from offices.models import Person
from plan_tree.outline import Level
from plans.display import said
from plans.models import Plan
from plans.queries.plan_writing import why_not_written
from plans.views.standing import standing_for
from workflow.transitions import Refusal

PART = "X-Editor"  # a header: the script asks for the form alone
DONE, FORBIDDEN, CONFLICT, REFUSED = 200, 403, 409, 422


def no_notes(plan: Plan) -> Mapping[int, Sequence[Sentence]]:
    return {}


@dataclass(frozen=True)
class EditorHouse:
    """Where the editor stands: what its pages extend, who finds which plan, where it lives and where it leads back.

    ``find_plan`` answers with a plan the person may look at, or raises Http404, PermissionDenied. ``notes`` are further
    lines under rows, by the primary key of an indicator. ``context`` is what the base template needs. ``bring_url`` is
    where a document can be brought into the draft, "" where that is not done.
    """

    base_template: str
    crumbs_template: str
    find_plan: Callable[[HttpRequest, int], Plan]
    editor_url: Callable[[Plan], str]
    look_url: Callable[[Plan], str]
    back_url: Callable[[Plan], str]
    context: Callable[[HttpRequest, Plan], Mapping[str, Any]] = field(default=lambda request, plan: {})
    notes: Callable[[Plan], Mapping[int, Sequence[Sentence]]] = no_notes
    bring_url: Callable[[Plan], str] = field(default=lambda plan: "")


class _HousedView(View):
    """What both pages share: the plan is found by the house, and what the house says goes into the page."""

    house: EditorHouse = None  # type: ignore[assignment]  # said where the page gets its address
    http_method_names = ["get", "head", "post", "options"]

    def setup(self, request: HttpRequest, *args: Any, **options: Any) -> None:
        super().setup(request, *args, **options)
        self.plan = self.house.find_plan(request, options["plan_id"])

    @property
    def person(self) -> Person:
        return self.request.user  # type: ignore[return-value]

    def version(self) -> int:
        """The version of the draft the page was made of."""
        text = self.request.POST.get("version", "")
        if not (text.isascii() and text.isdecimal() and len(text) < 12):
            raise BadRequest  # no page of ours sends it
        return int(text)

    def whole_context(self, opened: OpenPlan, **more: Any) -> dict[str, Any]:
        urls = {
            name: getattr(self.house, name)(self.plan) for name in ("editor_url", "look_url", "back_url", "bring_url")
        }
        own = {"house": self.house, "plan": self.plan, "kind": opened.kind, "opened": opened, **urls}
        return {**self.house.context(self.request, self.plan), **own, **more}


class EditorPage(_HousedView):
    """The whole plan; one row has fields. Every step is one POST, with and without JavaScript."""

    def get(self, request: HttpRequest, plan_id: int) -> HttpResponse:
        return self.page(request.GET.get("row", ""), folded=folded_in(request.GET.get("folded", "")))

    def post(self, request: HttpRequest, plan_id: int) -> HttpResponse:
        typed, version = typed_row(request.POST), self.version()
        folded = folded_in(request.POST.get("folded", ""))
        try:
            written = write_draft(plan=self.plan, typed=typed, version=version, by=self.person)
        except StaleDraftError as stale:
            return self.page(typed.row, typed=typed, status=CONFLICT, stale=stale, folded=folded)
        except Refusal as refusal:
            return self.page(typed.row, typed=typed, status=FORBIDDEN, refused=refusal.sentence, folded=folded)
        if is_folding(typed.step):
            return self.turned(typed, folded)
        if written.refused or PART in request.headers:
            status = REFUSED if written.refused else DONE
            return self.page(written.at_hand, refused=written.refused, status=status, folded=folded)
        return self.again(written.at_hand, folded, written.at_hand)

    def turned(self, typed: TypedRow, folded: Folded) -> HttpResponse:
        """The page after an area, or all, were folded or unfolded; the row in hand goes with an area that folds."""
        outline = open_plan(self.plan).outline
        areas = [outline.rows[place].id for place in outline.below(None)]
        after, row = folded_after(folded, typed.step, areas), typed.row
        is_away = row and outline.rows[outline.head(outline.place(row), Level.AREA)].id in after
        at_hand = "" if is_away else row
        if PART in self.request.headers:
            return self.page(at_hand, folded=after)
        return self.again(at_hand, after, at_hand or typed.step.partition(":")[2])

    def again(self, at_hand: str, folded: Folded, anchor: str) -> HttpResponse:
        """The page by its own address, at a row."""
        asked = {"row": at_hand, "folded": as_text(folded)}
        query = "&".join(f"{name}={said}" for name, said in asked.items() if said)
        url = self.house.editor_url(self.plan)
        return redirect(f"{url}{'?' if query else ''}{query}{f'#row-{anchor}' if anchor else ''}")

    def page(
        self,
        at_hand: str,
        *,
        typed: TypedRow | None = None,
        refused: Sentence | None = None,
        status: int = DONE,
        stale: StaleDraftError | None = None,
        folded: Folded = frozenset(),
    ) -> HttpResponse:
        opened = open_plan(self.plan)
        why_not = why_not_written(self.plan, standing_for(self.request))
        table = EditorTable(opened, "" if why_not else at_hand, typed, self.house.notes(self.plan), refused, folded)
        lost = typed if typed and not table.row_in_hand else None
        context = self.whole_context(opened, table=table, why_not=why_not, stale=stale, lost=lost)
        template = "editor/form.html" if PART in self.request.headers else "editor/page.html"
        return render(self.request, template, context, status=status)


class LookPage(_HousedView):
    """What a draft changes, and what is doubted: look, then store it or give it up."""

    def get(self, request: HttpRequest, plan_id: int) -> HttpResponse:
        return self.page()

    def post(self, request: HttpRequest, plan_id: int) -> HttpResponse:
        act, told = _DECISIONS.get(request.POST.get("do", ""), (None, ""))
        if act is None:
            raise BadRequest  # no page of ours sends it
        try:
            act(plan=self.plan, version=self.version(), by=self.person)
        except StaleDraftError:
            return self.page(
                refused=_("The draft changed since you opened this page; look at it again."), status=CONFLICT
            )
        except Refusal as refusal:
            return self.page(refused=said(refusal.sentence), status=REFUSED)
        messages.success(request, _(told))
        return redirect(self.house.back_url(self.plan))

    def page(self, *, refused: str = "", status: int = DONE) -> HttpResponse:
        opened = open_plan(self.plan)
        table = EditorTable(opened)
        doubts = table.open_doubts
        context = self.whole_context(
            opened,
            table=table,
            changes=shown_changes(opened, table.columns),
            why_not=why_not_written(self.plan, standing_for(self.request)),
            doubts=doubts,
            errors=[doubt for doubt in doubts if doubt.is_error],
            refused=refused,
        )
        return render(self.request, "editor/look.html", context, status=status)


_DECISIONS: Mapping[str, tuple[Callable[..., None], str]] = {
    "store": (store_draft, "The plan was stored."),
    "discard": (discard_draft, "The draft was given up; the plan stays as it was."),
}
