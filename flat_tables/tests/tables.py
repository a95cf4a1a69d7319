"""Owns small flat tables for the tests: what a table exports, changed here and there, and imported again."""

from collections.abc import Iterable, Mapping

import tablib

from flat_tables.flat_table import FlatTable, TableResult
from offices.models import Person


def exported(table: type[FlatTable], rows) -> list[dict[str, str]]:
    """What a table gives of some rows, as the texts a file holds."""
    dataset = table().export(rows)
    return [{name: str(content) for name, content in row.items()} for row in dataset.dict]


def dataset_of(rows: Iterable[Mapping[str, str]]) -> tablib.Dataset:
    rows = list(rows)
    headers = list(dict.fromkeys(name for row in rows for name in row))
    return tablib.Dataset(*([row.get(name, "") for name in headers] for row in rows), headers=headers)


def imported(table: type[FlatTable], rows, by: Person, **options) -> TableResult:
    return table().import_data(dataset_of(rows), dry_run=False, user=by, file_name="ছক.xlsx", **options)


def previewed(table: type[FlatTable], rows, by: Person) -> TableResult:
    return table().import_data(dataset_of(rows), dry_run=True, user=by)


def problems(result: TableResult) -> dict[tuple[int, str], str]:
    """What is wrong, by row and column."""
    return {
        (row.line, column): " ".join(sentences)
        for row in result.invalid_rows
        for column, sentences in row.error_dict.items()
    }


def totals(result: TableResult) -> tuple[int, int, int]:
    """Rows added, changed and saying nothing new."""
    assert result.base_errors == [], [str(error.error) for error in result.base_errors]
    return result.totals["new"], result.totals["update"], result.totals["skip"]
