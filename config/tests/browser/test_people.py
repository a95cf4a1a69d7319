"""Owns the stories of people: invited on paper to the first log-in, the second factor, recovery; a role handed over."""

import re
import time

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.cache import cache
from django.urls import reverse
from playwright.sync_api import Page, expect

from cell_values.digits import to_bengali
from config.tests.browser.conftest import NARROW, WIDE, follow
from config.tests.browser.test_accessibility import violations
from offices.models import Membership, Role
from offices.tests.people import add_person

pytestmark = pytest.mark.django_db(transaction=True)
INVITE = reverse("admin:offices_person_invite")
CHOSEN = "মধুমতি-নদীর-তীরে-৭"


@pytest.fixture(autouse=True)
def _required(settings):
    settings.SECOND_FACTOR_REQUIRED = True
    cache.clear()
    yield
    cache.clear()


def sign_in_as(page: Page, name: str, password: str = CHOSEN) -> None:
    page.locator("[name=login]").fill(name)
    page.locator("[name=password]").fill(password)
    page.locator("main button[type=submit]").click()


def confirm(page: Page, *, field: str = "code", text: str) -> None:
    page.locator(f"main [name={field}]").fill(text)
    follow(page, page.locator("main form button[type=submit]").first.click)


def sign_out(page: Page, live_server) -> None:
    page.goto(live_server.url + reverse("account_logout"))
    follow(page, page.locator("main button[type=submit]").click)


