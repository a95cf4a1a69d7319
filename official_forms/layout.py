"""Owns deciding which column of a page plays which part: official order, words and contents held against each other."""

from collections.abc import Callable, Collection, Hashable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import groupby, pairwise

from official_forms.form_table import FormTable, Page
from official_forms.grid import Cell, Sheet
from official_forms.headings import HeadingPart, Stacks, named_parts, printed_columns, stacks

Columns = Mapping[str, int]  # part of the form -> column of the sheet
VALUED = ("annual", "total", "weight", "q1", "q2", "q3", "q4", "grade_", "progress")  # begin columns of values
_SEVERAL = 3  # cells that make a column of one that lost its heading
_MISFITS = 10  # one cell in so many may be misplaced or damaged


@dataclass(frozen=True, slots=True)
class Official:
    """The official layout of a kind of form, and what tells its parts in other layouts.

    ``order`` maps parts to their printed numbers. ``contents`` are tests a cell of that part passes unless misplaced.
    ``composed`` finds parts that several headings of a column name together.
    """

    order: Mapping[str, int]
    width: int
    parts: tuple[HeadingPart, ...]
    contents: Mapping[str, Callable[[str], bool]]
    composed: Callable[[Stacks], dict[str, int]]
    told_by_contents: str = ""  # the one part whose cells tell it without any heading

    @property
    def sequence(self) -> list[str]:
        """The parts in their official order."""
        return sorted(self.order, key=lambda name: self.order[name])

    def between(self, left: str, right: str) -> list[str]:
        """The parts between two, "" for the edges of the form; none where either is no part of the official form."""
        sequence = self.sequence
        if (left and left not in self.order) or (right and right not in self.order):
            return []
        start = self.order[left] if left else 0
        end = self.order[right] - 1 if right else len(sequence)
        return sequence[start:end]


@dataclass(frozen=True, slots=True)
class LaidPage:
    """A page with its columns; ``moved`` headings stand over another part's column, ``inferred`` parts have none."""

    page: Page
    columns: Columns
    moved: tuple[tuple[Cell, str], ...] = ()
    inferred: tuple[str, ...] = ()

    def column(self, name: str) -> int | None:
        """The sheet's column of a part, None where the layout has no such part."""
        return self.columns.get(name)

    def without(self, rows: Collection[int]) -> "LaidPage":
        body = tuple(row for row in self.page.body if row not in rows)
        return replace(self, page=replace(self.page, body=body))


@dataclass(frozen=True, slots=True)
class Form:
    """A form found in a sheet: its table and its pages with their columns; ``best`` shows most parts."""

    table: FormTable
    pages: tuple[LaidPage, ...]
    best: LaidPage

    def has(self, name: str) -> bool:
        return name in self.best.columns

    def without(self, rows: Collection[int]) -> "Form":
        """The form without some rows of its body."""
        return replace(self, pages=tuple(page.without(rows) for page in self.pages))


def lay_out(sheet: Sheet, table: FormTable, official: Official) -> Form:
    """Every page with its columns; pages of the same number of columns share their order, other tables are left out."""
    samples: dict[tuple[int, ...], _Sample] = {}
    for page in table.pages:
        # Contents are judged over all pages of one shape together: a short page alone proves nothing.
        samples.setdefault(printed_columns(sheet, page), _Sample(sheet, official)).rows.extend(page.body)
    laid: list[LaidPage] = []
    alike: dict[Hashable, LaidPage] = {}
    for page in table.pages:
        found = stacks(sheet, page)
        over = tuple((column, *(cell.text for cell in stack)) for column, stack in found.items())
        look = (over, tuple((number, cell.column) for number, cell in page.numbers.items()))
        # Most pages repeat their head: what was decided for one holds for all that look like it.
        if look not in alike:
            alike[look] = _laid(page, found, samples[printed_columns(sheet, page)])
            laid.append(alike[look])
        else:
            laid.append(LaidPage(page, alike[look].columns))
    best = max(laid, key=lambda page: len(page.columns))
    theirs = printed_columns(sheet, best.page)
    pages = (page if page is best else _as(sheet, page, best, theirs) for page in laid)
    return Form(table, tuple(page for page in pages if page is not None), best)


def _as(sheet: Sheet, laid: LaidPage, best: LaidPage, theirs: tuple[int, ...]) -> LaidPage | None:
    """A page laid out as the best one: by position among as many columns, else by its own headings.

    None for a page with headings of which few are this form's: it is another table. ``theirs`` are the best one's.
    """
    mine = printed_columns(sheet, laid.page)
    if len(mine) == len(theirs):
        # As many columns as the best page: the same order, wherever the page begins.
        shifted = dict(zip(theirs, mine, strict=True))
        shift = mine[0] - theirs[0]
        return LaidPage(laid.page, {name: shifted.get(column, column + shift) for name, column in best.columns.items()})
    # Its own headings are believed only if they name most of the form; a list beside the form names few.
    if len(laid.columns) * 2 > len(best.columns):
        return laid
    return None if laid.page.header else LaidPage(laid.page, best.columns)


