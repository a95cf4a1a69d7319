"""Owns the addresses of plans."""

from django.urls import path, register_converter

from plans.views import cell, checkpoints, deciding, entry, exempting, export, policies, refusing, steps, trying
from plans.views.imports import preview, undo, upload


class QuarterConverter:
    """A quarter in an address: q1 to q4."""

    regex = "q[1-4]"

    def to_python(self, value: str) -> int:
        return int(value[1])

    def to_url(self, value: int) -> str:
        return f"q{value}"


register_converter(QuarterConverter, "quarter")

app_name = "plans"
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
    path("<int:plan_id>/<quarter:quarter>/try/", trying.try_out, name="try_out"),
    path("checkpoints/", checkpoints.checkpoints, name="checkpoints"),
    path("checkpoints/file/", checkpoints.checkpoint_file, name="checkpoint_file"),
    path("policies/", policies.policies, name="policies"),
    path("policies/<int:policy_id>/", policies.policy, name="policy"),
    path("policies/<int:policy_id>/new/", policies.new_version, name="new_policy"),
    path("import/", upload.upload, name="import_upload"),
    path("import/paste/", upload.paste, name="import_paste"),
    path("import/many/", upload.bring_many, name="import_many"),
    path("import/<int:source_id>/", preview.preview, name="import_preview"),
    path("import/<int:source_id>/annotated/", preview.annotated, name="import_annotated"),
    path("import/undo/<int:import_id>/", undo.undo, name="import_undo"),
]
