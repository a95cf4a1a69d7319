"""Owns asking for keys among those of a subquery where few are expected of many: the subquery is answered first."""

from typing import Any

from django.db.models import BooleanField, Lookup


class Among(Lookup[Any]):
    """``key IN (subquery)``; to PostgreSQL as an array, which an index is asked for.

    Its planner takes the children of an office for as many as an office has on average, though half of all offices
    have none: joined level by level it then expects the whole nation, and reads it.
    """

    lookup_name = "among"
    output_field = BooleanField()

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        key, params = self.process_lhs(compiler, connection)
        keys, more = self.process_rhs(compiler, connection)
        return f"{key} IN {keys}", [*params, *more]

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        key, params = self.process_lhs(compiler, connection)
        keys, more = self.process_rhs(compiler, connection)
        return f"{key} = ANY(ARRAY{keys})", [*params, *more]
