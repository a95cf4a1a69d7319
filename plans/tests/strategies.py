"""Owns what property tests draw plans from: words of every kind, values of every kind, whole drafts of both forms."""

import re
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from cell_values.reading import read_value
from cell_values.text import normalise
from cell_values.units import read_unit
from cell_values.value import BLANK, Unit, Value
from plan_tree.surroundings import Surroundings, joined_lines
from plan_tree.terms import QUARTERS, Direction, LateRule, OtherYearSort, QuarterRule
from plan_tree.tree import (
    ActivityNode,
    AreaNode,
    Claimed,
    GradeNode,
    IndicatorNode,
    OtherYear,
    PlanTree,
    QuarterNode,
)

BENGALI = "অআইউকখগঘচছজটডতদনপবভমযরলশষসহড়য়ৎংঃঁািীুূৃেৈোৌ্০১২৩৪৫৬৭৮৯"
SIGNS = " \n=+-@'\"&<>()[]{}.,:;।/\\%*_~`^$#!?|…০\u200c\u200d"
AWKWARD = (
    "=1+1",
    "+৮৮০",
    "-",
    "@SUM(A1)",
    "'উদ্ধৃতি",
    "#REF!",
    "TRUE",
    "১.২ আরেকটি নম্বর",
    "[১.২] বন্ধনী",
    "সভা.....৮",
    "সভা...",
    "লক্ষ্যমাত্রা",
    "অর্জন",
    "মোট নম্বর: ৫০",
    "_x0041_",
    "প্রথম লাইন\nদ্বিতীয় লাইন",
    "ক্‍ষ র‍্যাব",
    "0012",
    "৩০/০৯/২০২০",
    "80%",
    "1e5",
)
TYPED = (
    "",
    "৪",
    "4",
    "০",
    "১.৫০",
    "০৪",
    "১২,৩৪৫",
    "99999999999.9999",
    "৮০%",
    "33.33%",
    "১২৫%",
    "০.৫",
    "২টি",
    "১ ব্যাচ",
    "৫ লক্ষ টাকা",
    "৩০/০৯/২০২০",
    "30/09/2020",
    "৩০/৬/২০",
    "১০ জুন ২০২১",
    "৩০/০৯/২০২০, ৩১/১২/২০২০",
    "২টি, ৩০/১১/২০২০, ৩০/০৫/২০২১",
    "৩১/০২/২০২০",
    "--",
    "-",
    "নেই",
    "প্রযোজ্য নয়",
    "হালনাগাদ করা হয়েছে",
    "৬.০০2",
    "#REF!",
    "=৪",
    "1e3",
    "ঐ",
)
UNITS = ("সংখ্যা", "%", "তারিখ", "সংখ্যা ও তারিখ", "লক্ষ টাকা", "টাকা", "কিলোমিটার", "")

# A vowel sign without a consonant before it is how a PDF gives text away, which reading puts in order.
STRAY_SIGN = re.compile("(?<![ক-হ\u09bc])[\u09be-\u09cc\u09d7]")


def spoken(text: str) -> str:
    """A text in the order of Unicode, as people write it."""
    return normalise(STRAY_SIGN.sub("", normalise(text)))


