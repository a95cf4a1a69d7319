"""Owns the story of a revised target: asked for after an approved quarter, granted, and both marks are printed."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from config.tests.browser.conftest import NARROW, WIDE, follow
from config.tests.browser.test_accessibility import violations
from plans.actions.achievements import record_achievement
from plans.models import Indicator
from plans.tests.factories import cell_of
from plans.tests.stepping import approve_through
from reports.tests.pdf.extraction import text_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def judged(plan_of_size, alice, rita):
    """Of four things to do in the year one was done in the first quarter, which is approved with 0.25 marks."""
    plan = plan_of_size(2)
    plan.year.revisions_until = timezone.localdate() + timedelta(1)
    plan.year.save()
    record_achievement(cell=cell_of(plan, "1.1", 1), value="১", version=0, by=alice)
    approve_through(plan, 1, by=alice, reviewer=rita)
    return plan


@pytest.mark.parametrize("scripts", [True, False])
def test_a_target_is_revised_after_an_approved_quarter_and_both_marks_print(open_page, judged, alice, rita, scripts):
    revisions = reverse("entry:revisions", args=[judged.pk])
    first = {"plan_id": judged.pk, "quarter": 1}
    office = open_page(reverse("entry:entry", kwargs=first), alice, java_script_enabled=scripts)
    office.get_by_role("link", name="সংশোধিত লক্ষ্যমাত্রা").click()
    row = Indicator.objects.get(activity__area__plan=judged, number="1.1")
    office.locator(f"a[href='{reverse('entry:revise', args=[row.pk])}']").click()
    office.locator("[name='100%']").fill("২")
    office.locator("[name=q4]").fill("")
    office.locator("[name=reason]").fill("বরাদ্দ কমেছে")
    office.get_by_role("button", name="আবেদন পাঠান").click()
    office.locator("[name=sure]").check()  # the quarters sum to more than the year
    office.get_by_role("button", name="আবেদন পাঠান").click()
    expect(office.locator("main")).to_contain_text("সিদ্ধান্তের অপেক্ষায়")

    review = open_page(revisions, rita, java_script_enabled=scripts)
    expect(review.locator("main")).to_contain_text("বরাদ্দ কমেছে")
    review.locator("input[name=reason]").fill("যুক্তিসঙ্গত")
    review.locator("button[value=grant]").click()
    expect(review.locator("main")).to_contain_text("২য় কোয়ার্টার থেকে গণ্য")

    review.goto(review.url.replace(revisions, reverse("reports:scorecard", kwargs=first)))
    shown = review.locator("#revised")
    expect(shown).to_contain_text("০.২৫")
    expect(shown).to_contain_text("০.৫০")
    for name in ("reports:printed_scorecard", "reports:official_form"):
        pdf = review.request.get(
            review.url.replace(reverse("reports:scorecard", kwargs=first), reverse(name, kwargs=first))
        )
        told = text_of(pdf.body())
        assert {"০.২৫", "০.৫০"} <= set(told.split()), name
    assert judged.reports.get(quarter=1).earned == judged.reports.get(quarter=2).earned / 2


@pytest.mark.parametrize(("language", "viewport"), [("bn", WIDE), ("bn", NARROW), ("en", WIDE)])
def test_the_pages_are_accessible_and_fit_the_window(open_page, judged, alice, rita, language, viewport):
    row = Indicator.objects.get(activity__area__plan=judged, number="1.1")
    about = {"language": language, "viewport": viewport, "bypass_csp": True}
    revisions, faults = reverse("entry:revisions", args=[judged.pk]), {}

    def look(page, name):
        faults[name] = violations(page)
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, name

    page = open_page(revisions, alice, **about)
    look(page, "list")
    page.goto(page.url.replace(revisions, reverse("entry:revise", args=[row.pk])))
    look(page, "form")
    for name, text in {"100%": "২", "q4": "৩১/০২/২০২৪", "reason": "বরাদ্দ কমেছে"}.items():
        page.locator(f"[name='{name}']").fill(text)
    send = page.locator("main form button[type=submit]")
    follow(page, send.click)
    look(page, "not understood")
    page.locator("[name=q4]").fill("")
    follow(page, send.click)
    look(page, "doubtful")
    page.locator("[name=sure]").check()
    follow(page, send.click)
    review = open_page(revisions, rita, **about)
    look(review, "to decide")
    review.locator("input[name=reason]").fill("কারণ")
    follow(review, review.locator("button[value=grant]").click)
    look(review, "decided")
    review.goto(review.url.replace(revisions, reverse("reports:scorecard", args=[judged.pk, 1])))
    assert review.locator("#revised").count() == 1
    look(review, "scorecard")
    assert {name: found for name, found in faults.items() if found} == {}
