"""Owns forms made up for layout tests: every cell carries a token that tells on which page it was printed."""

import random
import re
from datetime import date
from decimal import Decimal

from cell_values.digits import to_bengali
from cell_values.value import BLANK, Unit, Value, ValueState
from marking.scorecard import AreaScore, Mark, MarkStatus, Scorecard
from official_forms.description import FormDescription
from plan_tree.tree import ActivityNode, AreaNode, Claimed, GradeNode, IndicatorNode, PlanTree, QuarterNode
from plans.kinds import plan_kind
from reports.printed.imprint import Imprint
from reports.printed.official_form import OfficialForm

INTEGRITY, EGOV = plan_kind("integrity").form, plan_kind("egov").form
WORDS = ["উদ্ভাবনী", "ধারণা", "বাস্তবায়ন", "সেবা", "সহজিকরণ", "প্রাতিষ্ঠানিক", "দক্ষতা"]
LADDER = (100, 80, 60)
CLAIMED = Claimed(Decimal(50), Decimal(17))
IMPRINT = Imprint("bn", "পরীক্ষা মন্ত্রণালয়", date(2021, 10, 14), state="খসড়া", policy="পরীক্ষার নীতি")
TITLES = {
    "office_label": "মন্ত্রণালয়ের নাম",
    "office": "পরীক্ষা মন্ত্রণালয়",
    "year": "২০২১-২০২২",
    "short_year": "২০২১-২২",
    "quarter": "১ম",
    "quarter_word": "প্রথম",
    "months": "জুলাই-সেপ্টেম্বর, ২০২১",
}
_TOKEN = re.compile(r"[A-Z]\d+z")


def typed(text: str) -> Value:
    """A value as if somebody had typed it."""
    return Value(text, ValueState.WORDS) if text else BLANK


def made_form(*areas: AreaNode, description: FormDescription = EGOV, through: int = 1) -> OfficialForm:
    figures = map(Decimal, ("17.00", "11.00", "50", "29.00"))
    tree = PlanTree("egov", "পরীক্ষা মন্ত্রণালয়", "2021-22", areas, claimed=CLAIMED)
    return OfficialForm(description, tree, Scorecard("পরীক্ষার নীতি", through, *figures, ()), TITLES, IMPRINT)


def made_area(number: str, title: str, *activities: ActivityNode) -> AreaNode:
    return AreaNode(number, title, Decimal(5), activities)


def assessed(number: str, marks: str) -> tuple[AreaScore, ...]:
    """The marks a reviewer gave an indicator, in an area of its own."""
    given, nothing = Decimal(marks), Decimal(0)
    mark = Mark(number, Decimal(5), None, given, given, Decimal(5), nothing, BLANK, MarkStatus.ASSESSED, ())
    return (AreaScore("1", "ক্ষেত্র", Decimal(5), given, Decimal(5), nothing, (mark,)),)


class FormMaker:
    """Makes areas of any shape from a seed; ``rows`` holds the tokens of each indicator made, in order."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self.rows: list[set[str]] = []

    def words(self, most: int) -> str:
        return " ".join(self._random.choices(WORDS, k=self._random.randint(1, most)))

    def area(self, number: int, *, activities: int, indicators: int) -> AreaNode:
        """An area of up to so many activities with up to so many indicators each."""
        made = [self._activity(f"{number}.{n}", indicators) for n in range(1, self._random.randint(1, activities) + 1)]
        return made_area(str(number), f"H{number}z {self.words(15)}", *made)

    def _activity(self, number: str, indicators: int) -> ActivityNode:
        count = self._random.randint(1, indicators)
        rows = tuple(self.indicator(f"{number}.{n}") for n in range(1, count + 1))
        return ActivityNode(number, self.words(15), rows)

    def indicator(self, number: str, *, remark: str = "") -> IndicatorNode:
        key = to_bengali(str(len(self.rows)))
        indicator = IndicatorNode(
            number,
            f"T{key}z {self.words(20)} V{key}z",
            Decimal(5),
            Unit.NUMBER,
            f"U{key}z",
            grades=tuple(GradeNode(Decimal(percent), typed(f"G{key}z")) for percent in LADDER),
            quarters={1: QuarterNode(typed(f"Q{key}z"), typed(f"R{key}z {self.words(12)} S{key}z"))},
            remark=remark or f"M{key}z {self.words(25)} N{key}z",
        )
        self.rows.append(set(_TOKEN.findall(repr(indicator))))
        return indicator


def pages_of_tokens(pages: list[str]) -> dict[str, set[int]]:
    """On which pages each token stands."""
    found: dict[str, set[int]] = {}
    for number, page in enumerate(pages):
        for token in _TOKEN.findall(page):
            found.setdefault(token, set()).add(number)
    return found
