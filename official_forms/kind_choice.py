"""Owns deciding which kind of plan a sheet holds: as its titles name one, as somebody says, else by its columns."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from cell_values.sentence import Sentence
from official_forms import kind_told
from official_forms.form_table import FormTable, find_table
from official_forms.grid import Cell, Place, Sheet
from official_forms.identity import title_cells
from official_forms.kind import PlanKind
from official_forms.kind_names import NO_KINDS, NamedKinds, named_kinds, tells_its_subject
from official_forms.layout import Form
from official_forms.other_kinds import not_kept
from plan_tree.problems import Problem, Severity
from plan_tree.tree import PlanTree

KIND_DOUBTS = frozenset({"kind_unclear", "kind_by_columns", "kind_contradicts"})  # what may be said at their cells


@dataclass(frozen=True)
class SaidKinds:
    """What somebody says of the kinds of a document's plans, by their codes.

    ``of_all`` is the one looked for, and no other. ``at`` says it of single plans, by the cells where it was in doubt.
    """

    of_all: str = ""
    at: Mapping[Place, str] = field(default_factory=dict)


@dataclass(frozen=True)
class KindReading:
    """The plan of a sheet, None where it holds none of a kind that is kept; what is ``told`` then.

    ``is_guess``: neither titles nor columns make it surely a plan, and somebody must say whether it is one.
    ``named`` are the kinds the words around it name.
    """

    plan: PlanTree | None = None
    told: Problem | None = None
    is_guess: bool = False
    named: NamedKinds = NO_KINDS


NO_PLAN = KindReading()


class _Fitting(NamedTuple):
    """A kind whose form a sheet may be, and where that stands."""

    kind: PlanKind
    form: Form

    @property
    def agreement(self) -> int:
        """How many of the kind's official columns the form has, less those it has of others and those it lacks."""
        own = {column.name for column in self.kind.form.official_columns}
        found = {_column_name(name, own) for name in self.form.best.columns}
        return len(found & own) - len(found - own) - len(own - found)

    @property
    def is_plain(self) -> bool:
        """Whether nobody would take the form for one of another shape."""
        description = self.kind.form
        columns = sum(self.form.has(each.name) for each in description.official)
        return self.form.has(description.family.telling) or columns >= description.unmistakable


def read_as_its_kind(
    sheet: Sheet, kinds: Sequence[PlanKind], said: SaidKinds | None = None, above: NamedKinds = NO_KINDS
) -> KindReading:
    """The plan in a sheet, of the kind its titles name, somebody says or, with a doubt, its columns tell.

    The order of the kinds decides nothing. Where titles and columns contradict each other, or several kinds fit
    equally, none may be stored before somebody says it. A kind that is not kept is told by its name; what goes on
    below a plan of such a kind without a title, as ``above`` says, is of that kind.
    """
    table = find_table(sheet)
    if table is None:
        return replace(NO_PLAN, named=above)
    choice = _KindChoice(sheet, table, kinds, said or SaidKinds(), above)
    return replace(choice.reading(), named=choice.named)


