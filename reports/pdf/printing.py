"""Owns setting filled reports: a template once, a form again where a cell that spans rows meets a page's end."""

from dataclasses import replace
from typing import Any

from django.template.loader import render_to_string

from reports.pdf.engine import Variant, render_pdf
from reports.pdf.imprint import Imprint
from reports.pdf.official_form import OfficialForm
from reports.pdf.press import Renders

ATTEMPTS = 3  # a repeated text may push the last row of a page over; more than that has not been seen
TAGGED: Variant = "pdf/ua-1"


def print_document(template: str, imprint: Imprint, *, render: Renders = render_pdf, **context: Any) -> bytes:
    """A report as tagged PDF; its template extends ``reports/pdf/base.html``, ``render`` says where it is laid out."""
    return render(render_to_string(template, {"imprint": imprint, **context}), variant=TAGGED)


def print_official_form(form: OfficialForm, *, template: str, render: Renders = render_pdf) -> bytes:
    """The form as tagged PDF through the template of its kind; ``render`` says where it is laid out.

    Cells that span indicators end with their page and begin again on the next with their text.
    """
    tried = [form]

    def split_at_pages(rows: list[str]) -> str | None:
        split = replace(form, page_starts=frozenset(row.removeprefix("row-") for row in rows))
        if split.spanned_areas == tried[-1].spanned_areas or len(tried) == ATTEMPTS:
            return None
        tried.append(split)
        return _html(split, template)

    return render(_html(form, template), variant=TAGGED, revise=split_at_pages)


def _html(form: OfficialForm, template: str) -> str:
    return render_to_string(template, {"form": form, "imprint": form.imprint})
