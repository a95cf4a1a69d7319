"""Owns turning what a page of Django's own administration says into Bengali digits and words, where Django cannot."""

import re

from cell_values.digits import to_bengali

# What is left as it stands – scripts, what people type, kept contents, tags, entities, names with Latin letters –
# before what is turned: figures.
_PART = re.compile(
    r"""(?P<kept><(?P<tag>script|style|textarea|pre|code)\b.*?</(?P=tag)>|<[^>]*>|&\#?\w+;|[\w.@/+-]*[A-Za-z_@][\w.@/+-]*)"""
    r"""|(?P<figure>[0-9]+)""",
    re.DOTALL,
)
_READ_OUT = re.compile(r'\b(?:title|alt|aria-label|placeholder)="[^"]*"')
_WRITTEN_IN_ENGLISH = {
    'alt="True"': 'alt="হ্যাঁ"',
    'alt="False"': 'alt="না"',
    'alt="None"': 'alt="অজানা"',
    'alt="Search"': 'alt="খুঁজুন"',
}


def in_bengali(html: str) -> str:
    """The page with every figure it shows in Bengali digits; links, fields and names for log-in stay."""
    return _PART.sub(_turned, html)


def _turned(part: re.Match[str]) -> str:
    if part["figure"]:
        return to_bengali(part["figure"])
    return _READ_OUT.sub(_said, part["kept"]) if part["kept"].startswith("<") and not part["tag"] else part["kept"]


def _said(attribute: re.Match[str]) -> str:
    """What is read out or shown over a picture."""
    return _WRITTEN_IN_ENGLISH.get(attribute[0]) or (attribute[0] if "&#" in attribute[0] else to_bengali(attribute[0]))
