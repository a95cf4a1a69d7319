"""Owns what the database itself refuses: changes of events, and of whatever belongs to an approved report.

Triggers, made anew after every ``migrate`` and taken away before it: SQLite loses them when a table is made anew, and a
migration may have to fill columns of approved reports.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader

from plans.models import Checkpoint, Event, Evidence, QuarterCell, QuarterReport, SupersededApproval
from workflow.transitions import ReportState

FROZEN, APPEND_ONLY = "an approved report does not change", "events and checkpoints are append-only"
MAY_CHANGE = ("published_by_id", "published_at")  # of an approved report
REPORT, CELL, EVIDENCE, EVENT, CHECKPOINT, SUPERSEDED = (
    model._meta.db_table for model in (QuarterReport, QuarterCell, Evidence, Event, Checkpoint, SupersededApproval)
)

OF_APPROVED_REPORT = """SELECT 1 FROM plans_indicator i
    JOIN plans_activity t ON t.id = i.activity_id JOIN plans_area a ON a.id = t.area_id
    JOIN plans_quarterreport r ON r.plan_id = a.plan_id"""
CELL_IS_FROZEN = OF_APPROVED_REPORT + (
    " WHERE i.id = {row}.indicator_id AND r.quarter = {row}.quarter AND r.state = '" + ReportState.APPROVED.value + "'"
)
EVIDENCE_IS_FROZEN = OF_APPROVED_REPORT + (
    " JOIN plans_quartercell c ON c.indicator_id = i.id AND c.quarter = r.quarter"
    " WHERE c.id = {row}.cell_id AND r.state = '" + ReportState.APPROVED.value + "'"
)
# An approval is taken back by keeping it first, in the same transaction.
IS_REOPENED = """SELECT 1 FROM plans_supersededapproval s
    WHERE s.report_id = {row}.id AND s.approved_at = {row}.approved_at"""
WAITS = f"NEW.state = '{ReportState.SUBMITTED.value}'"


@dataclass(frozen=True)
class Guard:
    """What is refused of a table: ``when`` asks by the rows OLD and NEW; empty: always."""

    name: str
    table: str
    statement: str
    when: str
    refusal: str = FROZEN


def guards(vendor: str) -> list[Guard]:
    """All of them; on PostgreSQL those of events were made by a migration and always stand."""
    approved = f"OLD.state = '{ReportState.APPROVED.value}'"
    found = [
        Guard("plans_report_frozen", REPORT, "UPDATE", f"{approved} AND ({_differs(vendor)}) AND {_stays(vendor)}"),
        Guard("plans_report_kept", REPORT, "DELETE", approved),
        Guard("plans_cell_frozen", CELL, "UPDATE", _exists(vendor, CELL, "OLD")),
        Guard("plans_cell_kept", CELL, "DELETE", _exists(vendor, CELL, "OLD")),
        Guard("plans_evidence_closed", EVIDENCE, "INSERT", _exists(vendor, EVIDENCE, "NEW")),
        Guard("plans_evidence_frozen", EVIDENCE, "UPDATE", _exists(vendor, EVIDENCE, "OLD")),
        Guard("plans_evidence_kept", EVIDENCE, "DELETE", _exists(vendor, EVIDENCE, "OLD")),
        Guard("plans_superseded_unchanged", SUPERSEDED, "UPDATE", ""),
        Guard("plans_superseded_kept", SUPERSEDED, "DELETE", ""),
        Guard("plans_checkpoint_unchanged", CHECKPOINT, "UPDATE", "", APPEND_ONLY),
        Guard("plans_checkpoint_kept", CHECKPOINT, "DELETE", "", APPEND_ONLY),
    ]
    if vendor == "sqlite":
        found += [
            Guard("plans_event_unchanged", EVENT, "UPDATE", "", APPEND_ONLY),
            Guard("plans_event_kept", EVENT, "DELETE", "", APPEND_ONLY),
        ]
    return found


OF_EVENTS = ("plans_event_append_only", "plans_event_no_truncate")  # made by a migration, on PostgreSQL


def _differs(vendor: str) -> str:
    """Whether an update changes more of a report than its being published."""
    if vendor == "postgresql":
        rows = [f"to_jsonb({row}) - '{{{','.join(MAY_CHANGE)}}}'::text[]" for row in ("OLD", "NEW")]
        return " IS DISTINCT FROM ".join(f"({row})" for row in rows)
    columns = [field.column for field in QuarterReport._meta.concrete_fields if field.column not in MAY_CHANGE]
    return " OR ".join(f"OLD.{column} IS NOT NEW.{column}" for column in columns)


def _stays(vendor: str) -> str:
    """Whether an update is none that takes an approval back, which was kept as superseded before."""
    is_kept = f"EXISTS ({IS_REOPENED.format(row='OLD')})"
    if vendor == "postgresql":
        is_kept = "plans_is_reopened(OLD.id, OLD.approved_at)"
    return f"NOT ({WAITS} AND {is_kept})"


def _exists(vendor: str, table: str, row: str) -> str:
    if vendor == "postgresql":  # a trigger's condition asks no table there, but a function may
        columns = "indicator_id, {row}.quarter" if table == CELL else "cell_id"
        return f"plans_is_frozen_{table.removeprefix('plans_')}({row}.{columns.format(row=row)})"
    return f"EXISTS ({(CELL_IS_FROZEN if table == CELL else EVIDENCE_IS_FROZEN).format(row=row)})"


def install(connection: BaseDatabaseWrapper) -> None:
    """Makes the guards that are not there."""
    present = missing(connection)
    with connection.cursor() as cursor:
        for statement in made(connection.vendor, [g for g in guards(connection.vendor) if g.name in present]):
            cursor.execute(statement, None)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Takes the guards away; those of events stay on PostgreSQL. Only the owner of the tables can."""
    with connection.cursor() as cursor:
        for guard in guards(connection.vendor):
            if guard.table in connection.introspection.table_names(cursor):
                cursor.execute(dropped(guard, connection.vendor))


