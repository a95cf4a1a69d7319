"""Owns the registration of the administrators' pages: of offices, people, plans, templates, policies and the ledger."""

from administration import calendar_and_offices, events, form_rows, log_ins, persons, plan_pages, template_pages

__all__ = ["calendar_and_offices", "events", "form_rows", "log_ins", "persons", "plan_pages", "template_pages"]
