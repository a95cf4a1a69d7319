"""Owns the proof of the download of the official form as a workbook."""

from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook


@pytest.fixture
def address(industries):
    return reverse("entry:export", kwargs={"plan_id": industries.pk, "quarter": 1})


def test_the_form_is_downloaded_as_a_workbook(client_of, alice, address):
    response = client_of(alice).get(address)
    assert response["Content-Type"].endswith("spreadsheetml.sheet")
    assert response["Content-Disposition"] == 'attachment; filename="integrity-36-2020-21-q1.xlsx"'
    sheet = load_workbook(BytesIO(response.content), read_only=True).active
    assert sheet["A2"].value == "মন্ত্রণালয়ের নাম: শিল্প মন্ত্রণালয়"


@pytest.mark.parametrize("page", ["entry:entry", "reports:scorecard"])
def test_entry_page_and_scorecard_link_to_the_workbook(client_of, alice, industries, address, page):
    response = client_of(alice).get(reverse(page, kwargs={"plan_id": industries.pk, "quarter": 1}))
    assert f'href="{address}"' in response.text
