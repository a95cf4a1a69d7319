"""Owns the addresses of reports."""

from django.urls import path

app_name = "reports"
urlpatterns: list[object] = []
