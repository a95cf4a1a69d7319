"""On PostgreSQL the database itself refuses to change, delete or truncate events."""

from typing import Any

from django.db import migrations

REFUSE = """
CREATE FUNCTION plans_event_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'events are append-only: % refused', TG_OP;
END $$;
CREATE TRIGGER plans_event_append_only BEFORE UPDATE OR DELETE ON plans_event
    FOR EACH ROW EXECUTE FUNCTION plans_event_refuse();
CREATE TRIGGER plans_event_no_truncate BEFORE TRUNCATE ON plans_event
    FOR EACH STATEMENT EXECUTE FUNCTION plans_event_refuse();
"""
ALLOW = """
DROP TRIGGER plans_event_append_only ON plans_event;
DROP TRIGGER plans_event_no_truncate ON plans_event;
DROP FUNCTION plans_event_refuse();
"""


def refuse(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(REFUSE, params=None)  # with parameters "%" would be a placeholder


def allow(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(ALLOW)


class Migration(migrations.Migration):
    dependencies = [("plans", "0001_initial")]
    operations = [migrations.RunPython(refuse, allow)]
