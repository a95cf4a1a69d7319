"""Deciding which kind of plan a sheet holds, whatever the order of the settings."""

from dataclasses import replace

import pytest

from cell_values.sentence import Sentence
from egov_plans.kind import EGOV
from egov_plans.tests.forms import HEADER, NUMBERS, ROW, TITLES, form
from integrity_plans.kind import INTEGRITY
from integrity_plans.tests.forms import ACHIEVED, AREA, TARGETS
from integrity_plans.tests.forms import form as integrity_form
from official_forms.description import FormDescription
from official_forms.kind_choice import read_as_its_kind


def described_as(code, **changed):
    """A kind of the same shape as the e-governance plan, with something of its own."""
    mine = {name: getattr(EGOV.form, name) for name in FormDescription.__dataclass_fields__} | changed
    return replace(EGOV, code=code, title=Sentence(code, code), form=FormDescription(**mine))


CHARTER = described_as("charter", title_words=("সেবা+প্রতিশ্রুতি", "সিটিজেন+চার্টার"))
UNTITLED = [["শ্রম ও কর্মসংস্থান মন্ত্রণালয়"], ["বার্ষিক কর্মপরিকল্পনা ২০২১-২২"]]
CHARTERED = [["সেবা প্রদান প্রতিশ্রুতি (সিটিজেন্‌স চার্টার) বাস্তবায়ন কর্মপরিকল্পনা ২০২১-২২"]]
BOTH_ORDERS = pytest.mark.parametrize("kinds", [(EGOV, CHARTER), (CHARTER, EGOV)])


def codes(plan):
    return {problem.code for problem in plan.problems} & {"kind_unclear", "kind_by_columns"}


@BOTH_ORDERS
@pytest.mark.parametrize(("titles", "kind"), [(TITLES, "egov"), (CHARTERED, "charter")])
def test_the_titles_say_which_of_two_fitting_kinds_is_meant(kinds, titles, kind):
    plan = read_as_its_kind(form(ROW, titles=titles), kinds).plan
    assert (plan.kind, codes(plan)) == (kind, set())


@BOTH_ORDERS
def test_a_form_that_fits_two_kinds_equally_is_not_taken_before_somebody_says_which(kinds):
    plan = read_as_its_kind(form(ROW, titles=UNTITLED), kinds).plan
    assert codes(plan) == {"kind_unclear"}


@pytest.mark.parametrize("is_first", [True, False])
def test_without_a_title_the_kind_whose_columns_the_form_has_is_taken_with_a_doubt(is_first):
    without_serials = described_as("other", columns=EGOV.form.columns[1:])
    kinds = [EGOV, without_serials] if is_first else [without_serials, EGOV]
    plan = read_as_its_kind(form(ROW, titles=UNTITLED), kinds).plan
    assert (plan.kind, codes(plan)) == ("egov", {"kind_by_columns"})
    bare = form(ROW[1:], header=[row[1:] for row in HEADER], numbers=NUMBERS[:-1], titles=UNTITLED)
    assert read_as_its_kind(bare, kinds).plan.kind == "other"


def test_a_form_only_one_kind_fits_needs_no_title():
    kinds = [EGOV, INTEGRITY, CHARTER]
    plan = read_as_its_kind(integrity_form(AREA, TARGETS, ACHIEVED, titles=UNTITLED), kinds).plan
    assert (plan.kind, codes(plan)) == ("integrity", set())


def test_a_sheet_that_fits_no_kind_holds_no_plan():
    assert read_as_its_kind(form(header=[["শিরোনাম"]], numbers=[]), [EGOV, INTEGRITY]).plan is None
