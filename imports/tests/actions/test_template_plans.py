"""Owns the proof that a document fills a plan made from a template, and overwrites nothing of it, in every format."""

import pytest

from egov_plans.tests import forms as egov
from imports.actions.bringing import bring_in, keep_source, read_plans
from imports.actions.comparing import compare_all
from imports.tests.cases.formats import FORMATS, in_excel
from integrity_plans.tests import forms as integrity
from integrity_plans.tests.forms import changed
from offices.models import Tier
from offices.queries.lookup import find_offices
from offices.tests.people import add_person
from plan_tree.standard_rows import AreaChoice, AreaRows
from plans.actions.templates import make_template
from plans.models import Indicator, Plan, PlanTemplate
from plans.queries.replay import mismatches
from plans.queries.templates import departures_of
from plans.tests.beginning import remembered
from plans.tests.factories import cell_of, plan_from_template
from year_opening.actions.opening import open_year
from year_opening.queries.opening_offices import OpeningChoices

pytestmark = pytest.mark.django_db
NAMED = pytest.mark.parametrize("written", FORMATS, ids=lambda each: each.__name__)
TITLES = [integrity.TITLES[0], ["মন্ত্রণালয়ের নাম: শ্রম ও কর্মসংস্থান মন্ত্রণালয়"]]
AREA, TARGETS = integrity.AREA, integrity.TARGETS
OWN_AREA = ["২. অন্যান্য কার্যক্রম.....৬ (ন্যূনতম দুইটি কার্যক্রম)"]
OWN = [
    ["২.১ প্রচার", "প্রচারিত", "৩", "সংখ্যা", "উপসচিব", "২", "লক্ষ্যমাত্রা", "", "১", "", "১"],
    ["২.২ প্রশিক্ষণ", "আয়োজিত", "৩", "সংখ্যা", "উপসচিব", "২", "লক্ষ্যমাত্রা", "", "১", "", "১"],
]
FILLED = changed(TARGETS, c5="উপসচিব", c6="৮", c8="২", c9="২", c10="২", c11="২")


def form(*rows, titles=TITLES):
    return [*titles, integrity.WORDS, integrity.NUMBERS, *rows]


def brought(rows, by, written=in_excel):
    content, name = written(rows)
    (outcome,) = bring_in(read_plans(content, name), source=keep_source(content, name, by=by), by=by)
    return outcome


def told(outcome, code="template_fixed"):
    return [(each.cell, each.severity.value) for each in outcome.problems if each.code == code]


@pytest.fixture
def administrator(reference):
    return remembered("who makes templates", lambda: add_person("admin", is_staff=True, is_superuser=True))


@pytest.fixture
def plan(administrator):
    """The plan of one ministry, made from the template another one's plan gave."""
    return Plan.objects.get(pk=remembered("plan of a template", lambda: of_template(administrator)).pk)


def of_template(administrator):
    first = brought(form(AREA, TARGETS, OWN_AREA, *OWN, titles=integrity.TITLES), administrator).stored.plan
    choices = {"2": AreaChoice(AreaRows.OWN, 2)}
    template = make_template(plan=first, start_year=2020, tier=Tier.MINISTRY, choices=choices, by=administrator)
    (office,) = find_offices("শ্রম ও কর্মসংস্থান মন্ত্রণালয়")
    return plan_from_template(template, office, by=administrator)


@NAMED
def test_posts_targets_and_own_rows_come_in(plan, administrator, written):
    outcome = brought(form(AREA, FILLED, OWN_AREA, *OWN), administrator, written)
    assert outcome.stored.plan == plan
    assert told(outcome) == told(outcome, "template_own_rows_few") == []
    assert cell_of(plan, "1.1", 2).target.quantity == 2
    assert cell_of(plan, "1.1", 2).indicator.responsible == "উপসচিব"
    assert Indicator.objects.filter(activity__area__plan=plan).count() == 3
    assert list(departures_of(plan)) == []


