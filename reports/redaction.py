"""Owns what the public reads of a scorecard: every figure and its arithmetic, no names, no reviewer's words."""

from dataclasses import replace

from cell_values.digits import to_bengali
from cell_values.sentence import Sentence
from marking.scorecard import AreaScore, ExplainedStep, Mark, MarkStatus, Scorecard

ASSESSED, EXEMPTION = "assessed", "exemption"
REFUSED = Sentence("পর্যালোচক “প্রযোজ্য নয়” নামঞ্জুর করেছেন", "A reviewer refused “not applicable”")
EXEMPTIONS = {
    MarkStatus.NOT_APPLICABLE: Sentence("পর্যালোচক “প্রযোজ্য নয়” মঞ্জুর করেছেন", "A reviewer granted “not applicable”"),
    MarkStatus.EXEMPTION_ASKED: Sentence(
        "“প্রযোজ্য নয়” বলে বাদ দিতে বলা হয়েছে; মঞ্জুর হয়নি", "Asked to be left out as not applicable; not granted"
    ),
}


def without_persons(card: Scorecard) -> Scorecard:
    """The scorecard as it is published."""
    return replace(card, areas=tuple(_area(area) for area in card.areas))


def _area(area: AreaScore) -> AreaScore:
    return replace(area, marks=tuple(_mark(mark) for mark in area.marks))


def _mark(mark: Mark) -> Mark:
    told = {ASSESSED: _assessment, EXEMPTION: _exemption}
    return replace(mark, steps=tuple(told[step.part](mark) if step.part in told else step for step in mark.steps))


def _assessment(mark: Mark) -> ExplainedStep:
    """An assessment without its reason and its author, who are named to the office only."""
    figure = f"{mark.earned if mark.assessed is None else mark.assessed:.2f}"
    said = Sentence(f"পর্যালোচকের নির্ধারণ: {to_bengali(figure)}", f"Assessed by a reviewer: {figure}")
    return ExplainedStep(ASSESSED, said)


def _exemption(mark: Mark) -> ExplainedStep:
    """What became of "not applicable", without the reason and the name."""
    return ExplainedStep(EXEMPTION, EXEMPTIONS.get(mark.status, REFUSED))
