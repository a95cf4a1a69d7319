"""Owns the addresses of imports: bring a document, look at it, confirm, undo."""

from django.urls import path

from imports.views import draft, preview, undo, upload

app_name = "imports"
urlpatterns = [
    path("", upload.upload, name="upload"),
    path("paste/", upload.paste, name="paste"),
    path("many/", upload.bring_many, name="many"),
    path("accept/", upload.accept, name="accept"),
    path("<int:source_id>/", preview.preview, name="preview"),
    path("<int:source_id>/annotated/", preview.annotated, name="annotated"),
    path("draft/<int:plan_id>/", draft.bring, name="draft"),
    path("draft/<int:plan_id>/<int:source_id>/", draft.preview, name="draft_document"),
    path("undo/<int:import_id>/", undo.undo, name="undo"),
]