@pytest.mark.parametrize(
    ("rows", "cells"),
    [
        ([AREA, changed(FILLED, c3="৩")], ["C6"]),  # weight
        ([AREA, changed(FILLED, c2="আয়োজিত মেলা")], ["B6"]),  # indicator
        ([AREA, changed(FILLED, c4="%")], ["D6"]),  # unit
        ([AREA, changed(FILLED, c1="১.১ মেলা")], ["A6"]),  # activity
        ([["১. অন্য ক্ষেত্র.....৩"], FILLED], ["A5", "A5"]),  # area and its weight
        ([AREA, FILLED, changed(FILLED, c1="১.২ মেলা")], ["A7"]),  # a row of its own where none may be
        ([AREA, FILLED, ["৩. নিজের ক্ষেত্র.....২"], changed(FILLED, c1="৩.১ মেলা")], ["A7"]),
    ],
)
def test_what_the_template_fixes_is_told_at_its_cell_and_not_stored(plan, administrator, rows, cells):
    outcome = brought(form(*rows, OWN_AREA, *OWN), administrator)
    assert outcome.stored is None
    assert told(outcome) == [(cell, "error") for cell in cells]
    assert cell_of(plan, "1.1", 2).target.is_blank


def test_other_digits_and_spaces_are_no_difference(plan, administrator):
    written = changed(FILLED, c1="1.1  সভা", c2=" অনুষ্ঠিত  সভা", c3="2.00")
    assert brought(form(AREA, written, OWN_AREA, *OWN), administrator).stored is not None


@NAMED
def test_every_format_is_told_of_its_differences(plan, administrator, written):
    rows = form(AREA, changed(FILLED, c2="আয়োজিত মেলা", c3="৩"), OWN_AREA, *OWN)
    assert told(brought(rows, administrator, written)) == [("B6", "error"), ("C6", "error")]


@pytest.mark.parametrize(("own", "cells"), [([], ["A7"]), (OWN[:1], ["A7"]), (OWN, [])])
def test_too_few_own_rows_are_a_doubt_at_their_area(plan, administrator, own, cells):
    outcome = brought(form(AREA, FILLED, OWN_AREA, *own), administrator)
    assert told(outcome, "template_own_rows_few") == [(cell, "warning") for cell in cells]
    assert outcome.stored is not None


def test_the_preview_says_the_same(plan, administrator):
    content, name = in_excel(form(AREA, changed(FILLED, c3="৩"), OWN_AREA, *OWN[:1]))
    (shown,) = compare_all(read_plans(content, name))
    assert not shown.is_storable
    assert told(shown) == [("C6", "error")]
    assert told(shown, "template_own_rows_few") == [("A7", "warning")]


def test_a_plan_that_was_made_otherwise_hears_nothing_of_it(plan, administrator):
    own = form(AREA, changed(TARGETS, c2="আয়োজিত মেলা"), OWN_AREA, *OWN, titles=integrity.TITLES)
    outcome = brought(own, administrator)
    assert outcome.stored is not None
    assert told(outcome) == told(outcome, "template_own_rows_few") == []


# --- a plan that first comes as a document -----------------------------------------------------------------------

NEW_TITLES = [integrity.TITLES[0], ["মন্ত্রণালয়ের নাম: কৃষি মন্ত্রণালয়"]]


def first_document(*rows):
    return form(*rows, titles=NEW_TITLES)


@NAMED
def test_a_first_document_that_says_what_the_template_fixes_follows_it(plan, administrator, written):
    outcome = brought(first_document(AREA, FILLED, OWN_AREA, *OWN), administrator, written)
    assert told(outcome, "template_differs") == told(outcome, "template_own_rows_few") == []
    stored = outcome.stored.plan
    assert stored.template == plan.template
    assert stored.events.get().after["template"].endswith(f"({plan.template.pk})")
    assert list(departures_of(stored)) == mismatches(stored) == []
    again = brought(first_document(AREA, changed(FILLED, c3="৩"), OWN_AREA, *OWN), administrator, written)
    assert again.stored is None  # from now on it is fixed


