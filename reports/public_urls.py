"""Owns the addresses that printed reports carry; short, for they stand in QR codes, and open to all."""

from django.urls import path

from reports.views import verification

app_name = "verification"
urlpatterns = [
    path("", verification.search, name="search"),
    path("<str:number>/", verification.verdict, name="verdict"),  # as people type it: Bengali digits, spaces
]