@pytest.mark.parametrize("javascript", [True, False])
def test_from_the_invitation_to_the_second_factor_and_its_recovery(
    open_page, live_server, administrator, settings, javascript
):
    settings.SECOND_FACTOR_REQUIRED = False
    desk = open_page(reverse("admin:offices_person_changelist"), administrator, java_script_enabled=javascript)
    desk.get_by_role("link", name="কাউকে আমন্ত্রণ").click()
    desk.get_by_label("বাংলা নাম").fill("রহিমা খাতুন")
    desk.get_by_label("লগইনের নাম").fill("rahima")
    desk.get_by_label("দপ্তর").fill("মন্ত্রীপরিষদ বিভাগ")
    desk.get_by_label("ভূমিকা").select_option(Role.REVIEWER)
    desk.get_by_label("যে দিন থেকে").fill("১ জুলাই ২০২৬")
    desk.get_by_role("button", name="সংরক্ষণ ও আমন্ত্রণ").press("Enter")
    link = desk.locator(".sheet-link code").inner_text()
    settings.SECOND_FACTOR_REQUIRED = True

    page = open_page("/", java_script_enabled=javascript)
    page.goto(link)
    expect(page.locator("main")).to_contain_text("rahima")
    for name in ("password1", "password2"):
        page.locator(f"[name={name}]").fill(CHOSEN)
    follow(page, page.get_by_role("button", name="পাসওয়ার্ড সংরক্ষণ").click)
    page.get_by_role("link", name="প্রবেশ").last.click()
    sign_in_as(page, "rahima")
    expect(page.locator("body")).to_contain_text("দ্বিতীয় ধাপ দিয়ে প্রবেশ করতে হয়")

    confirm(page, field="password", text=CHOSEN)
    secret = page.locator("#authenticator_secret").input_value()
    confirm(page, text=to_bengali(format_hotp_value(hotp_value(secret, int(time.time()) // 30))))
    page.goto(live_server.url + reverse("mfa_view_recovery_codes"))
    codes = re.findall(r"\b\d{8}\b", page.locator("main").inner_html())
    assert len(codes) == 10

    for code in codes[:2]:
        sign_out(page, live_server)
        page.goto(live_server.url + reverse("account_login"))
        sign_in_as(page, "rahima")
        confirm(page, text=to_bengali(code))
        expect(page).to_have_url(live_server.url + reverse("home"))
    sign_out(page, live_server)
    page.goto(live_server.url + reverse("account_login"))
    sign_in_as(page, "rahima")
    confirm(page, text=codes[0])  # used already
    expect(page).to_have_url(re.compile("2fa/authenticate"))


def test_a_role_is_handed_over(open_page, administrator, alice, industries_office, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    newcomer = add_person("newcomer", name_bn="নাসিমা আক্তার")
    page = open_page(reverse("admin:offices_person_change", args=[alice.pk]), administrator)
    page.get_by_role("link", name="দায়িত্ব হস্তান্তর").click()
    page.get_by_label("যাঁকে").fill("নাসিমা আক্তার")
    page.get_by_label("নতুন ব্যক্তির প্রথম দিন").fill("১৫-১০-২০২৬")
    page.get_by_role("button", name="দায়িত্ব হস্তান্তর").press("Enter")
    expect(page.locator(".messagelist")).to_contain_text("১৫ অক্টোবর ২০২৬ থেকে নাসিমা আক্তার: ফোকাল পয়েন্ট")
    assert f"{Membership.objects.get(person=alice).until}" == "2026-10-14"
    assert Membership.objects.get(person=newcomer).office == industries_office


def test_people_ticked_in_the_list_are_counted_in_bengali_and_invited_together(
    open_page, administrator, industries_office, settings
):
    settings.SECOND_FACTOR_REQUIRED = False
    for name in ("mina", "nila"):
        add_person(name, industries_office, Role.FOCAL_POINT).set_unusable_password()
    page = open_page(reverse("admin:offices_person_changelist"), administrator)
    expect(page.locator(".action-counter")).to_have_text("৩টির মধ্যে ০টি বাছাই করা")
    page.locator(".action-select").nth(1).check()
    page.locator(".action-select").nth(2).check()
    expect(page.locator(".action-counter")).to_have_text("৩টির মধ্যে ২টি বাছাই করা")
    page.locator("select[name=action]").select_option("invite_people")
    page.locator("button[name=index]").click()
    expect(page.locator("h1").last).to_have_text("বাছাই করা ব্যক্তিদের আমন্ত্রণ")


@pytest.fixture
def places(alice, rita):
    Membership.objects.filter(person=rita).update(until="2020-01-01")
    return {
        "people": reverse("admin:offices_person_changelist") + "?slept=90",
        "offices": reverse("admin:offices_office_changelist") + "?focal_point=none&tier=cabinet_division",
        "invite": INVITE,
        "take over": f"{INVITE}?after={Membership.objects.get(person=alice).pk}",
        "link": reverse("admin:offices_person_invite_again", args=[alice.pk]),
        "many": reverse("admin:offices_person_invite_many"),
        "hand over": reverse("admin:offices_person_hand_over", args=[alice.pk]),
        "nothing to hand over": reverse("admin:offices_person_hand_over", args=[rita.pk]),
    }


@pytest.mark.parametrize(("language", "viewport"), [("bn", WIDE), ("bn", NARROW), ("en", NARROW)])
def test_pages_of_people_are_accessible_and_fit(
    leaf_through, open_page, places, administrator, alice, settings, language, viewport
):
    settings.SECOND_FACTOR_REQUIRED = False
    window = {"language": language, "viewport": viewport, "bypass_csp": True}
    for name, page in leaf_through(places, administrator, **window):
        assert violations(page) == [], name
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, name
    page = open_page(places["link"], administrator, **window)
    follow(page, page.locator("#content button[type=submit]").click)
    link = page.locator(".sheet-link code").inner_text()
    for name in ("sheet", "choose", "refused"):
        assert violations(page) == [], name
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, name
        if name == "sheet":
            page.goto(link)
        if name == "choose":
            follow(page, page.locator("main button[type=submit]").click)


def test_pages_of_people_keep_the_content_policy(complaints_of, places, administrator, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    assert complaints_of(places, administrator, ours=False) == []


@pytest.mark.parametrize(("language", "viewport"), [("bn", NARROW), ("en", WIDE)])
def test_the_choice_of_a_role_is_accessible_and_fits(open_page, alice, cabinet_division, settings, language, viewport):
    settings.SECOND_FACTOR_REQUIRED = False
    Membership.objects.create(person=alice, office=cabinet_division, role=Role.REVIEWER, since="2020-07-01")
    page = open_page("/", alice, language=language, viewport=viewport, bypass_csp=True)
    expect(page.get_by_role("radio", checked=True)).to_have_value("")
    page.get_by_role("radio").first.check()
    page.locator("form.panel button").last.press("Enter")
    expect(page.get_by_role("radio").first).to_be_checked()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
