"""Owns reading the plans of a document: office and year found, what was chosen beside it, every problem."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from offices.models import FiscalYear, Office
from plans.documents import Document, all_problems, read_document
from plans.drafts import PlanDraft
from plans.marking.facts import QuarterRule
from plans.problems import Problem, Severity
from plans.queries.imports import find_belonging, stored_rules
from plans.storable import check_storable
from plans.values.sentence import Sentence


@dataclass(frozen=True)
class Choices:
    """What somebody says of a plan beside its document: office and year, and the quarter rules of indicators.

    ``overrules``: what contradicts the document is doubtful; otherwise it is an error.
    """

    office: str = ""
    year: str = ""
    rules: Mapping[str, QuarterRule] = field(default_factory=dict)
    overrules: bool = False


@dataclass(frozen=True)
class Reading:
    """One plan of a document with the office and year found for it, and every problem; no draft: none was found.

    ``of_file`` are those problems that belong to the file, whatever plans it holds.
    """

    draft: PlanDraft | None
    office: Office | None
    year: FiscalYear | None
    problems: tuple[Problem, ...]
    of_file: tuple[Problem, ...] = ()

    @property
    def is_storable(self) -> bool:
        return self.draft is not None and not any(p.severity is Severity.ERROR for p in self.problems)

    @property
    def has_doubts(self) -> bool:
        return any(p.severity is Severity.WARNING for p in self.problems)


def read_plans(content: bytes, name: str, *, kind: str = "", office: str = "", year: str = "") -> tuple[Reading, ...]:
    """Every plan in a document, nothing stored; a document without plans gives one reading that says so."""
    document = read_document(content, name, kind=kind)
    return readings_of(document, [Choices(office, year)] * len(document.drafts))


def readings_of(document: Document, choices: Sequence[Choices]) -> tuple[Reading, ...]:
    """The plans of a document that was read, each with what was chosen for it."""
    if not document.drafts:
        return (Reading(None, None, None, document.problems, document.problems),)
    pairs = zip(document.drafts, choices, strict=True)
    return _marked_repeated([_reading(document, draft, chosen) for draft, chosen in pairs])


def _reading(document: Document, draft: PlanDraft, chosen: Choices) -> Reading:
    belonging = find_belonging(draft, office=chosen.office, year=chosen.year, overrules=chosen.overrules)
    stored = stored_rules(belonging.office, belonging.year, draft.kind)
    draft = draft.with_indicators(
        lambda row: replace(row, quarter_rule=chosen.rules.get(row.number, row.quarter_rule or stored.get(row.number)))
    )
    problems = (*all_problems(document, draft), *check_storable(draft), *belonging.problems)
    return Reading(draft, belonging.office, belonging.year, problems, document.problems)


def _marked_repeated(readings: Sequence[Reading]) -> tuple[Reading, ...]:
    """A plan that stands in a document again, say for each quarter, is laid over what stands before: a doubt."""
    first: dict[tuple[Office | None, FiscalYear | None, str], PlanDraft] = {}
    marked = []
    for reading in readings:
        if reading.draft and reading.office and reading.year:
            before = first.setdefault((reading.office, reading.year, reading.draft.kind), reading.draft)
            if before is not reading.draft:
                reading = replace(reading, problems=(*reading.problems, _repeated(reading.draft, before)))
        marked.append(reading)
    return tuple(marked)


def _repeated(draft: PlanDraft, before: PlanDraft) -> Problem:
    sentence = Sentence(
        f"“{before.sheet}” পাতার পরিকল্পনাটিই আবার এখানে; আগেরটির উপর এটি বসবে। ঠিক আছে কি না দেখুন।",
        f"This is the plan of the sheet “{before.sheet}” again; it will be laid over that one. Please check.",
    )
    return Problem(Severity.WARNING, "plan_repeated", sentence, draft.sheet)
