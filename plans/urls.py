"""Owns the addresses of marking policies, of the ledger's checkpoints and of the choice of a role."""

from django.urls import path

from plans.views import checkpoints, policies, standing, trying

app_name = "plans"
urlpatterns = [
    path("<int:plan_id>/<quarter:quarter>/try/", trying.try_out, name="try_out"),
    path("work-as/", standing.work_as, name="work_as"),
    path("checkpoints/", checkpoints.checkpoints, name="checkpoints"),
    path("checkpoints/file/", checkpoints.checkpoint_file, name="checkpoint_file"),
    path("policies/", policies.policies, name="policies"),
    path("policies/<slug:kind>/first/", policies.first_policy, name="first_policy"),
    path("policies/<int:policy_id>/", policies.policy, name="policy"),
    path("policies/<int:policy_id>/new/", policies.new_version, name="new_policy"),
]
