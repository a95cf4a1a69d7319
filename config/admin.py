"""Owns the administrators' site: reference data, imports and plan entry forms."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _

from config.bengali_pages import in_bengali
from plans.display import is_bengali


class AdminSite(admin.AdminSite):
    site_header = site_title = _("Plans and monitoring: administration")
    index_title = _("Administration")
    enable_nav_sidebar = False  # wide lists and forms need the room; the start page lists everything

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """Pages in Bengali show Bengali digits, those that Django writes itself too."""
        return _in_readers_digits(super().admin_view(view, cacheable))

    def password_change(  # type: ignore[override]
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The own password is changed where everybody changes it: the ledger tells that it was."""
        return redirect("account_change_password")

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """The log-in of everybody; who is in already but no administrator is refused."""
        answer: HttpResponse = secure_admin_login(super().login)(request, extra_context)
        return answer


def _in_readers_digits(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    @wraps(view)
    def shown(*arguments: Any, **options: Any) -> HttpResponse:
        answer = view(*arguments, **options)
        if isinstance(answer, TemplateResponse) and is_bengali():
            answer.add_post_render_callback(_turn)
        return answer

    return shown


def _turn(answer: HttpResponse) -> None:
    answer.content = in_bengali(answer.content.decode()).encode()
