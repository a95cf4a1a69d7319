"""Owns what error pages say of themselves; needs neither a request in the context nor a database."""

from django import template
from django.conf import settings

from cell_values.digits import to_bengali
from jobs.origin import NOWHERE, current_request_id
from operations.incidents import in_groups, incident_number

register = template.Library()


@register.simple_tag
def incident(language: str) -> str:
    """The number of this request as it is read out, in groups of three digits; nothing outside of requests."""
    number = incident_number(current_request_id())
    if number == NOWHERE:
        return ""
    return to_bengali(in_groups(number)) if language == "bn" else in_groups(number)


@register.simple_tag
def whom_to_ask() -> str:
    """Who administers this system, as its operators wrote it; empty where they did not."""
    asked: str = settings.ADMINISTRATOR_CONTACT
    return asked
