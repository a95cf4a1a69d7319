"""Owns the filters by which templates show figures, dates and sentences in the reader's language."""

from django import template

from plans import display

register = template.Library()
for shows in (
    display.digits,
    display.marks,
    display.signed,
    display.said,
    display.shown,
    display.date_short,
    display.date_long,
    display.clock,
    display.quarter_name,
    display.file_size,
):
    register.filter(shows)
