"""Owns the administrators' pages of plans, offices and people; their writes are actions."""

from plans.admin import ledger, plans, rows

__all__ = ["ledger", "plans", "rows"]
