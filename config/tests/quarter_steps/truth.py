"""Owns the truth table of a quarter's steps: where the quarter and its row 1.1 stand × step → what is answered.

Written by hand from the rules, not worked out of them. A sign is a yes, or the sentence somebody is refused with; who
sits on the other side of the table, or on none, is refused whatever stands.
"""

from collections.abc import Mapping
from enum import StrEnum

from cell_values.quarter_words import QUARTER_NAMES
from cell_values.sentence import Sentence
from plans.actions.evidence import STRANGER
from workflow.plan_states import NOT_APPROVED_YET
from workflow.quarter_order import NOT_APPROVED_BEFORE, NOT_REOPENED, NOT_SENT_BEFORE, RETURNED_BEFORE
from workflow.row_openings import NOT_ASKED_TO_OPEN, ROW_ASKED_ALREADY, ROW_CLOSED, ROW_OPEN_ALREADY
from workflow.transitions import NOT_NOW, NOT_YOURS, OWN_WORK, ReportState, Side, Work

YES, SAME, NO_PAGE = "+", "=", "404"  # done; done already, nothing is written again; nothing of the plan is shown


def _of_quarter(sentence: Sentence, quarter: int) -> str:
    return sentence.bn.format(QUARTER_NAMES[quarter].bn)


# A sign that stands for a sentence. The first are of the quarter, and told before it is asked whose work it is.
OF_THE_QUARTER: Mapping[str, str] = {
    **{state.value[0].upper(): NOT_NOW[state].bn for state in ReportState},  # D S R A
    "l": "শেষ দিন",  # locked: the sentence names the day
    "p": NOT_APPROVED_YET.bn,
    "1": _of_quarter(NOT_SENT_BEFORE, 1),
    "r": _of_quarter(RETURNED_BEFORE, 1),
    "b": _of_quarter(NOT_APPROVED_BEFORE, 1),
    "2": _of_quarter(NOT_REOPENED, 2),
}
OF_THE_ROW: Mapping[str, str] = {
    "c": ROW_CLOSED.bn,
    "o": ROW_OPEN_ALREADY.bn,
    "w": ROW_ASKED_ALREADY.bn,
    "n": NOT_ASKED_TO_OPEN.bn,
    "q": "১.১ সারিতে প্রশ্ন আছে",  # the sentence names the rows in question
}
SENTENCES = {**OF_THE_QUARTER, **OF_THE_ROW}

ENTERING = ("value", "remark", "claim", "attach", "remove", "submit", "ask")
REVIEWING = ("return", "approve", "reopen", "assess", "exempt", "see", "question", "accept", "open")
STEPS = (*ENTERING, "comment", *REVIEWING)

TABLE = """
                      value remark claim attach remove submit ask  comment  return approve reopen assess exempt see question accept open
draft                   +     +      +     +      +      +     D      +       D      D       D      D      D     D     D       D     D
draft, locked           l     l      l     l      l      l     D      +       D      D       D      D      D     D     D       D     D
draft, plan a draft     +     +      +     +      +      p     D      +       D      D       D      D      D     D     D       D     D
waits, unseen           S     S      S     S      S      S     +      +       +      +       S      +      +     +     +       +     n
waits, seen             S     S      S     S      S      S     +      +       +      +       S      +      +     =     +       +     n
waits, in question      S     S      S     S      S      S     +      +       +      q       S      +      +     +     +       +     n
waits, accepted         S     S      S     S      S      S     +      +       +      +       S      +      +     +     +       =     n
waits, wished open      S     S      S     S      S      S     w      +       +      +       S      +      +     +     +       +     +
waits, made a question  S     S      S     S      S      S     +      +       +      q       S      +      +     +     +       +     n
waits again, unmended   S     S      S     S      S      S     +      +       +      q       S      +      +     +     +       +     n
waits again, mended     S     S      S     S      S      S     +      +       +      +       S      +      +     +     +       +     n
returned as a whole     +     +      +     +      +      +     o      +       R      R       R      R      R     R     R       R     n
returned, in question   +     +      +     +      +      +     o      +       R      R       R      R      R     R     R       R     n
returned, mended        +     +      +     +      +      +     o      +       R      R       R      R      R     R     R       R     n
returned, locked since  +     +      +     +      +      +     o      +       R      R       R      R      R     R     R       R     n
returned, unseen        c     c      c     c      c      +     +      +       R      R       R      R      R     R     R       R     n
returned, accepted      c     c      c     c      c      +     +      +       R      R       R      R      R     R     R       R     n
returned, wished open   c     c      c     c      c      +     w      +       R      R       R      R      R     R     R       R     +
returned, kept closed   c     c      c     c      c      +     +      +       R      R       R      R      R     R     R       R     n
returned, opened        +     +      +     +      +      +     o      +       R      R       R      R      R     R     R       R     n
approved                A     A      A     A      A      A     A      +       A      A       +      A      A     A     A       A     A
approved, next too      A     A      A     A      A      A     A      +       A      A       2      A      A     A     A       A     A
taken back              S     S      S     S      S      S     +      +       +      +       S      +      +     +     +       +     n
second, first a draft   +     +      +     +      +      1     D      +       D      D       D      D      D     D     D       D     D
second, first returned  +     +      +     +      +      r     D      +       D      D       D      D      D     D     D       D     D
second, first waits     S     S      S     S      S      S     +      +       +      b       S      +      +     +     +       +     n
"""  # noqa: E501 - a row of the table is a line


class Who(StrEnum):
    """On which side somebody sits: a role may sit on both, and did its share of the work then."""

    FOCAL_POINT = "focal point"
    HEAD = "head of the office"
    REVIEWER = "reviewer of the parent"
    BOTH = "reviewer who also wrote"
    ADMINISTRATOR = "administrator"
    OUTSIDER = "focal point of another office"
    REVIEWER_ELSEWHERE = "reviewer of another office"


ENTERS = {Who.FOCAL_POINT, Who.BOTH}
REVIEWS = {Who.REVIEWER, Who.BOTH}
READS_NOTHING = {Who.OUTSIDER, Who.REVIEWER_ELSEWHERE}


def table() -> Mapping[str, Mapping[str, str]]:
    """Scene → step → sign."""
    head, *lines = TABLE.strip("\n").splitlines()
    steps, width = head.split(), head.index("value")
    return {line[:width].strip(): dict(zip(steps, line[width:].split(), strict=True)) for line in lines}


TRUTH = table()


def answer(scene: str, step: str, who: Who) -> str:
    """What somebody is answered who tries a step where the quarter stands: YES, SAME, or a sentence."""
    sign = TRUTH[scene][step]
    if step == "comment":
        return YES if who in ENTERS | REVIEWS else STRANGER.bn
    side = Side.ENTERING if step in ENTERING else Side.REVIEWING
    if who not in (ENTERS if side is Side.ENTERING else REVIEWS):
        return NOT_YOURS[side].bn
    if side is Side.REVIEWING and who is Who.BOTH and sign not in OF_THE_QUARTER:
        return OWN_WORK[Work.ENTERED].bn
    return SENTENCES.get(sign, sign)
