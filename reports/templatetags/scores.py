"""Owns the filters of scorecard pages."""

from django import template

from reports.left_out import left_out_in_words, lost
from reports.printed_sums import sum_in_words

register = template.Library()
register.filter(lost)
register.filter(left_out_in_words)
register.filter(sum_in_words)
