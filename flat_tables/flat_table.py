"""Owns what every flat table is: a resource of django-import-export that stores all rows of a file or none.

The library reads the file, asks row by row and gathers the results; what it would look up, copy, compare and save for
every row by itself is done here for all rows together.
"""

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import tablib
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models
from django.utils.translation import get_language
from import_export import fields, resources, widgets
from import_export.instance_loaders import BaseInstanceLoader
from import_export.results import InvalidRow, Result, RowResult

from cell_values.digits import to_bengali
from cell_values.sentence import Sentence
from flat_tables.file_rows import NO, YES, FlatRow
from flat_tables.formats import UnreadableTableError
from offices.models import Person
from plans.actions.reference_edits import hold_shared
from plans.sealing import digest_of
from workflow.transitions import Refusal

BATCH = 2000  # rows of a query


class AsItIs(widgets.Widget):
    """Contents as the formats write them: numbers, dates and texts; nothing is an empty text."""

    def render(self, value: Any, obj: Any = None, **options: Any) -> Any:
        if isinstance(value, bool):
            return YES if value else NO
        if isinstance(value, Decimal):
            return value.normalize() if value != value.to_integral() else int(value)
        if isinstance(value, list):
            return ", ".join(map(str, value))
        return value if isinstance(value, int | str | date) else "" if value is None else str(value)


class FlatColumn(fields.Field):
    """A column: where its content comes from, what it means, whether a file must have it and whether it is taken."""

    def __init__(self, attribute: str, label: Any, *, needed: bool = False, readonly: bool = False) -> None:
        super().__init__(attribute=attribute, widget=AsItIs(), readonly=readonly)
        self.label, self.needed = label, needed


@dataclass(frozen=True)
class RowChange:
    """What a row changes: ``differences`` are old and new texts by column. ``instance`` holds the new contents."""

    line: int
    name: str
    instance: Any
    is_new: bool
    differences: dict[str, tuple[str, str]]


@dataclass(frozen=True)
class RowDoubt:
    """A doubt that forbids nothing, at its row and column."""

    line: int
    column: str
    sentence: Sentence

    @property
    def said(self) -> str:
        """The doubt in the reader's language."""
        return self.sentence.in_language(get_language() or "bn")


class TableResult(Result):
    """The result of a file with what its page shows; ``fingerprint`` says what exactly was shown."""

    fingerprint = ""

    def __init__(self) -> None:
        super().__init__()
        self.changes: Sequence[RowChange] = ()
        self.doubts: Sequence[RowDoubt] = ()

    def append_invalid_row(self, number: int, row: dict[str, str], validation_error: ValidationError) -> None:
        """With its line in the file; its contents are not needed again."""
        invalid = InvalidRow(number, validation_error, ())
        invalid.line = number + 1
        self.invalid_rows.append(invalid)

    @property
    def is_faultless(self) -> bool:
        return not (self.has_errors() or self.has_validation_errors())


