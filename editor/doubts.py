"""Owns what is doubted of a plan while it is typed, at its row and field, with an answer where there is an obvious one.

The checks are those of an import; beside them stands what a row must say before it can be stored.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from cell_values.digits import to_bengali
from cell_values.sentence import Sentence
from cell_values.text import normalise
from editor.queries import OpenPlan
from editor.suggesting import with_suggested
from official_forms.plan_checks import check_draft
from official_forms.storable import check_storable
from official_forms.target_checks import check_suggested
from plan_tree import outline as named
from plan_tree.outline import Level, OutlineRow, is_same_text
from plan_tree.outline_trees import FULL_GRADE
from plan_tree.problems import Problem, Severity
from plan_tree.standard_rows import Departing, Departure
from plan_tree.terms import QuarterRule
from plan_tree.year_before import softer_than_before
from plans.queries.revising import GrantedTarget, written_over
from plans.queries.templates import departures_of, few_own_rows_of

NEEDED = {
    (Level.AREA, named.TITLE): Sentence("ক্ষেত্রের নাম লেখা নেই; লিখুন।", "The area has no title; write one."),
    (Level.ACTIVITY, named.TITLE): Sentence("কার্যক্রমের নাম লেখা নেই; লিখুন।", "The activity has no title; write one."),
    (Level.INDICATOR, named.TITLE): Sentence("কর্মসম্পাদন সূচক লেখা নেই; লিখুন।", "The indicator has no title; write one."),
    (Level.INDICATOR, named.WEIGHT): Sentence("সূচকের মান লেখা নেই; লিখুন।", "The indicator has no weight; write one."),
    (Level.INDICATOR, named.UNIT): Sentence("একক বাছা হয়নি; বেছে দিন।", "No unit was chosen; choose one."),
}
EMPTY = Sentence("সারিটি খালি; লিখুন, নয়তো মুছে দিন।", "The row is empty; fill it or remove it.")
SILENT = {"area_weight_differs", "no_indicators"}  # the head of the area says it with its sum, the bar with its own
LET_STAND = Sentence("ঠিক আছে", "It is right")
RULES = {
    QuarterRule.SUM: Sentence("সমষ্টি", "Sum"),
    QuarterRule.AVERAGE: Sentence("গড়", "Average"),
    QuarterRule.CUMULATIVE: Sentence("ক্রমপুঞ্জিভূত", "Cumulative"),
}
ANSWERED_BY_RULE = {"quarter_rule_undecided": tuple(RULES), "cumulative_suggested": (QuarterRule.CUMULATIVE,)}
FIELDS = {Departing.TITLE: named.TITLE, Departing.WEIGHT: named.WEIGHT, Departing.UNIT: named.UNIT_TEXT}


@dataclass(frozen=True, slots=True)
class DoubtAnswer:
    """A button beside a doubt: what is set in which field of a row."""

    words: Sentence
    row: str
    field: str
    text: str

    @property
    def step(self) -> str:
        return f"set:{self.row}:{self.field}={self.text}"


@dataclass(frozen=True, slots=True)
class OutlineDoubt:
    """One doubt at a field of a row. An error keeps the plan from being stored, a warning does not.

    ``is_lack``: something is not written yet, which is not said of the row in hand.
    """

    row: str
    field: str
    severity: Severity
    sentence: Sentence
    answers: tuple[DoubtAnswer, ...] = ()
    is_lack: bool = False

    @property
    def is_error(self) -> bool:
        return self.severity is Severity.ERROR


def doubts_by_row(opened: OpenPlan) -> Mapping[str, Sequence[OutlineDoubt]]:
    """Every doubt about what is typed, by the id of its row; those that somebody let stand are left out."""
    found: dict[str, list[OutlineDoubt]] = defaultdict(list)
    rows = {row.id: row for row in opened.outline.rows}
    for doubt in (*_needed(opened), *_figures(opened), *_checked(opened), *_of_template(opened), *_judged(opened)):
        row = rows.get(doubt.row)
        is_accepted = row is not None and normalise(doubt.sentence.bn) in _accepted(row)
        if not is_accepted and doubt.sentence not in [each.sentence for each in found[doubt.row]]:
            found[doubt.row].append(doubt)
    return {row: doubts for row, doubts in found.items() if doubts}


def first_error(opened: OpenPlan) -> OutlineDoubt | None:
    """Why a draft cannot be stored as it stands."""
    doubts = (doubt for each in doubts_by_row(opened).values() for doubt in each)
    return next((doubt for doubt in doubts if doubt.is_error), None)


def _accepted(row: OutlineRow) -> set[str]:
    return {text for name, text in row.fields.items() if name.startswith(named.ACCEPTED)}


def _needed(opened: OpenPlan) -> Iterator[OutlineDoubt]:
    """What a row must say. Of a row of which nothing is written that alone is said, and nothing of its own activity."""
    rows = opened.outline.rows
    for place, row in enumerate(rows):
        below = [rows[each] for each in opened.outline.below(place)]
        if row.level is Level.INDICATOR and row.is_empty:
            yield OutlineDoubt(row.id, named.TITLE, Severity.ERROR, EMPTY, is_lack=True)
        elif not (row.level is Level.ACTIVITY and row.is_empty and len(below) == 1 and below[0].is_empty):
            yield from _lacking(opened, row)


def _lacking(opened: OpenPlan, row: OutlineRow) -> Iterator[OutlineDoubt]:
    for (level, name), sentence in NEEDED.items():
        if level is row.level and not row.text(name) and not _stood_empty(opened, row, name):
            yield OutlineDoubt(row.id, name, Severity.ERROR, sentence, is_lack=True)


def _stood_empty(opened: OpenPlan, row: OutlineRow, name: str) -> bool:
    """Whether a field is empty in the stored plan too, which a document may have left so."""
    stored = opened.base.find(row.id)
    return stored is not None and not stored.text(name)


def _figures(opened: OpenPlan) -> Iterator[OutlineDoubt]:
    """Figures that are none; one that was stored so is only doubted."""
    for cell, doubts in opened.read.doubts.items():
        row_id, _, name = cell.partition(":")
        is_old = _is_as_stored(opened, row_id, name)
        for doubt in doubts:
            severity = Severity.WARNING if is_old and doubt.is_error else doubt.severity
            answers = (
                () if severity is not Severity.WARNING else (_let_stand(row_id, name, doubt.code, doubt.sentence),)
            )
            yield OutlineDoubt(row_id, name, severity, doubt.sentence, answers)


def _is_as_stored(opened: OpenPlan, row_id: str, name: str) -> bool:
    """Whether a field says what is stored, and what is one with it does too."""
    row, stored = opened.outline.find(row_id), opened.base.find(row_id)
    names = named.TOGETHER.get(name, (name,))
    return row is not None and stored is not None and all(stored.text(each) == row.text(each) for each in names)


def _checked(opened: OpenPlan) -> Iterator[OutlineDoubt]:
    tree = with_suggested(opened.read.tree, opened.form)
    empty = {row.id for row in opened.outline.rows if row.is_empty}
    chosen = {row.number for row in opened.read.tree.indicators if row.quarter_rule}
    for problem in (*check_draft(tree), *check_storable(tree), *check_suggested(tree, chosen)):
        row, _, name = problem.cell.partition(":")
        if problem.code not in SILENT and row not in empty:
            yield OutlineDoubt(row, name, problem.severity, problem.sentence, _answers(row, name, problem))


def _answers(row: str, name: str, problem: Problem) -> tuple[DoubtAnswer, ...]:
    if problem.severity is Severity.ERROR:
        return ()
    rules = ANSWERED_BY_RULE.get(problem.code, ())
    chosen = tuple(DoubtAnswer(RULES[rule], row, named.RULE, rule.value) for rule in rules)
    return chosen or (_let_stand(row, name, problem.code, problem.sentence),)


def _let_stand(row: str, name: str, code: str, sentence: Sentence) -> DoubtAnswer:
    """Somebody has looked; other figures make another sentence, which is doubted again."""
    return DoubtAnswer(LET_STAND, row, f"{named.ACCEPTED}{code}_{name}", sentence.bn)


def _judged(opened: OpenPlan) -> Iterator[OutlineDoubt]:
    """What is known of the rows beside what is typed."""
    yield from _soft(opened)
    yield from _revised(opened)


def _soft(opened: OpenPlan) -> Iterator[OutlineDoubt]:
    """Targets that ask for less than was reached in the year before."""
    for row, beside in opened.year_before.items():
        if beside.is_soft:
            told = softer_than_before(beside)
            stands = _let_stand(row, FULL_GRADE, "softer_than_before", told)
            yield OutlineDoubt(row, FULL_GRADE, Severity.WARNING, told, (stands,))


def _revised(opened: OpenPlan) -> Iterator[OutlineDoubt]:
    """Targets that a reviewer granted, and that are written over."""
    for row in opened.outline.rows:
        revisions = opened.stored.revisions.get(row.key or 0, ()) if row.level is Level.INDICATOR else ()
        granted = [each for revision in revisions for each in revision.revised]
        stored = opened.base.find(row.id)
        for place in dict.fromkeys(each.place for each in granted):
            text = GrantedTarget(granted, place).text
            if text and stored and not is_same_text(stored.text(place), row.text(place)):
                told = written_over(text)
                stands = _let_stand(row.id, place, "written_over", told)
                yield OutlineDoubt(row.id, place, Severity.WARNING, told, (stands,))


def _of_template(opened: OpenPlan) -> Iterator[OutlineDoubt]:
    """What the plan's template fixes, at the row that says something else; what is missing stands at its head."""
    if opened.plan.template_id is None:
        return
    tree = opened.read.tree
    for departure in departures_of(opened.plan, tree):
        row, _, name = departure.cell.partition(":")
        yield OutlineDoubt(
            row or _head_of(opened, departure), name, Severity.ERROR, departure.sentence, _mended(departure)
        )
    for few in few_own_rows_of(opened.plan, tree):
        yield OutlineDoubt(few.cell.partition(":")[0], named.TITLE, Severity.WARNING, few.sentence)


def _mended(departure: Departure) -> tuple[DoubtAnswer, ...]:
    """Back to what the template says, where that is one text of the row."""
    name = FIELDS.get(departure.what)
    if name is None or name == named.UNIT_TEXT or not departure.cell:
        return ()
    words = Sentence(f"“{to_bengali(departure.standard)}” করুন", f"Make it “{departure.standard}”")
    return (DoubtAnswer(words, departure.cell.partition(":")[0], name, departure.standard),)


def _head_of(opened: OpenPlan, departure: Departure) -> str:
    """The area a missing row belongs to; "" for a missing area: of the whole plan."""
    number = departure.number.partition(".")[0]
    areas = (row for row in opened.outline.rows if row.level is Level.AREA and row.number == number)
    return next((row.id for row in areas), "")
