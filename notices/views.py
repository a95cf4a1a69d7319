"""Owns the pages of notices: the list, opening one, marking what was read, and how one is told.

A page that is looked at changes nothing: what marks a notice as read is sent as a form, or by the script of the page.
"""

from http import HTTPStatus

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import F
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cell_values.digits import to_bengali
from notices.actions import choose_telling, mark_read, mark_seen, send_again
from notices.models import MailRhythm, Notice, NoticeChoice, NoticeKind
from notices.queries import can_be_mailed, stuck_mails, unread_of
from offices.models import Person
from offices.queries.rights import standing_of


class NoticeFilter(forms.Form):
    """Which notices to show; a choice no page offers chooses nothing."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Kind"), required=False, choices=[("", gettext_lazy("All")), *NoticeKind.choices]
    )
    unread = forms.BooleanField(label=gettext_lazy("Unread only"), required=False)


class NoticeChoiceForm(forms.ModelForm[NoticeChoice]):
    """How and in which language somebody is mailed."""

    class Meta:
        model = NoticeChoice
        fields = ("rhythm", "language")
        widgets = {"rhythm": forms.RadioSelect, "language": forms.RadioSelect}


A_PAGE = 30


@require_safe
def notice_list(request: HttpRequest) -> HttpResponse:
    """What somebody was told, unread first, then the latest."""
    form = NoticeFilter(request.GET)
    form.full_clean()
    kind, unread = form.cleaned_data.get("kind", ""), form.cleaned_data.get("unread", False)
    found = Notice.objects.filter(person=_person(request)).order_by(F("read_at").asc(nulls_first=True), "-at", "-pk")
    found = found.filter(kind=kind) if kind else found
    found = found.filter(read_at__isnull=True) if unread else found
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "filters": form, "is_chosen": bool(kind or unread)}
    return render(request, "notices/list.html", context)


@require_POST
def open_notice(request: HttpRequest, notice_id: int) -> HttpResponse:
    """Marks a notice as read and leads to where it is seen."""
    notice = get_object_or_404(Notice, pk=notice_id, person=_person(request))
    mark_read(person=_person(request), notices=[notice.pk])
    return redirect(notice.link)


@require_POST
def read(request: HttpRequest) -> HttpResponse:
    """Marks one notice as read, or all."""
    key = request.POST.get("notice", "")
    chosen = None if not key else [int(key)] if key.isascii() and key.isdecimal() and len(key) < 19 else []
    mark_read(person=_person(request), notices=chosen)
    return redirect("notices:list")


@require_POST
def seen(request: HttpRequest) -> HttpResponse:
    """Marks as read what leads to the page that somebody looks at; says how many notices are unread then."""
    mark_seen(person=_person(request), path=request.POST.get("path", "")[:500])
    return JsonResponse({"unread": unread_of(_person(request)).count()})


@require_http_methods(["GET", "HEAD", "POST"])
def choice(request: HttpRequest) -> HttpResponse:
    """How somebody is told by mail."""
    person = _person(request)
    chosen = NoticeChoice.objects.filter(person=person).first() or NoticeChoice(person=person)
    form = NoticeChoiceForm(request.POST or None, instance=chosen)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        choose_telling(person=person, rhythm=MailRhythm(typed["rhythm"]), language=typed["language"])
        messages.success(request, _("It is kept how you are told."))
        return redirect("notices:choice")
    status = HTTPStatus.UNPROCESSABLE_ENTITY if request.method == "POST" else HTTPStatus.OK
    context = {"form": form, "can_be_mailed": can_be_mailed(person)}
    return render(request, "notices/choice.html", context, status=status)


@require_safe
def mails(request: HttpRequest) -> HttpResponse:
    """The mails that did not go out, for administrators."""
    _check_administrator(request)
    found = stuck_mails(timezone.now()).select_related("person").order_by("-pk")
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    return render(request, "notices/mails.html", {"page": page, "can_mail": bool(settings.EMAIL_HOST)})


@require_POST
def again(request: HttpRequest) -> HttpResponse:
    """Tries the mails that did not go out once more."""
    _check_administrator(request)
    number = send_again()
    said = _shown(number)
    messages.success(
        request, ngettext("%(shown)s mail is tried again.", "%(shown)s mails are tried again.", number) % said
    )
    return redirect("notices:mails")


def _shown(number: int) -> dict[str, str]:
    is_english = (get_language() or "bn").startswith("en")
    return {"shown": str(number) if is_english else to_bengali(str(number))}


def _check_administrator(request: HttpRequest) -> None:
    if not standing_of(_person(request), on=timezone.localdate()).is_administrator:
        raise PermissionDenied


def _person(request: HttpRequest) -> Person:
    assert isinstance(request.user, Person)  # noqa: S101 - nobody comes here without log-in
    return request.user
