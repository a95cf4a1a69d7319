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
OVERSEEN = """
WITH listed AS (
  SELECT p.id, p.kind, o.name_bn, y.start_year FROM plans_plan p JOIN offices_office o ON o.id = p.office_id
  JOIN offices_fiscalyear y ON y.id = p.year_id ORDER BY y.start_year DESC, o.name_bn, p.kind LIMIT 50)
SELECT l.*, r.quarter, r.state, r.earned, r.possible FROM listed l JOIN plans_quarterreport r ON r.plan_id = l.id
"""
OFFICE = """
SELECT o.id, o.name_bn, o.parent_id, (SELECT count(*) FROM offices_office b WHERE b.parent_id = o.id)
FROM offices_office o WHERE o.id IN (SELECT office_id FROM offices_officespelling WHERE key LIKE '%কৃষি%')
ORDER BY o.code NULLS LAST, o.name_bn LIMIT 50
"""
BY_HAND = {"ranking": RANKING, "published": PUBLISHED, "overseen": OVERSEEN, "office": OFFICE}
