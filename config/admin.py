"""Owns the administrators' site: reference data, imports and plan entry forms."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.utils.translation import gettext_lazy as _


class AdminSite(admin.AdminSite):
    site_header = site_title = _("Plans and monitoring: administration")
    index_title = _("Administration")


AdminSite.login = secure_admin_login(AdminSite.login)  # type: ignore[method-assign]
