"""Owns the doctor's look at the database: version, encoding, order of names, role, triggers, migrations and clock."""

from collections.abc import Iterator
from datetime import UTC, datetime

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.core.checks import Tags, run_checks
from django.db import DatabaseError, connection

from operations.doctor.advice import Advice, fail, shown, warn, well
from operations.readiness import database_trouble, unapplied_migrations
from operations.replica import has_replica
from operations.replica_looks import asked, replica_trouble

OLDEST = 140000  # the oldest PostgreSQL that Django 5.2 takes
MOST_SECONDS = 2  # between the clocks: times of events and of what people read come from both


def look() -> Iterator[Advice]:
    """Each after the other; without a database the first is all."""
    if database_trouble():
        found = ("ডেটাবেস সাড়া দেয় না", "the database does not answer")
        to_do = ("DATABASE_URL, সার্ভার ও নেটওয়ার্ক দেখুন", "look at DATABASE_URL, the server and the network")
        yield fail("database", found, to_do)
        return
    yield from _postgresql() if connection.vendor == "postgresql" else _sqlite()
    yield _migrations()
    yield from _role_and_triggers()
    yield _clock()
    yield from _replica()
    yield from _second_factors()


def _replica() -> Iterator[Advice]:
    if not has_replica():
        return
    if trouble := replica_trouble():
        found = (f"প্রতিলিপি ব্যবহার হচ্ছে না ({trouble})", f"{trouble}: pages are read from the database itself")
        yield warn(
            "replica", found, ("REPLICA_DATABASE_URL ও প্রতিলিপির লগ দেখুন", "look at REPLICA_DATABASE_URL and its log")
        )
    else:
        yield well("replica", "প্রতিলিপি সাড়া দেয়, পিছিয়ে নেই", "the replica answers and is not behind")


def _second_factors() -> Iterator[Advice]:
    """Secrets that no key opens: their owners could not log in any more."""
    hidden = Authenticator.objects.filter(type=Authenticator.Type.TOTP)
    closed = sum(not _is_opened(each.data["secret"]) for each in hidden.iterator())
    if closed:
        found = (
            f"{shown(closed)} জনের দ্বিতীয় ধাপ কোনো চাবিতে খোলে না",
            f"no key opens the second factor of {closed} people",
        )
        to_do = ("আগের চাবি SECRETS_KEY_PREDECESSORS-এ দিন", "put the key before into SECRETS_KEY_PREDECESSORS")
        yield fail("second factors", found, to_do)


def _is_opened(secret: str) -> bool:
    try:
        get_adapter().decrypt(secret)
    except Exception:  # each way of hiding has errors of its own
        return False
    return True


def _sqlite() -> Iterator[Advice]:
    found = ("SQLite: একটি যন্ত্রের জন্য", "SQLite: for one machine")
    to_do = (
        "বড় কাজে PostgreSQL নিন (docs/operating.md)",
        "take PostgreSQL for more than one ministry",
    )
    yield warn("database", found, to_do)


def _postgresql() -> Iterator[Advice]:
    version, encoding = asked("SELECT current_setting('server_version_num')::int, current_setting('server_encoding')")
    if version < OLDEST:
        found = (f"PostgreSQL {version // 10000} পুরোনো", f"PostgreSQL {version // 10000} is too old")
        yield fail("database", found, ("১৪ বা নতুন সংস্করণ নিন", "take version 14 or newer"))
    else:
        yield well("database", f"PostgreSQL {version // 10000}", f"PostgreSQL {version // 10000}")
    if encoding != "UTF8":
        found = (f"এনকোডিং {encoding}", f"the encoding is {encoding}")
        yield fail("encoding", found, ("ENCODING UTF8 দিয়ে নতুন ডেটাবেস বানান", "make a database with ENCODING UTF8"))
    yield from _extensions()


def _extensions() -> Iterator[Advice]:
    bengali, trigrams = asked(
        "SELECT EXISTS (SELECT 1 FROM pg_collation WHERE collname = 'bn-x-icu'),"
        " EXISTS (SELECT 1 FROM pg_extension WHERE extname = 'pg_trgm')"
    )
    if not bengali:
        found = ("bn-x-icu নেই: নাম বাংলা ক্রমে সাজে না", "bn-x-icu is missing: names are not in Bengali order")
        yield warn("collation", found, ("ICU-সহ PostgreSQL নিন", "take a PostgreSQL built with ICU"))
    if not trigrams:
        found = ("pg_trgm নেই: খোঁজা ধীর", "pg_trgm is missing: searches are slow")
        to_do = ("প্রশাসক CREATE EXTENSION pg_trgm চালাবেন", "an administrator runs CREATE EXTENSION pg_trgm")
        yield warn("pg_trgm", found, to_do)
    if bengali and trigrams:
        yield well("extensions", "bn-x-icu ও pg_trgm আছে", "bn-x-icu and pg_trgm are there")


def _migrations() -> Advice:
    try:
        missing = unapplied_migrations()
    except DatabaseError:
        missing = [("?", "?")]
    if not missing:
        return well("migrations", "সব মাইগ্রেশন হয়েছে", "all migrations are applied")
    count = len(missing)
    found = (f"{shown(count)}টি মাইগ্রেশন বাকি", f"{count} migrations are not applied")
    return fail("migrations", found, ("manage.py migrate চালান", "run manage.py migrate"))


def _role_and_triggers() -> Iterator[Advice]:
    """As ``check --deploy --database default`` says it: whether the role of the site could change the ledger."""
    messages = run_checks(tags=[Tags.database], include_deployment_checks=True, databases=["default"])
    for each in messages:
        hint = str(each.hint or "docs/operating.md")
        yield warn(f"check {each.id}", (str(each.msg), str(each.msg)), (hint, hint))
    if not messages:
        yield well("roles", "ভূমিকা ও ট্রিগার ঠিক আছে", "roles and triggers are as they should be")


def _clock() -> Advice:
    now = "SELECT extract(epoch FROM clock_timestamp())" if connection.vendor == "postgresql" else "SELECT unixepoch()"
    (theirs,) = asked(now)
    apart = abs(datetime.now(UTC).timestamp() - float(theirs))
    if apart > MOST_SECONDS:
        found = (
            f"ডেটাবেসের ঘড়ি {shown(round(apart))} সেকেন্ড আলাদা",
            f"the clocks are {apart:.0f} seconds apart",
        )
        return fail("clock", found, ("দুই যন্ত্রেই NTP চালু করুন", "let NTP set the clocks of both machines"))
    return well("clock", "দুই ঘড়ি মেলে", "both clocks agree")
