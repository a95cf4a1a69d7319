"""Owns the admin site's app: the same log-in page as everybody's."""

from django.contrib.admin import apps


class AdminConfig(apps.AdminConfig):
    default_site = "config.admin.AdminSite"