class FlatTable(resources.Resource):
    """A flat table. A kind of it says ``prepare``, ``change_of`` and ``write``; a file may leave columns out."""

    class Meta:
        model: type[models.Model] | None = None
        use_bulk = True  # no savepoint for each row
        skip_diff = True
        report_skipped = False
        instance_loader_class = BaseInstanceLoader
        chunk_size = BATCH

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.changes: list[RowChange] = []
        self.doubts: list[RowDoubt] = []
        self._lines: dict[Any, int] = {}
        self._stores = False
        self.by: Person | None = None

    is_shared = False  # whether it is of what all plans share

    def prepare(self, rows: Iterable[FlatRow], *, locked: bool) -> None:
        """Loads what the rows name, in queries for all of them; ``locked``: held until the transaction ends."""
        raise NotImplementedError

    def change_of(self, row: FlatRow) -> RowChange | None:
        """What a row changes; None where it changes nothing or has problems."""
        raise NotImplementedError

    def write(self, changes: Sequence[RowChange], *, by: Person, name: str) -> None:
        """Stores all changes, with their events. ``name`` is that of the file."""
        raise NotImplementedError

    def doubt(self, row: FlatRow, column: str, sentence: Sentence) -> None:
        self.doubts.append(RowDoubt(row.line, column, sentence))

    def is_first(self, row: FlatRow, key: Any, column: str) -> bool:
        """Whether no row before means the same; otherwise the row has a problem."""
        first = self._lines.setdefault(key, row.line)
        if first != row.line:
            row.problem(column, _repeated(first))
        return first == row.line

    # --- the seams of the library --------------------------------------------------------------------------------

    @classmethod
    def get_display_name(cls) -> str:
        return str(cls._meta.model._meta.verbose_name_plural)

    @classmethod
    def get_result_class(cls) -> type[TableResult]:
        return TableResult

    def import_data(self, dataset: tablib.Dataset, dry_run: bool = False, **options: Any) -> TableResult:
        """All rows in one transaction; a preview in none, for it writes nothing and must hold nobody up."""
        self._stores = not dry_run
        result: TableResult
        with _nothing_collected():
            if dry_run:
                result = self.import_data_inner(dataset, True, False, False, False, user=options.get("user"))
            else:
                options |= {"use_transactions": True, "rollback_on_validation_errors": True}
                result = super().import_data(dataset, dry_run=False, **options)
        return result

    def before_import(self, dataset: tablib.Dataset, **options: Any) -> None:
        self.by = options.get("user")
        try:
            self._check_headers(dataset.headers)
            if self._stores and self.is_shared:
                hold_shared(by=options["user"])
            self.prepare(_rows(dataset), locked=self._stores)
        except Refusal as refusal:
            dataset.wipe()
            raise UnreadableTableError(refusal.sentence) from refusal
        except Exception:
            dataset.wipe()  # the library would go on with the rows
            raise

    def import_row(self, row: dict[str, str], instance_loader: Any, *, row_number: int, **options: Any) -> RowResult:
        result = RowResult()
        if any(row.values()):
            self._judge(FlatRow(row_number + 1, row), result)
        return result

    def after_import(self, dataset: tablib.Dataset, result: TableResult, **options: Any) -> None:
        result.changes, result.doubts = self.changes, self.doubts
        result.fingerprint = _fingerprint(self.changes)
        if not (self._stores and result.is_faultless):
            return
        if (seen := options.get("fingerprint")) is not None and seen != result.fingerprint:
            raise UnreadableTableError(CHANGED_SINCE)
        try:
            self.write(self.changes, by=options["user"], name=options.get("file_name") or "")
        except IntegrityError as error:
            raise UnreadableTableError(CLASHES) from error
        except Refusal as refusal:
            raise UnreadableTableError(refusal.sentence) from refusal

    def _judge(self, row: FlatRow, result: RowResult) -> None:
        change = self.change_of(row)
        if row.problems:
            language = get_language() or "bn"
            said = {column: [each.in_language(language) for each in told] for column, told in row.problems.items()}
            result.import_type, result.validation_error = RowResult.IMPORT_TYPE_INVALID, ValidationError(said)
        elif change is None:
            result.import_type = RowResult.IMPORT_TYPE_SKIP
        else:
            result.import_type = RowResult.IMPORT_TYPE_NEW if change.is_new else RowResult.IMPORT_TYPE_UPDATE
            self.changes.append(change)

    def _check_headers(self, headers: Sequence[str]) -> None:
        unknown = [header for header in headers if header not in self.fields]
        missing = [name for name, column in self.fields.items() if column.needed and name not in headers]
        repeated = sorted({header for header in headers if list(headers).count(header) > 1})
        if unknown or missing or repeated:
            raise UnreadableTableError(_other_columns(unknown, missing, repeated))


@contextmanager
def _nothing_collected() -> Iterator[None]:
    """Tens of thousands of rows are made and all of them stay: to look for garbage takes a quarter of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def differences(row: FlatRow, stored: dict[str, str], new: dict[str, str]) -> dict[str, tuple[str, str]]:
    """Old and new by column, where the file has the column and both differ."""
    return {
        column: (stored.get(column, ""), after)
        for column, after in new.items()
        if row.has(column) and stored.get(column, "") != after
    }


def _rows(dataset: tablib.Dataset) -> list[FlatRow]:
    rows = (dict(zip(dataset.headers, texts, strict=True)) for texts in dataset)
    return [FlatRow(line, texts) for line, texts in enumerate(rows, start=2) if any(texts.values())]


def _fingerprint(changes: Iterable[RowChange]) -> str:
    """What a person saw, as hexadecimal digits: the rows with their old and new contents."""
    return digest_of([(change.line, change.name, change.is_new, change.differences) for change in changes])


CHANGED_SINCE = Sentence(
    "দেখানোর পরে সংরক্ষিত তথ্য বদলে গেছে; কিছুই রাখা হয়নি। ফাইলটি আবার দিয়ে নতুন করে দেখুন।",
    "What is stored changed since it was shown; nothing was kept. Bring the file again and look at it anew.",
)


CLASHES = Sentence(
    "দুটি সারিকে আলাদা রাখা যায় না, যেমন একই কোড বা একই নাম দুবার; কিছুই রাখা হয়নি। ফাইলটি ঠিক করে আবার দিন।",
    "Rows clash, for instance by the same code or name twice; nothing was kept. Correct the file and bring it again.",
)


def _repeated(first: int) -> Sentence:
    return Sentence(
        f"সারি {to_bengali(str(first))}-এ এটিই আগে আছে। একটি সারি রাখুন।",
        f"Row {first} says the same already. Keep one of the rows.",
    )


def _other_columns(unknown: list[str], missing: list[str], repeated: list[str]) -> Sentence:
    parts = (
        (missing, "নেই", "missing"),
        (unknown, "এই ছকের নয়", "not of this table"),
        (repeated, "একাধিকবার", "given twice"),
    )
    bn = "; ".join(f"{', '.join(names)} ({word})" for names, word, _ in parts if names)
    en = "; ".join(f"{', '.join(names)} ({word})" for names, _, word in parts if names)
    return Sentence(
        f"কলামের নাম মেলে না: {bn}। নিচের তালিকা দেখে আবার দিন।",
        f"The columns do not match: {en}. Compare the list below and try again.",
    )
