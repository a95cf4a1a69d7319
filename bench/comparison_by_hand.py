"""Owns the statements one would write by hand for the rows of the comparison, for SQLite and PostgreSQL alike."""

REQUEST = (
    "SELECT session_data FROM django_session WHERE session_key = %(session)s AND expire_date > %(now)s",
    "SELECT username, name_bn, is_active, is_staff FROM offices_person WHERE id = %(person)s",
    """
    SELECT m.role, m.office_id, o.tier, o.name_bn, o.name_en
    FROM offices_membership m JOIN offices_office o ON o.id = m.office_id
    WHERE m.person_id = %(person)s AND m.since <= %(today)s AND (m.until IS NULL OR m.until >= %(today)s)
    """,
    """
    SELECT y.id, y.start_year, EXISTS (SELECT 1 FROM plans_plan p WHERE p.year_id = y.id AND p.kind = %(kind)s),
           (SELECT max(e.quarter) FROM plans_leagueentry e
            WHERE e.year_id = y.id AND e.kind = %(kind)s AND e.ranked_by IS NOT NULL)
    FROM offices_fiscalyear y ORDER BY y.start_year DESC
    """,
)

_COLUMNS = ", ".join(
    f"q{quarter}.{column}"
    for quarter in (1, 2, 3, 4)
    for column in ("state", "submitted_at", "earned", "due", "percent", "shares")
)


def _entry(quarter: int) -> str:
    """The entry of an office in a quarter, to join."""
    return (
        f"plans_leagueentry q{quarter} ON q{quarter}.office_id = o.id AND q{quarter}.year_id = %(year)s"
        f" AND q{quarter}.kind = %(kind)s AND q{quarter}.quarter = {quarter}"
    )


_EARLIER = " ".join(f"LEFT JOIN {_entry(quarter)}" for quarter in (1, 2, 3))
_BELOW = "EXISTS (SELECT 1 FROM offices_office b WHERE b.parent_id = o.id)"

MINISTRIES = f"""
    SELECT q4.plan_id AS plan, o.id, o.name_bn, o.name_en, o.tier, {_BELOW},
           rank() OVER (ORDER BY q4.ranked_by DESC NULLS LAST), {_COLUMNS}
    FROM offices_office o LEFT JOIN {_entry(4)} {_EARLIER}
    WHERE o.makes_plan AND o.tier IN ('cabinet_division', 'office', 'ministry', 'division')
    ORDER BY q4.ranked_by DESC NULLS LAST, o.name_bn
"""
RANKING = f"""
    SELECT q4.plan_id AS plan, o.id, o.name_bn, o.name_en, o.tier, {_BELOW},
           rank() OVER (ORDER BY q4.ranked_by DESC), {_COLUMNS}
    FROM offices_office o JOIN {_entry(4)} {_EARLIER}
    WHERE o.makes_plan AND q4.ranked_by IS NOT NULL
    ORDER BY q4.ranked_by DESC, o.name_bn LIMIT 60
"""
COUNTS = f"""
    SELECT count(*), count(q4.ranked_by), count(CASE WHEN q4.state IN ('submitted', 'approved') THEN 1 END),
           count(CASE WHEN q4.state = 'approved' THEN 1 END)
    FROM offices_office o LEFT JOIN {_entry(4)}
    WHERE o.makes_plan
"""
AREAS = "SELECT number, title, weight FROM plans_area WHERE plan_id IN (%(plans)s) ORDER BY plan_id"
