"""Owns what the public reads of a scorecard: every figure and its arithmetic, no names, no reviewer's words."""

from dataclasses import replace

from plans.marking.scorecard import AreaScore, Mark, Scorecard, Step
from plans.values.digits import to_bengali
from plans.values.sentence import Sentence

ASSESSED = "assessed"


def without_persons(card: Scorecard) -> Scorecard:
    """The scorecard as it is published."""
    return replace(card, areas=tuple(_area(area) for area in card.areas))


def _area(area: AreaScore) -> AreaScore:
    return replace(area, marks=tuple(_mark(mark) for mark in area.marks))


def _mark(mark: Mark) -> Mark:
    return replace(mark, steps=tuple(_assessment(mark) if step.part == ASSESSED else step for step in mark.steps))


def _assessment(mark: Mark) -> Step:
    """An assessment without its reason and its author, who are named to the office only."""
    figure = f"{mark.earned if mark.assessed is None else mark.assessed:.2f}"
    said = Sentence(f"পর্যালোচকের নির্ধারণ: {to_bengali(figure)}", f"Assessed by a reviewer: {figure}")
    return Step(ASSESSED, said)
