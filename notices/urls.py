"""Owns the addresses of notices."""

from django.urls import path

from notices import views

app_name = "notices"
urlpatterns = [
    path("", views.notice_list, name="list"),
    path("<int:notice_id>/open/", views.open_notice, name="open"),
    path("read/", views.read, name="read"),
    path("seen/", views.seen, name="seen"),
    path("choice/", views.choice, name="choice"),
    path("mails/", views.mails, name="mails"),
    path("mails/again/", views.again, name="again"),
]