words = (st.text(BENGALI + SIGNS + "aZ1", max_size=40) | st.sampled_from(AWKWARD)).map(spoken)
long_words = st.integers(500, 6000).map(lambda length: "দীর্ঘ বাক্য " * (length // 12)).map(normalise)
weights = st.decimals(0, 100, places=2)
claims = st.none() | st.decimals(0, 100, places=2)


def values_in(unit: Unit) -> st.SearchStrategy[Value]:
    """A value understood in a unit, as everything stored is."""
    typed = st.sampled_from(TYPED) | words
    return typed.map(lambda text: read_value(text, unit).value)


def _other_years(values: st.SearchStrategy[Value]) -> st.SearchStrategy[OtherYear]:
    """A value of another year: a form leaves none where nothing is written."""
    written = values.filter(lambda value: not value.is_blank)
    return st.builds(OtherYear, st.sampled_from(OtherYearSort), st.sampled_from(("", "2018-19", "2019-20")), written)


@st.composite
def indicators(draw: st.DrawFn, number: str, percents: tuple[int, ...] = ()) -> IndicatorNode:
    """An indicator with targets by quarter or, with ``percents``, by grade."""
    unit_text = draw(st.sampled_from(UNITS))
    unit = draw(st.just(read_unit(unit_text)) | st.sampled_from(Unit))
    grades = tuple(GradeNode(Decimal(percent), draw(values_in(unit))) for percent in percents)
    values = values_in(unit)
    quarters = {
        quarter: QuarterNode(
            BLANK if percents else draw(values),
            draw(st.just(BLANK) | values),
            remark=draw(st.just("") | words).strip(),
            claimed_marks=draw(claims),
        )
        for quarter in QUARTERS
    }
    other_years = draw(st.lists(_other_years(values), max_size=3))
    return IndicatorNode(
        number,
        draw(words),
        draw(weights),
        unit,
        unit_text,
        responsible=draw(words),
        quarter_rule=draw(st.none() | st.sampled_from(QuarterRule)),
        late_rule=draw(st.none() | st.builds(LateRule, st.decimals("0.01", 3, places=2), st.integers(1, 366))),
        direction=draw(st.sampled_from(Direction)),
        annual=grades[0].target if grades else draw(values),
        grades=grades if len(grades) > 1 else (),
        quarters=quarters,
        other_years=tuple(other_years),
        remark=draw(words | long_words),
        words=draw(st.dictionaries(st.just("evidence"), words.filter(str.strip), max_size=1)),
        claimed_total=draw(words),
        claimed_marks=draw(claims),
    )


@st.composite
def integrity_plans(draw: st.DrawFn) -> PlanTree:
    """A plan of the integrity form: one indicator to each activity."""
    areas = tuple(
        AreaNode(
            str(place),
            draw(words),
            draw(weights),
            tuple(
                ActivityNode(number, draw(words), (draw(indicators(number)),))
                for number in (f"{place}.{row}" for row in range(1, draw(st.integers(1, 3)) + 1))
            ),
            note=draw(st.just("") | words | words.map(lambda text: f"({text})")),
        )
        for place in range(1, draw(st.integers(1, 3)) + 1)
    )
    return PlanTree("integrity", "শিল্প মন্ত্রণালয়", "2020-21", areas, **draw(of_reports()))


@st.composite
def egov_plans(draw: st.DrawFn) -> PlanTree:
    """A plan of the e-governance form: activities of none to three indicators, on one ladder of grades."""
    percents = draw(st.sampled_from([(100,), (100, 80, 60), (100, 90, 80, 70, 60), (100, 75)]))
    areas = tuple(
        AreaNode(
            str(place),
            draw(words),
            draw(weights),
            tuple(
                ActivityNode(
                    activity,
                    draw(words),
                    tuple(
                        draw(indicators(f"{activity}.{row}", percents)) for row in range(1, draw(st.integers(0, 3)) + 1)
                    ),
                )
                for activity in (f"{place}.{row}" for row in range(1, draw(st.integers(0, 2)) + 1))
            ),
            note=draw(st.just("") | words),
        )
        for place in range(1, draw(st.integers(1, 3)) + 1)
    )
    return PlanTree("egov", "শ্রম ও কর্মসংস্থান মন্ত্রণালয়", "2021-22", areas, **draw(of_reports()))


def of_reports() -> st.SearchStrategy[dict[str, Any]]:
    """What the reports of a plan claim, and what is printed around their tables; of the plan itself by 0."""
    around = st.dictionaries(st.integers(0, 4), surroundings(), max_size=2)
    return st.fixed_dictionaries({"claims": claims_by_quarter(), "surroundings_known": around})


def surroundings() -> st.SearchStrategy[Surroundings]:
    lines = st.lists(words, max_size=3).map(joined_lines)
    blocks = st.lists(lines.filter(bool), max_size=3).map("\n\n".join)
    return st.builds(Surroundings, lines, blocks).filter(lambda around: not around.is_empty)


def claims_by_quarter() -> st.SearchStrategy[dict[int, Claimed]]:
    return st.dictionaries(st.sampled_from(QUARTERS), st.builds(Claimed, claims, claims), max_size=2)
