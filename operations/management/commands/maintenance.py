"""Owns the command that closes the site for maintenance and opens it again; it needs no database."""

import re
from argparse import ArgumentParser
from datetime import datetime, time, timedelta
from typing import Any

from django.core.management.base import CommandError
from django.utils import timezone

from cell_values.digits import to_ascii
from operations.closing import Closure, close, closure, reopen
from plans.management.starting import QuietCommand

CLOCK = re.compile(r"(\d{1,2}):(\d{2})", re.ASCII)


class Command(QuietCommand):
    help = "Closes the site for maintenance, opens it, or says which it is. Exit 0: done, 2: wrong usage."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("do", choices=("on", "off", "status"))
        parser.add_argument("--until", metavar="HH:MM|DATE HH:MM", help="when it is to be open again; people read it")
        parser.add_argument("--administrators", action="store_true", help="let administrators in (asks the database)")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["do"] == "on":
            close(Closure(_moment(options["until"]), options["administrators"]))
        elif options["until"] or options["administrators"]:
            raise CommandError("--until and --administrators belong to on", returncode=2)
        elif options["do"] == "off":
            reopen()
        self.stdout.write(_said(closure()))


def _moment(text: str | None) -> datetime | None:
    """The next time the clock shows it, or a day and a time; by the ministry's clock, in either digits."""
    if not text:
        return None
    typed, now = to_ascii(text).strip(), timezone.localtime()
    try:
        if found := CLOCK.fullmatch(typed):
            at = datetime.combine(now.date(), time(int(found[1]), int(found[2])), now.tzinfo)
            return at if at > now else at + timedelta(days=1)
        at = datetime.fromisoformat(typed)
    except ValueError as error:
        raise CommandError(f"--until {text}: 18:00 or '2026-11-30 06:00' is meant", returncode=2) from error
    at = at if at.tzinfo else timezone.make_aware(at)
    if at <= now:
        raise CommandError(f"--until {text} has passed", returncode=2)
    return at


def _said(closed: Closure | None) -> str:
    if closed is None:
        return "খোলা · open"
    until = f" until {timezone.localtime(closed.until):%Y-%m-%d %H:%M}" if closed.until else ""
    return f"বন্ধ · closed{until}{', administrators are let in' if closed.administrators else ''}"
