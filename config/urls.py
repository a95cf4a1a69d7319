"""Owns the addresses: who answers where."""

from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.i18n import set_language

from entry.views.home import home
from reports.views.public import robots

handler429 = "config.accounts.too_many_requests"  # allauth asks here for it
urlpatterns = [
    path("", home, name="home"),
    path("reports/", include("reports.urls")),
    path("v/", include("reports.public_urls")),
    path("public/", include("reports.published_urls")),
    path("robots.txt", robots, name="robots"),
    path("plans/import/", include("imports.urls")),
    path("plans/", include("entry.urls")),
    path("plans/", include("plans.urls")),
    path("jobs/", include("jobs.urls")),
    path("accounts/", include("allauth.urls")),
    path("language/", login_not_required(set_language), name="set_language"),
    path("admin/", admin.site.urls),
]
