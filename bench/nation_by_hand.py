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
BY_HAND = {
    "ranking": (COUNTS, RANKING),
    "published": (PUBLISHED_COUNT, PUBLISHED),
    "office": (OFFICE,),
}