@dataclass
class _Sample:
    """The cells below one order of columns, on all its pages, as evidence for what the columns hold.

    Headings that differ from page to page ask again and again: every column is judged once as each part.
    """

    sheet: Sheet
    official: Official
    rows: list[int] = field(default_factory=list)
    _judged: dict[tuple[str, int], tuple[int, int]] = field(default_factory=dict)

    def fits(self, columns: Columns) -> bool:
        """Whether nearly all cells are what their column's part holds."""
        judged = self._judgements(columns)
        return sum(bad for bad, _ in judged) * _MISFITS <= sum(cells for _, cells in judged)

    def misfits(self, columns: Columns) -> int:
        return sum(bad for bad, _ in self._judgements(columns))

    @cached_property
    def texts(self) -> dict[int, list[str]]:
        """Column -> the texts written in it."""
        written: dict[int, list[str]] = {}
        for row in self.rows:
            for cell in self.sheet.rows[row]:
                written.setdefault(cell.column, []).append(cell.text)
        return written

    def _judgements(self, columns: Columns) -> list[tuple[int, int]]:
        """Of each column whose part has a test: how many cells fail it, and how many there are."""
        return [self._judgement(name, columns[name]) for name in self.official.contents if name in columns]

    def _judgement(self, name: str, column: int) -> tuple[int, int]:
        if (name, column) not in self._judged:
            test, texts = self.official.contents[name], self.texts.get(column, [])
            self._judged[name, column] = sum(not test(text) for text in texts), len(texts)
        return self._judged[name, column]


def _laid(page: Page, found: Stacks, sample: _Sample) -> LaidPage:
    official = sample.official
    composed = official.composed(found)
    words = named_parts(_without(found, composed), official.parts)
    by_order = _by_order(_printed(page, found, official), words, composed, official)
    # Order first: headings are misspelt and shifted by merges more often than columns are exchanged.
    # The cells have the last word.
    if by_order and sample.fits(by_order):
        return LaidPage(page, by_order, tuple(_moved(found, words, by_order)))
    columns = words | composed
    moved = tuple(_set_right(found, columns, sample))
    inferred = [*_told_by_contents(columns, sample), *_filled(found, columns, sample)]
    return LaidPage(page, columns, moved, tuple(inferred))


def _without(found: Stacks, composed: Columns) -> Stacks:
    return {column: stack for column, stack in found.items() if column not in composed.values()}


def _printed(page: Page, found: Stacks, official: Official) -> tuple[int, ...]:
    """The columns in their printed order: by their numbers where all are there, else from left to right."""
    numbers = page.numbers
    # The printed numbers outlive inserted and moved columns, but only all of them prove an order.
    if set(numbers) == set(range(1, official.width + 1)) and len(found) == len(numbers):
        return tuple(numbers[number].column for number in sorted(numbers))
    return tuple(sorted(found))


def _by_order(printed: tuple[int, ...], words: Columns, composed: Columns, official: Official) -> dict[str, int]:
    """The official order where it can hold: as many columns, no foreign part, no heading more than one column off."""
    near = [abs(printed.index(words[name]) - number + 1) for name, number in official.order.items() if name in words]
    is_foreign = any(name not in official.order for name in words)
    # One column off is a merge read from the wrong end; half of the headings off is another form.
    if len(printed) != official.width or is_foreign or max(near, default=0) > 1 or near.count(0) * 2 < len(near):
        return {}
    order = {name: printed[number - 1] for name, number in official.order.items()}
    return {name: column for name, column in order.items() if column not in composed.values()} | dict(composed)


def _moved(found: Stacks, words: Columns, order: Columns) -> Iterator[tuple[Cell, str]]:
    for name, column in words.items():
        if order.get(name) != column:
            yield found[column][-1], name


def _set_right(found: Stacks, columns: dict[str, int], sample: _Sample) -> Iterator[tuple[Cell, str]]:
    """Exchange neighbours whose headings stand in the wrong order, where their cells speak for the official one."""
    printed = sorted(found)
    for left, right in pairwise(sample.official.sequence):
        if left not in columns or right not in columns:
            continue
        here = {left: columns[left], right: columns[right]}
        there = {left: here[right], right: here[left]}
        # Only neighbours: a heading slips over the next column, never across the form.
        is_inverted = printed.index(here[left]) - printed.index(here[right]) == 1
        if is_inverted and sample.misfits(there) < sample.misfits(here):
            columns.update(there)
            yield from ((found[here[name]][-1], name) for name in here)


def _told_by_contents(columns: dict[str, int], sample: _Sample) -> Iterator[str]:
    """Name the column whose cells all pass the test of the one part that needs no heading."""
    name = sample.official.told_by_contents
    if not name or name in columns:
        return
    test = sample.official.contents[name]
    for column, texts in sorted(sample.texts.items()):
        if column not in columns.values() and all(map(test, texts)):
            columns[name] = column
            yield name
            return


def _filled(found: Stacks, columns: dict[str, int], sample: _Sample) -> Iterator[str]:
    """Name columns without a known heading by the official order, where their neighbours leave one choice only."""
    written = {column for column, texts in sample.texts.items() if len(texts) >= _SEVERAL}
    for left, right, unnamed in _gaps(sorted({*found, *written}), columns):
        missing = [name for name in sample.official.between(left, right) if name not in columns]
        guess = dict(zip(missing, unnamed, strict=False))
        # As many parts as columns leave one way to name them; fewer or more would be a guess.
        if len(missing) == len(unnamed) and sample.fits(guess):
            columns.update(guess)
            yield from missing


def _gaps(printed: list[int], columns: Columns) -> Iterator[tuple[str, str, list[int]]]:
    """Runs of unnamed columns with the parts before and after them, "" at the form's edges."""
    named = {column: name for name, column in columns.items()}
    parts = [(named.get(column, ""), column) for column in printed]
    left = ""
    for is_named, run in groupby(parts, lambda part: bool(part[0])):
        group = list(run)
        if is_named:
            left = group[-1][0]
        else:
            after = [name for name, column in parts if name and column > group[-1][1]]
            yield left, after[0] if after else "", [column for _, column in group]
