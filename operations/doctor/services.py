"""Owns the doctor's look at what stands beside: broker, workers, waiting jobs, mail server, virus scanner."""

import shutil
import smtplib
import ssl
from collections.abc import Iterator

from django.conf import settings
from django.core.mail import send_mail
from django.db import DatabaseError

from jobs.caretaking import unserved_jobs, waiting_too_long
from jobs.publishing import broker_app
from notices.models import MailState, NoticeMail
from operations.doctor.advice import Advice, fail, shown, warn, well
from operations.readiness import queue_trouble
from uploads.scanning import check_clean
from workflow.transitions import Refusal

PATIENCE = 3.0  # seconds until workers have answered


def look(mail_to: str = "") -> Iterator[Advice]:
    """``mail_to``: an address that gets a mail; otherwise the mail server is greeted and nothing is sent."""
    yield from _broker()
    yield from _jobs()
    yield _mail_server(mail_to)
    yield _scanner()


def _broker() -> Iterator[Advice]:
    if settings.JOBS_IN_DATABASE:
        yield well("broker", "কাজ ডেটাবেসে অপেক্ষা করে", "jobs wait in the database for workers")
        yield from _workers_of_database()
    elif not settings.CELERY_BROKER_URL:
        yield well("broker", "কাজ ওয়েব প্রক্রিয়াতেই চলে", "jobs run in the web processes")
    elif queue_trouble():
        found = ("ব্রোকার সাড়া দেয় না", "the broker does not answer")
        yield fail("broker", found, ("BROKER_URL ও Redis দেখুন", "look at BROKER_URL and Redis"))
    else:
        yield well("broker", "ব্রোকার সাড়া দেয়", "the broker answers")
        yield _workers()


def _workers() -> Advice:
    count = len(broker_app().control.ping(timeout=PATIENCE) or [])
    if count:
        return well("workers", f"{shown(count)}টি ওয়ার্কার সাড়া দেয়", f"{count} workers answer")
    found = ("কোনো ওয়ার্কার সাড়া দেয় না", "no worker answers")
    return fail("workers", found, ("systemctl start plans-worker", "systemctl start plans-worker"))


def _workers_of_database() -> Iterator[Advice]:
    """Such workers are seen by what they do: a job that waits for a minute while none runs has nobody."""
    try:
        waiting = unserved_jobs()
    except DatabaseError:
        return  # told elsewhere
    if waiting:
        found = (f"{shown(waiting)}টি কাজ অপেক্ষায়, কোনো ওয়ার্কার নিচ্ছে না", f"{waiting} jobs wait and no worker takes them")
        to_do = (
            "manage.py work চালু করুন (systemctl start plans-worker)",
            "start manage.py work (systemctl start plans-worker)",
        )
        yield fail("workers", found, to_do)


def _jobs() -> Iterator[Advice]:
    try:
        waiting = len(waiting_too_long())
        refused = NoticeMail.objects.filter(state__in=[MailState.FAILED, MailState.UNCERTAIN]).count()
    except DatabaseError:
        return  # told elsewhere
    if waiting:
        found = (f"{shown(waiting)}টি কাজ বেশি সময় ধরে অপেক্ষায়", f"{waiting} jobs wait too long")
        yield warn("jobs", found, ("ওয়ার্কার চলছে কি না দেখুন", "look whether workers run"))
    if refused:
        found = (f"{shown(refused)}টি মেইল যায়নি", f"{refused} mails were not taken")
        yield warn("mails", found, ("প্রশাসকের “আমার কাজ” পাতায় কারণ আছে", "“My work” of administrators says why"))


def _mail_server(to: str) -> Advice:
    if not settings.EMAIL_HOST:
        found = ("মেইল সার্ভার নেই: আমন্ত্রণ ছাপা হয়", "no mail server: invitations are printed")
        return warn("mail", found, ("থাকলে EMAIL_HOST দিন", "set EMAIL_HOST where there is one"))
    try:
        if to:
            send_mail("পরিবীক্ষণ: doctor", "এটি পরীক্ষামূলক মেইল। This is a mail on trial.", None, [to])
        else:
            _greet()
    except (OSError, smtplib.SMTPException) as error:
        found = (f"মেইল সার্ভার নেয় না: {type(error).__name__}", f"the mail server refuses: {type(error).__name__}")
        return fail("mail", found, ("EMAIL_… চলকগুলো দেখুন", "look at the variables EMAIL_…"))
    if to:
        return well("mail", "মেইল গেছে", "a mail was taken")
    return well("mail", "মেইল সার্ভার সাড়া দেয়", "the mail server answers")


def _greet() -> None:
    """Says hello as Django would, logs in where there is a name, and leaves."""
    with smtplib.SMTP(settings.EMAIL_HOST, settings.EMAIL_PORT, timeout=settings.EMAIL_TIMEOUT) as server:
        server.ehlo_or_helo_if_needed()
        if settings.EMAIL_USE_TLS:
            server.starttls(context=ssl.create_default_context())
            server.ehlo()
        if settings.EMAIL_HOST_USER:
            server.login(settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD)
        server.noop()


def _scanner() -> Advice:
    if not settings.VIRUS_SCANNER:
        found = ("ভাইরাস স্ক্যানার নেই", "no virus scanner")
        return warn("scanner", found, ("VIRUS_SCANNER দিন (clamdscan)", "set VIRUS_SCANNER (clamdscan)"))
    if not shutil.which(settings.VIRUS_SCANNER[0]):
        found = ("VIRUS_SCANNER-এর প্রোগ্রাম নেই", "VIRUS_SCANNER names no program")
        return fail("scanner", found, ("ইনস্টল করুন", "install it"))
    try:
        check_clean(b"clean")
    except Refusal:
        found = ("স্ক্যানার নির্দোষ ফাইলও নেয় না", "the scanner clears not even a harmless file")
        return fail("scanner", found, ("clamd চলছে কি না দেখুন", "look whether clamd runs"))
    return well("scanner", "স্ক্যানার সাড়া দেয়", "the scanner answers")
