"""Owns the administrators' pages of plans, offices and people; their writes are actions."""

from administration import accounts, ledger, people, plans, reference, rows

__all__ = ["accounts", "ledger", "people", "plans", "reference", "rows"]
