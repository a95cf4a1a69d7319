"""Owns the addresses: who answers where."""

from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.i18n import set_language

from config.about import about
from config.accounts import signed_in
from entry.views.home import home
from reports.views.public import robots

admin.autodiscover()  # not where apps are made ready: most commands know no page
handler400 = "operations.error_pages.bad_request"
handler500 = "operations.error_pages.server_error"
handler429 = "config.accounts.too_many_requests"  # allauth asks here for it
urlpatterns = [
    path("", home, name="home"),
    path("", include("operations.urls")),
    path("about/", about, name="about"),
    path("reports/", include("reports.urls")),
    path("v/", include("reports.public_urls")),
    path("public/", include("reports.published_urls")),
    path("robots.txt", robots, name="robots"),
    path("plans/import/", include("imports.urls")),
    path("plans/", include("entry.urls")),
    path("plans/", include("plans.urls")),
    path("offices/", include("plans.office_urls")),
    path("jobs/", include("jobs.urls")),
    path("notices/", include("notices.urls")),
    path("accounts/signed-in/", signed_in, name="signed_in"),
    path("accounts/", include("allauth.urls")),
    path("language/", login_not_required(set_language), name="set_language"),
    path("admin/", admin.site.urls),
]
