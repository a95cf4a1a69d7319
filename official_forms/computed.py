"""Owns the line that says a form's marks were computed here: written below the table, recognised when it comes back."""

from collections.abc import Iterable
from dataclasses import replace

from cell_values.digits import to_bengali
from cell_values.numbers import show_number
from cell_values.quarter_words import ORDINALS
from cell_values.sentence import Sentence
from cell_values.text import key
from marking.scorecard import Scorecard
from official_forms.grid import Cell, Sheet
from plan_tree.problems import Problem, Severity
from plan_tree.revisions import RevisedTarget
from plan_tree.tree import Claimed, IndicatorNode, PlanTree

_LINE = "হিসাবকৃত নম্বর · নীতি:"
_DOUBTS_ABOUT_CLAIMS = {"marks_unreadable", "claim_unreadable"}


def computed_line(scorecard: Scorecard, rows: Iterable[IndicatorNode] = ()) -> str:
    """The line below a form whose marks are those of a scorecard; it tells every revised target, old and new."""
    earned, possible = show_number(scorecard.earned, places=2), show_number(scorecard.possible)
    said = f"{_LINE} {scorecard.policy} · {ORDINALS[scorecard.through].bn} কোয়ার্টার পর্যন্ত {possible}-এর মধ্যে {earned}"
    return " · ".join((said, *(_revised(row) for row in rows if row.revisions)))


def _revised(row: IndicatorNode) -> str:
    """৩.২ সংশোধিত: ৪র্থ কোয়ার্টার ৩০/৪/২০ → ৩০/৪/২০২১ (২য় কোয়ার্টার থেকে)."""
    told = []
    for revision in row.revisions:
        since = f"({ORDINALS[revision.counts_from].bn} কোয়ার্টার থেকে)"
        told += [
            f"{_place(each, row)} {each.old.text or '–'} → {each.new.text or '–'} {since}" for each in revision.targets
        ]
    return f"{to_bengali(row.number)} সংশোধিত: {', '.join(told)}"


def _place(target: RevisedTarget, row: IndicatorNode) -> str:
    if target.quarter is not None:
        return f"{ORDINALS[target.quarter].bn} কোয়ার্টার"
    return f"লক্ষ্যমাত্রা {to_bengali(target.place)}" if row.grades else "লক্ষ্যমাত্রা"


def is_computed_line(text: str) -> bool:
    return key(text).startswith(key(_LINE))


def without_computed(draft: PlanTree, sheet: Sheet) -> PlanTree:
    """The draft without the marks a form carries that were computed here: they are no claims of the office."""
    line = _computed_line(sheet)
    if line is None:
        return draft
    told = [problem for problem in draft.problems if problem.cell != line.address]
    kept = [problem for problem in told if problem.code not in _DOUBTS_ABOUT_CLAIMS]
    notice = Problem(Severity.NOTICE, "computed_by_system", _COMPUTED, sheet.name, line.address)
    return replace(draft, claimed=Claimed(), problems=(*kept, notice)).with_indicators(_unclaimed)


def _unclaimed(row: IndicatorNode) -> IndicatorNode:
    return replace(row, claimed_total="", claimed_marks=None)


def _computed_line(sheet: Sheet) -> Cell | None:
    """The line stands alone in its row."""
    lines = (cells[0] for cells in sheet.rows.values() if len(cells) == 1)
    return next((cell for cell in lines if is_computed_line(cell.text)), None)


_COMPUTED = Sentence(
    "ফরমের নম্বরগুলো এই ব্যবস্থার হিসাব, কার্যালয়ের দাবি নয়; তাই নেওয়া হয়নি। নিজের দাবি জানাতে এই লাইনটি মুছে দিন।",
    "The marks in the form were computed by this system and are no claims of the office, so they were not taken over. "
    "To state own claims, delete this line.",
)
