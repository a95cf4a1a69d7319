"""Owns the proof that a browser's own print of the form and of the scorecard wastes no paper."""

import pytest
from django.urls import reverse

from reports.tests.pdf.extraction import facts_of, text_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def print_of(open_page, rita):
    """The print of an address as a reviewer sees it, on the paper the style sheet chooses."""

    def printed(name, plan):
        return open_page(reverse(name, args=[plan.pk, 1]), rita).pdf(prefer_css_page_size=True)

    return printed


def test_the_areas_of_a_form_follow_each_other_on_a_page(print_of, labour):
    pdf = print_of("entry:entry", labour)
    assert int(facts_of(pdf)["Pages"]) <= 2
    first = text_of(pdf, "-f", "1", "-l", "1", "-raw")
    assert "[১.৬.১]" in first
    assert "[২.১.১]" in first, "an area that is not whole on a page leaves an empty frame"


def test_a_scorecard_of_thirty_seven_rows_takes_a_page_or_two_more_than_its_pdf(print_of, industries):
    assert int(facts_of(print_of("reports:scorecard", industries))["Pages"]) <= 7


def test_a_form_of_thirty_seven_rows_takes_as_few_pages_as_its_pdf(print_of, industries):
    assert int(facts_of(print_of("entry:entry", industries))["Pages"]) <= 4
