"""Owns the proof that kept files are what they were: each compared with the hash in its row.

That the rows are those of the ledger is proved by ``verify_events``.
"""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass

from jobs.keeping import ChangedFile, LostFile, UnreachableFile, kept_copy
from plans.models import Evidence, KeptPrint, SourceFile

MISSING, CHANGED = "missing", "changed"
TABLES: tuple[tuple[str, type[Evidence] | type[KeptPrint] | type[SourceFile]], ...] = (
    ("evidence", Evidence),
    ("print", KeptPrint),
    ("document", SourceFile),
)


@dataclass(frozen=True, slots=True)
class FileFault:
    """A kept file that is not what it was; ``table`` is "evidence", "print" or "document"."""

    table: str
    row: int
    file: str
    fault: str

    def as_json(self) -> dict[str, str | int]:
        return asdict(self)


def file_faults() -> Iterator[FileFault]:
    """Every kept file that is missing or differs from its hash; all are read.

    Raises UnreachableFile where the storage does not answer: then nobody knows what is missing.
    """
    for table, model in TABLES:
        rows: Iterable[tuple[int, str, str]] = model.objects.order_by("pk").values_list("pk", "file", "sha256")
        for row, name, sha256 in rows:
            if fault := _fault(name, sha256):
                yield FileFault(table, row, name, fault)


def _fault(name: str, sha256: str) -> str:
    try:
        kept_copy(name, sha256).close()
    except ChangedFile:
        return CHANGED
    except UnreachableFile:
        raise
    except LostFile:
        return MISSING
    return ""
