"""Owns the proof that nothing is lost: each save answered "saved" is in the ledger, stored marks are as computed."""

import subprocess
from collections import defaultdict
from contextlib import closing

import psycopg2

from bench.deadline_day.playing import Day

SAVES = """
SELECT c.id, e.after->>'text', c.achievement_text FROM plans_quartercell c
JOIN plans_event e ON e.indicator_id = c.indicator_id AND e.quarter = c.quarter AND e.verb = 'record_achievement'
ORDER BY e.plan_id, e.sequence
"""


def lost_saves(day: Day) -> list[str]:
    """What was answered "saved" and is not in the ledger once; and cells that show something else than their last."""
    told, shown = defaultdict(list), {}
    with closing(psycopg2.connect(day.site.environment["DATABASE_URL"])) as database, database.cursor() as cursor:
        cursor.execute(SAVES)
        for cell, text, stored in cursor.fetchall():
            told[cell].append(text)
            shown[cell] = stored
    missing = [(cell, text) for cell, text in day.saved if told[cell].count(text) != 1]
    others = [cell for cell, texts in told.items() if texts[-1] != shown[cell]]
    saved = [f"cell {cell}: {text} is not in the ledger once" for cell, text in missing]
    return [*saved, *(f"cell {cell} shows {shown[cell]!r}, its last event says otherwise" for cell in others)]


def unproved(day: Day) -> list[str]:
    """What verify_scorecards and verify_events find wrong."""
    found = []
    for command in ("verify_scorecards", "verify_events"):
        try:
            day.site.manage(command)
        except subprocess.CalledProcessError as failed:
            found.append(f"{command}: {failed.stdout.decode()[-500:]}")
    return found
