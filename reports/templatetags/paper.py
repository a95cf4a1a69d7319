"""Owns the words of printed reports: both languages side by side where they are set."""

from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe

from cell_values.sentence import Sentence
from plans.display import language
from reports.printed.imprint import Imprint

register = template.Library()


@register.simple_tag
def say(bn: str, en: str, **values: Any) -> str:
    """``{% say "পৃষ্ঠা {n}" "Page {n}" n=3 %}`` in the language of the report."""
    return Sentence(bn, en).in_language(language()).format(**values)


@register.filter
def drawing(imprint: Imprint) -> SafeString:
    """The QR code of a report, which we drew ourselves."""
    return mark_safe(imprint.qr)
