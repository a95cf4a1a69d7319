"""Owns the addresses of the tree of offices."""

from django.urls import path

from plans.views import office_changes, office_tree

app_name = "offices"
urlpatterns = [
    path("", office_tree.offices, name="tree"),
    path("<int:office_id>/", office_tree.office, name="office"),
    path("<int:office_id>/move/", office_changes.move, name="move"),
    path("<int:office_id>/close/", office_changes.close, name="close"),
    path("<int:office_id>/reopen/", office_changes.reopen, name="reopen"),
]
