"""Owns the comparison as PDF, and asking for the booklet of the offices compared."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from jobs.actions import ask_for
from jobs.models import Job
from offices.models import Person
from offices.queries.rights import Standing
from plans.display import digits, said
from plans.kinds import plan_kind
from plans.views.standing import standing_for
from reports.booklet import TASK, contents_of
from reports.choices import MOST_PRINTED, Choice, NoSuchChoice, choice_of
from reports.file_formats import Format, NotOffered
from reports.printed.comparison import printed_comparison
from reports.printing import print_comparison
from reports.spreadsheets import comparison_file
from reports.views.papers import data_response, language_of, pdf_response
from reports.views.turns import place_of, printing


@require_safe
@printing
def comparison(request: HttpRequest) -> HttpResponse:
    """The comparison with the choices of its page, as PDF."""
    choice, language = _choice(standing_for(request), request.GET), language_of(request.GET)
    if count := choice.too_many_to_print():
        return _refused(request, choice, count)
    what: dict[str, Any] = {"printed_on": timezone.localdate(), "sort": choice.sort, "chosen": _told(choice, language)}
    pdf = print_comparison(choice.league, **what, language=language, at=place_of(request))
    return pdf_response(pdf, f"{choice.name}.pdf")


@require_safe
def comparison_data(request: HttpRequest, ending: str) -> HttpResponse:
    """The comparison with the choices of its page, as Excel or, however many offices they are, as CSV."""
    choice, file_format = _choice(standing_for(request), request.GET), Format(ending)
    if file_format is Format.XLSX and (count := choice.too_many_to_print()):
        return _refused(request, choice, count)
    with translation.override(language_of(request.GET)):
        what: dict[str, Any] = {"sort": choice.sort, "printed_on": timezone.localdate(), "chosen": choice.told}
        compared = printed_comparison(choice.league, **what)
        try:
            content = comparison_file(file_format, compared)
        except NotOffered as error:
            raise Http404 from error
    return data_response(content, file_format, f"{choice.name}.{ending}")


@require_http_methods(["GET", "HEAD", "POST"])
def booklet(request: HttpRequest) -> HttpResponse:
    """Asks for the booklet of the offices that the comparison page shows; before that says what it will hold."""
    standing, asked = standing_for(request), request.POST if request.method == "POST" else request.GET
    choice = _choice(standing, asked)
    if count := choice.too_many_to_print():
        return _refused(request, choice, count)
    if request.method == "POST":
        job = _ask_for_booklet(choice, language_of(asked), by=standing.person)
        return redirect("jobs:job", job_id=job.pk)
    reports, left_out = contents_of(choice.league, with_figures=False)
    context = {
        "choice": choice,
        "kind": plan_kind(choice.league.kind),
        "count": len(reports),
        "left_out": left_out,
        "chosen": asked.items(),
    }
    return render(request, "reports/booklet.html", context)


def _refused(request: HttpRequest, choice: Choice, count: int) -> HttpResponse:
    """Back to the page, which says why."""
    sentence = gettext("These are %(shown)s offices; at most %(most)s are printed at once. Choose fewer.")
    messages.error(request, sentence % {"shown": digits(count), "most": digits(MOST_PRINTED)})
    return redirect(f"{reverse('reports:comparison')}?{urlencode(choice.values)}")


def _ask_for_booklet(choice: Choice, language: str, *, by: Person) -> Job:
    league = choice.league
    offices = list(league.offices.values_list("pk", flat=True))
    what = {"kind": league.kind, "year": league.year.start_year, "through": league.through, "language": language}
    what["chosen"] = _told(choice, language)
    title = f"{gettext('Booklet')}: {said(plan_kind(league.kind).title)}, {league.year.label}"
    reports, _left_out = contents_of(league, with_figures=False)
    return ask_for(task=TASK, title=title, by=by, arguments=what | {"offices": offices}, total=len(reports))


def _told(choice: Choice, language: str) -> str:
    with translation.override(language):
        return choice.told


def _choice(standing: Standing, data: QueryDict) -> Choice:
    """What was chosen on the comparison page. Raises PermissionDenied, and BadRequest for what no page sends."""
    if not (standing.is_reviewer or standing.is_administrator):
        raise PermissionDenied
    try:
        return choice_of(standing, data.dict())
    except NoSuchChoice as error:
        raise BadRequest("no such comparison") from error
