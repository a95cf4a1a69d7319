"""Owns the proof that nothing printed runs off the paper: forms of any ladder, comparisons of any number of areas."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from cell_values.sentence import Sentence
from offices.models import FiscalYear
from official_forms.description import FormDescription
from plan_tree.tree import ActivityNode, GradeNode, QuarterNode
from plans.kinds import plan_kind
from reports.printed.comparison import PrintedComparison
from reports.printed.official_form import OfficialForm
from reports.printed.setting import print_official_form
from reports.queries.comparison import Comparison
from reports.tests.pdf.boxes import Collected, boxes_off_the_page, laid_out, widths_of_tables
from reports.tests.pdf.made_forms import EGOV, IMPRINT, INTEGRITY, FormMaker, made_area, made_form, typed
from reports.tests.pdf.test_official_form import pages_of

NAMES = (
    "অসাধারণ",
    "অতি উত্তম",
    "উত্তম",
    "চলতি মান",
    "চলতি মানের নিম্নে",
    "নিম্নতর",
    "সপ্তম",
    "অষ্টম",
    "নবম",
    "দশম",
    "একাদশ",
    "দ্বাদশ",
)
LONG_WORD, DAY = "প্রাতিষ্ঠানিকীকরণসংক্রান্ত" * 3, "৩১/১২/২০২১"


def form_of(grades: int, through: int, description: FormDescription = EGOV) -> OfficialForm:
    """A form with so many grades, a date in every one of them, and long words wherever words stand."""
    ladder = tuple(range(100, 100 - 5 * grades, -5))
    row = replace(
        FormMaker(1).indicator("1.1", remark=LONG_WORD),
        title=LONG_WORD,
        unit_text="সংখ্যা ও তারিখ",
        grades=tuple(GradeNode(Decimal(percent), typed(DAY)) for percent in ladder),
        quarters={
            q: QuarterNode(typed(DAY), typed(f"{DAY}, {LONG_WORD}" if q <= through else "")) for q in range(1, 5)
        },
    )
    area = made_area("1", LONG_WORD, ActivityNode("1.1", LONG_WORD, (row,)))
    named = replace(description, ladders={ladder: tuple(Sentence(name, name) for name in NAMES[:grades])})
    return made_form(area, description=named, through=through)


def html_of(form: OfficialForm, language: str) -> str:
    collected = Collected()
    with translation.override(language):
        print_official_form(replace(form, imprint=replace(IMPRINT, language=language)), render=collected)
    return collected[0]


def stands_on_the_page(html: str) -> None:
    pages = laid_out(html)
    assert boxes_off_the_page(pages) == []
    for columns, room in widths_of_tables(pages):
        assert columns <= room + 0.5


@pytest.mark.parametrize("language", ["bn", "en"])
@pytest.mark.parametrize("through", [1, 4])
@pytest.mark.parametrize("grades", [1, 2, 3, 4, 5, 6, 12])
def test_a_form_of_any_ladder_stands_on_its_page(grades: int, through: int, language: str) -> None:
    stands_on_the_page(html_of(form_of(grades, through), language))


@pytest.mark.parametrize("language", ["bn", "en"])
@pytest.mark.parametrize("through", [1, 2, 3, 4])
def test_the_integrity_form_stands_on_its_page(through: int, language: str) -> None:
    stands_on_the_page(html_of(form_of(1, through, INTEGRITY), language))


@pytest.mark.parametrize("grades", [3, 5, 7])
def test_dates_of_a_ladder_are_not_broken(grades: int) -> None:
    (page,) = pages_of(form_of(grades, 1))
    assert page.count(DAY) == grades + 1


@pytest.mark.parametrize("areas", [0, 3, 13, 20, 40])
def test_a_comparison_of_any_number_of_areas_stands_on_its_page(areas: int) -> None:
    heads = tuple((str(number), f"ক্ষেত্র {number}", Decimal(8)) for number in range(1, areas + 1))
    nothing: Any = None  # neither distribution nor trend is printed in the table
    found = Comparison((), heads, 0, 0, 0)
    kind, year = plan_kind("integrity"), FiscalYear(start_year=2021)
    compared = PrintedComparison(IMPRINT, kind, year, 1, found, nothing, nothing)
    stands_on_the_page(render_to_string("reports/pdf/comparison.html", {"compared": compared, "imprint": IMPRINT}))
