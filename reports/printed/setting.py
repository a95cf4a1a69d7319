"""Owns setting filled reports: a template once, a form again where a cell that spans rows meets a page's end."""

from dataclasses import replace
from typing import Any

from django.template.loader import render_to_string

from reports.pdf.rendering import render_here
from reports.pdf.renders import Renders, Variant
from reports.printed.imprint import Imprint
from reports.printed.official_form import OfficialForm
from reports.printed.paper_table import PaperTable

FORM = "reports/pdf/official_form.html"
ATTEMPTS = 3  # a repeated text may push the last row of a page over; more than that has not been seen
TAGGED: Variant = "pdf/ua-1"


def print_document(template: str, imprint: Imprint, *, render: Renders = render_here, **context: Any) -> bytes:
    """A report as tagged PDF; its template extends ``reports/pdf/base.html``, ``render`` says where it is laid out."""
    return render(render_to_string(template, {"imprint": imprint, **context}), variant=TAGGED)


def print_official_form(form: OfficialForm, *, render: Renders = render_here) -> bytes:
    """The form as tagged PDF in the active language; ``render`` says where it is laid out.

    Cells that span indicators end with their page and begin again on the next with their text.
    """
    tried = [form_html(form)]

    def split_at_pages(rows: list[str]) -> str | None:
        html = form_html(replace(form, page_starts=frozenset(row.removeprefix("row-") for row in rows)))
        if html == tried[-1] or len(tried) == ATTEMPTS:
            return None
        tried.append(html)
        return html

    return render(tried[0], variant=TAGGED, revise=split_at_pages)


def form_html(form: OfficialForm) -> str:
    """The document the press lays out."""
    return render_to_string(FORM, {"form": form, "table": PaperTable(form), "imprint": form.imprint})
