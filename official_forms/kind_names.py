"""Owns what the words around a table say of its kind: those kept here it names, else those that are not."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from cell_values.months import MONTHS
from cell_values.quarter_words import ORDINAL_WORDS, ORDINALS
from cell_values.sentence import Sentence
from official_forms.form_table import FormTable
from official_forms.grid import Cell, Sheet
from official_forms.identity import title_cells
from official_forms.kind import PlanKind
from official_forms.other_kinds import OtherKind, not_kept
from official_forms.spelling import folded, is_made_of
from official_forms.titles import names_a_plan, without_owner

_ORDINALS = (*ORDINALS.values(), *ORDINAL_WORDS.values())
_SAYING_NOTHING = (  # of what a plan is about
    *("কর্ম", "পরিকল্পনা", "কর্মপরিকল্পনা", "বার্ষিক", "অর্ধ", "অর্ধবার্ষিক", "ষাণ্মাসিক", "মাসিক", "ত্রৈমাসিক", "কোয়ার্টার", "প্রতিবেদন"),
    *("বাস্তবায়ন", "অগ্রগতি", "পরিবীক্ষণ", "মূল্যায়ন", "কাঠামো", "প্রণয়ন", "খসড়া", "চূড়ান্ত", "সংশোধিত", "সংযোজনী", "পরিশিষ্ট", "ছক"),
    *("ও", "এবং", "এর", "র", "সংক্রান্ত", "বিষয়ক", "সালের", "সনের", "অর্থ", "বছরের", "অর্থবছরের", "হতে", "থেকে", "পর্যন্ত"),
    *(
        "annual",
        "quarterly",
        "half",
        "yearly",
        "work",
        "action",
        "plan",
        "workplan",
        "progress",
        "report",
        "of",
        "the",
        "for",
    ),
    *("সময়ের", "মাসের", "মাস", *MONTHS, *(word for each in _ORDINALS for word in (each.bn, each.en))),
    *("and", "fy", "year", "fiscal", "draft", "final", "annex", "st", "nd", "rd", "th"),
)
_Kind = TypeVar("_Kind", PlanKind, OtherKind)


@dataclass(frozen=True, slots=True)
class NamedKinds:
    """The kinds some words name, and the text of the first of them with its cell; the name of a sheet has none.

    Of the ``others``, which are not kept here, an agreement stands only where no other kind is named.
    """

    kept: tuple[PlanKind, ...] = ()
    others: tuple[OtherKind, ...] = ()
    text: str = ""
    cell: Cell | None = None

    def __bool__(self) -> bool:
        return bool(self.text)

    @property
    def titles(self) -> tuple[Sentence, ...]:
        return (*(kind.title for kind in self.kept), *(other.title for other in self.others))

    @property
    def is_outright(self) -> bool:
        """Whether a kind is named, and not only an agreement whose annex it may be."""
        return bool(self.kept) or any(not other.holds_annexes for other in self.others)


NO_KINDS = NamedKinds()


def named_kinds(sheet: Sheet, table: FormTable, kinds: Sequence[PlanKind]) -> NamedKinds:
    """The kinds the words around a table name.

    The name of a plan says more than another line (a signature may name a kind as well), a line more than the heading
    of a column, and all of them more than the name of the sheet. An agreement, whose annexes the plans are, counts
    only where no other is named.
    """
    titles = title_cells(sheet, table)
    headings = [cell for page in table.pages[:1] for row in page.header for cell in sheet.rows[row]]
    plans, headed = ([cell for cell in cells if names_a_plan(cell.text)] for cells in (titles, headings))
    found = [_named(cells, kinds) for cells in (plans, titles, headed)]
    of_sheet = replace(_named([Cell(1, 1, sheet.name)], kinds), cell=None)
    telling = [each for each in (*found, of_sheet) if each]
    return next((each for each in telling if each.is_outright), next(iter(telling), NO_KINDS))


def kinds_in_titles(cells: Iterable[Cell], kinds: Sequence[PlanKind]) -> set[str]:
    """What the names of plans among some titles name, by their English titles; agreements aside."""
    found = _named([cell for cell in cells if names_a_plan(cell.text)], kinds)
    return {title.en for title in found.titles} if found.is_outright else set()


def tells_its_subject(text: str) -> bool:
    """Whether a title of a plan says more than that it is one, of whom and when: এসডিজি কর্মপরিকল্পনা."""
    if not names_a_plan(text):
        return False
    said = folded(without_owner(text))
    return any(not word.isdecimal() and not is_made_of(word, _SAYING_NOTHING) for word in said.split())


def _named(cells: Sequence[Cell], kinds: Sequence[PlanKind]) -> NamedKinds:
    kept, others = _among(cells, kinds), _among(cells, not_kept(kinds))
    outright = {other: cell for other, cell in others.items() if not other.holds_annexes}
    told = outright if kept or outright else others
    cell = next(iter((*kept.values(), *told.values())), None)
    return NamedKinds(tuple(kept), tuple(told), cell.text if cell else "", cell)


def _among(cells: Sequence[Cell], kinds: Sequence[_Kind]) -> dict[_Kind, Cell]:
    """The kinds that are named, each with the first cell that names it."""
    found = ((kind, next((cell for cell in cells if kind.is_named(cell.text)), None)) for kind in kinds)
    return {kind: cell for kind, cell in found if cell is not None}
