"""Owns how large a nation's tables and indexes are: bytes for each office and year, and what ten years will take.

python -m bench.nation_sizes            of the configured PostgreSQL, which bench.nation_years filled
"""

import os
from typing import Any

import django

from bench.installation import database_version
from bench.measure import print_machine

TABLES = """
SELECT c.oid, c.relname, c.reltuples::bigint, pg_relation_size(c.oid), pg_indexes_size(c.oid),
       pg_table_size(c.oid) - pg_relation_size(c.oid)
FROM pg_class c WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace
ORDER BY pg_total_relation_size(c.oid) DESC
"""
INDEXES = """
SELECT c.relname, pg_relation_size(c.oid) FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
WHERE i.indrelid = %s ORDER BY 2 DESC
"""
YEARS, DECADE, LEAST = 3, 10, 0.005  # what is less of the whole is not named
GIGABYTE = 1e9


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    from django.db import connection

    print_machine(database_version())
    with connection.cursor() as cursor:
        _print(cursor)


def _print(cursor: Any) -> None:
    cursor.execute("SELECT count(DISTINCT (office_id, year_id)) FROM plans_plan")
    (places,) = cursor.fetchone()
    cursor.execute(TABLES)
    tables = cursor.fetchall()
    whole = sum(sum(table[3:]) for table in tables)
    print(f"{places:,} offices and years; bytes of each: rows, beside them (TOAST), indexes, all\n")
    for table in tables:
        if sum(table[3:]) >= LEAST * whole:
            _print_table(cursor, table, places)
    print(f"\n{whole / GIGABYTE:.1f} GB in all, {whole / places:,.0f} bytes for each office and year")
    print(f"{whole / YEARS * DECADE / GIGABYTE:.0f} GB after {DECADE} years like these")


def _print_table(cursor: Any, table: Any, places: int) -> None:
    key, name, count, rows, indexes, beside = table
    sizes = (rows, beside, indexes, rows + beside + indexes)
    print(f"{name:24} {count:>12,} rows " + " ".join(f"{size / places:>9,.0f}" for size in sizes))
    cursor.execute(INDEXES, [key])
    for index, size in cursor.fetchall():
        if size / places >= 1:
            print(f"    {index:56} {size / places:>9,.0f}")


if __name__ == "__main__":
    main()
