"""Owns the words for possible marks that shrank: what a reviewer granted to be not applicable."""

from cell_values.sentence import Sentence
from marking.scorecard import Scorecard
from plans.display import digits, marks

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
