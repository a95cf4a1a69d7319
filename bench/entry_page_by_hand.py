"""Owns the statements one would write by hand for the rows of the entry page, for SQLite and PostgreSQL alike."""

STATEMENTS = (
    "SELECT session_data FROM django_session WHERE session_key = %(session)s AND expire_date > %(now)s",
    """
    SELECT p.username, p.name_bn, p.is_active, p.is_staff, m.role, m.office_id, o.tier, o.name_bn, o.name_en,
           (SELECT count(*) FROM notices_notice n WHERE n.person_id = p.id AND n.read_at IS NULL)
    FROM offices_person p
    LEFT JOIN offices_membership m ON m.person_id = p.id AND m.since <= %(today)s
        AND (m.until IS NULL OR m.until >= %(today)s)
    LEFT JOIN offices_office o ON o.id = m.office_id
    WHERE p.id = %(person)s
    """,
    """
    SELECT p.id, p.kind, o.id, o.tier, o.name_bn, o.name_en, above.id, above.tier, above.makes_plan, above.parent_id,
           y.start_year
    FROM plans_plan p
    JOIN offices_office o ON o.id = p.office_id
    LEFT JOIN offices_office above ON above.id = o.parent_id
    JOIN offices_fiscalyear y ON y.id = p.year_id
    WHERE p.id = %(plan)s AND p.office_id IN (
        SELECT office_id FROM offices_membership
        WHERE person_id = %(person)s AND since <= %(today)s AND (until IS NULL OR until >= %(today)s)
    )
    """,
    """
    SELECT r.quarter, r.state, r.receipt, r.return_reason, r.submitted_at,
           CASE WHEN r.quarter = %(quarter)s THEN r.scorecard END,
           d.opens_on, d.due_on, d.grace_until, d.locks_after, e.until
    FROM plans_quarterreport r
    JOIN plans_plan p ON p.id = r.plan_id
    JOIN offices_office o ON o.id = p.office_id
    LEFT JOIN offices_deadline d ON d.year_id = p.year_id AND d.tier = o.tier AND d.quarter = r.quarter
    LEFT JOIN offices_deadlineextension e ON e.deadline_id = d.id AND e.office_id = o.id
    WHERE r.plan_id = %(plan)s ORDER BY r.quarter
    """,
    """
    SELECT i.id, i.number, i.title, i.weight, i.unit, i.unit_text, i.responsible, i.remark,
           v.id, v.number, v.title, v.area_id, a.number, a.title, a.weight, a.note
    FROM plans_indicator i
    JOIN plans_activity v ON v.id = i.activity_id
    JOIN plans_area a ON a.id = v.area_id
    WHERE a.plan_id = %(plan)s ORDER BY a.position, v.position, i.position
    """,
    """
    SELECT g.indicator_id, g.percent, g.target_text
    FROM plans_gradedtarget g
    JOIN plans_indicator i ON i.id = g.indicator_id
    JOIN plans_activity v ON v.id = i.activity_id
    JOIN plans_area a ON a.id = v.area_id
    WHERE a.plan_id = %(plan)s ORDER BY g.percent DESC
    """,
    """
    SELECT c.id, c.indicator_id, c.quarter, c.version, c.target_text, c.target_state, c.achievement_text,
           c.remark, c.claimed_marks, c.entered_at, p.name_bn
    FROM plans_quartercell c
    JOIN plans_indicator i ON i.id = c.indicator_id
    JOIN plans_activity v ON v.id = i.activity_id
    JOIN plans_area a ON a.id = v.area_id
    LEFT JOIN offices_person p ON p.id = c.entered_by_id
    WHERE a.plan_id = %(plan)s
    """,
)
