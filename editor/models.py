"""Owns the draft of a plan: what was typed since the plan was stored, row by row, and the way back."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from plan_tree.outline import Outline
from plan_tree.outline_data import outline_from_data
from plans.models import Plan


class PlanDraft(models.Model):
    """What a plan is going to say. ``rows``: its outline; ``begun_from``: that of the stored plan it was begun from.

    ``steps`` lead back, the last first to be undone. ``version`` counts the writes, so that nobody overwrites unseen.
    """

    plan = models.OneToOneField(Plan, models.CASCADE, related_name="draft", verbose_name=_("plan"))
    rows = models.JSONField(_("rows as typed"))
    begun_from = models.JSONField(_("rows it was begun from"))
    steps = models.JSONField(default=list, editable=False)
    version = models.PositiveIntegerField(default=0, editable=False)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by whom"))
    saved_at = models.DateTimeField(_("when"), auto_now=True)

    class Meta:
        verbose_name = _("draft of a plan")
        verbose_name_plural = _("drafts of plans")

    def __str__(self) -> str:
        return f"{self.plan} · {self.version}"

    @property
    def outline(self) -> Outline:
        return outline_from_data(self.rows)

    @property
    def base(self) -> Outline:
        return outline_from_data(self.begun_from)
