"""Owns the squares of the comparison: thousands on a page, too many for a template of their own."""

from collections.abc import Iterable
from functools import lru_cache

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from cell_values.digits import to_ascii, to_bengali
from plans.display import is_bengali
from reports.queries.compared_rows import HeatSquare

register = template.Library()


@register.filter
def squares(areas: Iterable[HeatSquare]) -> SafeString:
    """A cell for every area: its percentage, on the ground of its level where it has one, leading to its rows."""
    bengali = is_bengali()
    return mark_safe("".join(_square(area, _shown(str(area[1]), bengali)) for area in areas))


@register.filter
def numbered_squares(areas: Iterable[HeatSquare]) -> SafeString:
    """The same for cards on phones, which have no head above: every square knows the number of its area."""
    bengali = is_bengali()
    named = ((area, f' data-number="{_shown(area[0], bengali)}"') for area in areas)
    return mark_safe("".join(_square(area, _shown(str(area[1]), bengali), number) for area, number in named))


def _square(area: HeatSquare, shown: str, number: str = "") -> str:
    _number, share, level, url = area
    if share is None:
        return f'<td class="heat heat-none"{number}><span>–</span></td>'
    ground = "none" if level is None else level
    return f'<td class="heat heat-{ground}"{number}><a href="{_escaped(url)}">{shown}</a></td>'


@lru_cache(maxsize=1024)
def _shown(text: str, bengali: bool) -> str:
    """Digits of the reader; a page shows the same hundred figures again and again."""
    return escape(to_bengali(text) if bengali else to_ascii(text))


def _escaped(url: str) -> str:
    """The address; all but odd numbers of areas are plain."""
    return url if url.isascii() and url.replace("/", "").replace("#", "").replace("-", "").isalnum() else escape(url)
