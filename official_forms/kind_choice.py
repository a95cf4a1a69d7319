"""Owns deciding which kind of plan a sheet holds: as its titles name one, else as its columns fit one best."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from cell_values.sentence import Sentence
from official_forms.grid import Sheet
from official_forms.headings import part
from official_forms.identity import title_cells
from official_forms.kind import PlanKind
from official_forms.layout import Form
from official_forms.spelling import holds
from plan_tree.problems import Problem, Severity
from plan_tree.tree import PlanTree


class _Fitting(NamedTuple):
    """A kind whose form a sheet may be, and where that stands."""

    kind: PlanKind
    form: Form


def read_as_its_kind(sheet: Sheet, kinds: Sequence[PlanKind]) -> PlanTree | None:
    """The plan in a sheet, None where it holds the form of no kind.

    The order of the kinds decides nothing: of several whose columns fit, the titles say which is meant. Where they do
    not, it is the one whose columns the form has, with a doubt; of equals none may be stored before somebody says it.
    """
    fitting = [_Fitting(kind, form) for kind in kinds if (form := kind.recognise(sheet)) is not None]
    if not fitting:
        return None
    named = [each for each in fitting if _is_named(sheet, each)]
    if len(named) == 1 or len(fitting) == 1:
        kind, form = (named or fitting)[0]
        return kind.read(sheet, form)
    candidates = sorted(named or fitting, key=lambda each: _agreement(*each), reverse=True)
    best = [each for each in candidates if _agreement(*each) == _agreement(*candidates[0])]
    kind, form = best[0]
    problem = _unclear(sheet, best) if len(best) > 1 else _by_columns(sheet, candidates)
    return kind.read(sheet, form).with_problems(problem)


def _is_named(sheet: Sheet, fitting: _Fitting) -> bool:
    words = part("title", *fitting.kind.form.title_words)
    return any(words.is_named(cell.text, holds) for cell in title_cells(sheet, fitting.form.table))


def _agreement(kind: PlanKind, form: Form) -> int:
    """How many of a kind's official columns a form has, less those it has of others and those it lacks."""
    own = {column.name for column in kind.form.official_columns}
    found = {_column_name(name, own) for name in form.best.columns}
    return len(found & own) - len(found - own) - len(own - found)


def _column_name(name: str, own: Collection[str]) -> str:
    """The column of a part printed several times: "grade" of "grade_80"."""
    return name if name in own else next((each for each in own if name.startswith(f"{each}_")), name)


def _unclear(sheet: Sheet, fitting: Sequence[_Fitting]) -> Problem:
    bn, en = _titles(fitting)
    sentence = Sentence(
        f"ফরমটি কোন ধরনের পরিকল্পনা, বোঝা যায়নি: {bn} – কলাম সবগুলোর সঙ্গে মেলে, শিরোনামে নাম নেই। টেবিলের ওপরে পরিকল্পনার "
        "নাম লিখে আবার দিন।",
        f"Which kind of plan the form is could not be told: its columns fit {en}, and the titles name none. Write the "
        "name of the plan above the table and send the file again.",
    )
    return Problem(Severity.ERROR, "kind_unclear", sentence, sheet.name)


def _by_columns(sheet: Sheet, fitting: Sequence[_Fitting]) -> Problem:
    bn, en = _titles(fitting[:1])
    sentence = Sentence(
        f"শিরোনামে পরিকল্পনার ধরন নেই; কলাম দেখে {bn} ধরা হয়েছে। ঠিক আছে কি না দেখুন।",
        f"The titles do not say which kind of plan this is; by its columns it was taken as {en}. Please check.",
    )
    return Problem(Severity.WARNING, "kind_by_columns", sentence, sheet.name)


def _titles(fitting: Sequence[_Fitting]) -> tuple[str, str]:
    titles = [each.kind.title for each in fitting]
    return ", ".join(f"“{title.bn}”" for title in titles), ", ".join(f"“{title.en}”" for title in titles)
