"""Owns the proof that kept files are what they were: each compared with its row, each row with the ledger."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass

from jobs.keeping import ChangedFile, LostFile, kept_copy
from plans.models import Event, Evidence, KeptPrint, SourceFile

MISSING, CHANGED, UNTOLD, GONE = "missing", "changed", "not in the ledger", "its row is gone"


@dataclass(frozen=True, slots=True)
class FileFault:
    """A kept file that is not what it was; ``table`` is "evidence", "print" or "document"."""

    table: str
    row: int | None
    plan: int | None
    file: str
    fault: str

    def as_json(self) -> dict[str, str | int | None]:
        return asdict(self)


def file_faults() -> Iterator[FileFault]:
    """Every kept file that is missing, differs from its hash, or whose hash is not the ledger's; all are read."""
    yield from _evidence_faults()
    yield from _print_faults()
    for source in SourceFile.objects.order_by("pk").iterator():
        yield from _of_file("document", source.pk, None, source.file.name or "", source.sha256)


def _evidence_faults() -> Iterator[FileFault]:
    told = _told("attach_evidence", "remove_evidence")
    rows = Evidence.objects.select_related("cell__indicator__activity__area").order_by("pk")
    for row in rows.iterator():
        plan, name = row.cell.indicator.activity.area.plan_id, row.file.name or ""
        if (plan, row.sha256) not in told:
            yield FileFault("evidence", row.pk, plan, name, UNTOLD)
        yield from _of_file("evidence", row.pk, plan, name, row.sha256)


def _print_faults() -> Iterator[FileFault]:
    """An adopted print is older than the hash in the ledger: only its file is compared."""
    told = _told("keep_print", "forget_print")
    for row in KeptPrint.objects.select_related("report").order_by("pk").iterator():
        plan, name = row.report.plan_id, row.file.name or ""
        if not row.is_adopted and (plan, row.sha256) not in told:
            yield FileFault("print", row.pk, plan, name, UNTOLD)
        told.pop((plan, row.sha256), None)
        yield from _of_file("print", row.pk, plan, name, row.sha256)
    yield from (FileFault("print", None, plan, digest, GONE) for plan, digest in sorted(told))


def _told(brought: str, taken: str) -> Counter[tuple[int, str]]:
    """How often a plan has a file of a hash, as its events tell."""
    events = Event.objects.filter(verb__in=(brought, taken), plan__isnull=False)
    found: Counter[tuple[int, str]] = Counter()
    for plan, verb, before, after in events.values_list("plan_id", "verb", "before", "after").iterator():
        is_there = verb == brought
        content = (after if is_there else before) or {}
        found[plan or 0, content.get("sha256", "")] += 1 if is_there else -1
    return +found


def _of_file(table: str, row: int, plan: int | None, name: str, sha256: str) -> Iterator[FileFault]:
    try:
        kept_copy(name, sha256).close()
    except ChangedFile:
        yield FileFault(table, row, plan, name, CHANGED)
    except LostFile:
        yield FileFault(table, row, plan, name, MISSING)
