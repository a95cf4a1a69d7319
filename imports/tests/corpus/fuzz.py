"""Owns the fuzz: mutated workbooks are read; none may crash, hang, lose a cell or store a wrong value unsaid.

    python -m imports.tests.corpus.fuzz --count 2000 --seed 1      exit 0: none failed
    python -m imports.tests.corpus.fuzz --case integrity-14-whole:1234 -o mutated.xlsx

A case is named by its workbook and a number, and is the same for ever.
"""

import argparse
import os
import signal
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from time import process_time
from typing import Any

from cell_values.digits import to_ascii
from imports.tests.corpus.damaging import DAMAGES
from imports.tests.corpus.generate import drawn
from imports.tests.corpus.grids import Grid, grids_of, workbook_of
from imports.tests.corpus.heeding import unheeded
from imports.tests.corpus.losses import SourceSheet, frame_of, losses
from imports.tests.corpus.mutating import GROWTHS, MUTATIONS
from imports.tests.corpus.plain_reading import wrong_values
from imports.tests.corpus.setting import SETTINGS
from imports.tests.corpus.specimens import PlanSheet, Specimen, specimens
from official_forms.grid import address
from plan_tree.problem_codes import CODES
from plan_tree.problems import Problem
from plan_tree.tree import PlanTree

FOLDER = Path(__file__).parents[3] / "fixtures" / "corpus"
LONGEST = 5.0  # seconds of the processor for reading one workbook, whatever else the machine does
_GROWN, _SET = "g", "s"  # behind the number of a case that grows, or whose texts are set otherwise
_EACH_GROWS = _EACH_SETS = 5  # one case of so many
DAMAGED_SHARE = 0.3  # of the cases: harm to the file, not to the grid


@dataclass(frozen=True)
class Case:
    """A workbook of the corpus and the number that makes its mutations; ``grows``: after these it becomes large.

    ``sets``: after these some texts are set otherwise, which no other mutation does.
    """

    workbook: str
    number: int
    grows: bool = False
    sets: bool = False

    def __str__(self) -> str:
        return f"{self.workbook}:{self.number}{_GROWN * self.grows}{_SET * self.sets}"

    @classmethod
    def named(cls, name: str) -> "Case":
        workbook, _, number = name.rpartition(":")
        return cls(workbook, int(number.rstrip(_GROWN + _SET)), number.endswith(_GROWN), number.endswith(_SET))


@dataclass(frozen=True)
class Mutated:
    """A mutated workbook: its bytes, what was done, and its texts where they are known without reading it."""

    content: bytes
    done: tuple[str, ...]
    sheets: tuple[SourceSheet, ...] = ()
    grids: tuple[Grid, ...] = ()
    frame: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Finding:
    """How a case was read; ``failure`` "" where as it should be, be it slowly."""

    case: Case
    done: tuple[str, ...]
    seconds: float
    outcome: str
    failure: str = ""

    @property
    def complaint(self) -> str:
        """What is wrong, slowness included; "" for nothing."""
        return self.failure or (f"took {self.seconds:.1f} s" if self.seconds > LONGEST else "")


class Hanging(Exception):
    """Reading took too long."""


def workbooks() -> list[str]:
    return sorted(file.stem for file in FOLDER.glob("*.xlsx") if ".libreoffice" not in file.name)


def cases(count: int, seed: int) -> Iterator[Case]:
    """As many cases, each workbook in its turn, some of them grown."""
    names = workbooks()
    return (
        Case(names[place % len(names)], seed * 1_000_000 + place, place % _EACH_GROWS == 4, place % _EACH_SETS == 2)
        for place in range(count)
    )


@cache
def _original(workbook: str) -> bytes:
    return (FOLDER / f"{workbook}.xlsx").read_bytes()


def mutated(case: Case) -> Mutated:
    """The case's workbook after its mutations."""
    rng = Random(str(case))
    content = _original(case.workbook)
    if not (case.grows or case.sets) and rng.random() < DAMAGED_SHARE:
        damage = rng.choice(DAMAGES)
        return Mutated(damage(rng, content), (damage.__name__,), frame=_frame(case.workbook))
    grids = grids_of(content)
    grown = [rng.choice(GROWTHS)] if case.grows else []
    chosen = [*rng.choices(MUTATIONS, k=rng.choice((1, 1, 2, 3))), *grown]
    if case.sets:
        chosen = [*rng.choices(SETTINGS, k=3), *chosen[:1], *rng.choices(SETTINGS, k=2)]
    for mutation in chosen:
        mutation(rng, rng.choice(grids))
    if all(grid.hidden for grid in grids):
        grids[0].hidden = False  # no program saves a workbook that shows nothing
    return Mutated(
        workbook_of(grids),
        tuple(each.__name__ for each in chosen),
        tuple(map(_source, grids)),
        tuple(grids),
        _frame(case.workbook) | {to_ascii(cell.text) for grid in grids for cell in grid.cells.values() if cell.says},
    )


