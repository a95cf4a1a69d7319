"""Owns the filters that draw the squares of the comparison."""

from django import template

from reports.heat_squares import numbered_squares, squares

register = template.Library()
register.filter(squares)
register.filter(numbered_squares)
