"""Owns the hidden fields by which a page of ours says who is typing in it."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from entry.seals import sealed
from offices.models import Person

register = template.Library()


@register.simple_tag
def sent_by(person: Person) -> SafeString:
    """Whose page it is: what is sent from it after somebody else signed in is not taken in their name."""
    return format_html('<input type="hidden" name="owner" value="{}">', person.pk)


@register.simple_tag
def typed_by(person: Person) -> SafeString:
    """Whose page it is: plain, and sealed for who saves after the session has ended."""
    return sent_by(person) + format_html('<input type="hidden" name="seal" value="{}">', sealed(person))
