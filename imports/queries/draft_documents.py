"""Owns reading a document for the draft of one plan: which plan of it is meant, and what is doubted of its rows."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from cell_values.digits import to_bengali
from cell_values.sentence import Sentence
from editor.filling import as_filled
from editor.queries import OpenPlan
from editor.suggesting import with_suggested
from imports.queries.belonging import find_belonging
from imports.queries.understood import understood
from offices.queries.lookup import find_offices, find_year
from official_forms.kind_choice import SaidKinds
from official_forms.plan_checks import check_draft
from official_forms.storable import check_storable
from plan_tree.outline_filling import read_otherwise
from plan_tree.problems import Problem, Severity
from plan_tree.terms import QUARTERS
from plan_tree.tree import PlanTree
from plans.models import Plan
from sheets.documents import Answers, Document
from sheets.turns import Patience

# What is doubted of achievements and claims, which are not taken.
OF_REPORTS = frozenset(
    {"quarter_unknown", "quarter_contradicts", "year_to_date", "running_total_below", "running_total_outdated"}
    | {"running_total_unclear", "line_assumed", "claim_unreadable", "marks_unreadable", "computed_by_system"}
    | {"date_in_future", "receipt_contradicts"}
)
OTHER_FORM = "kind_contradiction"  # its title names another kind of plan


@dataclass(frozen=True)
class BroughtDraft:
    """A document brought into the draft of a plan. ``chosen`` is the place of the plan that is taken; None: which of
    several is to be said, or there is none.
    """

    document: Document
    opened: OpenPlan
    chosen: int | None

    @property
    def tree(self) -> PlanTree | None:
        return None if self.chosen is None else self.document.drafts[self.chosen]

    @property
    def offered(self) -> list[tuple[int, PlanTree]]:
        """The plans of the document, where somebody has to say which is meant."""
        return list(enumerate(self.document.drafts)) if len(self.document.drafts) > 1 else []

    @cached_property
    def filled(self) -> OpenPlan | None:
        """The plan as it would stand in the editor; not of a document that has to be mended first."""
        return None if self.errors else self._laid

    @cached_property
    def _laid(self) -> OpenPlan | None:
        return as_filled(self.opened, self.tree) if self.tree else None

    @cached_property
    def problems(self) -> Sequence[Problem]:
        """What is doubted of the file and of what is taken of it."""
        if self.tree is None or self._laid is None:
            return self.document.problems
        plan, tree = self.opened.plan, self.tree
        planned = _in_plan(tree, self._laid)
        of_file = [each for each in self.document.problems if each.sheet in ("", tree.sheet)]
        *_, unsure = find_belonging(tree, office=_told(plan), year=plan.year.code, overrules=True)
        found = (*of_file, *unsure, *tree.problems, *check_draft(planned), *check_storable(planned))
        reported = reported_cells(tree)
        return [each for each in found if each.code not in OF_REPORTS and each.cell not in reported]

    @cached_property
    def errors(self) -> Sequence[Problem]:
        return [each for each in self.problems if each.severity is Severity.ERROR or each.code == OTHER_FORM]

    @cached_property
    def differing(self) -> Sequence[Problem]:
        """Targets that would be understood otherwise than where they stand in the document."""
        if self.filled is None or self.tree is None:
            return []
        tree, read = self.tree, read_otherwise(self.filled.outline, self.filled.tree, self.tree)
        told = ((_otherwise(each.number, each.text), each.cell) for each in read)
        return [Problem(Severity.WARNING, "", sentence, tree.sheet, cell) for sentence, cell in told]

    @cached_property
    def to_tell(self) -> Sequence[Problem]:
        """All of it, the gravest first."""
        order = (Severity.ERROR, Severity.WARNING, Severity.NOTICE)
        return sorted((*self.problems, *self.differing), key=lambda each: order.index(each.severity))

    @property
    def needs_tick(self) -> bool:
        return any(each.severity is Severity.WARNING for each in self.to_tell)

    @property
    def not_taken(self) -> int:
        """How many indicators report something, which stays behind."""
        rows = self.tree.indicators if self.tree else ()
        return sum(bool(row.remark) or any(not row.achievement(each).is_blank for each in QUARTERS) for row in rows)


def brought_draft(content: bytes, name: str, opened: OpenPlan, said: str, *, patience: Patience) -> BroughtDraft:
    """The document read as one of the plan's kind; ``said`` is the place of the plan somebody chose, "" for none.

    Raises Busy.
    """
    document = understood(content, name, answers=Answers(SaidKinds(opened.plan.kind)), patience=patience)
    places = [str(each) for each in range(len(document.drafts))]
    return BroughtDraft(document, opened, int(said) if said in places else _only(document, opened.plan))


def _in_plan(tree: PlanTree, laid: OpenPlan) -> PlanTree:
    """What a document says, as it would stand in the plan: in its year, with the rules chosen there or suggested."""
    ruled = iter(with_suggested(laid.read.tree, laid.form).indicators)
    of_year = replace(tree, year=laid.plan.year.code)
    return of_year.with_indicators(lambda row: replace(row, quarter_rule=next(ruled).quarter_rule))


def reported_cells(tree: PlanTree) -> Collection[str]:
    """The cells in which achievements and remarks stand."""
    found = {node.achievement_cell for row in tree.indicators for node in row.quarters.values()}
    return (found | {row.cell("remark") for row in tree.indicators}) - {""}


def _only(document: Document, plan: Plan) -> int | None:
    """The one plan that can be meant: the only one, else the only one of this office, and of this year."""
    places = list(range(len(document.drafts)))
    of_office = [at for at in places if plan.office in find_offices(document.drafts[at].office_name)]
    of_year = [at for at in of_office if find_year(document.drafts[at].year) == plan.year]
    return next((some[0] for some in (places, of_office, of_year) if len(some) == 1), None)


def _told(plan: Plan) -> str:
    """What finds the plan's office and no other."""
    return plan.office.code or plan.office.name_bn


def _otherwise(number: str, text: str) -> Sentence:
    return Sentence(
        f"সূচক {to_bengali(number)}: ফাইলের ঘরে “{text}”-এর যে অর্থ, শুধু লেখা থেকে সেই অর্থ ধরা যায় না। খসড়ায় লক্ষ্যমাত্রাটি "
        "দেখে নিন।",
        f"Indicator {number}: “{text}” means something else in the file's cell than its text says by itself. "
        "Look at the target in the draft.",
    )