def dropped(guard: Guard, vendor: str) -> str:
    return f"DROP TRIGGER IF EXISTS {guard.name}" + (f" ON {guard.table}" if vendor == "postgresql" else "")


def missing(connection: BaseDatabaseWrapper) -> set[str]:
    """The names of the guards that are not there, or are switched off."""
    names = {guard.name for guard in guards(connection.vendor)}
    query = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    if connection.vendor == "postgresql":
        names |= set(OF_EVENTS)
        query = "SELECT tgname FROM pg_trigger WHERE tgenabled IN ('O', 'A') AND NOT tgisinternal"
    with connection.cursor() as cursor:
        cursor.execute(query)
        return names - {name for (name,) in cursor.fetchall()}


def made(vendor: str, wanted: Iterable[Guard]) -> Iterator[str]:
    if vendor == "postgresql":
        yield from FUNCTIONS
    for guard in wanted:
        when = f" WHEN ({guard.when})" if guard.when else ""
        head = f"CREATE TRIGGER {guard.name} BEFORE {guard.statement} ON {guard.table} FOR EACH ROW{when}"
        if vendor == "postgresql":
            yield f"{head} EXECUTE FUNCTION plans_refuse_frozen('{guard.refusal}')"
        else:
            yield f"{head} BEGIN SELECT RAISE(ABORT, '{guard.refusal}: {guard.statement} refused'); END"


FUNCTIONS = (
    """CREATE OR REPLACE FUNCTION plans_refuse_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '%: % refused', TG_ARGV[0], TG_OP;
END $$""",
    f"""CREATE OR REPLACE FUNCTION plans_is_frozen_quartercell(indicator bigint, quarter integer) RETURNS boolean
LANGUAGE plpgsql STABLE AS $$
#variable_conflict use_column
BEGIN
    RETURN EXISTS ({CELL_IS_FROZEN.replace("{row}.indicator_id", "$1").replace("{row}.quarter", "$2")});
END $$""",  # plpgsql plans it once for a connection, sql anew for every cell that is saved
    f"""CREATE OR REPLACE FUNCTION plans_is_frozen_evidence(cell bigint) RETURNS boolean
LANGUAGE sql STABLE AS $$ SELECT EXISTS ({EVIDENCE_IS_FROZEN.replace("{row}.cell_id", "$1")}) $$""",
    f"""CREATE OR REPLACE FUNCTION plans_is_reopened(report bigint, approved timestamptz) RETURNS boolean
LANGUAGE sql STABLE AS $$ SELECT EXISTS ({
        IS_REOPENED.replace("{row}.id", "$1").replace("{row}.approved_at", "$2")
    }) $$""",
)


def before_migrate(*, using: str, plan: Any = None, **_: Any) -> None:
    if plan and QuarterReport._meta.db_table in connections[using].introspection.table_names():
        remove(connections[using])


def after_migrate(*, using: str, plan: Any = None, **_: Any) -> None:
    """Once all of ``migrate`` is done; a flush and a step back in history leave the guards alone."""
    from plans.actions.baselines import write_baselines

    connection = connections[using]
    if plan is not None and _is_up_to_date(connection):
        install(connection)
        write_baselines()


def _is_up_to_date(connection: BaseDatabaseWrapper) -> bool:
    loader = MigrationLoader(connection)
    return all(leaf in loader.applied_migrations for leaf in loader.graph.leaf_nodes("plans"))
