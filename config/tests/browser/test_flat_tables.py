"""Owns the proof of flat tables in a browser: the pages of the administration, accessible, from file to stored rows."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from config.tests.browser.conftest import NARROW, WIDE, follow
from config.tests.browser.test_accessibility import violations
from flat_tables.cell_table import CellTable
from flat_tables.formats import XLSX
from flat_tables.tests.tables import dataset_of, exported
from plans.models import QuarterCell
from plans.tests.factories import cell_of

pytestmark = pytest.mark.django_db(transaction=True)
IMPORT, EXPORT = "admin:plans_quartercell_import", "admin:plans_quartercell_export"


def table(**changed):
    """The cells as Excel, the first row changed."""
    rows = exported(CellTable, QuarterCell.objects.order_by("pk"))
    rows[0].update(changed)
    return {"name": "cells.xlsx", "mimeType": "application/zip", "buffer": XLSX().export_data(dataset_of(rows))}


def look(page, file):
    page.set_input_files("#id_import_file", file)
    page.get_by_role("button", name="ফাইল").last.click()


def test_a_table_is_exported_changed_looked_at_and_stored(open_page, industries, administrator):
    page = open_page(reverse(EXPORT), administrator)
    with page.expect_download() as download:
        page.get_by_role("button", name="রপ্তানি").click()
    assert download.value.suggested_filename.endswith(".xlsx")
    page.goto(page.url.replace("export", "import"))
    look(page, table(achievement="১"))
    expect(page.locator("ins")).to_have_text("১")
    assert cell_of(industries, "1.1", 1).version == 0
    page.get_by_role("button", name="সারিগুলো সংরক্ষণ করুন").click()
    expect(page.locator(".messagelist")).to_contain_text("১টি বদলেছে")
    assert cell_of(industries, "1.1", 1).achievement.text == "১"


def test_errors_are_shown_at_their_row_and_column(open_page, industries, administrator):
    page = open_page(reverse(IMPORT), administrator)
    look(page, table(target="৩১/০২/২০২০"))
    expect(page.get_by_role("alert")).to_contain_text("১টি সারিতে ত্রুটি")
    expect(page.locator("#content table").first).to_contain_text("target")
    expect(page.get_by_role("button", name="সারিগুলো সংরক্ষণ করুন")).to_have_count(0)


@pytest.mark.parametrize(("language", "viewport"), [("bn", WIDE), ("bn", NARROW), ("en", WIDE)])
def test_pages_of_flat_tables_are_accessible(open_page, industries, administrator, language, viewport):
    faults = {}
    for name in (IMPORT, EXPORT):
        page = open_page(reverse(name), administrator, language=language, viewport=viewport, bypass_csp=True)
        faults[name] = violations(page)
        if name == IMPORT:
            for changed in ({"achievement": "৩টি সভা হয়েছে"}, {"target": "৩১/০২/২০২০"}):
                page.set_input_files("#id_import_file", table(**changed))
                follow(page, page.locator("#content input[type=submit]").last.click)
                faults[str(changed)] = violations(page)
        page.context.close()
    assert {name: found for name, found in faults.items() if found} == {}


def test_pages_of_flat_tables_keep_the_content_security_policy(open_page, industries, administrator):
    complaints = []
    page = open_page("/", administrator)
    page.on("console", lambda message: complaints.append(message.text) if "Security" in message.text else None)
    for name in (IMPORT, EXPORT):
        page.goto(page.url.split("/", 3)[0] + "//" + page.url.split("/")[2] + reverse(name))
        page.wait_for_load_state("networkidle")
    assert complaints == []
