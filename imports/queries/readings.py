"""Owns reading the plans of a document: office and year found, what was chosen beside it, every problem."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial

from django.utils import timezone

from cell_values.sentence import Sentence
from imports.queries.belonging import find_belonging, stored_rules
from imports.queries.late_rules import check_late_rules, stored_late_rules, with_late_rules
from imports.queries.revised_targets import check_revised
from imports.queries.understood import understood
from offices.models import FiscalYear, Office
from official_forms.achieved_checks import Known, check_achieved
from official_forms.kind_choice import SaidKinds
from official_forms.running_totals import take_apart
from official_forms.target_checks import check_suggested
from plan_tree.late_rules import LateRules
from plan_tree.problems import Problem, Severity
from plan_tree.terms import QuarterRule
from plan_tree.tree import IndicatorNode, PlanTree
from plans.kinds import plan_kind
from plans.models import Plan, QuarterCell
from plans.queries.latest import find_plan
from plans.queries.receipts import days_handed_in
from plans.queries.trees import load_tree
from sheets.documents import Answers, Document, Problems
from sheets.refusal import Busy
from sheets.turns import OF_A_JOB


@dataclass(frozen=True)
class Choices:
    """What somebody says of a plan beside its document: office and year, quarter rules and late rules of indicators.

    ``overrules``: what contradicts the document is doubtful; otherwise it is an error.
    """

    office: str = ""
    year: str = ""
    rules: Mapping[str, QuarterRule] = field(default_factory=dict)
    late_rules: LateRules = field(default_factory=dict)
    overrules: bool = False


@dataclass(frozen=True)
class PlanReading:
    """One plan of a document with the office and year found for it, and every problem; no draft: none was found.

    ``of_file`` are those problems that belong to the file, whatever plans it holds.
    """

    draft: PlanTree | None
    office: Office | None
    year: FiscalYear | None
    problems: tuple[Problem, ...]
    of_file: tuple[Problem, ...] = ()

    @property
    def is_storable(self) -> bool:
        return self.draft is not None and not any(p.severity is Severity.ERROR for p in self.problems)


def read_plans(
    content: bytes, name: str, *, kind: str = "", office: str = "", year: str = ""
) -> tuple[PlanReading, ...]:
    """Every plan in a document, nothing stored; a document without plans gives one reading that says so.

    It waits for its turn among other documents; one that had none is told so.
    """
    try:
        document = understood(content, name, answers=Answers(SaidKinds(kind)), patience=OF_A_JOB)
    except Busy as busy:
        document = Document((), (busy.problem,))
    return readings_of(document, [Choices(office, year)] * len(document.drafts))


def readings_of(document: Document, choices: Sequence[Choices]) -> tuple[PlanReading, ...]:
    """The plans of a document that was read, each with what was chosen for it."""
    if not document.drafts:
        return (PlanReading(None, None, None, document.problems, document.problems),)
    parts = zip(document.drafts, document.doubts, choices, strict=True)
    return _marked_parts(_marked_repeated([_reading(document.problems, *part) for part in parts]))


def _reading(of_file: Problems, draft: PlanTree, doubts: Problems, chosen: Choices) -> PlanReading:
    office, year, unsure = find_belonging(draft, office=chosen.office, year=chosen.year, overrules=chosen.overrules)
    stored = stored_rules(office, year, draft.kind)
    decided = {**stored, **chosen.rules}
    draft = draft.with_indicators(lambda row: replace(row, quarter_rule=decided.get(row.number, row.quarter_rule)))
    draft = with_late_rules(draft, stored_late_rules(office, year, draft.kind), chosen.late_rules)
    handed_in, words = partial(_handed_in, office, year, draft.kind), plan_kind(draft.kind).form.title_words
    known = Known(timezone.localdate(), handed_in, of_document=True, own_words=words)
    problems = (
        *of_file,
        *draft.problems,
        *_undecided(draft, doubts),
        *check_suggested(draft, decided),
        *check_late_rules(draft),
        *check_achieved(draft, known),
        *check_revised(draft, office, year),
        *unsure,
    )
    return PlanReading(draft, office, year, problems, of_file)


def _handed_in(office: Office | None, year: FiscalYear | None, kind: str) -> Mapping[int, date]:
    plan = find_plan(office, year, kind) if office and year else None
    return days_handed_in(plan) if plan else {}


def taken_apart(
    reading: PlanReading, plan: Plan | None, draft: PlanTree, before: PlanTree | None = None
) -> tuple[PlanReading, PlanTree]:
    """The reading and its draft with the totals from the beginning of the year taken apart, and the doubts about that.

    What is stored decides what they mean, with what the document says of the plan ``before``: who stores the plan asks
    once it is locked.
    """
    if not draft.to_date and not (plan and holds_totals(plan)):
        return reading, draft
    stored = load_tree(plan) if plan else None
    apart = take_apart(draft, laid_over(before, stored) if before else stored)
    problems = (*reading.problems, *apart.problems)
    return replace(reading, draft=apart.draft, problems=problems), apart.draft


def laid_over(draft: PlanTree, under: PlanTree | None) -> PlanTree:
    """A draft with what lies ``under`` it of the quarters that it does not report."""
    if under is None:
        return draft
    known = under.by_number

    def filled(row: IndicatorNode) -> IndicatorNode:
        below = known[row.number][1].quarters if row.number in known else {}
        reported = {quarter: node for quarter, node in row.quarters.items() if not node.achievement.is_blank}
        return replace(row, quarters={**row.quarters, **below, **reported})

    return draft.with_indicators(filled)


def holds_totals(plan: Plan) -> bool:
    """Whether an achievement of a plan was worked out of a total from the beginning of the year."""
    return QuarterCell.objects.filter(indicator__activity__area__plan=plan).exclude(to_date_text="").exists()


def _undecided(draft: PlanTree, doubts: Problems) -> Problems:
    """The doubts about a draft as it was read, without those that its rules, chosen since, have answered."""
    decided = {row.number for row in draft.indicators if row.quarter_rule is not None}
    return tuple(each for each in doubts if each.code != "quarter_rule_undecided" or each.about not in decided)


def _marked_repeated(readings: Sequence[PlanReading]) -> tuple[PlanReading, ...]:
    """A plan that stands in a document again, say for each quarter, is laid over what stands before: a doubt."""
    first: dict[tuple[Office | None, FiscalYear | None, str], PlanTree] = {}
    marked = []
    for reading in readings:
        if reading.draft and reading.office and reading.year:
            before = first.setdefault((reading.office, reading.year, reading.draft.kind), reading.draft)
            if before is not reading.draft:
                reading = replace(reading, problems=(*reading.problems, _repeated(reading.draft, before)))
        marked.append(reading)
    return tuple(marked)


def _repeated(draft: PlanTree, before: PlanTree) -> Problem:
    sentence = Sentence(
        f"“{before.sheet}” পাতার পরিকল্পনাটিই আবার এখানে; আগেরটির উপর এটি বসবে। ঠিক আছে কি না দেখুন।",
        f"This is the plan of the sheet “{before.sheet}” again; it will be laid over that one. Please check.",
    )
    return Problem(Severity.WARNING, "plan_repeated", sentence, draft.sheet)


def _marked_parts(readings: Sequence[PlanReading]) -> tuple[PlanReading, ...]:
    """A sheet that names no office, after one of the same kind that does, may hold the rest of that one's plan."""
    first: dict[str, PlanTree] = {}
    marked = []
    for reading in readings:
        draft = reading.draft
        if draft and reading.office:
            first.setdefault(draft.kind, draft)
        elif draft and not draft.office_name and draft.kind in first:
            problems = (_as_part(each, first[draft.kind]) for each in reading.problems)
            reading = replace(reading, problems=tuple(problems))
        marked.append(reading)
    return tuple(marked)


def _as_part(problem: Problem, before: PlanTree) -> Problem:
    if problem.code != "office_unknown":
        return problem
    sentence = Sentence(
        f"এ পাতায় দপ্তরের নাম নেই। “{before.sheet}” পাতার পরিকল্পনার বাকি অংশ হলে সারিগুলো সেই টেবিলের নিচে এনে আবার দিন; অন্য "
        "দপ্তরের পরিকল্পনা হলে তালিকা থেকে দপ্তর বেছে নিন।",
        f"This sheet names no office. If it goes on with the plan of the sheet “{before.sheet}”, put its rows below "
        "that table and send the file again; if it is another office's plan, choose the office from the list.",
    )
    return replace(problem, sentence=sentence)
