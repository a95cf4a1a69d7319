"""Owns what must be true of the machine before a report is printed."""

from typing import Any

from django.core.checks import CheckMessage, Error, register

from reports.pdf.font_files import missing_files


@register
def check_bundled_fonts(**_: Any) -> list[CheckMessage]:
    """Every font that PDF is set in is there; Bengali would be printed as empty boxes otherwise."""
    return [
        Error(f"The font {file.name} is missing.", hint=f"Put it back at {file}.", id="reports.E001")
        for file in missing_files()
    ]
