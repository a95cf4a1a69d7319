"""Owns the filters by which pages show the numbers that verify annual reports and feedback, and their digests."""

from django import template

from reports import year_end_numbers

register = template.Library()
for shows in (year_end_numbers.annual_number, year_end_numbers.feedback_number, year_end_numbers.contents_digest):
    register.filter(shows)