@NAMED
def test_a_first_document_is_told_where_it_differs_and_stored_as_it_is(plan, administrator, written):
    rows = first_document(AREA, changed(FILLED, c2="আয়োজিত মেলা", c3="৩"), OWN_AREA, *OWN[:1])
    outcome = brought(rows, administrator, written)
    assert told(outcome, "template_differs") == [("B6", "warning"), ("C6", "warning")]
    assert told(outcome, "template_own_rows_few") == [("A7", "warning")]
    stored = outcome.stored.plan
    row = Indicator.objects.get(activity__area__plan=stored, number="1.1")
    assert (row.title, row.weight, stored.template) == ("আয়োজিত মেলা", 3, None)
    assert brought(rows, administrator, written).stored.changes == ()


@pytest.mark.parametrize(
    ("rows", "cells"),
    [
        ([AREA, changed(FILLED, c4="%"), OWN_AREA, *OWN], ["D6"]),
        ([AREA, FILLED, changed(FILLED, c1="১.২ মেলা"), OWN_AREA, *OWN], ["A7"]),
        ([AREA, changed(FILLED, c1="১.২ সভা"), OWN_AREA, *OWN], ["", "A6"]),  # one lacks, another one is there
        ([OWN_AREA, *OWN], [""]),
        ([AREA, changed(FILLED, c1="1.1  সভা", c3="2.00"), OWN_AREA, *OWN], []),
    ],
    ids=["unit", "a row more", "another row", "an area less", "only other digits"],
)
def test_rows_that_lack_or_were_added_are_told_in_the_preview_of_a_first_document(plan, rows, cells):
    (shown,) = compare_all(read_plans(*in_excel(first_document(*rows))))
    assert shown.is_storable
    assert told(shown, "template_differs") == [(cell, "warning") for cell in cells]


def test_the_templates_of_another_tier_or_kind_or_year_are_not_asked(plan, administrator):
    template = plan.template
    for field, other in (("tier", "division"), ("kind", "egov"), ("start_year", 2030)):
        kept = getattr(template, field)
        PlanTemplate.objects.filter(pk=template.pk).update(**{field: other})
        (shown,) = compare_all(read_plans(*in_excel(first_document(AREA, changed(FILLED, c3="৩"), OWN_AREA))))
        assert told(shown, "template_differs") == told(shown, "template_own_rows_few") == []
        PlanTemplate.objects.filter(pk=template.pk).update(**{field: kept})


def test_a_document_that_fills_an_opened_plan_without_rows_is_a_first_one(plan, administrator):
    choices = OpeningChoices(2020, ("integrity",), ("ministry",))
    list(open_year(choices=choices, by=administrator))
    outcome = brought(first_document(AREA, FILLED, OWN_AREA, *OWN), administrator)
    assert (outcome.stored.created, outcome.stored.plan.template) == (False, plan.template)
    assert mismatches(outcome.stored.plan) == []


# --- graded targets ----------------------------------------------------------------------------------------------


@pytest.fixture
def graded(administrator):
    return Plan.objects.get(pk=remembered("graded plan of a template", lambda: of_graded_template(administrator)).pk)


def of_graded_template(administrator):
    first = brought([*egov.TITLES, *egov.HEADER, egov.NUMBERS, egov.ROW], administrator).stored.plan
    start_year = first.year.start_year
    template = make_template(plan=first, start_year=start_year, tier=Tier.MINISTRY, choices={}, by=administrator)
    (office,) = find_offices("শিল্প মন্ত্রণালয়")
    return plan_from_template(template, office, by=administrator)


@pytest.mark.parametrize(
    ("column", "text", "is_free"),
    [(7, "৫", False), (6, "%", False), (5, "[১.১.১] অন্য সূচক", False), (8, "৯", True)],
)
def test_a_graded_form_keeps_to_its_template_too(graded, administrator, column, text, is_free):
    row = [*egov.ROW[: column - 1], text, *egov.ROW[column:]]
    titles = [[text.replace("শ্রম ও কর্মসংস্থান", "শিল্প") for text in line] for line in egov.TITLES]
    outcome = brought([*titles, *egov.HEADER, egov.NUMBERS, row], administrator)
    cell = f"{'ABCDEFGHIJK'[column - 1]}{len(titles) + len(egov.HEADER) + 2}"
    assert told(outcome) == ([] if is_free else [(cell, "error")])
    assert (outcome.stored is not None) == is_free