@cache
def _frame(workbook: str) -> frozenset[str]:
    """What frames the forms of a workbook, each drawn alone: on a sheet of several they stand below each other."""
    sheets = (sheet for specimen in specimens() if specimen.name == workbook for sheet in specimen.sheets)
    alone = (drawn(Specimen(workbook, (sheet,)))[0] for sheet in sheets if isinstance(sheet, PlanSheet))
    return frozenset().union(*(frame_of(map(_source, grids_of(content))) for content in alone))


def _source(grid: Grid) -> SourceSheet:
    texts = {at: cell.text for at, cell in grid.cells.items() if cell.text}
    return SourceSheet(grid.name, texts, tuple(grid.merged))


def examine(case: Case) -> Finding:
    """Read a case as an import does, and see whether anything went wrong."""
    from official_forms.storable import check_storable
    from plans.interchange import import_json
    from plans.kinds import read_document
    from sheets.tests.golden import problems_of

    book = mutated(case)
    started = process_time()
    try:
        with _alarm(int(LONGEST * 6)):
            document = read_document(book.content, "mutated.xlsx")
            told = [*document.problems]
            for draft in document.drafts:
                told += [*problems_of(draft), *check_storable(draft)]
                import_json(draft, office=None, year=None, saved=False, problems=told)
    except Exception as error:
        return Finding(case, book.done, process_time() - started, "crash", f"{type(error).__name__}: {error}")
    seconds = process_time() - started
    outcome = "read" if document.drafts else "refused"
    unlisted = [f"{each.severity.value} {each.code}" for each in told if not _is_listed(each)]
    if unlisted:
        return Finding(case, book.done, seconds, outcome, f"not in the list of problems: {unlisted[0]}")
    lost = losses(book.sheets or _as_opened(book.content), document, told, book.frame)
    if lost:
        return Finding(case, book.done, seconds, outcome, f"lost {len(lost)}: {'; '.join(lost[:3])}")
    opened = _as_opened(book.content) if book.grids else ()
    taken = {sheet.name: {address(*at): text for at, text in sheet.texts.items()} for sheet in opened}
    wrong = [*_wrong(book.grids, document.drafts, told), *unheeded(book.grids, taken, document.drafts, told)]
    return Finding(case, book.done, seconds, outcome, f"wrong {len(wrong)}: {'; '.join(wrong[:3])}" if wrong else "")


def _wrong(grids: tuple[Grid, ...], drafts: Iterable[PlanTree], told: Iterable[Problem]) -> Iterator[str]:
    """The values stored otherwise than their cells show, where these are known without reading the file."""
    sheets = {grid.name: {address(*at): cell.shown for at, cell in grid.cells.items()} for grid in grids}
    return (wrong for draft in drafts if sheets for wrong in wrong_values(sheets, draft, told))


def _is_listed(problem: Problem) -> bool:
    return problem.code in CODES and problem.severity in CODES[problem.code].gravities


def _as_opened(content: bytes) -> tuple[SourceSheet, ...]:
    from sheets.opening import open_workbook

    sheets = open_workbook(content).sheets
    return tuple(SourceSheet(sheet.name, {at: cell.text for at, cell in sheet.cells.items()}) for sheet in sheets)


@contextmanager
def _alarm(seconds: int) -> Iterator[None]:
    """Interrupt what hangs."""

    def ring(*_: Any) -> None:
        raise Hanging(f"more than {seconds} s")

    before = signal.signal(signal.SIGALRM, ring)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--case", help="WORKBOOK:NUMBER, one case alone")
    parser.add_argument("-o", "--output", help="where to write the mutated workbook of --case")
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    if options.case:
        _one(Case.named(options.case), options.output)
    else:
        _many(options.count, options.seed)


def _one(case: Case, output: str | None) -> None:
    if output:
        Path(output).write_bytes(mutated(case).content)
    found = examine(case)
    print(f"{case}: {', '.join(found.done)}; {found.outcome} in {found.seconds:.2f} s; {found.complaint or 'all well'}")
    sys.exit(bool(found.complaint))


def _many(count: int, seed: int) -> None:
    findings = [_shown(examine(case)) for case in cases(count, seed)]
    failed = [found for found in findings if found.complaint]
    slowest = max(findings, key=lambda found: found.seconds)
    read = sum(found.outcome == "read" for found in findings)
    refused = sum(found.outcome == "refused" for found in findings)
    print(f"{count} cases (seed {seed}): {read} read, {refused} refused, {len(failed)} failed")
    print(f"slowest {slowest.seconds:.2f} s ({slowest.case}, {', '.join(slowest.done)})")
    sys.exit(bool(failed))


def _shown(found: Finding) -> Finding:
    if found.complaint:
        print(f"{found.case}  {', '.join(found.done)}: {found.complaint}", flush=True)
    return found


if __name__ == "__main__":
    main()
