"""Owns printing an official form: set once, and again where a cell that spans rows meets a page's end."""

from dataclasses import replace

from django.template.loader import render_to_string

from reports.pdf.engine import Variant, render_pdf
from reports.pdf.official_form import OfficialForm

ATTEMPTS = 3  # a repeated text may push the last row of a page over; more than that has not been seen


def print_official_form(form: OfficialForm, *, template: str, variant: Variant | None = None) -> bytes:
    """The form as PDF through the template of its kind.

    Cells that span indicators end with their page and begin again on the next with their text.
    """
    tried = [form]

    def split_at_pages(rows: list[str]) -> str | None:
        split = replace(form, page_starts=frozenset(row.removeprefix("row-") for row in rows))
        if split.spanned_areas == tried[-1].spanned_areas or len(tried) == ATTEMPTS:
            return None
        tried.append(split)
        return _html(split, template)

    return render_pdf(_html(form, template), variant=variant, revise=split_at_pages)


def _html(form: OfficialForm, template: str) -> str:
    return render_to_string(template, {"form": form})
