"""Owns the command that imports plans: of one workbook, or of all workbooks in a folder or zip."""

from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from imports.actions.bulk import Bringing, Brought, Fate
from imports.actions.comparing import ImportComparison
from imports.bundles import BundleRefusedError, bundle_of, is_bundle
from imports.queries.readings import read_plans
from plan_tree.problems import Problem
from plans.interchange import import_json
from plans.kinds import plan_kinds
from plans.management.starting import QuietCommand

NAMED = ("kind", "office", "year")


class Command(QuietCommand):
    help = (
        "Imports the plan of an official workbook, or those of all workbooks in a folder or zip. "
        "Exit 0: done, 1: refused with problems, 2: wrong usage."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "file", metavar="FILE", help="a workbook, Word table, web page or CSV; a folder or .zip of these"
        )
        parser.add_argument("--kind", choices=list(plan_kinds()), default="")
        parser.add_argument("--office", metavar="NAME|CODE", default="", help="not for a folder or zip")
        parser.add_argument("--year", metavar="2020-21", default="")
        parser.add_argument("--dry-run", action="store_true", help="read and check, store nothing")
        parser.add_argument("--json", action="store_true", help="print the plans and their problems as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        path = Path(options["file"])
        read = partial(read_plans, **{name: options[name] for name in NAMED})
        bringing = Bringing(accepts_doubts=True, stores=not options["dry_run"], read=read)
        try:
            is_done = self._many(path, bringing, options) if is_bundle(path) else self._one(path, bringing, options)
        except OSError as error:
            raise CommandError(f"{path}: {error.strerror}", returncode=2) from error
        if not is_done:
            raise SystemExit(1)

    def _one(self, path: Path, bringing: Bringing, options: dict[str, Any]) -> bool:
        brought = bringing.one(path.name, path.read_bytes())
        if options["json"]:
            plans = [_plan_json(outcome) for outcome in brought.outcomes] or [_no_plan_json(brought.own_problems)]
            self.print_json(plans[0] if len(plans) == 1 else plans)
        else:
            self._print_lines(_told(brought))
        return brought.fate is not Fate.REFUSED

    def _many(self, path: Path, bringing: Bringing, options: dict[str, Any]) -> bool:
        if options["office"]:
            raise CommandError("--office names the office of a single workbook", returncode=2)
        try:
            documents = bundle_of(path)
            names = documents.names
        except BundleRefusedError as refused:
            self._print_refused(refused.problem, options)
            return False
        files, fates = [], Counter[Fate]()
        for number, brought in enumerate(bringing.all_of(documents), start=1):
            fates[brought.fate] += 1
            files.append(_file_json(brought))
            if not options["json"]:
                self._print_lines(_line(problem) for problem in brought.problems if problem.severity == "error")
                self.stdout.write(f"[{number}/{len(names)}] {brought.name}: {brought.fate}")
        summary = {"files": len(files)} | {fate.value: fates[fate] for fate in FATES}
        if options["json"]:
            self.print_json({"files": files, "summary": summary})
        else:
            self.stdout.write(", ".join(f"{count} {name}" for name, count in summary.items()))
        return not fates[Fate.REFUSED]

    def _print_refused(self, problem: Problem, options: dict[str, Any]) -> None:
        if options["json"]:
            summary = dict.fromkeys(("files", *(fate.value for fate in FATES)), 0)
            self.print_json({"files": [], "summary": summary, "problems": [problem.as_json()]})
        else:
            self._print_lines([_line(problem)])

    def _print_lines(self, lines: Iterable[str]) -> None:
        for line in lines:
            self.stdout.write(line)


FATES = (Fate.STORED, Fate.UNCHANGED, Fate.REFUSED)  # the command accepts doubts, so that none waits for a tick


def _plan_json(outcome: ImportComparison) -> dict[str, Any]:
    reading = outcome.reading
    return import_json(
        reading.draft,
        office=reading.office.name_bn if reading.office else None,
        year=reading.year.code if reading.year else None,
        saved=outcome.stored is not None,
        problems=outcome.problems,
    )


def _no_plan_json(problems: tuple[Problem, ...]) -> dict[str, Any]:
    return import_json(None, office=None, year=None, saved=False, problems=problems)


def _file_json(brought: Brought) -> dict[str, Any]:
    return {
        "file": brought.name,
        "outcome": brought.fate.value,
        "plans": [_plan_json(outcome) for outcome in brought.outcomes],
        "problems": [problem.as_json() for problem in brought.own_problems],
    }


def _told(brought: Brought) -> Iterator[str]:
    """Every problem, then what became of each plan."""
    yield from map(_line, brought.own_problems)
    for outcome in brought.outcomes:
        yield from map(_line, outcome.problems)
        yield _summary(outcome)


def _line(problem: Problem) -> str:
    place = f"{problem.sheet}!{problem.cell}" if problem.cell else problem.sheet
    return f"{problem.severity.value:8} {place} {problem.code}: {problem.sentence.bn}"


def _summary(outcome: ImportComparison) -> str:
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
