"""Owns whether the head of an office has signed off what a quarter says, where the office wants it."""

from cell_values.sentence import Sentence
from plans.models import SignOff
from plans.queries.quarter_contents import QuarterContents
from plans.queries.quarter_reviews import contents_of_quarter
from plans.seen import Shown, digest_of
from workflow.sign_offs import why_not_signed_off
from workflow.transitions import OPEN


def signature_about(plan_id: int, quarter: int) -> str:
    """By which name notices of a quarter that waits for its signature are withdrawn."""
    return f"signature:{plan_id}:{quarter}"


def round_to_sign(contents: QuarterContents) -> int:
    """The round that is about to be handed in, or was last."""
    return len(contents.scene.receipts) + (contents.state in OPEN)


def signed_of(contents: QuarterContents) -> SignOff | None:
    """The head's signature for the round, whether it still holds or not."""
    wanted = round_to_sign(contents)
    return next((each for each in contents.scene.sign_offs if each.round == wanted), None)


def signable(contents: QuarterContents) -> Shown:
    """What a head signs: what the office says, not the marks that follow from it and from earlier decisions."""
    said = contents_of_quarter(contents)
    return {place: {name: text for name, text in row.items() if name != "mark"} for place, row in said.items()}


def why_not_signed(contents: QuarterContents) -> Sentence | None:
    """Why a quarter is not handed in for want of a signature. Nothing is asked where the office wants none."""
    if not contents.plan.office.needs_sign_off:
        return None
    signed = signed_of(contents)
    return why_not_signed_off(
        is_wanted=True, signed=signed.contents if signed else None, stands=digest_of(signable(contents))
    )
