"""Owns the story of a quarter that locks: the day is set, more time is given, and the receipt proves itself."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from cell_values.dates import show_date
from config.tests.browser.conftest import NARROW, follow
from config.tests.browser.test_accessibility import violations
from offices.models import Deadline, DeadlineExtension
from plans.actions.reference_edits import edit_reference
from plans.actions.row_writes import RowEdit
from plans.tests.factories import cell_of

pytestmark = pytest.mark.django_db(transaction=True)
DAY = timedelta(days=1)


def test_a_quarter_locks_is_opened_for_one_office_and_its_receipt_verifies_itself(
    open_page, plan_of_size, alice, administrator
):
    plan = plan_of_size(2)
    deadline = Deadline.objects.get(year=plan.year, quarter=1, tier=plan.office.tier)
    last, form = timezone.localdate() - DAY, reverse("entry:entry", args=[plan.pk, 1])

    admin = open_page(reverse("admin:offices_deadline_change", args=[deadline.pk]), administrator)
    admin.locator("[name=locks_after]").fill(show_date(last))
    follow(admin, admin.locator("[name=_save]").click)
    expect(admin.locator(".messagelist .success")).to_be_visible()

    office = open_page(form, alice)
    expect(office.locator("main")).to_contain_text(f"শেষ দিন ({show_date(last)}) পেরিয়ে গেছে")
    expect(office.locator("[name=text]")).to_have_count(0)
    assert violations(office) == []

    more = DeadlineExtension(deadline=deadline, office=plan.office, until=last + 3 * DAY, reason="বন্যা")
    edit_reference(edits=[RowEdit(more)], by=administrator)
    office.reload()
    expect(office.locator(".entry-days").first).to_contain_text("বন্যা")
    field = office.locator(f"#cell-{cell_of(plan, '1.1', 1).pk}-text")
    field.fill("১")
    field.press("Tab")
    expect(office.locator(f"#cell-{cell_of(plan, '1.1', 1).pk}")).to_have_class("cell is-saved")

    follow(office, office.get_by_role("link", name="পর্যালোচনা করে জমা দিন").first.click)
    follow(office, office.get_by_role("button", name="প্রতিবেদন জমা দিন").click)
    expect(office.locator("h1")).to_contain_text("প্রাপ্তিস্বীকার")
    expect(office.locator("main")).to_contain_text("সময়মতো")
    assert violations(office) == []
    office.set_viewport_size(NARROW)
    assert office.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]

    number = office.locator("main a[href*='/v/']").inner_text()
    anybody = open_page(reverse("verification:verdict", args=[number]))
    expect(anybody.locator("main")).to_contain_text("এই প্রাপ্তিস্বীকার আসল")
    assert violations(anybody) == []
