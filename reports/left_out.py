"""Owns what a score lacks: marks that were due and not earned, and what a reviewer granted to be not applicable."""

from decimal import Decimal

from cell_values.sentence import Sentence
from marking.scorecard import AreaScore, Mark, Scorecard
from plans.display import digits, marks, said

GRANTED_AWAY = Sentence(
    "পর্যালোচক যা “প্রযোজ্য নয়” বলে মঞ্জুর করেছেন, তা অর্জিত ও প্রাপ্য কোনোটিতেই ধরা হয়নি।",
    "What a reviewer granted to be not applicable counts neither as earned nor as due.",
)


def left_out_sentence(card: Scorecard) -> Sentence | None:
    """The raw total, what of it is left out, the possible marks and both percentages; None where nothing is."""
    if not card.left_out:
        return None
    whole, gone, rest = (digits(figure) for figure in (card.possible_weight, card.left_out, card.possible))
    scaled, raw = marks(card.percentage), marks(card.raw_percentage)
    return Sentence(
        f"পরিকল্পনার {whole} নম্বরের মধ্যে {gone} পর্যালোচকের মঞ্জুরিতে “প্রযোজ্য নয়” বলে বাদ, সম্ভাব্য {rest}; "
        f"সম্ভাব্যের {scaled}%, পুরো {whole}-এর {raw}% অর্জিত।",
        f"Of the plan's {whole} marks {gone} are left out as not applicable, as a reviewer granted: "
        f"{rest} are possible. Earned: {scaled}% of these, {raw}% of all {whole}.",
    )


def left_out_in_words(card: Scorecard) -> str:
    """The same in the reader's language; nothing where nothing is left out."""
    return said(left_out_sentence(card))


def lost(score: Scorecard | AreaScore | Mark) -> Decimal:
    """Marks due so far and not earned; an indicator ahead of its quarter does not make up for another."""
    parts = [score] if isinstance(score, Mark) else score.marks
    return sum((max(mark.possible_to_date - mark.earned, Decimal(0)) for mark in parts), Decimal(0))
