"""Owns the kinds of plan offices make beside those that are kept, by name: so such a document is told, never stored."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from cell_values.sentence import Sentence
from official_forms.headings import part
from official_forms.kind import PlanKind
from official_forms.spelling import folded, holds


@dataclass(frozen=True, slots=True)
class OtherKind:
    """A kind that is told by the words of its titles.

    ``words`` are alternatives as those of a column; ``phrases`` stand together: whole words, the last with any ending
    where it is Bengali. ``family`` is the shape its forms share with kinds that are kept, "" where it shares none.
    ``holds_annexes``: other plans are its annexes, so that any of their names says more.
    """

    title: Sentence
    words: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    family: str = ""
    holds_annexes: bool = False

    def is_named(self, text: str) -> bool:
        """Whether a title names it."""
        if self.words and part("title", *self.words).is_named(text, holds):
            return True
        return any(_phrase(phrase).search(folded(text)) for phrase in self.phrases)


GRIEVANCE = OtherKind(
    Sentence("অভিযোগ প্রতিকার ব্যবস্থা সংক্রান্ত কর্মপরিকল্পনা", "grievance redress system work plan"),
    words=("অভিযোগ+প্রতিকার", "অভিযোগ+নিষ্পত্তি", "অভিযোগ+ব্যবস্থাপনা", "grievance", "complaint"),
    phrases=("grs", "জিআরএস"),
    family="graded",
)
CHARTER = OtherKind(
    Sentence("সেবা প্রদান প্রতিশ্রুতি (সিটিজেনস চার্টার) বাস্তবায়ন কর্মপরিকল্পনা", "citizen's charter work plan"),
    words=("সেবা+প্রতিশ্রুতি", "সিটিজেন+চার্টার", "নাগরিক+সনদ", "সেবা+সনদ", "citizen+charter"),
    family="graded",
)
INFORMATION = OtherKind(
    Sentence("তথ্য অধিকার বিষয়ক কর্মপরিকল্পনা", "right to information work plan"),
    words=("স্বপ্রণোদিত+তথ্য",),
    phrases=("তথ্য অধিকার", "তথ্যের অধিকার", "right to information", "rti", "আরটিআই"),
    family="graded",
)
AGREEMENT = OtherKind(
    Sentence("বার্ষিক কর্মসম্পাদন চুক্তি", "annual performance agreement"),
    phrases=("কর্মসম্পাদন চুক্তি", "কর্ম সম্পাদন চুক্তি", "performance agreement", "apa", "এপিএ"),
    family="graded",
    holds_annexes=True,
)
MONITORING = OtherKind(
    Sentence("কর্মসম্পাদন পরিবীক্ষণ পরিকল্পনা (জিপিএমএস)", "government performance monitoring plan (GPMS)"),
    phrases=("কর্মসম্পাদন পরিবীক্ষণ", "performance monitoring", "gpms", "জিপিএমএস"),
    holds_annexes=True,
)
OTHER_KINDS = (GRIEVANCE, CHARTER, INFORMATION, AGREEMENT, MONITORING)


def not_kept(kinds: Sequence[PlanKind], others: Sequence[OtherKind] = OTHER_KINDS) -> tuple[OtherKind, ...]:
    """The other kinds without those that are kept after all: a kind that was installed answers to the same titles."""
    return tuple(other for other in others if not any(kind.is_named(other.title.bn) for kind in kinds))


@lru_cache
def _phrase(phrase: str) -> re.Pattern[str]:
    """An abbreviation in Latin letters is a word of its own: "apa" is none of "capacity"."""
    end = r"(?!\w)" if phrase.isascii() else ""
    return re.compile(rf"(?:^| ){re.escape(folded(phrase))}{end}")
