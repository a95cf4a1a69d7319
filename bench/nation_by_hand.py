"""Owns the SQL by hand of a nation's pages: what a page shows, as somebody who knows the tables would ask for it."""

RANKING = """
SELECT o.id, o.name_bn, e.plan_id, e.state, e.earned, e.due, e.percent, e.shares,
       rank() OVER (ORDER BY e.ranked_by DESC) AS rank
FROM plans_leagueentry e JOIN offices_office o ON o.id = e.office_id
WHERE e.year_id = (SELECT id FROM offices_fiscalyear WHERE start_year = 2026) AND e.kind = 'integrity'
  AND e.quarter = 1 AND e.ranked_by IS NOT NULL AND o.makes_plan
ORDER BY e.ranked_by DESC, o.name_bn, o.id LIMIT 60
"""
PUBLISHED = """
SELECT r.id, r.plan_id, r.quarter, r.earned, r.possible, r.published_at, p.kind, o.name_bn, y.start_year
FROM plans_quarterreport r JOIN plans_plan p ON p.id = r.plan_id JOIN offices_office o ON o.id = p.office_id
JOIN offices_fiscalyear y ON y.id = p.year_id
WHERE r.published_at IS NOT NULL AND r.state = 'approved'
ORDER BY y.start_year DESC, o.name_bn, p.kind, r.quarter DESC LIMIT 25
"""
OFFICE = """
SELECT o.id, o.name_bn, o.parent_id, (SELECT count(*) FROM offices_office b WHERE b.parent_id = o.id)
FROM offices_office o WHERE o.id IN (SELECT office_id FROM offices_officespelling WHERE key LIKE '%কৃশি%')
ORDER BY o.code NULLS LAST, o.name_bn LIMIT 50
"""
COUNTS = """
SELECT count(*), count(e.ranked_by), count(*) FILTER (WHERE e.state IN ('submitted', 'approved')), count(e.id)
FROM offices_office o LEFT JOIN plans_leagueentry e ON e.office_id = o.id AND e.kind = 'integrity' AND e.quarter = 1
  AND e.year_id = (SELECT id FROM offices_fiscalyear WHERE start_year = 2026)
WHERE o.makes_plan
"""
PUBLISHED_COUNT = "SELECT count(*) FROM plans_quarterreport WHERE published_at IS NOT NULL AND state = 'approved'"
# A reviewer's first page: the plans below an office, and of their reports what waits or is of the current quarter.
BELOW = """
WITH RECURSIVE below AS (
  SELECT id FROM offices_office WHERE id = (
    SELECT id FROM offices_office WHERE tier = 'department' AND name_bn = 'কৃষি অধিদপ্তর' LIMIT 1)
  UNION ALL SELECT o.id FROM offices_office o JOIN below b ON o.parent_id = b.id
)
"""
CABINET = "WITH below AS (SELECT id FROM offices_office WHERE tier IN ('ministry', 'division'))"
EVERY = "WITH below AS (SELECT id FROM offices_office)"
YEARS = "SELECT id, start_year, revisions_until FROM offices_fiscalyear ORDER BY start_year DESC"
PLANS_COUNT = "SELECT count(*) FROM plans_plan p JOIN below b ON b.id = p.office_id"
PLANS = """
, page AS (
  SELECT p.id, p.kind, p.state, p.revision, p.created_at, o.id AS office, o.name_bn, o.name_en, o.tier, y.start_year
  FROM plans_plan p JOIN below b ON b.id = p.office_id JOIN offices_office o ON o.id = p.office_id
  JOIN offices_fiscalyear y ON y.id = p.year_id ORDER BY y.start_year DESC, o.name_bn, p.kind, p.id LIMIT 50
)
SELECT page.*, r.id, r.quarter, r.state, r.earned, r.possible, r.possible_to_date, r.submitted_at, r.approved_at,
       t.number, t.round, t.submitted_at
FROM page LEFT JOIN plans_quarterreport r ON r.plan_id = page.id
LEFT JOIN LATERAL (SELECT * FROM plans_receipt t WHERE t.report_id = r.id ORDER BY round DESC LIMIT 1) t ON true
"""
WAITING = """
SELECT r.id, r.quarter, r.state, r.earned, r.possible, r.returned_at, r.reply_by, p.id, p.kind, p.state, o.id,
       o.name_bn, o.tier, y.start_year, t.number, t.round, coalesce(t.submitted_at, r.submitted_at) AS handed_in,
       d.due_on, d.opens_on, d.grace_until, d.locks_after, x.until, x.reason, reminded.at, returned.after ->> 'earned',
       written.number, cells.due, cells.filled, a.state, f.state,
       EXISTS (SELECT FROM offices_membership m WHERE m.office_id = o.id AND m.role = 'focal_point' AND m.until IS NULL)
FROM below b JOIN plans_plan p ON p.office_id = b.id JOIN plans_quarterreport r ON r.plan_id = p.id
JOIN offices_office o ON o.id = p.office_id JOIN offices_fiscalyear y ON y.id = p.year_id
LEFT JOIN LATERAL (SELECT * FROM plans_receipt t WHERE t.report_id = r.id ORDER BY round DESC LIMIT 1) t ON true
LEFT JOIN offices_deadline d ON d.year_id = y.id AND d.quarter = r.quarter AND d.tier = o.tier
LEFT JOIN offices_deadlineextension x ON x.deadline_id = d.id AND x.office_id = o.id
LEFT JOIN plans_annualreport a ON a.plan_id = p.id LEFT JOIN plans_halfyearfeedback f ON f.plan_id = p.id
LEFT JOIN LATERAL (SELECT at FROM plans_event e WHERE e.plan_id = p.id AND e.quarter = r.quarter
  AND e.verb = 'remind_office' ORDER BY sequence DESC LIMIT 1) reminded ON true
LEFT JOIN LATERAL (SELECT after FROM plans_event e WHERE e.plan_id = p.id AND e.quarter = r.quarter
  AND e.verb = 'return_report' ORDER BY sequence DESC LIMIT 1) returned ON true
LEFT JOIN LATERAL (SELECT count(*) AS number FROM plans_area k JOIN plans_activity v ON v.area_id = k.id
  JOIN plans_indicator i ON i.activity_id = v.id JOIN plans_quartercell c ON c.indicator_id = i.id
  WHERE r.returned_at IS NOT NULL AND k.plan_id = p.id AND c.quarter = r.quarter AND c.entered_at > r.returned_at)
  written ON true
LEFT JOIN LATERAL (SELECT count(*) AS due, count(*) FILTER (WHERE c.achievement_text <> '') AS filled
  FROM plans_area k JOIN plans_activity v ON v.area_id = k.id JOIN plans_indicator i ON i.activity_id = v.id
  JOIN plans_quartercell c ON c.indicator_id = i.id WHERE r.state = 'draft' AND k.plan_id = p.id
  AND c.quarter = r.quarter AND (p.kind = 'egov' OR c.target_state NOT IN ('', 'none', 'not_applicable'))) cells ON true
WHERE r.state = 'submitted' OR r.quarter = 1 AND p.state = 'submitted' OR r.quarter = 4 AND a.state = 'submitted'
   OR y.start_year = 2026 AND r.quarter = 2
ORDER BY handed_in, r.id
"""
BY_HAND = {
    "home of a department": (YEARS, BELOW + PLANS_COUNT, BELOW + PLANS, BELOW + WAITING),
    "home of the Cabinet Division": (YEARS, EVERY + PLANS_COUNT, EVERY + PLANS, CABINET + WAITING),
    "ranking": (COUNTS, RANKING),
    "published": (PUBLISHED_COUNT, PUBLISHED),
    "office": (OFFICE,),
}
