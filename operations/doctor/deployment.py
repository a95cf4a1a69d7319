"""Owns the doctor's look at the settings: debugging, keys, names, https, proxies, whom to ask."""

import os
from collections.abc import Iterator

from django.conf import settings
from django.core.checks import run_checks
from django.core.checks.messages import WARNING

from operations.doctor.advice import Advice, fail, warn, well

KEYS = ("DJANGO_SECRET_KEY", "NUMBER_KEY", "CHECKPOINT_KEY", "SECRETS_KEY")
OF_HTTPS = {"security.W004", "security.W008", "security.W012", "security.W016"}  # said once, above
LOCAL = {"localhost", "127.0.0.1", "[::1]"}


def look() -> Iterator[Advice]:
    """No database is asked."""
    yield _debugging()
    yield _keys()
    yield _hosts()
    yield _https()
    yield _proxies()
    yield _contact()
    yield from _checks()


def _debugging() -> Advice:
    if settings.DEBUG:
        found = ("ডিবাগ চালু: ত্রুটির পাতায় ভেতরের তথ্য দেখা যায়", "debugging is on: pages of errors show the inside")
        return fail("debug", found, ("DJANGO_DEBUG সরিয়ে দিন", "unset DJANGO_DEBUG"))
    return well("debug", "ডিবাগ বন্ধ", "debugging is off")


def _keys() -> Advice:
    """Made beside the data they are lost with them, and differ between machines."""
    missing = [name for name in KEYS if not os.environ.get(name)]
    if not missing:
        return well("keys", "চারটি চাবিই পরিবেশ থেকে আসে", "all four keys come from the environment")
    names = ", ".join(missing)
    found = (f"{names} ডেটা ফোল্ডারের ফাইল থেকে আসে", f"{names}: read from files in the data folder")
    to_do = (
        "একাধিক যন্ত্রে বা ব্যাকআপের জন্য পরিবেশে দিন, আলাদা করে রাখুন",
        "give them in the environment where several machines serve, and keep a copy apart: no backup holds them",
    )
    return warn("keys", found, to_do)


def _hosts() -> Advice:
    hosts = set(settings.ALLOWED_HOSTS)
    if "*" in hosts:
        found = ("ALLOWED_HOSTS যেকোনো নাম নেয়", "ALLOWED_HOSTS takes any name")
        return fail("hosts", found, ("সাইটের আসল নাম দিন", "name the site's own names"))
    if hosts <= LOCAL:
        found = ("সাইট শুধু এই যন্ত্রের নামে সাড়া দেয়", "the site answers to names of this machine alone")
        return warn("hosts", found, ("ALLOWED_HOSTS-এ সাইটের নাম দিন", "put the site's name into ALLOWED_HOSTS"))
    return well("hosts", f"নাম: {', '.join(settings.ALLOWED_HOSTS)}", f"names: {', '.join(settings.ALLOWED_HOSTS)}")


def _https() -> Advice:
    if settings.HTTPS:
        return well("https", "কুকি শুধু https-এ যায়", "cookies travel over https alone")
    found = ("HTTPS বন্ধ: পাসওয়ার্ড খোলা তারে যায়", "HTTPS is off: passwords travel in the open")
    return warn("https", found, ("সনদসহ nginx-এর পেছনে HTTPS=1 দিন", "set HTTPS=1 behind nginx with a certificate"))


def _proxies() -> Advice:
    """Behind a proxy that is not told of, everybody seems to come from one address."""
    if settings.HTTPS and not settings.ALLAUTH_TRUSTED_PROXY_COUNT:
        found = ("HTTPS আছে কিন্তু TRUSTED_PROXIES ০", "HTTPS is on and TRUSTED_PROXIES is 0")
        return fail("proxies", found, ("সামনে কতটি প্রক্সি আছে লিখুন", "say how many proxies stand in front"))
    count = settings.ALLAUTH_TRUSTED_PROXY_COUNT
    return well("proxies", f"বিশ্বস্ত প্রক্সি: {count}", f"trusted proxies: {count}")


def _contact() -> Advice:
    if settings.ADMINISTRATOR_CONTACT:
        return well("contact", "কাকে জিজ্ঞাসা করতে হবে লেখা আছে", "people are told whom to ask")
    found = ("কাকে জিজ্ঞাসা করতে হবে লেখা নেই", "people are not told whom to ask")
    return warn("contact", found, ("ADMINISTRATOR_CONTACT দিন", "set ADMINISTRATOR_CONTACT"))


def _checks() -> Iterator[Advice]:
    """Django's and the house's own checks of a deployment; those of the database are looked at elsewhere."""
    said = [each for each in run_checks(include_deployment_checks=True) if not each.is_silenced()]
    messages = [each for each in said if each.level >= WARNING and (settings.HTTPS or each.id not in OF_HTTPS)]
    for each in messages:
        made = fail if each.is_serious() else warn
        hint = str(each.hint or f"manage.py check --deploy ({each.id})")
        yield made(f"check {each.id}", (str(each.msg), str(each.msg)), (hint, hint))
    if not messages:
        yield well("checks", "check --deploy পরিষ্কার", "check --deploy is clean")
