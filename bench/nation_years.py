"""Owns filling a PostgreSQL with years of a nation: every office's plans with cells, reports, rounds and ledger.

python -m bench.nation_years --offices 24000 --years 3      fills the database DATABASE_URL names, which must be empty
python -m bench.nation_years --proved --offices 150         fills one that goes again, and proves its ledger and figures

Plans of a dozen offices are made as people make them; their rows are then copied for all others inside the database,
and their events are told and sealed anew, so that ``verify_events`` and ``verify_scorecards`` hold of every copy.
"""

import argparse
import os
from time import perf_counter
from typing import TYPE_CHECKING, Any

import django

from bench.installation import throw_away_installation
from bench.nation import insert, make_offices, make_people
from bench.nation_ledger import copy_ledger
from bench.nation_patterns import LATEST, Pattern, make_patterns

if TYPE_CHECKING:
    from django.db.models import Model

    from offices.models import Office

APART = 10_000  # between the keys of a copy and the next: a copy's key is its number followed by four digits
PERSON = 100_000  # and the number of an office: the key of who enters for it
INTEGRITY, EGOV = 12, 3  # patterns of a year
SECONDARY = """SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename LIKE 'plans_%'
    AND indexname NOT IN (SELECT conname FROM pg_constraint WHERE conname IS NOT NULL)"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--offices", type=int, default=24_000)
    parser.add_argument("--years", type=int, default=3)
    parser.add_argument("--proved", action="store_true", help="in a throw-away database, proved afterwards")
    options = parser.parse_args()
    if options.proved:
        with throw_away_installation():
            fill_years(options.offices, options.years)
            _prove()
        return
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    fill_years(options.offices, options.years)


def _prove() -> None:
    """Ends the process where a copy is not what its ledger tells or its scorecards are not those of its cells."""
    from django.core.management import call_command

    from plans.actions.checkpoints import make_checkpoint

    make_checkpoint(complete=True)
    call_command("verify_events")
    call_command("verify_scorecards")


def fill_years(offices: int, years: int) -> None:
    """So many offices, each with an integrity plan for each of the years; ministries and departments with two plans."""
    from django.core.management import call_command
    from django.db import connection

    call_command("load_reference")
    patterns = make_patterns(years=[LATEST - back for back in range(years)], integrity=INTEGRITY, egov=EGOV)
    _tell("patterns")
    wanted = make_offices(offices)
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")  # what is copied was checked at its source
        make_people(cursor)
        _lay_out(cursor, patterns, wanted)
        indexes = _without_indexes(cursor)
        _copy_rows(cursor, patterns)
        copy_ledger(cursor, patterns)
        _tell("ledger")
        for definition in indexes:
            cursor.execute(definition)
        _tell("indexes")
        _tell_people(cursor)
        cursor.execute("SET session_replication_role = DEFAULT")
        cursor.execute("VACUUM ANALYZE")
    _tell("statistics")


def _lay_out(cursor: Any, patterns: "list[Pattern]", offices: "list[Office]") -> None:
    """The copies to be made: number, pattern, office, year."""
    from offices.models import Tier

    cursor.execute("CREATE TEMPORARY TABLE copies (k serial, pattern bigint, office_id bigint, year_id bigint)")
    for kind in ("integrity", "egov"):
        own = [each for each in patterns if each.plan.kind == kind]
        taken = {(each.plan.office_id, each.plan.year_id) for each in own}
        wanted = [each.pk for each in offices if kind == "integrity" or each.tier != Tier.FIELD_OFFICE]
        for year in dict.fromkeys(each.plan.year_id for each in own):
            of_year = [each.plan.pk for each in own if each.plan.year_id == year]
            rows = [
                (of_year[number % len(of_year)], office, year)
                for number, office in enumerate(wanted)
                if (office, year) not in taken
            ]
            values = ",".join(map(str, rows))
            cursor.execute(f"INSERT INTO copies (pattern, office_id, year_id) VALUES {values}")
    cursor.execute("ANALYZE copies")


def _without_indexes(cursor: Any) -> list[str]:
    """Takes away what no constraint needs; how each is made again."""
    cursor.execute(SECONDARY)
    found = cursor.fetchall()
    for name, _definition in found:
        cursor.execute(f'DROP INDEX "{name}"')
    return [definition for _name, definition in found]


def _copy_rows(cursor: Any, patterns: "list[Pattern]") -> None:
    from plans.models import LeagueEntry
    from plans.queries.told_rows import TABLES

    keys = [each.plan.pk for each in patterns]
    for model, path in {**TABLES, LeagueEntry: "plan"}.items():
        source = f"source_{model._meta.model_name}"
        cursor.execute(f"CREATE TEMPORARY TABLE {source} (id bigint PRIMARY KEY, plan_id bigint)")
        rows = list(model._default_manager.filter(**{f"{path}__in": keys}).values_list("pk", path))
        if not rows:
            continue
        if max(key for key, _plan in rows) >= APART:
            raise SystemExit(f"{model.__name__}: too many rows to copy")
        cursor.execute(f"INSERT INTO {source} VALUES {','.join(map(str, rows))}")
        table = f'"{model._meta.db_table}" s JOIN {source} p ON p.id = s.id JOIN copies c ON c.pattern = p.plan_id'
        insert(cursor, model, f"{table} ORDER BY c.k, s.id", **_columns(model))
        _tell(model.__name__)


def _columns(model: "type[Model]") -> dict[str, str]:
    """Of each column what a copy has there: keys moved, the office's own person, its receipt's number."""
    columns = {field.name: f's."{field.column}"' for field in model._meta.concrete_fields}
    columns["id"] = f"s.id + c.k * {APART}"
    for field in model._meta.concrete_fields:
        if field.related_model is not None:
            columns[field.name] = _moved(field, columns[field.name])
        if field.name == "receipt" or (field.name, model.__name__) == ("number", "Receipt"):
            columns[field.name] = (
                f"CASE WHEN s.{field.column} = '' THEN '' ELSE left(s.{field.column}, 1) || c.k ||"
                f" substr(s.{field.column}, 3) END"  # five digits of the plan's key, the first of which is 0
            )
    return columns


def _moved(field: Any, column: str) -> str:
    from offices.models import FiscalYear, Office, Person
    from plans.models import MarkingPolicy, PlanTemplate

    if field.related_model is Office:
        return "c.office_id"
    if field.related_model is FiscalYear:
        return "c.year_id"
    if field.related_model is Person:
        focal = Person.objects.get(username="pattern").pk
        return f"CASE WHEN {column} = {focal} THEN {PERSON} + c.office_id ELSE {column} END"
    if field.related_model in (MarkingPolicy, PlanTemplate) or not field.related_model._meta.label.startswith("plans."):
        return column
    return f"{column} + c.k * {APART}"


def _tell_people(cursor: Any) -> None:
    """What the patterns' own person was told, for everybody who enters; two of the latest are not read."""
    from notices.models import Notice

    table, copied = Notice._meta.db_table, {field.name: f"s.{field.column}" for field in Notice._meta.concrete_fields}
    who = "(SELECT id AS office_id FROM offices_office WHERE makes_plan AND EXISTS (SELECT 1 FROM offices_membership m"
    who += f" WHERE m.id = {PERSON} + offices_office.id)) o"
    told = f"(SELECT * FROM {table} WHERE person_id = (SELECT id FROM offices_person WHERE username = 'pattern')"
    told += " ORDER BY id DESC LIMIT 20) s"
    copied |= {"id": f"s.id + o.office_id * {APART}", "person": f"{PERSON} + o.office_id"}
    copied |= {"read_at": "CASE WHEN s.id % 10 = 0 THEN NULL ELSE now() END", "mail": "NULL"}
    insert(cursor, Notice, f"{told}, {who}", **copied)


STARTED = perf_counter()


def _tell(what: str) -> None:
    print(f"{perf_counter() - STARTED:7.0f} s  {what}", flush=True)


if __name__ == "__main__":
    main()
