"""Owns which rows of a returned quarter can be written, and who asks for a further one and who opens it."""

from cell_values.sentence import Sentence
from workflow.transitions import Refusal

OpenRows = frozenset[int] | None  # the keys of the rows that went back; None: all did

ROW_CLOSED = Sentence(
    "এই সারি ফেরত আসেনি, তাই বন্ধ; বদলাতে হলে কারণ লিখে পর্যালোচকের কাছে খোলার অনুরোধ করুন।",
    "This row was not returned and stays closed; to change it ask the reviewer, with a reason, to open it.",
)
ROW_OPEN_ALREADY = Sentence("এই সারি খোলাই আছে; সরাসরি লিখুন।", "This row is open already; just write it.")
ROW_ASKED_ALREADY = Sentence(
    "এই সারি খোলার একটি অনুরোধ সিদ্ধান্তের অপেক্ষায় আছে।", "A request to open this row waits for an answer already."
)
NOT_ASKED_TO_OPEN = Sentence(
    "এই সারি খোলার কোনো অনুরোধ সিদ্ধান্তের অপেক্ষায় নেই।", "No request to open this row waits for an answer."
)


def is_row_open(row: int, open_rows: OpenRows) -> bool:
    """Whether a row of a quarter that is being written is among those that went back."""
    return open_rows is None or row in open_rows


def check_row_open(row: int, open_rows: OpenRows) -> None:
    """May this row be written, in a quarter that may? Raises Refusal."""
    if not is_row_open(row, open_rows):
        raise Refusal(ROW_CLOSED)


def check_to_be_asked(*, is_open: bool, is_asked: bool) -> None:
    """Is there anything to ask for? Raises Refusal where a row is open, or its opening waits for an answer."""
    if is_open:
        raise Refusal(ROW_OPEN_ALREADY)
    if is_asked:
        raise Refusal(ROW_ASKED_ALREADY)


def check_asked(*, is_asked: bool) -> None:
    """Does a request wait for an answer? Raises Refusal."""
    if not is_asked:
        raise Refusal(NOT_ASKED_TO_OPEN)
