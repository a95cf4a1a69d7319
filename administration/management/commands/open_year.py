"""Owns the command that opens a fiscal year: deadlines, focal points and plans for the offices of some tiers."""

from argparse import ArgumentParser
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.core.management.base import CommandError
from django.utils import timezone

from administration.opening_job import check_nobody_opens
from cell_values.dates import read_sure_date
from offices.models import Person, Tier
from offices.queries.lookup import parse_year
from plans.kinds import plan_kinds
from plans.management.starting import QuietCommand
from workflow.transitions import Refusal
from year_opening.actions.opening import OpenedYear, open_year
from year_opening.queries.opening import NO_POLICY, YearOpening, opening_of, usual_choices
from year_opening.queries.opening_days import OpeningDay, Place
from year_opening.queries.opening_offices import OpeningChoices


class Command(QuietCommand):
    help = (
        "Opens a fiscal year: its deadlines, an empty plan for every office of the tiers, the focal points of the year "
        "before. What is there stays; again goes on where it stopped. Exit 0: done, 1: refused, 2: wrong usage."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("year", metavar="2026-27")
        parser.add_argument("--by", metavar="USERNAME", default="", help="the administrator the ledger names")
        parser.add_argument("--kind", action="append", choices=list(plan_kinds()), help="again for more; else all")
        parser.add_argument(
            "--tier", action="append", choices=Tier.values, help="again for more; else all that make plans"
        )
        parser.add_argument("--half-years", action="append", choices=[*Tier.values, "none"], metavar="TIER")
        parser.add_argument("--day", action="append", default=[], metavar="TIER:q1=15/10/2026", help="another deadline")
        parser.add_argument("--without-people", action="store_true", help="carry no focal points over")
        parser.add_argument(
            "--roll-over", action="store_true", help="begin with the plan of the year before, dates moved"
        )
        parser.add_argument(
            "--templates", action="store_true", help="begin with the year's template where the tier has one"
        )
        parser.add_argument("--dry-run", action="store_true", help="say what would be done, do nothing")
        parser.add_argument("--json", action="store_true", help="print it as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        choices = _choices(options)
        opening = opening_of(choices)
        is_refused = bool(opening.refused_days) or any(each.policy is None for each in opening.kinds)
        opened = None if options["dry_run"] or opening.refused_days else self._open(choices, options)
        if options["json"]:
            self.print_json(_as_json(opening, opened))
        else:
            for line in (*_lines(opening), *_done(opened)):
                self.stdout.write(line)
        if is_refused:
            raise SystemExit(1)

    def _open(self, choices: OpeningChoices, options: dict[str, Any]) -> OpenedYear:
        by = Person.objects.filter(username=options["by"]).first()
        if by is None:
            raise CommandError("--by names the administrator who opens the year", returncode=2)
        opened = OpenedYear()
        try:
            check_nobody_opens(choices.start_year)
            for opened in open_year(choices=choices, by=by):
                if not options["json"]:
                    self.stdout.write(f"{opened.done} done")
        except Refusal as refusal:
            raise CommandError(refusal.sentence.en, returncode=1) from refusal
        return opened


def _choices(options: dict[str, Any]) -> OpeningChoices:
    start_year = parse_year(options["year"])
    if start_year is None:
        raise CommandError(f"{options['year']!r} is no fiscal year; write it as 2026-27", returncode=2)
    half_yearly = options["half_years"]
    return OpeningChoices(
        start_year,
        tuple(options["kind"] or plan_kinds()),
        tuple(options["tier"] or usual_choices(timezone.localdate()).tiers),
        None if half_yearly is None else tuple(tier for tier in half_yearly if tier != "none"),
        dict(map(_typed_day, options["day"])),
        not options["without_people"],
        options["roll_over"],
        options["templates"],
    )


def _typed_day(text: str) -> tuple[Place, date]:
    place, _, typed = text.partition("=")
    tier, _, quarter = place.partition(":")
    day, _doubts = read_sure_date(typed)
    if tier not in Tier.values or quarter not in ("q1", "q2", "q3", "q4") or day is None:
        raise CommandError(f"{text!r} is no deadline; write it as ministry:q1=15/10/2026", returncode=2)
    return (tier, int(quarter[1])), day


def _as_json(opening: YearOpening, opened: OpenedYear | None) -> dict[str, Any]:
    """What would be or was done; ``problems`` say why not."""
    return opening.as_json() | {
        "saved": opened is not None,
        "problems": list(_problems(opening)),
        "done": _counts(opened),
    }


def _counts(opened: OpenedYear | None) -> dict[str, Any] | None:
    if opened is None:
        return None
    to_see = [
        {"office": each.before.office.name_bn, "kind": each.before.kind, "points": each.to_see}
        for each in opened.to_see
    ]
    counts = {"plans": opened.made, "rolled": opened.rolled, "templated": opened.templated}
    return {"people": opened.carried, **counts, "to_see": to_see}


def _problems(opening: YearOpening) -> Iterator[str]:
    for day in opening.refused_days:
        yield _day_line(day)
    for each in opening.kinds:
        if each.policy is None:
            yield f"{each.kind}: {NO_POLICY.en}"


def _lines(opening: YearOpening) -> Iterator[str]:
    yield from map(_day_line, opening.days)
    for each in opening.kinds:
        policy = f"policy {each.policy.name}" if each.policy else NO_POLICY.en
        made = f"{each.made} to make, {each.rolled} of them with the rows of the year before"
        made += f", {each.templated} with those of a template" if each.templated else ""
        others = f"{each.there} there; {each.no_own_plan} offices make none themselves"
        yield f"{each.kind}: {policy}; plans: {made}; {others}"
    people = opening.people
    yield f"focal points: {people.carried} to carry over, {people.inactive} closed; {people.without} offices have none"


def _day_line(day: OpeningDay) -> str:
    notes = "; ".join(note.en for note in day.notes)
    others = ((name, each) for name, each in day.columns.items() if name != "due_on" and each)
    beside = "".join(f", {name.replace('_', ' ')} {each}" for name, each in others)
    return f"{day.tier} q{day.quarter}: {day.due_on or '-'} {day.fate.value}{beside}{f' ({notes})' if notes else ''}"


def _done(opened: OpenedYear | None) -> Iterator[str]:
    if opened is not None:
        made = ", ".join(f"{count} {kind}" for kind, count in opened.made.items()) or "none"
        yield f"done: plans {made}; focal points {opened.carried}"
