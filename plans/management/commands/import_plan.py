"""Owns the command that imports plans from an official workbook."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from plans.actions.documents import Outcome, bring_in, keep_source, read_plans
from plans.interchange import import_json
from plans.kinds import plan_kinds


class Command(BaseCommand):
    help = "Imports the plan of an official workbook. Exit 0: done, 1: refused with problems, 2: wrong usage."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE")
        parser.add_argument("--kind", choices=list(plan_kinds()), default="")
        parser.add_argument("--office", metavar="NAME|CODE", default="")
        parser.add_argument("--year", metavar="2020-21", default="")
        parser.add_argument("--dry-run", action="store_true", help="read and check, store nothing")
        parser.add_argument("--json", action="store_true", help="print the plan and its problems as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        path = Path(options["file"])
        try:
            content = path.read_bytes()
        except OSError as error:
            raise CommandError(f"{path}: {error.strerror}", returncode=2) from error
        named = {name: options[name] for name in ("kind", "office", "year")}
        readings = read_plans(content, path.name, **named)
        if options["dry_run"] or not all(reading.is_storable for reading in readings):
            outcomes = tuple(Outcome(reading, None, reading.problems) for reading in readings)
        else:
            outcomes = bring_in(readings, source=keep_source(content, path.name, by=None), by=None)
        self._print_json(outcomes) if options["json"] else self._print_text(outcomes)
        if not options["dry_run"] and any(outcome.stored is None for outcome in outcomes):
            raise SystemExit(1)
        if options["dry_run"] and not all(reading.is_storable for reading in readings):
            raise SystemExit(1)

    def _print_json(self, outcomes: tuple[Outcome, ...]) -> None:
        plans = [_json(outcome) for outcome in outcomes]
        data = plans[0] if len(plans) == 1 else plans
        self.stdout.write(json.dumps(data, ensure_ascii=False, indent=1))

    def _print_text(self, outcomes: tuple[Outcome, ...]) -> None:
        for outcome in outcomes:
            for problem in outcome.problems:
                place = f"{problem.sheet}!{problem.cell}" if problem.cell else problem.sheet
                self.stdout.write(f"{problem.severity.value:8} {place} {problem.code}: {problem.sentence.bn}")
            self.stdout.write(_summary(outcome))


def _json(outcome: Outcome) -> dict[str, Any]:
    reading = outcome.reading
    return import_json(
        reading.draft,
        office=reading.office.name_bn if reading.office else None,
        year=reading.year.code if reading.year else None,
        saved=outcome.stored is not None,
        problems=outcome.problems,
    )


def _summary(outcome: Outcome) -> str:
    draft = outcome.reading.draft
    if draft is None:
        return "no plan"
    rows = f"{len(draft.areas)} areas, {len(draft.indicators)} indicators"
    plan = f"{outcome.reading.office} · {outcome.reading.year}: {rows}"
    if outcome.stored is None:
        return f"{plan}; not stored"
    if outcome.stored.created:
        return f"{plan}; stored"
    return f"{plan}; {len(outcome.stored.changes)} changes"
