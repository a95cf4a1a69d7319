"""Owns the page that explains a form column by column."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from official_forms.column_help import help_of
from official_forms.columns import Surface
from plans.display import said
from plans.kinds import plan_kinds


@require_safe
def columns(request: HttpRequest, kind: str) -> HttpResponse:
    """Every column of a kind's form as the entry page shows it, with its printed number."""
    if kind not in plan_kinds():
        raise Http404
    found = plan_kinds()[kind]
    rows = [
        {
            "number": each.number,
            "headings": [said(words) for words in each.headings],
            "help": said(help_of(each.column)),
        }
        for each in found.form.printed(Surface.ENTRY)
    ]
    return render(request, "entry/columns.html", {"kind": found, "rows": rows})
