"""Owns the administrators' site: reference data, imports and plan entry forms."""

from typing import Any

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _


class AdminSite(admin.AdminSite):
    site_header = site_title = _("Plans and monitoring: administration")
    index_title = _("Administration")

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """The log-in of everybody; who is in already but no administrator is refused."""
        answer: HttpResponse = secure_admin_login(super().login)(request, extra_context)
        return answer
