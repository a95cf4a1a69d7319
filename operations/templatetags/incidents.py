"""Owns the number of the incident on error pages; needs neither a request in the context nor a database."""

from django import template

from jobs.origin import current_request_id
from operations.incidents import in_groups, incident_number

register = template.Library()


@register.simple_tag
def incident() -> str:
    """The number of this request as it is read out, in groups of three digits."""
    return in_groups(incident_number(current_request_id()))
