"""Owns the questions reports ask of stored plans and scorecards."""
