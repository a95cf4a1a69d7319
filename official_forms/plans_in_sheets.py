"""Owns finding the plans in a workbook's sheets: which hold forms, several under each other, hidden ones, and whose."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from cell_values.sentence import Sentence
from official_forms.annex import apply_annex, is_annex
from official_forms.computed import without_computed
from official_forms.grid import Sheet
from official_forms.kind import PlanKind
from official_forms.kind_choice import KindReading, SaidKinds, read_as_its_kind
from official_forms.kind_names import NO_KINDS, kinds_in_titles
from official_forms.leftovers import left_over
from official_forms.markup import without_markup
from official_forms.naming import Cover, named_elsewhere
from official_forms.regions import split
from plan_tree.problems import Problem, Severity
from plan_tree.tree import PlanTree


@dataclass
class SheetPlans:
    """What was read of one sheet; ``problems`` are about its cells outside the plans, ``told`` the plans not taken.

    ``guesses`` are plans only if somebody says so.
    """

    sheet: Sheet
    drafts: list[PlanTree] = field(default_factory=list)
    guesses: list[PlanTree] = field(default_factory=list)
    problems: tuple[Problem, ...] = ()
    told: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class FoundPlans:
    """The plans of a workbook, what is said of its sheets, and the names of hidden sheets that had to be read."""

    drafts: tuple[PlanTree, ...]
    problems: tuple[Problem, ...]
    unhidden: frozenset[str]


def find_plans(sheets: Sequence[Sheet], kinds: Sequence[PlanKind], said: SaidKinds | None = None) -> FoundPlans:
    """Every plan in some sheets, in their order; hidden ones are read only where no visible one holds a form."""
    asked = said or SaidKinds()
    read = _read([sheet for sheet in sheets if not sheet.hidden], kinds, asked)
    if not any(plans.drafts or plans.guesses or plans.told for plans in read):
        read += _read([sheet for sheet in sheets if sheet.hidden], kinds, asked)
    _settle_guesses(read)
    covers = [Cover(plans.sheet.name, tuple(plans.sheet.cells.values())) for plans in read if not plans.drafts]
    drafts = [named_elsewhere(draft, plans.sheet, covers) for plans in read for draft in plans.drafts]
    unhidden = frozenset(plans.sheet.name for plans in read if plans.sheet.hidden)
    return FoundPlans(tuple(drafts), tuple(_of_sheets(read, is_alone=not drafts)), unhidden)


def _read(sheets: Sequence[Sheet], kinds: Sequence[PlanKind], said: SaidKinds) -> list[SheetPlans]:
    """Sheet by sheet; an annex belongs to the plan before it."""
    read: list[SheetPlans] = []
    for sheet in sheets:
        before = next((plans for plans in reversed(read) if plans.drafts), None)
        if before and is_annex(sheet):
            before.drafts[-1] = apply_annex(before.drafts[-1], sheet)
        else:
            read.append(_plans(sheet, kinds, said))
    return read


def _plans(sheet: Sheet, kinds: Sequence[PlanKind], said: SaidKinds) -> SheetPlans:
    """The plans of a sheet; beside a plan, every cell of a part that holds none is told."""
    bare, cleaned = without_markup(sheet)
    parts = split(bare, lambda cells: kinds_in_titles(cells, kinds))
    readings: list[tuple[Sheet, KindReading]] = []
    for part in parts:
        above = readings[-1][1].named if readings else NO_KINDS
        readings.append((part, read_as_its_kind(part, kinds, said, above)))
    plans = [
        (_with_notices(without_computed(each.plan, part), part, cleaned), each.is_guess)
        for part, each in readings
        if each.plan
    ]
    drafts, guesses = ([plan for plan, is_guess in plans if is_guess is wanted] for wanted in (False, True))
    told = tuple(each.told for _, each in readings if each.told)
    formless = [part for part, each in readings if not each.plan and not each.told]
    cells = [cell for part in formless for row in part.rows.values() for cell in row]
    problems = tuple(left_over(sheet.name, cells)) if plans or told else ()
    return SheetPlans(bare, drafts, guesses, problems, told)


def _settle_guesses(read: Sequence[SheetPlans]) -> None:
    """Beside a plan a table that may be one or not is told; alone it is asked about."""
    is_alone = not any(plans.drafts for plans in read)
    for plans in read:
        if is_alone:
            plans.drafts = plans.guesses
        else:
            plans.told += tuple(_as_warning(_doubt_of(guess)) for guess in plans.guesses)
        plans.guesses = []


def _doubt_of(guess: PlanTree) -> Problem:
    return next(problem for problem in guess.problems if problem.code == "kind_unclear")


def _as_warning(problem: Problem) -> Problem:
    return replace(problem, severity=Severity.WARNING)


def _with_notices(draft: PlanTree, part: Sheet, cleaned: tuple[Problem, ...]) -> PlanTree:
    addresses = {cell.address for cell in part.cells.values()}
    mine = tuple(problem for problem in cleaned if problem.cell in addresses)
    hidden = (Problem(Severity.WARNING, "form_in_hidden_sheet", _hidden(part.name), part.name),) if part.hidden else ()
    return replace(draft, problems=(*hidden, *mine, *draft.problems))


def _of_sheets(read: Sequence[SheetPlans], *, is_alone: bool) -> Iterator[Problem]:
    """What is told of sheets and of plans not taken; beside others that are taken it stops nothing."""
    for plans in read:
        yield from plans.problems
        yield from plans.told if is_alone else map(_as_warning, plans.told)
        if not plans.drafts and not plans.told and plans.sheet.cells:
            name = plans.sheet.name
            yield Problem(Severity.NOTICE, "sheet_without_form", _without_form(name), name)


def _hidden(name: str) -> Sentence:
    return Sentence(
        f"“{name}” পাতাটি লুকানো; দৃশ্যমান কোনো পাতায় ফরম না থাকায় এটি পড়া হয়েছে। এটিই চাওয়া কি না দেখুন।",
        f"The sheet “{name}” is hidden; it was read because no visible sheet holds a form. See whether it is meant.",
    )


def _without_form(name: str) -> Sentence:
    return Sentence(
        f"“{name}” পাতায় কোনো কর্ম-পরিকল্পনার ফরম পাওয়া যায়নি; তাই এর কিছু নেওয়া হয়নি।",
        f"The sheet “{name}” holds no plan form, so nothing of it was taken over.",
    )
