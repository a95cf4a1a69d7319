"""Owns the addresses of the pages in which a quarter is filled, handed in and decided."""

from django.urls import path

from entry.views import cell, deciding, entry, exempting, export, refusing, steps

app_name = "entry"
urlpatterns = [
    path("<int:plan_id>/<quarter:quarter>/", entry.entry, name="entry"),
    path("<int:plan_id>/<quarter:quarter>/export/", export.export, name="export"),
    path("<int:plan_id>/<quarter:quarter>/submit/", steps.submit, name="submit"),
    path("<int:plan_id>/<quarter:quarter>/return/", deciding.return_, name="return"),
    path("<int:plan_id>/<quarter:quarter>/approve/", deciding.approve, name="approve"),
    path("<int:plan_id>/<quarter:quarter>/publish/", steps.publish, name="publish"),
    path("<int:plan_id>/<quarter:quarter>/withdraw/", steps.withdraw, name="withdraw"),
    path("cells/<int:cell_id>/", entry.record, name="record"),
    path("cells/<int:cell_id>/more/", cell.cell, name="cell"),
    path("cells/<int:cell_id>/evidence/", cell.attach, name="attach"),
    path("cells/<int:cell_id>/comments/", cell.comment, name="comment"),
    path("evidence/<int:evidence_id>/", cell.evidence, name="evidence"),
    path("evidence/<int:evidence_id>/remove/", cell.remove, name="remove_evidence"),
    path("cells/<int:cell_id>/assess/", deciding.assess, name="assess"),
    path("cells/<int:cell_id>/exempt/", exempting.exempt, name="exempt"),
    path("refused/<int:refused_id>/discard/", refusing.discard, name="discard_refused"),
]
