"""Owns the proof of the pages that move and close offices: found in any spelling, either digits, refused in words."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from offices.models import Office, OfficeChange, Tier
from plans.display import date_long


@pytest.fixture
def corporation(industries_office):
    return Office.objects.create(
        parent=industries_office, tier=Tier.DEPARTMENT, name_bn="রসায়ন শিল্প সংস্থা", name_en="Chemicals", code="3601"
    )


def post(client, step, office, **data):
    return client.post(reverse(f"offices:{step}", args=[office.pk]), data, follow=True)


def test_an_office_is_moved_by_name_in_any_spelling_and_says_so(administrator, client_of, corporation, labour_office):
    client = client_of(administrator)
    page = post(client, "move", corporation, above="শ্রম এবং কর্মসংস্থান মন্ত্রনালয়", on="১৫/১১/২০২২", reason="আদেশ ৪২")
    assert "দপ্তরটি সরানো হয়েছে।" in page.text
    assert "১৫ নভেম্বর ২০২২ থেকে শ্রম ও কর্মসংস্থান মন্ত্রণালয়-এর অধীনে" in page.text
    assert Office.objects.get(pk=corporation.pk).parent == labour_office


def test_an_office_is_closed_and_its_page_and_the_tree_say_so(administrator, client_of, corporation):
    client = client_of(administrator)
    page = post(client, "close", corporation, on="30.06.2023", reason="আদেশ ৪৩")
    assert "৩০ জুন ২০২৩-এর পর বন্ধ।" in page.text
    assert reverse("offices:reopen", args=[corporation.pk]) in page.text
    above = client.get(reverse("offices:office", args=[corporation.parent_id])).text
    assert '<span class="badge badge-warn">বন্ধ</span>' in above
    assert "আবার চালু হয়েছে" in post(client, "reopen", corporation, on="1.7.2023", reason="ভুল").text


def test_a_closing_that_lies_ahead_is_not_told_as_done(administrator, client_of, corporation):
    client, day = client_of(administrator), timezone.localdate() + timedelta(days=1)
    page = post(client, "close", corporation, on=f"{day:%d/%m/%Y}", reason="আদেশ ৪৪")
    assert f"{date_long(day)}-এর পর দপ্তরটি বন্ধ হবে।" in page.text
    assert "বন্ধ করা হয়েছে" not in page.text
    above = client.get(reverse("offices:office", args=[corporation.parent_id])).text
    assert '<span class="badge badge-warn">বন্ধ</span>' not in above
    assert f"{date_long(day)}-এর পর বন্ধ।" in above


@pytest.mark.parametrize(
    ("step", "data", "said"),
    [
        ("move", {"above": "ডাইনোসর", "on": "১/১/২০২২", "reason": "আদেশ"}, "এ নামে কোনো দপ্তর নেই"),
        ("move", {"above": "শিলপ মন্ত্রণালয়", "on": "১/১/২০২২", "reason": "আদেশ"}, "কাছাকাছি নাম: শিল্প মন্ত্রণালয় (৩৬)"),
        ("move", {"above": "3601", "on": "১/১/২০২২", "reason": "আদেশ"}, "নিজের বা নিজের অধীন"),
        ("close", {"on": "৩১/০২/২০২২", "reason": "আদেশ"}, "২০২২"),
        ("close", {"on": "০৩/০৪", "reason": "আদেশ"}, "০৩/০৪"),
        ("close", {"on": "১/১/২০২২", "reason": ""}, "আবশ্যক"),
    ],
)
def test_what_cannot_be_done_is_said_and_what_was_typed_stays(administrator, client_of, corporation, step, data, said):
    page = post(client_of(administrator), step, corporation, **data)
    assert page.status_code == 422
    assert said in page.text
    assert all(text in page.text for text in data.values())
    assert not OfficeChange.objects.exists()


def test_only_an_administrator_is_offered_the_way(administrator, rita, client_of, corporation):
    address = reverse("offices:office", args=[corporation.pk])
    way = reverse("offices:move", args=[corporation.pk])
    assert way in client_of(administrator).get(address).text
    assert way not in client_of(rita).get(address).text
