"""Owns the filters by which pages show the numbers that verify annual reports and feedback, and their digests."""

from django import template

from reports import document_numbers

register = template.Library()
for shows in (document_numbers.annual_number, document_numbers.feedback_number, document_numbers.contents_digest):
    register.filter(shows)
