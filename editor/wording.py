"""Owns the words of what is chosen in the editor."""

from plan_tree.terms import Direction, QuarterRule
from plans.models.plan import DIRECTIONS, QUARTER_RULES

RULE_NAMES = {QuarterRule(code): name for code, name in QUARTER_RULES}
DIRECTION_NAMES = {Direction(code): name for code, name in DIRECTIONS}
