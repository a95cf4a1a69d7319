"""Owns the offices as a tree, and the spellings they are found under."""

from datetime import date
from typing import Any

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from tree_queries.models import TreeNode

from offices.names import name_key

LONGEST_CLUSTER = 100  # letters


class Tier(models.TextChoices):
    CABINET_DIVISION = "cabinet_division", _("Cabinet Division")
    OFFICE = "office", _("Office")
    MINISTRY = "ministry", _("Ministry")
    DIVISION = "division", _("Division")
    DEPARTMENT = "department", _("Department")
    FIELD_OFFICE = "field_office", _("Field office")


class Office(TreeNode):
    """An office that may make plans; the office above it reviews them.

    A ministry made of divisions makes no plan itself: its divisions do (``makes_plan``). Offices of one ``cluster`` are
    compared with each other.
    """

    tier = models.CharField(_("tier"), max_length=20, choices=Tier)
    name_bn = models.CharField(_("name in Bengali"), max_length=200)
    name_en = models.CharField(_("name in English"), max_length=200)
    code = models.CharField(_("code"), max_length=20, null=True, blank=True, unique=True)
    makes_plan = models.BooleanField(_("makes a plan of its own"), default=True)
    cluster = models.CharField(
        _("cluster"),
        max_length=LONGEST_CLUSTER,
        blank=True,
        default="",
        db_index=True,
        help_text=_("Offices as large, or with the like to do, are compared among themselves. Empty: with all."),
    )
    needs_sign_off = models.BooleanField(
        _("head signs off"),
        default=False,
        help_text=_("The head of the office signs each quarter off before it is handed in."),
    )
    closed_on = models.DateField(_("closed after"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("office")
        verbose_name_plural = _("offices")
        ordering = ("name_bn",)
        constraints = [models.UniqueConstraint(fields=("parent", "name_bn"), name="office_named_once_under_parent")]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the reader's language."""
        return self.name_en if (get_language() or "bn").startswith("en") else self.name_bn

    def is_open_on(self, day: date) -> bool:
        """Whether the office is there: the day it was closed on is its last."""
        return self.closed_on is None or self.closed_on >= day

    def save(self, *args: Any, **kwargs: Any) -> None:
        """An office is found under every name it ever had: imports carry the old one for years."""
        super().save(*args, **kwargs)
        for name in (self.name_bn, self.name_en):
            self.spellings.get_or_create(key=name_key(name), defaults={"spelling": name})


class OfficeSpelling(models.Model):
    """One more way an office's name is written; ``key`` is what spellings share."""

    office = models.ForeignKey(Office, models.CASCADE, related_name="spellings", verbose_name=_("office"))
    spelling = models.CharField(_("spelling"), max_length=200)
    key = models.CharField(max_length=200, editable=False, db_index=True)

    class Meta:
        verbose_name = _("spelling")
        verbose_name_plural = _("spellings")
        constraints = [models.UniqueConstraint(fields=("office", "key"), name="spelling_once_per_office")]

    def __str__(self) -> str:
        return self.spelling

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.key = name_key(self.spelling)
        super().save(*args, **kwargs)
