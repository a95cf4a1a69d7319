"""Owns what is shown of revised targets: every request of a plan, with what it leaves in doubt."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from cell_values.reading import read_value
from cell_values.sentence import Sentence
from cell_values.value import Value
from official_forms.date_checks import check_dates
from official_forms.target_checks import check_targets
from plan_tree.problems import Problem, Severity
from plan_tree.revisions import Place, RevisedTarget, is_outdated, place_of_grade, place_of_quarter, quarters_of
from plan_tree.terms import QUARTERS
from plan_tree.tree import ActivityNode, AreaNode, IndicatorNode, PlanTree
from plans.display import target_name
from plans.models import GradedTarget, Plan, QuarterCell, TargetRevision
from plans.queries.open_rows import open_rows_of
from workflow.revising import TARGET_MOVED, check_quarters_open
from workflow.transitions import Refusal, ReportState

States = Mapping[int, ReportState]


@dataclass(frozen=True)
class NamedTarget:
    """A target as it was and as it should be, by what the form calls it."""

    name: str
    old: Value
    new: Value


@dataclass(frozen=True)
class ShownRevision:
    """A request and, as long as nobody decided, what its targets would leave in doubt."""

    row: TargetRevision
    targets: tuple[NamedTarget, ...]
    doubts: tuple[Sentence, ...] = ()
    no_grant: Sentence | None = None  # why it can only be refused by now

    @property
    def is_open(self) -> bool:
        return self.row.is_undecided


def revisions_of(plan: Plan, tree: PlanTree) -> list[ShownRevision]:
    """Every request of a plan, in the order of the form, the latest first in a row. Four queries at most."""
    nodes = {node.key: node for node in tree.indicators}
    found = TargetRevision.objects.filter(indicator__activity__area__plan=plan)
    rows = found.select_related("indicator__activity__area", "asked_by", "decided_by")
    order = ("indicator__activity__area__position", "indicator__activity__position", "indicator__position", "-asked_at")
    asked = list(rows.order_by(*order))
    states = states_for_revising(plan) if any(row.is_undecided for row in asked) else {}
    return [_shown(row, nodes[row.indicator_id], tree, states) for row in asked]


def _shown(row: TargetRevision, node: IndicatorNode, tree: PlanTree, states: States) -> ShownRevision:
    targets = named(row.revised, node)
    if not row.is_undecided:
        return ShownRevision(row, targets)
    asked = {each.place: each.new for each in row.revised}
    return ShownRevision(row, targets, tuple(doubts_of_targets(tree, node, asked)), _why_no_grant(row, node, states))


def _why_no_grant(row: TargetRevision, node: IndicatorNode, states: States) -> Sentence | None:
    """Why what was asked for can only be refused by now; None: it can be granted."""
    try:
        check_quarters_open(quarters_of(row.revised), states)
    except Refusal as refusal:
        return refusal.sentence
    stands = _targets_of(node)
    is_as_it_was = all(each.place in stands and stands[each.place].means(each.old) for each in row.revised)
    return None if is_as_it_was else TARGET_MOVED


def states_for_revising(plan: Plan) -> dict[int, ReportState]:
    """The states of the reports; one with rows that did not go back keeps what these were accepted by."""
    narrowed = {quarter for _plan, quarter in open_rows_of([plan.pk])}
    states = {quarter: ReportState(state) for quarter, state in plan.reports.values_list("quarter", "state")}
    return states | dict.fromkeys(narrowed, ReportState.SUBMITTED)


def _targets_of(node: IndicatorNode) -> dict[Place, Value]:
    """Every target of a row of the tree by its place: the grades, that of the year first, then the quarters."""
    grades = {place_of_grade(each.percent): each.target for each in node.all_grades}
    return grades | {place_of_quarter(each): node.target(each) for each in QUARTERS}


def named(targets: Iterable[RevisedTarget], node: IndicatorNode) -> tuple[NamedTarget, ...]:
    is_graded = bool(node.grades)
    return tuple(NamedTarget(target_name(each.place, is_graded=is_graded), each.old, each.new) for each in targets)


def doubts_of_targets(tree: PlanTree, node: IndicatorNode, targets: Mapping[Place, Value]) -> list[Sentence]:
    """What reading these targets leaves in doubt, and what the row would say against itself with them."""
    read = (read_value(value.text, node.unit, start_year=tree.start_year) for value in targets.values())
    known = {problem.sentence for problem in _problems(tree, node)}
    after = [problem.sentence for problem in _problems(tree, node.with_targets(targets))]
    return [*(doubt.sentence for each in read for doubt in each.doubts), *(each for each in after if each not in known)]


@dataclass(frozen=True)
class GrantedTarget:
    """A target as a reviewer granted it last. ``granted``: every revision of its row, the earliest first."""

    granted: Sequence[RevisedTarget]
    place: Place

    @property
    def text(self) -> str | None:
        """What was granted; None where the target was never revised."""
        return self._here[-1].new.text or "–" if self._here else None

    def is_outdated(self, said: Value, stands: Value) -> bool:
        """Whether somebody says what it was before, while what was granted stands."""
        return is_outdated(self._here, self.place, said, stands)

    @property
    def _here(self) -> list[RevisedTarget]:
        return [each for each in self.granted if each.place == self.place]


def place_of_target(row: GradedTarget | QuarterCell) -> Place:
    return place_of_grade(row.percent) if isinstance(row, GradedTarget) else place_of_quarter(row.quarter)


def written_over(granted: str) -> Sentence:
    """What is said where something else than what was granted takes its place."""
    return Sentence(
        f"পর্যালোচক এই লক্ষ্যমাত্রা সংশোধন করে “{granted}” মঞ্জুর করেছিলেন; তার জায়গায় এখন অন্যটি বসছে।",
        f"A reviewer granted “{granted}” as the revised target; another one takes its place now.",
    )


def _problems(tree: PlanTree, node: IndicatorNode) -> Sequence[Problem]:
    activity = ActivityNode(node.number, "", (node,))
    alone = PlanTree(tree.kind, "", tree.year, (AreaNode("", "", Decimal(0), (activity,)),))
    found = (*check_dates(alone), *check_targets(alone))
    return [problem for problem in found if problem.severity is not Severity.NOTICE]