class _KindChoice:
    """Weighs what is said, what the titles name and what the columns fit against each other."""

    def __init__(
        self, sheet: Sheet, table: FormTable, kinds: Sequence[PlanKind], said: SaidKinds, above: NamedKinds
    ) -> None:
        self._sheet, self._table, self._kinds = sheet, table, kinds
        self._named = named_kinds(sheet, table, kinds) or _going_on(above)
        place = (self._named.cell or _first_heading(sheet, table)).address
        self._place = place
        self._said = self._of(said.at.get((sheet.name, place), ""))
        self._asked = self._of(said.of_all)

    @property
    def named(self) -> NamedKinds:
        return self._named

    def reading(self) -> KindReading:
        if self._said:
            return self._as_said(self._said)
        if self._named.others and not self._named.kept:
            return KindReading(told=self._problem(Severity.ERROR, "kind_not_kept", kind_told.not_kept(self._named)))
        if self._asked:
            return self._as_asked(self._asked)
        return self._as_named() if self._named.kept else self._by_columns()

    def _as_said(self, kind: PlanKind) -> KindReading:
        """What a person says outweighs the titles, with a doubt; not the columns."""
        found = self._fitting([kind], is_said=True)
        fitting = self._fitting(self._kinds)
        is_guess = not fitting and not self._named.kept
        if not found:
            best = _best(fitting or self._fitting(self._kinds, is_said=True))
            unlike = self._problem(Severity.ERROR, "kind_contradicts", kind_told.unlike(kind))
            return self._read(best[0], unlike, is_guess=is_guess) if best else NO_PLAN
        doubts = [self._problem(Severity.WARNING, "kind_contradiction", kind_told.said_otherwise(kind, self._named))]
        is_otherwise = bool(self._named) and kind not in self._named.kept
        return self._read(found[0], *(doubts if is_otherwise else ()), is_guess=is_guess)

    def _as_asked(self, kind: PlanKind) -> KindReading:
        if self._named.kept and kind not in self._named.kept:
            sentence = kind_told.not_asked(kind, self._named)
            return KindReading(told=self._problem(Severity.WARNING, "kind_contradiction", sentence))
        found = self._fitting([kind], is_said=True)
        return self._read(found[0]) if found else NO_PLAN

    def _as_named(self) -> KindReading:
        """As the titles say, where the columns are not plainly those of another kind."""
        named = self._named.kept
        fitting = self._fitting(named)  # who is named needs no comparison with the others
        others = [] if fitting else self._fitting(self._kinds)
        if not any(each.is_plain for each in others):
            fitting = fitting or self._fitting(named, is_said=True)
        if self._named.others and (fitting or others):
            return self._unclear(fitting or others, kind_told.several_named(self._named))
        if others and not fitting:
            best = _best(others)[0]
            sentence = kind_told.contradicts(best.kind, self._named)
            return self._read(best, self._problem(Severity.ERROR, "kind_contradicts", sentence))
        return self._best_of(fitting)

    def _by_columns(self) -> KindReading:
        """As the columns say; a form so small that it is one only if somebody says so is asked about."""
        fitting = self._fitting(self._kinds)
        known = {each.kind.code for each in fitting}
        guesses = self._fitting([kind for kind in self._kinds if kind.code not in known], is_said=True)
        if guesses and not any(each.is_plain for each in fitting):
            return self._unclear([*guesses, *fitting], is_guess=not fitting)
        return self._best_of(fitting)

    def _best_of(self, fitting: Sequence[_Fitting]) -> KindReading:
        best = _best(fitting)
        if len(best) > 1:
            return self._unclear(best)
        if len(fitting) > 1 or (best and not self._named and (self._is_titled or self._has_sisters(best[0].kind))):
            sentence = kind_told.by_columns(best[0].kind)
            return self._read(best[0], self._problem(Severity.WARNING, "kind_by_columns", sentence))
        return self._read(best[0]) if best else NO_PLAN

    @property
    def _is_titled(self) -> bool:
        """Whether the titles say what the plan is about, though no kind is named: it may be one nobody here knows."""
        return any(tells_its_subject(cell.text) for cell in title_cells(self._sheet, self._table))

    def _unclear(self, found: Sequence[_Fitting], why: Sentence | None = None, is_guess: bool = False) -> KindReading:
        sentence = why or kind_told.unclear([each.kind for each in found])
        return self._read(found[0], self._problem(Severity.ERROR, "kind_unclear", sentence), is_guess=is_guess)

    def _read(self, found: _Fitting, *doubts: Problem, is_guess: bool = False) -> KindReading:
        plan = found.kind.read(self._sheet, found.form)
        return KindReading(plan.with_problems(*doubts) if doubts else plan, is_guess=is_guess)

    def _fitting(self, kinds: Sequence[PlanKind], *, is_said: bool = False) -> list[_Fitting]:
        found = ((kind, kind.recognise(self._sheet, self._table, is_said=is_said)) for kind in kinds)
        return [_Fitting(kind, form) for kind, form in found if form is not None]

    def _has_sisters(self, kind: PlanKind) -> bool:
        """Whether forms of that shape may be those of a kind that is not kept, too."""
        return any(other.family == kind.form.family.name for other in not_kept(self._kinds))

    def _of(self, code: str) -> PlanKind | None:
        return next((kind for kind in self._kinds if kind.code == code), None)

    def _problem(self, severity: Severity, code: str, sentence: Sentence) -> Problem:
        return Problem(severity, code, sentence, self._sheet.name, self._place)


def _going_on(above: NamedKinds) -> NamedKinds:
    """The kinds of a part without a title; below an agreement may stand the annexes of any."""
    return replace(above, cell=None) if above.is_outright and not above.kept else NO_KINDS


def _best(fitting: Sequence[_Fitting]) -> list[_Fitting]:
    """Those whose columns the form has, more than of any other."""
    most = max((each.agreement for each in fitting), default=0)
    return [each for each in fitting if each.agreement == most]


def _first_heading(sheet: Sheet, table: FormTable) -> Cell:
    page = table.pages[0]
    rows = page.header or (page.numbered,)
    return next(cell for row in rows if row is not None for cell in sheet.rows[row])


def _column_name(name: str, own: Collection[str]) -> str:
    """The column of a part printed several times: "grade" of "grade_80"."""
    return name if name in own else next((each for each in own if name.startswith(f"{each}_")), name)
