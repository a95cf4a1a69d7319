"""Owns what a kind of plan is: one object a form app supplies."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from cell_values.sentence import Sentence
from marking.scorecard import Scorecard
from plan_tree.tree import PlanTree


@dataclass(frozen=True)
class PlanKind:
    """A kind of plan: its names, how its form is recognised and read, and the templates that show it.

    ``recognise(sheet)`` answers where the form stands in a sheet, or None; ``read(sheet, anchor)`` makes the draft.
    ``write(draft, scorecard, through)`` makes the form as a workbook: the marks, or else the office's own claims.
    ``grade_names`` maps each ladder of percentages the form knows to the names of its grades.
    ``usual_ladder`` are the percentages a form is written with whose plan has no targets yet.
    ``by_quarter`` says whether the form sets targets per quarter (the integrity form) or only for the year.
    """

    code: str
    title: Sentence
    short: Sentence
    progress: Sentence
    by_quarter: bool
    recognise: Callable[[Any], Any]
    read: Callable[[Any, Any], PlanTree]
    write: Callable[[PlanTree, Scorecard | None, int], bytes]
    entry_template: str
    print_template: str
    grade_names: Mapping[tuple[int, ...], tuple[Sentence, ...]] = field(default_factory=dict)
    usual_ladder: tuple[int, ...] = (100,)
