"""Owns what is kept of each time a quarter was handed in: its receipt, what it said and what went back, the signature
of the head, and an approval that no longer stands.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from plans.models.decided_round import DECIDED_WHOLLY, DecidedRound
from plans.models.fields import MarksField, by_person
from plans.models.report import QuarterReport
from workflow.row_openings import OpenRows


class Receipt(models.Model):
    """A round of a report: handed in when, by whom, under which number.

    ``number`` is empty where only the ledger remembers the round: before rounds were kept, a later one overwrote it.
    ``reply_by`` is the day by which the return before it asked for this round, empty where none was named.
    """

    report = models.ForeignKey(QuarterReport, models.CASCADE, related_name="receipts", verbose_name=_("report"))
    round = models.PositiveSmallIntegerField(_("round"))
    number = models.CharField(_("receipt"), max_length=40, blank=True)
    submitted_by = by_person()
    submitted_at = models.DateTimeField(_("submitted at"))
    reply_by = models.DateField(_("reply by"), null=True)

    class Meta:
        verbose_name = _("receipt")
        verbose_name_plural = _("receipts")
        ordering = ("round",)
        constraints = [
            models.UniqueConstraint(fields=("report", "round"), name="receipt_once_per_round"),
            models.UniqueConstraint(fields=("number",), condition=~Q(number=""), name="receipt_number_once"),
            models.CheckConstraint(condition=Q(round__gte=1), name="receipt_round_from_1"),
        ]

    def __str__(self) -> str:
        return self.number or f"{self.report_id} · {self.round}"


class QuarterRound(DecidedRound):
    """One time a quarter was handed in; when and by whom, its receipt of the same number tells.

    ``returned_rows``: the keys of the indicators that went back with it; None: all did, or nothing has gone back.
    ``note`` is what the reviewer wrote to the office when approving.
    """

    report = models.ForeignKey(QuarterReport, models.CASCADE, related_name="rounds", verbose_name=_("quarterly report"))
    returned_rows = models.JSONField(_("rows that went back"), null=True)
    note = models.TextField(_("note"), blank=True)

    class Meta:
        verbose_name = _("round of a quarter")
        verbose_name_plural = _("rounds of quarters")
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(fields=("report", "number"), name="quarter_round_once"),
            models.UniqueConstraint(
                fields=("report",), condition=Q(is_approved__isnull=True), name="quarter_round_open_once_at_a_time"
            ),
            models.CheckConstraint(condition=DECIDED_WHOLLY, name="quarter_round_decided_wholly"),
        ]

    def __str__(self) -> str:
        return f"{self.report} · {self.number}"

    @property
    def open_rows(self) -> OpenRows:
        """The rows that went back with this round."""
        return None if self.returned_rows is None else frozenset(self.returned_rows)


class SignOff(models.Model):
    """A head's signature for a round: name and post as they were, and the digest of what was signed (``contents``)."""

    report = models.ForeignKey(
        QuarterReport, models.CASCADE, related_name="sign_offs", verbose_name=_("quarterly report")
    )
    round = models.PositiveSmallIntegerField(_("round"))
    contents = models.CharField(max_length=64)
    by = by_person(verbose_name=_("signed by"))
    name = models.CharField(_("name"), max_length=200)
    post = models.CharField(_("post"), max_length=200, blank=True)
    at = models.DateTimeField(_("signed at"))

    class Meta:
        verbose_name = _("signature of a head of office")
        verbose_name_plural = _("signatures of heads of offices")
        ordering = ("report", "round")
        constraints = [models.UniqueConstraint(fields=("report", "round"), name="signed_off_once_in_a_round")]

    def __str__(self) -> str:
        return f"{self.report} · {self.round}"


class SupersededApproval(models.Model):
    """An approved quarter as it was frozen, kept when it was opened again; none of it is ever rewritten.

    ``figures`` is the digest its papers carry; ``published_at`` tells that the public could read it.
    """

    report = models.ForeignKey(
        QuarterReport, models.PROTECT, related_name="superseded", verbose_name=_("quarterly report")
    )
    round = models.PositiveSmallIntegerField(_("round"))
    approved_by = by_person()
    approved_at = models.DateTimeField(_("approved at"))
    published_at = models.DateTimeField(_("published at"), null=True)
    earned = MarksField()
    computed = MarksField()
    possible = MarksField()
    possible_to_date = MarksField()
    scorecard = models.JSONField()
    frozen_switches = models.JSONField()
    figures = models.CharField(max_length=64)
    reopened_by = by_person()
    reopened_at = models.DateTimeField(_("opened again at"))
    reason = models.TextField(_("reason"))

    class Meta:
        verbose_name = _("superseded approval")
        verbose_name_plural = _("superseded approvals")
        ordering = ("reopened_at",)
        constraints = [
            models.UniqueConstraint(fields=("report", "approved_at"), name="approval_superseded_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="approval_superseded_with_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.report} · {self.approved_at:%Y-%m-%d}"
