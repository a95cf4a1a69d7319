"""Owns the two roles of PostgreSQL: the one that owns the tables and migrates, and the one the site runs with."""

from collections.abc import Iterator

from django.db.backends.base.base import BaseDatabaseWrapper

from plans.models import Checkpoint, Event

KEPT = [Event._meta.db_table, Checkpoint._meta.db_table]  # only ever added to
WRITES = "SELECT, INSERT, UPDATE, DELETE"


def grants(connection: BaseDatabaseWrapper, site: str) -> Iterator[str]:
    """What the owner of the tables executes, again after every ``migrate``, so that ``site`` can run the site."""
    role, quoted = connection.ops.quote_name(site), connection.ops.quote_name
    yield f"GRANT USAGE ON SCHEMA public TO {role}"
    yield f"GRANT {WRITES} ON ALL TABLES IN SCHEMA public TO {role}"
    yield f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}"
    yield f"ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT {WRITES} ON TABLES TO {role}"
    yield f"ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO {role}"
    yield f"REVOKE UPDATE, DELETE, TRUNCATE ON {', '.join(map(quoted, KEPT))} FROM {role}"
    yield f"REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON {quoted('django_migrations')} FROM {role}"


def powers(connection: BaseDatabaseWrapper) -> list[str]:
    """What the role of this connection could do to the ledger, in words; of the site's own role nothing."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, rolsuper FROM pg_roles WHERE rolname = current_user")
        role, is_superuser = cursor.fetchone()
        found = [f"{role} is a superuser"] if is_superuser else []
        cursor.execute(
            "SELECT count(*) FROM pg_tables WHERE schemaname = current_schema() "
            "AND pg_has_role(current_user, tableowner, 'MEMBER')"
        )
        if owned := cursor.fetchone()[0]:
            found.append(f"{role} owns {owned} tables and can switch their triggers off")
        for table in KEPT:
            cursor.execute("SELECT has_table_privilege(%s, 'UPDATE, DELETE, TRUNCATE')", [table])
            if cursor.fetchone()[0]:
                found.append(f"{role} may change {table}")
    return found
