"""Owns what a row shows once it is opened: files, remark and claim, talk, what was before, what happened."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from cell_values.sentence import Sentence
from cell_values.value import BLANK, Value
from entry.forms import CommentForm, EvidenceForm
from entry.views.entry_page import EntryPage
from entry.views.entry_parts import EntryRow, Words
from marking.scorecard import Mark
from offices.queries.rights import Standing
from plan_tree.ditto import remark_meant
from plan_tree.tree import IndicatorNode
from plan_tree.year_before import YearBefore, beside_year_before
from plans.actions.remarks import claim_text, fingerprint
from plans.addresses import entry_url
from plans.display import digits, quarter_name, said
from plans.models import Evidence, Plan, QuarterCell
from plans.queries.quarter_contents import QuarterContents
from plans.queries.row_scene import RowScene, load_row_scene
from plans.queries.scorecards import reports_of, stored_scorecard
from uploads.file_kinds import JPEG, PNG, WEBP, media_type_of
from workflow.transitions import Step
from year_opening.queries.rolling_over import rows_before

PICTURES = {kind.media_type for kind in (JPEG, PNG, WEBP)}


@dataclass(frozen=True)
class AttachedFile:
    """A file, and where in the plan the same one serves another claim, in words."""

    evidence: Evidence
    also: tuple[str, ...]

    @property
    def is_picture(self) -> bool:
        return media_type_of(self.evidence.name) in PICTURES


@dataclass(frozen=True)
class PastLine:
    """What was asked and reached before; without marks where nobody gave any."""

    label: str
    target: Value
    achieved: Value
    marks: Decimal | None = None
    remark: str = ""


@dataclass
class OpenRow:
    """A cell with all that hangs on it, as one person sees it; ``typed`` are fields that were not taken."""

    plan: Plan
    quarter: int
    cell_id: int
    standing: Standing
    typed: Mapping[str, Words] = field(default_factory=dict)

    @cached_property
    def page(self) -> EntryPage:
        """The quarter, with the scorecards of those before it."""
        contents = QuarterContents(self.plan, self.quarter)
        contents.reports = reports_of(self.plan, scorecards=range(1, self.quarter + 1))
        row = contents.rows.cells[self.cell_id].indicator_id
        return EntryPage(contents, self.standing, rows_alone=frozenset({row}))

    @cached_property
    def scene(self) -> RowScene:
        """What hangs on the cell."""
        return load_row_scene(self.plan.pk, self.cell)

    @cached_property
    def row(self) -> EntryRow:
        return self.page.row(self.cell.indicator_id)

    @property
    def node(self) -> IndicatorNode:
        return self.row.node

    @property
    def cell(self) -> QuarterCell:
        """As the quarter was loaded: what was just written stands in it."""
        return self.page.contents.rows.cells[self.cell_id]

    @property
    def can_attach(self) -> bool:
        return self._is_open_to(Step.ATTACH)

    @property
    def can_write(self) -> bool:
        return self._is_open_to(Step.RECORD)

    def _is_open_to(self, step: Step) -> bool:
        return self.page.contents.can_edit(self.page.sides, step, self.cell.indicator_id).is_yes

    @cached_property
    def files(self) -> list[AttachedFile]:
        also = self.scene.also_attached(self.page.contents.rows.cells)
        return [AttachedFile(each, tuple(map(self._place, also.get(each.sha256, ())))) for each in self.scene.files]

    def _place(self, other: tuple[str, int]) -> str:
        """6.2, or 6.2 with its quarter where that is another one."""
        number, quarter = other
        return digits(number) if quarter == self.quarter else f"{digits(number)}, {quarter_name(quarter)}"

    @property
    def remark(self) -> Words:
        stored = self.cell.remark
        return self.typed.get("remark") or Words(stored, fingerprint(stored))

    @property
    def claim(self) -> Words:
        stored = claim_text(self.cell.claimed_marks)
        return self.typed.get("claim") or Words(stored, fingerprint(stored))

    @property
    def has_unsent_comment(self) -> bool:
        """Whether a comment was sent after the session had ended."""
        return "comment" in self.typed

    @property
    def last_comment(self) -> int:
        """The latest of the comments that are shown; 0 where there is none."""
        return self.scene.comments[-1].pk if self.scene.comments else 0

    def _comment_form(self) -> CommentForm:
        typed = self.typed.get("comment")
        return CommentForm(initial={"text": typed.text} if typed else None)

    @property
    def mark(self) -> Mark | None:
        return self.row.mark

    @property
    def claim_doubt(self) -> str:
        """That the claim is not what is computed; it never steers that."""
        claimed, mark = self.cell.claimed_marks, self.mark
        if claimed is None:
            return ""
        if claimed > self.node.weight:
            return said(MORE_THAN_ALL)
        if mark is None or claimed == mark.earned:
            return ""
        more = _("The claim is %(marks)s more than computed; the reviewer sees both.")
        less = _("The claim is %(marks)s less than computed; the reviewer sees both.")
        return digits((more if claimed > mark.earned else less) % {"marks": f"{abs(claimed - mark.earned):.2f}"})

    @property
    def meant(self) -> dict[str, str] | None:
        """What the ঐ of the remark stands for, and whose remark that is."""
        found = remark_meant(self.page.tree, self.node.number, self.quarter)
        return {"number": found[0], "remark": found[1]} if found else None

    @cached_property
    def past(self) -> list[PastLine]:
        return [*self._quarters(), *self._year_before()]

    def _quarters(self) -> Iterator[PastLine]:
        for quarter, node in self.node.known_quarters(self.quarter - 1):
            card = stored_scorecard(self.page.contents.reports[quarter])
            mark = next((mark for mark in card.marks if mark.number == self.node.number), None)
            yield PastLine(
                quarter_name(quarter), node.target, node.achievement, mark.earned if mark else None, node.remark
            )

    def _year_before(self) -> Iterator[PastLine]:
        place = next(at for at, row in enumerate(self.page.tree.indicators) if row.key == self.node.key)
        found = self._beside_year_before.get(place)
        if found:
            yield PastLine(_("last year"), found.target or BLANK, found.achieved)

    @cached_property
    def _beside_year_before(self) -> Mapping[int, YearBefore]:
        return beside_year_before(self.page.tree, rows_before(self.plan))

    def context(self, *, comment_form: CommentForm | None = None) -> dict[str, Any]:
        """What ``entry/cell.html``, ``entry/row_open.html`` and their parts read."""
        return {
            "plan": self.plan,
            "kind": self.page.kind,
            "quarter": self.quarter,
            "cell": self.cell,
            "row": self.row,
            "open": self,
            "can_attach": self.can_attach,
            "can_write": self.can_write,
            "can_comment": bool(self.page.sides),
            "evidence_form": EvidenceForm(),
            "comment_form": comment_form or self._comment_form(),
            "entry_url": f"{entry_url(self.plan, self.quarter)}#row-{self.cell.indicator_id}",
        }


MORE_THAN_ALL = Sentence(
    "দাবি সূচকের মানের চেয়ে বেশি; পর্যালোচক দুটিই দেখবেন।", "The claim is more than the weight; the reviewer sees both."
)
