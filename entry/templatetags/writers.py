"""Owns the hidden fields by which a page of ours says who is typing in it."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from entry.seals import sealed
from offices.models import Person

register = template.Library()


@register.simple_tag
def typed_by(person: Person) -> SafeString:
    """Whose page it is: plain, and sealed for who saves after the session has ended."""
    fields = '<input type="hidden" name="owner" value="{}"><input type="hidden" name="seal" value="{}">'
    return format_html(fields, person.pk, sealed(person))
